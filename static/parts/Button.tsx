/** Shows something that can be done now; while something else is under way it keeps its focus but does nothing. */
import { createContext, useContext, type ReactNode } from 'react';
import { Icon, type IconName } from './Icon';

/** True while an answer is waited for. */
export const Busy = createContext(false);

export function Button({ look = 'default', small = false, icon, label, expanded, working = false, submit = false, onPress, children }: {
  look?: 'default' | 'primary' | 'danger' | 'subtle';
  small?: boolean;
  icon?: IconName | undefined;
  /** The accessible name where the text alone does not say enough. */
  label?: string | undefined;
  expanded?: boolean | undefined;
  /** This button's own work is under way. */
  working?: boolean;
  submit?: boolean;
  onPress?: ((pressed: HTMLButtonElement) => void) | undefined;
  children?: ReactNode;
}): ReactNode {
  const busy = useContext(Busy);
  const className = ['btn', look !== 'default' && `btn--${look}`, small && 'btn--s', children === undefined && 'btn--icon'].filter(Boolean).join(' ');
  return (
    <button
      type={submit ? 'submit' : 'button'}
      className={className}
      aria-label={label}
      aria-expanded={expanded}
      aria-disabled={busy || undefined}
      onClick={(event) => {
        if (busy) event.preventDefault();
        else onPress?.(event.currentTarget);
      }}
    >
      {working ? <span className="spinner" aria-hidden="true" /> : icon ? <Icon name={icon} /> : null}
      {children}
    </button>
  );
}
