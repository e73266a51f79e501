// Answers for customer requests: to agents who may browse the project, and to the customers whose request it is.
import { randomUUID } from 'node:crypto';
import { addAttachment, filesOf } from './attachments';
import { addComment } from './comments';
import { adfOf, isAdfDocument } from './adf';
import { answerJson, del, get, post, type Call, type Route } from './routing';
import { blankIssue, createIssue } from './issue-creation';
import { changeItem, saveChanged } from './issue-changes';
import { customFieldById, issueTypeById, PARTICIPANTS_FIELD, PROJECTS, type Project, type RequestType } from './site-plan';
import { deskAsked } from './desks';
import { deskAttachment, deskComment, deskPage, deskUser, publicFiles, requestView, statusLine } from './request-view';
import { holds } from './permissions';
import { isObject, objectOf, textOf, textsOf } from './read-json';
import { issueNamed, may } from './issue-access';
import { nowIso } from './site';
import { personOf, type Person } from './people';
import { refuse } from './refusal';
import { withValue } from './field-values';
import type { Attachment, Comment, Issue } from './issue';
import type { Organization } from './organizations';

const isAgent = (call: Call, issue: Issue): boolean => may(call.site, call.who, 'BROWSE_PROJECTS', issue);

function isCustomerOf(call: Call, issue: Issue): boolean {
  if (issue.reporter === call.who.accountId || issue.participants.includes(call.who.accountId)) return true;
  return issue.organizationIds.some((id) => call.site.store.document<Organization>('organization', id)?.members.includes(call.who.accountId));
}

function requestAsked(call: Call): Issue {
  const issue = issueNamed(call.site, call.part('request'));
  if (!issue?.requestTypeId) throw refuse(404, 'The customer request does not exist.');
  if (!isAgent(call, issue) && !isCustomerOf(call, issue)) throw refuse(403, 'You do not have permission to view this request.');
  return issue;
}

function fieldsAsked(call: Call, draft: Issue, type: RequestType, given: Record<string, unknown>): Issue {
  const missing = type.fields.find((field) => field.required && (given[field.id] === undefined || given[field.id] === ''));
  if (missing) throw refuse(400, `Your request could not be created. Please check the fields have been correctly filled in. ${missing.id}: this field is required.`);
  let issue = draft;
  for (const [id, value] of Object.entries(given)) {
    if (id === 'attachment') continue;
    if (!type.fields.some((field) => field.id === id)) throw refuse(400, `The field '${id}' is not part of the request type.`);
    const plain = id === 'description' && typeof value === 'string' ? adfOf(value) : value;
    const outcome = withValue(call.site, issue, id, plain);
    if (typeof outcome === 'string') throw refuse(400, `Your request could not be created. ${customFieldById(id)?.name ?? id}: ${outcome}`);
    issue = outcome.issue;
  }
  return issue;
}

function reporterAsked(call: Call, project: Project, named: string | undefined): Person {
  if (named === undefined || named === call.who.accountId) return call.who;
  if (!holds(call.site.store, call.who, 'CREATE_ISSUES', { projectId: project.id })) throw refuse(403, 'You cannot raise a request on behalf of somebody else.');
  const person = personOf(call.site.store, named);
  if (!person) throw refuse(400, 'The customer on whose behalf the request is raised does not exist.');
  return person;
}

async function create(call: Call): Promise<Response> {
  const body = objectOf(await call.json());
  const project = PROJECTS.find((one) => one.serviceDeskId !== null && one.serviceDeskId === textOf(body['serviceDeskId']));
  const type = project?.requestTypes.find((one) => one.id === textOf(body['requestTypeId']));
  const issueType = type && issueTypeById(type.issueTypeId);
  if (!project || !type || !issueType) throw refuse(400, 'The service desk or the request type does not exist.');
  const allowed = call.who.accountType === 'customer' || holds(call.site.store, call.who, 'CREATE_ISSUES', { projectId: project.id });
  if (!allowed) throw refuse(403, 'You do not have permission to raise requests in this service desk.');
  const reporter = reporterAsked(call, project, textOf(body['raiseOnBehalfOf']));
  const participants = textsOf(body['requestParticipants']);
  if (participants.some((one) => !personOf(call.site.store, one))) throw refuse(400, 'A participant does not exist.');
  const given = objectOf(body['requestFieldValues']);
  if (isObject(given['description']) && !isAdfDocument(given['description'])) throw refuse(400, 'The description is not a valid document.');
  const blank = blankIssue(call.site, project, issueType, call.who, nowIso(call.site));
  const draft = fieldsAsked(call, blank, type, given);
  const files = temporaryFiles(call, textsOf(given['attachment']));
  const issue = createIssue(call.site, call.who, project, { ...draft, reporter: reporter.accountId, requestTypeId: type.id, participants }, []);
  for (const file of files) keepTemporary(call, issue, file);
  return answerJson(201, requestView(call, call.site.store.issue(issue.id) ?? issue));
}

