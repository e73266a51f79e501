/** Decides how the SRE panel is opened on the linked task; who sees the task needs no access to the ticket. */
import type { Answer, Permission, SrePanelView, TextDifference } from '../contract';
import type { Message } from '../checks/message';
import { readAccounts, type Account } from '../jira/people';
import { holdersOf } from '../jira/permissions';
import { readTicket, readTicketText } from '../jira/tickets';
import { dayIn } from '../procedure/business-days';
import { readiness } from '../procedure/readiness';
import type { SnapshotRequest } from '../procedure/request';
import type { Rules } from '../procedure/rules';
import { textDifferences, type TaskText } from '../procedure/task-text';
import { loadRequest, requestOfTask } from '../storage/requests';
import { accountsInDisposals } from '../views/disposal-view';
import { packetView } from '../views/packet-view';
import { refused } from './change';
import { loadRules } from './load-rules';
import { accountsOfEnd } from './open-panel';
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

/** The task is read as the person, which proves that they may see it; everything else is the app's own. */
export async function openPacket(accountId: string, taskIssueId: string, may: readonly Permission[]): Promise<Answer<SrePanelView>> {
  const task = await readTicket('user', taskIssueId);
  const ticketId = await requestOfTask(task.id);
  const stored = ticketId ? await loadRequest(ticketId) : undefined;
  if (!stored) return { ok: false, ...refused('no-packet') };
  const { request } = stored;
  const now = new Date();
  const rules = await loadRules(request.projectId, request.rulesVersion);
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
