/** Decides how the desk reads many requests: a page of one index at a time, from the rows alone. */
import { kvs, Sort, WhereConditions } from '@forge/kvs';
import { z } from 'zod';
import type { Plan } from '../procedure/desk-query';
import type { DeskRow } from '../procedure/desk-row';
import type { Ending, EstimateClock, LetGo, SnapshotRequest, Stage, Stay, Turn } from '../procedure/request';

/** A request as its row shows it, without its evidence. */
export type Listed = {
  readonly issueId: string;
  readonly issueKey: string;
  readonly projectId: string;
  readonly rulesVersion: number;
  readonly stage: Stage;
  readonly turn: Turn;
  readonly due: string;
  readonly since: string;
  readonly at: string;
  readonly flagged: boolean;
  readonly begun: string;
  readonly clock: EstimateClock;
  readonly stays: readonly Stay[];
  readonly ended?: { readonly ending: string; readonly at: string };
  readonly held?: NonNullable<SnapshotRequest['held']>;
  readonly nudged?: NonNullable<SnapshotRequest['nudged']>;
  readonly row: DeskRow;
};

/** As written by `saveRequest`; what the desk does not know of, it leaves out. */
const listedSchema = z.object({
  project: z.string(),
  stage: z.string(),
  turn: z.string(),
  due: z.string(),
  since: z.string(),
  at: z.string(),
  flagged: z.string().optional(),
  data: z.object({
    issueId: z.string(),
    issueKey: z.string(),
    rulesVersion: z.number(),
    begun: z.object({ at: z.string() }),
    clock: z.object({ startedOn: z.string().optional(), pauses: z.array(z.object({ from: z.string(), to: z.string().optional() })) }),
    stays: z.array(z.object({ stage: z.string(), from: z.string() })),
    ended: z.object({ ending: z.string(), at: z.string() }).optional(),
    held: z.object({ turn: z.string(), since: z.string() }).optional(),
    nudged: z.object({ since: z.string(), at: z.string(), escalated: z.boolean() }).optional(),
    desk: z.object({ move: z.string(), params: z.record(z.string(), z.unknown()), barred: z.array(z.string()), odd: z.array(z.object({ what: z.string(), name: z.string() })) }).loose(),
  }),
});

function listed({ project, flagged, data, ...places }: z.infer<typeof listedSchema>): Listed {
  const { desk, begun, ...known } = data;
  return { ...places, ...known, projectId: project, flagged: flagged !== undefined, begun: begun.at, row: desk } as unknown as Listed;
}

/** `unreadable` are the issue ids of rows that cannot be read: they are told of, and keep no other from being read. */
export type Page = { readonly rows: readonly Listed[]; readonly unreadable: readonly string[]; readonly cursor?: string };

type Rows = readonly { readonly key: string; readonly value: unknown }[];

function readRows<Read>(results: Rows, schema: z.ZodType<Read>): { readonly read: readonly Read[]; readonly unreadable: readonly string[] } {
  const read: Read[] = [];
  const unreadable: string[] = [];
  for (const { key, value } of results) {
    const { data } = schema.safeParse(value);
    if (data === undefined) unreadable.push(key.slice(key.indexOf('#') + 1));
    else read.push(data);
  }
  return { read, unreadable };
}

function pageOf(results: Rows, nextCursor: string | undefined): Page {
  const { read, unreadable } = readRows(results, listedSchema);
  return { rows: read.map(listed), unreadable, ...(nextCursor && { cursor: nextCursor }) };
}

/** One query. The cursor is for the next one only, and is never kept. */
export async function listRequests(projectId: string, { index, partition, range, newestFirst }: Plan, page: { readonly limit: number; readonly cursor?: string | undefined }): Promise<Page> {
  const query = kvs.entity('request').query().index(index, { partition: [projectId, ...partition] });
  if (range) query.where('beginsWith' in range ? WhereConditions.beginsWith(range.beginsWith) : WhereConditions.lessThan(range.before));
  query.sort(newestFirst ? Sort.DESC : Sort.ASC).limit(page.limit);
  const { results, nextCursor } = await (page.cursor ? query.cursor(page.cursor) : query).getMany();
  return pageOf(results, nextCursor);
}

