/** Shows what a dialog asks, why, and the way out of it. */
import type { ReactNode } from 'react';
import type { Message } from '../../../src/contract';
import { Button } from '../Button';
import { useWording } from '../Says';

/** Closes the dialog, with what was done if anything was. */
export type Close = (done?: Message) => void;

export function DialogHead({ title, why, onClose }: { title: string; why?: string; onClose: Close }): ReactNode {
  const { t } = useWording();
  return (
    <header className="dialog__head">
      <div><h1 className="h-m">{title}</h1>{why === undefined ? null : <p className="subtle">{why}</p>}</div>
      <Button look="subtle" icon="cross" label={t('ui.dispose.close')} onPress={() => { onClose(); }} />
    </header>
  );
}