function list(call: Call): Response {
  const owned = call.queryList('requestOwnership');
  const all = call.site.store.issues().filter((issue) => issue.requestTypeId !== null);
  const mine = (issue: Issue): boolean => (owned.includes('ALL_REQUESTS') && isAgent(call, issue)) || isCustomerOf(call, issue);
  const term = call.query('searchTerm')?.toLowerCase() ?? '';
  const wanted = call.query('requestStatus');
  const found = all
    .filter(mine)
    .filter((issue) => term === '' || issue.summary.toLowerCase().includes(term))
    .filter((issue) => wanted === undefined || wanted === 'ALL_REQUESTS' || (wanted === 'CLOSED_REQUESTS') === (issue.resolutionId !== null))
    .reverse();
  const page = deskPage(call, found);
  return answerJson(200, { ...page, values: page.values.map((issue) => requestView(call, issue)) });
}

function visibleComments(call: Call, issue: Issue): Comment[] {
  const agent = isAgent(call, issue);
  const internal = agent && call.query('internal') !== 'false';
  const open = call.query('public') !== 'false';
  return call.site.store.comments(issue.id).filter((comment) => (comment.isPublic ? open : internal));
}

async function comment(call: Call): Promise<Response> {
  const body = objectOf(await call.json());
  const issue = requestAsked(call);
  const text = textOf(body['body']);
  if (text === undefined || text.trim() === '') throw refuse(400, 'The comment body must not be empty.');
  if (typeof body['public'] !== 'boolean') throw refuse(400, "The field 'public' is required.");
  if (isAgent(call, issue) && !isCustomerOf(call, issue) && !may(call.site, call.who, 'ADD_COMMENTS', issue)) throw refuse(403, 'You do not have permission to comment on this request.');
  if (!body['public'] && !isAgent(call, issue)) throw refuse(403, 'Customers cannot add internal comments.');
  const properties = body['public'] ? [] : [{ key: 'sd.public.comment', value: { internal: true } }];
  const added = addComment(call.site, call.who, issue, { body: adfOf(text), isPublic: body['public'], properties });
  return answerJson(201, deskComment(call, issue, added));
}

/** Participants who are named by account; changed by agents and by the reporter. */
async function changeParticipants(call: Call, change: (now: string[], asked: string[]) => string[]): Promise<Response> {
  const asked = textsOf(objectOf(await call.json())['accountIds']);
  const issue = requestAsked(call);
  if (!may(call.site, call.who, 'EDIT_ISSUES', issue) && issue.reporter !== call.who.accountId) throw refuse(403, 'You do not have permission to change the participants.');
  const unknown = asked.find((one) => !personOf(call.site.store, one));
  if (asked.length === 0 || unknown !== undefined) throw refuse(400, `The user '${unknown ?? ''}' does not exist.`);
  const participants = change(issue.participants, asked);
  saveChanged(call.site, call.who, { ...issue, participants }, [changeItem('Request participants', [issue.participants.join(', '), null], [participants.join(', '), null], PARTICIPANTS_FIELD)]);
  const page = deskPage(call, participants);
  return answerJson(200, { ...page, values: page.values.map((one) => deskUser(call, one)) });
}

async function attachTemporary(call: Call): Promise<Response> {
  deskAsked(call);
  const files = await filesOf(call, 400);
  const temporaryAttachments = files.map((file) => {
    const id = `temp${randomUUID()}`;
    call.site.store.addTemporaryFile({ id, fileName: file.filename, mimeType: file.mimeType, author: call.who.accountId }, file.content);
    return { temporaryAttachmentId: id, fileName: file.filename };
  });
  return answerJson(201, { temporaryAttachments });
}

