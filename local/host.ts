// Puts the local host together: one database, one clock, Jira, the app's platform and the pages, behind one loopback port.
import { mkdirSync, writeFileSync } from 'node:fs';
import type { AddressInfo } from 'node:net';
import { dirname, resolve } from 'node:path';
import { createAdaptorServer, type ServerType } from '@hono/node-server';
import { clientOf } from './client';
import { openClock, type Clock } from './clock';
import { openDatabase, type Database } from './database';
import { makeContexts, type Viewer } from './forge/context';
import { egressOf } from './forge/egress';
import { makeFaults } from './forge/faults';
import { makeFrames } from './forge/frames';
import { bundledFunctions, type Functions } from './forge/functions';
import { openInstallation, permissionKey } from './forge/installation';
import { makeInvoke, type InvocationFailure } from './forge/invoke';
import { openKvs } from './forge/kvs';
import { forgeLimits, type Limits } from './forge/limits';
import { modulesOf, readManifest, type Manifest } from './forge/manifest';
import { makePlatform, type ProductCaller } from './forge/product-fetch';
import { openQueue } from './forge/queue';
import { installForgeGlobals } from './forge/runtime';
import { openSchedule } from './forge/schedule';
import { makeTriggers, type ProductEvent } from './forge/triggers';
import { makeValidate, type ValidatorAnswer, type ValidatorInput } from './forge/validators';
import { openJira, type Jira } from './jira/jira';
import { siteRoutes } from './site-routes';
import type { Scenario } from './scenario';
import type { Site } from './site';
import type { Host } from './open-host';
import { makeTraffic, type Traffic } from './traffic';

export type { Host } from './open-host';

export interface HostOptions {
  /** 0 takes any free port. */
  port?: number;
  /** Where the data lives; `:memory:` keeps none. */
  directory: string;
  /** The folder with the bundled functions, or the functions themselves. */
  functions?: string | Functions;
  manifest?: string;
  /** Where to write the traffic when the host closes. */
  har?: string;
  jiraLagMs?: number;
  kvsLagMs?: number;
  limits?: Partial<Limits>;
  scenario?: Scenario;
  /** How many requests the scenario shall make, for trying the desk at size. */
  requests?: number;
  /** Product calls go there instead of to the embedded Jira. */
  realSite?: (request: Request) => Promise<Response>;
  onFailure?: (what: string, failure: InvocationFailure) => void;
}

const ROOT = resolve(__dirname, '..');
const FIRST_LAG_MS = 400;

export async function openHost(options: HostOptions): Promise<Host> {
  installForgeGlobals();
  const manifestFile = resolve(options.manifest ?? resolve(ROOT, 'manifest.yml'));
  const manifest = readManifest(manifestFile);
  const database = openDatabase(options.directory);
  const clock = openClock(database);
  const { functions = resolve(ROOT, 'build/functions'), realSite } = options;

  // The rest is tied together by what is only known later: each part asks when it is used.
  const server: { site?: Site } = {};
  const site = (): Site => {
    if (!server.site) throw new Error('the local host is still opening');
    return server.site;
  };

  const lag = { jiraMs: options.jiraLagMs ?? FIRST_LAG_MS, kvsMs: options.kvsLagMs ?? 0 };
  const limits = { ...forgeLimits, ...options.limits };
  const faults = makeFaults();
  const traffic = makeTraffic();
  const installation = openInstallation(database);
  const http = await listen(options.port ?? 0, (request) => siteRoutes(site()).fetch(request));
  const { port } = http.address() as AddressInfo;
  const url = `http://localhost:${port}`;

  const jira = openEmbeddedJira(database, manifest, clock, lag, url, {
    validate: (input) => makeValidate(manifest, site().invoke)(input),
    onEvent: (event) => { site().announce(event); },
  });
  const answerJira = (request: Request, caller: ProductCaller): Promise<Response> =>
    realSite && new URL(request.url).pathname.startsWith('/rest/') ? realSite(request) : jira.answer(request, caller);

  const kvs = openKvs({
    database, entities: manifest.entities, installation: () => installation.id(), now: () => clock.now(), queryLagMs: () => lag.kvsMs,
  });
  const platform = makePlatform({
    manifest, kvs, faults, traffic, limits,
    egress: egressOf(manifest.egress), origin: () => url, jira: answerJira, queue: () => site().queue,
    accountUpdates: (accounts) => jira.accountUpdates(accounts),
  });
  const failures: Site['failures'] = [];
  const invoke = makeInvoke({
    manifest, platform, clock, traffic, limits, installation,
    functions: typeof functions === 'string' ? bundledFunctions(functions) : functions,
    appCodeDir: typeof functions === 'string' ? functions : ROOT,
    onFailure: ({ functionKey, resolverKey }, failure) => {
      const what = resolverKey === undefined ? functionKey : `${functionKey} ${resolverKey}`;
      failures.push({ at: clock.now().toISOString(), what, code: failure.invocation.code, message: failure.message });
      options.onFailure?.(what, failure);
    },
  });
  const schedule = openSchedule({ database, clock, manifest, invoke, installed: () => installation.installed() });
  const queue = openQueue({ database, clock, manifest, limits, invoke });
  const announce = makeTriggers({ manifest, queue, faults, installed: () => installation.installed() });

  const askJira = (viewer: Viewer, path: string): Promise<Response> =>
    answerJira(new Request(new URL(path, url)), { kind: 'user', accountId: viewer.accountId });

  const host: Site = {
    url,
    frameOrigin: `http://127.0.0.1:${port}`,
    clock, traffic, faults, queue, jira, lag, manifest, invoke, platform, installation, limits, failures, announce, answerJira,
    scenario: options.scenario,
    cspReports: [],
    contexts: makeContexts(manifest, () => url, askJira),
    frames: makeFrames({ manifest, root: dirname(manifestFile), pageOrigin: () => url }),
    as: (email) => clientOf(url, email),
    settled: () => queue.settled(),
    close: async () => {
      await schedule.stop();
      await closed(http);
      await queue.stop();
      if (options.har !== undefined) writeHar(options.har, traffic);
      database.close();
    },
  };
  server.site = host;
  await seedOnce(database, host, options);
  return host;
}

