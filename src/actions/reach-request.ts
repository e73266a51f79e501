/** Decides what may be done to a request from afar, by automation and agents: read, check, prepare, ask; never decide or send. */
import type { Message } from '../checks/message';
import { readAccounts } from '../jira/people';
import { holdersIn } from '../jira/permissions';
import { readTicket } from '../jira/tickets';
import { whomToName } from '../procedure/absence';
import { whoMayOf } from '../procedure/approvers';
import { barredFrom } from '../procedure/barred';
import { dayIn } from '../procedure/business-days';
import { deskPlace } from '../procedure/desk-row';
import { sentence } from '../procedure/sentence';
import { moves } from '../procedure/turn';
import { readAbsences } from '../storage/absences';
import { loadRequest, type Stored } from '../storage/requests';
import { nextOf } from '../views/desk-view';
import { refused, type Decided, type Refused, type Unchanged } from './change';
import { refusalOf } from './tell-fault';
import { loadRules } from './load-rules';
import { perform } from './perform';
import { holdsAny } from './permit';
import { runChecks } from './run-checks';
import { prepareReply } from './send-reply';

/** `by` is whom verdicts are kept under: an account that is no person verifies nothing, so it is the app. */
export type Reaching = { readonly issueId: string; readonly actor: string; readonly by: string; readonly stored: Stored };
export type Reached = { readonly says: Message } | { readonly text: string } | Refused;

type Answered = { readonly ok: boolean; readonly code: string; readonly text: string };

const reader = (now: Date, timeZone = 'UTC'): { readonly locale: string; readonly timeZone: string; readonly now: Date } => ({ locale: 'en', timeZone, now });

const refuse = (says: Message): Answered => ({ ok: false, code: says.code, text: sentence(says, reader(new Date())) });

/** Judged anew at each call, with the invoker's own eyes and permissions; whatever Jira does not answer is refused. */
async function answer(issueKey: string, actor: string, handle: (reaching: Reaching) => Promise<Reached>): Promise<Answered> {
  try {
    const ticket = await readTicket('user', issueKey);
    if (!(await holdsAny({ issueId: ticket.id })).includes('run-checks')) return refuse({ code: 'no-permission', params: { permission: 'permission.run-checks' } });
    const account = (await readAccounts([actor])).get(actor);
    if (!account?.active) return refuse({ code: 'no-such-issue', params: {} });
    const stored = await loadRequest(ticket.id);
    if (!stored) return refuse({ code: 'no-request', params: {} });
    const reached = await handle({ issueId: ticket.id, actor, by: account.isPerson ? actor : 'app', stored });
    if ('refusal' in reached) return refuse(reached.refusal);
    if ('text' in reached) return { ok: true, code: 'text', text: reached.text };
    return { ok: true, code: reached.says.code, text: sentence(reached.says, reader(new Date())) };
  } catch (error) {
    return refuse(refusalOf(error));
  }
}

export const reach = { answer, refuse };

export async function readState({ stored: { request } }: Reaching): Promise<Reached> {
  const rules = await loadRules(request.projectId, request.rulesVersion);
  const now = new Date();
  const { row } = deskPlace(request, rules, now);
  const [move] = moves(request, rules, now);
  const next = nextOf({ issueKey: request.issueKey, stage: 'intake', row });
  const flags = request.flags.filter(({ settled }) => !settled).length;
  return { says: { code: 'reach.state', params: { request: request.issueKey, turn: `role.${move?.turn ?? 'nobody'}`, next: sentence(next, reader(now, rules.calendar.timeZone)), flags } } };
}

export async function checkFromAfar({ issueId, actor, by }: Reaching): Promise<Reached> {
  const outcome = await runChecks(issueId, actor, by);
  return 'refusal' in outcome ? outcome : { says: outcome.done ?? { code: 'done.checks-run', params: { count: 0, failing: 0 } } };
}

/** A reply is asked for by its name, as the settings show it, or by its id, as an exported file does. */
export async function prepareFromAfar({ issueId, actor, stored: { request } }: Reaching, { reply }: { readonly reply: string }): Promise<Reached> {
  const { replies } = await loadRules(request.projectId, request.rulesVersion);
  const wanted = replies.find(({ id, title }) => id === reply || title.toLowerCase() === reply.toLowerCase());
  if (!wanted) return refused('reach.unknown-reply', { reply, names: { list: replies.map(({ title }) => `“${title}”`), join: 'and' } });
  const prepared = await prepareReply(issueId, actor, wanted.id);
  return prepared.ok ? { text: prepared.value.text } : { refusal: prepared.refusal };
}

/** More would be a crowd in which nobody feels meant. */
const mostNamed = 5;

/** A note for the desk, once for each time that the turn comes to an approver, however often a rule runs. */
export async function askDecision({ issueId, actor }: Reaching): Promise<Reached> {
  const outcome = await perform(issueId, actor, async ({ request, rules, now, at }): Promise<Decided | Refused | Unchanged> => {
    const [move] = moves(request, rules, now);
    if (move?.move !== 'decide' || !move.permission) return refused('no-decision-waits');
    const done = { code: 'done.decision-asked', params: { request: request.issueKey } };
    const since = request.held?.since ?? at;
    if (request.decisionAsked?.since === since) return { unchanged: true, done };
    const [holders, absences] = await Promise.all([holdersIn(move.permission, request.projectKey), readAbsences(request.projectId)]);
    const people = whomToName(whoMayOf(holders ?? [], move.permission, rules), barredFrom(move, request), absences, dayIn(rules.calendar.timeZone, now)).slice(0, mostNamed);
    const decision = move.permission === 'decide-proceed' ? 'proceed' : 'release';
    return {
      request: { ...request, decisionAsked: { since, at } },
      happening: { type: 'decision.asked', detail: { decision, to: people.map(({ accountId }) => accountId) } },
      effects: [{ name: `ask-decision#${request.trail.seq + 1}`, what: { do: 'note', text: sentence({ code: 'reach.ask-decision', params: { decision, permission: `permission.${move.permission}` } }, reader(now, rules.calendar.timeZone)), mentions: people }, now: true }],
      done,
    };
  });
  return 'refusal' in outcome ? outcome : { says: outcome.done ?? { code: 'done.decision-asked', params: { request: outcome.request.issueKey } } };
}
