/** Decides the order of an act: what was decided is recorded first, then its outside effects are carried out. */
import { loadRequest } from '../storage/requests';
import { announceEffects, carryOutNow } from './carry-out';
import { change, type Outcome, type Refused } from './change';

type Decide = Parameters<typeof change>[2];

/** Changes the request and acts on it. An effect that fails stays in the outbox; the change stands. */
export async function perform(issueId: string, actor: string, decide: Decide): Promise<Outcome | Refused> {
  const outcome = await change(issueId, actor, decide);
  return 'refusal' in outcome ? outcome : act(outcome);
}

/** Carries out what a recorded change intends, and gives the request as it stands after that. */
export async function act(outcome: Outcome): Promise<Outcome> {
  for (const effect of outcome.urgent) await carryOutNow(effect);
  if (outcome.later) await announceEffects();
  const after = outcome.urgent.length > 0 ? await loadRequest(outcome.request.issueId) : undefined;
  return { ...outcome, request: after?.request ?? outcome.request };
}
