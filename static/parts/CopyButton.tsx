/** Copies one value to the clipboard and says so. */
import { useState, type ReactNode } from 'react';
import { Button } from './Button';
import { useWording } from './Says';

function copyTheOldWay(text: string): void {
  const holder = document.createElement('textarea');
  holder.value = text;
  holder.className = 'vh';
  document.body.append(holder);
  holder.select();
  document.execCommand('copy');
  holder.remove();
}

export function CopyButton({ value, what }: { value: string; what: string }): ReactNode {
  const { t } = useWording();
  const [copied, setCopied] = useState(false);
  return (
    <>
      <Button
        look="subtle"
        icon={copied ? 'done' : 'copy'}
        label={t('ui.copy', { what })}
        onPress={(pressed) => {
          // A frame may be denied the clipboard by the page around it.
          navigator.clipboard.writeText(value).catch(() => { copyTheOldWay(value); pressed.focus(); }).finally(() => { setCopied(true); });
        }}
      />
      <span className="vh" role="status">{copied ? t('ui.copied', { what }) : null}</span>
    </>
  );
}
