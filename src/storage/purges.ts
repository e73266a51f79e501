/** Decides how purges are found on one page: a row for each that was attested here, and for each line of the platform's own log. */
import { kvs, Sort, WhereConditions } from '@forge/kvs';

/** A purge. `id` is `<issue id>#<disposal>` for one of ours, and the digest of its line for one of the platform's log. */
export type Purge = {
  readonly id: string;
  readonly source: 'desk' | 'platform';
  /** `YYYY-MM-DD`, and the moment where it is known. */
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
};

type Row = { v: number; project: string; day: string; tenant: string; data: Purge };

export const purgeKey = (id: string): string => `purge#${id}`.replace(/[^a-zA-Z0-9:._\s\-#]/g, '_').slice(0, 500);
export const keptPurge = (projectId: string, purge: Purge): Row => ({ v: 1, project: projectId, day: purge.day, tenant: purge.tenantId.toLowerCase(), data: purge });

export type PurgePage = { readonly purges: readonly Purge[]; readonly next?: string };

/** Purges of a project from a day on, newest first, `limit` at a time (100 at most). */
export async function purgesSince(projectId: string, since: string, page: { readonly cursor?: string; readonly limit: number }): Promise<PurgePage> {
  const query = kvs.entity<Row>('purge').query().index('by-day', { partition: [projectId] }).where(WhereConditions.greaterThanEqualTo(since)).sort(Sort.DESC).limit(page.limit);
  if (page.cursor) query.cursor(page.cursor);
  const { results, nextCursor } = await query.getMany();
  return { purges: results.map(({ value }) => value.data), ...(nextCursor && { next: nextCursor }) };
}

/** Every purge of one tenant, newest first, at most 100. */
export async function purgesOfTenant(tenantId: string): Promise<readonly Purge[]> {
  const { results } = await kvs.entity<Row>('purge').query().index('by-tenant', { partition: [tenantId.toLowerCase()] }).sort(Sort.DESC).limit(100).getMany();
  return results.map(({ value }) => value.data);
}
