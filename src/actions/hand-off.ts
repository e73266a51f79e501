/** Decides how a request is handed over to SRE: intended once, with a key by which the task is found again. */
import { randomUUID } from 'node:crypto';
import { readAccounts } from '../jira/people';
import { copyIsDeclined } from '../procedure/disposal';
import { missingForTask } from '../procedure/sre-task';
import { termsOf } from '../procedure/terms';
import { refused, type Decided, type Outcome, type Refused, type Scene, type Unchanged } from './change';
import { loadEffect } from '../storage/outbox';
import { carryOutNow } from './carry-out';
import { liveReadiness } from './check-gate';
import { perform } from './perform';
import { prepareTask } from './prepare-task';


const effectName = 'create-task';

/** One click. A second one, from whomever, finds the first; after a problem that a person had to see to it tries again. */
export async function handOff(issueId: string, actor: string): Promise<Outcome | Refused> {
  const pending = await loadEffect(`${issueId}#${effectName}`);
  if (pending) await carryOutNow(pending);
  const outcome = await perform(issueId, actor, async ({ request, rules, now, at }: Scene): Promise<Decided | Refused | Unchanged> => {
    if (request.task) return { unchanged: true };
    if (request.handOff && !request.handOff.problem) return { unchanged: true, done: { code: 'done.task-coming', params: {} } };
    const { missing } = await liveReadiness('hand-off', request, rules, now);
    if (missing.length > 0) return refused('gate-shut', { count: missing.length });
    const prepared = prepareTask(request, rules, now, await readAccounts(request.decisions.map(({ by }) => by)));
    if (!prepared || missingForTask(termsOf(request), !copyIsDeclined(request, rules)).length > 0) return refused('terms-incomplete');
    const key = request.handOff?.key ?? randomUUID();
    return {
      request: { ...request, handOff: { by: actor, at, key } },
      happening: { type: 'task.intended', detail: { handOffKey: key } },
      effects: [{ name: effectName, what: { do: 'create-task', handOffKey: key, searchFirst: request.handOff !== undefined, ...prepared }, now: true }],
      done: { code: 'done.task-coming', params: {} },
    };
  });
  if ('refusal' in outcome || !outcome.request.task) return outcome;
  return { ...outcome, done: { code: 'done.task-made', params: { task: outcome.request.task.issueKey } } };
}
