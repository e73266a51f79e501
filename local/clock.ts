// Decides what time it is on the local host, for Jira, for the schedules and for the app's own functions.
import { AsyncLocalStorage } from 'node:async_hooks';
import type { Database } from './database';

export interface Clock {
  now(): Date;
  /** Resolves when everything that became due on the way has run. */
  advance(by: { days?: number; hours?: number; minutes?: number; seconds?: number }): Promise<Date>;
  set(iso: string): Promise<Date>;
  /** Called at every step of a move, a day apart at most, so that a month's schedules fire day by day. */
  onMove(listener: (now: Date) => Promise<void> | void): void;
  moves(): { from: string; to: string; backwards: boolean }[];
}

const DAY = 86_400_000;
const RealDate = Date;
const clocks = new AsyncLocalStorage<Clock>();

export function openClock(database: Database): Clock {
  database.script(`
    CREATE TABLE IF NOT EXISTS clock_offset (only INTEGER PRIMARY KEY CHECK (only = 1), ms INTEGER NOT NULL);
    CREATE TABLE IF NOT EXISTS clock_move (id INTEGER PRIMARY KEY, began INTEGER NOT NULL, ended INTEGER NOT NULL);`);
  let offset = database.one<{ ms: number }>('SELECT ms FROM clock_offset')?.ms ?? 0;
  const listeners: ((now: Date) => Promise<void> | void)[] = [];
  const now = (): Date => new RealDate(RealDate.now() + offset);

  const moveTo = async (target: number): Promise<Date> => {
    const began = now().getTime();
    database.run('INSERT INTO clock_move (began, ended) VALUES (?, ?)', began, target);
    let at = began;
    do {
      // From step to step and not from what the clock says then: the work in between takes time, and a day must stay a day.
      at = Math.min(target, at + DAY);
      offset = at - RealDate.now();
      database.run('INSERT INTO clock_offset VALUES (1, ?) ON CONFLICT (only) DO UPDATE SET ms = excluded.ms', offset);
      for (const listener of listeners) await listener(new RealDate(at));
    } while (at < target);
    return now();
  };

  return {
    now,
    advance: ({ days = 0, hours = 0, minutes = 0, seconds = 0 }) =>
      moveTo(now().getTime() + days * DAY + hours * 3_600_000 + minutes * 60_000 + seconds * 1000),
    set: async (iso) => {
      const target = RealDate.parse(iso);
      if (Number.isNaN(target)) throw new RangeError(`"${iso}" is not a date and time`);
      return moveTo(target);
    },
    onMove: (listener) => void listeners.push(listener),
    moves: () =>
      database
        .all<{ began: number; ended: number }>('SELECT began, ended FROM clock_move ORDER BY id')
        .map(({ began, ended }) => ({
          from: new RealDate(began).toISOString(),
          to: new RealDate(ended).toISOString(),
          backwards: ended < began,
        })),
  };
}

/** Runs the work so that `new Date()` and `Date.now()` in it, and in all that it awaits, tell this clock's time. */
export function underClock<T>(clock: Clock, work: () => T): T {
  if (globalThis.Date === RealDate) globalThis.Date = dateOfTheRunningClock;
  return clocks.run(clock, work);
}

const told = (): number => clocks.getStore()?.now().getTime() ?? RealDate.now();

// Outside an invocation this is the real Date: the host's own timers and HTTP library must not jump.
const dateOfTheRunningClock = new Proxy(RealDate, {
  construct: (target, given: unknown[], asked) =>
    Reflect.construct(target, given.length === 0 ? [told()] : given, asked) as Date,
  apply: (target) => new target(told()).toString(),
  get: (target, property, receiver) => (property === 'now' ? told : (Reflect.get(target, property, receiver) as unknown)),
});
