// Shows whom the rules let decide, and that a permission stays enough where nobody is named.
import { isApprover, whoMayOf } from '../../src/procedure/approvers';
import { defaultRules } from '../../src/procedure/default-rules';
import { draftSchema, type Rules } from '../../src/procedure/rules';

const naming = (proceed: string[], release: string[] = []): Rules => ({ ...defaultRules, policies: { ...defaultRules.policies, approvers: { proceed, release } } });
const holders = [{ accountId: 'helen' }, { accountId: 'marcus' }];

test('nobody named leaves a decision to the permission, each decision by itself', () => {
  expect([isApprover(defaultRules, 'proceed', 'helen'), isApprover(naming(['marcus']), 'proceed', 'helen'), isApprover(naming(['marcus']), 'release', 'helen'), isApprover(naming(['marcus']), 'proceed', 'marcus')]).toEqual([true, false, true, true]);
});

test('whoever is told by name that they could decide is one who may', () => {
  expect(whoMayOf(holders, 'decide-proceed', naming(['marcus']))).toEqual([{ accountId: 'marcus' }]);
  expect(whoMayOf(holders, 'decide-release', naming(['marcus']))).toEqual(holders);
  expect(whoMayOf(holders, 'run-checks', naming(['marcus'], ['marcus']))).toEqual(holders);
});

test('rules of before there were named approvers name nobody', () => {
  const { approvers: _none, ...policies } = defaultRules.policies;
  expect(draftSchema.parse({ ...defaultRules, policies }).policies.approvers).toEqual({ proceed: [], release: [] });
});
