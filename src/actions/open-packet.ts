/** Decides how the SRE panel is opened on the linked task; who sees the task needs no access to the ticket. */
import type { Answer, Permission, SrePanelView, TextDifference } from '../contract';
import type { Message } from '../checks/message';
import { readAccounts, type Account } from '../jira/people';
import { holdersOf } from '../jira/permissions';
import { readTicket, readTicketText } from '../jira/tickets';
import { dayIn } from '../procedure/business-days';
import { todayIn } from '../procedure/disposal';
import { readiness } from '../procedure/readiness';
import type { SnapshotRequest } from '../procedure/request';
import type { Rules } from '../procedure/rules';
import { textDifferences, type TaskText } from '../procedure/task-text';
import { loadRequest, requestOfTask } from '../storage/requests';
import { accountsInDisposals } from '../views/disposal-view';
import { packetView } from '../views/packet-view';
import { refused, type Refused } from './change';
import { loadRules } from './load-rules';
import { accountsOfEnd } from './open-panel';
import { perform } from './perform';
import { prepareTask, sealOfText } from './prepare-task';

/** Every account that the panel may have to name. */
function accountsIn(request: SnapshotRequest): readonly string[] {
  const { decisions, start, deliveries = [], misDelivery, marks } = request;
  return [
    ...accountsOfEnd(request),
    ...decisions.map(({ by }) => by),
    start?.by ?? '',
    misDelivery?.by ?? '',
    marks['access-removed']?.by ?? '',
    ...accountsInDisposals(request),
    ...deliveries.flatMap(({ by, handedOver, failed, reported }) => [by, handedOver?.by ?? '', failed?.by ?? '', reported?.by ?? '']),
  ];
}

/** Undefined where the task reads as it was made. What it was made as is written again, since only its digest is kept. */
function differencesOf(request: SnapshotRequest, rules: Rules, now: TaskText, accounts: ReadonlyMap<string, Account>): readonly TextDifference[] | undefined {
  const { task } = request;
  if (!task || sealOfText(now.summary, now.description) === task.textSeal) return undefined;
  const made = prepareTask(request, rules, new Date(task.at), accounts);
  return made ? textDifferences(made.fields, now) : [];
}

/**
 * The request once it is on record that this person has its packet open: once a day, whoever they are, because everybody who
 * sees the task reads the names and addresses of the terms. Fails closed: what cannot be put on record is not shown.
 */
async function recorded(request: SnapshotRequest, rules: Rules, accountId: string, now: Date): Promise<SnapshotRequest | Refused> {
  const day = todayIn(rules, now);
  const isKnown = ({ opened, letGo }: SnapshotRequest): boolean => opened?.[accountId] === day || letGo?.addresses !== undefined;
  if (isKnown(request)) return request;
  const outcome = await perform(request.issueId, accountId, ({ request: found }) => {
    // Another tab was faster, or this very call is repeated.
    if (isKnown(found)) return { unchanged: true };
    const today = Object.fromEntries(Object.entries(found.opened ?? {}).filter(([, on]) => on === day));
    return { request: { ...found, opened: { ...today, [accountId]: day } }, happening: { type: 'packet.opened', detail: { day } } };
  });
  return 'refusal' in outcome ? outcome : outcome.request;
}

/** The task is read as the person, which proves that they may see it; everything else is the app's own. */
export async function openPacket(accountId: string, taskIssueId: string, may: readonly Permission[]): Promise<Answer<SrePanelView>> {
  const task = await readTicket('user', taskIssueId);
  const ticketId = await requestOfTask(task.id);
  const stored = ticketId ? await loadRequest(ticketId) : undefined;
  if (!stored) return { ok: false, ...refused('no-packet') };
  const now = new Date();
  const rules = await loadRules(stored.request.projectId, stored.request.rulesVersion);
  const request = await recorded(stored.request, rules, accountId, now);
  if ('refusal' in request) return { ok: false, ...request };
  const [accounts, text, holders] = await Promise.all([readAccounts(accountsIn(request)), readTicketText(task.id), holdersOf('deliver', task.key)]);
  const scene = {
    request,
    rules,
    now,
    today: dayIn(rules.calendar.timeZone, now),
    viewer: { accountId, may },
    names: new Map([...accounts.values()].map((account) => [account.accountId, account.name])),
    holders: new Map(holders ? [['deliver' as const, holders]] : []),
    bars: new Map(),
    readers: [],
  };
  const gates = (['proceed', 'hand-off', 'start-work', 'deliver', 'dispose'] as const).map((gate) => readiness(gate, request, rules, now));
  return { ok: true, value: packetView(scene, gates, differencesOf(request, rules, { summary: task.summary, description: text.description }, accounts)) };
}

/** The panel after an act, with the line that says what was done. */
export async function packetAfter(accountId: string, taskIssueId: string, may: readonly Permission[], done: Message | undefined): Promise<Answer<SrePanelView & { readonly done?: Message }>> {
  const opened = await openPacket(accountId, taskIssueId, may);
  return opened.ok && done ? { ok: true, value: { ...opened.value, done } } : opened;
}
