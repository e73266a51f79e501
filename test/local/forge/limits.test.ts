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
