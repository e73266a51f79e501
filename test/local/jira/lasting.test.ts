// What was written is still there after the host is opened again, and an ordinary client is served as the app is.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { serve } from '@hono/node-server';
import { ServiceDeskClient, Version3Client } from 'jira.js';
import { openDatabase } from '../../../local/database';
import { openJira, type Jira } from '../../../local/jira/jira';

const open = (directory: string): { jira: Jira; close: () => void } => {
  const database = openDatabase(directory);
  const jira = openJira({
    database,
    hooks: { validate: () => Promise.resolve({ result: true }), onEvent: () => undefined, now: () => new Date() },
    appPermissions: [],
    entityProperties: [],
    searchLagMs: () => 0,
  });
  return { jira, close: () => database.close() };
};

test('a site opened again is the same site', async () => {
  const directory = mkdtempSync(join(tmpdir(), 'jira-'));
  const first = open(directory);
  const { key } = first.jira.seeding.ticket({ requestType: 'Data snapshot', reporter: 'agent@example.com', summary: 'kept', description: 'x' });
  first.close();
  const second = open(directory);
  const answer = await second.jira.answer(new Request(`http://localhost/rest/api/3/issue/${key}`), { kind: 'app' });
  expect(await answer.json()).toMatchObject({ fields: { summary: 'kept' } });
  const next = second.jira.seeding.ticket({ requestType: 'Data snapshot', reporter: 'agent@example.com', summary: 'next', description: 'x' });
  expect(next.key).not.toBe(key);
  second.close();
  rmSync(directory, { recursive: true });
});

test('an account that does not exist is not let in', async () => {
  const { jira, close } = open(':memory:');
  const answer = await jira.answer(new Request('http://localhost/rest/api/3/myself'), { kind: 'user', accountId: 'nobody' });
  expect(answer.status).toBe(401);
  close();
});

let stop = (): void => undefined;
afterEach(() => stop());

const listen = (answer: (request: Request) => Promise<Response>): Promise<string> =>
  new Promise((resolve) => {
    const server = serve({ port: 0, hostname: '127.0.0.1', fetch: answer }, ({ port }) => resolve(`http://127.0.0.1:${port}`));
    stop = () => {
      if ('closeAllConnections' in server) server.closeAllConnections();
      server.close();
    };
  });

test('jira.js works against it, over HTTP', async () => {
  const { jira, close } = open(':memory:');
  const agent = jira.accountIdOf('agent@example.com') ?? '';
  const host = await listen((request) => jira.answer(request, { kind: 'user', accountId: agent }));
  const client = new Version3Client({ host, authentication: { basic: { email: 'agent@example.com', apiToken: 'local' } } });
  const desk = new ServiceDeskClient({ host, authentication: { basic: { email: 'agent@example.com', apiToken: 'local' } } });
  const { key } = await client.issues.createIssue({ fields: { project: { key: 'SUP' }, issuetype: { name: 'Service request' }, summary: 'by jira.js', customfield_10010: '31' } });
  const form = new FormData();
  form.append('file', new Blob(['bytes']), 'key.asc');
  // jira.js imports its form library as it goes, which jest's own module loader does not do.
  const sent = await fetch(`${host}/rest/api/3/issue/${key}/attachments`, { method: 'POST', body: form, headers: { 'x-atlassian-token': 'no-check' } });
  const [file] = (await sent.json()) as { id: string }[];
  const content = await client.issueAttachments.getAttachmentContent<ArrayBuffer>({ id: file?.id ?? '' });
  expect(Buffer.from(content).toString()).toBe('bytes');
  await client.issues.doTransition({ issueIdOrKey: key, transition: { id: '11' } });
  const found = await client.issueSearch.searchForIssuesUsingJqlEnhancedSearch({ jql: 'status = Agreement AND reporter = currentUser()', fields: ['summary'] });
  expect(found.issues).toMatchObject([{ key, fields: { summary: 'by jira.js' } }]);
  expect(await desk.request.getCustomerRequestByIdOrKey({ issueIdOrKey: key, expand: ['requestType'] })).toMatchObject({ requestType: { name: 'Data snapshot' } });
  await expect(client.issues.getIssue({ issueIdOrKey: 'SUP-1' })).rejects.toThrow();
  close();
});
