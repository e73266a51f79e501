// Decides how a dialog of the site looks and closes: the browser's own modal, so focus and Escape are its affair.
import { useEffect, useId, useRef, type ReactNode } from 'react';
import { Icon } from './icon';

export function Dialog({ title, onClose, children, foot, onSubmit }: {
  title: string;
  onClose: () => void;
  children: ReactNode;
  foot: ReactNode;
  onSubmit?: () => void;
}): ReactNode {
  const element = useRef<HTMLDialogElement>(null);
  const titleId = useId();
  useEffect(() => {
    const dialog = element.current;
    if (dialog && !dialog.open) dialog.showModal();
  }, []);
  return (
    <dialog
      ref={element}
      className="dialog"
      aria-labelledby={titleId}
      onClose={onClose}
      onCancel={(event) => {
        // Escape inside a select or a frame bubbles here too; only the dialog's own counts.
        if (event.target !== element.current) event.preventDefault();
      }}
    >
      <form
        onSubmit={(event) => {
          event.preventDefault();
          onSubmit?.();
        }}
      >
        <header className="dialog__head">
          <h2 id={titleId}>{title}</h2>
          <button type="button" className="btn btn--icon" aria-label="Close" onClick={onClose}><Icon name="cross" /></button>
        </header>
        <div className="dialog__body">{children}</div>
        <footer className="dialog__foot">{foot}</footer>
      </form>
    </dialog>
  );
}
