// Gives each invocation its own view of the platform through the two globals that the @forge packages read.
import { AsyncLocalStorage } from 'node:async_hooks';
import { underClock, type Clock } from '../clock';

export interface RequestMeta {
  type: string;
  provider?: string;
  remote?: string;
  accountId?: string;
  contextAri?: string;
}

/** One running invocation, as the capabilities see it. */
export interface Invocation {
  id: string;
  functionKey: string;
  moduleKey: string;
  /** Who uses the app; absent for gates, schedules, queues and triggers. */
  accountId: string | undefined;
  /** How many queue deliveries led to this one. */
  cycle: number;
  cost: { productCalls: number; kvsOperations: number; outsideCalls: number; readBytes: number; writtenBytes: number };
  /** Set when the invocation was killed or ran out of time: nothing that it still sends is carried out. */
  dead: boolean;
  kill(reason: string): void;
  runtime: object;
  platform: Platform;
}

export interface Platform {
  call(invocation: Invocation, meta: RequestMeta, path: string, init: RequestInit | undefined): Promise<Response>;
  fetch(invocation: Invocation, real: typeof fetch, input: string | URL | Request, init?: RequestInit): Promise<Response>;
}

const running = new AsyncLocalStorage<Invocation>();

export const runInvocation = <T>(invocation: Invocation, clock: Clock, work: () => T): T =>
  underClock(clock, () => running.run(invocation, work));

/** A killed function never learns what became of its call. */
const never = <T>(): Promise<T> => new Promise<T>(() => undefined);

const isDead = (invocation: Invocation): boolean => invocation.dead;

interface ForgeGlobals {
  __forge_fetch__?: (meta: RequestMeta, path: string, init?: RequestInit) => Promise<Response>;
  fetch: typeof fetch;
}

/** Must run before the app's bundle is loaded, since @forge/api keeps the `fetch` that it finds then. */
export function installForgeGlobals(): void {
  const globals = globalThis as unknown as ForgeGlobals;
  if (globals.__forge_fetch__) return;
  globals.__forge_fetch__ = async (meta, path, init) => {
    const invocation = running.getStore();
    if (!invocation) throw new Error(`a platform call (${path}) was made outside an invocation`);
    if (isDead(invocation)) return never();
    const answer = await invocation.platform.call(invocation, meta, path, init);
    return isDead(invocation) ? never() : answer;
  };
  const real = globals.fetch;
  globals.fetch = async (input, init) => {
    const invocation = running.getStore();
    if (!invocation) return real(input, init);
    if (isDead(invocation)) return never();
    return invocation.platform.fetch(invocation, real, input, init);
  };
  Object.defineProperty(globalThis, '__forge_runtime__', {
    configurable: true,
    get: () => running.getStore()?.runtime,
  });
}
