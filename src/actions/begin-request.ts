/** Decides how a ticket becomes a snapshot request: by itself when it is created, or by one click; never twice. */
import { randomUUID } from 'node:crypto';
import { verifiedAddress } from '../jira/people';
import { readServiceRequest } from '../jira/service-desk';
import { readTicket, readTicketText, type Ticket } from '../jira/tickets';
import type { Person } from '../checks/evidence';
import { findFacts, licenceNumbersIn } from '../procedure/intake';
import type { Facts, Kind, SnapshotRequest } from '../procedure/request';
import type { Rules } from '../procedure/rules';
import { readHolds } from '../storage/holds';
import { loadRequest, requestOfTask } from '../storage/requests';
import { readTombstone } from '../storage/tombstones';
import { loadRules, versionInForce } from './load-rules';
import { genesis } from '../trail/chain';
import { record, refused, type Outcome, type Refused } from './change';
import { directoryFor } from './look-up';
import { act } from './perform';
import { lookForPrivateKey } from './take-file';

async function requesterOf({ reporter }: Ticket): Promise<Person> {
  if (!reporter) return {};
  const verified = await verifiedAddress(reporter.accountId);
  const { accountId, name } = reporter;
  if (verified) return { accountId, ...(name && { name }), address: verified, addressFrom: 'account' };
  return { accountId, ...(name && { name }), ...(reporter.address && { address: reporter.address, addressFrom: 'reporter-field' as const }) };
}

/** The facts that the ticket and the directory tell now; what a person entered or confirmed stays. */
async function findFactsOf(ticket: Ticket, rules: Rules, known: Facts, kind?: Kind): Promise<Facts> {
  const [text, service, reporter] = await Promise.all([readTicketText(ticket.id), readServiceRequest(ticket.id), requesterOf(ticket)]);
  const read = { ...text, reporter, ...(service?.requestType && { requestType: service.requestType }) };
  const written = [...Object.values(text.fields), text.text].join('\n');
  const first = findFacts(read, { licences: [], tenants: [], asOf: '' }, rules, known, {});
  const directory = await directoryFor(first.licences?.value ?? licenceNumbersIn(written), first.site?.value);
  return findFacts(read, directory, rules, known, kind ? { kind } : {});
}

/** What a comment of the requester adds to the facts: only what is missing, and as theirs, to be confirmed like the rest. */
export async function factsIn(comment: string, accountId: string, rules: Rules, known: Facts): Promise<Facts> {
  const read = { fields: {}, text: comment, reporter: {} };
  const first = findFacts(read, { licences: [], tenants: [], asOf: '' }, rules, {}, {});
  const numbers = known.licences?.value ?? first.licences?.value;
  const directory = numbers ? await directoryFor(numbers, known.site?.value ?? first.site?.value) : { licences: [], tenants: [], asOf: '' };
  const found = findFacts(read, directory, rules, {}, {});
  const own = Object.entries(found).flatMap(([name, fact]) => {
    if (name in known) return [];
    return [[name, fact.source.by === 'text' ? { ...fact, source: { by: 'comment', accountId } } : fact]];
  });
  return { ...(Object.fromEntries(own) as Facts), ...known };
}

/** The kind that a ticket's request type stands for, or undefined where it is no snapshot request type. */
export async function guessKind(issueId: string, rules: Rules): Promise<Kind | undefined> {
  const service = await readServiceRequest(issueId);
  return rules.requestTypes.find(({ name }) => name === service?.requestType)?.kind;
}

/**
 * Begins the request, or gives the one that is already there. Without `kind` only a configured request type begins one;
 * `adopted` where people had begun without the app.
 */
export async function beginRequest(issueId: string, actor: string, kind?: Kind, adopted = false): Promise<Outcome | Refused> {
  const existing = await loadRequest(issueId);
  if (existing) return { request: existing.request, rules: await loadRules(existing.request.projectId, existing.request.rulesVersion), urgent: [], later: false };
  if ((await readHolds()).isBeingBroughtIn) return refused('desk-being-imported');
  // Its trail would begin anew under the same name, and read as one that somebody has cut.
  const tombstone = await readTombstone(issueId);
  if (tombstone) return refused('trail-went', { on: { moment: tombstone.at } });
  // A request on the task of another would be a second procedure beside the one that its terms were approved in.
  if (await requestOfTask(issueId)) return refused('is-a-task');
  const ticket = await readTicket('app', issueId);
  const rules = await loadRules(ticket.projectId, (await versionInForce(ticket.projectId)).version);
  const chosen = kind ?? (await guessKind(issueId, rules));
  if (!chosen) return refused('not-a-request-type');
  const now = new Date();
  const begun = { by: actor, at: now.toISOString() };
  const request: SnapshotRequest = {
    issueId: ticket.id,
    issueKey: ticket.key,
    projectId: ticket.projectId,
    projectKey: ticket.projectKey,
    rev: 0,
    rulesVersion: rules.version,
    begun,
    ...(adopted && { adopted }),
    facts: await findFactsOf(ticket, rules, {}, chosen),
    files: {},
    marks: {},
    verdicts: {},
    flags: [],
    decisions: [],
    replies: [],
    clock: { pauses: [] },
    trail: { seq: 0, head: genesis(ticket.id) },
  };
  const decided = { request, happening: { type: 'request.begun' as const, detail: { kind: chosen, rulesVersion: rules.version, ...(adopted && { adopted }) } } };
  const outcome = await record({ decided, rules, actor, now, changeId: randomUUID() });
  if (!outcome) return beginRequest(issueId, actor, kind, adopted);
  if ('refusal' in outcome) return outcome;
  const acted = await act(outcome);
  // What came with the ticket was attached before there was a request to raise an alarm on.
  for (const { id } of ticket.attachments) await lookForPrivateKey(ticket.id, id);
  return acted;
}

/** Whether a ticket is a snapshot request; events of every other ticket of the site end here. */
export const isRequest = async (issueId: string): Promise<boolean> => (await loadRequest(issueId)) !== undefined;
