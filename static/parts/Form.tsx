/** Shows a form inside the panel, where its action was started: title, fields, one primary button, and a way out. */
import { useEffect, useRef, type ReactNode } from 'react';
import { useActing } from './acting';
import { Button } from './Button';
import { useWording } from './Says';

export function Form({ title, why, submit, danger = false, onSubmit, onCancel, children }: {
  title?: string | undefined;
  why?: string | undefined;
  /** Absent while there is nothing to send yet. */
  submit: string | undefined;
  danger?: boolean;
  onSubmit: () => void;
  onCancel: () => void;
  children?: ReactNode;
}): ReactNode {
  const { t } = useWording();
  const { current } = useActing();
  const form = useRef<HTMLFormElement>(null);
  useEffect(() => {
    form.current?.querySelector<HTMLElement>('input, select, textarea')?.focus();
  }, []);
  return (
    <form
      ref={form}
      className="form"
      aria-label={title ?? submit}
      onSubmit={(event) => {
        event.preventDefault();
        onSubmit();
      }}
      onKeyDown={(event) => {
        if (event.key !== 'Escape') return;
        event.stopPropagation();
        onCancel();
      }}
    >
      {title === undefined ? null : <p className="h-xs">{title}</p>}
      {why === undefined ? null : <p className="subtle">{why}</p>}
      {children}
      <div className="btns">
        {submit === undefined ? null : <Button look={danger ? 'danger' : 'primary'} submit working={current?.underWay ?? false}>{submit}</Button>}
        <Button look="subtle" onPress={onCancel}>{t('ui.cancel')}</Button>
      </div>
    </form>
  );
}
