/** Decides when a request may end without a delivery, what is then left to be deleted, and how it goes on if that is taken back. */
import { businessDaysBetween, dayIn } from './business-days';
import type { Decision, Ended, Ending, endings, SnapshotRequest } from './request';
import type { Rules } from './rules';

/** What a person may end a request as. */
export type EndingByHand = (typeof endings)[number];

/** The reply of the rules that tells the customer of an ending. */
export const replyOf = (ending: Ending): string => `ended-${ending}`;

/** The customer has the details: from then on what was delivered is disposed of, and no other end is left. */
export const isDelivered = ({ deliveries = [] }: SnapshotRequest): boolean => deliveries.some(({ handedOver, failed }) => handedOver && !failed);

/** It ended because all of it was done, and not because a person ended it before that. */
export const isThrough = ({ ending }: Pick<Ended, 'ending'>): boolean => ending === 'delivered' || ending === 'disposed';

/** What a request that is closed with everything done ends as; undefined where nothing was delivered and nothing disposed of. */
export function endingOnClose(request: SnapshotRequest): Ending | undefined {
  if (isDelivered(request)) return 'delivered';
  return request.disposals?.some(({ carriedOut }) => carriedOut) ? 'disposed' : undefined;
}

/** SRE was at production or recorded files, so that something of the customer's may lie where it should not. */
const leavesSomething = ({ start, deliveries = [] }: SnapshotRequest): boolean => start !== undefined || deliveries.length > 0;

export type Silence = { readonly days: number; readonly isLong: boolean };

/** For how many business days the customer has been waited for; undefined where nobody waits. */
export function silenceOf({ waiting }: SnapshotRequest, rules: Rules, now: Date): Silence | undefined {
  if (!waiting) return undefined;
  const { timeZone } = rules.calendar;
  const days = businessDaysBetween(dayIn(timeZone, new Date(waiting.since)), dayIn(timeZone, now), rules.calendar);
  return { days, isLong: days > rules.policies.expiresAfter };
}

export type Clearing = 'nothing' | 'to-clear' | 'to-confirm' | 'cleared';

/** What is left to do about what SRE made before the end. */
export function clearingOf(request: SnapshotRequest): Clearing {
  const { ended } = request;
  if (!ended || isThrough(ended) || !leavesSomething(request)) return 'nothing';
  if (!ended.cleared) return 'to-clear';
  return ended.cleared.second ? 'cleared' : 'to-confirm';
}

/** Every approval that stands, made void: what was approved is not asked for any more. */
export function voidAll(decisions: readonly Decision[], by: string, at: string): readonly Decision[] {
  return decisions.map((decision) => (decision.outcome === 'approved' && !decision.voided ? { ...decision, voided: { at, by, changed: [] } } : decision));
}

/**
 * The request as it goes on after an end that was taken back. Approvals stay void. Where SRE deleted what it had made, the
 * work begins anew; what nobody has confirmed to be gone is remembered.
 */
export function takenUpAgain(request: SnapshotRequest): SnapshotRequest {
  const { ended: _ended, ...open } = request;
  if (clearingOf(request) !== 'cleared') return open;
  const { start: _start, deliveries = [], ...anew } = open;
  const kept = deliveries.filter(({ handedOver }) => handedOver);
  return { ...anew, ...(kept.length > 0 && { deliveries: kept }) };
}
