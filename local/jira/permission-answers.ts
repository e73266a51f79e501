// Answers who may do what, and lets admins change the schemes and roles that decide it.
import { addGrant, demandAdmin, GLOBAL_PERMISSIONS, holds, holdsGlobally, inRole, PROJECT_PERMISSIONS, roleActors, schemeOf, type Grant, type PermissionDeclared, type PermissionScheme, type Where } from './permissions';
import { answerJson, answerNothing, del, get, post, type Call, type Route } from './routing';
import { APP_ACCOUNT, groupNamed, personOf, type Person } from './people';
import { idOf, listOf, objectOf, textOf, textsOf } from './read-json';
import { issueNamed, maySee } from './issue-access';
import { noSuchIssue, refuse, refuseFields } from './refusal';
import { projectById, projectNamed, ROLES, type Project } from './site-plan';

const projectPermissions = (call: Call): PermissionDeclared[] => [...PROJECT_PERMISSIONS, ...call.site.appPermissions];

const permissionView = (call: Call, one: PermissionDeclared): { id: string; key: string; name: string; type: 'GLOBAL' | 'PROJECT'; description: string } => ({
  id: one.key,
  key: one.key,
  name: one.name,
  type: GLOBAL_PERMISSIONS.includes(one) ? 'GLOBAL' : 'PROJECT',
  description: one.description,
});

function allPermissions(call: Call): Response {
  const all = [...GLOBAL_PERMISSIONS, ...projectPermissions(call)];
  return answerJson(200, { permissions: Object.fromEntries(all.map((one) => [one.key, permissionView(call, one)])) });
}

function myPermissions(call: Call): Response {
  const keys = call.queryList('permissions');
  if (keys.length === 0) throw refuse(400, "The 'permissions' query parameter is required.");
  const all = [...GLOBAL_PERMISSIONS, ...projectPermissions(call)];
  const unknown = keys.filter((key) => !all.some((one) => one.key === key));
  if (unknown.length > 0) throw refuse(400, `Unrecognized permission(s): ${unknown.join(', ')}`);
  const where = placeAsked(call);
  const asked = all.filter((one) => keys.includes(one.key));
  const have = (one: PermissionDeclared): boolean => {
    if (GLOBAL_PERMISSIONS.includes(one)) return holdsGlobally(call.site.store, call.who, one.key);
    // Without a place Jira answers whether the permission is held in any project.
    const places: Where[] = where ? [where] : ['10000', '10001'].map((projectId) => ({ projectId }));
    return places.some((place) => holds(call.site.store, call.who, one.key, place));
  };
  return answerJson(200, { permissions: Object.fromEntries(asked.map((one) => [one.key, { ...permissionView(call, one), havePermission: have(one) }])) });
}

function placeAsked(call: Call): Where | undefined {
  const issueAsked = call.query('issueId') ?? call.query('issueKey');
  if (issueAsked !== undefined) {
    const issue = issueNamed(call.site, issueAsked);
    if (!issue || !maySee(call.site, call.who, issue)) throw noSuchIssue();
    return { projectId: issue.projectId, issue };
  }
  const projectAsked = call.query('projectId') ?? call.query('projectKey');
  return projectAsked === undefined ? undefined : { projectId: seenProject(call, projectAsked).id };
}

function seenProject(call: Call, named: string): Project {
  const project = projectNamed(named);
  const seen = project && (holds(call.site.store, call.who, 'BROWSE_PROJECTS', { projectId: project.id }) || holdsGlobally(call.site.store, call.who, 'ADMINISTER'));
  if (!project || !seen) throw refuse(404, `No project could be found with key '${named}'.`);
  return project;
}

/** For another account only an administrator may ask; whether an app may, as itself, is not established. */
function personAsked(call: Call, accountId: string | undefined): Person | undefined {
  if (accountId === undefined || accountId === call.who.accountId) return call.who;
  const allowed = call.who.accountId === APP_ACCOUNT ? call.site.appMayCheckOthers : holdsGlobally(call.site.store, call.who, 'ADMINISTER');
  if (!allowed) throw refuse(403, 'Only Jira administrators can perform this operation.');
  return personOf(call.site.store, accountId);
}

