/** Decides what a month's trail says about how carefully the desk worked: overrides, waivers, hasty decisions, recurring pairs. */
import type { TrailEvent } from '../trail/event';

/** The events that a report is made of. A row of any other event is not in the report's index. */
export const isReported = ({ type, detail }: Pick<TrailEvent, 'type' | 'detail'>): boolean =>
  type === 'decision.taken' || (type === 'step.marked' && 'state' in detail && (detail.state === 'override-proposed' || detail.state === 'not-applicable'));

/** The month that an event is reported in, in UTC, so that it never depends on rules that change. */
export const monthOf = (at: string): string => at.slice(0, 7);

/** Fewer seconds than this between the last entry before it and a decision leave no time to read the terms. */
const hastySeconds = 60;

/** Two people who meet this often in a month are named. */
const recurring = 3;

export type Reported = { readonly requestId: string; readonly at: string; readonly actor: string };
export type Skipped = Reported & { readonly step: string };
export type Hasty = Reported & { readonly decision: string; readonly outcome: string; readonly seconds: number };
export type Pair = { readonly verifier: string; readonly decider: string; readonly count: number };

export type MonthlyReport = {
  readonly month: string;
  readonly decisions: { readonly approved: number; readonly refused: number; /** Without the time since the entry before it: older than this report. */ readonly untimed: number };
  readonly overrides: readonly Skipped[];
  readonly waivers: readonly Skipped[];
  readonly hasty: readonly Hasty[];
  readonly pairs: readonly Pair[];
};

export function reportOf(month: string, events: readonly TrailEvent[]): MonthlyReport {
  const overrides: Skipped[] = [];
  const waivers: Skipped[] = [];
  const hasty: Hasty[] = [];
  const pairs = new Map<string, Pair>();
  const decisions = { approved: 0, refused: 0, untimed: 0 };
  for (const event of events) {
    const base = { requestId: event.requestId, at: event.at, actor: event.actor };
    if (event.type === 'step.marked') {
      if (event.detail.state === 'override-proposed') overrides.push({ ...base, step: event.detail.step });
      if (event.detail.state === 'not-applicable') waivers.push({ ...base, step: event.detail.step });
    }
    if (event.type !== 'decision.taken') continue;
    const { decision, outcome, sinceChange, verifiers = [] } = event.detail;
    if (outcome === 'approved') decisions.approved += 1;
    else decisions.refused += 1;
    if (sinceChange === undefined) decisions.untimed += 1;
    else if (sinceChange < hastySeconds) hasty.push({ ...base, decision, outcome, seconds: sinceChange });
    if (outcome !== 'approved') continue;
    for (const verifier of verifiers) {
      const key = `${verifier} ${event.actor}`;
      pairs.set(key, { verifier, decider: event.actor, count: (pairs.get(key)?.count ?? 0) + 1 });
    }
  }
  return { month, decisions, overrides, waivers, hasty, pairs: [...pairs.values()].filter(({ count }) => count >= recurring).sort((one, other) => other.count - one.count) };
}
