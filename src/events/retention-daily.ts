/** Deletes once a day what has been kept for as long as the rules say. */
import { keepRetention } from '../actions/keep-retention';

/** Under the function's timeout of 900 s in the manifest, so that the request in hand is finished. */
const budgetMs = 600_000;

export const handler = async (): Promise<void> => {
  await keepRetention(Date.now() + budgetMs);
};
