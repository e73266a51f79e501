// Answers for what the site is set up with: projects, issue types, statuses, fields, priorities, components.
import { allFields } from './fields';
import { answerJson, get, pageOf, type Call, type Route } from './routing';
import { categoryView, componentView, fullPriorityView, issueTypeView, newCategory, priorityView, projectView, statusView } from './site-view';
import { holds, holdsGlobally } from './permissions';
import { personByEmail, userView } from './people';
import { PRIORITIES, PROJECTS, projectNamed, ROLES, STATUSES, type Project, type Status } from './site-plan';
import { refuse } from './refusal';
import { workflowOfType } from './workflows';

const sees = (call: Call, project: Project): boolean =>
  holds(call.site.store, call.who, 'BROWSE_PROJECTS', { projectId: project.id }) || holdsGlobally(call.site.store, call.who, 'ADMINISTER');

function projectAsked(call: Call): Project {
  const project = projectNamed(call.part('project'));
  if (!project || !sees(call, project)) throw refuse(404, `No project could be found with key '${call.part('project')}'.`);
  return project;
}

function fullView(call: Call, project: Project): object {
  const lead = personByEmail(call.site.store, project.lead);
  const components = project.components.map((one) => ({ ...componentView(one, call.origin), project: project.key, projectId: Number(project.id) }));
  return {
    ...projectView(project, call.origin),
    expand: 'description,lead,issueTypes,url,projectKeys,permissions,insight',
    description: '',
    ...(lead ? { lead: userView(call.site.store, lead.accountId, call.who, call.origin) } : {}),
    components,
    issueTypes: project.issueTypes.map((type) => issueTypeView(type, call.origin)),
    assigneeType: 'UNASSIGNED',
    versions: [],
    roles: Object.fromEntries(ROLES.map((role) => [role.name, `${call.origin}/rest/api/3/project/${project.id}/role/${role.id}`])),
    style: 'classic',
    isPrivate: false,
    properties: {},
  };
}

function search(call: Call): Response {
  const keys = call.queryList('keys');
  const ids = call.queryList('id');
  const query = call.query('query')?.toLowerCase() ?? '';
  const seen = PROJECTS.filter((one) => sees(call, one))
    .filter((one) => keys.length === 0 || keys.includes(one.key))
    .filter((one) => ids.length === 0 || ids.includes(one.id))
    .filter((one) => `${one.key} ${one.name}`.toLowerCase().includes(query));
  const page = pageOf(call, seen);
  return answerJson(200, { ...page, values: page.values.map((one) => projectView(one, call.origin)) });
}

function projectStatuses(call: Call): Response {
  const types = projectAsked(call).issueTypes.map((type) => ({
    self: `${call.origin}/rest/api/3/issuetype/${type.id}`,
    id: type.id,
    name: type.name,
    subtask: false,
    statuses: (workflowOfType(call.site.store, type.id)?.statuses ?? []).map((id) => statusView(id, call.origin)),
  }));
  return answerJson(200, types);
}

const fieldView = (field: ReturnType<typeof allFields>[number]): object => ({
  id: field.id,
  key: field.id,
  name: field.name,
  custom: field.id.startsWith('customfield_'),
  orderable: field.operations.length > 0,
  navigable: field.id !== 'attachment',
  searchable: field.clauseNames.length > 0,
  clauseNames: field.clauseNames,
  schema: field.schema,
});

function fieldSearch(call: Call): Response {
  const query = call.query('query')?.toLowerCase() ?? '';
  const ids = call.queryList('id');
  const wanted = allFields()
    .filter((field) => field.name.toLowerCase().includes(query) && (ids.length === 0 || ids.includes(field.id)))
    .filter((field) => !call.queryList('type').includes('custom') || field.id.startsWith('customfield_'));
  const page = pageOf(call, wanted);
  return answerJson(200, { ...page, values: page.values.map(({ id, name, schema }) => ({ id, key: id, name, schema, description: '' })) });
}

