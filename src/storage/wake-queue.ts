/** Decides how the queue is woken that carries the outbox out. */
import { randomUUID } from 'node:crypto';
import { Queue } from '@forge/events';

/** Throws where the platform does not take the event; the schedule then finds what is due. */
export async function wakeQueue(): Promise<void> {
  await new Queue({ key: 'outbox' }).push({ body: { wake: randomUUID() } });
}
