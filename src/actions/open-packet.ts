/** Decides how the SRE panel is opened on the linked task; who sees the task needs no access to the ticket. */
import type { Answer, SrePanelView } from '../contract';
import { readAccounts } from '../jira/people';
import { readTicket, readTicketText } from '../jira/tickets';
import { dayIn } from '../procedure/business-days';
import { readiness } from '../procedure/readiness';
import { loadRequest, requestOfTask } from '../storage/requests';
import { packetView } from '../views/packet-view';
import { refused } from './change';
import { loadRules } from './load-rules';
import { sealOfText } from './prepare-task';

/** The task is read as the person, which proves that they may see it; everything else is the app's own. */
export async function openPacket(accountId: string, taskIssueId: string): Promise<Answer<SrePanelView>> {
  const task = await readTicket('user', taskIssueId);
  const ticketId = await requestOfTask(task.id);
  const stored = ticketId ? await loadRequest(ticketId) : undefined;
  if (!stored) return { ok: false, ...refused('no-packet') };
  const { request } = stored;
  const now = new Date();
  const rules = await loadRules(request.projectId, request.rulesVersion);
  const [accounts, text] = await Promise.all([readAccounts(request.decisions.map(({ by }) => by)), readTicketText(task.id)]);
  const scene = {
    request,
    rules,
    now,
    today: dayIn(rules.calendar.timeZone, now),
    viewer: { accountId, may: [] },
    names: new Map([...accounts.values()].map((account) => [account.accountId, account.name])),
    holders: new Map(),
    bars: new Map(),
    readers: [],
  };
  const gates = (['proceed', 'hand-off', 'start-work', 'deliver'] as const).map((gate) => readiness(gate, request, rules, now));
  return { ok: true, value: packetView(scene, gates, sealOfText(task.summary, text.description) !== request.task?.textSeal) };
}
