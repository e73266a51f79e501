// Shows that scheduled functions follow the movable clock.
import { openSchedule } from '../../../local/forge/schedule';
import { smallApp, type SmallApp } from './small-app';

let app: SmallApp;
let stop: () => Promise<void>;
let runs: [string, string][];
beforeEach(() => {
  runs = [];
  app = smallApp({
    manifest: {
      modules: {
        scheduledTrigger: [{ key: 'sweep', function: 'sweep', interval: 'fiveMinute' }, { key: 'weekly', function: 'weekly', interval: 'week' }],
        function: [{ key: 'sweep', handler: 'sweep' }, { key: 'weekly', handler: 'weekly' }],
      },
    },
    functions: {
      sweep: () => void runs.push(['sweep', new Date().toISOString().slice(0, 10)]),
      weekly: () => {
        runs.push(['weekly', new Date().toISOString().slice(0, 10)]);
        throw new Error('a failed run is no end of the schedule');
      },
    },
  });
  stop = openSchedule({ ...app, installed: () => app.installation.installed(), everyMs: 1_000_000 }).stop;
});
afterEach(async () => {
  await stop();
  await app.close();
});

it('runs nothing before its interval is over', async () => {
  await app.clock.advance({ minutes: 4 });
  expect(runs).toEqual([]);
  await app.clock.advance({ minutes: 2 });
  expect(runs).toHaveLength(1);
});

it('runs day by day when the clock jumps, and the functions see each day', async () => {
  await app.clock.set('2030-01-01T00:00:00Z');
  runs = [];
  await app.clock.advance({ days: 15 });
  expect(runs.filter(([name]) => name === 'sweep').map(([, day]) => day)).toEqual(Array.from({ length: 15 }, (_, n) => `2030-01-${String(n + 2).padStart(2, '0')}`));
  expect(runs.filter(([name]) => name === 'weekly').length).toBeGreaterThanOrEqual(2);
});

it('goes on after the clock was put back', async () => {
  await app.clock.advance({ days: 10 });
  runs = [];
  await app.clock.advance({ days: -9 });
  await app.clock.advance({ minutes: 6 });
  expect(runs.some(([name]) => name === 'sweep')).toBe(true);
  expect(app.clock.moves().map(({ backwards }) => backwards)).toEqual([false, true, false]);
});

it('is silent while the app is not installed', async () => {
  app.installation.uninstall();
  await app.clock.advance({ days: 1 });
  expect(runs).toEqual([]);
});