function openEmbeddedJira(
  database: Database,
  manifest: Manifest,
  clock: Clock,
  lag: { jiraMs: number },
  siteUrl: string,
  hooks: { validate(input: ValidatorInput): Promise<ValidatorAnswer>; onEvent(event: ProductEvent): void },
): Jira {
  return openJira({
    database,
    hooks: { ...hooks, now: () => clock.now() },
    appPermissions: modulesOf(manifest, 'jira:projectPermission').map(({ key, name, description }) => ({
      key: permissionKey(key), name: name ?? key, description: description ?? '',
    })),
    entityProperties: modulesOf(manifest, 'jira:entityProperty').map(({ propertyKey, values = [] }) => ({
      propertyKey: propertyKey ?? '',
      aliases: values.flatMap(({ searchAlias, path, type }) => (searchAlias === undefined ? [] : [{ alias: searchAlias, objectName: path, type }])),
    })),
    // A gate of the app stands where the site's first workflows have a place of that name.
    gates: modulesOf(manifest, 'jira:workflowValidator').map(({ key }) => ({ gate: key.replace(/^gate-/, ''), validatorKey: key, configuration: {} })),
    searchLagMs: () => lag.jiraMs,
    siteUrl,
    extensionAri: permissionKey,
  });
}

async function seedOnce(database: Database, host: Host, { scenario, requests }: HostOptions): Promise<void> {
  database.script('CREATE TABLE IF NOT EXISTS host_seeded (only INTEGER PRIMARY KEY CHECK (only = 1))');
  if (!scenario || database.one('SELECT only FROM host_seeded')) return;
  await scenario.seed(host, requests);
  await host.settled();
  database.run('INSERT INTO host_seeded VALUES (1)');
}

function listen(port: number, answer: (request: Request) => Response | Promise<Response>): Promise<ServerType> {
  const http = createAdaptorServer({ fetch: answer, overrideGlobalObjects: false });
  // Longer than any pause of a test: a client that reuses a connection just as the server drops it sees a reset.
  if ('keepAliveTimeout' in http) http.keepAliveTimeout = 120_000;
  return new Promise((opened, failed) => {
    http.once('error', failed);
    // Loopback only: whoever reaches this port can be anybody on the site.
    http.listen(port, '127.0.0.1', () => { opened(http); });
  });
}

const closed = (http: ServerType): Promise<void> =>
  new Promise((done) => {
    http.close(() => { done(); });
    if ('closeAllConnections' in http) http.closeAllConnections();
  });

function writeHar(file: string, traffic: Traffic): void {
  mkdirSync(dirname(resolve(file)), { recursive: true });
  writeFileSync(file, JSON.stringify(traffic.har(), null, 1));
}
