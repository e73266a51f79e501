// Shows the local host as scripts see it: people, the app's answers, gates, time, faults, traffic, and a sudden death.
import { execFileSync, spawn } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { openHost, type Host, type HostOptions } from '../../local/host';
// After the host: @forge/api keeps the `fetch` that it finds when it is loaded.
import api, { route } from '@forge/api';
import { Queue } from '@forge/events';
import kvs from '@forge/kvs';

const root = resolve(__dirname, '../..');
const folder = mkdtempSync(join(tmpdir(), 'host-'));
afterAll(() => { rmSync(folder, { recursive: true, force: true }); });

const MANIFEST = {
  app: {},
  permissions: { scopes: ['storage:app', 'read:jira-work', 'write:jira-work', 'read:jira-user'] },
  modules: {
    'jira:issuePanel': [
      { key: 'panel', title: 'Panel', resource: 'r', resolver: { function: 'resolver' } },
      { key: 'later', title: 'Later', resource: 'r', resolver: { function: 'resolver' }, displayConditions: { entityPropertyExists: { entity: 'issue', propertyKey: 'done' } } },
    ],
    'jira:projectSettingsPage': [{ key: 'settings', title: 'Settings', resource: 'r', resolver: { function: 'resolver' } }],
    'jira:workflowValidator': [{ key: 'gate-proceed', name: 'Proceed', description: 'd', function: 'gate' }],
    trigger: [{ key: 'created', function: 'heard', events: ['avi:jira:created:issue'] }, { key: 'installed', function: 'heard', events: ['avi:forge:installed:app'] }],
    consumer: [{ key: 'work', queue: 'work', function: 'worked' }],
    scheduledTrigger: [{ key: 'daily', function: 'swept', interval: 'day' }],
    function: ['resolver', 'gate', 'heard', 'worked', 'swept'].map((key) => ({ key, handler: `${key}.handler` })),
  },
};

interface Call {
  call: { functionKey: string; payload: { text?: string } };
  context: { accountId?: string; extension: { issue?: { key: string }; type: string } };
}

let events: string[] = [];
let gate: { result: boolean; errorMessage?: string };
const functions: HostOptions['functions'] = (handler) => async (event) => {
  if (handler === 'gate.handler') return gate;
  if (handler === 'heard.handler') events.push((event as { eventType: string }).eventType);
  if (handler === 'worked.handler') await kvs.set('worked', true);
  if (handler === 'swept.handler') events.push(`swept ${new Date().toISOString().slice(0, 10)}`);
  if (handler !== 'resolver.handler') return undefined;
  const { call, context } = event as Call;
  if (call.functionKey === 'where') return context.extension;
  if (call.functionKey === 'long') return 'x'.repeat(6 * 1024 * 1024);
  if (call.functionKey === 'push') return new Queue({ key: 'work' }).push({ body: {} });
  if (call.functionKey === 'worked') return { worked: await kvs.get('worked') };
  const seen = await api.asUser().requestJira(route`/rest/api/3/issue/${context.extension.issue?.key ?? ''}?fields=summary`);
  const me = (await (await api.asUser().requestJira(route`/rest/api/3/myself`)).json()) as { displayName: string };
  return { summary: ((await seen.json()) as { fields: { summary: string } }).fields.summary, me: me.displayName };
};

let host: Host;
let issueKey: string;
beforeEach(async () => {
  events = [];
  gate = { result: true };
  writeFileSync(join(folder, 'manifest.yml'), JSON.stringify(MANIFEST));
  host = await openHost({ directory: ':memory:', manifest: join(folder, 'manifest.yml'), functions, har: join(folder, 'traffic.har') });
  host.jira.seeding.customer({ email: 'dana@acme.example', name: 'Dana' });
  issueKey = host.jira.seeding.ticket({ requestType: 'Data snapshot', reporter: 'dana@acme.example', summary: 'Our data', description: 'd' }).key;
  await host.settled();
});
afterEach(() => host.close());

const agent = (): ReturnType<Host['as']> => host.as('agent@example.com');
const status = async (work: Promise<{ status: number }>): Promise<number> => (await work).status;

it('answers for the person who asks, and nobody without a password', async () => {
  expect(await agent().invoke({ moduleKey: 'panel', issueKey }, 'read')).toEqual({ summary: 'Our data', me: 'Priya Nair' });
  const { body } = await agent().send('GET', '/rest/api/3/myself');
  expect(body).toMatchObject({ emailAddress: 'agent@example.com' });
  expect(await status(fetch(`${host.url}/rest/api/3/myself`))).toBe(401);
  expect(await status(fetch(`${host.url}/rest/api/3/myself`, { headers: { authorization: `Basic ${btoa('agent@example.com:guess')}` } }))).toBe(401);
});

