// What the portal shows a customer, and what it keeps from others.
import { holdAgainstContracts, openSite, type TestSite, textIn } from './site';

const DANA = 'dana@customer.example';
const raise = (site: TestSite, who: string, fields: object = {}) =>
  site.as(who).post('/rest/servicedeskapi/request', {
    serviceDeskId: '1',
    requestTypeId: '31',
    requestFieldValues: { summary: 'Our data, please', description: 'First line\n\nSecond', customfield_10102: 'https://acme.example', ...fields },
  });
const upload = async (site: TestSite, who: string): Promise<string> => {
  const answer = await site.as(who).upload('/rest/servicedeskapi/servicedesk/1/attachTemporaryFile', [{ name: 'key.asc', content: 'a key' }]);
  expect(answer.status).toBe(201);
  return textIn((answer.body['temporaryAttachments'] as Record<string, unknown>[])[0] ?? {}, 'temporaryAttachmentId');
};

test('a customer raises a request with a file, and the app hears of it', async () => {
  const site = openSite();
  const desks = await site.as(DANA).get('/rest/servicedeskapi/servicedesk');
  expect(desks.body['values']).toMatchObject([{ id: '1', projectKey: 'SUP' }]);
  const types = await site.as(DANA).get('/rest/servicedeskapi/servicedesk/1/requesttype');
  expect((types.body['values'] as { name: string }[]).map((one) => one.name)).toEqual(['Data snapshot', 'Audit log export', 'Offboarding export', 'General question']);
  const form = await site.as(DANA).get('/rest/servicedeskapi/servicedesk/1/requesttype/31/field');
  expect(form.body['requestTypeFields']).toEqual(expect.arrayContaining([expect.objectContaining({ fieldId: 'customfield_10102', required: true })]));
  const created = await raise(site, DANA, { customfield_10104: { id: '101040' }, attachment: [await upload(site, DANA)] });
  expect(created.status).toBe(201);
  expect(site.eventTypes()).toEqual(['avi:jira:created:issue', 'avi:jira:created:attachment', 'avi:jira:updated:issue']);
  const issue = await site.as('agent').get(`/rest/api/3/issue/${textIn(created.body, 'issueKey')}`);
  expect(issue.body['fields']).toMatchObject({ reporter: { accountId: site.customer() }, customfield_10104: { value: 'Timesheets' }, customfield_10010: { requestType: { name: 'Data snapshot' } }, attachment: [{ filename: 'key.asc' }] });
});

test.each([
  ['a required field is missing', DANA, { customfield_10102: '' }, 400],
  ['a field of another request type', DANA, { customfield_10201: { value: 'Timesheets' } }, 400],
  ['an address that is none', DANA, { customfield_10102: 'acme' }, 400],
  ['a file of somebody else', DANA, { attachment: ['temp-of-nobody'] }, 400],
  ['an SRE, who has no business here', 'sre', {}, 403],
])('refused: %s', async (_what, who, fields, status) => {
  const site = openSite();
  expect((await raise(site, who, fields)).status).toBe(status);
  expect(site.events).toEqual([]);
});

test('a request is its reporter’s, its participants’ and its organisation’s, and nobody else’s', async () => {
  const site = openSite();
  site.jira.seeding.customer({ email: 'colleague@customer.example', name: 'Colleague', organization: 'Customer Ltd' });
  site.jira.seeding.customer({ email: 'stranger@other.example', name: 'Stranger' });
  const { key } = site.ticket({ organization: 'Customer Ltd' });
  const see = async (who: string): Promise<number> => (await site.as(who).get(`/rest/servicedeskapi/request/${key}?expand=requestType,participant,comment,attachment,status,serviceDesk`)).status;
  expect(await see(DANA)).toBe(200);
  expect(await see('colleague@customer.example')).toBe(200);
  expect(await see('app')).toBe(200);
  expect(await see('agent')).toBe(200);
  expect(await see('sre')).toBe(403);
  expect(await see('stranger@other.example')).toBe(403);
  const stranger = site.jira.accountIdOf('stranger@other.example') ?? '';
  expect((await site.as('stranger@other.example').post(`/rest/servicedeskapi/request/${key}/participant`, { accountIds: [stranger] })).status).toBe(403);
  expect((await site.as('agent').post(`/rest/servicedeskapi/request/${key}/participant`, { accountIds: [stranger] })).status).toBe(200);
  expect(await see('stranger@other.example')).toBe(200);
  expect((await site.app.get(`/rest/servicedeskapi/request/${key}/participant?limit=50`)).body['values']).toMatchObject([{ displayName: 'Stranger' }]);
  const listed = await site.as('stranger@other.example').get('/rest/servicedeskapi/request?limit=100');
  expect(listed.body['values']).toMatchObject([{ issueKey: key }]);
});

