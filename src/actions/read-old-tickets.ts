/** Decides what is kept of tickets older than the app: by what they can be compared, that they were there, and nothing more. */
import type { Answer } from '../contract';
import { sharedMailLists } from '../checks/shared-mail';
import { findOldTickets } from '../jira/old-tickets';
import { verifiedAddress } from '../jira/people';
import { readTicket, readTicketText } from '../jira/tickets';
import { findFacts } from '../procedure/intake';
import { mentionsOf } from '../procedure/upkeep';
import type { Rules } from '../procedure/rules';
import { keepOldMentions, loadRequest, requestOfTask } from '../storage/requests';
import { refused } from './change';
import { loadRules, versionInForce } from './load-rules';

/** Domain, site and the first licence numbers, as many as a request is found by. */
const mostMentions = 12;

/** False where the ticket is a request, the task of one, another project's, or tells nothing to compare by. */
async function keepOld(issueId: string, projectId: string, rules: Rules, isShared: (domain: string) => boolean): Promise<boolean> {
  if ((await loadRequest(issueId)) ?? (await requestOfTask(issueId))) return false;
  const ticket = await readTicket('user', issueId);
  if (ticket.projectId !== projectId) return false;
  const { reporter } = ticket;
  const address = reporter && ((await verifiedAddress(reporter.accountId)) ?? reporter.address);
  const person = reporter ? { accountId: reporter.accountId, ...(address && { address, addressFrom: 'account' as const }) } : {};
  const facts = findFacts({ ...(await readTicketText(issueId)), reporter: person }, { licences: [], tenants: [], asOf: '' }, rules, {}, {});
  const mentions = mentionsOf({ facts }, isShared).slice(0, mostMentions);
  if (mentions.length > 0) await keepOldMentions({ issueId, issueKey: ticket.key, at: ticket.createdAt }, mentions);
  return mentions.length > 0;
}

/** One page of the search. Going through it again keeps nothing twice, and no ticket becomes a request by it. */
export async function readOldTickets(projectId: string, { jql, token }: { readonly jql: string; readonly token?: string | undefined }): Promise<Answer<{ readonly looked: number; readonly kept: number; readonly next?: string }>> {
  const found = await findOldTickets(projectId, jql, token);
  if (!found) return { ok: false, ...refused('old-tickets-search') };
  const rules = await loadRules(projectId, (await versionInForce(projectId)).version);
  const sharedMailOf = await sharedMailLists([]);
  let kept = 0;
  for (const issueId of found.issueIds) {
    if (await keepOld(issueId, projectId, rules, (domain) => sharedMailOf(domain) !== undefined)) kept += 1;
  }
  return { ok: true, value: { looked: found.issueIds.length, kept, ...(found.next !== undefined && { next: found.next }) } };
}
