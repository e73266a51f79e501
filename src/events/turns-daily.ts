/** Reminds once a day of turns that last too long. */
import { watchTurns } from '../actions/watch-turns';

/** Under the function's timeout of 300 s in the manifest, so that the reminder in hand is finished. */
const budgetMs = 200_000;

export const handler = async (): Promise<void> => {
  await watchTurns(Date.now() + budgetMs);
};
