// Whose address is seen, who holds what, and who may ask for it.
import { asKey, holdAgainstContracts, openSite, type TestSite, textIn } from './site';

const idOf = (site: TestSite, who: string): string => site.jira.accountIdOf(`${who}@example.com`) ?? '';

describe('addresses', () => {
  test('an app reads the address whatever the profile shows; a person does not', async () => {
    const site = openSite();
    const customer = site.customer();
    expect(customer).toMatch(/^qm:[0-9a-f-]{36}:[0-9a-f-]{36}$/);
    const profile = await site.as('agent').get(`/rest/api/3/user?accountId=${customer}`);
    expect([profile.body['accountType'], profile.body['emailAddress']]).toEqual(['customer', undefined]);
    const asApp = await site.app.get(`/rest/api/3/user/email?accountId=${customer}`);
    expect([asApp.status, asApp.body]).toEqual([200, { accountId: customer, email: 'dana@customer.example' }]);
    expect((await site.as('admin').get(`/rest/api/3/user/email?accountId=${customer}`)).status).toBe(403);
    expect((await site.app.get(`/rest/api/3/user/email/bulk?accountId=${customer}`)).status).toBe(200);
  });

  test('an account can be made to have no address for the app', async () => {
    const site = openSite();
    site.jira.seeding.setEmail(site.customer(), { emailRefusal: 404 });
    expect((await site.app.get(`/rest/api/3/user/email?accountId=${site.customer()}`)).status).toBe(404);
    site.jira.seeding.setEmail(site.customer(), { emailRefusal: 503, emailVisible: true });
    expect((await site.app.get(`/rest/api/3/user/email?accountId=${site.customer()}`)).status).toBe(503);
    expect((await site.as('agent').get(`/rest/api/3/user?accountId=${site.customer()}`)).body['emailAddress']).toBe('dana@customer.example');
  });

  test('people are found by name; customers look nobody up', async () => {
    const site = openSite();
    const names = await site.as('agent').get('/rest/api/3/user/search?query=priya');
    expect(names.body).toMatchObject([{ displayName: 'Priya Nair' }]);
    expect((await site.as('dana@customer.example').get('/rest/api/3/user/search?query=priya')).status).toBe(403);
    expect((await site.as('dana@customer.example').get('/rest/api/3/myself')).body).toMatchObject({ accountType: 'customer' });
    expect((await site.as('agent').get('/rest/api/3/user?accountId=nobody')).status).toBe(404);
    expect((await site.app.get(`/rest/api/3/user/bulk?accountId=${idOf(site, 'agent')}&accountId=${site.customer()}`)).body['total']).toBe(2);
    expect((await site.as('agent').get(`/rest/api/3/user/assignable/search?project=SUP`)).body).toHaveLength(6);
  });
});

