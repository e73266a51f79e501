/** Decides who may take a decision beside holding its permission: where the rules name approvers, nobody else. */
import type { DecisionName, Permission } from './request';
import type { Rules } from './rules';

const decisionOf: Partial<Record<Permission, DecisionName>> = { 'decide-proceed': 'proceed', 'decide-release': 'release' };

export function isApprover({ policies: { approvers } }: Rules, decision: DecisionName, accountId: string): boolean {
  return approvers[decision].length === 0 || approvers[decision].includes(accountId);
}

/** Of those who hold a permission, the ones whom the rules let decide by it. */
export function whoMayOf<Person extends { readonly accountId: string }>(holders: readonly Person[], permission: Permission, rules: Rules): readonly Person[] {
  const decision = decisionOf[permission];
  return decision ? holders.filter(({ accountId }) => isApprover(rules, decision, accountId)) : holders;
}