async function check(call: Call): Promise<Response> {
  const body = objectOf(await call.json());
  const globals = textsOf(body['globalPermissions']);
  const groups = listOf(body['projectPermissions']).map(objectOf);
  const keys = projectPermissions(call).map((one) => one.key);
  const unknown = [
    ...globals.filter((key) => !GLOBAL_PERMISSIONS.some((one) => one.key === key)),
    ...groups.flatMap((group) => textsOf(group['permissions'])).filter((key) => !keys.includes(key)),
  ];
  if (unknown.length > 0) throw refuseFields(Object.fromEntries(unknown.map((key) => [key, 'Unrecognized permission'])));
  if (groups.some((group) => textsOf(group['permissions']).length === 0)) throw refuse(400, 'At least one project permission must be given.');
  const person = personAsked(call, textOf(body['accountId']));
  const numbers = (value: unknown): number[] => listOf(value).map(Number).filter((one) => Number.isInteger(one));
  const projectPermissionsHeld = groups.flatMap((group) =>
    textsOf(group['permissions']).map((permission) => ({
      permission,
      issues: numbers(group['issues']).filter((id) => {
        const issue = call.site.store.issue(id);
        return issue && person && holds(call.site.store, person, permission, { projectId: issue.projectId, issue });
      }),
      projects: numbers(group['projects']).filter((id) => projectById(String(id)) && person && holds(call.site.store, person, permission, { projectId: String(id) })),
    })),
  );
  return answerJson(200, {
    globalPermissions: globals.filter((key) => person && holdsGlobally(call.site.store, person, key)),
    projectPermissions: projectPermissionsHeld,
  });
}

function grantView(call: Call, schemeId: string, grant: Grant): object {
  const group = grant.holder.type === 'group' ? groupNamed(call.site.store, grant.holder.parameter ?? '') : undefined;
  return {
    id: grant.id,
    self: `${call.origin}/rest/api/3/permissionscheme/${schemeId}/permission/${grant.id}`,
    holder: { ...grant.holder, ...(group ? { value: group.groupId } : grant.holder.parameter === undefined ? {} : { value: grant.holder.parameter }) },
    permission: grant.permission,
  };
}

const schemeView = (call: Call, scheme: PermissionScheme): object => ({
  id: Number(scheme.id),
  self: `${call.origin}/rest/api/3/permissionscheme/${scheme.id}`,
  name: scheme.name,
  description: scheme.description,
  ...(call.query('expand') === undefined ? {} : { permissions: scheme.grants.map((grant) => grantView(call, scheme.id, grant)) }),
});

function schemeAsked(call: Call): PermissionScheme {
  const scheme = schemeOf(call.site.store, call.part('scheme'));
  if (!scheme) throw refuse(404, `Permission scheme with id ${call.part('scheme')} does not exist.`);
  return scheme;
}

const HOLDERS = ['anyone', 'applicationRole', 'assignee', 'group', 'projectLead', 'projectRole', 'reporter', 'user'];

async function grant(call: Call): Promise<Response> {
  const body = objectOf(await call.json());
  demandAdmin(call.site.store, call.who);
  const scheme = schemeAsked(call);
  const holder = objectOf(body['holder']);
  const type = textOf(holder['type']) ?? '';
  const parameter = idOf(holder['parameter']) ?? idOf(holder['value']);
  const permission = textOf(body['permission']) ?? '';
  if (!projectPermissions(call).some((one) => one.key === permission)) throw refuseFields({ permission: `Unrecognized permission '${permission}'` });
  if (!HOLDERS.includes(type)) throw refuseFields({ 'holder.type': `The holder type '${type}' is not valid.` });
  const known = type === 'group' ? groupNamed(call.site.store, parameter ?? '') : type === 'user' ? personOf(call.site.store, parameter ?? '') : type === 'projectRole' ? ROLES.find((role) => String(role.id) === parameter) : true;
  if (!known) throw refuseFields({ 'holder.parameter': `The ${type} '${parameter ?? ''}' does not exist.` });
  const added = addGrant(call.site.store, scheme.id, permission, { type, ...(parameter === undefined ? {} : { parameter }) });
  if (!added) throw refuse(400, 'The same permission grant is already present in the scheme.');
  return answerJson(201, grantView(call, scheme.id, added));
}

function revoke(call: Call): Response {
  demandAdmin(call.site.store, call.who);
  const scheme = schemeAsked(call);
  const left = scheme.grants.filter((one) => String(one.id) !== call.part('grant'));
  if (left.length === scheme.grants.length) throw refuse(400, `Permission grant with id ${call.part('grant')} does not exist.`);
  call.site.store.saveDocument('permission-scheme', scheme.id, { ...scheme, grants: left });
  return answerNothing();
}

function roleView(call: Call, role: (typeof ROLES)[number], projectId: string | undefined): object {
  const actors = projectId === undefined ? { groups: [], users: [] } : roleActors(call.site.store, projectId, role.id);
  const groups = actors.groups.map((name, at) => ({ id: role.id * 100 + at, displayName: name, name, type: 'atlassian-group-role-actor', actorGroup: { name, displayName: name, groupId: groupNamed(call.site.store, name)?.groupId ?? '' } }));
  const users = actors.users.map((accountId, at) => ({ id: role.id * 100 + 50 + at, displayName: personOf(call.site.store, accountId)?.displayName ?? '', type: 'atlassian-user-role-actor', actorUser: { accountId } }));
  const place = projectId === undefined ? '' : `project/${projectId}/`;
  return { self: `${call.origin}/rest/api/3/${place}role/${role.id}`, id: role.id, name: role.name, description: role.description, actors: [...groups, ...users] };
}

