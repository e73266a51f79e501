/** Copies one value to the clipboard and says so. */
import { useState, type ReactNode } from 'react';
import { Button } from './Button';
import { useWording } from './Says';

export function CopyButton({ value, what }: { value: string; what: string }): ReactNode {
  const { t } = useWording();
  const [outcome, setOutcome] = useState<'copied' | 'denied'>();
  return (
    <>
      <Button
        look="subtle"
        icon={outcome === 'copied' ? 'done' : 'copy'}
        label={t('ui.copy', { what })}
        onPress={() => {
          // The page around a frame may deny it the clipboard.
          navigator.clipboard.writeText(value).then(() => { setOutcome('copied'); }, () => { setOutcome('denied'); });
        }}
      />
      <span className={outcome === 'denied' ? 'small' : 'vh'} role="status">{outcome === undefined ? null : t(`ui.copy.${outcome}`, { what })}</span>
    </>
  );
}
