/** Decides what the SRE task and the facts can be chosen from, and what the rules name that Jira no longer has. */
import type { TaskChoices } from '../contract';
import { offeredFor, type Offered } from '../jira/task-choices';
import type { Rules, RulesProblem } from '../procedure/rules';
import { rulesScene } from './change-rules';

/** What is named and not there; a renamed field, too, is a name that is not there. */
function goneFrom({ task, products }: Rules, offered: Offered): readonly RulesProblem[] {
  const gone = (at: RulesProblem['at'], field: string, choice: string, among: readonly string[]): readonly RulesProblem[] => (among.includes(choice) ? [] : [{ at, says: { code: among.length === 0 ? 'rules.nothing-to-choose' : 'rules.choice-gone', params: { field, choice } } }]);
  const list = offered.lists.find(({ name }) => name === task.productField);
  return [
    ...gone(['task', 'project'], 'rules.field.project', task.project, offered.projects.map(({ key }) => key)),
    ...gone(['task', 'issueType'], 'rules.field.issue-type', task.issueType, offered.issueTypes),
    ...gone(['task', 'component'], 'rules.field.component', task.component, offered.components),
    ...gone(['task', 'priority'], 'rules.field.priority', task.priority, offered.priorities),
    ...gone(['task', 'linkType'], 'rules.field.link', task.linkType, offered.linkTypes),
    ...gone(['task', 'productField'], 'rules.field.product-field', task.productField, offered.lists.map(({ name }) => name)),
    ...products.flatMap((product, nth) => (list ? gone(['products', nth], 'rules.field.product', product, list.values) : [])),
  ];
}

/** Facts that no field of this site tells: none has such a name, or none has it any more. A person enters them, so it stops nobody. */
const unreadFacts = ({ factFields }: Rules, { fields }: Offered): readonly RulesProblem[] =>
  Object.entries(factFields).flatMap(([fact, names]) => {
    const unread = names.length > 0 && !names.some((name) => fields.includes(name));
    return unread ? [{ at: ['factFields', fact], says: { code: 'rules.field-gone', params: { fact: `fact.${fact}`, names: { list: names, join: 'or' as const } } } }] : [];
  });

/** The app makes the task, so what it is offered decides what is gone. Throws where Jira does not answer: unknown is published by nobody. */
export async function findGone(rules: Rules): Promise<readonly RulesProblem[]> {
  return goneFrom(rules, await offeredFor('app', rules.task.project, rules.task.issueType));
}

/** The admin chooses among what they see themselves. */
async function findChoices(rules: Rules): Promise<TaskChoices> {
  const [offered, gone] = await Promise.all([offeredFor('user', rules.task.project, rules.task.issueType), findGone(rules)]);
  const { lists, ...rest } = offered;
  return { ...rest, productFields: lists.map(({ name }) => name), gone, unread: unreadFacts(rules, offered) };
}

/** For the set that is being edited, with the task made in `project` as `issueType`: as it would be if that were chosen. */
export async function taskChoices(projectId: string, input: { readonly project: string; readonly issueType: string }): Promise<TaskChoices> {
  const { scene } = await rulesScene(projectId);
  const rules = scene.draft?.rules ?? scene.published;
  return findChoices({ ...rules, task: { ...rules.task, ...input } });
}
