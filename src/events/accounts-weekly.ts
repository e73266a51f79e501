/** Tells Atlassian whose personal data is kept here, and lets go of whoever closed their account. */
import { reportHeldAccounts } from '../actions/report-accounts';

/** Under the function's timeout of 900 s in the manifest, so that what is answered can still be done. */
const budgetMs = 600_000;

export const handler = async (): Promise<void> => {
  await reportHeldAccounts(Date.now() + budgetMs);
};
