/** Shows one thing to fill in, with its label above and its help below. */
import { useId, type ReactNode } from 'react';

export function Field({ label, help, children }: { label: string; help?: string | undefined; children: (ids: { id: string; 'aria-describedby'?: string }) => ReactNode }): ReactNode {
  const id = useId();
  return (
    <div className="field">
      <label className="field__label" htmlFor={id}>{label}</label>
      {children(help === undefined ? { id } : { id, 'aria-describedby': `${id}-help` })}
      {help === undefined ? null : <p className="field__help" id={`${id}-help`}>{help}</p>}
    </div>
  );
}
