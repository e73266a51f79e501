// Answers for people and groups: who they are, what address they have, who may be given what.
import { answerJson, answerNothing, del, get, pageOf, post, type Call, type Route } from './routing';
import { APP_ACCOUNT, groupNamed, groupsOf, personOf, userView, type Group, type Person } from './people';
import { demandAdmin, GLOBAL_PERMISSIONS, holds, holdsGlobally, PROJECT_PERMISSIONS } from './permissions';
import { issueNamed, maySee } from './issue-access';
import { objectOf, textOf } from './read-json';
import { projectNamed } from './site-plan';
import { refuse } from './refusal';
import type { Where } from './permissions';

const view = (call: Call, person: Person): object | null => userView(call.site.store, person.accountId, call.who, call.origin);

/** Customers of the portal cannot look other people up. */
function demandBrowsing(call: Call): void {
  if (!holdsGlobally(call.site.store, call.who, 'USER_PICKER') && call.who.accountType === 'customer')
    throw refuse(403, 'You do not have permission to browse users.');
}

function user(call: Call): Response {
  const accountId = call.query('accountId');
  if (accountId === undefined) throw refuse(404, 'The query parameter \'accountId\' is required.');
  if (accountId !== call.who.accountId) demandBrowsing(call);
  const person = personOf(call.site.store, accountId);
  if (!person) throw refuse(404, 'Specified user does not exist or you do not have required permissions');
  return answerJson(200, view(call, person));
}

/** Shows the address whatever the profile says, and so only to an app, as itself. */
function demandApp(call: Call): void {
  if (call.who.accountId !== APP_ACCOUNT) throw refuse(403, 'This resource is only available to apps, as the app itself.');
}

function email(call: Call): Response {
  demandApp(call);
  const accountId = call.query('accountId') ?? '';
  const person = personOf(call.site.store, accountId);
  if (person?.emailRefusal === 503) throw refuse(503, 'The email address service is not available.');
  if (!person?.email || person.emailRefusal !== null) throw refuse(404, 'User not found.');
  return answerJson(200, { accountId, email: person.email });
}

function emailBulk(call: Call): Response {
  demandApp(call);
  const ids = call.queryList('accountId');
  const people = ids.map((id) => personOf(call.site.store, id)).filter((one) => one !== undefined);
  if (people.some((one) => one.emailRefusal === 503)) throw refuse(503, 'The email address service is not available.');
  const known = people.filter((one) => one.email !== null && one.emailRefusal === null);
  // The contract says one object here, Atlassian answers a list; a single account fits both.
  const addresses = known.map((one) => ({ accountId: one.accountId, email: one.email }));
  return answerJson(200, addresses.length === 1 ? addresses[0] : addresses);
}

const matches = (person: Person, query: string): boolean =>
  [person.displayName, person.emailVisible ? (person.email ?? '') : ''].some((text) =>
    text.toLowerCase().split(/[\s@]+/).some((word) => word.startsWith(query.toLowerCase())) || text.toLowerCase() === query.toLowerCase(),
  );

function found(call: Call, among: (person: Person) => boolean): object[] {
  const accountId = call.query('accountId');
  const query = call.query('query');
  if (accountId === undefined && query === undefined) throw refuse(400, "The query parameters 'query' or 'accountId' must be given.");
  if (accountId !== undefined && query !== undefined) throw refuse(400, "The query parameters 'query' and 'accountId' must not be given together.");
  const people = call.site.store.documents<Person>('person').filter((one) => one.active && among(one));
  const named = people.filter((one) => (accountId === undefined ? matches(one, query ?? '') : one.accountId === accountId));
  const start = call.queryNumber('startAt', 0);
  return named.slice(start, start + call.queryNumber('maxResults', 50)).map((one) => view(call, one) ?? {});
}

function placeAsked(call: Call): Where {
  const key = call.query('issueKey') ?? call.query('issueId');
  const project = projectNamed(call.query('projectKey') ?? call.query('project') ?? '');
  const issue = key === undefined ? undefined : issueNamed(call.site, key);
  if (key !== undefined && (!issue || !maySee(call.site, call.who, issue))) throw refuse(404, 'Issue does not exist or you do not have permission to see it.');
  const projectId = issue?.projectId ?? project?.id;
  if (projectId === undefined) {
    const named = call.query('projectKey') ?? call.query('project');
    throw named === undefined ? refuse(400, "Either 'issueKey' or 'projectKey' must be given.") : refuse(404, `No project could be found with key '${named}'.`);
  }
  return { projectId, ...(issue ? { issue } : {}) };
}

