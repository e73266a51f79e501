// Only the transition that was edited changes, and what the pages do not understand goes back to Jira as it came.
import { moduleKeyOf, withValidators, type Workflow } from '../../../local/pages/browser/workflow-draft';

const rule = (key: string): { ruleKey: string; parameters: Record<string, string> } => ({
  ruleKey: 'forge:expression-validator',
  parameters: { key: `ari:cloud:ecosystem::extension/app/environment/static/${key}`, config: '{}' },
});

const workflow: Workflow = {
  id: 'w',
  name: 'Customer data requests',
  version: { id: 'v', versionNumber: 3 },
  statuses: [],
  transitions: [
    { id: '11', name: 'Start agreement', validators: [rule('gate-proceed')], transitionScreen: { ruleKey: 'system:transition-screen' } },
    { id: '21', name: 'Hand over to SRE' },
  ],
};

test('a validator is added to one transition', () => {
  const changed = withValidators(workflow, '21', (validators) => [...validators, rule('gate-hand-off')]);
  expect(changed.transitions[1]?.validators).toEqual([rule('gate-hand-off')]);
  expect(changed.transitions[0]).toBe(workflow.transitions[0]);
});

test('taking one away keeps what else the transition has', () => {
  const [first] = withValidators(workflow, '11', () => []).transitions;
  expect(first).toEqual({ id: '11', name: 'Start agreement', validators: [], transitionScreen: { ruleKey: 'system:transition-screen' } });
});

test('the rule of an app is known by its module, another one is not taken for it', () => {
  expect(moduleKeyOf(rule('gate-proceed'))).toBe('gate-proceed');
  expect(moduleKeyOf({ ruleKey: 'system:permission-validator', parameters: { permissionKey: 'ADMINISTER' } })).toBeUndefined();
});
