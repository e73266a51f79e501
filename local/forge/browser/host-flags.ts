// Shows the flags that the app raises in the corner of the page.

export interface Flag {
  id: string;
  type: string;
  title?: string;
  description?: string;
  isAutoDismiss?: boolean;
  actions?: { text: string; onClick?: () => unknown }[];
}

const AUTO_DISMISS_MS = 8000;
const shown = new Map<string, HTMLElement>();

function region(): HTMLElement {
  const there = document.querySelector<HTMLElement>('.forge-flags');
  if (there) return there;
  const made = document.createElement('div');
  made.className = 'forge-flags';
  made.setAttribute('role', 'region');
  made.setAttribute('aria-label', 'Notifications');
  made.setAttribute('aria-live', 'polite');
  document.body.append(made);
  return made;
}

export function closeFlag(id: string): boolean {
  shown.get(id)?.remove();
  return shown.delete(id);
}

export function showFlag({ id, type, title, description, isAutoDismiss, actions = [] }: Flag): void {
  closeFlag(id);
  const flag = document.createElement('section');
  flag.className = `forge-flag forge-flag--${type}`;
  const add = (tag: string, text: string): HTMLElement => {
    const part = document.createElement(tag);
    part.textContent = text;
    flag.append(part);
    return part;
  };
  if (title !== undefined) add('h2', title);
  if (description !== undefined) add('p', description);
  for (const { text, onClick } of actions) {
    const button = add('button', text);
    button.setAttribute('type', 'button');
    button.addEventListener('click', () => { onClick?.(); });
  }
  const dismiss = add('button', 'Dismiss');
  dismiss.setAttribute('type', 'button');
  dismiss.addEventListener('click', () => { closeFlag(id); });
  region().prepend(flag);
  shown.set(id, flag);
  if (isAutoDismiss === true) setTimeout(() => { closeFlag(id); }, AUTO_DISMISS_MS);
}
