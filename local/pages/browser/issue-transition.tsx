// Decides how a ticket is moved: the status with its transitions, and the dialog that says why a gate stays shut.
import { useState, type ReactNode } from 'react';
import { anything, ask } from './ask';
import { Dialog } from './dialog';
import type { Issue, Transition } from './jira-records';
import { Message, StatusLozenge, useAct } from './parts';
import { asDocument } from './rich-text';

function move(key: string, transition: Transition, comment: string): ReturnType<typeof ask> {
  const update = comment.trim() === '' ? {} : { update: { comment: [{ add: { body: asDocument(comment) } }] } };
  return ask(anything, 'POST', `/rest/api/3/issue/${key}/transitions`, { transition: { id: transition.id }, ...update });
}

function TransitionDialog({ issueKey, transition, onClose, onMoved }: {
  issueKey: string;
  transition: Transition;
  onClose: () => void;
  onMoved: () => void;
}): ReactNode {
  const [comment, setComment] = useState('');
  const { busy, refused, act } = useAct();
  const submit = async (): Promise<void> => {
    if (await act(() => move(issueKey, transition, comment))) onMoved();
  };
  return (
    <Dialog
      title={transition.name}
      onClose={onClose}
      onSubmit={() => void submit()}
      foot={<>
        <button type="button" className="btn btn--subtle" onClick={onClose}>Cancel</button>
        <button type="submit" className="btn btn--primary" disabled={busy}>{busy ? 'Moving…' : transition.name}</button>
      </>}
    >
      {refused ? <Message tone="danger" title={`We couldn’t move ${issueKey}`}>{refused}</Message> : null}
      {refused ? null : <p className="small">Moves {issueKey} to {transition.to.name}.</p>}
      <label className="field">
        <span className="field__label">Comment</span>
        <input className="input" value={comment} onChange={(event) => setComment(event.target.value)} />
      </label>
    </Dialog>
  );
}

export function Transitions({ issue, transitions, onMoved }: { issue: Issue; transitions: Transition[]; onMoved: () => void }): ReactNode {
  const [chosen, setChosen] = useState<Transition>();
  return (
    <div className="btns" role="group" aria-label="Status">
      <StatusLozenge status={issue.fields.status} />
      {transitions.map((transition) => (
        <button key={transition.id} type="button" className="btn" onClick={() => setChosen(transition)}>{transition.name}</button>
      ))}
      {chosen ? (
        <TransitionDialog
          issueKey={issue.key}
          transition={chosen}
          onClose={() => setChosen(undefined)}
          onMoved={() => {
            setChosen(undefined);
            onMoved();
          }}
        />
      ) : null}
    </div>
  );
}
