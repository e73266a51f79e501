// Keeps what the app stores: plain keys, secrets and entities with their indexes, as the hosted key-value store does.
import { z } from 'zod';
import { filters, holds, meets, rangeCondition, type Filters, type RangeCondition } from './kvs-conditions';
import { isKvsRefusal, kvsRefusal } from './kvs-refusal';
import { acceptKey, acceptValue, expiry } from './kvs-values';
import { openKvsRows, type KvsOptions, type KvsRows, type PlaceInIndex, type Row } from './kvs-rows';
import type { Entity } from './manifest';

export interface Kvs {
  answer(path: string, body: string): { response: Response; readBytes: number; writtenBytes: number };
}

const MOST_OPERATIONS = 25;
const MOST_TRANSACTION_BYTES = 4 * 1024 * 1024;

const metadata = z.object({ metadataFields: z.array(z.string()).optional() }).optional();
const ttl = z.object({ value: z.number(), unit: z.enum(['SECONDS', 'MINUTES', 'HOURS', 'DAYS']) });
const named = z.object({ key: z.string(), entityName: z.string().optional() });
const get = named.extend({ options: metadata });
const set = named.extend({
  value: z.unknown().optional(),
  options: z
    .object({
      ttl: ttl.optional(),
      keyPolicy: z.enum(['OVERRIDE', 'FAIL_IF_EXISTS']).optional(),
      returnValue: z.enum(['PREVIOUS', 'LATEST']).optional(),
      returnMetadataFields: z.array(z.string()).optional(),
    })
    .optional(),
});
const plainSet = named.extend({ value: z.unknown().optional(), options: z.strictObject({ ttl: ttl.optional() }).optional() });
const batch = <T extends z.ZodType>(item: T) => z.array(item).min(1).max(MOST_OPERATIONS);
const query = z.object({
  limit: z.number().optional(),
  after: z.string().optional(),
  where: z
    .array(z.object({ property: z.literal('key'), condition: z.literal('BEGINS_WITH'), values: z.array(z.string()).min(1) }))
    .max(1)
    .optional(),
  options: metadata,
});
const entityQuery = z.object({
  entityName: z.string(),
  indexName: z.string(),
  partition: z.array(z.unknown()).optional(),
  range: rangeCondition.optional(),
  filters: filters.optional(),
  sort: z.enum(['ASC', 'DESC']).default('ASC'),
  cursor: z.string().optional(),
  limit: z.number().optional(),
  options: metadata,
});
const transaction = z.object({
  set: z.array(plainSet.extend({ conditions: filters.optional() })).default([]),
  delete: z.array(named.extend({ conditions: filters.optional() })).default([]),
  check: z.array(named.extend({ conditions: filters })).default([]),
});

