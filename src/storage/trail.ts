/** Decides how events and the personal values beside them are read, in the order and number that an export needs. */
import { kvs, Sort, WhereConditions } from '@forge/kvs';
import { z } from 'zod';
import type { TrailEvent } from '../trail/event';
import type { SideRow } from '../trail/export';
import type { Alongside } from './rules';

/** What one query gives at most. */
const pageSize = 100;

/** The events after `after` in their order, up to a hundred. */
export async function eventsAfter(issueId: string, after: number): Promise<readonly TrailEvent[]> {
  const { results } = await kvs.entity<{ data: TrailEvent }>('event').query().index('by-request', { partition: [issueId] }).where(WhereConditions.greaterThan(after)).sort(Sort.ASC).limit(pageSize).getMany();
  return results.map(({ value }) => value.data);
}

/** One event by its number, or undefined. */
export async function readEvent(issueId: string, seq: number): Promise<TrailEvent | undefined> {
  const [event] = await eventsAfter(issueId, seq - 1);
  return event?.seq === seq ? event : undefined;
}

const rowSchema = z.object({ data: z.object({ value: z.unknown().optional(), salt: z.string().optional() }) });

const rowOf = (ref: string, row: unknown): SideRow => {
  const { value, salt } = rowSchema.parse(row).data;
  return { ref, ...(value !== undefined && { value }), ...(salt !== undefined && { salt }) };
};

/** The personal values of some events, by their refs; a ref without a row is absent. */
export async function sideRows(refs: readonly string[]): Promise<ReadonlyMap<string, SideRow>> {
  const found = new Map<string, SideRow>();
  // 25 is KVS's limit for a batch.
  for (let at = 0; at < refs.length; at += 25) {
    const { successfulKeys, failedKeys } = await kvs.batchGet<unknown>(refs.slice(at, at + 25).map((key) => ({ key, entityName: 'person' })));
    const failed = failedKeys.find(({ error }) => error.code !== 'KEY_NOT_FOUND');
    if (failed) throw new Error(`storage could not read a personal value: ${failed.error.code}`);
    for (const { key, value } of successfulKeys) found.set(key, rowOf(key, value));
  }
  return found;
}

/** Every personal value of a request that is not erased, in pages. */
export async function* personalValues(issueId: string): AsyncGenerator<readonly SideRow[]> {
  let cursor: string | undefined;
  do {
    const query = kvs.entity('person').query().index('by-request', { partition: [issueId] }).limit(pageSize);
    const { results, nextCursor } = await (cursor ? query.cursor(cursor) : query).getMany();
    yield results.map(({ key, value }) => rowOf(key, value)).filter(({ salt }) => salt !== undefined);
    cursor = nextCursor;
  } while (cursor);
}

/** The events that a project's report of a month counts, up to so many pages. `isCut` says that there are more. */
export async function reportedEvents(projectId: string, month: string, mostPages: number): Promise<{ readonly events: readonly TrailEvent[]; readonly isCut: boolean }> {
  const events: TrailEvent[] = [];
  let cursor: string | undefined;
  for (let page = 0; page < mostPages; page += 1) {
    const query = kvs.entity<{ data: TrailEvent }>('event').query().index('by-month', { partition: [`${projectId}#${month}`] }).limit(pageSize);
    const { results, nextCursor } = await (cursor ? query.cursor(cursor) : query).getMany();
    events.push(...results.map(({ value }) => value.data));
    cursor = nextCursor;
    if (!cursor) break;
  }
  return { events: events.sort((one, other) => one.at.localeCompare(other.at)), isCut: cursor !== undefined };
}

/** Erases values in the transaction that puts it on record: their rows stay, empty. */
export const emptied = (request: string, refs: readonly string[]): Alongside => (transaction) => {
  for (const ref of refs) transaction.set(ref, { v: 1, request, data: {} }, { entityName: 'person' });
};
