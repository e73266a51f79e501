// Decides how a ticket's conversation looks, and how one answers in it: to the customer, or among colleagues.
import { useState, type ReactNode } from 'react';
import type { Answer } from './ask';
import { when } from './dates';
import { Avatar, Message, useAct } from './parts';

export type ShownComment = { id: string; by: string; created: string; internal: boolean; body: ReactNode };

export function CommentList({ comments, now, marksInternal }: { comments: ShownComment[]; now: Date; marksInternal: boolean }): ReactNode {
  if (comments.length === 0) return <p className="subtle">No comments yet.</p>;
  return (
    <ul className="card">
      {comments.map(({ id, by, created, internal, body }) => (
        <li key={id} className={internal ? 'comment comment--internal' : 'comment'}>
          <Avatar name={by} />
          <div className="comment__head">
            <b>{by}</b>
            <span className="small">{when(created, now)}</span>
            {marksInternal && internal ? <span className="loz loz--note">Internal note</span> : null}
          </div>
          <div>{body}</div>
        </li>
      ))}
    </ul>
  );
}

export type Audience = { id: string; label: string; button: string };

export function CommentForm({ audiences, onSend }: { audiences: Audience[]; onSend: (text: string, audience: string) => Promise<Answer<unknown>> }): ReactNode {
  const [text, setText] = useState('');
  const [audience, setAudience] = useState(audiences[0]?.id ?? '');
  const { busy, refused, act } = useAct();
  const chosen = audiences.find(({ id }) => id === audience);
  const send = async (): Promise<void> => {
    if (text.trim() !== '' && (await act(() => onSend(text, audience)))) setText('');
  };
  return (
    <form
      className="section"
      onSubmit={(event) => {
        event.preventDefault();
        void send();
      }}
    >
      {refused ? <Message tone="danger" title="The comment was not added">{refused}</Message> : null}
      {audiences.length > 1 ? (
        <div>
          <div className="segments" role="radiogroup" aria-label="Who reads this">
            {audiences.map(({ id, label }) => (
              <label key={id}><input type="radio" name="audience" checked={id === audience} onChange={() => setAudience(id)} />{label}</label>
            ))}
          </div>
        </div>
      ) : null}
      <label className="field">
        <span className={audiences.length > 1 ? 'vh' : 'field__label'}>{chosen?.label}</span>
        <textarea className="input" value={text} onChange={(event) => setText(event.target.value)} />
      </label>
      <div><button type="submit" className="btn" disabled={busy || text.trim() === ''}>{busy ? 'Sending…' : chosen?.button}</button></div>
    </form>
  );
}
