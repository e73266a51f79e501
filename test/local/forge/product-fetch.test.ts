// Shows which platform calls a function may make, asked by the real @forge/api, and that the rest is refused by name.
import { smallApp, type SmallApp, type SmallAppOptions } from './small-app';
import api, { authorize, privacy, requestJira, route, webTrigger } from '@forge/api';
import type { ProductCaller } from '../../../local/forge/product-fetch';

let app: SmallApp;
let calls: { caller: ProductCaller; method: string; url: string; body: string }[];
const start = (options: SmallAppOptions = {}): void => {
  calls = [];
  app = smallApp({
    jira: async (request, caller) => {
      calls.push({ caller, method: request.method, url: request.url, body: await request.text() });
      if (request.url.includes('/attachment/content/')) return new Response(null, { status: 303, headers: { location: '/local/jira/media/1' } });
      return Response.json({ url: request.url });
    },
    ...options,
  });
};
beforeEach(() => start());
afterEach(() => app.close());

it('calls Jira as the app and as the person who uses it', async () => {
  await app.inside(async () => {
    await api.asApp().requestJira(route`/rest/api/3/issue/${'SUP-1'}`);
    await api.asUser().requestJira(route`/rest/api/3/issue/${'SUP-1'}?fields=${'status'}`);
  }, 'person-1');
  expect(calls.map(({ caller, url }) => [caller, url])).toEqual([
    [{ kind: 'app' }, 'http://localhost:8370/rest/api/3/issue/SUP-1'],
    [{ kind: 'user', accountId: 'person-1' }, 'http://localhost:8370/rest/api/3/issue/SUP-1?fields=status'],
  ]);
});

it('follows the redirect to an attachment’s content', async () => {
  await app.inside(() => api.asApp().requestJira(route`/rest/api/3/attachment/content/${'7'}`));
  expect(calls.map(({ url }) => new URL(url).pathname)).toEqual(['/rest/api/3/attachment/content/7', '/local/jira/media/1']);
});

it('asks for authentication where there is no person, and refuses to act for somebody else', async () => {
  const work = (user?: string) => () => api.asUser(user).requestJira(route`/rest/api/3/issue/${'SUP-1'}`);
  await expect(app.inside(work())).rejects.toThrow('Authentication Required');
  await expect(app.inside(work('person-2'), 'person-1')).rejects.toThrow('IMPERSONATION_NOT_ALLOWED');
  await expect(app.inside(() => authorize().onJira([]))).rejects.toThrow('accountId');
  expect(calls).toEqual([]);
});

it('refuses what the scopes do not grant, as the gateway does', async () => {
  const answer = await app.inside(() => api.asApp().requestJira(route`/rest/api/3/issue`, { method: 'POST', body: '{}' }));
  expect([answer.status, await answer.json()]).toEqual([401, { code: 401, message: 'Unauthorized; scope does not match' }]);
  expect(calls).toEqual([]);
});

it.each([
  ['an endpoint of which the scope is not known', () => api.asApp().requestJira(route`/rest/api/3/dashboard`), 'a scope entry for GET /rest/api/3/dashboard'],
  ['a call as nobody', () => requestJira(route`/rest/api/3/myself`), 'requestJira with neither asApp nor asUser (/rest/api/3/myself)'],
  ['Confluence', () => api.asApp().requestConfluence(route`/wiki/api/v2/pages`), 'fpp calls to confluence (/wiki/api/v2/pages)'],
])('answers 501 and names %s', async (_, work, what) => {
  const answer = await app.inside(work);
  expect([answer.status, (await answer.json() as { message: string }).message]).toEqual([501, `the local host does not have ${what}`]);
});

it('has no web triggers', async () => {
  await expect(app.inside(() => webTrigger.getUrl('hook'))).rejects.toThrow('Failed to get web trigger URL');
});

it('has nothing to erase for reported accounts', async () => {
  expect(await app.inside(() => privacy.reportPersonalData([{ accountId: 'a', updatedAt: new Date().toISOString() }]))).toEqual([]);
});

it('refuses a host that the manifest does not list, before anything is sent', async () => {
  const refused = await app.inside(() => api.fetch('https://example.org/x').catch((failure: unknown) => failure as Error));
  expect(refused).toMatchObject({ name: 'REQUEST_EGRESS_ALLOWLIST_ERR', message: expect.stringContaining('https://example.org/x') as unknown });
});

it('records product calls as HAR, and files by name alone', async () => {
  await app.close();
  start({ manifest: { permissions: { scopes: ['write:jira-work'] } } });
  await app.inside(() => {
    const body = new FormData();
    body.append('file', new Blob(['secret contents'], { type: 'text/plain' }), 'key.asc');
    return api.asApp().requestJira(route`/rest/api/3/issue/${'SUP-1'}/attachments`, { method: 'POST', body: body as never, headers: { 'X-Atlassian-Token': 'no-check' } });
  });
  const { log } = app.traffic.har() as { log: { entries: object[] } };
  expect(log.entries).toEqual([
    expect.objectContaining({
      request: expect.objectContaining({
        method: 'POST',
        url: 'http://localhost:8370/rest/api/3/issue/SUP-1/attachments',
        postData: { mimeType: 'multipart/form-data', params: [{ name: 'file', fileName: 'key.asc', contentType: 'text/plain' }] },
      }) as unknown,
      response: expect.objectContaining({ status: 200, content: expect.objectContaining({ mimeType: 'application/json' }) as unknown }) as unknown,
    }),
  ]);
  expect(JSON.stringify(log)).not.toContain('secret contents');
  expect(calls[0]?.body).toContain('secret contents');
});