export function openKvs(options: KvsOptions): Kvs {
  const rows = openKvsRows(options);
  const entityOf = (name: string | undefined): Entity | undefined => {
    if (name === undefined) return undefined;
    const found = options.entities.find((entity) => entity.name === name);
    if (!found) throw kvsRefusal(400, 'INVALID_ENTITY_TYPE', `the manifest declares no entity "${name}"`);
    return found;
  };
  const spent = { readBytes: 0, writtenBytes: 0 };
  const store = { rows, entityOf, spent, options };

  const operations: Record<string, (body: unknown) => Response> = {
    get: (body) => answerGet(store, 'plain', get.parse(body)),
    'secret/get': (body) => answerGet(store, 'secret', get.parse(body)),
    'entity/get': (body) => answerGet(store, 'entity', get.required({ entityName: true }).parse(body)),
    set: (body) => answerSet(store, 'plain', set.parse(body)),
    'secret/set': (body) => answerSet(store, 'secret', set.parse(body)),
    'entity/set': (body) => answerSet(store, 'entity', set.required({ entityName: true }).parse(body)),
    delete: (body) => answerDelete(store, 'plain', named.parse(body)),
    'secret/delete': (body) => answerDelete(store, 'secret', named.parse(body)),
    'entity/delete': (body) => answerDelete(store, 'entity', named.required().parse(body)),
    query: (body) => answerQuery(store, query.parse(body)),
    'entity/query': (body) => answerEntityQuery(store, entityQuery.parse(body)),
    'batch/get': (body) => answerBatch(batch(get).parse(body), (item) => found(store, spaceOf(item), item)),
    'batch/set': (body) => answerBatch(batch(plainSet).parse(body), (item) => { put(store, spaceOf(item), item); }),
    'batch/delete': (body) => answerBatch(batch(named).parse(body), (item) => { remove(store, spaceOf(item), item); }),
    transaction: (body) => answerTransaction(store, transaction.parse(body)),
  };

  return {
    answer: (path, body) => {
      Object.assign(spent, { readBytes: 0, writtenBytes: 0 });
      const operation = operations[path.replace(/^\/api\/v1\//, '')];
      if (!operation) return { response: refused(501, 'NOT_EMULATED', `the local host has no KVS ${path}`), ...spent };
      try {
        return { response: operation(JSON.parse(body)), ...spent };
      } catch (failure) {
        if (isKvsRefusal(failure)) return { response: refused(failure.kvs.status, failure.kvs.code, failure.message), ...spent };
        if (failure instanceof z.ZodError) return { response: refused(400, 'INVALID_REQUEST', z.prettifyError(failure)), ...spent };
        throw failure;
      }
    },
  };
}

type Space = 'plain' | 'secret' | 'entity';
interface Store {
  rows: KvsRows;
  entityOf(name: string | undefined): Entity | undefined;
  spent: { readBytes: number; writtenBytes: number };
  options: KvsOptions;
}
type Named = z.infer<typeof named>;

const refused = (status: number, code: string, message: string): Response => Response.json({ code, message }, { status });
const spaceOf = (item: Named): Space => (item.entityName === undefined ? 'plain' : 'entity');
const namespaceOf = (space: Space, item: Named): string => (space === 'entity' ? `entity:${item.entityName ?? ''}` : space);

function rowOf(row: Row, fields: string[] | undefined): object {
  return {
    key: row.key,
    value: JSON.parse(row.value) as unknown,
    ...(fields?.includes('CREATED_AT') && { createdAt: row.created }),
    ...(fields?.includes('UPDATED_AT') && { updatedAt: row.updated }),
    ...(fields?.includes('EXPIRE_TIME') && row.expires !== null && { expireTime: new Date(row.expires).toISOString() }),
  };
}

function found(store: Store, space: Space, item: z.infer<typeof get>): object {
  acceptKey(item.key, store.entityOf(item.entityName));
  const row = store.rows.one(namespaceOf(space, item), item.key);
  // An empty read is billed as 1 KB.
  store.spent.readBytes += row ? Buffer.byteLength(row.value) : 1024;
  if (!row) throw kvsRefusal(404, 'KEY_NOT_FOUND', `there is no "${item.key}"`);
  return rowOf(row, item.options?.metadataFields);
}

function put(store: Store, space: Space, item: z.infer<typeof plainSet>): void {
  const entity = store.entityOf(item.entityName);
  acceptKey(item.key, entity);
  const text = acceptValue(item.value, entity);
  store.spent.writtenBytes += Buffer.byteLength(text);
  store.rows.put(namespaceOf(space, item), item.key, text, expiry(item.options?.ttl, store.options.now().getTime()));
}

function remove(store: Store, space: Space, item: Named): void {
  acceptKey(item.key, store.entityOf(item.entityName));
  if (!store.rows.remove(namespaceOf(space, item), item.key)) {
    throw kvsRefusal(404, 'KEY_NOT_FOUND', `there is no "${item.key}"`);
  }
}

const answerGet = (store: Store, space: Space, item: z.infer<typeof get>): Response => Response.json(found(store, space, item));

function answerSet(store: Store, space: Space, item: z.infer<typeof set>): Response {
  const { keyPolicy, returnValue, returnMetadataFields } = item.options ?? {};
  const namespace = namespaceOf(space, item);
  const previous = store.rows.one(namespace, item.key);
  if (keyPolicy === 'FAIL_IF_EXISTS' && previous) throw kvsRefusal(409, 'KEY_CONFLICT', `"${item.key}" exists already`);
  put(store, space, { ...item, options: { ttl: item.options?.ttl } });
  const asked = returnValue === 'PREVIOUS' ? previous : returnValue === 'LATEST' ? store.rows.one(namespace, item.key) : undefined;
  return asked ? Response.json(rowOf(asked, returnMetadataFields)) : new Response(null, { status: 204 });
}

function answerDelete(store: Store, space: Space, item: Named): Response {
  remove(store, space, item);
  return new Response(null, { status: 204 });
}

function answerBatch<I extends Named>(items: I[], operate: (item: I) => unknown): Response {
  unique(items);
  const successfulKeys: object[] = [];
  const failedKeys: object[] = [];
  for (const item of items) {
    const name = { key: item.key, ...(item.entityName !== undefined && { entityName: item.entityName }) };
    try {
      successfulKeys.push({ ...name, ...(operate(item) as object | undefined) });
    } catch (failure) {
      if (!isKvsRefusal(failure)) throw failure;
      failedKeys.push({ ...name, error: { code: failure.kvs.code, message: failure.message } });
    }
  }
  return Response.json({ successfulKeys, failedKeys });
}

function unique(items: Named[]): void {
  const names = items.map((item) => `${item.entityName ?? ''}/${item.key}`);
  if (new Set(names).size !== names.length) throw kvsRefusal(400, 'DUPLICATE_KEYS', 'each key may be named once');
}

function answerTransaction(store: Store, request: z.infer<typeof transaction>): Response {
  const all = [...request.set, ...request.delete, ...request.check];
  if (all.length === 0 || all.length > MOST_OPERATIONS) {
    throw kvsRefusal(400, 'INVALID_TRANSACTION_SIZE', `a transaction has 1 to ${MOST_OPERATIONS} operations`);
  }
  unique(all);
  const bytes = request.set.reduce((sum, item) => sum + Buffer.byteLength(JSON.stringify([item.value])), 0);
  if (bytes > MOST_TRANSACTION_BYTES) throw kvsRefusal(400, 'MAX_SIZE', 'the transaction is larger than 4 MB');
  store.options.database.transaction(() => {
    for (const item of all) {
      if (item.conditions && item.entityName === undefined) {
        throw kvsRefusal(400, 'INVALID_REQUEST', 'conditions exist on custom entities only');
      }
      const row = item.conditions && store.rows.one(namespaceOf('entity', item), item.key);
      if (!meets(item.conditions, row && JSON.parse(row.value))) {
        throw kvsRefusal(400, 'CONDITIONAL_CHECK_FAILED', `the condition on "${item.key}" does not hold`);
      }
    }
    for (const item of request.set) put(store, spaceOf(item), item);
    for (const item of request.delete) store.rows.remove(namespaceOf(spaceOf(item), item), item.key);
    for (const item of request.check) acceptKey(item.key, store.entityOf(item.entityName));
  });
  return new Response(null, { status: 204 });
}

function pageLimit(limit: number | undefined, code: string): number {
  const asked = limit ?? 10;
  if (!Number.isInteger(asked) || asked < 1 || asked > 100) throw kvsRefusal(400, code, 'the limit is 1 to 100');
  return asked;
}

function answerQuery(store: Store, request: z.infer<typeof query>): Response {
  // The documented table names a code for entity queries only; this one is a guess after its pattern.
  const limit = pageLimit(request.limit, 'QUERY_PAGE_LIMIT_NOT_IN_RANGE');
  const prefix = request.where?.[0]?.values[0] ?? '';
  const range: RangeCondition | undefined = prefix === '' ? undefined : { condition: 'BEGINS_WITH', values: [prefix] };
  return page(store, { namespace: 'plain', at: undefined, range }, { ...request, cursor: request.after, limit, sort: 'ASC' });
}

function answerEntityQuery(store: Store, request: z.infer<typeof entityQuery>): Response {
  const limit = pageLimit(request.limit, 'COMPLEX_QUERY_PAGE_LIMIT_NOT_IN_RANGE');
  const entity = store.entityOf(request.entityName);
  const index = request.indexName === 'by-key' ? { name: 'by-key', range: [], partition: [] } : entity?.indexes.find(({ name }) => name === request.indexName);
  if (!index) throw kvsRefusal(400, 'INVALID_ENTITY_INDEX', `${request.entityName} has no index "${request.indexName}"`);
  if (index.partition.length !== (request.partition?.length ?? 0)) {
    throw kvsRefusal(400, 'INVALID_PARTITION', `"${index.name}" is partitioned by ${index.partition.length} attributes`);
  }
  if (request.range) holds(request.range.condition, request.range.values, undefined);
  const at = index.name === 'by-key' ? undefined : { index: index.name, partition: request.partition ?? [] };
  return page(store, { namespace: `entity:${request.entityName}`, at, range: request.range }, { ...request, limit });
}

interface Place {
  namespace: string;
  at: { index: string; partition: unknown[] } | undefined;
  range: RangeCondition | undefined;
}

interface PageRequest {
  limit: number;
  sort: 'ASC' | 'DESC';
  cursor?: string | undefined;
  filters?: Filters | undefined;
  options?: { metadataFields?: string[] | undefined } | undefined;
}

// The limit counts rows before the filters, as in the store underneath Forge: a page may be short or empty and go on.
function page(store: Store, { namespace, at, range }: Place, { limit, sort, cursor, filters: asked, options }: PageRequest): Response {
  const { rows, next } = store.rows.page(namespace, at, range, { limit, sort, after: cursor === undefined ? undefined : placeIn(cursor) });
  const data: object[] = [];
  for (const row of rows) {
    store.spent.readBytes += Buffer.byteLength(row.value);
    if (meets(asked, JSON.parse(row.value))) data.push(rowOf(row, options?.metadataFields));
  }
  return Response.json({ data, ...(next && { cursor: Buffer.from(JSON.stringify(next)).toString('base64url') }) });
}

function placeIn(cursor: string): PlaceInIndex {
  try {
    return z.tuple([z.union([z.string(), z.number()]), z.string()]).parse(JSON.parse(Buffer.from(cursor, 'base64url').toString()));
  } catch {
    throw kvsRefusal(400, 'INVALID_CURSOR', 'the cursor is not one of this store');
  }
}
