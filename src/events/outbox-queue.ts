/** Carries out what the outbox holds when the queue wakes it. */
import { carryOutDue } from '../actions/carry-out';

/** Under the consumer's timeout of 120 s in the manifest, so that the attempt in hand is finished. */
const budgetMs = 60_000;

export const handler = async (): Promise<void> => {
  await carryOutDue(Date.now() + budgetMs);
};
