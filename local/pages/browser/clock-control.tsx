// Decides how the host's day is moved forward, so that what waits for days can be seen in seconds.
import { useState, type ReactNode } from 'react';
import { anything, ask } from './ask';
import { inFull } from './dates';
import { Message, Section, useAct } from './parts';
import type { Session } from './session';

export function ClockControl({ session }: { session: Session }): ReactNode {
  const [days, setDays] = useState('1');
  const { busy, refused, act } = useAct();
  const move = async (): Promise<void> => {
    if (await act(() => ask(anything, 'POST', '/local/clock', { advanceDays: Number(days) }))) location.reload();
  };
  return (
    <Section title="The day">
      <form
        id="clock"
        className="btns"
        onSubmit={(event) => {
          event.preventDefault();
          void move();
        }}
      >
        <span>It is {inFull(session.now)}.</span>
        <label className="choice">
          Go forward
          <input className="input input--days" type="number" min="1" max="400" required value={days} onChange={(event) => setDays(event.target.value)} aria-label="Days to go forward" />
          {days === '1' ? 'day' : 'days'}
        </label>
        <button type="submit" className="btn" disabled={busy}>{busy ? 'Moving…' : 'Move the clock'}</button>
      </form>
      <p className="small">Schedules that fall due on the way run on their day.</p>
      {refused ? <Message tone="danger" title="The clock stays where it is">{refused}</Message> : null}
    </Section>
  );
}