/** The open requests of every project whose turn began before a day, longest first; for the schedule alone. */
export async function listHeldSince(before: string, page: { readonly limit: number; readonly cursor?: string | undefined }): Promise<Page> {
  const query = kvs.entity('request').query().index('by-since', { partition: ['open'] }).where(WhereConditions.lessThan(before)).sort(Sort.ASC).limit(page.limit);
  const { results, nextCursor } = await (page.cursor ? query.cursor(page.cursor) : query).getMany();
  return pageOf(results, nextCursor);
}

const endedSchema = z.object({
  project: z.string(),
  data: z.object({ issueId: z.string(), issueKey: z.string(), ended: z.object({ at: z.string() }).optional(), letGo: z.record(z.string(), z.object({ at: z.string(), version: z.number() })).optional() }),
});

/** A request that has ended, as far as its row tells what is left of it. */
export type EndedRow = { readonly issueId: string; readonly issueKey: string; readonly projectId: string; readonly ended?: { readonly at: string }; readonly letGo?: LetGo };

/** The requests of every project that ended before a day, the oldest first; for the schedule alone. */
export async function listEndedBefore(day: string, page: { readonly limit: number; readonly cursor?: string | undefined }): Promise<{ readonly rows: readonly EndedRow[]; readonly unreadable: readonly string[]; readonly cursor?: string }> {
  const query = kvs.entity('request').query().index('by-since', { partition: ['ended'] }).where(WhereConditions.lessThan(day)).sort(Sort.ASC).limit(page.limit);
  const { results, nextCursor } = await (page.cursor ? query.cursor(page.cursor) : query).getMany();
  const { read, unreadable } = readRows(results, endedSchema);
  const rows = read.map(({ project, data: { ended, letGo, ...named } }): EndedRow => ({ ...named, projectId: project, ...(ended && { ended }), ...(letGo && { letGo }) }));
  return { rows, unreadable, ...(nextCursor && { cursor: nextCursor }) };
}

const standingSchema = z.object({ data: z.object({ issueKey: z.string(), ended: z.object({ ending: z.enum(['delivered', 'disposed', 'withdrawn', 'refused', 'expired', 'duplicate'] satisfies Ending[]) }).optional() }) });

/** A request's key and how it ended, if it has. A row that cannot be read is no request that ended. */
export type Standing = { readonly issueKey?: string; readonly ending: Ending | 'open' };

/** Which of these are requests, and how they stand. One storage call for 25. */
export async function standingsOf(issueIds: readonly string[]): Promise<ReadonlyMap<string, Standing>> {
  const batches = Array.from({ length: Math.ceil(issueIds.length / 25) }, (_, nth) => issueIds.slice(nth * 25, nth * 25 + 25));
  const answers = await Promise.all(batches.map((ids) => kvs.batchGet<unknown>(ids.map((id) => ({ key: `request#${id}`, entityName: 'request' })))));
  const failed = answers.flatMap(({ failedKeys }) => failedKeys).find(({ error }) => error.code !== 'KEY_NOT_FOUND');
  if (failed) throw new Error(`storage could not say how a request stands: ${failed.error.code}`);
  return new Map(answers.flatMap(({ successfulKeys }) => successfulKeys).map(({ key, value }): [string, Standing] => {
    const { data: row } = standingSchema.safeParse(value);
    return [key.slice('request#'.length), row ? { issueKey: row.data.issueKey, ending: row.data.ended?.ending ?? 'open' } : { ending: 'open' }];
  }));
}

const keySchema = z.object({ data: z.object({ issueKey: z.string() }) });

/** The keys of requests by their issue ids; one that is gone is absent. */
export async function issueKeysOf(issueIds: readonly string[]): Promise<ReadonlyMap<string, string>> {
  const ids = [...new Set(issueIds)];
  const found = new Map<string, string>();
  // 25 is KVS's limit for a batch.
  for (let at = 0; at < ids.length; at += 25) {
    const { successfulKeys } = await kvs.batchGet<unknown>(ids.slice(at, at + 25).map((id) => ({ key: `request#${id}`, entityName: 'request' })));
    for (const { key, value } of successfulKeys) found.set(key.slice('request#'.length), keySchema.parse(value).data.issueKey);
  }
  return found;
}
