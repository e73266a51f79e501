/** Shows what is to be done about a deviation, in order, each with who does it. */
import type { ReactNode } from 'react';
import type { Action, AttentionView } from '../../src/contract';
import { sameAction, useActing, type Place } from './acting';
import { Says, useWording } from './Says';
import { StateIcon } from './StateIcon';

/** `already` is what the turn’s own button does: the same button twice would be one too many. */
export function Todo({ items, place, already }: { items: NonNullable<AttentionView['todo']>; place: Place; already: Action | undefined }): ReactNode {
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
            {action && state !== 'done' && !sameAction(already, action) ? (
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