test('a customer writes publicly, and sees no internal note and no internal file', async () => {
  const site = openSite();
  const { key } = site.ticket({ quiet: true });
  const path = `/rest/servicedeskapi/request/${key}`;
  expect((await site.as('agent').post(`${path}/comment`, { body: 'among us', public: false })).status).toBe(201);
  expect((await site.as(DANA).post(`${path}/comment`, { body: 'hello', public: true })).status).toBe(201);
  expect((await site.as(DANA).post(`${path}/comment`, { body: 'psst', public: false })).status).toBe(403);
  expect((await site.offContract.as(DANA).post(`${path}/comment`, { body: 'no word of who sees it' })).status).toBe(400);
  expect((await site.as(DANA).get(`${path}/comment`)).body['values']).toMatchObject([{ body: 'hello' }]);
  expect((await site.as('agent').get(`${path}/comment?internal=true`)).body['size']).toBe(2);
  await site.as('agent').upload(`/rest/api/3/issue/${key}/attachments`, [{ name: 'internal.txt', content: 'x' }]);
  const given = await site.app.post(`${path}/attachment`, { temporaryAttachmentIds: [await upload(site, 'app')], public: true, additionalComment: { body: 'Here it is' } });
  expect(given.body['comment']).toMatchObject({ body: 'Here it is\n[^key.asc]', public: true });
  const files = await site.as(DANA).get(`${path}/attachment?start=0&limit=50`);
  expect(files.body['values']).toMatchObject([{ filename: 'key.asc' }]);
  expect((await site.as(DANA).get(`/rest/servicedeskapi/request/${key}/status`)).body['values']).toMatchObject([{ status: 'Open' }]);
});

test('organisations and customers are the agents’ business', async () => {
  const site = openSite();
  const mine = await site.app.get(`/rest/servicedeskapi/organization?accountId=${site.customer()}`);
  expect(mine.body['values']).toMatchObject([{ name: 'Customer Ltd' }]);
  const id = textIn((mine.body['values'] as Record<string, unknown>[])[0] ?? {}, 'id');
  expect((await site.as('agent').get(`/rest/servicedeskapi/organization/${id}/user`)).body['size']).toBe(1);
  expect((await site.as('sre').get(`/rest/servicedeskapi/organization/${id}/user`)).status).toBe(403);
  expect((await site.as('agent').post('/rest/servicedeskapi/customer', { email: 'new@customer.example', displayName: 'New' })).status).toBe(201);
  expect((await site.as('agent').post('/rest/servicedeskapi/customer', { email: 'new@customer.example', displayName: 'New' })).status).toBe(400);
  expect((await site.as('agent').get('/rest/servicedeskapi/servicedesk/1/customer?query=new')).body['size']).toBe(1);
  expect((await site.as('agent').get('/rest/servicedeskapi/info')).status).toBe(200);
});

test('a scenario’s ticket has its own past', async () => {
  const site = openSite();
  const at = '2024-03-01T10:00:00.000Z';
  const { key } = site.ticket({
    createdAt: at,
    quiet: true,
    status: 'Closed',
    attachments: [{ filename: 'form.pdf', mimeType: 'application/pdf', content: new Uint8Array([1, 2]) }],
    comments: [{ by: 'agent@example.com', body: 'done', at: '2024-03-02T10:00:00.000Z' }],
  });
  const read = await site.app.get(`/rest/api/3/issue/${key}`);
  expect(read.body['fields']).toMatchObject({ created: '2024-03-01T10:00:00.000+0000', status: { name: 'Closed' }, attachment: [{ size: 2 }], comment: { comments: [{ created: '2024-03-02T10:00:00.000+0000' }] } });
  expect(site.events).toEqual([]);
});

holdAgainstContracts();
