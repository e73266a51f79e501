// Stands a small app on the local host's platform: its functions are written in the test, its packages are Forge's own.
import { openClock, type Clock } from '../../../local/clock';
import { openDatabase, type Database } from '../../../local/database';
import { egressOf } from '../../../local/forge/egress';
import { makeFaults, type Faults } from '../../../local/forge/faults';
import type { AppFunction } from '../../../local/forge/functions';
import { openInstallation, type Installation } from '../../../local/forge/installation';
import { makeInvoke, type Invoke } from '../../../local/forge/invoke';
import { openKvs } from '../../../local/forge/kvs';
import { forgeLimits, type Limits } from '../../../local/forge/limits';
import { manifestOf, type Manifest } from '../../../local/forge/manifest';
import { makePlatform, type ProductCaller, type ProductPlatform } from '../../../local/forge/product-fetch';
import { openQueue, type Queue } from '../../../local/forge/queue';
import { installForgeGlobals } from '../../../local/forge/runtime';
import { makeTraffic, type Traffic } from '../../../local/traffic';

export interface SmallApp {
  manifest: Manifest;
  database: Database;
  clock: Clock;
  faults: Faults;
  traffic: Traffic;
  invoke: Invoke;
  queue: Queue;
  platform: ProductPlatform;
  installation: Installation;
  lag: { kvsMs: number };
  /** Runs the work as one invocation of the function `main`. */
  inside<T>(work: () => Promise<T>, accountId?: string): Promise<T>;
  close(): Promise<void>;
}

export interface SmallAppOptions {
  manifest?: object;
  functions?: Record<string, AppFunction>;
  jira?: (request: Request, caller: ProductCaller) => Promise<Response> | Response;
  limits?: Partial<Limits>;
  database?: Database;
  lateDeletionMs?: number;
  accountUpdates?: Parameters<typeof makePlatform>[0]['accountUpdates'];
}

// Here and not in a function: a test imports this file before @forge/api, which keeps the `fetch` that it finds.
installForgeGlobals();

const BASE = {
  app: {
    storage: {
      entities: [
        {
          name: 'request',
          attributes: {
            rev: { type: 'integer' },
            stage: { type: 'string' },
            due: { type: 'string' },
            share: { type: 'float' },
            open: { type: 'boolean' },
            rest: { type: 'any' },
          },
          indexes: ['stage', { name: 'by-stage-and-due', partition: ['stage'], range: ['due'] }, { name: 'by-rev', range: ['rev'] }],
        },
      ],
    },
  },
  permissions: { scopes: ['storage:app', 'read:jira-work'] },
  modules: { function: [{ key: 'main', handler: 'main' }] },
};

export function smallApp(options: SmallAppOptions = {}): SmallApp {
  const database = options.database ?? openDatabase(':memory:');
  const clock = openClock(database);
  const manifest = manifestOf({ ...BASE, ...options.manifest });
  const faults = makeFaults();
  const traffic = makeTraffic();
  const limits = { ...forgeLimits, ...options.limits };
  const installation = openInstallation(database);
  const lag = { kvsMs: 0 };
  const kvs = openKvs({
    database,
    entities: manifest.entities,
    installation: () => installation.id(),
    now: () => clock.now(),
    queryLagMs: () => lag.kvsMs,
    ...(options.lateDeletionMs !== undefined && { lateDeletionMs: options.lateDeletionMs }),
  });
  const platform = makePlatform({
    manifest,
    kvs,
    faults,
    traffic,
    limits,
    egress: egressOf(manifest.egress),
    origin: () => 'http://localhost:8370',
    jira: async (request, caller) => options.jira?.(request, caller) ?? new Response(null, { status: 404 }),
    accountUpdates: options.accountUpdates ?? (() => []), queue: () => queue,
  });
  let work: AppFunction = () => undefined;
  const functions: Record<string, AppFunction> = { main: (event, context) => work(event, context), ...options.functions };
  const invoke = makeInvoke({
    manifest,
    platform,
    clock,
    traffic,
    limits,
    installation,
    appCodeDir: '/nowhere',
    functions: (handler) => {
      const found = functions[handler];
      if (!found) throw new Error(`no function ${handler}`);
      return found;
    },
  });
  const queue: Queue = openQueue({ database, clock, manifest, limits, invoke });
  return {
    manifest, database, clock, faults, traffic, invoke, queue, platform, installation, lag,
    inside: async <T>(asked: () => Promise<T>, accountId?: string): Promise<T> => {
      let result: { value: T } | undefined;
      work = async () => {
        result = { value: await asked() };
      };
      await invoke({ functionKey: 'main', moduleKey: 'main', event: {}, accountId });
      if (!result) throw new Error('the function did not finish');
      return result.value;
    },
    close: async () => {
      await queue.stop();
      if (!options.database) database.close();
    },
  };
}
