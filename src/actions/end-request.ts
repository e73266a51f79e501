/** Decides how a request ends without a delivery, by whom, and how an end is taken back while its ticket is open. */
import { JiraFault } from '../jira/ask';
import { readTicket } from '../jira/tickets';
import { disposalStanding, isUnderWay, todayIn } from '../procedure/disposal';
import { isDelivered, isThrough, silenceOf, takenUpAgain, voidAll, type EndingByHand } from '../procedure/ending';
import type { Ended, SnapshotRequest } from '../procedure/request';
import { loadRequest } from '../storage/requests';
import { refused, type Decided, type Outcome, type Refused, type Scene, type Unchanged } from './change';
import { isSecondPerson } from './identify';
import { perform } from './perform';
import { resumeTask, stopTask } from './tell-task';

export type EndingInput = { readonly ending: EndingByHand; readonly reason: string; readonly duplicateOf?: string | undefined };

/** Longer chains of duplicates are nobody's intention. */
const longestChain = 20;

type Other = NonNullable<Ended['duplicateOf']>;

/** Whether the chain of duplicates that begins at `first` leads to `issueId`: then no request would be left. */
async function leadsTo(issueId: string, first: SnapshotRequest): Promise<boolean> {
  let at: SnapshotRequest | undefined = first;
  for (let step = 0; at && step < longestChain; step += 1) {
    const next: string | undefined = at.ended?.duplicateOf?.issueId;
    if (next === undefined) return false;
    if (next === issueId) return true;
    at = (await loadRequest(next))?.request;
  }
  return at !== undefined;
}

/** The request that goes on in place of this one, as Jira and the desk know it now. */
async function otherTicket(issueId: string, given: string | undefined): Promise<Other | Refused> {
  if (!given) return refused('name-the-other');
  let ticket;
  try {
    ticket = await readTicket('user', given);
  } catch (error) {
    if (error instanceof JiraFault && (error.status === 404 || error.status === 403 || error.status === 400)) return refused('no-such-ticket', { ticket: given });
    throw error;
  }
  if (ticket.id === issueId) return refused('duplicate-of-itself');
  const [own, other] = [await loadRequest(issueId), await loadRequest(ticket.id)];
  if (!other || other.request.projectId !== own?.request.projectId) return refused('not-of-this-desk', { ticket: ticket.key });
  if (await leadsTo(issueId, other.request)) return refused('duplicate-of-each-other', { ticket: ticket.key });
  return { issueId: ticket.id, issueKey: ticket.key };
}

/** Why a request cannot end like this now, or undefined. */
function barred({ request, rules, now }: Scene, ending: EndingByHand): Refused | undefined {
  if (isDelivered(request)) return refused('delivered-already', { ending });
  const disposal = (request.disposals ?? []).find((one) => one.carriedOut ?? isUnderWay(disposalStanding(one, rules, todayIn(rules, now))));
  if (disposal) return refused(disposal.carriedOut ? 'ends-by-disposal' : 'disposal-first');
  if (ending !== 'expired') return undefined;
  const silence = silenceOf(request, rules, now);
  return silence?.isLong ? undefined : refused('not-silent-yet', { days: silence?.days ?? 0, most: rules.policies.expiresAfter });
}

type Ends = Pick<Ended, 'ending' | 'reason' | 'duplicateOf' | 'second'>;

function end({ request, rules, at }: Scene, actor: string, by: string, ends: Ends): Decided {
  const { waiting: _waiting, refusalProposed: _proposed, ...rest } = request;
  const ended: SnapshotRequest = { ...rest, ended: { by, at, ...ends }, decisions: voidAll(request.decisions, actor, at) };
  const voided = request.decisions.flatMap((decision, nth) => (decision === ended.decisions[nth] ? [] : [{ decision: decision.decision, changed: [] }]));
  return {
    request: ended,
    happening: { type: 'request.ended', detail: { ending: ends.ending, ...(ends.duplicateOf && { duplicateOf: ends.duplicateOf.issueId }) }, ...(voided.length > 0 && { voided }) },
    personal: [ends.reason],
    effects: stopTask(ended, rules),
    done: { code: 'done.ended', params: { ending: ends.ending } },
  };
}

const decides = (may: readonly string[]): boolean => may.includes('decide-proceed') || may.includes('decide-release');

/** A refusal by somebody who decides nothing waits for a second person; the request goes on until then. */
function proposeRefusal({ request, at }: Scene, actor: string, reason: string): Decided | Refused | Unchanged {
  const done = { code: 'done.refusal-proposed', params: {} };
  if (request.refusalProposed) return request.refusalProposed.by === actor ? { unchanged: true, done } : refused('refusal-proposed-already');
  return {
    request: { ...request, refusalProposed: { by: actor, at, reason } },
    happening: { type: 'request.refusal-proposed', detail: { count: 1 } },
    personal: [reason],
    done,
  };
}