it('opens a module only to those who see the place that it stands on', async () => {
  const ask = (email: string, place: object): Promise<number> => status(host.as(email).send('POST', '/local/invoke', { ...place, functionKey: 'where', payload: {} }));
  expect(await ask('agent@example.com', { moduleKey: 'panel', issueKey })).toBe(200);
  expect(await ask('dana@acme.example', { moduleKey: 'panel', issueKey })).toBe(404);
  expect(await ask('agent@example.com', { moduleKey: 'panel', issueKey: 'SUP-999999' })).toBe(404);
  expect(await ask('agent@example.com', { moduleKey: 'panel' })).toBe(400);
  expect(await ask('agent@example.com', { moduleKey: 'nowhere', issueKey })).toBe(404);
  expect(await ask('agent@example.com', { moduleKey: 'settings', projectKey: 'SUP' })).toBe(403);
  expect(await ask('admin@example.com', { moduleKey: 'settings', projectKey: 'SUP' })).toBe(200);
});

it('does not believe the browser about where it is', async () => {
  const { body } = await agent().send('POST', '/local/invoke', { moduleKey: 'panel', issueKey, functionKey: 'where', extension: { issue: { key: 'SRE-1' }, type: 'x' } });
  expect(body).toMatchObject({ type: 'jira:issuePanel', issue: { key: issueKey } });
});

it('holds invokes to their sizes', async () => {
  const ask = (functionKey: string, payload: object): Promise<number> => status(agent().send('POST', '/local/invoke', { moduleKey: 'panel', issueKey, functionKey, payload }));
  expect(await ask('read', { text: 'x'.repeat(501 * 1024) })).toBe(413);
  expect(await ask('long', {})).toBe(413);
});

it('lets the gates speak on a transition, whoever makes it', async () => {
  gate = { result: false, errorMessage: 'The form is missing.' };
  const asked = await agent().send('POST', '/local/validate-gate', { issueKey, transition: 'Start agreement' });
  expect(asked.body).toEqual({ result: false, errorMessage: 'The form is missing.' });
  const refused = await agent().send('POST', `/rest/api/3/issue/${issueKey}/transitions`, { transition: { id: '11' } });
  expect([refused.status, refused.body]).toEqual([400, expect.objectContaining({ errorMessages: ['The form is missing.'] })]);
  gate = { result: true };
  expect(await status(agent().send('POST', `/rest/api/3/issue/${issueKey}/transitions`, { transition: { id: '11' } }))).toBe(204);
  expect(await status(agent().send('POST', '/local/validate-gate', { issueKey, transition: 'Fly' }))).toBe(404);
});

it('tells triggers, runs schedules on their day, and delivers what was pushed', async () => {
  expect(events).toEqual(['avi:jira:created:issue']);
  await agent().send('POST', '/local/clock', { now: '2031-03-01T12:00:00Z' });
  events = [];
  const moved = await agent().send('POST', '/local/clock', { advanceDays: 3 });
  expect((moved.body as { now: string }).now.slice(0, 10)).toBe('2031-03-04');
  expect(events).toEqual(['swept 2031-03-02', 'swept 2031-03-03', 'swept 2031-03-04']);
  await agent().invoke({ moduleKey: 'panel', issueKey }, 'push');
  await host.settled();
  expect(await agent().invoke({ moduleKey: 'panel', issueKey }, 'worked')).toEqual({ worked: true });
});

it('forgets the app’s storage with the app, and tells a new installation that it is one', async () => {
  await agent().invoke({ moduleKey: 'panel', issueKey }, 'push');
  await host.settled();
  await host.as('admin@example.com').send('POST', '/local/uninstall');
  expect((await agent().send('GET', '/local/modules')).body).toEqual([]);
  await expect(agent().invoke({ moduleKey: 'panel', issueKey }, 'worked')).rejects.toThrow('not installed');
  await host.as('admin@example.com').send('POST', '/local/reinstall');
  await host.settled();
  expect(events).toContain('avi:forge:installed:app');
  expect(await agent().invoke({ moduleKey: 'panel', issueKey }, 'worked')).toEqual({});
});

it('shows a module where its display conditions hold', async () => {
  const shown = async (): Promise<string[]> => ((await agent().send('GET', `/local/modules?issueKey=${issueKey}`)).body as { key: string; type: string }[]).filter(({ type }) => type === 'jira:issuePanel').map(({ key }) => key);
  expect(await shown()).toEqual(['panel']);
  await agent().send('PUT', `/rest/api/3/issue/${issueKey}/properties/done`, true);
  expect(await shown()).toEqual(['panel', 'later']);
});

