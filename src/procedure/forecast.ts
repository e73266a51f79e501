/** Decides how long each stage takes on this desk and when an open request will probably be delivered, from past requests alone. */
import { addBusinessDays, businessDaysBetween, dayIn, type Calendar } from './business-days';
import { stages, type Stage, type Stay } from './request';

/** A request as far as its pace goes; `delivered` and `ended` are days. */
export type Course = { readonly stays: readonly Stay[]; readonly delivered?: string | undefined; readonly ended?: string | undefined };

/** A course in business days, reckoned once. */
export type Pace = {
  /** The last day on which it came to each stage that it was in. */
  readonly reached: ReadonlyMap<Stage, string>;
  /** Business days in each stage that it has left, all its visits together. */
  readonly spent: ReadonlyMap<Stage, number>;
  /** From the last time that it came to a stage to its delivery. */
  readonly left: ReadonlyMap<Stage, number>;
  readonly stage?: Stage | undefined;
  readonly delivered?: string | undefined;
};

export type StageTime = { readonly stage: Stage; readonly count: number; readonly half: number; readonly most: number };

/** Days by which half, and nine in ten, of `from` requests like it were delivered. */
export type Likely = { readonly half: string; readonly most: string; readonly from: number };

/** Of `count` forecasts of past requests: half were off by no more than `missedBy` business days, `within` kept the later day. */
export type Honesty = { readonly count: number; readonly missedBy: number; readonly within: number };

/** Fewer than this say nothing about the next one. */
export const enough = 8;

/** The smallest value that at least this share of them is not above; 0 of none. */
export function quantile(values: readonly number[], share: number): number {
  const sorted = [...values].sort((one, other) => one - other);
  return sorted[Math.max(0, Math.ceil(sorted.length * share) - 1)] ?? 0;
}

export function paceOf({ stays, delivered, ended }: Course, calendar: Calendar): Pace {
  const days = stays.map(({ stage, from }) => ({ stage, on: dayIn(calendar.timeZone, new Date(from)) }));
  const reached = new Map(days.map(({ stage, on }) => [stage, on]));
  const spent = new Map<Stage, number>();
  for (const [at, { stage, on }] of days.entries()) {
    const until = days[at + 1]?.on ?? ended ?? (stage === 'delivery' ? delivered : undefined);
    if (until !== undefined) spent.set(stage, (spent.get(stage) ?? 0) + businessDaysBetween(on, until, calendar));
  }
  const left = new Map([...reached].flatMap(([stage, on]): [Stage, number][] => (delivered !== undefined && on <= delivered ? [[stage, businessDaysBetween(on, delivered, calendar)]] : [])));
  return { reached, spent, left, stage: days.at(-1)?.stage, delivered };
}

/** How long each stage took, in the order of the stages; a stage that nobody has left is absent. */
export const stageTimes = (past: readonly Pace[]): readonly StageTime[] =>
  stages.flatMap((stage): StageTime[] => {
    const days = past.flatMap(({ spent }) => spent.get(stage) ?? []);
    return days.length === 0 ? [] : [{ stage, count: days.length, half: quantile(days, 0.5), most: quantile(days, 0.9) }];
  });

/** Business days still to go in a stage after `spent` in it, of the past requests that took at least as long from there. */
const stillToGo = (stage: Stage, spent: number, past: readonly Pace[]): readonly number[] =>
  past.flatMap(({ left }) => left.get(stage) ?? []).filter((days) => days >= spent).map((days) => days - spent);

/** When a request that is not delivered will probably be; undefined where too few like it are known. */
export function likelyDelivery({ stage, reached, delivered }: Pace, past: readonly Pace[], calendar: Calendar, today: string): Likely | undefined {
  const from = stage && reached.get(stage);
  if (!stage || from === undefined || delivered !== undefined) return undefined;
  const days = stillToGo(stage, businessDaysBetween(from, today, calendar), past);
  if (days.length < enough) return undefined;
  return { half: addBusinessDays(today, quantile(days, 0.5), calendar), most: addBusinessDays(today, quantile(days, 0.9), calendar), from: days.length };
}

/**
 * What such forecasts would have said of every delivered request, on the day on which it came to each of its stages, from
 * the requests that had been delivered before that day and no others. Undefined where none could have been made.
 */
export function honestyOf(past: readonly Pace[]): Honesty | undefined {
  const errors: number[] = [];
  let within = 0;
  for (const { delivered, reached, left } of past) {
    for (const [stage, actual] of left) {
      const day = reached.get(stage) ?? '';
      const before = past.filter((one) => one.delivered !== undefined && one.delivered < day);
      const days = delivered === undefined ? [] : stillToGo(stage, 0, before);
      if (days.length < enough) continue;
      errors.push(Math.abs(quantile(days, 0.5) - actual));
      if (actual <= quantile(days, 0.9)) within += 1;
    }
  }
  return errors.length === 0 ? undefined : { count: errors.length, missedBy: quantile(errors, 0.5), within };
}
