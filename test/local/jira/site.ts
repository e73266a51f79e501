// Opens a Jira for a test, speaks to it as anybody, and holds everything that was said against the published contracts.
import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { openDatabase } from '../../../local/database';
import { openJira, type Caller, type Jira } from '../../../local/jira/jira';
import type { JiraHooks } from '../../../local/jira/site';

const ORIGIN = 'http://localhost:8370';
const root = resolve(__dirname, '../../..');
const checker = resolve(root, '../shared/contracts/check.mjs');

type Validate = JiraHooks['validate'];
type SiteEvent = Parameters<JiraHooks['onEvent']>[0];

interface Answer {
  status: number;
  headers: Headers;
  /** The body as JSON; what was read is judged by the test. */
  body: Json;
  bytes: Uint8Array;
}

type Json = Record<string, unknown>;

export const textIn = (body: Json, key: string): string => {
  const value = body[key];
  if (typeof value !== 'string') throw new Error(`the answer has no ${key}`);
  return value;
};

interface Client {
  get(path: string, init?: RequestInit): Promise<Answer>;
  post(path: string, body?: unknown, init?: RequestInit): Promise<Answer>;
  put(path: string, body?: unknown): Promise<Answer>;
  delete(path: string): Promise<Answer>;
  upload(path: string, files: { name: string; content: string; type?: string }[], headers?: Record<string, string>): Promise<Answer>;
}

export interface TestSite {
  jira: Jira;
  as(who: string): Client;
  app: Client;
  /** Says something that no published contract has. */
  offContract: { as(who: string): Client };
  events: SiteEvent[];
  eventTypes(): string[];
  validated: Parameters<Validate>[0][];
  decide(validate: Validate): void;
  advance(ms: number): void;
  now(): Date;
  customer(): string;
  ticket(plan?: Partial<Parameters<Jira['seeding']['ticket']>[0]>): { id: string; key: string };
}

const PERMISSIONS = ['run-checks', 'decide-proceed', 'decide-release', 'settle-flags', 'deliver', 'request-disposal', 'decide-disposal', 'legal-hold', 'administer-rules'];
/** How Jira names a module of the app at run time. */
export const asKey = (key: string): string => `ari:cloud:ecosystem::extension/app/env/static/${key}`;

interface Settings {
  searchLagMs?: number;
  appMayCheckOthers?: boolean;
  attachmentLimit?: number;
}

const traffic: object[] = [];