function permissionSearch(call: Call): Response {
  const permissions = call.queryList('permissions');
  const known = [...PROJECT_PERMISSIONS, ...GLOBAL_PERMISSIONS, ...call.site.appPermissions].map((one) => one.key);
  if (permissions.length === 0 || permissions.some((key) => !known.includes(key))) throw refuse(400, 'The permissions are empty or contain an invalid entry.');
  const where = placeAsked(call);
  if (!holdsGlobally(call.site.store, call.who, 'ADMINISTER') && !holds(call.site.store, call.who, 'ADMINISTER_PROJECTS', where))
    throw refuse(403, 'You do not have permission to list who holds a permission.');
  const query = call.query('query');
  // An empty query asks for everybody.
  const everybody = query === '' && call.query('accountId') === undefined;
  const holdsAll = (person: Person): boolean => permissions.every((key) => holds(call.site.store, person, key, where));
  if (!everybody) return answerJson(200, found(call, holdsAll));
  const people = call.site.store.documents<Person>('person').filter((one) => one.active && holdsAll(one));
  const start = call.queryNumber('startAt', 0);
  return answerJson(200, people.slice(start, start + call.queryNumber('maxResults', 50)).map((one) => view(call, one)));
}

function assignable(call: Call): Response {
  const where = placeAsked(call);
  const all = call.site.store.documents<Person>('person').filter((one) => holds(call.site.store, one, 'ASSIGNABLE_USER', where) && one.accountType === 'atlassian');
  const query = call.query('query') ?? '';
  return answerJson(200, all.filter((one) => query === '' || matches(one, query)).map((one) => view(call, one)));
}

function groupAsked(call: Call): Group {
  const named = call.query('groupId') ?? call.query('groupname');
  if (named === undefined) throw refuse(400, "The query parameter 'groupId' or 'groupname' must be given.");
  const group = groupNamed(call.site.store, named);
  if (!group) throw refuse(404, `The group named '${named}' does not exist.`);
  return group;
}

const groupView = (call: Call, group: Group): { name: string; groupId: string; self: string } => ({
  name: group.name,
  groupId: group.groupId,
  self: `${call.origin}/rest/api/3/group?groupId=${group.groupId}`,
});

function members(call: Call): Response {
  demandAdmin(call.site.store, call.who);
  const people = groupAsked(call).members.map((id) => personOf(call.site.store, id)).filter((one) => one !== undefined);
  const page = pageOf(call, people.filter((one) => one.active || call.query('includeInactiveUsers') === 'true'));
  return answerJson(200, { ...page, values: page.values.map((one) => view(call, one)) });
}

async function addMember(call: Call): Promise<Response> {
  const accountId = textOf(objectOf(await call.json())['accountId']);
  demandAdmin(call.site.store, call.who);
  const group = groupAsked(call);
  if (accountId === undefined) throw refuse(400, 'The accountId is missing.');
  if (!personOf(call.site.store, accountId)) throw refuse(404, 'The user does not exist.');
  if (group.members.includes(accountId)) throw refuse(400, `Cannot add user. User is already a member of '${group.name}'.`);
  call.site.store.saveDocument('group', group.name, { ...group, members: [...group.members, accountId] });
  return answerJson(201, groupView(call, group));
}

function removeMember(call: Call): Response {
  demandAdmin(call.site.store, call.who);
  const group = groupAsked(call);
  const accountId = call.query('accountId');
  if (accountId === undefined) throw refuse(400, 'The accountId is missing.');
  if (!group.members.includes(accountId)) throw refuse(404, 'The user is not a member of the group.');
  call.site.store.saveDocument('group', group.name, { ...group, members: group.members.filter((one) => one !== accountId) });
  return answerNothing(200);
}

export const userRoutes: Route[] = [
  get('/rest/api/3/user', user),
  get('/rest/api/3/user/email', email),
  get('/rest/api/3/user/email/bulk', emailBulk),
  get('/rest/api/3/user/search', (call) => {
    demandBrowsing(call);
    return answerJson(200, found(call, () => true));
  }),
  get('/rest/api/3/user/bulk', (call) => {
    const ids = call.queryList('accountId');
    if (ids.length === 0) throw refuse(400, "The query parameter 'accountId' is required.");
    demandBrowsing(call);
    const people = ids.map((id) => personOf(call.site.store, id)).filter((one) => one !== undefined);
    const page = pageOf(call, people, 10);
    return answerJson(200, { ...page, values: page.values.map((one) => view(call, one)) });
  }),
  get('/rest/api/3/user/permission/search', permissionSearch),
  get('/rest/api/3/user/assignable/search', assignable),
  get('/rest/api/3/user/groups', (call) => {
    demandBrowsing(call);
    if (!personOf(call.site.store, call.query('accountId') ?? '')) throw refuse(404, 'Specified user does not exist or you do not have required permissions');
    return answerJson(200, groupsOf(call.site.store, call.query('accountId') ?? '').map((group) => groupView(call, group)));
  }),
  get('/rest/api/3/myself', (call) => answerJson(200, { ...view(call, call.who), locale: 'en_GB' })),
  get('/rest/api/3/group/bulk', (call) => {
    demandAdmin(call.site.store, call.who);
    const page = pageOf(call, call.site.store.documents<Group>('group'));
    return answerJson(200, { ...page, values: page.values.map(({ name, groupId }) => ({ name, groupId })) });
  }),
  get('/rest/api/3/group/member', members),
  post('/rest/api/3/group/user', addMember),
  del('/rest/api/3/group/user', removeMember),
];
