/** Decides how the ticket panel is opened: one invocation that gathers the request, the viewer's rights and everybody's names. */
import type { PanelView } from '../contract';
import { plain, type Message } from '../checks/message';
import { readAccounts, verifiedAddresses } from '../jira/people';
import { holdersOf, myPermissions } from '../jira/permissions';
import { readersOf } from '../jira/service-desk';
import { readTicket, type Ticket } from '../jira/tickets';
import { isApprover, whoMayOf } from '../procedure/approvers';
import { dayIn } from '../procedure/business-days';
import { decisionStanding } from '../procedure/checklist';
import { callsSuggested } from '../procedure/failed-files';
import { notTheDecider, verifiers } from '../procedure/decision';
import { kinds, permissions, type DecisionName, type Permission, type SnapshotRequest } from '../procedure/request';
import type { Rules } from '../procedure/rules';
import { moves } from '../procedure/turn';
import { loadRequest } from '../storage/requests';
import { readTombstone } from '../storage/tombstones';
import { accountsInDisposals } from '../views/disposal-view';
import type { Scene } from '../views/looker';
import { requestView } from '../views/panel-view';
import { replyToSend } from '../views/ending-view';
import { guessKind } from './begin-request';
import { loadRules, versionInForce } from './load-rules';
import { prepareFor } from './send-reply';
import { whoHolds } from './who-holds';

/** Every account that the panel may have to name. */
function accountsIn(request: SnapshotRequest, ticket: Ticket): readonly string[] {
  const { facts, files, marks, verdicts, flags, decisions, replies, handover, failedFiles = {}, calls = {}, told, start, deliveries = [] } = request;
  return [
    ...Object.values(facts).flatMap(({ confirmed, source }) => [confirmed?.by ?? '', source.by === 'hand' || source.by === 'comment' ? source.accountId : '']),
    ...Object.values(files).flatMap(({ attachedBy, taken }) => [attachedBy, taken.by]),
    ...Object.values(marks).flatMap(({ by, second }) => [by, second?.by ?? '']),
    ...Object.values(verdicts).map(({ by }) => by),
    ...flags.flatMap(({ raised, settled, params }) => [raised.by, settled?.by ?? '', plain(params['by'])]),
    ...decisions.flatMap(({ by, voided }) => [by, voided?.by ?? '']),
    ...replies.map(({ by }) => by),
    handover?.by ?? '',
    ...Object.values(failedFiles).flatMap((failed) => failed.at(-1)?.attachedBy ?? ''),
    ...Object.values(calls).map(({ by }) => by),
    ...accountsOfEnd(request),
    told?.by ?? '',
    start?.by ?? '',
    ...deliveries.flatMap(({ by, handedOver, reported }) => [by, handedOver?.by ?? '', reported?.by ?? '']),
    ...accountsInDisposals(request),
    ...ticket.attachments.map(({ by }) => by),
  ];
}

/** Who ended it, confirmed that, and saw to what was left. */
export const accountsOfEnd = ({ ended, refusalProposed }: SnapshotRequest): readonly string[] =>
  [ended?.by, ended?.second?.by, ended?.cleared?.by, ended?.cleared?.second?.by, refusalProposed?.by].flatMap((account) => account ?? []);

/** The permissions whose holders the panel names: those of the moves that are open now, the lead's where a flag is, the agents' where a customer is to be called. */
function permissionsToName(request: SnapshotRequest, rules: Rules, now: Date): readonly Permission[] {
  const [first, second] = moves(request, rules, now);
  const decision = rules.steps.find(({ id }) => id === second?.standing?.step.id)?.who;
  const flagged = request.flags.some(({ settled }) => !settled) ? (['settle-flags'] as const) : [];
  const calling = callsSuggested(request, rules, now).length > 0 ? (['run-checks'] as const) : [];
  return [...new Set([first?.permission, decision, ...flagged, ...calling].flatMap((permission) => permission ?? []))];
}

