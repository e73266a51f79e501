/** Decides what lies in place of a request whose trail went, and how what hung off it is cleared away, however often that is interrupted. */
import { Filter, FilterConditions, kvs, WhereConditions } from '@forge/kvs';
import { z } from 'zod';
import { deleteRows } from './delete-rows';
import { pieceKeys, requestKey, taskKey, eventKey, type Stored } from './requests';
import type { Alongside } from './rules';

const tombstoneSchema = z.object({
  v: z.literal(1),
  issueKey: z.string(),
  projectId: z.string(),
  /** When it went, and by which version of the rules. */
  at: z.string(),
  version: z.number().int(),
  ended: z.object({ ending: z.string(), at: z.string() }),
  trail: z.object({ seq: z.number().int(), head: z.string() }),
});
export type Tombstone = Omit<z.infer<typeof tombstoneSchema>, 'v'>;

const tombstoneKey = (issueId: string): string => `tombstone#${issueId}`;

export async function readTombstone(issueId: string): Promise<Tombstone | undefined> {
  const row = await kvs.get(tombstoneKey(issueId));
  if (row === undefined) return undefined;
  const { v: _schema, ...tombstone } = tombstoneSchema.parse(row);
  return tombstone;
}

/** A row for as long as something is left of a request that went, so that nobody has to look through all tombstones. */
const clearingKey = (issueId: string): string => `clearing#${issueId}`;
const clearingSchema = z.object({ v: z.literal(1), issueId: z.string(), seq: z.number().int(), task: z.string().optional() });
type Clearing = z.infer<typeof clearingSchema>;

/**
 * Puts the tombstone in place of the request, together with whatever the transaction records, on the condition that nobody
 * has changed the request since. From then on nobody reads any of it.
 */
export const bury = ({ request }: Stored, tombstone: Tombstone): Alongside => (transaction) => {
  const { issueId, rev, trail, task } = request;
  type Row = { rev: number };
  transaction.delete<Row>(requestKey(issueId), { entityName: 'request', conditions: new Filter<Row>().and('rev', FilterConditions.equalTo(rev)) });
  for (const key of pieceKeys(issueId)) transaction.delete(key, { entityName: 'evidence' });
  transaction.set(tombstoneKey(issueId), { v: 1, ...tombstone });
  transaction.set(clearingKey(issueId), { v: 1, issueId, seq: trail.seq, ...(task && { task: task.issueId }) } satisfies Clearing);
};

/** Requests that went and of which something may be left, at most a hundred. */
export async function toClear(): Promise<readonly Clearing[]> {
  const { results } = await kvs.query().where('key', WhereConditions.beginsWith('clearing#')).limit(100).getMany();
  return results.map(({ value }) => clearingSchema.parse(value));
}

const refsSchema = z.object({ data: z.object({ personal: z.array(z.object({ ref: z.string() })).optional() }) });

/** What KVS takes in a batch. */
const batch = 25;

/** Personal values before the events that name them: a run that dies in between finds them again. */
async function clearTrail({ issueId, seq }: Clearing): Promise<void> {
  for (let after = 0; after < seq; after += batch) {
    const names = Array.from({ length: Math.min(batch, seq - after) }, (_, nth) => ({ key: eventKey(issueId, after + nth + 1), entityName: 'event' }));
    const { successfulKeys, failedKeys } = await kvs.batchGet<unknown>(names);
    const failed = failedKeys.find(({ error }) => error.code !== 'KEY_NOT_FOUND');
    if (failed) throw new Error(`storage could not read a trail that is to go: ${failed.error.code}`);
    const refs = successfulKeys.flatMap(({ value }) => refsSchema.parse(value).data.personal?.map(({ ref }) => ref) ?? []);
    await deleteRows(refs.map((key) => ({ key, entityName: 'person' })));
    await deleteRows(successfulKeys.map(({ key }) => ({ key, entityName: 'event' })));
  }
}

async function clearIndexed(entityName: string, beginning: string): Promise<void> {
  for (;;) {
    const { results } = await kvs.entity(entityName).query().index('by-key').where(WhereConditions.beginsWith(beginning)).limit(100).getMany();
    if (results.length === 0) return;
    await deleteRows(results.map(({ key }) => ({ key, entityName })));
  }
}

/** Deletes everything that hung off a request that went. Done again it finds nothing more to do. */
export async function clearAway(clearing: Clearing): Promise<void> {
  const { issueId, task } = clearing;
  await clearTrail(clearing);
  for (const entity of ['mention', 'outbox']) await clearIndexed(entity, `${issueId}#`);
  await clearIndexed('purge', `purge#${issueId}#`);
  await deleteRows([{ key: issueId, entityName: 'uncovered' }]);
  await deleteRows([{ key: `covered#${issueId}` }, ...(task === undefined ? [] : [{ key: taskKey(task) }])]);
  await deleteRows([{ key: clearingKey(issueId) }]);
}
