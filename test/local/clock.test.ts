// Shows that the clock moves, step by step, is remembered, and is told only to those who run under it.
import { openClock, underClock } from '../../local/clock';
import { openDatabase } from '../../local/database';

it('walks a day at a time, so that nothing in between is skipped', async () => {
  const clock = openClock(openDatabase(':memory:'));
  await clock.set('2030-01-01T08:00:00Z');
  const days: string[] = [];
  clock.onMove((now) => void days.push(now.toISOString().slice(0, 10)));
  await clock.advance({ days: 2, hours: 12 });
  expect(days).toEqual(['2030-01-02', '2030-01-03', '2030-01-03']);
});

it('is remembered, moves back as well, and says that it did', async () => {
  const database = openDatabase(':memory:');
  await openClock(database).set('2030-01-01T00:00:00Z');
  const clock = openClock(database);
  expect(clock.now().getUTCFullYear()).toBe(2030);
  await clock.set('2020-01-01T00:00:00Z');
  expect([clock.now().getUTCFullYear(), clock.moves().map(({ backwards }) => backwards)]).toEqual([2020, [false, true]]);
  await expect(clock.set('soon')).rejects.toThrow('"soon" is not a date and time');
});

it('keeps two clocks of one process apart, and real time out of both', async () => {
  const [one, two] = [openClock(openDatabase(':memory:')), openClock(openDatabase(':memory:'))];
  await one.set('2030-06-01T00:00:00Z');
  await two.set('2040-06-01T00:00:00Z');
  const year = async (): Promise<number> => {
    await new Promise((resolve) => setTimeout(resolve, 1));
    return new Date().getFullYear();
  };
  const real = new Date().getFullYear();
  expect(await Promise.all([underClock(one, year), underClock(two, year), year()])).toEqual([2030, 2040, real]);
});

it('leaves what is not the present as it is', async () => {
  const clock = openClock(openDatabase(':memory:'));
  await clock.set('2030-06-01T00:00:00Z');
  underClock(clock, () => {
    expect(new Date('2001-02-03T00:00:00Z').toISOString()).toBe('2001-02-03T00:00:00.000Z');
    expect(Date.UTC(2001, 0)).toBe(978_307_200_000);
    expect(new Date() instanceof Date).toBe(true);
    expect(Date()).toContain('2030');
  });
});
