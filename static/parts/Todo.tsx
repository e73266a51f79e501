/** Shows what is to be done about a deviation, in order, each with who does it. */
import type { ReactNode } from 'react';
import type { AttentionView } from '../../src/contract';
import { useActing, type Place } from './acting';
import { Says, useWording } from './Says';
import { StateIcon } from './StateIcon';

export function Todo({ items, place }: { items: NonNullable<AttentionView['todo']>; place: Place }): ReactNode {
  const { act } = useActing();
  const { t } = useWording();
  return (
    <ol className="todo">
      {items.map(({ state, text, who, action }) => (
        <li key={text.code}>
          <StateIcon look={state} />
          <span><Says message={text} /></span>
          <span className="who">
            <Says message={who} />
            {action && state !== 'done' ? (
              <>
                {', '}
                <button type="button" className="linklike" onClick={(event) => { act(action, place, event.currentTarget); }}>
                  {t(action.do === 'review-reply' ? 'ui.todo.preview' : 'ui.todo.do')}<span className="vh">: <Says message={text} /></span>
                </button>
              </>
            ) : null}
          </span>
        </li>
      ))}
    </ol>
  );
}
