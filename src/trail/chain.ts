/** Decides how events are chained and what a verification of a chain finds. */
import { digest } from './digest';
import type { Commitment, Happening, TrailEvent } from './event';

/** What the first event of a request names as its predecessor: bound to the request, so that chains cannot be swapped. */
export const genesis = (requestId: string): string => digest({ requestId, snapshotDesk: 'trail', v: 1 });

export type Head = { readonly requestId: string; readonly seq: number; readonly head: string };

/** Chains one happening to a head; `seq` counts from 1. */
export function chain({ requestId, seq, head }: Head, happening: Happening, actor: string, at: string): TrailEvent {
  const body = { ...happening, v: 1 as const, requestId, seq: seq + 1, at, actor, prev: head };
  return { ...body, hash: digest(body) };
}

/** A commitment to a personal value; without value and salt it says nothing about it. */
export function commit(ref: string, value: unknown, salt: string): Commitment {
  return { ref, digest: digest({ salt, value }) };
}

export type Break = 'altered' | 'out-of-order' | 'not-linked' | 'other-request' | 'not-an-event';

/** `consistent` says that nothing inside was changed; only a checkpoint can say that nothing is missing at the end. */
export type ChainVerdict =
  | { readonly verdict: 'consistent'; readonly head: Head }
  | { readonly verdict: 'broken'; readonly seq: number; readonly reason: Break };

/** Whether an event is what its own hash was made of; where it stands in its chain is another question. */
export const isUnaltered = ({ hash, ...body }: TrailEvent): boolean => digest(body) === hash;

/** Verifies one event against the head before it. */
export function verifyNext(before: Head, given: unknown): { readonly head: Head } | { readonly reason: Break } {
  if (typeof given !== 'object' || given === null || !('hash' in given) || typeof given.hash !== 'string') return { reason: 'not-an-event' };
  const event = given as TrailEvent;
  if (event.requestId !== before.requestId) return { reason: 'other-request' };
  if (event.seq !== before.seq + 1) return { reason: 'out-of-order' };
  if (event.prev !== before.head) return { reason: 'not-linked' };
  if (!isUnaltered(event)) return { reason: 'altered' };
  return { head: { requestId: before.requestId, seq: event.seq, head: event.hash } };
}

/** Verifies a whole chain from its first event. */
export function verifyChain(requestId: string, events: readonly TrailEvent[]): ChainVerdict {
  let head: Head = { requestId, seq: 0, head: genesis(requestId) };
  for (const event of events) {
    const next = verifyNext(head, event);
    if ('reason' in next) return { verdict: 'broken', seq: head.seq + 1, reason: next.reason };
    head = next.head;
  }
  return { verdict: 'consistent', head };
}

/** Whether a side record is the value that an event committed to; an erased one has neither value nor salt. */
export function matchesCommitment(commitment: Commitment, row: { readonly value?: unknown; readonly salt?: string }): 'matches' | 'erased' | 'differs' {
  if (row.salt === undefined || row.value === undefined) return 'erased';
  return commit(commitment.ref, row.value, row.salt).digest === commitment.digest ? 'matches' : 'differs';
}
