// Answers for issues: creating, reading, editing, assigning, deleting, and what the screens for that look like.
import { addComment, commentBody } from './comments';
import { addLink, linkAsked } from './links';
import { announceDeleted } from './events';
import { answerJson, answerNothing, del, get, pageOf, post, put, type Call, type Route } from './routing';
import { blankIssue, createIssue } from './issue-creation';
import { changeView, editMeta, issueView, type Asked } from './issue-view';
import { demand, issueNamed, maySee, seenIssue } from './issue-access';
import { editOf } from './issue-edits';
import { fieldsOnScreen, metaOf } from './fields';
import { holds } from './permissions';
import { idOf, isObject, listOf, objectOf, textOf, textsOf } from './read-json';
import { issueTypeView } from './site-view';
import { projectNamed, type IssueType, type Project } from './site-plan';
import { propertyProblem } from './properties';
import { queueForRemovalFromIndex, saveChanged } from './issue-changes';
import { refuse, refuseFields } from './refusal';
import { nowIso } from './site';
import { withValue } from './field-values';
import type { Issue } from './issue';

function projectAsked(call: Call, fields: Record<string, unknown>): Project {
  const asked = objectOf(fields['project']);
  const project = projectNamed(idOf(asked['id']) ?? textOf(asked['key']) ?? '');
  if (!project || !holds(call.site.store, call.who, 'BROWSE_PROJECTS', { projectId: project.id }))
    throw refuseFields({ project: 'valid project is required' });
  if (!holds(call.site.store, call.who, 'CREATE_ISSUES', { projectId: project.id }))
    throw refuseFields({ project: 'You do not have permission to create issues in this project.' });
  return project;
}

function typeAsked(project: Project, fields: Record<string, unknown>): IssueType {
  const asked = objectOf(fields['issuetype']);
  const id = idOf(asked['id']);
  const name = textOf(asked['name'])?.toLowerCase();
  const type = project.issueTypes.find((one) => (id === undefined ? one.name.toLowerCase() === name : one.id === id));
  if (!type) throw refuseFields({ issuetype: id === undefined && name === undefined ? 'Specify an issue type' : 'Specify a valid issue type' });
  return type;
}

async function create(call: Call): Promise<Response> {
  const body = await call.json();
  if (!isObject(body)) throw refuse(400, 'Invalid request payload. Refer to the REST API documentation and try again.');
  const fields = objectOf(body['fields']);
  const project = projectAsked(call, fields);
  const type = typeAsked(project, fields);
  const properties = listOf(body['properties']).map((one) => ({ key: textOf(objectOf(one)['key']) ?? '', value: objectOf(one)['value'] }));
  for (const property of properties) {
    const problem = propertyProblem(property.key, JSON.stringify(property.value));
    if (problem !== undefined) throw refuse(400, problem);
  }
  const blank = blankIssue(call.site, project, type, call.who, nowIso(call.site));
  if (!('summary' in fields) && !('summary' in objectOf(body['update']))) throw refuseFields({ summary: 'You must specify a summary of the issue.' });
  if ('reporter' in fields && !holds(call.site.store, call.who, 'MODIFY_REPORTER', { projectId: project.id }))
    throw refuseFields({ reporter: "Field 'reporter' cannot be set. It is not on the appropriate screen, or unknown." });
  const edit = editOf(call.site, blank, body);
  const links = edit.links.map((link) => linkAsked(call, link));
  const comments = edit.comments.map(commentBody);
  const issue = createIssue(call.site, call.who, project, edit.issue, properties);
  for (const link of links) addLink(call, { ...link, [link.inwardId === undefined ? 'inwardId' : 'outwardId']: issue.id });
  for (const comment of comments) addComment(call.site, call.who, issue, { body: comment });
  return answerJson(201, { id: String(issue.id), key: issue.key, self: `${call.origin}/rest/api/3/issue/${issue.id}` });
}

const askedIn = (call: Call): Asked => ({
  fields: call.queryList('fields'),
  expand: call.queryList('expand'),
  properties: call.queryList('properties'),
});

function read(call: Call): Response {
  return answerJson(200, issueView(call, seenIssue(call), askedIn(call)));
}

/** Without the permission no field is on the caller's edit screen, and that is what Jira says. */
function demandEdit(call: Call, issue: Issue, fieldIds: string[]): void {
  if (holds(call.site.store, call.who, 'EDIT_ISSUES', { projectId: issue.projectId, issue })) return;
  throw refuseFields(Object.fromEntries(fieldIds.map((id) => [id, `Field '${id}' cannot be set. It is not on the appropriate screen, or unknown.`])));
}

