/** Tells Atlassian once a week whose personal data is kept here, a part each day where one day does not do, and lets go of whoever closed their account. */
import { reportHeldAccounts } from '../actions/report-accounts';

/** Under the function's timeout of 900 s in the manifest, so that what is answered can still be done. */
const budgetMs = 600_000;

export const handler = async (): Promise<void> => {
  await reportHeldAccounts(Date.now() + budgetMs);
};
