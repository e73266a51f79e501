// Runs one function of the app: its runtime, its time, its size limits, and what it cost.
import { randomUUID } from 'node:crypto';
import type { Clock } from '../clock';
import type { Traffic } from '../traffic';
import { contextAri, site, type Installation } from './installation';
import type { Functions } from './functions';
import { slidingWindow, type Limits } from './limits';
import { functionOf, type Manifest } from './manifest';
import { runInvocation, type Invocation, type Platform } from './runtime';

interface InvokeRequest {
  functionKey: string;
  moduleKey: string;
  event: unknown;
  accountId?: string | undefined;
  /** A background function gets the time that the manifest asks for. */
  background?: boolean;
  cycle?: number;
  /** The resolver's own function key, for the accounts. */
  resolverKey?: string | undefined;
}

export type FailureCode =
  | 'FUNCTION_ERROR'
  | 'FUNCTION_TIME_OUT'
  | 'FUNCTION_KILLED'
  | 'RATE_LIMITED'
  | 'REQUEST_TOO_LARGE'
  | 'RESPONSE_TOO_LARGE'
  | 'NOT_INSTALLED';

export type InvocationFailure = Error & { invocation: { code: FailureCode; status: number } };

export const invocationFailure = (code: FailureCode, status: number, message: string, cause?: unknown): InvocationFailure =>
  Object.assign(new Error(message, { cause }), { invocation: { code, status } });

export const isInvocationFailure = (thrown: unknown): thrown is InvocationFailure =>
  thrown instanceof Error && 'invocation' in thrown;

export type Invoke = (request: InvokeRequest) => Promise<unknown>;

export interface InvokerOptions {
  manifest: Manifest;
  functions: Functions;
  platform: Platform;
  clock: Clock;
  traffic: Traffic;
  limits: Limits;
  installation: Installation;
  appCodeDir: string;
  onFailure?: ((request: InvokeRequest, failure: InvocationFailure) => void) | undefined;
}

const MINUTE = 60_000;

export function makeInvoke(options: InvokerOptions): Invoke {
  const { manifest, functions, clock, traffic, limits, installation } = options;
  // A year's schedules are a year's, although the clock is moved over it in seconds.
  const admit = slidingWindow(() => clock.now().getTime());

  const run = async (request: InvokeRequest): Promise<unknown> => {
    if (!installation.installed()) throw invocationFailure('NOT_INSTALLED', 404, 'the app is not installed on this site');
    const entry = functionOf(manifest, request.functionKey);
    if (
      (request.accountId !== undefined && !admit(`user ${request.accountId}`, limits.invocationsPerUserMinute, MINUTE)) ||
      !admit('install', limits.invocationsPerInstallMinute, MINUTE)
    ) {
      throw invocationFailure('RATE_LIMITED', 429, 'too many invocations in this minute');
    }
    const limitMs = request.background
      ? Math.min(entry.timeoutSeconds === undefined ? limits.backgroundMs : entry.timeoutSeconds * 1000, limits.backgroundMostMs)
      : limits.userInvocationMs;
    const handler = functions(entry.handler);
    const started = performance.now();
    const { invocation, died } = begin(request, options, () => limitMs - (performance.now() - started));
    const timer = setTimeout(() => invocation.kill('FUNCTION_TIME_OUT'), limitMs);
    timer.unref();
    const event: unknown = JSON.parse(JSON.stringify(request.event));
    const work = runInvocation(invocation, clock, async () => handler(event, backendContext(request, installation)));
    // A function that dies may still reject later, with nobody left to hear it.
    work.catch(() => undefined);
    let outcome: 'ok' | 'failed' | 'timed-out' | 'killed' = 'failed';
    try {
      const result = await Promise.race([work, died]);
      if (isDeath(result)) {
        outcome = result.reason === 'FUNCTION_TIME_OUT' ? 'timed-out' : 'killed';
        throw outcome === 'timed-out'
          ? invocationFailure('FUNCTION_TIME_OUT', 424, `${request.functionKey} ran longer than ${limitMs / 1000} seconds`)
          : invocationFailure('FUNCTION_KILLED', 424, `${request.functionKey}: ${result.reason}`);
      }
      const text = result === undefined ? undefined : JSON.stringify(result);
      outcome = 'ok';
      return text === undefined ? undefined : (JSON.parse(text) as unknown);
    } catch (failure) {
      if (isInvocationFailure(failure)) throw failure;
      const message = failure instanceof Error ? failure.message : String(failure);
      throw invocationFailure('FUNCTION_ERROR', 424, `There was an error invoking the function - ${message}`, failure);
    } finally {
      clearTimeout(timer);
      // What a function leaves unawaited is frozen with it.
      invocation.dead = true;
      traffic.finished(invocation, performance.now() - started, outcome, request.resolverKey);
    }
  };

  return async (request) => {
    try {
      return await run(request);
    } catch (failure) {
      if (isInvocationFailure(failure)) options.onFailure?.(request, failure);
      throw failure;
    }
  };
}

interface Death {
  died: true;
  reason: string;
}
const isDeath = (result: unknown): result is Death => typeof result === 'object' && result !== null && 'died' in result;

function begin(
  request: InvokeRequest,
  { platform, manifest, installation, appCodeDir }: InvokerOptions,
  remaining: () => number,
): { invocation: Invocation; died: Promise<Death> } {
  let die: (death: Death) => void = () => undefined;
  const died = new Promise<Death>((resolve) => {
    die = resolve;
  });
  const id = randomUUID();
  const invocation: Invocation = {
    id,
    functionKey: request.functionKey,
    moduleKey: request.moduleKey,
    accountId: request.accountId,
    cycle: request.cycle ?? 0,
    cost: { productCalls: 0, kvsOperations: 0, outsideCalls: 0, readBytes: 0, writtenBytes: 0 },
    dead: false,
    kill: (reason) => {
      invocation.dead = true;
      die({ died: true, reason });
    },
    platform,
    runtime: {
      appContext: {
        appId: site.appId,
        appVersion: site.appVersion,
        environmentId: site.environmentId,
        environmentType: 'DEVELOPMENT',
        invocationId: id,
        installationId: installation.id(),
        moduleKey: request.moduleKey,
        permissions: { scopes: manifest.scopes, external: manifest.permissions.external ?? {} },
      },
      contextAri,
      aaid: request.accountId,
      lambdaContext: { getRemainingTimeInMillis: remaining },
      metrics: { counter: () => ({ incr: () => undefined }), timing: () => ({ measure: () => ({ stop: () => undefined }) }) },
      container: { appCodeDir },
    },
  };
  return { invocation, died };
}

const backendContext = (request: InvokeRequest, installation: Installation): object => ({
  installContext: contextAri,
  ...(request.accountId !== undefined && { principal: { accountId: request.accountId } }),
  installation: { ari: { installationId: installation.id() }, contexts: [contextAri] },
});
