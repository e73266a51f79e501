// Delivers what the app has pushed to its queues, and what happened in Jira, each until it is done or given up.
import { randomUUID } from 'node:crypto';
import type { Clock } from '../clock';
import type { Database } from '../database';
import { isInvocationFailure, type Invoke } from './invoke';
import { slidingWindow, type Limits } from './limits';
import { modulesOf, type Manifest } from './manifest';

export interface PublishedJob {
  queueName: string;
  jobId: string;
  payload: { body: object; delayInSeconds?: number; concurrency?: { key: string; limit: number } }[];
}

export interface Queue {
  publish(job: PublishedJob, cycle: number): Response;
  /** A product event: kept like a pushed one, so that a killed host loses none. */
  enqueue(functionKey: string, moduleKey: string, event: object): void;
  /** Resolves when nothing that is due is left. */
  settled(): Promise<void>;
  waiting(): { functionKey: string; due: string; retryCount: number }[];
  clear(): void;
  stop(): Promise<void>;
}

interface Delivery {
  id: number;
  function_key: string;
  module_key: string;
  queue: string | null;
  job: string | null;
  event_id: string;
  body: string;
  due: number;
  retries: number;
  retry: string | null;
  first: number;
  cycle: number;
  gate: string | null;
  gate_limit: number;
}

const MOST_RETRIES = 4;
const MOST_CYCLES = 1000;
const AT_ONCE = 8;
const RETENTION_MS = 24 * 3_600_000;

export interface QueueOptions {
  database: Database;
  clock: Clock;
  manifest: Manifest;
  limits: Limits;
  invoke: Invoke;
}

