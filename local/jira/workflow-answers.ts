// Shows the workflows to those who administer, and takes their published changes in.
import { randomUUID } from 'node:crypto';
import { answerJson, get, pageOf, post, type Call, type Route } from './routing';
import { forgeRule, projectsOf, workflowById, workflowOfType, type Rule, type Transition, type Workflow } from './workflows';
import { holds, holdsGlobally } from './permissions';
import { isObject, listOf, objectOf, textOf, textsOf } from './read-json';
import { newCategory } from './site-view';
import { refuse } from './refusal';
import { PROJECTS, statusById } from './site-plan';
import { nowIso } from './site';

const administers = (call: Call, workflow: Workflow): boolean =>
  holdsGlobally(call.site.store, call.who, 'ADMINISTER') ||
  projectsOf(workflow).some((projectId) => holds(call.site.store, call.who, 'ADMINISTER_PROJECTS', { projectId }));

const transitionView = (transition: Transition): object => ({
  id: transition.id,
  name: transition.name,
  description: '',
  type: transition.type,
  toStatusReference: transition.to,
  links: transition.from.map((fromStatusReference, at) => ({ fromPort: at, fromStatusReference, toPort: 0 })),
  actions: [],
  triggers: [],
  validators: transition.validators,
  properties: {},
});

const workflowView = (workflow: Workflow, withTransitions: boolean): object => ({
  id: workflow.id,
  name: workflow.name,
  description: workflow.description,
  scope: { type: 'GLOBAL' },
  isEditable: true,
  created: workflow.created,
  updated: workflow.updated,
  startPointLayout: { x: -100, y: -150 },
  statuses: workflow.statuses.map((statusReference, at) => ({ statusReference, layout: { x: at * 200, y: 0 }, properties: {}, deprecated: false })),
  ...(withTransitions ? { transitions: workflow.transitions.map(transitionView) } : {}),
  version: { id: workflow.versionId, versionNumber: workflow.version },
});

const statusViews = (workflows: Workflow[]): object[] =>
  [...new Set(workflows.flatMap((workflow) => workflow.statuses))].map((id) => {
    const status = statusById(id);
    return { id, name: status?.name ?? '', description: '', scope: { type: 'GLOBAL' }, statusCategory: newCategory(status?.category ?? 'new'), statusReference: id };
  });

function search(call: Call): Response {
  const query = call.query('queryString')?.toLowerCase() ?? '';
  const all = call.site.store.documents<Workflow>('workflow').filter((one) => administers(call, one) && one.name.toLowerCase().includes(query));
  const page = pageOf(call, all);
  const withTransitions = call.queryList('expand').includes('values.transitions');
  return answerJson(200, { ...page, values: page.values.map((one) => workflowView(one, withTransitions)), statuses: statusViews(page.values) });
}

async function read(call: Call): Promise<Response> {
  const body = objectOf(await call.json());
  const ids = textsOf(body['workflowIds']);
  const names = textsOf(body['workflowNames']);
  const types = listOf(body['projectAndIssueTypes']).map((pair) => textOf(objectOf(pair)['issueTypeId']) ?? '');
  const ofTypes = types.map((type) => workflowOfType(call.site.store, type)?.id);
  const found = call.site.store
    .documents<Workflow>('workflow')
    .filter((one) => ids.includes(one.id) || names.includes(one.name) || ofTypes.includes(one.id))
    .filter((one) => administers(call, one));
  return answerJson(200, { statuses: statusViews(found), workflows: found.map((one) => workflowView(one, true)) });
}

/** Rules are what is edited here; other rules than those of Forge apps the local Jira would not carry out. */
function ruleAsked(call: Call, value: unknown): Rule {
  const asked = objectOf(value);
  const parameters = objectOf(asked['parameters']);
  const key = textOf(parameters['key']) ?? '';
  if (asked['ruleKey'] !== 'forge:expression-validator' || key === '') throw refuse(400, `The rule '${textOf(asked['ruleKey']) ?? ''}' is not one that the local Jira has.`);
  const fresh = forgeRule(call.site, key.split('/').at(-1) ?? '', textOf(parameters['config']) ?? '');
  const texts = Object.entries(parameters).filter((entry): entry is [string, string] => typeof entry[1] === 'string');
  const id = textOf(asked['id']) ?? fresh.id;
  return { id, ruleKey: fresh.ruleKey, parameters: { ...fresh.parameters, ...Object.fromEntries(texts), id } };
}

