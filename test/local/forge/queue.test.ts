// Shows that what is pushed to a queue arrives: later, again, by the moved clock, and after the host was killed.
import { InvocationError, InvocationErrorCode, Queue } from '@forge/events';
import { openDatabase } from '../../../local/database';
import type { AppFunction } from '../../../local/forge/functions';
import { smallApp, type SmallApp, type SmallAppOptions } from './small-app';

const MANIFEST = {
  modules: {
    consumer: [{ key: 'outbox', queue: 'outbox', function: 'consume' }],
    function: [{ key: 'main', handler: 'main' }, { key: 'consume', handler: 'consume', timeoutSeconds: 120 }],
  },
};

interface Heard {
  body: object;
  queueName: string;
  retryContext?: { retryCount: number; retryReason: string; retryData?: unknown };
}

let app: SmallApp | undefined;
let heard: Heard[] = [];
const opened = (consume: AppFunction, options: SmallAppOptions = {}): SmallApp => {
  heard = [];
  app = smallApp({
    manifest: MANIFEST,
    functions: {
      consume: (event, context) => {
        heard.push(event as Heard);
        return consume(event, context);
      },
    },
    ...options,
  });
  return app;
};
afterEach(async () => app?.close());

const push = (to: SmallApp, ...events: { body: Record<string, unknown>; delayInSeconds?: number; concurrency?: { key: string; limit: number } }[]) =>
  to.inside(() => new Queue({ key: 'outbox' }).push(events));

it('delivers each event once, with the job it belongs to', async () => {
  const host = opened(() => undefined);
  const { jobId } = await push(host, { body: { n: 1 } }, { body: { n: 2 } });
  await host.queue.settled();
  expect(heard).toEqual([1, 2].map((n) => ({ body: { n }, queueName: 'outbox', jobId, eventId: expect.any(String) as unknown })));
  expect(host.queue.waiting()).toEqual([]);
});

it('holds a delayed event back until the clock has come that far', async () => {
  const host = opened(() => undefined);
  await push(host, { body: { n: 1 }, delayInSeconds: 600 });
  await host.queue.settled();
  expect(heard).toEqual([]);
  await host.clock.advance({ minutes: 11 });
  expect(heard).toHaveLength(1);
});

it('delivers again when the function asks for it, four times at most', async () => {
  const host = opened(() => new InvocationError({ retryAfter: 60, retryReason: InvocationErrorCode.FUNCTION_UPSTREAM_RATE_LIMITED, retryData: { at: 7 } }));
  await push(host, { body: {} });
  await host.queue.settled();
  for (let minute = 0; minute < 8; minute += 1) await host.clock.advance({ minutes: 2 });
  expect(heard.map(({ retryContext }) => retryContext?.retryCount)).toEqual([undefined, 1, 2, 3, 4]);
  expect(heard[1]?.retryContext).toMatchObject({ retryReason: 'FUNCTION_UPSTREAM_RATE_LIMITED', retryData: { at: 7 } });
});

it('does not repeat a function that throws, as Forge does not', async () => {
  const host = opened(() => {
    throw new Error('broken');
  });
  await push(host, { body: {} });
  await host.queue.settled();
  await host.clock.advance({ minutes: 30 });
  expect([heard.length, host.queue.waiting()]).toEqual([1, []]);
});

it('repeats a function that ran out of time', async () => {
  let calls = 0;
  const host = opened(() => (++calls === 1 ? new Promise(() => undefined) : undefined), {
    manifest: { modules: { ...MANIFEST.modules, function: [{ key: 'main', handler: 'main' }, { key: 'consume', handler: 'consume' }] } },
    limits: { backgroundMs: 30 },
  });
  await push(host, { body: {} });
  await host.queue.settled();
  await host.clock.advance({ minutes: 1 });
  expect(heard.map(({ retryContext }) => retryContext?.retryReason)).toEqual([undefined, 'FUNCTION_TIME_OUT']);
});

it('keeps events that share a concurrency key apart', async () => {
  let now = 0;
  let most = 0;
  const host = opened(async () => {
    most = Math.max(most, ++now);
    await new Promise((resolve) => setTimeout(resolve, 5));
    now -= 1;
  });
  await push(host, ...Array.from({ length: 5 }, () => ({ body: {}, concurrency: { key: 'one', limit: 1 } })));
  await host.queue.settled();
  expect([heard.length, most]).toEqual([5, 1]);
});

it('loses nothing when the host dies during a delivery: it comes again, marked as a repetition', async () => {
  const database = openDatabase(':memory:');
  const first = opened(() => new Promise(() => undefined), { database });
  await push(first, { body: { n: 1 } }, { body: { n: 2 }, delayInSeconds: 300 });
  await new Promise((resolve) => setTimeout(resolve, 20));
  expect(heard).toHaveLength(1);
  await first.queue.stop();

  const second = opened(() => undefined, { database });
  await second.queue.settled();
  expect(heard).toEqual([expect.objectContaining({ body: { n: 1 }, retryContext: expect.objectContaining({ retryCount: 1 }) as unknown }) as unknown]);
  await second.clock.advance({ minutes: 6 });
  expect(heard.map(({ body }) => body)).toEqual([{ n: 1 }, { n: 2 }]);
});

it('refuses a queue without a consumer, too much at once, and a chain without end', async () => {
  const host = opened(() => undefined, { limits: { queueBytes: 100, queueEventsPerMinute: 3 } });
  await expect(host.inside(() => new Queue({ key: 'nowhere' }).push({ body: {} }))).rejects.toThrow('no consumer');
  await expect(push(host, { body: { long: 'x'.repeat(200) } })).rejects.toThrow('too large');
  await push(host, { body: {} }, { body: {} }, { body: {} });
  await expect(push(host, { body: {} })).rejects.toThrow('Too many requests');
  const tooLong = host.queue.publish({ queueName: 'outbox', jobId: 'j', payload: [{ body: {} }] }, 1000);
  expect(tooLong.status).toBe(405);
});
