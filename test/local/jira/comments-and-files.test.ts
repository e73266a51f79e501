// Comments, attachments, links and properties: what is allowed, what is refused, what is announced.
import { holdAgainstContracts, openSite, paragraph, type TestSite, textIn } from './site';

const firstId = (body: unknown): string => textIn((body as Record<string, unknown>[])[0] ?? {}, 'id');
const attach = (site: TestSite, who: string, key: string, content = 'key') => site.as(who).upload(`/rest/api/3/issue/${key}/attachments`, [{ name: 'key.asc', content }]);

describe('comments', () => {
  test('a public one and an internal one, told apart by their property', async () => {
    const site = openSite();
    const { key } = site.ticket({ quiet: true });
    const open = await site.app.post(`/rest/api/3/issue/${key}/comment`, { body: paragraph('Dear customer') });
    const internal = await site.as('agent').post(`/rest/api/3/issue/${key}/comment?expand=properties`, { body: paragraph('for us'), properties: [{ key: 'sd.public.comment', value: { internal: true } }] });
    expect([open.status, open.body['jsdPublic'], internal.status, internal.body['jsdPublic']]).toEqual([201, true, 201, false]);
    const list = await site.as('agent').get(`/rest/api/3/issue/${key}/comment?orderBy=-created&expand=renderedBody`);
    expect(list.body['comments']).toMatchObject([{ id: internal.body['id'], renderedBody: '<p>for us</p>' }, { id: open.body['id'] }]);
    expect(site.eventTypes()).toEqual(['avi:jira:commented:issue', 'avi:jira:commented:issue']);
    const seen = await site.as('dana@customer.example').get(`/rest/servicedeskapi/request/${key}/comment`);
    expect(seen.body['values']).toMatchObject([{ body: 'Dear customer', public: true }]);
  });

  test.each([
    ['a text', 'plain', { errorMessages: ['Comment body is not valid!'], errors: {} }],
    ['an empty text node', { type: 'doc', version: 1, content: [{ type: 'paragraph', content: [{ type: 'text', text: '' }] }] }, { errorMessages: ['Comment body is not valid!'], errors: {} }],
    ['nothing', { type: 'doc', version: 1, content: [] }, { errorMessages: [], errors: { comment: 'Comment body can not be empty!' } }],
  ])('%s is no comment', async (_what, body, says) => {
    const site = openSite();
    const refused = await site.as('agent').post(`/rest/api/3/issue/${site.ticket().key}/comment`, { body });
    expect([refused.status, refused.body]).toEqual([400, says]);
  });

  test('one edits and deletes one’s own', async () => {
    const site = openSite();
    const { key } = site.ticket();
    const added = await site.as('agent').post(`/rest/api/3/issue/${key}/comment`, { body: paragraph('one') });
    const path = `/rest/api/3/issue/${key}/comment/${textIn(added.body, 'id')}`;
    expect((await site.as('second-agent').put(path, { body: paragraph('two') })).status).toBe(400);
    expect((await site.as('agent').put(path, { body: paragraph('two') })).body['body']).toEqual(paragraph('two'));
    expect((await site.as('agent').get(path)).status).toBe(200);
    expect((await site.as('second-agent').delete(path)).status).toBe(400);
    expect((await site.as('agent').delete(path)).status).toBe(204);
    expect((await site.as('agent').get(path)).status).toBe(404);
  });
});

describe('attachments', () => {
  test('the bytes come back as they went in, by way of a redirect', async () => {
    const site = openSite();
    const { key, id } = site.ticket({ quiet: true });
    const added = await attach(site, 'agent', key, 'sixteen bytes ä\r\n--x');
    expect(added.status).toBe(200);
    const file = firstId(added.body);
    expect(site.eventTypes()).toEqual(['avi:jira:created:attachment', 'avi:jira:updated:issue']);
    expect(site.events[0]).toMatchObject({ payload: { attachment: { id: file, issueId: id, fileName: 'key.asc', mimeType: 'text/plain' } } });
    const redirect = await site.as('agent').get(`/rest/api/3/attachment/content/${file}`);
    expect(redirect.status).toBe(303);
    const address = new URL(redirect.headers.get('location') ?? '').pathname;
    const bytes = await site.offContract.as('agent').get(address);
    expect([bytes.status, Buffer.from(bytes.bytes).toString(), bytes.headers.get('x-content-type-options')]).toEqual([200, 'sixteen bytes ä\r\n--x', 'nosniff']);
    expect((await site.offContract.as('agent').get(address.replace(/.$/, 'x'))).status).toBe(404);
    const part = await site.as('agent').get(`/rest/api/3/attachment/content/${file}?redirect=false`, { headers: { range: 'bytes=8-12' } });
    expect([part.status, Buffer.from(part.bytes).toString()]).toEqual([206, 'bytes']);
    expect((await site.app.get(`/rest/api/3/attachment/${file}`)).body).toMatchObject({ id: Number(file), filename: 'key.asc' });
  });

  test('refused: without the header, too large, without the permission, by a stranger', async () => {
    const site = openSite({ attachmentLimit: 8 });
    const { key } = site.ticket();
    const bare = await site.as('agent').upload(`/rest/api/3/issue/${key}/attachments`, [{ name: 'a', content: 'a' }], {});
    expect([bare.status, bare.body['errorMessages']]).toEqual([403, ['XSRF check failed']]);
    expect((await attach(site, 'agent', key, 'nine bytes')).status).toBe(413);
    const task = site.jira.seeding.task({ summary: 'x', by: 'sre@example.com' });
    expect((await attach(site, 'agent', task.key)).status).toBe(403);
    expect((await attach(site, 'sre', key)).status).toBe(404);
    const added = await attach(site, 'agent', key);
    expect((await site.as('sre').get(`/rest/api/3/attachment/${firstId(added.body)}`)).status).toBe(403);
    expect((await site.as('agent').get('/rest/api/3/attachment/meta')).body).toEqual({ enabled: true, uploadLimit: 8 });
  });

  test('deleting asks whose it is', async () => {
    const site = openSite();
    const { key } = site.ticket();
    const file = firstId((await attach(site, 'agent', key)).body);
    expect((await site.as('second-agent').delete(`/rest/api/3/attachment/${file}`)).status).toBe(403);
    expect((await site.as('agent').delete(`/rest/api/3/attachment/${file}`)).status).toBe(204);
    expect((await site.as('agent').get(`/rest/api/3/attachment/${file}`)).status).toBe(404);
    expect(site.eventTypes().slice(-2)).toEqual(['avi:jira:deleted:attachment', 'avi:jira:updated:issue']);
  });
});

