/** Decides whom the rules can name as approvers, and whom they name that Jira does not know as a person any more. */
import type { ApproverChoices } from '../contract';
import { readAccounts } from '../jira/people';
import { holdersIn } from '../jira/permissions';
import type { Rules, RulesProblem } from '../procedure/rules';
import { rulesScene } from './change-rules';

const decisions = ['proceed', 'release'] as const;

/** Throws where Jira does not answer: unknown is published by nobody. */
export async function approversGone({ policies: { approvers } }: Rules): Promise<readonly RulesProblem[]> {
  const accounts = await readAccounts(decisions.flatMap((decision) => approvers[decision]));
  return decisions.flatMap((decision) =>
    approvers[decision].flatMap((accountId, nth) => {
      const account = accounts.get(accountId);
      return account?.isPerson && account.active ? [] : [{ at: ['policies', 'approvers', decision, nth], says: { code: 'rules.approver-gone', params: { decision, who: account?.name ?? accountId } } }];
    }),
  );
}

/** For the set that is being edited. `holders` are absent where Jira does not tell the app who holds a permission. */
export async function approverChoices({ projectId, projectKey }: { readonly projectId: string; readonly projectKey: string }): Promise<ApproverChoices> {
  const { scene } = await rulesScene(projectId);
  const rules = scene.draft?.rules ?? scene.published;
  const [proceed, release, gone] = await Promise.all([holdersIn('decide-proceed', projectKey), holdersIn('decide-release', projectKey), approversGone(rules)]);
  return { ...(proceed && release && { holders: { proceed, release } }), gone };
}
