/** Decides which purges somebody approved, and why each of the others stands out. */
import type { Message } from '../checks/message';
import { dayIn } from './business-days';
import type { Disposal, SnapshotRequest } from './request';

/**
 * A purge, or a disposal that was approved and may become one. `id` is `<issue id>#<disposal>` for ours, and the digest of
 * its line for one of the platform's log.
 */
export type Purge = {
  readonly id: string;
  readonly source: 'desk' | 'platform';
  /** `YYYY-MM-DD`, and the moment where it is known; without it one of ours is not attested. */
  readonly day: string;
  readonly at?: string;
  readonly tenantId: string;
  readonly site?: string;
  readonly profile?: string;
  readonly issueId?: string;
  readonly issueKey?: string;
  readonly disposal?: number;
  /** Accounts of ours; of the platform's log whatever it names. */
  readonly askedBy?: string;
  readonly approvedBy?: string;
  readonly by: string;
  readonly approvedAt?: string;
  /** `YYYY-MM-DD`, the first day on which it may be carried out. */
  readonly waitsUntil?: string;
  readonly begunAt?: string;
  /** Since when it is cancelled or on hold. */
  readonly stoppedAt?: string;
  /** Reported as wrong, until somebody has verified that the data is back. */
  readonly error?: 'in-error' | 'restored';
  /** The other tenants of the company, as they were compared. */
  readonly alike?: readonly string[];
};

/** Whether data is gone, or may be: what was begun and is reported as wrong was never attested. What was only approved is no purge yet. */
export const isCarriedOut = ({ source, at, error }: Purge): boolean => source === 'platform' || at !== undefined || error !== undefined;

export const purgeId = (issueId: string, disposal: number): string => `${issueId}#${String(disposal)}`;

function rowOf({ issueId, issueKey }: SnapshotRequest, disposal: Disposal, timeZone: string): Purge | undefined {
  const { number, profile, tenants, by, decided, carriedOut, begun, cancelled, holds, waitsUntil, inError } = disposal;
  if (decided?.outcome !== 'approved') return undefined;
  const [target, ...alike] = tenants;
  const whenGone = carriedOut ?? (inError && (begun ?? inError));
  const stopped = cancelled ?? holds?.find(({ lifted }) => !lifted);
  return {
    id: purgeId(issueId, number),
    source: 'desk',
    day: whenGone ? dayIn(timeZone, new Date(whenGone.at)) : waitsUntil,
    ...(carriedOut && { at: carriedOut.at }),
    tenantId: target.tenantId,
    site: target.site,
    profile,
    issueId,
    issueKey,
    disposal: number,
    askedBy: by,
    approvedBy: decided.by,
    by: (carriedOut ?? (inError && begun))?.by ?? '',
    approvedAt: decided.at,
    waitsUntil,
    ...(begun && { begunAt: begun.at }),
    ...(stopped && !carriedOut && { stoppedAt: stopped.at }),
    ...(inError && { error: inError.restored?.verified ? ('restored' as const) : ('in-error' as const) }),
    ...(alike.length > 0 && { alike: alike.map(({ tenantId }) => tenantId) }),
  };
}

/** The rows that a change of a request brings along: one for each approved disposal that it made another. */
export function purgesOf(before: SnapshotRequest | undefined, after: SnapshotRequest, timeZone: string): readonly Purge[] {
  const were = new Set((before?.disposals ?? []).map((one) => JSON.stringify(before && rowOf(before, one, timeZone))));
  return (after.disposals ?? []).flatMap((one) => rowOf(after, one, timeZone) ?? []).filter((row) => !were.has(JSON.stringify(row)));
}

/** How far the clocks of two systems may differ. */
const toleranceMs = 3_600_000;
/** So long an attestation may take after the last look before the purge. */
const attestedWithinMs = 24 * 3_600_000;

const isSame = (one: string, other: string): boolean => one.trim().toLowerCase() === other.trim().toLowerCase();