describe('links', () => {
  const relates = (from: string, to: string, type = 'Relates'): object => ({ type: { name: type }, inwardIssue: { key: from }, outwardIssue: { key: to } });

  test('made once however often it is asked for, shown on both sides, hidden from who may not see the other', async () => {
    const site = openSite();
    const ticket = site.ticket({ quiet: true });
    const task = site.jira.seeding.task({ summary: 'x', by: 'sre@example.com', quiet: true });
    expect((await site.app.post('/rest/api/3/issueLink', relates(ticket.key, task.key))).status).toBe(201);
    expect((await site.app.post('/rest/api/3/issueLink', relates(ticket.key, task.key))).status).toBe(201);
    expect(site.eventTypes().filter((type) => type === 'avi:jira:created:issuelink')).toHaveLength(1);
    const seen = await site.as('agent').get(`/rest/api/3/issue/${task.key}?fields=issuelinks`);
    const links = (seen.body['fields'] as { issuelinks: { id: string }[] }).issuelinks;
    expect(links).toHaveLength(1);
    expect((await site.as('sre').get(`/rest/api/3/issue/${task.key}?fields=issuelinks`)).body['fields']).toEqual({ issuelinks: [] });
    const link = `/rest/api/3/issueLink/${links[0]?.id ?? ''}`;
    expect((await site.as('sre').get(link)).status).toBe(404);
    expect((await site.app.get(link)).status).toBe(200);
    expect((await site.app.delete(link)).status).toBe(204);
    expect((await site.app.get('/rest/api/3/issueLinkType')).status).toBe(200);
  });

  test('refused: an unknown type, an issue that one may not see', async () => {
    const site = openSite();
    const ticket = site.ticket();
    const task = site.jira.seeding.task({ summary: 'x', by: 'sre@example.com' });
    expect((await site.app.post('/rest/api/3/issueLink', relates(ticket.key, task.key, 'Nope'))).status).toBe(404);
    expect((await site.as('sre').post('/rest/api/3/issueLink', relates(ticket.key, task.key))).status).toBe(404);
    expect((await site.as('agent').post('/rest/api/3/issueLink', relates(ticket.key, task.key))).status).toBe(404);
  });

  test('a remote link is kept by its global id', async () => {
    const site = openSite();
    const { key } = site.ticket();
    const path = `/rest/api/3/issue/${key}/remotelink`;
    const body = { globalId: 'g=1', object: { url: 'https://example.com/1', title: 'One' } };
    expect([(await site.app.post(path, body)).status, (await site.app.post(path, body)).status]).toEqual([201, 200]);
    expect((await site.app.get(`${path}?globalId=g%3D1`)).body['object']).toMatchObject({ title: 'One' });
  });
});

describe('properties', () => {
  test('set, read, listed, deleted; a write tells the app, and anybody who edits may write', async () => {
    const site = openSite();
    const { key } = site.ticket({ quiet: true });
    const path = `/rest/api/3/issue/${key}/properties/snapshotDesk`;
    expect((await site.app.put(path, { stage: 'intake' })).status).toBe(201);
    expect((await site.as('agent').put(path, { stage: 'forged' })).status).toBe(200);
    expect((await site.app.get(path)).body).toEqual({ key: 'snapshotDesk', value: { stage: 'forged' } });
    expect((await site.app.get(`/rest/api/3/issue/${key}/properties`)).body['keys']).toMatchObject([{ key: 'snapshotDesk' }]);
    expect((await site.app.delete(path)).status).toBe(204);
    expect((await site.app.get(path)).status).toBe(404);
    expect(site.events.map(({ type, causedByApp }) => [type, causedByApp])).toEqual([
      ['avi:jira:set:issue-property', true],
      ['avi:jira:set:issue-property', false],
      ['avi:jira:deleted:issue-property', true],
    ]);
  });

  test('refused: too long a value, no JSON, without the permission', async () => {
    const site = openSite();
    const path = `/rest/api/3/issue/${site.ticket().key}/properties/p`;
    expect((await site.app.put(path, { text: 'x'.repeat(32_769) })).status).toBe(400);
    expect((await site.offContract.as('app').put(path, '{')).status).toBe(400);
    const task = site.jira.seeding.task({ summary: 'x', by: 'sre@example.com' });
    expect((await site.as('agent').put(`/rest/api/3/issue/${task.key}/properties/p`, { n: 1 })).status).toBe(403);
  });
});

holdAgainstContracts();
