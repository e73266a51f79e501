/** Decides what a line of the desk shows: what comes next, what deviates, and how its age stands against the estimate. */
import type { DeskLine } from '../contract';
import { plain, type Message } from '../checks/message';
import { businessDaysBetween, dayIn, readClock, type Calendar } from '../procedure/business-days';
import { noDay, type DeskRow, type Oddity } from '../procedure/desk-row';
import type { EstimateClock, Stage, Turn } from '../procedure/request';
import { say } from './looker';

/** A request as far as a line needs it. */
export type Seen = {
  readonly issueId: string;
  readonly issueKey: string;
  readonly stage: Stage;
  readonly turn: Turn;
  readonly due: string;
  readonly since: string;
  readonly begun: string;
  readonly clock: EstimateClock;
  readonly ended?: { readonly ending: string; readonly at: string };
  readonly nudged?: { readonly since: string; readonly at: string; readonly escalated: boolean };
  readonly row: DeskRow;
};

export type Age = NonNullable<DeskLine['age']>;

/** How many business days the estimate's clock has run, and how that stands to it. */
function ageOf({ clock, row, ended }: Pick<Seen, 'clock' | 'row' | 'ended'>, calendar: Calendar, today: string): Age {
  const { from, to } = calendar.estimate;
  const stoppedOn = row.delivered ?? (ended && dayIn(calendar.timeZone, new Date(ended.at)));
  const { state, day } = readClock(clock, calendar, stoppedOn ?? today);
  if (state === 'not-started') return { state, day: 0, of: to, from, over: 0 };
  const over = Math.max(0, day - to);
  if (row.delivered) return { state: 'delivered', day, of: to, from, over };
  if (ended) return { state: 'ended', day, of: to, from, over };
  // Amber from the last fifth of the estimate on, while something can still be done about it.
  const mood = over > 0 ? 'over' : state === 'stopped' ? 'stopped' : day >= to * 0.8 ? 'near' : 'running';
  return { state: mood, day, of: to, from, over };
}

/** The next move in the words of the panel, of the customer and never of a person. */
export function nextOf({ issueKey, stage, row }: Pick<Seen, 'issueKey' | 'stage' | 'row'>): Message {
  const { move, subject = '', params } = row;
  const customer = row.customer ?? row.site ?? issueKey;
  const known = { ...params, customer, recipient: customer, step: subject };
  switch (move) {
    case 'settle-flag':
      return say('turn.settle-flag', { flag: `flag.${subject || 'raised-by-hand'}.name` });
    case 'take-file':
      return say(`turn.take-file.${subject || 'signed-form'}`);
    case 'decide':
      return say(`turn.decide.${plain(params['decision'])}`, { customer });
    case 'send-reply':
      return say('turn.send-reply', { reply: subject });
    case 'resolve-finding':
      return stage === 'keys' ? say('turn.ask-key', { recipient: customer }) : say('desk.next.resolve', { step: subject });
    case 'hand-off':
      return say(row.odd.some(({ what }) => what === 'task') ? 'turn.hand-off-problem' : 'turn.hand-off');
    case 'ended':
      return say('desk.next.ended', { ending: plain(params['ending']) });
    default:
      return say(`turn.${move}`, known);
  }
}

const oddView = ({ what, name }: Oddity): DeskLine['odd'][number] => {
  switch (what) {
    case 'flag':
      return { says: say(`flag.${name}.name`), tone: 'danger' };
    case 'fails':
      return { says: say('desk.odd.fails', { step: name }), tone: 'danger' };
    case 'unknown':
      return { says: say('desk.odd.unknown', { step: name }), tone: 'warning' };
    case 'unsent':
      return { says: say('desk.odd.unsent'), tone: 'danger' };
    case 'task':
      return { says: say('desk.odd.task'), tone: 'danger' };
    case 'gone':
      return { says: say('desk.odd.gone'), tone: 'danger' };
    case 'let-go':
      return { says: say('desk.odd.let-go'), tone: 'warning' };
    case 'voided':
      return { says: say('desk.odd.voided', { decision: name }), tone: 'warning' };
    case 'lapsed':
      return { says: say('desk.odd.lapsed', { decision: name }), tone: 'warning' };
    case 'refused':
      return { says: say('desk.odd.refused', { decision: name }), tone: 'warning' };
  }
};

export type Desk = { readonly calendar: Calendar; readonly today: string; readonly nudgeAfter: number };

export function deskLine(seen: Seen, { calendar, today, nudgeAfter }: Desk): DeskLine {
  const { issueId, issueKey, stage, turn, row, ended } = seen;
  const age = ageOf(seen, calendar, today);
  const isHeld = turn !== 'nobody' && seen.since !== noDay;
  const heldFor = isHeld ? businessDaysBetween(seen.since, today, calendar) : 0;
  const over: DeskLine['odd'] = age.state === 'over' ? [{ says: say('desk.odd.over'), tone: 'danger' }] : [];
  return {
    issueId,
    issueKey,
    ...(row.customer && { customer: row.customer }),
    ...(row.site && { site: row.site }),
    ...(row.kind && { kind: row.kind }),
    stage,
    turn,
    ...(isHeld && { heldFor }),
    ...(row.permission && { permission: row.permission, barred: row.barred }),
    next: nextOf(seen),
    age,
    ...(seen.due !== noDay && { due: seen.due }),
    odd: [...over, ...row.odd.map(oddView)],
    stuck: isHeld && nudgeAfter > 0 && heldFor > nudgeAfter,
    ...(seen.nudged && { nudged: seen.nudged.at }),
    ...(ended && { ended: { ending: ended.ending, on: dayIn(calendar.timeZone, new Date(ended.at)) } }),
  };
}