/**
 * Ends the request. Whoever decides refuses alone; every other end is the agent's to record. A repeated click is one end,
 * and who comes second reads how it ended.
 */
export async function endRequest(issueId: string, actor: string, may: readonly string[], input: EndingInput): Promise<Outcome | Refused> {
  const { ending, reason } = input;
  if (ending !== 'refused' && !may.includes('run-checks')) return refused('no-permission', { permission: 'permission.run-checks' });
  const other = ending === 'duplicate' ? await otherTicket(issueId, input.duplicateOf) : undefined;
  if (other && 'refusal' in other) return other;
  const outcome = await perform(issueId, actor, (scene): Decided | Refused | Unchanged => {
    const { ended } = scene.request;
    if (ended) return ended.ending === ending && ended.by === actor ? { unchanged: true, done: { code: 'done.ended', params: { ending } } } : refused('ended', { ending: ended.ending });
    const bar = barred(scene, ending);
    if (bar) return bar;
    if (ending === 'refused' && !decides(may)) return proposeRefusal(scene, actor, reason);
    return end(scene, actor, actor, { ending, reason, ...(other && { duplicateOf: other }) });
  });
  if ('refusal' in outcome || !other) return outcome;
  // Two people may have ended two requests as duplicates of each other at once; then neither may be over.
  const meanwhile = await loadRequest(other.issueId);
  if (!meanwhile || !(await leadsTo(issueId, meanwhile.request))) return outcome;
  await perform(issueId, 'app', (scene) => (scene.request.ended?.duplicateOf?.issueId === other.issueId ? takeBack(scene, 'duplicate-of-each-other') : { unchanged: true }));
  return refused('duplicate-of-each-other', { ticket: other.issueKey });
}

/** The second person's word on a proposed refusal, as they read it. One who decides needs no other. */
export function confirmRefusal(issueId: string, actor: string, may: readonly string[], proposed: string): Promise<Outcome | Refused> {
  return perform(issueId, actor, async (scene): Promise<Decided | Refused | Unchanged> => {
    const { request, at } = scene;
    const proposal = request.refusalProposed;
    if (request.ended) return request.ended.second?.by === actor ? { unchanged: true, done: { code: 'done.ended', params: { ending: 'refused' } } } : refused('ended', { ending: request.ended.ending });
    if (proposal?.at !== proposed) return refused('facts-changed');
    const bar = barred(scene, 'refused');
    if (bar) return bar;
    if (!decides(may) || proposal.by === actor) {
      const other = await isSecondPerson(actor, proposal.by);
      if (other !== true) return other;
    }
    return end(scene, actor, proposal.by, { ending: 'refused', reason: proposal.reason, second: { by: actor, at } });
  });
}

export function dropRefusal(issueId: string, actor: string): Promise<Outcome | Refused> {
  return perform(issueId, actor, ({ request }): Decided | Refused | Unchanged => {
    const { refusalProposed, ...rest } = request;
    if (request.ended) return refused('ended', { ending: request.ended.ending });
    if (!refusalProposed) return { unchanged: true };
    return { request: rest, happening: { type: 'request.refusal-dropped', detail: { by: refusalProposed.by } }, done: { code: 'done.refusal-dropped', params: {} } };
  });
}

function takeBack({ request, rules }: Scene, reason: string): Decided | Unchanged {
  const { ended } = request;
  if (!ended) return { unchanged: true };
  const open = takenUpAgain(request);
  return {
    request: open,
    happening: { type: 'request.reopened', detail: { ending: ended.ending } },
    personal: [reason],
    effects: resumeTask(open, rules),
    done: { code: 'done.taken-up', params: {} },
  };
}

/** Takes an end back, as long as its ticket has not been closed. What had been approved is to be approved again. */
export async function reopenRequest(issueId: string, actor: string, reason: string): Promise<Outcome | Refused> {
  const { status } = await readTicket('app', issueId);
  return perform(issueId, actor, (scene): Decided | Refused | Unchanged => {
    const { request, rules } = scene;
    if (request.ended && isThrough(request.ended)) return refused('ended', { ending: request.ended.ending });
    if (rules.guarded.close.includes(status)) return refused('closed-already', { status });
    // What it would go on with is no longer there.
    if (request.letGo) return refused('let-go-already');
    return takeBack(scene, reason);
  });
}
