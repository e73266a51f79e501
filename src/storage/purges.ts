/** Decides how purges are found on one page: a row for each disposal that was approved here, and for each line of the platform's own log. */
import { kvs, Sort, WhereConditions } from '@forge/kvs';
import { z } from 'zod';
import type { Purge } from '../procedure/purges';

type Row = { v: number; project: string; day: string; tenant: string; data: Purge };

export const purgeKey = (id: string): string => `purge#${id}`.replace(/[^a-zA-Z0-9:._\s\-#]/g, '_').slice(0, 500);

/** What was approved and not carried out is found by its tenant, and apart from the purges of the project; what was begun and is wrong lies among those. */
const approvedIn = (projectId: string): string => `${projectId}#approved`;

export const keptPurge = (projectId: string, purge: Purge): Row => ({
  v: 1,
  project: purge.source === 'platform' || purge.at !== undefined || purge.error !== undefined ? projectId : approvedIn(projectId),
  day: purge.day,
  tenant: purge.tenantId.toLowerCase(),
  data: purge,
});

export type PurgePage = { readonly purges: readonly Purge[]; readonly next?: string };

async function pageOf(partition: string, since: string, page: { readonly cursor?: string; readonly limit: number }): Promise<PurgePage> {
  const query = kvs.entity<Row>('purge').query().index('by-day', { partition: [partition] }).where(WhereConditions.greaterThanEqualTo(since)).sort(Sort.DESC).limit(page.limit);
  if (page.cursor) query.cursor(page.cursor);
  const { results, nextCursor } = await query.getMany();
  return { purges: results.map(({ value }) => value.data), ...(nextCursor && { next: nextCursor }) };
}

/** Purges of a project from a day on, newest first, `limit` at a time (100 at most). */
export const purgesSince = (projectId: string, since: string, page: { readonly cursor?: string; readonly limit: number }): Promise<PurgePage> => pageOf(projectId, since, page);

/** Disposals of a project that were approved and are not carried out, the furthest day first, at most 100. */
export const approvedPurges = async (projectId: string): Promise<readonly Purge[]> => (await pageOf(approvedIn(projectId), '0', { limit: 100 })).purges;

/** Every purge of one tenant, newest first, at most 100. Of another project it names the ticket, and neither people nor the site. */
export async function purgesOfTenant(tenantId: string, projectId: string): Promise<readonly Purge[]> {
  const { results } = await kvs.entity<Row>('purge').query().index('by-tenant', { partition: [tenantId.toLowerCase()] }).sort(Sort.DESC).limit(100).getMany();
  return results.map(({ value: { project, data } }) => {
    if (project === projectId || project === approvedIn(projectId)) return data;
    const { site: _site, askedBy: _askedBy, approvedBy: _approvedBy, ...bare } = data;
    return { ...bare, by: '' };
  });
}

/** 25 is KVS's limit for a batch. */
const batches = <Item>(items: readonly Item[]): readonly (readonly Item[])[] => Array.from({ length: Math.ceil(items.length / 25) }, (_, at) => items.slice(at * 25, at * 25 + 25));

/** The purges of these that no row was kept of. */
export async function unkeptPurges(purges: readonly Purge[]): Promise<readonly Purge[]> {
  const kept = new Set<string>();
  for (const batch of batches(purges)) {
    const { successfulKeys, failedKeys } = await kvs.batchGet<Row>(batch.map(({ id }) => ({ key: purgeKey(id), entityName: 'purge' })));
    const failed = failedKeys.find(({ error }) => error.code !== 'KEY_NOT_FOUND');
    if (failed) throw new Error(`storage could not read the purges: ${failed.error.code}`);
    for (const { key } of successfulKeys) kept.add(key);
  }
  return purges.filter(({ id }) => !kept.has(purgeKey(id)));
}

/** Keeps each under its own id, so that the same line again changes nothing. */
export async function keepPurges(projectId: string, purges: readonly Purge[]): Promise<void> {
  for (const batch of batches(purges)) {
    const { failedKeys } = await kvs.batchSet(batch.map((purge) => ({ key: purgeKey(purge.id), value: keptPurge(projectId, purge), entityName: 'purge' })));
    if (failedKeys[0]) throw new Error(`storage refused a purge: ${failedKeys[0].error.code}`);
  }
}

const importSchema = z.object({ v: z.literal(1), by: z.string(), at: z.string(), lines: z.number(), until: z.string() });
/** The newest import of a platform's log, and the day up to which logs were imported. */
export type PurgeImport = Omit<z.infer<typeof importSchema>, 'v'>;

const importKey = (projectId: string): string => `purge-import#${projectId}`;

export async function lastImport(projectId: string): Promise<PurgeImport | undefined> {
  const row = await kvs.get(importKey(projectId));
  if (row === undefined) return undefined;
  const { v: _schema, ...last } = importSchema.parse(row);
  return last;
}

export const noteImport = (projectId: string, last: PurgeImport): Promise<void> => kvs.set(importKey(projectId), { v: 1, ...last });