/** Why the viewer may not take a decision that is still to be taken; one that stands asks Jira for nobody's address. */
async function barsFor(viewer: string, may: readonly Permission[], request: SnapshotRequest, rules: Rules, now: Date): Promise<Scene['bars']> {
  const isOpen = (name: DecisionName): boolean => !['holds', 'used'].includes(decisionStanding(request, name, rules, now));
  const deciding = (['proceed', 'release'] as const).filter((name: DecisionName) => may.includes(`decide-${name}`) && isOpen(name));
  if (deciding.length === 0) return new Map();
  const bar = notTheDecider(request, viewer, await verifiedAddresses([viewer, ...verifiers(request)]));
  return new Map(deciding.flatMap((name) => {
    const why = isApprover(rules, name, viewer) ? bar : 'not-a-named-approver';
    return why ? [[name, why] as const] : [];
  }));
}

type Viewer = { readonly accountId: string; readonly may: readonly Permission[] };

async function sceneOf(viewer: Viewer, ticket: Ticket, request: SnapshotRequest, rules: Rules, now: Date): Promise<Scene> {
  const naming = permissionsToName(request, rules, now);
  const isExposed = request.flags.some(({ code, settled }) => code === 'private-key' && !settled);
  const [accounts, holders, bars, readers] = await Promise.all([
    readAccounts([viewer.accountId, ...accountsIn(request, ticket)]),
    Promise.all(naming.map(async (permission) => [permission, await (permission === 'deliver' ? whoHolds(permission, ticket.projectKey, rules) : holdersOf(permission, ticket.key))] as const)),
    barsFor(viewer.accountId, viewer.may, request, rules, now),
    isExposed ? readersOf(request.issueId) : [],
  ]);
  const known = holders.flatMap(([permission, people]) => (people ? [[permission, whoMayOf(people, permission, rules)] as const] : []));
  return { request, rules, now, today: dayIn(rules.calendar.timeZone, now), viewer, names: new Map([...accounts.values()].map(({ accountId, name }) => [accountId, name])), holders: new Map(known), bars, readers: readers.map(({ name }) => name) };
}

async function beginView(ticket: Ticket, may: readonly Permission[]): Promise<NonNullable<PanelView['begin']>> {
  const tombstone = await readTombstone(ticket.id);
  if (tombstone) return { may: false, kinds: [], why: { code: 'trail-went', params: { on: { moment: tombstone.at } } } };
  const rules = await loadRules(ticket.projectId, (await versionInForce(ticket.projectId)).version);
  const guessed = await guessKind(ticket.id, rules);
  const mayBegin = may.includes('run-checks');
  return { may: mayBegin, kinds, ...(guessed && { guessed }), why: mayBegin ? { code: 'begin.why', params: {} } : { code: 'begin.who', params: { permission: 'permission.run-checks' } } };
}

/**
 * The panel for a person on a ticket. `may` where the caller has just asked for it; the ticket is read as the person, which
 * also proves that they may see it (JiraFault 404 otherwise).
 */
export async function openPanel(accountId: string, issueId: string, asked?: readonly Permission[]): Promise<PanelView> {
  const now = new Date();
  const [ticket, stored, may] = await Promise.all([readTicket('user', issueId), loadRequest(issueId), asked ?? myPermissions({ issueId }, permissions)]);
  const viewer = { accountId, may };
  const base = { now: now.toISOString(), viewer: { ...viewer, name: accountId } };
  if (!stored) return { ...base, begin: await beginView(ticket, may) };
  const rules = await loadRules(stored.request.projectId, stored.request.rulesVersion);
  const scene = await sceneOf(viewer, ticket, stored.request, rules, now);
  const asksFacts = may.includes('run-checks') && moves(stored.request, rules, now)[0]?.move === 'ask-facts';
  const ready = asksFacts ? 'missing-facts' : may.includes('run-checks') ? replyToSend({ request: stored.request, rules }) : undefined;
  const question = ready ? await prepareFor(stored.request, rules, ready, accountId, now) : undefined;
  const attachments = ticket.attachments.map(({ id, name, size, createdAt, by }) => ({ id, name, size, at: createdAt, by: scene.names.get(by) ?? by }));
  return { ...base, viewer: { ...viewer, name: scene.names.get(accountId) ?? accountId }, request: requestView(scene, attachments, question) };
}

/** The panel after a change, with the line that says what was done. */
export async function panelAfter(accountId: string, issueId: string, may: readonly Permission[], done: Message | undefined): Promise<PanelView & { readonly done?: Message }> {
  return { ...(await openPanel(accountId, issueId, may)), ...(done && { done }) };
}