export function openSite(settings: Settings = {}): TestSite {
  let now = Date.UTC(2025, 10, 18, 9, 0, 0);
  let validate: Validate = () => Promise.resolve({ result: true });
  const events: SiteEvent[] = [];
  const validated: Parameters<Validate>[0][] = [];
  const jira = openJira({
    database: openDatabase(':memory:'),
    hooks: {
      validate: (input) => {
        validated.push(input);
        return validate(input);
      },
      onEvent: (event) => void events.push(event),
      now: () => new Date(now),
    },
    appPermissions: PERMISSIONS.map((key) => ({ key: asKey(key), name: key, description: key })),
    entityProperties: [
      {
        propertyKey: 'snapshotDesk',
        aliases: [
          { alias: 'snapshotStage', objectName: 'stage', type: 'string' },
          { alias: 'snapshotDue', objectName: 'due', type: 'date' },
          { alias: 'snapshotAge', objectName: 'age', type: 'number' },
        ],
      },
    ],
    gates: ['proceed', 'hand-off', 'start-work', 'deliver', 'dispose', 'close'].map((gate) => ({ gate, validatorKey: `gate-${gate}`, configuration: { gate } })),
    searchLagMs: () => settings.searchLagMs ?? 0,
    appMayCheckOthers: settings.appMayCheckOthers ?? true,
    attachmentLimit: () => settings.attachmentLimit ?? 1_000_000,
    extensionAri: asKey,
  });
  jira.seeding.customer({ email: 'dana@customer.example', name: 'Dana Customer', organization: 'Customer Ltd' });

  const caller = (who: string): Caller => {
    if (who === 'app') return { kind: 'app' };
    const accountId = jira.accountIdOf(who.includes('@') ? who : `${who}@example.com`);
    if (accountId === undefined) throw new Error(`nobody has the address ${who}`);
    return { kind: 'user', accountId };
  };
  const client = (who: string, recorded: boolean): Client => {
    const send = async (method: string, path: string, init: RequestInit = {}, text?: string): Promise<Answer> => {
      const request = new Request(`${ORIGIN}${path}`, { ...init, method });
      const contentType = request.headers.get('content-type');
      const response = await jira.answer(request, caller(who));
      const bytes = new Uint8Array(await response.arrayBuffer());
      const answered = new TextDecoder().decode(bytes);
      const mimeType = response.headers.get('content-type') ?? '';
      if (recorded)
        traffic.push({
          request: { method, url: `${ORIGIN}${path}`, ...(contentType === null ? {} : { postData: { mimeType: contentType, text: text ?? '(parts)' } }) },
          response: { status: response.status, content: { mimeType, text: answered } },
        });
      return { status: response.status, headers: response.headers, bytes, body: mimeType.includes('json') ? (JSON.parse(answered) as Json) : {} };
    };
    const withJson = (method: string) => (path: string, body?: unknown, init: RequestInit = {}) => {
      const text = typeof body === 'string' ? body : JSON.stringify(body);
      return send(method, path, body === undefined ? init : { ...init, body: text, headers: { 'content-type': 'application/json' } }, text);
    };
    return {
      get: (path, init) => send('GET', path, init),
      post: withJson('POST'),
      put: withJson('PUT'),
      delete: (path) => send('DELETE', path),
      upload: (path, files, headers = { 'x-atlassian-token': 'no-check' }) => {
        const form = new FormData();
        for (const file of files) form.append('file', new Blob([file.content], { type: file.type ?? 'text/plain' }), file.name);
        return send('POST', path, { body: form, headers });
      },
    };
  };
  const site: TestSite = {
    jira,
    as: (who) => client(who, true),
    app: client('app', true),
    offContract: { as: (who) => client(who, false) },
    events,
    eventTypes: () => events.map((event) => event.type),
    validated,
    decide: (next) => void (validate = next),
    advance: (ms) => void (now += ms),
    now: () => new Date(now),
    customer: () => jira.accountIdOf('dana@customer.example') ?? '',
    ticket: (plan = {}) =>
      jira.seeding.ticket({ requestType: 'Data snapshot', reporter: 'dana@customer.example', summary: 'Please send us our data', description: 'All of it.', ...plan }),
  };
  return site;
}

export const paragraph = (text: string): object => ({ type: 'doc', version: 1, content: [{ type: 'paragraph', content: [{ type: 'text', text }] }] });

/** Called last in a file: holds all that the file's tests said and were told against the published contracts. */
export function holdAgainstContracts(): void {
  if (!existsSync(checker)) {
    test.skip('fits the published contracts (../shared/contracts/check.mjs is not at hand)', () => undefined);
    return;
  }
  test('fits the published contracts', () => {
    const folder = mkdtempSync(join(tmpdir(), 'jira-traffic-'));
    const file = join(folder, 'traffic.har');
    writeFileSync(file, JSON.stringify({ log: { version: '1.2', creator: { name: 'test', version: '1' }, entries: traffic } }));
    const { status, stdout, stderr } = spawnSync(process.execPath, [checker, file], { cwd: root, encoding: 'utf8' });
    rmSync(folder, { recursive: true });
    const breaches = stdout.split('\n').filter((line) => line.includes('->'));
    expect({ breaches, stderr }).toEqual({ breaches: [], stderr: '' });
    expect(status).toBe(0);
  });
}