async function edit(call: Call): Promise<Response> {
  const body = objectOf(await call.json());
  const issue = seenIssue(call);
  const touched = [...Object.keys(objectOf(body['fields'])), ...Object.keys(objectOf(body['update']))];
  const properties = listOf(body['properties']);
  if (touched.length === 0 && properties.length === 0) throw refuse(400, 'one of \'fields\' or \'update\' required');
  demandEdit(call, issue, touched.filter((id) => id !== 'comment').length > 0 ? touched : properties.length > 0 ? ['properties'] : []);
  const fixed = ['project', 'issuetype'].find((id) => touched.includes(id));
  if (fixed !== undefined) throw refuseFields({ [fixed]: `Field '${fixed}' cannot be set. It is not on the appropriate screen, or unknown.` });
  const edited = editOf(call.site, issue, body);
  const comments = edited.comments.map(commentBody);
  if (comments.length > 0) demand(call, 'ADD_COMMENTS', issue, 400, 'You do not have permission to comment on this issue.');
  const links = edited.links.map((link) => linkAsked(call, link));
  const saved = saveChanged(call.site, call.who, edited.issue, edited.items);
  for (const comment of comments) addComment(call.site, call.who, saved, { body: comment });
  for (const link of links) addLink(call, { ...link, [link.inwardId === undefined ? 'inwardId' : 'outwardId']: issue.id });
  return call.query('returnIssue') === 'true' ? answerJson(200, issueView(call, saved, askedIn(call))) : answerNothing();
}

function remove(call: Call): Response {
  const issue = seenIssue(call);
  demand(call, 'DELETE_ISSUES', issue, 403, 'You do not have permission to delete issues in this project.');
  call.site.store.transaction(() => {
    call.site.store.deleteIssue(issue.id);
    queueForRemovalFromIndex(call.site, issue.id);
  });
  announceDeleted(call.site, call.who, issue);
  return answerNothing();
}

async function assign(call: Call): Promise<Response> {
  const body = objectOf(await call.json());
  const issue = seenIssue(call);
  demand(call, 'ASSIGN_ISSUES', issue, 403, 'You do not have permission to assign issues.');
  if (!('accountId' in body)) throw refuse(400, "'accountId' must be the only user identifying query parameter");
  const outcome = withValue(call.site, issue, 'assignee', body['accountId'] === null ? null : body);
  if (typeof outcome === 'string') throw refuseFields({ assignee: outcome });
  saveChanged(call.site, call.who, outcome.issue, outcome.item ? [outcome.item] : []);
  return answerNothing();
}

function createMetaTypes(call: Call): Response {
  const project = projectNamed(call.part('project'));
  const allowed = project && holds(call.site.store, call.who, 'CREATE_ISSUES', { projectId: project.id });
  if (!project || !allowed) throw refuse(400, 'Project does not exist or you do not have permission to create issues in it.');
  const { startAt, maxResults, total, values } = pageOf(call, project.issueTypes);
  const issueTypes = values.map((type) => issueTypeView(type, call.origin));
  return answerJson(200, { startAt, maxResults, total, issueTypes });
}

function createMetaFields(call: Call): Response {
  const project = projectNamed(call.part('project'));
  const allowed = project && holds(call.site.store, call.who, 'CREATE_ISSUES', { projectId: project.id });
  const type = project?.issueTypes.find((one) => one.id === call.part('type'));
  if (!project || !allowed || !type) throw refuse(400, 'Project or issue type does not exist, or you do not have permission to create issues.');
  const { startAt, maxResults, total, values } = pageOf(call, fieldsOnScreen(type.id));
  const fields = values.map((field) => ({ ...metaOf(field, project.id, call.origin, 'create'), fieldId: field.id }));
  return answerJson(200, { startAt, maxResults, total, fields });
}

function changelog(call: Call): Response {
  const issue = seenIssue(call);
  const page = pageOf(call, call.site.store.changes(issue.id), 100);
  return answerJson(200, { ...page, values: page.values.map((change) => changeView(call, change)) });
}

async function bulkFetch(call: Call): Promise<Response> {
  const body = objectOf(await call.json());
  const asked = textsOf(body['issueIdsOrKeys']);
  if (asked.length === 0 || asked.length > 100) throw refuse(400, 'Between 1 and 100 issue IDs or keys must be given.');
  const found = asked.map((one) => issueNamed(call.site, one)).filter((one) => one !== undefined).filter((one) => maySee(call.site, call.who, one));
  const shape: Asked = { fields: textsOf(body['fields']), expand: textsOf(body['expand']), properties: textsOf(body['properties']) };
  return answerJson(200, { issues: found.map((issue) => issueView(call, issue, shape)), issueErrors: [] });
}

export const issueRoutes: Route[] = [
  post('/rest/api/3/issue', create),
  post('/rest/api/3/issue/bulkfetch', bulkFetch),
  get('/rest/api/3/issue/createmeta/:project/issuetypes', createMetaTypes),
  get('/rest/api/3/issue/createmeta/:project/issuetypes/:type', createMetaFields),
  get('/rest/api/3/issue/:issue', read),
  put('/rest/api/3/issue/:issue', edit),
  del('/rest/api/3/issue/:issue', remove),
  put('/rest/api/3/issue/:issue/assignee', assign),
  get('/rest/api/3/issue/:issue/editmeta', (call) => {
    const issue = seenIssue(call);
    const allowed = holds(call.site.store, call.who, 'EDIT_ISSUES', { projectId: issue.projectId, issue });
    return answerJson(200, { fields: allowed ? editMeta(call, issue) : {} });
  }),
  get('/rest/api/3/issue/:issue/changelog', changelog),
];