it('fails what it is told to fail, and reports it', async () => {
  expect(await status(agent().send('POST', '/local/faults', { target: 'product', match: 'GET /rest/api/3/myself', how: 'kill-invocation' }))).toBe(201);
  await expect(agent().invoke({ moduleKey: 'panel', issueKey }, 'read')).rejects.toThrow('killed by a fault');
  expect((await agent().send('GET', '/local/failures')).body).toEqual([expect.objectContaining({ what: 'resolver read', code: 'FUNCTION_KILLED' })]);
  expect(await status(agent().send('POST', '/local/faults', { how: 'melt' }))).toBe(400);
});

it('names what it does not have', async () => {
  const { status: code, body } = await agent().send('GET', '/local/nothing');
  expect([code, (body as { message: string }).message]).toEqual([501, 'the local host does not have GET /local/nothing']);
});

it('switches the browser’s person by a cookie that the frames’ origin does not honour', async () => {
  const answer = await fetch(`${host.url}/local/session`, { method: 'POST', body: JSON.stringify({ email: 'lead@example.com' }) });
  const cookie = answer.headers.get('set-cookie')?.split(';')[0] ?? '';
  const session = await fetch(`${host.url}/local/session`, { headers: { cookie } });
  expect(await session.json()).toMatchObject({ person: { emailAddress: 'lead@example.com' } });
  expect(await status(fetch(`${host.frameOrigin}/rest/api/3/myself`, { headers: { cookie } }))).toBe(501);
});

it('says what each invocation cost, and writes traffic that the published contracts accept', async () => {
  await agent().invoke({ moduleKey: 'panel', issueKey }, 'read');
  const costs = (await agent().send('GET', '/local/cost')).body as { resolverKey?: string }[];
  expect(costs.at(-1)).toMatchObject({ functionKey: 'resolver', moduleKey: 'panel', resolverKey: 'read', productCalls: 2, kvsOperations: 0, outcome: 'ok' });
  const { log } = (await agent().send('GET', '/local/traffic.har')).body as { log: { version: string; entries: { request: { url: string } }[] } };
  expect(log.entries.map(({ request }) => new URL(request.url).pathname)).toEqual([`/rest/api/3/issue/${issueKey}`, '/rest/api/3/myself']);
  await host.close();
  const check = resolve(root, '../shared/contracts/check.mjs');
  if (existsSync(check)) execFileSync(process.execPath, [check, join(folder, 'traffic.har')], { cwd: root });
  expect(JSON.parse(readFileSync(join(folder, 'traffic.har'), 'utf8'))).toMatchObject({ log: { version: '1.2' } });
});

it('keeps everything that was answered when it is killed', async () => {
  const directory = join(folder, 'killed');
  const start = async (): Promise<{ url: string; kill: () => Promise<void> }> => {
    const child = spawn(process.execPath, ['--import', 'tsx', join(__dirname, 'host-in-a-process.ts'), directory], { cwd: root, stdio: ['ignore', 'pipe', 'inherit'] });
    const url = await new Promise<string>((told, failed) => {
      child.stdout.once('data', (text: Buffer) => { told(text.toString().trim()); });
      child.once('exit', (code) => { failed(new Error(`the host ended with ${String(code)} before it was open`)); });
    });
    return { url, kill: () => new Promise((done) => { child.once('exit', () => { done(); }); child.kill('SIGKILL'); }) };
  };
  const auth = { authorization: `Basic ${btoa('sre@example.com:local')}`, 'content-type': 'application/json' };
  const body = JSON.stringify({ fields: { project: { key: 'SRE' }, issuetype: { name: 'Task' }, summary: 'Kept' } });

  const first = await start();
  const created = (await (await fetch(`${first.url}/rest/api/3/issue`, { method: 'POST', headers: auth, body })).json()) as { key: string };
  await fetch(`${first.url}/local/clock`, { method: 'POST', headers: auth, body: JSON.stringify({ now: '2035-01-01T00:00:00Z' }) });
  await first.kill();

  const second = await start();
  const again = (await (await fetch(`${second.url}/rest/api/3/issue/${created.key}`, { headers: auth })).json()) as { fields: { summary: string } };
  const { now } = (await (await fetch(`${second.url}/local/clock`)).json()) as { now: string };
  await second.kill();
  expect([again.fields.summary, now.slice(0, 10)]).toEqual(['Kept', '2035-01-01']);
}, 30_000);
