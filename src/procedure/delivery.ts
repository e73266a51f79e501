/** Decides where a delivery stands: attempts in their order, each with files that were judged, a place and what became of it. */
import type { Verdict } from '../checks/check';
import { keyFingerprint } from './terms';
import type { Act, SnapshotRequest } from './request';

/** Where the recipient fetches the files. Never a password: the account lets in the customer's SSH key alone. */
export type Place = {
  readonly host: string;
  /** `SHA256:…`, as `ssh-keygen -l` prints it. */
  readonly hostKey: string;
  readonly username: string;
  readonly path: string;
  /** `YYYY-MM-DD`, the last day. */
  readonly expiresOn: string;
};

export type DeliveredFile = { readonly name: string; readonly size: number; readonly sha256: string; readonly verdict: Verdict };

/** One attempt to deliver. `sealedFor` is the fingerprint of the certificate that its files were held against. */
export type Attempt = Act & {
  readonly number: number;
  readonly files: readonly DeliveredFile[];
  readonly place: Place;
  readonly sealedFor: string;
  /** The recipient has the details: from then on it is a delivery. */
  readonly handedOver?: Act & { readonly note: string };
  /** It did not work for the recipient, and why. */
  readonly failed?: Act & { readonly reason: string };
};

/** Data that went to the wrong place. `until` is the moment by which the authority must have been told (GDPR, article 33). */
export type MisDelivery = Act & { readonly attempt: number; readonly reason: string; readonly until: string };

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
