/** Carries out on schedule what nothing woke the outbox for: a queue that was down, an attempt that died. */
import { carryOutDue } from '../actions/carry-out';

/** Under the function's timeout of 120 s in the manifest, so that the attempt in hand is finished. */
const budgetMs = 60_000;

export const handler = async (): Promise<void> => {
  await carryOutDue(Date.now() + budgetMs);
};
