// Makes a chosen call of the app go wrong, so that a test can crash an action between any two of them.
import { z } from 'zod';
import type { Invocation } from './runtime';

const HOW = [
  'answer-500', // not carried out, 500
  'answer-503',
  '429', // not carried out, with Retry-After
  '429-bare', // as seen on real sites: no Retry-After
  'never-send', // not carried out, the connection fails
  'hang', // not carried out, no answer until the invocation's time is over
  'perform-then-500',
  'drop-answer', // carried out, the connection fails
  'perform-then-hang',
  'kill-invocation', // not carried out, the function dies
  'perform-then-kill',
  'kill-process', // not carried out, the whole host dies as by kill -9
  'perform-then-kill-process',
] as const;

export const faultRequest = z.strictObject({
  /** `event` is the delivery of a product event to a trigger. */
  target: z.enum(['product', 'kvs', 'queue', 'outside', 'event', 'any']).default('any'),
  /** `POST /rest/api/3/issue`, without the query; `*` stands for anything. */
  match: z.string().default('*'),
  /** Only calls made by this function of the manifest. */
  functionKey: z.string().optional(),
  /** The how-manieth matching call from now on, 1 being the next. */
  nth: z.number().int().min(1).default(1),
  /** How many calls in a row are hit. */
  times: z.number().int().min(1).default(1),
  how: z.enum(HOW),
});

export type FaultRequest = z.input<typeof faultRequest>;
type Target = Exclude<z.infer<typeof faultRequest>['target'], 'any'>;
type How = (typeof HOW)[number];

export interface Faults {
  add(fault: FaultRequest): void;
  clear(): void;
  list(): { seen: number; hit: number; how: How; match: string }[];
  /** Carries the call out, or what a fault makes of it. */
  around(target: Target, label: string, invocation: Invocation | undefined, perform: () => Promise<Response>): Promise<Response>;
}

export function makeFaults(): Faults {
  type Standing = z.infer<typeof faultRequest> & { seen: number; hit: number; pattern: RegExp };
  let standing: Standing[] = [];

  const strike = (target: Target, label: string, invocation: Invocation | undefined): How | undefined => {
    let how: How | undefined;
    for (const fault of standing) {
      if (fault.target !== 'any' && fault.target !== target) continue;
      if (fault.functionKey !== undefined && fault.functionKey !== invocation?.functionKey) continue;
      if (!fault.pattern.test(label)) continue;
      fault.seen += 1;
      if (how !== undefined || fault.seen < fault.nth || fault.seen >= fault.nth + fault.times) continue;
      fault.hit += 1;
      how = fault.how;
    }
    return how;
  };

  return {
    add: (asked) => {
      const fault = faultRequest.parse(asked);
      const pattern = new RegExp(`^${fault.match.split('*').map((part) => part.replace(/[.+?^${}()|[\]\\]/g, '\\$&')).join('.*')}$`);
      standing.push({ ...fault, seen: 0, hit: 0, pattern });
    },
    clear: () => {
      standing = [];
    },
    list: () => standing.map(({ seen, hit, how, match }) => ({ seen, hit, how, match })),
    around: async (target, label, invocation, perform) => {
      const how = strike(target, label, invocation);
      if (how === undefined) return perform();
      if (how.startsWith('perform-then') || how === 'drop-answer') await perform();
      switch (how) {
        case 'answer-500':
        case 'perform-then-500':
          return failed(500);
        case 'answer-503':
          return failed(503);
        case '429':
          return failed(429, { 'retry-after': '1', 'ratelimit-reason': 'jira-burst-based' });
        case '429-bare':
          return failed(429);
        case 'never-send':
        case 'drop-answer':
          throw new TypeError('fetch failed', { cause: new Error('read ECONNRESET') });
        case 'hang':
        case 'perform-then-hang':
          return new Promise<Response>(() => undefined);
        case 'kill-invocation':
        case 'perform-then-kill':
          invocation?.kill('killed by a fault');
          return new Promise<Response>(() => undefined);
        case 'kill-process':
        case 'perform-then-kill-process':
          process.kill(process.pid, 'SIGKILL');
          return new Promise<Response>(() => undefined);
      }
    },
  };
}

const failed = (status: number, headers: Record<string, string> = {}): Response =>
  Response.json({ code: 'INJECTED_FAULT', message: `a fault answers ${status}`, errorMessages: [`a fault answers ${status}`], errors: {} }, { status, headers });