type Span = { readonly from: number; readonly to: number };

/** A log that gives only the day may mean any moment of it, in any zone. */
function spanOf({ at, day }: Purge): Span {
  if (at !== undefined) return { from: Date.parse(at) - toleranceMs, to: Date.parse(at) + toleranceMs };
  const start = Date.parse(`${day}T00:00:00Z`);
  return { from: start - 14 * 3_600_000, to: start + 36 * 3_600_000 };
}

function isDuring(logged: Purge, { begunAt, at, stoppedAt }: Purge): boolean {
  if (begunAt === undefined) return false;
  const { from, to } = spanOf(logged);
  const start = Date.parse(begunAt);
  return to >= start && from <= (at === undefined ? (stoppedAt === undefined ? start + attestedWithinMs : Math.max(start, Date.parse(stoppedAt))) : Date.parse(at));
}

const why = (code: string, params: Message['params'] = {}): Message => ({ code: `purge.why.${code}`, params });

/** Why an approval of this very tenant does not cover the purge. */
function whyNot(logged: Purge, approval: Purge): Message {
  const { approvedAt, waitsUntil = '', begunAt, stoppedAt, at, issueKey: ticket = '' } = approval;
  const { from, to } = spanOf(logged);
  if (approvedAt !== undefined && to < Date.parse(approvedAt)) return why('before-approval', { ticket, on: { moment: approvedAt } });
  if (at !== undefined && from > Date.parse(at)) return why('twice', { ticket, on: { day: approval.day } });
  if (logged.day < waitsUntil) return why('too-early', { ticket, until: { day: waitsUntil } });
  if (stoppedAt !== undefined && to >= Date.parse(stoppedAt)) return why('stopped', { ticket, on: { moment: stoppedAt } });
  return begunAt === undefined ? why('not-begun', { ticket }) : why('not-then', { ticket });
}

export type Judged = { readonly logged: Purge; readonly approval: Purge } | { readonly logged: Purge; readonly why: Message };

/**
 * Holds the lines of the platform's log against the disposals that were approved. A tenant's identifier has to be the same
 * one, whatever its site is called; each disposal covers one purge; the deletion of a delivered dump covers none.
 */
export function judgePurges(logged: readonly Purge[], approvals: readonly Purge[]): readonly Judged[] {
  const used = new Set<string>();
  const inTime = [...logged].sort((a, b) => spanOf(a).from - spanOf(b).from);
  return inTime.map((one): Judged => {
    const sameTenant = approvals.filter(({ tenantId }) => isSame(tenantId, one.tenantId));
    const forTenant = sameTenant.filter(({ profile }) => profile === 'tenant-systems').sort((a, b) => (a.approvedAt ?? '').localeCompare(b.approvedAt ?? ''));
    const during = forTenant.filter((approval) => isDuring(one, approval));
    const free = during.find(({ id }) => !used.has(id));
    if (free) {
      used.add(free.id);
      return { logged: one, approval: free };
    }
    const [spent] = during;
    if (spent) return { logged: one, why: why('twice', { ticket: spent.issueKey ?? '', on: { day: spent.day } }) };
    const { to } = spanOf(one);
    const nearest = forTenant.findLast(({ approvedAt }) => approvedAt !== undefined && Date.parse(approvedAt) <= to) ?? forTenant[0];
    if (nearest) return { logged: one, why: whyNot(one, nearest) };
    const [dump] = sameTenant;
    if (dump) return { logged: one, why: why('dump-only', { ticket: dump.issueKey ?? '' }) };
    const ofCompany = approvals.find(({ profile, alike = [] }) => profile === 'tenant-systems' && alike.some((tenantId) => isSame(tenantId, one.tenantId)));
    if (ofCompany) return { logged: one, why: why('company', { ticket: ofCompany.issueKey ?? '', tenant: ofCompany.tenantId }) };
    return { logged: one, why: why('nobody') };
  });
}
