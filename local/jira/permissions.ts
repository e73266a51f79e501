// Decides who holds which permission where, from groups, roles and editable permission schemes.
import { refuse } from './refusal';
import { ADMIN_GROUPS, groupsOf, type Person } from './people';
import { FIRST_ROLE_ACTORS, PROJECTS, projectById, type RoleActors } from './site-plan';
import type { Issue } from './issue';
import type { Store } from './store';

export interface PermissionDeclared {
  key: string;
  name: string;
  description: string;
}

export interface Grant {
  id: number;
  permission: string;
  holder: { type: string; parameter?: string };
}

export interface PermissionScheme {
  id: string;
  name: string;
  description: string;
  grants: Grant[];
}

export interface Where {
  projectId: string;
  issue?: Issue;
}

export const GLOBAL_PERMISSIONS: PermissionDeclared[] = [
  { key: 'ADMINISTER', name: 'Administer Jira', description: 'Create and administer projects, issue types, fields, workflows, and schemes for all projects.' },
  { key: 'USER_PICKER', name: 'Browse users and groups', description: 'View and select users or groups from the user picker.' },
];

const project = (key: string, name: string, description: string): PermissionDeclared => ({ key, name, description });
export const PROJECT_PERMISSIONS: PermissionDeclared[] = [
  project('ADMINISTER_PROJECTS', 'Administer projects', 'Ability to administer a project in Jira.'),
  project('BROWSE_PROJECTS', 'Browse projects', 'Ability to browse projects and the issues within them.'),
  project('CREATE_ISSUES', 'Create issues', 'Ability to create issues.'),
  project('EDIT_ISSUES', 'Edit issues', 'Ability to edit issues.'),
  project('DELETE_ISSUES', 'Delete issues', 'Ability to delete issues.'),
  project('MOVE_ISSUES', 'Move issues', 'Ability to move issues between projects or between workflows of the same project.'),
  project('TRANSITION_ISSUES', 'Transition issues', 'Ability to transition issues.'),
  project('ASSIGN_ISSUES', 'Assign issues', 'Ability to assign issues to other people.'),
  project('ASSIGNABLE_USER', 'Assignable user', 'Users with this permission may be assigned to issues.'),
  project('LINK_ISSUES', 'Link issues', 'Ability to link issues together and create linked issues.'),
  project('MODIFY_REPORTER', 'Modify reporter', 'Ability to modify the reporter when creating or editing an issue.'),
  project('ADD_COMMENTS', 'Add comments', 'Ability to comment on issues.'),
  project('EDIT_ALL_COMMENTS', 'Edit all comments', 'Ability to edit all comments made on issues.'),
  project('EDIT_OWN_COMMENTS', 'Edit own comments', 'Ability to edit own comments made on issues.'),
  project('DELETE_ALL_COMMENTS', 'Delete all comments', 'Ability to delete all comments made on issues.'),
  project('DELETE_OWN_COMMENTS', 'Delete own comments', 'Ability to delete own comments made on issues.'),
  project('CREATE_ATTACHMENTS', 'Create attachments', 'Users with this permission may create attachments.'),
  project('DELETE_ALL_ATTACHMENTS', 'Delete all attachments', 'Users with this permission may delete all attachments.'),
  project('DELETE_OWN_ATTACHMENTS', 'Delete own attachments', 'Users with this permission may delete own attachments.'),
  project('MANAGE_WATCHERS', 'Manage watchers', 'Ability to manage the watchers of an issue.'),
  project('VIEW_VOTERS_AND_WATCHERS', 'View voters and watchers', 'Ability to view the voters and watchers of an issue.'),
];

const WORK = PROJECT_PERMISSIONS.map((one) => one.key).filter((key) => !['ADMINISTER_PROJECTS', 'DELETE_ISSUES', 'DELETE_ALL_ATTACHMENTS', 'EDIT_ALL_COMMENTS', 'DELETE_ALL_COMMENTS'].includes(key));
const CARE = ['ADMINISTER_PROJECTS', 'DELETE_ISSUES', 'DELETE_ALL_ATTACHMENTS', 'EDIT_ALL_COMMENTS', 'DELETE_ALL_COMMENTS'];
const role = (id: number): Grant['holder'] => ({ type: 'projectRole', parameter: String(id) });
const group = (name: string): Grant['holder'] => ({ type: 'group', parameter: name });

const FIRST_GRANTS: Record<string, [permissions: string[], holder: Grant['holder']][]> = {
  '10001': [
    [WORK, role(10003)],
    [CARE, role(10002)],
    [PROJECT_PERMISSIONS.map((one) => one.key), role(10007)],
  ],
  '10002': [
    [WORK, role(10004)],
    [CARE, role(10002)],
    [['BROWSE_PROJECTS', 'ADD_COMMENTS'], role(10005)],
    [PROJECT_PERMISSIONS.map((one) => one.key), role(10007)],
  ],
};

