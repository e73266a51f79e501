/** Decides where a delivery stands: attempts in their order, each with files that were judged, a place and what became of it. */
import { keyFingerprint } from './terms';
import type { Attempt, DeliveredFile, SnapshotRequest } from './request';

/** The hours that GDPR, article 33 (1), leaves. */
const notificationHours = 72;
export const notifyUntil = (at: string): string => new Date(Date.parse(at) + notificationHours * 3_600_000).toISOString();

/** The attempt that counts: the last one, unless it did not work. */
export function currentAttempt({ deliveries }: SnapshotRequest): Attempt | undefined {
  const last = deliveries?.at(-1);
  return last?.failed ? undefined : last;
}

export const nextNumber = ({ deliveries }: SnapshotRequest): number => (deliveries?.at(-1)?.number ?? 0) + 1;

/** A file that is not shown to be sealed to the customer, and to nobody else, is not delivered: unknown is no pass. */
export const isSealed = ({ verdict }: DeliveredFile): boolean => verdict.outcome === 'pass' || verdict.outcome === 'warn';

export type DeliveryStanding = 'not-recorded' | 'not-sealed' | 'other-key' | 'recorded' | 'handed-over';

export function deliveryStanding(request: SnapshotRequest): DeliveryStanding {
  const attempt = currentAttempt(request);
  if (!attempt) return 'not-recorded';
  if (attempt.handedOver) return 'handed-over';
  if (attempt.sealedFor !== keyFingerprint(request)) return 'other-key';
  return attempt.files.length > 0 && attempt.files.every(isSealed) ? 'recorded' : 'not-sealed';
}

/** The last day that an account may be kept open for, in calendar days from today. */
export const longestAccessDays = 60;
