/** Decides what the customer's own word on a delivery does: the files open, or something is wrong with them. */
import { currentAttempt } from '../procedure/delivery';
import { isTheirs, receiptSaid } from '../procedure/relation';
import type { SnapshotRequest } from '../procedure/request';
import { refused, type Outcome, type Refused } from './change';
import { perform } from './perform';
import { relationTo } from './relate';

/** Whoever says anything of a delivery answers with it what they were asked. */
function answered(request: SnapshotRequest): SnapshotRequest {
  const { waiting: _answered, ...rest } = request;
  return rest;
}

/** They open: the step that an agent may also attest by hand is done, by the customer and on the trail as theirs. */
export function confirmReceipt(issueId: string, accountId: string): Promise<Outcome | Refused> {
  return perform(issueId, accountId, async ({ request, rules, at }) => {
    if (!isTheirs(await relationTo(request, accountId))) return refused('not-your-request');
    const done = { code: 'done.they-open', params: {} };
    if (receiptSaid(request)) return { unchanged: true, done };
    if (request.ended) return refused('ended', { ending: request.ended.ending });
    if (!rules.steps.some(({ id, done: asked }) => id === 'receipt' && asked.by === 'attestation')) return refused('receipt-not-asked');
    if (!currentAttempt(request)?.handedOver) return refused('nothing-delivered');
    return {
      request: { ...answered(request), marks: { ...request.marks, receipt: { by: accountId, at, state: 'done', said: 'in-portal' } } },
      happening: { type: 'step.marked', detail: { step: 'receipt', state: 'done', said: 'in-portal' } },
      done,
    };
  });
}

/**
 * Something is wrong: the report lies on the attempt, and it is the turn of whoever delivers. Closing the attempt frees the
 * release for another delivery, so that stays their act (docs/decisions/a-customers-report-closes-nothing.md).
 */
export function reportDelivery(issueId: string, accountId: string, reason: string): Promise<Outcome | Refused> {
  return perform(issueId, accountId, async ({ request, at }) => {
    if (!isTheirs(await relationTo(request, accountId))) return refused('not-your-request');
    if (request.ended) return refused('ended', { ending: request.ended.ending });
    const attempt = currentAttempt(request);
    if (!attempt?.handedOver) return refused('nothing-delivered');
    if (receiptSaid(request)) return refused('receipt-said');
    const done = { code: 'done.reported', params: {} };
    if (attempt.reported?.reason === reason) return { unchanged: true, done };
    const { receipt: _concluded, ...marks } = request.marks;
    const deliveries = (request.deliveries ?? []).map((one) => (one === attempt ? { ...one, reported: { by: accountId, at, reason } } : one));
    return {
      // Silence that was taken for a yes is none any more.
      request: { ...answered(request), deliveries, marks },
      happening: { type: 'delivery.reported', detail: { attempt: attempt.number } },
      personal: [reason],
      done,
    };
  });
}
