/** Decides how a request is handed over to SRE: intended once, with a key by which the task is found again. */
import { randomUUID } from 'node:crypto';
import { readiness } from '../procedure/readiness';
import { missingForTask } from '../procedure/sre-task';
import { termsOf } from '../procedure/terms';
import { readTicket } from '../jira/tickets';
import { refused, type Decided, type Outcome, type Refused, type Scene, type Unchanged } from './change';
import { loadEffect } from '../storage/outbox';
import { carryOutNow } from './carry-out';
import { perform } from './perform';
import { rejudged } from './run-checks';

const effectName = 'create-task';

/** One click. A second one, from whomever, finds the first; after a problem that a person had to see to it tries again. */
export async function handOff(issueId: string, actor: string): Promise<Outcome | Refused> {
  const pending = await loadEffect(`${issueId}#${effectName}`);
  if (pending) await carryOutNow(pending);
  return perform(issueId, actor, async ({ request, rules, now, at }: Scene): Promise<Decided | Refused | Unchanged> => {
    if (request.task) return { unchanged: true, done: { code: 'done.task-made', params: { task: request.task.issueKey } } };
    if (request.handOff && !request.handOff.problem) return { unchanged: true, done: { code: 'done.task-coming', params: {} } };
    const [live, { attachments }] = await Promise.all([rejudged(request, rules, 'hand-off', now), readTicket('app', issueId)]);
    const { missing } = readiness('hand-off', live, rules, now);
    const [first] = missing;
    if (first) return refused('gate-shut', { gate: 'hand-off', count: missing.length });
    const gone = Object.values(request.files).find((file) => file && !attachments.some(({ id }) => id === file.attachmentId));
    if (gone) return refused('file-gone', { file: gone.name });
    if (missingForTask(termsOf(request)).length > 0) return refused('terms-incomplete');
    const key = request.handOff?.key ?? randomUUID();
    return {
      request: { ...request, handOff: { by: actor, at, key } },
      happening: { type: 'task.intended', detail: { handOffKey: key, textSeal: '' } },
      effects: [{ name: effectName, what: { do: 'create-task', handOffKey: key, searchFirst: request.handOff !== undefined }, now: true }],
      done: { code: 'done.task-coming', params: {} },
    };
  });
}