function transitionAsked(call: Call, known: Workflow, value: unknown): Transition {
  const asked = objectOf(value);
  const id = textOf(asked['id']) ?? '';
  const before = known.transitions.find((one) => one.id === id);
  const to = textOf(asked['toStatusReference']) ?? before?.to ?? '';
  const from = 'links' in asked ? listOf(asked['links']).map((link) => textOf(objectOf(link)['fromStatusReference']) ?? '') : (before?.from ?? []);
  const stray = [to, ...from].find((reference) => !known.statuses.includes(reference));
  if (stray !== undefined) throw refuse(400, `The status reference '${stray}' is not part of the workflow.`);
  const type = asked['type'] === 'INITIAL' || asked['type'] === 'GLOBAL' || asked['type'] === 'DIRECTED' ? asked['type'] : (before?.type ?? 'DIRECTED');
  return { id, name: textOf(asked['name']) ?? before?.name ?? '', type, to, from, validators: listOf(asked['validators']).map((rule) => ruleAsked(call, rule)) };
}

async function update(call: Call): Promise<Response> {
  const body = objectOf(await call.json());
  const next = listOf(body['workflows']).map((value): Workflow => {
    const asked = objectOf(value);
    const known = workflowById(call.site.store, textOf(asked['id']) ?? '');
    if (!known || !administers(call, known)) throw refuse(400, 'The workflow does not exist, or you do not have permission to edit it.');
    const version = objectOf(asked['version']);
    if (!isObject(asked['version']) || version['id'] !== known.versionId || version['versionNumber'] !== known.version)
      throw refuse(409, 'The workflow was changed by somebody else. Read it again before you publish.');
    const transitions = listOf(asked['transitions']).map((one) => transitionAsked(call, known, one));
    if (!transitions.some((one) => one.type === 'INITIAL')) throw refuse(400, 'A workflow must have an initial transition.');
    return { ...known, transitions, version: known.version + 1, versionId: randomUUID(), updated: nowIso(call.site) };
  });
  if (next.length === 0) throw refuse(400, 'No workflow was given.');
  call.site.store.transaction(() => {
    for (const workflow of next) call.site.store.saveDocument('workflow', workflow.id, workflow);
  });
  return answerJson(200, { statuses: statusViews(next), workflows: next.map((one) => workflowView(one, true)) });
}

/** Projects that somebody made team-managed have no workflow scheme, and are left out without a word. */
function schemes(call: Call): Response {
  if (!holdsGlobally(call.site.store, call.who, 'ADMINISTER')) throw refuse(403, 'Only Jira administrators can access this resource.');
  const teamManaged = call.site.store.documents<{ projectId: string; is: boolean }>('team-managed').filter(({ is }) => is).map(({ projectId }) => projectId);
  const found = PROJECTS.filter(({ id }) => call.queryList('projectId').includes(id) && !teamManaged.includes(id));
  return answerJson(200, {
    values: found.map(({ id, name, issueTypes }) => ({
      projectIds: [id],
      workflowScheme: { id: Number(id), name: `${name} workflows`, description: '', defaultWorkflow: 'jira', issueTypeMappings: Object.fromEntries(issueTypes.map((type) => [type.id, type.workflow])), self: `${call.origin}/rest/api/3/workflowscheme/${id}` },
    })),
  });
}

export const workflowRoutes: Route[] = [
  get('/rest/api/3/workflowscheme/project', schemes),
  get('/rest/api/3/workflows/search', search),
  post('/rest/api/3/workflows', read),
  post('/rest/api/3/workflows/update', update),
];