/** Project administrators see the roles of their project. */
function administered(call: Call): Project {
  const project = seenProject(call, call.part('project'));
  const allowed = holdsGlobally(call.site.store, call.who, 'ADMINISTER') || holds(call.site.store, call.who, 'ADMINISTER_PROJECTS', { projectId: project.id });
  if (!allowed) throw refuse(404, 'You do not have permission to administer this project.');
  return project;
}

function roleAsked(call: Call): (typeof ROLES)[number] {
  const role = ROLES.find((one) => String(one.id) === call.part('role'));
  if (!role) throw refuse(404, `Can not retrieve a role actor for a null project role.`);
  return role;
}

async function addActors(call: Call): Promise<Response> {
  const body = objectOf(await call.json());
  const project = administered(call);
  const role = roleAsked(call);
  const users = textsOf(body['user']);
  const groups = [...textsOf(body['group']), ...textsOf(body['groupId'])].map((named) => groupNamed(call.site.store, named));
  if (users.some((id) => !personOf(call.site.store, id)) || groups.includes(undefined)) throw refuse(404, 'The user or group does not exist.');
  const now = roleActors(call.site.store, project.id, role.id);
  const next = { users: [...new Set([...now.users, ...users])], groups: [...new Set([...now.groups, ...groups.flatMap((group) => (group ? [group.name] : []))])] };
  call.site.store.saveDocument('role-actors', `${project.id}/${role.id}`, next);
  return answerJson(200, roleView(call, role, project.id));
}

function removeActor(call: Call): Response {
  const project = administered(call);
  const role = roleAsked(call);
  const now = roleActors(call.site.store, project.id, role.id);
  const group = groupNamed(call.site.store, call.query('groupId') ?? call.query('group') ?? '')?.name;
  const next = { users: now.users.filter((one) => one !== call.query('user')), groups: now.groups.filter((one) => one !== group) };
  if (next.users.length === now.users.length && next.groups.length === now.groups.length) throw refuse(404, 'The user or group is not in the role.');
  call.site.store.saveDocument('role-actors', `${project.id}/${role.id}`, next);
  return answerNothing();
}

export const permissionRoutes: Route[] = [
  get('/rest/api/3/permissions', (call) => allPermissions(call)),
  get('/rest/api/3/mypermissions', myPermissions),
  post('/rest/api/3/permissions/check', check),
  get('/rest/api/3/permissionscheme', (call) => answerJson(200, { permissionSchemes: call.site.store.documents<PermissionScheme>('permission-scheme').map((scheme) => schemeView(call, scheme)) })),
  get('/rest/api/3/permissionscheme/:scheme', (call) => answerJson(200, schemeView(call, schemeAsked(call)))),
  get('/rest/api/3/permissionscheme/:scheme/permission', (call) => {
    const scheme = schemeAsked(call);
    return answerJson(200, { permissions: scheme.grants.map((one) => grantView(call, scheme.id, one)) });
  }),
  post('/rest/api/3/permissionscheme/:scheme/permission', grant),
  del('/rest/api/3/permissionscheme/:scheme/permission/:grant', revoke),
  get('/rest/api/3/project/:project/permissionscheme', (call) => {
    const project = seenProject(call, call.part('project'));
    const allowed = holdsGlobally(call.site.store, call.who, 'ADMINISTER') || holds(call.site.store, call.who, 'ADMINISTER_PROJECTS', { projectId: project.id });
    if (!allowed) throw refuse(403, 'You cannot edit the configuration of this project.');
    const scheme = schemeOf(call.site.store, project.permissionSchemeId);
    if (!scheme) throw refuse(404, 'The project has no permission scheme.');
    return answerJson(200, schemeView(call, scheme));
  }),
  get('/rest/api/3/role', (call) => {
    demandAdmin(call.site.store, call.who);
    return answerJson(200, ROLES.map((role) => roleView(call, role, undefined)));
  }),
  get('/rest/api/3/project/:project/role', (call) => {
    const project = administered(call);
    return answerJson(200, Object.fromEntries(ROLES.map((role) => [role.name, `${call.origin}/rest/api/3/project/${project.id}/role/${role.id}`])));
  }),
  get('/rest/api/3/project/:project/role/:role', (call) => {
    const project = administered(call);
    const role = roleAsked(call);
    return answerJson(200, { ...roleView(call, role, project.id), currentUserRole: inRole(call.site.store, call.who.accountId, project.id, role.id) });
  }),
  post('/rest/api/3/project/:project/role/:role', addActors),
  del('/rest/api/3/project/:project/role/:role', removeActor),
];
