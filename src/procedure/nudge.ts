/** Decides when whoever holds a turn is reminded of it, and when the lead is: once for each turn, whatever is retried. */
import { businessDaysBetween, dayIn } from './business-days';
import type { SnapshotRequest, Turn } from './request';
import type { Rules } from './rules';

export type Nudge = { readonly days: number; readonly escalated: boolean };

/** A turn that somebody holds. The customer is not written to by a schedule: the agent is reminded to ask again. */
const isHeld = (turn: Turn): boolean => turn !== 'nobody';

/** Business days that it has been this turn. */
function daysHeld({ held }: Pick<SnapshotRequest, 'held'>, { calendar }: Rules, now: Date): number {
  if (!held || !isHeld(held.turn)) return 0;
  return businessDaysBetween(dayIn(calendar.timeZone, new Date(held.since)), dayIn(calendar.timeZone, now), calendar);
}

const sentFor = ({ held, nudged }: Pick<SnapshotRequest, 'held' | 'nudged'>): SnapshotRequest['nudged'] => (nudged?.since === held?.since ? nudged : undefined);

/** What the schedule has to say now, or undefined. After the lead was told nothing more is said about that turn. */
export function nudgeDue(request: Pick<SnapshotRequest, 'held' | 'nudged'>, rules: Rules, now: Date): Nudge | undefined {
  const { nudgeAfter, escalateAfter } = rules.policies;
  const days = daysHeld(request, rules, now);
  const sent = sentFor(request);
  if (days === 0 || sent?.escalated) return undefined;
  if (escalateAfter > 0 && days > escalateAfter) return { days, escalated: true };
  return nudgeAfter > 0 && days > nudgeAfter && !sent ? { days, escalated: false } : undefined;
}

/** A person may remind of a stuck turn by hand, once a day. */
export function nudgeByHand(request: Pick<SnapshotRequest, 'held' | 'nudged'>, rules: Rules, now: Date): Nudge | 'not-stuck' | 'nudged-today' {
  const days = daysHeld(request, rules, now);
  if (rules.policies.nudgeAfter === 0 || days <= rules.policies.nudgeAfter) return 'not-stuck';
  const sent = sentFor(request);
  const dayOf = (moment: Date): string => dayIn(rules.calendar.timeZone, moment);
  if (sent && dayOf(new Date(sent.at)) === dayOf(now)) return 'nudged-today';
  return { days, escalated: sent?.escalated ?? false };
}
