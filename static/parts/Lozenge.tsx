/** Shows a status in a word or two. */
import type { ReactNode } from 'react';

export type Tone = 'neutral' | 'danger' | 'warning' | 'success' | 'info' | 'info-bold' | 'danger-bold';

export function Lozenge({ tone = 'neutral', children }: { tone?: Tone; children: ReactNode }): ReactNode {
  return <span className={tone === 'neutral' ? 'loz' : `loz loz--${tone}`}>{children}</span>;
}