function prioritySearch(call: Call): Response {
  const page = pageOf(call, PRIORITIES);
  return answerJson(200, { ...page, values: page.values.map((one) => fullPriorityView(one.id, call.origin)) });
}

function statusSearch(call: Call): Response {
  const wanted = call.query('searchString')?.toLowerCase() ?? '';
  const page = pageOf(call, STATUSES.filter((status) => status.name.toLowerCase().includes(wanted)), 200);
  const values = page.values.map((one) => ({ id: one.id, name: one.name, description: '', statusCategory: newCategory(one.category), scope: { type: 'GLOBAL' } }));
  return answerJson(200, { ...page, values });
}

function serverInfo(call: Call): Response {
  return answerJson(200, {
    baseUrl: call.origin,
    version: '1001.0.0-SNAPSHOT',
    versionNumbers: [1001, 0, 0],
    deploymentType: 'Cloud',
    buildNumber: 100_000,
    serverTime: call.site.hooks.now().toISOString().replace('Z', '+0000'),
    serverTitle: 'Jira',
  });
}

function seenComponents(call: Call): Response {
  const project = projectAsked(call);
  return answerJson(200, project.components.map((one) => ({ ...componentView(one, call.origin), project: project.key, projectId: Number(project.id) })));
}

const CATEGORIES: Status['category'][] = ['new', 'indeterminate', 'done'];

export const projectRoutes: Route[] = [
  get('/rest/api/3/project/search', search),
  get('/rest/api/3/project/:project', (call) => answerJson(200, fullView(call, projectAsked(call)))),
  get('/rest/api/3/project/:project/components', seenComponents),
  get('/rest/api/3/project/:project/statuses', projectStatuses),
  get('/rest/api/3/issuetype', (call) =>
    answerJson(200, PROJECTS.filter((one) => sees(call, one)).flatMap((one) => one.issueTypes).map((type) => issueTypeView(type, call.origin))),
  ),
  get('/rest/api/3/issuetype/project', (call) => {
    const project = projectNamed(call.query('projectId') ?? '');
    if (!project || !sees(call, project)) throw refuse(404, 'The project does not exist or you do not have permission to view it.');
    return answerJson(200, project.issueTypes.map((type) => issueTypeView(type, call.origin)));
  }),
  get('/rest/api/3/component/:component', (call) => {
    const project = PROJECTS.find((one) => sees(call, one) && one.components.some((component) => component.id === call.part('component')));
    const component = project?.components.find((one) => one.id === call.part('component'));
    if (!project || !component) throw refuse(404, `The component with id ${call.part('component')} does not exist.`);
    return answerJson(200, { ...componentView(component, call.origin), project: project.key, projectId: Number(project.id) });
  }),
  get('/rest/api/3/status', (call) => answerJson(200, STATUSES.map((status) => statusView(status.id, call.origin)))),
  get('/rest/api/3/status/:status', (call) => {
    const named = call.part('status').toLowerCase();
    const status = STATUSES.find((one) => one.id === named || one.name.toLowerCase() === named);
    if (!status) throw refuse(404, `The status '${call.part('status')}' does not exist.`);
    return answerJson(200, statusView(status.id, call.origin));
  }),
  get('/rest/api/3/statuses/search', statusSearch),
  get('/rest/api/3/statuscategory', (call) => answerJson(200, CATEGORIES.map((one) => categoryView(one, call.origin)))),
  get('/rest/api/3/field', () => answerJson(200, allFields().map(fieldView))),
  get('/rest/api/3/field/search', fieldSearch),
  get('/rest/api/3/priority/search', prioritySearch),
  get('/rest/api/3/priority/:priority', (call) => {
    if (!PRIORITIES.some((one) => one.id === call.part('priority'))) throw refuse(404, 'The priority does not exist.');
    return answerJson(200, priorityView(call.part('priority'), call.origin));
  }),
  get('/rest/api/3/serverInfo', serverInfo),
];
