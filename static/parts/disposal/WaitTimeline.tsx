/** Shows what of a disposal happens when, from the asking to the last day on which it could be undone. */
import type { ReactNode } from 'react';
import type { WaitItem } from '../../../src/contract';
import { Says, useWording } from '../Says';

const words = { done: 'ui.state.done', now: 'ui.state.next' } as const;

export function WaitTimeline({ items }: { items: readonly WaitItem[] }): ReactNode {
  const { t } = useWording();
  return (
    <ol className="wait">
      {items.map(({ on, what, state }) => (
        <li key={what.code} className={`wait__item wait__item--${state}`}>
          <p className="wait__date">{state === 'done' || state === 'now' ? <span className="vh">{t(words[state])} </span> : null}<Says message={on} /></p>
          <p className="wait__what"><Says message={what} /></p>
        </li>
      ))}
    </ol>
  );
}