describe('permissions', () => {
  const HELD: [string, string[]][] = [
    ['agent', ['run-checks']],
    ['approver', ['decide-proceed', 'decide-release', 'request-disposal', 'decide-disposal']],
    ['lead', ['settle-flags', 'request-disposal', 'decide-disposal', 'legal-hold', 'administer-rules']],
    ['admin', ['run-checks', 'administer-rules']],
    ['app', []],
  ];
  test.each(HELD)('%s holds the app’s own permissions that the scheme gives', async (who, held) => {
    const site = openSite();
    const { id } = site.ticket();
    const keys = ['run-checks', 'decide-proceed', 'decide-release', 'settle-flags', 'deliver', 'request-disposal', 'decide-disposal', 'legal-hold', 'administer-rules'];
    const answer = await site.as(who).get(`/rest/api/3/mypermissions?issueId=${id}&permissions=${keys.map(asKey).map(encodeURIComponent).join(',')}`);
    const have = Object.entries(answer.body['permissions'] as Record<string, { havePermission: boolean }>).filter(([, one]) => one.havePermission);
    expect(have.map(([key]) => key).sort()).toEqual(held.map(asKey).sort());
  });

  test('the SRE delivers in SRE and has nothing in SUP; a customer has nothing', async () => {
    const site = openSite();
    const { id } = site.ticket();
    const body = (accountId: string) => ({ accountId, projectPermissions: [{ permissions: [asKey('deliver')], projects: [10000, 10001], issues: [Number(id)] }] });
    const sre = await site.app.post('/rest/api/3/permissions/check', body(idOf(site, 'sre')));
    expect(sre.body).toEqual({ globalPermissions: [], projectPermissions: [{ permission: asKey('deliver'), issues: [], projects: [10001] }] });
    const customer = await site.app.post('/rest/api/3/permissions/check', { accountId: site.customer(), projectPermissions: [{ permissions: ['BROWSE_PROJECTS'], projects: [10000, 10001] }] });
    expect(customer.body['projectPermissions']).toEqual([{ permission: 'BROWSE_PROJECTS', issues: [], projects: [] }]);
  });

  test('for another account only an administrator may ask, and an app where that is so set', async () => {
    const body = (site: TestSite) => ({ accountId: idOf(site, 'lead'), globalPermissions: ['ADMINISTER'] });
    const site = openSite();
    const refused = await site.as('agent').post('/rest/api/3/permissions/check', body(site));
    expect([refused.status, refused.body['errorMessages']]).toEqual([403, ['Only Jira administrators can perform this operation.']]);
    expect((await site.as('admin').post('/rest/api/3/permissions/check', body(site))).status).toBe(200);
    expect((await site.app.post('/rest/api/3/permissions/check', body(site))).status).toBe(200);
    const strict = openSite({ appMayCheckOthers: false });
    expect((await strict.app.post('/rest/api/3/permissions/check', body(strict))).status).toBe(403);
    const unknown = await site.app.post('/rest/api/3/permissions/check', { projectPermissions: [{ permissions: ['NOPE'], projects: [10000] }] });
    expect([unknown.status, unknown.body['errors']]).toEqual([400, { NOPE: 'Unrecognized permission' }]);
  });

  test('who holds one is told to those who administer the project', async () => {
    const site = openSite();
    const { key } = site.ticket();
    const path = `/rest/api/3/user/permission/search?query=&permissions=${encodeURIComponent(asKey('decide-release'))}&issueKey=${key}`;
    expect((await site.app.get(path)).body).toMatchObject([{ displayName: 'Helen Ström' }, { displayName: 'Marcus Oduya' }]);
    expect((await site.as('agent').get(path)).status).toBe(403);
    expect((await site.as('sre').get(path)).status).toBe(404);
  });

  test('an admin gives and takes a permission in the scheme; an agent does not', async () => {
    const site = openSite();
    const scheme = await site.as('admin').get('/rest/api/3/project/SUP/permissionscheme?expand=all');
    const path = `/rest/api/3/permissionscheme/${String(scheme.body['id'])}/permission`;
    const grant = { holder: { type: 'user', parameter: idOf(site, 'agent') }, permission: asKey('decide-release') };
    expect((await site.as('agent').post(path, grant)).status).toBe(403);
    const given = await site.as('admin').post(path, grant);
    expect(given.status).toBe(201);
    expect((await site.as('admin').post(path, grant)).status).toBe(400);
    const mine = (): Promise<unknown> => site.as('agent').get(`/rest/api/3/mypermissions?projectKey=SUP&permissions=${encodeURIComponent(asKey('decide-release'))}`).then((answer) => answer.body['permissions']);
    expect(await mine()).toMatchObject({ [asKey('decide-release')]: { havePermission: true } });
    expect((await site.as('admin').delete(`${path}/${String(given.body['id'] as number)}`)).status).toBe(204);
    expect(await mine()).toMatchObject({ [asKey('decide-release')]: { havePermission: false } });
    expect((await site.as('agent').get('/rest/api/3/project/SUP/permissionscheme')).status).toBe(403);
  });

  test('a membership is a matter for administrators, and works at once', async () => {
    const site = openSite();
    const path = '/rest/api/3/group/user?groupname=snapshot-approvers';
    expect((await site.as('lead').post(path, { accountId: idOf(site, 'lead') })).status).toBe(403);
    expect((await site.as('admin').post(path, { accountId: idOf(site, 'lead') })).status).toBe(201);
    expect((await site.as('admin').get('/rest/api/3/group/member?groupname=snapshot-approvers')).body['total']).toBe(3);
    expect((await site.as('admin').delete(`${path}&accountId=${idOf(site, 'lead')}`)).status).toBe(200);
    expect((await site.as('lead').get('/rest/api/3/group/member?groupname=snapshot-approvers')).status).toBe(403);
  });
});

test('what the site is set up with', async () => {
  const site = openSite();
  for (const path of ['project/search', 'project/SUP', 'project/SRE/components', 'project/SUP/statuses', 'issuetype', 'issuetype/project?projectId=10001', 'component/10301', 'status', 'status/Agreement',
    'statuses/search', 'statuscategory', 'field', 'field/search?query=SEN', 'priority/search', 'priority/1', 'serverInfo', 'permissions', 'permissionscheme', 'permissionscheme/10001/permission',
    'role', 'project/SUP/role', 'project/SUP/role/10003', 'group/bulk', `user/groups?accountId=${idOf(site, 'agent')}`, 'issueLinkType/10003'])
    expect([path, (await site.as('admin').get(`/rest/api/3/${path}`)).status]).toEqual([path, 200]);
  expect((await site.as('sre').get('/rest/api/3/project/SUP')).status).toBe(404);
  const projects = await site.as('sre').get('/rest/api/3/project/search');
  expect([projects.body['total'], textIn((projects.body['values'] as Record<string, unknown>[])[0] ?? {}, 'key')]).toEqual([1, 'SRE']);
});

holdAgainstContracts();