type Temporary = NonNullable<ReturnType<Call['site']['store']['temporaryFile']>>;

function temporaryFiles(call: Call, ids: string[]): Temporary[] {
  return ids.map((id) => {
    const found = call.site.store.temporaryFile(id);
    if (found?.file.author !== call.who.accountId) throw refuse(400, `The temporary attachment '${id}' does not exist or has expired.`);
    return found;
  });
}

function keepTemporary(call: Call, issue: Issue, { file, content }: Temporary, isPublic = true): Attachment {
  call.site.store.dropTemporaryFile(file.id);
  return addAttachment(call.site, call.who, issue, { filename: file.fileName, mimeType: file.mimeType, content, isPublic });
}

async function attach(call: Call): Promise<Response> {
  const body = objectOf(await call.json());
  const issue = requestAsked(call);
  const ids = textsOf(body['temporaryAttachmentIds']);
  const isPublic = body['public'];
  if (ids.length === 0 || typeof isPublic !== 'boolean') throw refuse(400, "The fields 'temporaryAttachmentIds' and 'public' are required.");
  if (isAgent(call, issue) ? !may(call.site, call.who, 'CREATE_ATTACHMENTS', issue) && !isCustomerOf(call, issue) : !isPublic)
    throw refuse(403, 'You do not have permission to attach files to this request.');
  const added = temporaryFiles(call, ids).map((file) => keepTemporary(call, issue, file, isPublic));
  const said = textOf(objectOf(body['additionalComment'])['body']) ?? '';
  const names = added.map((one) => `[^${one.filename}]`).join(' ');
  const note = addComment(call.site, call.who, issue, { body: adfOf(said === '' ? names : `${said}\n\n${names}`), isPublic });
  const page = { size: added.length, start: 0, limit: 50, isLastPage: true, _links: { base: call.origin, context: '', self: call.url.href } };
  return answerJson(201, { attachments: { ...page, values: added.map((one) => deskAttachment(call, issue, one)) }, comment: deskComment(call, issue, note) });
}

function attachments(call: Call): Response {
  const issue = requestAsked(call);
  const all = isAgent(call, issue) ? call.site.store.attachments(issue.id) : publicFiles(call, issue);
  const page = deskPage(call, all);
  return answerJson(200, { ...page, values: page.values.map((one) => deskAttachment(call, issue, one)) });
}

export const requestRoutes: Route[] = [
  post('/rest/servicedeskapi/request', create),
  get('/rest/servicedeskapi/request', list),
  get('/rest/servicedeskapi/request/:request', (call) => answerJson(200, requestView(call, requestAsked(call)))),
  get('/rest/servicedeskapi/request/:request/comment', (call) => {
    const issue = requestAsked(call);
    const page = deskPage(call, visibleComments(call, issue));
    return answerJson(200, { ...page, values: page.values.map((one) => deskComment(call, issue, one)) });
  }),
  get('/rest/servicedeskapi/request/:request/comment/:comment', (call) => {
    const issue = requestAsked(call);
    const found = visibleComments(call, issue).find((one) => String(one.id) === call.part('comment'));
    if (!found) throw refuse(404, 'The comment does not exist.');
    return answerJson(200, deskComment(call, issue, found));
  }),
  post('/rest/servicedeskapi/request/:request/comment', comment),
  get('/rest/servicedeskapi/request/:request/participant', (call) => {
    const page = deskPage(call, requestAsked(call).participants);
    return answerJson(200, { ...page, values: page.values.map((one) => deskUser(call, one)) });
  }),
  post('/rest/servicedeskapi/request/:request/participant', (call) => changeParticipants(call, (now, asked) => [...new Set([...now, ...asked])])),
  del('/rest/servicedeskapi/request/:request/participant', (call) => changeParticipants(call, (now, asked) => now.filter((one) => !asked.includes(one)))),
  get('/rest/servicedeskapi/request/:request/status', (call) => {
    const issue = requestAsked(call);
    return answerJson(200, deskPage(call, issue.statusHistory.map((one) => statusLine(one.statusId, one.at)).reverse()));
  }),
  get('/rest/servicedeskapi/request/:request/attachment', attachments),
  post('/rest/servicedeskapi/request/:request/attachment', attach),
  post('/rest/servicedeskapi/servicedesk/:desk/attachTemporaryFile', attachTemporary),
];
