/** Decides what a month's trail says about how carefully the desk worked: overrides, waivers, hasty decisions, recurring pairs. */
import type { TrailEvent } from '../trail/event';
import type { SnapshotRequest } from './request';

/** The events that a report is made of. A row of any other event is not in the report's index. */
export const isReported = ({ type, detail }: Pick<TrailEvent, 'type' | 'detail'>): boolean =>
  type === 'decision.taken' ||
  type === 'disposal.decided' ||
  (type === 'step.confirmed' && 'overrideBy' in detail) ||
  (type === 'step.marked' && 'state' in detail && (detail.state === 'override-proposed' || detail.state === 'not-applicable'));

/** How long the terms of a decision have stood as its decider found them, for the decision's own entry. */
export const sinceChange = ({ trail }: Pick<SnapshotRequest, 'trail'>, now: Date): { readonly sinceChange?: number } =>
  trail.at === undefined ? {} : { sinceChange: Math.max(0, Math.floor((now.getTime() - Date.parse(trail.at)) / 1000)) };

/** The month that an event is reported in, in UTC, so that it never depends on rules that change. */
export const monthOf = (at: string): string => at.slice(0, 7);

/** Fewer seconds than this between the last entry before it and a decision leave no time to read the terms. */
const hastySeconds = 60;

/** Two people who meet this often in a month are named. */
const recurring = 3;

export type Reported = { readonly requestId: string; readonly at: string; readonly actor: string };
export type Skipped = Reported & { readonly step: string };
/** `actor` confirmed what `askedBy` had asked for, in this month or before. */
export type Overridden = Skipped & { readonly askedBy: string };
export type Hasty = Reported & { readonly decision: string; readonly outcome: string; readonly seconds: number };
/** `verifier` had verified, or asked for the disposal, that `decider` approved. */
export type Pair = { readonly verifier: string; readonly decider: string; readonly count: number };

export type MonthlyReport = {
  readonly month: string;
  readonly decisions: { readonly approved: number; readonly refused: number; /** Without the time since the entry before it: older than this report. */ readonly untimed: number };
  /** Those that stand: a second person confirmed them. */
  readonly overrides: readonly Overridden[];
  /** Asked for in this month and not confirmed in it: they count for nothing. */
  readonly unconfirmed: readonly Skipped[];
  readonly waivers: readonly Skipped[];
  readonly hasty: readonly Hasty[];
  readonly pairs: readonly Pair[];
};

type Taken = { readonly decision: string; readonly outcome: string; readonly seconds: number | undefined; readonly verifiers: readonly string[] };

/** A decision of either kind. Whoever asked for a disposal stands in for those who verified: the decider relies on them. */
function decisionOf(event: TrailEvent): Taken | undefined {
  if (event.type === 'decision.taken') {
    const { decision, outcome, sinceChange: seconds, verifiers = [] } = event.detail;
    return { decision, outcome, seconds, verifiers };
  }
  if (event.type !== 'disposal.decided') return undefined;
  const { outcome, sinceChange: seconds, askedBy } = event.detail;
  return { decision: 'disposal', outcome, seconds, verifiers: askedBy === undefined ? [] : [askedBy] };
}

export function reportOf(month: string, events: readonly TrailEvent[]): MonthlyReport {
  const overrides: Overridden[] = [];
  let unconfirmed: readonly Skipped[] = [];
  const waivers: Skipped[] = [];
  const hasty: Hasty[] = [];
  const pairs = new Map<string, Pair>();
  const decisions = { approved: 0, refused: 0, untimed: 0 };
  for (const event of events) {
    const base = { requestId: event.requestId, at: event.at, actor: event.actor };
    if (event.type === 'step.marked') {
      if (event.detail.state === 'override-proposed') unconfirmed = [...unconfirmed, { ...base, step: event.detail.step }];
      if (event.detail.state === 'not-applicable') waivers.push({ ...base, step: event.detail.step });
    }
    if (event.type === 'step.confirmed' && event.detail.overrideBy !== undefined) {
      const { step, overrideBy } = event.detail;
      overrides.push({ ...base, step, askedBy: overrideBy });
      // Asked for again after the verdict changed, it is confirmed as it was asked for last.
      const asked = unconfirmed.findLast((one) => one.requestId === event.requestId && one.step === step && one.actor === overrideBy);
      unconfirmed = unconfirmed.filter((one) => one !== asked);
    }
    const taken = decisionOf(event);
    if (!taken) continue;
    const { decision, outcome, seconds, verifiers } = taken;
    if (outcome === 'approved') decisions.approved += 1;
    else decisions.refused += 1;
    if (seconds === undefined) decisions.untimed += 1;
    else if (seconds < hastySeconds) hasty.push({ ...base, decision, outcome, seconds });
    if (outcome !== 'approved') continue;
    for (const verifier of verifiers) {
      const key = `${verifier} ${event.actor}`;
      pairs.set(key, { verifier, decider: event.actor, count: (pairs.get(key)?.count ?? 0) + 1 });
    }
  }
  return { month, decisions, overrides, unconfirmed, waivers, hasty, pairs: [...pairs.values()].filter(({ count }) => count >= recurring).sort((one, other) => other.count - one.count) };
}
