// Opens the dialog in which a modal of the app stands.

const WIDTHS: Record<string, string> = { small: '400px', medium: '600px', large: '800px', xlarge: '968px', max: '100%' };

export interface DialogHandle {
  body: HTMLElement;
  close(result: unknown): void;
  whenClosed(then: () => void): void;
}

export function openDialog({ size, title, closeOnEscape, closeOnOverlayClick, onClose }: {
  size: string;
  title: string;
  closeOnEscape: boolean;
  closeOnOverlayClick: boolean;
  onClose: (result: unknown) => void;
}): DialogHandle {
  const width = WIDTHS[size];
  if (width === undefined) throw new Error(`the local host does not have the modal size "${size}"`);
  const dialog = document.createElement('dialog');
  dialog.className = 'forge-dialog';
  dialog.setAttribute('aria-label', title);
  dialog.style.width = width;
  const body = document.createElement('div');
  dialog.append(body);
  document.body.append(dialog);
  const after: (() => void)[] = [];
  const close = (result: unknown): void => {
    if (!dialog.isConnected) return;
    dialog.close();
    for (const then of after) then();
    dialog.remove();
    onClose(result);
  };
  dialog.addEventListener('cancel', (event) => {
    event.preventDefault();
    if (closeOnEscape) close(undefined);
  });
  dialog.addEventListener('click', (event) => {
    if (event.target === dialog && closeOnOverlayClick) close(undefined);
  });
  dialog.showModal();
  return { body, close, whenClosed: (then) => void after.push(then) };
}
