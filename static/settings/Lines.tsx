/** Shows settings as labels and values. */
import type { ReactNode } from 'react';
import type { Line } from './rule-words';

export function Lines({ lines }: { lines: readonly Line[] }): ReactNode {
  return <dl className="lines">{lines.map(([label, value]) => <div className="fact" key={label}><dt>{label}</dt><dd>{value}</dd></div>)}</dl>;
}
