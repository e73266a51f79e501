// Decides how a workflow is read, changed in a draft and published, through Jira's own workflow endpoints.
import { z } from 'zod';
import { anything, ask, read, type Answer } from './ask';

const rule = z.looseObject({ id: z.string().optional(), ruleKey: z.string(), parameters: z.record(z.string(), z.string()).optional() });
export type Rule = z.infer<typeof rule>;

const transition = z.looseObject({
  id: z.string(),
  name: z.string(),
  type: z.string().optional(),
  toStatusReference: z.string().optional(),
  links: z.array(z.looseObject({ fromStatusReference: z.string().optional() })).optional(),
  validators: z.array(rule).optional(),
});
export type WorkflowTransition = z.infer<typeof transition>;

const workflow = z.looseObject({
  id: z.string(),
  name: z.string(),
  description: z.string().nullish(),
  version: z.looseObject({ id: z.string(), versionNumber: z.number() }),
  statuses: z.array(z.looseObject({ statusReference: z.string(), properties: z.record(z.string(), z.string()).optional() })),
  transitions: z.array(transition),
});
export type Workflow = z.infer<typeof workflow>;

const workflowStatus = z.looseObject({ id: z.string().optional(), name: z.string(), statusCategory: z.string(), statusReference: z.string() });
export type WorkflowStatus = z.infer<typeof workflowStatus>;

const answered = z.object({ statuses: z.array(workflowStatus), workflows: z.array(workflow) });
export type Workflows = z.infer<typeof answered>;

const project = z.object({ id: z.string(), issueTypes: z.array(z.object({ id: z.string() })) });

export async function readWorkflows(projectKey: string): Promise<Answer<Workflows>> {
  const found = await read(project, `/rest/api/3/project/${projectKey}`);
  if (!found.ok) return found;
  const projectAndIssueTypes = found.value.issueTypes.map(({ id }) => ({ projectId: found.value.id, issueTypeId: id }));
  return ask(answered, 'POST', '/rest/api/3/workflows', { projectAndIssueTypes });
}

export const publish = (statuses: WorkflowStatus[], { id, version, description, statuses: placed, transitions }: Workflow): Promise<Answer<unknown>> =>
  ask(anything, 'POST', '/rest/api/3/workflows/update', {
    statuses: statuses.filter(({ statusReference }) => placed.some((one) => one.statusReference === statusReference)),
    workflows: [{
      id,
      version,
      description: description ?? '',
      statuses: placed.map((one) => ({ ...one, properties: one.properties ?? {} })),
      transitions,
    }],
  });

/** Jira names the rule of a Forge app by the app's ARI, which ends in the module's key. */
export const moduleKeyOf = (one: Rule): string | undefined =>
  one.ruleKey.startsWith('forge:') ? one.parameters?.['key']?.split('/').at(-1) : undefined;

export const configOf = (one: Rule): string | undefined => one.parameters?.['config'];

export function withValidators(draft: Workflow, transitionId: string, change: (validators: Rule[]) => Rule[]): Workflow {
  return {
    ...draft,
    transitions: draft.transitions.map((one) => (one.id === transitionId ? { ...one, validators: change(one.validators ?? []) } : one)),
  };
}
