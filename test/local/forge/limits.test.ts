// Shows how often is too often.
import { slidingWindow } from '../../../local/forge/limits';

it('admits so many in a window, each name for itself, and more when the first are past', async () => {
  const admit = slidingWindow();
  const ask = (key: string): boolean => admit(key, 2, 40);
  expect([ask('a'), ask('a'), ask('a'), ask('b')]).toEqual([true, true, false, true]);
  await new Promise((resolve) => setTimeout(resolve, 60));
  expect(ask('a')).toBe(true);
});

it('counts what weighs more as more', () => {
  const admit = slidingWindow();
  expect([admit('a', 5, 1000, 4), admit('a', 5, 1000, 2), admit('a', 5, 1000, 1)]).toEqual([true, false, true]);
});

it('moves its windows with a clock that is moved, back too', () => {
  let now = 0;
  const admit = slidingWindow(() => now);
  const ask = (): boolean => admit('a', 1, 1000);
  const asked = [ask(), ask()];
  for (const moved of [86_400_000, 0, 500, -5000]) {
    now = moved;
    asked.push(ask());
  }
  expect(asked).toEqual([true, false, true, true, false, true]);
});
