/** Decides how the linked SRE task is made and found again: created with a hand-off key, accepted only from the app itself. */
import { route } from '@forge/api';
import { z } from 'zod';
import type { TaskFields } from '../procedure/sre-task';
import { ask, call, json, JiraFault } from './ask';

/** Anyone who may edit an issue can write this property, so a hit counts only where the app's own account made the issue. */
const handOffProperty = 'snapshotDeskHandOff';

/** The rules name something that Jira does not have; an admin must see to it, so trying again would not help. */
export class UnknownTaskField extends Error {
  readonly field: string;
  constructor(field: string) {
    super(`the task field is unknown in Jira: ${field}`);
    this.name = 'UnknownTaskField';
    this.field = field;
  }
}

const named = z.object({ id: z.string(), name: z.string() });
const fieldMeta = z.object({ fieldId: z.string(), name: z.string(), allowedValues: z.array(z.object({ id: z.string(), name: z.string().optional(), value: z.string().optional() })).optional() });

async function createFields({ project, issueType, ...wanted }: TaskFields): Promise<Record<string, unknown>> {
  const { issueTypes } = await ask('app', 'list issue types', route`/rest/api/3/issue/createmeta/${project}/issuetypes?maxResults=100`, z.object({ issueTypes: z.array(named) }));
  const type = issueTypes.find(({ name }) => name === issueType);
  if (!type) throw new UnknownTaskField(`issue type “${issueType}”`);
  const { fields } = await ask('app', 'list create fields', route`/rest/api/3/issue/createmeta/${project}/issuetypes/${type.id}?maxResults=200`, z.object({ fields: z.array(fieldMeta) }));
  const choose = (fieldName: string, choice: string, match: (field: z.infer<typeof fieldMeta>) => boolean): { readonly fieldId: string; readonly id: string } => {
    const field = fields.find(match);
    const value = field?.allowedValues?.find((allowed) => (allowed.name ?? allowed.value) === choice);
    if (!field || !value) throw new UnknownTaskField(`${fieldName} “${choice}”`);
    return { fieldId: field.fieldId, id: value.id };
  };
  const component = choose('component', wanted.component, ({ fieldId }) => fieldId === 'components');
  const priority = choose('priority', wanted.priority, ({ fieldId }) => fieldId === 'priority');
  const product = choose(wanted.productField, wanted.product, ({ name }) => name === wanted.productField);
  return {
    project: { key: project },
    issuetype: { id: type.id },
    summary: wanted.summary,
    description: wanted.description,
    components: [{ id: component.id }],
    priority: { id: priority.id },
    labels: [wanted.label],
    [product.fieldId]: { id: product.id },
  };
}

export type MadeTask = { readonly id: string; readonly key: string };

/** Creates the task with its hand-off key. Throws UnknownTaskField, or JiraFault whose `reached` says whether it may exist. */
export async function createTask(fields: TaskFields, handOffKey: string): Promise<MadeTask> {
  const body = { fields: await createFields(fields), properties: [{ key: handOffProperty, value: { key: handOffKey } }] };
  return ask('app', 'create the SRE task', route`/rest/api/3/issue`, z.object({ id: z.string(), key: z.string() }), json('POST', body));
}

const hits = z.object({ issues: z.array(z.object({ id: z.string(), key: z.string(), fields: z.object({ created: z.string(), creator: z.object({ accountId: z.string() }).nullish() }) })) });

/** Tasks with this hand-off key that the app itself created, oldest first. The index may lag behind what was just made. */
export async function findTasks(handOffKey: string, appAccountId: string): Promise<readonly MadeTask[]> {
  const jql = `issue.property[${handOffProperty}].key = "${handOffKey}" ORDER BY created ASC`;
  const { issues } = await ask('app', 'look for the SRE task', route`/rest/api/3/search/jql`, hits, json('POST', { jql, fields: ['created', 'creator'], maxResults: 20 }));
  return issues.filter(({ fields }) => fields.creator?.accountId === appAccountId).map(({ id, key }) => ({ id, key }));
}

const links = z.object({ fields: z.object({ issuelinks: z.array(z.object({ inwardIssue: z.object({ id: z.string() }).optional(), outwardIssue: z.object({ id: z.string() }).optional() })).nullish() }) });

/** Links task and ticket unless they already are. */
export async function linkTask(ticketId: string, ticketKey: string, task: MadeTask, linkType: string): Promise<void> {
  const { fields } = await ask('app', 'read the links', route`/rest/api/3/issue/${ticketId}?fields=issuelinks`, links);
  if (fields.issuelinks?.some(({ inwardIssue, outwardIssue }) => (inwardIssue ?? outwardIssue)?.id === task.id)) return;
  await call('app', 'link the SRE task', route`/rest/api/3/issueLink`, json('POST', { type: { name: linkType }, inwardIssue: { key: ticketKey }, outwardIssue: { key: task.key } }));
}

/** Mirrors the state of a request for JQL. It is never read for a decision: whoever may edit the issue can write it. */
export async function mirror(issueId: string, value: Readonly<Record<string, string>>): Promise<void> {
  await call('app', 'mirror the state', route`/rest/api/3/issue/${issueId}/properties/snapshotDesk`, json('PUT', value));
}

/** True where trying again could help: Jira was busy or broken, or never answered. */
export const mayPass = (error: unknown): boolean => error instanceof JiraFault && (error.status === 0 || error.status === 429 || error.status >= 500);
