// Decides whether the scopes that the manifest asks for admit a call to Jira or Jira Service Management.
// The classic scopes are those of the published contracts; granular scopes are not emulated.

const READ = 'read:jira-work';
const WRITE = 'write:jira-work';
const USER = 'read:jira-user';
const PROJECT = 'manage:jira-project';
const CONFIGURE = 'manage:jira-configuration';
const EMAIL = 'read:email-address:jira';
const READ_DESK = 'read:servicedesk-request';
const WRITE_DESK = 'write:servicedesk-request';
const CUSTOMERS = 'manage:servicedesk-customer';
/** Any app may call it. */
const NONE = '';

const API = '/rest/api/3';
const DESK = '/rest/servicedeskapi';
const GRANTS: [scopes: string, methods: string, path: string][] = [
  [WRITE, 'POST', `${API}/issue`],
  [READ, 'POST', `${API}/issue/bulkfetch`],
  [READ, 'GET', `${API}/issue/createmeta/{project}/issuetypes`],
  [READ, 'GET', `${API}/issue/createmeta/{project}/issuetypes/{type}`],
  [READ, 'GET', `${API}/issue/{issue}`],
  [WRITE, 'PUT DELETE', `${API}/issue/{issue}`],
  [WRITE, 'PUT', `${API}/issue/{issue}/assignee`],
  [WRITE, 'POST', `${API}/issue/{issue}/attachments`],
  [READ, 'GET', `${API}/issue/{issue}/changelog`],
  [READ, 'GET', `${API}/issue/{issue}/comment`],
  [WRITE, 'POST', `${API}/issue/{issue}/comment`],
  [READ, 'GET', `${API}/issue/{issue}/comment/{id}`],
  [WRITE, 'PUT DELETE', `${API}/issue/{issue}/comment/{id}`],
  [READ, 'GET', `${API}/issue/{issue}/editmeta`],
  [READ, 'GET', `${API}/issue/{issue}/properties`],
  [READ, 'GET', `${API}/issue/{issue}/properties/{key}`],
  [WRITE, 'PUT DELETE', `${API}/issue/{issue}/properties/{key}`],
  [READ, 'GET', `${API}/issue/{issue}/remotelink`],
  [WRITE, 'POST DELETE', `${API}/issue/{issue}/remotelink`],
  [READ, 'GET', `${API}/issue/{issue}/remotelink/{id}`],
  [WRITE, 'PUT DELETE', `${API}/issue/{issue}/remotelink/{id}`],
  [READ, 'GET', `${API}/issue/{issue}/transitions`],
  [WRITE, 'POST', `${API}/issue/{issue}/transitions`],
  [READ, 'GET', `${API}/issue/{issue}/watchers`],
  [WRITE, 'POST DELETE', `${API}/issue/{issue}/watchers`],
  [WRITE, 'POST', `${API}/issueLink`],
  [READ, 'GET', `${API}/issueLink/{id}`],
  [WRITE, 'DELETE', `${API}/issueLink/{id}`],
  [READ, 'GET', `${API}/issueLinkType`],
  [READ, 'GET', `${API}/attachment/{id}`],
  [READ, 'GET', `${API}/attachment/content/{id}`],
  [READ, 'GET', `${API}/attachment/meta`],
  [WRITE, 'DELETE', `${API}/attachment/{id}`],
  [READ, 'GET POST', `${API}/search/jql`],
  [READ, 'POST', `${API}/search/approximate-count`],
  [READ, 'POST', `${API}/jql/match`],
  [READ, 'POST', `${API}/jql/parse`],
  [`${READ} ${USER}`, 'POST', `${API}/expression/evaluate`],
  [USER, 'GET', `${API}/myself`],
  [USER, 'GET', `${API}/user`],
  [USER, 'GET', `${API}/user/bulk`],
  [USER, 'GET', `${API}/user/permission/search`],
  [USER, 'GET', `${API}/user/search`],
  [USER, 'GET', `${API}/user/assignable/search`],
  [EMAIL, 'GET', `${API}/user/email`],
  [EMAIL, 'GET', `${API}/user/email/bulk`],
  [USER, 'GET', `${API}/groups/picker`],
  [CONFIGURE, 'GET', `${API}/group/member`],
  [READ, 'GET', `${API}/mypermissions`],
  [NONE, 'POST', `${API}/permissions/check`],
  [READ, 'POST', `${API}/permissions/project`],
  [CONFIGURE, 'GET', `${API}/permissions`],
  [READ, 'GET', `${API}/permissionscheme`],
  [READ, 'GET', `${API}/permissionscheme/{id}`],
  [READ, 'GET', `${API}/permissionscheme/{id}/permission`],
  [CONFIGURE, 'POST', `${API}/permissionscheme/{id}/permission`],
  [READ, 'GET', `${API}/project/search`],
  [READ, 'GET', `${API}/project/{project}`],
  [READ, 'GET', `${API}/project/{project}/component`],
  [READ, 'GET', `${API}/project/{project}/components`],
  [READ, 'GET', `${API}/project/{project}/properties`],
  [READ, 'GET', `${API}/project/{project}/properties/{key}`],
  [PROJECT, 'PUT DELETE', `${API}/project/{project}/properties/{key}`],
  [READ, 'GET', `${API}/project/{project}/role`],
  [READ, 'GET', `${API}/project/{project}/role/{id}`],
  [READ, 'GET', `${API}/project/{project}/roledetails`],
  [READ, 'GET', `${API}/project/{project}/statuses`],
  [READ, 'GET', `${API}/component/{id}`],
  [PROJECT, 'POST', `${API}/component`],
  [READ, 'GET', `${API}/field`],
  [READ, 'GET', `${API}/field/search`],
  [READ, 'GET', `${API}/issuetype`],
  [READ, 'GET', `${API}/label`],
  // The contract declares no scope for the search; priorities are read under the scope of a single one.
  [READ, 'GET', `${API}/priority/search`],
  [READ, 'GET', `${API}/priority/{id}`],
  [READ, 'GET', `${API}/status`],
  [READ, 'GET', `${API}/status/{id}`],
  [NONE, 'GET', `${API}/serverInfo`],
  [CONFIGURE, 'GET', `${API}/workflowscheme/project`],
  [CONFIGURE, 'POST', `${API}/workflows`],
  [CONFIGURE, 'GET', `${API}/workflows/search`],
  [CONFIGURE, 'POST', `${API}/workflows/update`],
  [NONE, 'GET', `${DESK}/info`],
  [READ_DESK, 'GET', `${DESK}/request`],
  [WRITE_DESK, 'POST', `${DESK}/request`],
  [READ_DESK, 'GET', `${DESK}/request/{issue}`],
  [READ_DESK, 'GET', `${DESK}/request/{issue}/attachment`],
  [WRITE_DESK, 'POST', `${DESK}/request/{issue}/attachment`],
  [READ_DESK, 'GET', `${DESK}/request/{issue}/comment`],
  [WRITE_DESK, 'POST', `${DESK}/request/{issue}/comment`],
  [READ_DESK, 'GET', `${DESK}/request/{issue}/participant`],
  [WRITE_DESK, 'POST DELETE', `${DESK}/request/{issue}/participant`],
  [READ_DESK, 'GET', `${DESK}/request/{issue}/status`],
  [READ_DESK, 'GET', `${DESK}/request/{issue}/transition`],
  [WRITE_DESK, 'POST', `${DESK}/request/{issue}/transition`],
  [READ, 'GET', `${DESK}/request/{issue}/sla`],
  [READ_DESK, 'GET', `${DESK}/requesttype`],
  [READ_DESK, 'GET', `${DESK}/servicedesk`],
  [READ_DESK, 'GET', `${DESK}/servicedesk/{desk}`],
  [WRITE_DESK, 'POST', `${DESK}/servicedesk/{desk}/attachTemporaryFile`],
  [READ_DESK, 'GET', `${DESK}/servicedesk/{desk}/requesttype`],
  [READ, 'GET', `${DESK}/servicedesk/{desk}/queue`],
  [CUSTOMERS, 'GET', `${DESK}/servicedesk/{desk}/organization`],
  [CUSTOMERS, 'GET', `${DESK}/organization`],
  [CUSTOMERS, 'GET', `${DESK}/organization/{id}`],
  [CUSTOMERS, 'GET', `${DESK}/organization/{id}/user`],
];

const compiled = GRANTS.map(([scopes, methods, path]) => ({
  scopes: scopes.split(' ').filter((scope) => scope !== ''),
  methods: methods.split(' '),
  pattern: new RegExp(`^${path.replace(/\{\w+\}/g, '[^/]+')}/?$`),
  literal: path.split('/').filter((part) => !part.startsWith('{')).length,
})).sort((a, b) => b.literal - a.literal);

export type ScopeVerdict = 'granted' | 'refused' | 'unknown-endpoint';

export function judgeScope(granted: string[], method: string, path: string): ScopeVerdict {
  const entry = compiled.find(({ methods, pattern }) => methods.includes(method) && pattern.test(path));
  if (!entry) return 'unknown-endpoint';
  return entry.scopes.every((scope) => granted.includes(scope)) ? 'granted' : 'refused';
}
