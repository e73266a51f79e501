/** Shows one of the numbered parts of a question that is answered in order. */
import { useId, type ReactNode } from 'react';

export function Numbered({ n, title, small, children }: { n: number; title: string; small?: ReactNode; children: (headingId: string) => ReactNode }): ReactNode {
  const id = useId();
  return (
    <section aria-labelledby={id}>
      <div className="num-head"><span className="n">{n}</span><h2 className="h-xs" id={id}>{title}</h2>{small === undefined ? null : <span className="small">{small}</span>}</div>
      {children(id)}
    </section>
  );
}
