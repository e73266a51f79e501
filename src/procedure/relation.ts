/** Decides what somebody in the portal is to a request, and that the details of a delivery are for its recipient alone. */
import { readMailbox, sameMailbox } from '../checks/mail-address';
import { dayIn } from './business-days';
import { currentAttempt } from './delivery';
import type { Attempt, SnapshotRequest } from './request';
import type { Rules } from './rules';

/** The recipient may all that the requester may. A contact sees who asks for what; whoever else sees the ticket sees the progress. */
export type Relation = 'recipient' | 'requester' | 'contact' | 'onlooker';

/** `address` as Jira has verified it: without one nobody is recognised by it. */
export type Visitor = { readonly accountId: string; readonly address?: string; readonly isListedParticipant: boolean };

export function isSameAddress(one: string | undefined, other: string | undefined): boolean {
  const [a, b] = [readMailbox(one ?? ''), readMailbox(other ?? '')];
  return 'mailbox' in a && 'mailbox' in b && sameMailbox(a.mailbox, b.mailbox);
}

/** Whoever verifies, decides or delivers is not at the same time the customer, whatever the ticket says of them. */
function worksOn(request: SnapshotRequest, accountId: string): boolean {
  const { facts, files, verdicts, decisions, start, handOff, told, deliveries = [] } = request;
  const workers = [
    ...Object.values(facts).flatMap(({ confirmed, source }) => [confirmed?.by, source.by === 'hand' ? source.accountId : undefined]),
    ...[...Object.values(files).map(({ taken }) => taken), ...Object.values(verdicts), ...decisions, start, handOff, told, ...deliveries, ...deliveries.map(({ handedOver }) => handedOver)].map((act) => act?.by),
  ];
  return workers.includes(accountId);
}

export function relationOf(request: SnapshotRequest, visitor: Visitor): Relation {
  if (worksOn(request, visitor.accountId)) return 'onlooker';
  const { requester, recipient } = request.facts;
  if (isSameAddress(visitor.address, recipient?.value.address)) return 'recipient';
  if (requester && (requester.value.accountId === visitor.accountId || isSameAddress(visitor.address, requester.value.address))) return 'requester';
  return visitor.isListedParticipant ? 'contact' : 'onlooker';
}

/** Requester and recipient alone act: they give keys, answer the code and say whether the files open. */
export const isTheirs = (relation: Relation): boolean => relation === 'recipient' || relation === 'requester';

/** Whether anybody has said that the files open. What was concluded from silence is no word of theirs. */
export const receiptSaid = ({ marks }: SnapshotRequest): boolean => marks['receipt'] !== undefined && marks['receipt'].answer !== 'unanswered';

/** The attempt that the recipient was told of, whatever became of the access; undefined where there is none or all is frozen. */
export function deliveredTo(request: SnapshotRequest): Attempt | undefined {
  const attempt = currentAttempt(request);
  if (!attempt?.handedOver || request.ended || request.misDelivery?.attempt === attempt.number) return undefined;
  return request.flags.some(({ settled }) => !settled) ? undefined : attempt;
}

/**
 * The attempt whose details this visitor may read: the recipient of the facts as they are confirmed now, who is also the one
 * that the release of this very attempt was given for, as long as the access is open.
 */
export function detailsFor(request: SnapshotRequest, relation: Relation, rules: Rules, now: Date): Attempt | undefined {
  const attempt = deliveredTo(request);
  const { recipient } = request.facts;
  if (relation !== 'recipient' || !attempt || !recipient?.confirmed || request.marks['access-removed']) return undefined;
  const release = request.decisions.findLast(({ decision, used }) => decision === 'release' && used?.for === `attempt ${attempt.number}`);
  if (!isSameAddress(release?.terms.recipient?.address, recipient.value.address)) return undefined;
  return dayIn(rules.calendar.timeZone, now) <= attempt.place.expiresOn ? attempt : undefined;
}