/** Which groups hold the app's own permissions at first, by the permission's key in the manifest. */
const FIRST_APP_GRANTS: Record<string, string[]> = {
  'run-checks': ['snapshot-agents', 'site-admins'],
  'decide-proceed': ['snapshot-approvers'],
  'decide-release': ['snapshot-approvers'],
  'settle-flags': ['support-leads'],
  deliver: ['sre-team'],
  'request-disposal': ['support-leads', 'snapshot-approvers', 'sre-team'],
  'decide-disposal': ['support-leads', 'snapshot-approvers'],
  'legal-hold': ['support-leads'],
  'administer-rules': ['site-admins', 'support-leads'],
};

/** At run time an app's permission is named by an ARI that ends in its key. */
const shortKey = (key: string): string => key.split('/').at(-1) ?? key;

export function seedPermissions(store: Store, appPermissions: PermissionDeclared[]): void {
  for (const one of PROJECTS) {
    if (!store.document('permission-scheme', one.permissionSchemeId)) {
      const scheme: PermissionScheme = { id: one.permissionSchemeId, name: `${one.name} permissions`, description: `Who may do what in ${one.key}`, grants: [] };
      for (const [permissions, holder] of FIRST_GRANTS[one.permissionSchemeId] ?? [])
        for (const permission of permissions) scheme.grants.push({ id: store.nextNumber('grant', 10100), permission, holder });
      store.saveDocument('permission-scheme', scheme.id, scheme);
      for (const [roleId, actors] of Object.entries(FIRST_ROLE_ACTORS[one.id] ?? {}))
        store.saveDocument('role-actors', `${one.id}/${roleId}`, actors);
    }
    for (const permission of appPermissions) {
      // Granted once: a grant that an admin took away stays away after a restart.
      const mark = `${one.permissionSchemeId}/${permission.key}`;
      if (store.document('app-permission-granted', mark)) continue;
      store.saveDocument('app-permission-granted', mark, true);
      for (const name of FIRST_APP_GRANTS[shortKey(permission.key)] ?? [])
        addGrant(store, one.permissionSchemeId, permission.key, group(name));
    }
  }
}

export function addGrant(store: Store, schemeId: string, permission: string, holder: Grant['holder']): Grant | undefined {
  const scheme = schemeOf(store, schemeId);
  if (!scheme) return undefined;
  const same = scheme.grants.some((one) => one.permission === permission && one.holder.type === holder.type && one.holder.parameter === holder.parameter);
  if (same) return undefined;
  const grant: Grant = { id: store.nextNumber('grant', 10100), permission, holder };
  store.saveDocument('permission-scheme', schemeId, { ...scheme, grants: [...scheme.grants, grant] });
  return grant;
}

export const schemeOf = (store: Store, id: string): PermissionScheme | undefined => store.document<PermissionScheme>('permission-scheme', id);

export const roleActors = (store: Store, projectId: string, roleId: number): RoleActors =>
  store.document<RoleActors>('role-actors', `${projectId}/${roleId}`) ?? { groups: [], users: [] };

export function inRole(store: Store, accountId: string, projectId: string, roleId: number): boolean {
  const actors = roleActors(store, projectId, roleId);
  return actors.users.includes(accountId) || groupsOf(store, accountId).some((one) => actors.groups.includes(one.name));
}

export function holdsGlobally(store: Store, who: Person, permission: string): boolean {
  if (!who.active || who.accountType === 'customer') return false;
  if (permission === 'USER_PICKER') return true;
  return permission === 'ADMINISTER' && groupsOf(store, who.accountId).some((one) => ADMIN_GROUPS.includes(one.name));
}

/** Portal customers hold no project permission: what they may do comes from their requests. */
export function holds(store: Store, who: Person, permission: string, where: Where): boolean {
  if (!who.active || who.accountType === 'customer') return false;
  const scheme = schemeOf(store, projectById(where.projectId)?.permissionSchemeId ?? '');
  const held = (one: string): boolean =>
    scheme?.grants.some((grant) => grant.permission === one && isHolder(store, who, grant.holder, where)) ?? false;
  return held(permission) && (permission === 'BROWSE_PROJECTS' || held('BROWSE_PROJECTS'));
}

function isHolder(store: Store, who: Person, holder: Grant['holder'], where: Where): boolean {
  const parameter = holder.parameter ?? '';
  switch (holder.type) {
    case 'group':
      return groupsOf(store, who.accountId).some((one) => one.name === parameter || one.groupId === parameter);
    case 'projectRole':
      return inRole(store, who.accountId, where.projectId, Number(parameter));
    case 'user':
      return who.accountId === parameter;
    case 'reporter':
      return where.issue?.reporter === who.accountId;
    case 'assignee':
      return where.issue?.assignee === who.accountId;
    case 'projectLead':
      return projectById(where.projectId)?.lead === who.email;
    case 'applicationRole':
      return who.accountType === 'atlassian';
    case 'anyone':
      return true;
    default:
      return false;
  }
}

export function demandAdmin(store: Store, who: Person): void {
  if (!holdsGlobally(store, who, 'ADMINISTER')) throw refuse(403, 'Only Jira administrators can perform this operation.');
}
