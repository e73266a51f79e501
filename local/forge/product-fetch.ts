// Routes what a function asks of the platform to Jira, to the key-value store or to the queue, and refuses the rest by name.
import { z } from 'zod';
import type { Traffic } from '../traffic';
import { egressRefusal, type Egress } from './egress';
import type { Faults } from './faults';
import type { Kvs } from './kvs';
import { slidingWindow, type Limits } from './limits';
import type { Manifest } from './manifest';
import type { PublishedJob, Queue } from './queue';
import type { Invocation, Platform, RequestMeta } from './runtime';
import { judgeScope } from './scopes';

export type ProductCaller = { kind: 'user'; accountId: string } | { kind: 'app' };

export interface PlatformOptions {
  manifest: Manifest;
  kvs: Kvs;
  egress: Egress;
  faults: Faults;
  traffic: Traffic;
  limits: Limits;
  /** Where Jira seems to be, for addresses and for the HAR. */
  origin(): string;
  jira(request: Request, caller: ProductCaller): Promise<Response>;
  queue(): Queue;
  /** What became of people since an app took its copy of what they are called. */
  accountUpdates(accounts: { accountId: string; updatedAt: string }[]): { accountId: string; status: 'updated' | 'closed' }[];
}

/** Atlassian takes 90 accounts a call and refuses the rest. */
const reported = z.object({ accounts: z.array(z.object({ accountId: z.string(), updatedAt: z.iso.datetime() })).max(90) });

export interface ProductPlatform extends Platform {
  /** The bridge's fetchProduct: the person who looks at the screen, under the app's scopes. */
  asViewer(accountId: string, moduleKey: string, request: Request): Promise<Response>;
}

export const notEmulated = (what: string): Response =>
  Response.json({ code: 501, message: `the local host does not have ${what}`, errorMessages: [`the local host does not have ${what}`] }, { status: 501 });

export function makePlatform(options: PlatformOptions): ProductPlatform {
  const { manifest, kvs, egress, faults, traffic, limits, origin } = options;
  const admitEgress = slidingWindow();

  const jira = async (request: Request, caller: ProductCaller, by: { moduleKey: string; invocation?: Invocation }): Promise<Response> => {
    const { pathname } = new URL(request.url);
    const label = `${request.method} ${pathname}`;
    const verdict = judgeScope(manifest.scopes, request.method, pathname);
    if (verdict === 'unknown-endpoint') return notEmulated(`a scope entry for ${label}`);
    if (verdict === 'refused') {
      return Response.json({ code: 401, message: 'Unauthorized; scope does not match' }, { status: 401, headers: { 'x-refused-by': `scopes of the manifest for ${label}` } });
    }
    const heard = {
      as: caller.kind,
      ...(caller.kind === 'user' && { accountId: caller.accountId }),
      functionKey: by.invocation?.functionKey ?? by.moduleKey,
      invocationId: by.invocation?.id,
    };
    return faults.around('product', label, by.invocation, async () => {
      const followed = request.redirect === 'follow';
      const answer = await traffic.record('product', heard, request, () => options.jira(request, caller));
      // The content of an attachment is a redirect to the media store, which fetch follows unseen.
      const elsewhere = answer.headers.get('location');
      if (!followed || elsewhere === null || answer.status < 300 || answer.status > 399) return answer;
      return options.jira(new Request(new URL(elsewhere, request.url)), caller);
    });
  };

  const callJira = async (invocation: Invocation, meta: RequestMeta, path: string, init: RequestInit | undefined): Promise<Response> => {
    if (meta.contextAri !== undefined) return notEmulated(`withContext(${meta.contextAri})`);
    if (meta.provider !== 'app' && meta.provider !== 'user') return notEmulated(`requestJira with neither asApp nor asUser (${path})`);
    const asked = meta.accountId ?? invocation.accountId;
    if (meta.provider === 'user' && asked === undefined) return proxyError(401, 'NEEDS_AUTHENTICATION_ERR');
    // Acting for a person who is not there needs allowImpersonation, which the manifest does not ask for.
    if (meta.provider === 'user' && asked !== invocation.accountId) return proxyError(403, 'IMPERSONATION_NOT_ALLOWED');
    invocation.cost.productCalls += 1;
    const caller: ProductCaller = meta.provider === 'user' && asked !== undefined ? { kind: 'user', accountId: asked } : { kind: 'app' };
    return jira(new Request(new URL(path, origin()), init), caller, { moduleKey: invocation.moduleKey, invocation });
  };

  const callKvs = async (invocation: Invocation, path: string, init: RequestInit | undefined): Promise<Response> => {
    if (!manifest.scopes.includes('storage:app')) {
      return Response.json({ code: 'UNAUTHORIZED', message: 'the manifest lacks the scope storage:app' }, { status: 401 });
    }
    invocation.cost.kvsOperations += 1;
    return faults.around('kvs', `POST ${path}`, invocation, async () => {
      const { response, readBytes, writtenBytes } = kvs.answer(path, textOf(init));
      invocation.cost.readBytes += readBytes;
      invocation.cost.writtenBytes += writtenBytes;
      return response;
    });
  };

  const callStargate = async (invocation: Invocation, path: string, init: RequestInit | undefined): Promise<Response> => {
    if (path.startsWith('/webhook/queue/publish/')) {
      const job = JSON.parse(textOf(init)) as PublishedJob;
      return faults.around('queue', `POST ${job.queueName}`, invocation, async () => options.queue().publish(job, invocation.cycle));
    }
    if (path === '/app/report-accounts') {
      return faults.around('outside', `POST ${path}`, invocation, async () => {
        const updates = options.accountUpdates(reported.parse(JSON.parse(textOf(init))).accounts);
        return updates.length > 0 ? Response.json({ accounts: updates }) : new Response(null, { status: 204 });
      });
    }
    return notEmulated(`the platform call ${init?.method ?? 'GET'} ${path}`);
  };

  return {
    call: async (invocation, meta, path, init) => {
      if (meta.type === 'kvs') return callKvs(invocation, path, init);
      if (meta.type === 'fpp' && meta.remote === 'stargate') return callStargate(invocation, path, init);
      if (meta.type === 'fpp' && (meta.remote === 'jira' || meta.remote === undefined)) return callJira(invocation, meta, path, init);
      return notEmulated(`${meta.type} calls to ${meta.remote ?? 'nowhere'} (${path})`);
    },
    fetch: async (invocation, real, input, init) => {
      const request = new Request(input, init);
      if (!egress.allows(request.url)) throw egressRefusal(request.url);
      if (!admitEgress('egress', limits.egressPerMinute, 60_000)) throw new TypeError('fetch failed', { cause: new Error('egress rate limit') });
      invocation.cost.outsideCalls += 1;
      const { pathname } = new URL(request.url);
      return faults.around('outside', `${request.method} ${pathname}`, invocation, () =>
        traffic.record('outside', { as: 'app', functionKey: invocation.functionKey, invocationId: invocation.id }, request, () => real(request)));
    },
    asViewer: (accountId, moduleKey, request) => jira(request, { kind: 'user', accountId }, { moduleKey }),
  };
}

/** The SDKs write their bodies as JSON text. */
const textOf = (init: RequestInit | undefined): string => (typeof init?.body === 'string' ? init.body : '{}');

const proxyError = (status: number, code: string): Response =>
  new Response(null, { status, headers: { 'forge-proxy-error': code } });
