/** Decides what the page of all purges keeps of one that was attested here. */
import type { Disposal, SnapshotRequest } from '../procedure/request';
import type { Purge } from '../storage/purges';

export const purgeId = (issueId: string, disposal: number): string => `${issueId}#${disposal}`;

/** `day` is the day of the attestation, `YYYY-MM-DD` in the rules' zone. */
export function purgeRowOf({ issueId, issueKey }: SnapshotRequest, { number, profile, tenants, by, decided, carriedOut }: Disposal, day: string): Purge {
  const [target] = tenants;
  return {
    id: purgeId(issueId, number),
    source: 'desk',
    day,
    ...(carriedOut && { at: carriedOut.at }),
    tenantId: target.tenantId,
    site: target.site,
    profile,
    issueId,
    issueKey,
    disposal: number,
    askedBy: by,
    ...(decided && { approvedBy: decided.by }),
    by: carriedOut?.by ?? '',
  };
}
