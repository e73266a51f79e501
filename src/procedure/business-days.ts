/** Decides how durations are counted: in business days of the rules' calendar, stopped while the customer is waited for. */
import type { EstimateClock } from './request';
import type { Rules } from './rules';

export type Calendar = Rules['calendar'];

const dayMs = 86_400_000;
const utc = (day: string): number => Date.parse(`${day}T00:00:00Z`);
const dayAt = (ms: number): string => new Date(ms).toISOString().slice(0, 10);

/** The calendar day, `YYYY-MM-DD`, that a moment falls on in a time zone (IANA name). */
export function dayIn(timeZone: string, moment: Date): string {
  return new Intl.DateTimeFormat('en-CA', { timeZone, year: 'numeric', month: '2-digit', day: '2-digit' }).format(moment);
}

export function isBusinessDay(day: string, calendar: Calendar): boolean {
  const weekday = new Date(utc(day)).getUTCDay() || 7;
  return calendar.workDays.includes(weekday) && !calendar.holidays.includes(day);
}

/** The business day that lies `count` business days after `day`; `day` itself never counts. */
export function addBusinessDays(day: string, count: number, calendar: Calendar): string {
  let at = utc(day);
  for (let left = count; left > 0; ) {
    at += dayMs;
    if (isBusinessDay(dayAt(at), calendar)) left -= 1;
  }
  return dayAt(at);
}

/** Business days after `from` up to and including `to`; 0 where `to` is not later. */
export function businessDaysBetween(from: string, to: string, calendar: Calendar): number {
  let count = 0;
  for (let at = utc(from) + dayMs; at <= utc(to); at += dayMs) if (isBusinessDay(dayAt(at), calendar)) count += 1;
  return count;
}

export type ClockReading = {
  readonly state: 'not-started' | 'running' | 'stopped';
  /** Business days that have run; the day of the start and the business day after it are both day 1, so that the last is the estimate's. */
  readonly day: number;
  readonly stoppedSince?: string;
  /** The last day on which the delivery may happen. Before the clock has started it is counted from today. */
  readonly latest: string;
};

/** Reads the clock of a request on `today`. */
export function readClock(clock: EstimateClock, calendar: Calendar, today: string): ClockReading {
  const stopped = (until: string): number =>
    clock.pauses.reduce((sum, pause) => sum + businessDaysBetween(pause.from, pause.to ?? until, calendar), 0);
  if (!clock.startedOn) return { state: 'not-started', day: 0, latest: addBusinessDays(today, calendar.estimate.to, calendar) };
  const open = clock.pauses.find((pause) => pause.to === undefined);
  const lost = stopped(today);
  const day = Math.max(1, businessDaysBetween(clock.startedOn, today, calendar) - lost);
  const latest = addBusinessDays(clock.startedOn, calendar.estimate.to + lost, calendar);
  return open ? { state: 'stopped', day, stoppedSince: open.from, latest } : { state: 'running', day, latest };
}