export function openQueue({ database, clock, manifest, limits, invoke }: QueueOptions): Queue {
  database.script(`CREATE TABLE IF NOT EXISTS forge_delivery (
    id INTEGER PRIMARY KEY AUTOINCREMENT, function_key TEXT NOT NULL, module_key TEXT NOT NULL, queue TEXT, job TEXT,
    event_id TEXT NOT NULL, body TEXT NOT NULL, due INTEGER NOT NULL, retries INTEGER NOT NULL, retry TEXT,
    first INTEGER NOT NULL, cycle INTEGER NOT NULL, gate TEXT, gate_limit INTEGER NOT NULL, running INTEGER NOT NULL)`);
  const platformRetry = JSON.stringify({ retryReason: 'FUNCTION_PLATFORM_UNKNOWN_ERROR' });
  // The host was killed while these ran: nobody knows how far they came, so they are delivered again.
  database.run('UPDATE forge_delivery SET running = 0, retries = retries + 1, retry = ? WHERE running = 1', platformRetry);

  const admit = slidingWindow();
  const running = new Map<number, { gate: string | null; done: Promise<void> }>();
  let timer: NodeJS.Timeout | undefined;
  let stopped = false;

  const add = (delivery: Omit<Delivery, 'id' | 'retries' | 'retry' | 'first'>): void => {
    const { function_key, module_key, queue, job, event_id, body, due, cycle, gate, gate_limit } = delivery;
    database.run(
      `INSERT INTO forge_delivery (function_key, module_key, queue, job, event_id, body, due, retries, first, cycle, gate, gate_limit, running)
       VALUES (?, ?, ?, ?, ?, ?, ?, 0, ?, ?, ?, ?, 0)`,
      function_key, module_key, queue, job, event_id, body, due, due, cycle, gate, gate_limit);
  };

  const due = (): Delivery[] =>
    database.all<Delivery>('SELECT * FROM forge_delivery WHERE running = 0 AND due <= ? ORDER BY due, id LIMIT 200', clock.now().getTime());

  const later = (delivery: Delivery, afterSeconds: number, retry: object): void => {
    if (delivery.retries >= MOST_RETRIES) {
      database.run('DELETE FROM forge_delivery WHERE id = ?', delivery.id);
      return;
    }
    const wait = Math.min(Math.max(afterSeconds, 1), limits.queueDelaySeconds) * 1000;
    database.run('UPDATE forge_delivery SET running = 0, retries = retries + 1, retry = ?, due = ? WHERE id = ?',
      JSON.stringify(retry), clock.now().getTime() + wait, delivery.id);
  };

  const deliver = async (delivery: Delivery): Promise<void> => {
    try {
      const answer = await invoke({
        functionKey: delivery.function_key,
        moduleKey: delivery.module_key,
        event: eventOf(delivery, clock.now()),
        background: true,
        cycle: delivery.cycle,
      });
      const asked = retryAsked(answer);
      if (stopped) return;
      if (asked) later(delivery, asked.retryAfter, asked);
      else database.run('DELETE FROM forge_delivery WHERE id = ?', delivery.id);
    } catch (failure) {
      if (stopped) return;
      // A function's own throw is final; the platform repeats only what it could not finish itself.
      const code = isInvocationFailure(failure) ? failure.invocation.code : 'FUNCTION_ERROR';
      if (code === 'FUNCTION_TIME_OUT') later(delivery, 2 ** delivery.retries, { retryReason: 'FUNCTION_TIME_OUT' });
      else if (code === 'FUNCTION_KILLED') later(delivery, 2 ** delivery.retries, { retryReason: 'FUNCTION_PLATFORM_UNKNOWN_ERROR' });
      else if (code === 'RATE_LIMITED') later(delivery, 60, { retryReason: 'FUNCTION_PLATFORM_RATE_LIMITED' });
      else database.run('DELETE FROM forge_delivery WHERE id = ?', delivery.id);
    }
  };

  const pump = (): void => {
    if (stopped) return;
    for (const delivery of due()) {
      if (running.size >= AT_ONCE) break;
      const same = [...running.values()].filter(({ gate }) => gate !== null && gate === delivery.gate).length;
      if (delivery.gate !== null && same >= delivery.gate_limit) continue;
      database.run('UPDATE forge_delivery SET running = 1 WHERE id = ?', delivery.id);
      const done = deliver(delivery).finally(() => {
        running.delete(delivery.id);
        pump();
      });
      running.set(delivery.id, { gate: delivery.gate, done });
    }
    const next = database.one<{ due: number | null }>('SELECT MIN(due) AS due FROM forge_delivery WHERE running = 0')?.due;
    clearTimeout(timer);
    if (next === null || next === undefined || running.size >= AT_ONCE) return;
    timer = setTimeout(pump, Math.min(Math.max(next - clock.now().getTime(), 5), 60_000));
    timer.unref();
  };
  const pumpSoon = (): void => void setImmediate(pump);

  const settled = async (): Promise<void> => {
    for (;;) {
      pump();
      if (running.size === 0) return;
      await Promise.race([...running.values()].map(({ done }) => done));
    }
  };

  clock.onMove(settled);
  pumpSoon();

  return {
    publish: (job, cycle) => {
      const consumer = modulesOf(manifest, 'consumer').find(({ queue }) => queue === job.queueName);
      if (!consumer?.function) return Response.json({ message: `the manifest has no consumer of the queue "${job.queueName}"` }, { status: 400 });
      if (cycle >= MOST_CYCLES) return new Response(null, { status: 405 });
      if (job.payload.length > limits.queueEventsPerPush) return Response.json({ message: 'too many events' }, { status: 400 });
      if (Buffer.byteLength(JSON.stringify(job.payload)) > limits.queueBytes) return Response.json({ errorMessage: 'The payload is too large.' }, { status: 413 });
      if (!admit('push', limits.queueEventsPerMinute, 60_000, job.payload.length)) return new Response(null, { status: 429 });
      const { key: moduleKey, function: functionKey } = consumer;
      database.transaction(() => {
        for (const { body, delayInSeconds = 0, concurrency } of job.payload) {
          add({
            function_key: functionKey, module_key: moduleKey, queue: job.queueName, job: job.jobId, event_id: randomUUID(),
            body: JSON.stringify(body), due: clock.now().getTime() + delayInSeconds * 1000, cycle: cycle + 1,
            gate: concurrency ? `${job.queueName}/${concurrency.key}` : null, gate_limit: concurrency?.limit ?? 0,
          });
        }
      });
      pumpSoon();
      return Response.json({}, { status: 201 });
    },
    enqueue: (functionKey, moduleKey, event) => {
      add({
        function_key: functionKey, module_key: moduleKey, queue: null, job: null, event_id: randomUUID(),
        body: JSON.stringify(event), due: clock.now().getTime(), cycle: 0, gate: null, gate_limit: 0,
      });
      pumpSoon();
    },
    settled,
    waiting: () =>
      database
        .all<Delivery>('SELECT * FROM forge_delivery ORDER BY due, id')
        .map(({ function_key, due: at, retries }) => ({ functionKey: function_key, due: new Date(at).toISOString(), retryCount: retries })),
    clear: () => void database.run('DELETE FROM forge_delivery'),
    stop: async () => {
      stopped = true;
      clearTimeout(timer);
      await Promise.race([Promise.allSettled([...running.values()].map(({ done }) => done)), new Promise((resolve) => setTimeout(resolve, 200))]);
    },
  };
}

function eventOf(delivery: Delivery, now: Date): object {
  const body = JSON.parse(delivery.body) as object;
  const retryContext = delivery.retry !== null && {
    retryContext: {
      retryCount: delivery.retries,
      ...(JSON.parse(delivery.retry) as object),
      retentionWindow: {
        startTime: new Date(delivery.first).toISOString(),
        remainingTimeMs: Math.max(0, delivery.first + RETENTION_MS - now.getTime()),
      },
    },
  };
  if (delivery.queue === null) return { ...body, ...retryContext };
  return { body, queueName: delivery.queue, jobId: delivery.job, eventId: delivery.event_id, ...retryContext };
}

/** What `new InvocationError()` of @forge/events turns into. */
function retryAsked(answer: unknown): { retryAfter: number; retryReason: string; retryData?: unknown } | undefined {
  if (typeof answer !== 'object' || answer === null || !('_retry' in answer) || answer._retry !== true) return undefined;
  const options = 'retryOptions' in answer && typeof answer.retryOptions === 'object' ? answer.retryOptions : {};
  return { retryAfter: 1, retryReason: 'FUNCTION_RETRY_REQUEST', ...options };
}
