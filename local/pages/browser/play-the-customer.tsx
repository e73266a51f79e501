// Decides what a person trying the app may do in a customer's place with one click, clearly apart from Jira.
import { useState, type ReactNode } from 'react';
import { z } from 'zod';
import { anything, ask, read, useAnswer } from './ask';
import { Message, useAct } from './parts';

const acts = z.array(z.object({ id: z.string(), label: z.string(), who: z.string() }));

export function PlayTheCustomer({ issueKey, onDone }: { issueKey: string; onDone: () => void }): ReactNode {
  const { answer, again } = useAnswer(issueKey, () => read(acts, `/local/scenario/customer-acts?issueKey=${encodeURIComponent(issueKey)}`));
  const { busy, refused, act } = useAct();
  const [done, setDone] = useState<string>();
  if (!answer?.ok || answer.value.length === 0) return null;
  const play = async (id: string, label: string): Promise<void> => {
    setDone(undefined);
    if (!(await act(() => ask(anything, 'POST', `/local/scenario/customer-acts/${encodeURIComponent(id)}`)))) return;
    setDone(label);
    onDone();
    await again();
  };
  return (
    <section className="card host-box" aria-label="Play the customer">
      <div className="card__head"><h2>Play the customer</h2><span className="loz push">local host</span></div>
      <div className="card__body">
        <p className="small">Not part of Jira. Each button does in the portal what that customer would do.</p>
        {answer.value.map(({ id, label }) => (
          <button key={id} type="button" className="btn" disabled={busy} onClick={() => void play(id, label)}>{label}</button>
        ))}
        {refused ? <Message tone="danger" title="That did not work">{refused}</Message> : null}
        {done ? <p className="small" role="status">Done: {done}</p> : null}
      </div>
    </section>
  );
}
