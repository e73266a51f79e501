// Lays the rows of the key-value store and their index entries down in the database, and shows queries a lagging view.
import type { Database, Value } from '../database';
import { holds, type RangeCondition } from './kvs-conditions';
import type { Entity } from './manifest';

export interface KvsOptions {
  database: Database;
  entities: Entity[];
  installation(): string;
  now(): Date;
  /** How far behind the writes a query may see; a get is always exact. */
  queryLagMs(): number;
  /** TTL deletion "may take up to 48 hours" and the row can be read until then. */
  lateDeletionMs?: number;
}

export interface Row {
  key: string;
  value: string;
  created: number;
  updated: number;
  expires: number | null;
}

export interface KvsRows {
  one(namespace: string, key: string): Row | undefined;
  put(namespace: string, key: string, value: string, expires: number | null): void;
  remove(namespace: string, key: string): boolean;
  /** Ascending by the index's range, then by key; without an index by key. As of the query lag. */
  ordered(
    namespace: string,
    at: { index: string; partition: unknown[] } | undefined,
    range: RangeCondition | undefined,
  ): { key: string; row(): Row | undefined }[];
}

const LATE_DELETION_MS = 48 * 3_600_000;

interface IndexEntry {
  key: string;
  place: string | number;
}

export function openKvsRows({ database, entities, installation, now, queryLagMs, lateDeletionMs }: KvsOptions): KvsRows {
  database.script(`
    CREATE TABLE IF NOT EXISTS kvs_row (
      installation TEXT NOT NULL, namespace TEXT NOT NULL, key TEXT NOT NULL, value TEXT NOT NULL,
      created INTEGER NOT NULL, updated INTEGER NOT NULL, expires INTEGER,
      PRIMARY KEY (installation, namespace, key)) WITHOUT ROWID;
    CREATE TABLE IF NOT EXISTS kvs_index (
      installation TEXT NOT NULL, namespace TEXT NOT NULL, name TEXT NOT NULL, part TEXT NOT NULL, place, key TEXT NOT NULL,
      PRIMARY KEY (installation, namespace, name, part, place, key)) WITHOUT ROWID;
    CREATE INDEX IF NOT EXISTS kvs_index_of_key ON kvs_index (installation, namespace, key);`);
  const recent: { at: number; namespace: string; key: string; before: Row | undefined }[] = [];
  const late = lateDeletionMs ?? LATE_DELETION_MS;

  const one = (namespace: string, key: string): Row | undefined => {
    const row = database.one<Row>(
      'SELECT key, value, created, updated, expires FROM kvs_row WHERE installation = ? AND namespace = ? AND key = ?',
      installation(), namespace, key);
    return row && row.expires !== null && row.expires + late <= now().getTime() ? undefined : row;
  };

  const placesOf = (namespace: string, value: string): { name: string; part: string; place: string | number }[] => {
    const indexes = entities.find(({ name }) => `entity:${name}` === namespace)?.indexes ?? [];
    if (indexes.length === 0) return [];
    const attributes = JSON.parse(value) as Record<string, unknown>;
    return indexes.flatMap(({ name, range, partition }) => {
      const [by = ''] = range;
      const place = attributes[by];
      // A row that lacks an indexed attribute is not in that index.
      if ((typeof place !== 'string' && typeof place !== 'number') || partition.some((each) => attributes[each] === undefined)) return [];
      return [{ name, part: JSON.stringify(partition.map((each) => attributes[each])), place }];
    });
  };

  const note = (namespace: string, key: string): void => {
    const at = performance.now();
    while (recent[0] && at - recent[0].at > Math.max(queryLagMs(), 1000)) recent.shift();
    if (queryLagMs() > 0) recent.push({ at, namespace, key, before: one(namespace, key) });
  };

  const erase = (namespace: string, key: string): number => {
    database.run('DELETE FROM kvs_index WHERE installation = ? AND namespace = ? AND key = ?', installation(), namespace, key);
    return database.run('DELETE FROM kvs_row WHERE installation = ? AND namespace = ? AND key = ?', installation(), namespace, key);
  };

  return {
    one,
    put: (namespace, key, value, expires) =>
      database.transaction(() => {
        note(namespace, key);
        const created = one(namespace, key)?.created ?? now().getTime();
        erase(namespace, key);
        database.run('INSERT INTO kvs_row VALUES (?, ?, ?, ?, ?, ?, ?)',
          installation(), namespace, key, value, created, now().getTime(), expires);
        for (const { name, part, place } of placesOf(namespace, value)) {
          database.run('INSERT INTO kvs_index VALUES (?, ?, ?, ?, ?, ?)', installation(), namespace, name, part, place, key);
        }
      }),
    remove: (namespace, key) =>
      database.transaction(() => {
        const there = one(namespace, key) !== undefined;
        note(namespace, key);
        erase(namespace, key);
        return there;
      }),
    ordered: (namespace, at, range) => {
      const entries = at
        ? indexEntries(database, installation(), namespace, at.index, JSON.stringify(at.partition))
        : database
            .all<{ key: string }>('SELECT key FROM kvs_row WHERE installation = ? AND namespace = ? ORDER BY key', installation(), namespace)
            .map(({ key }): IndexEntry => ({ key, place: key }));
      const old = asOfTheLag(recent, namespace, queryLagMs());
      const settled = entries.filter(({ key }) => !old.has(key));
      for (const [key, before] of old) {
        if (!before) continue;
        if (!at) settled.push({ key, place: key });
        for (const { name, part, place } of placesOf(namespace, before.value)) {
          if (at?.index === name && part === JSON.stringify(at.partition)) settled.push({ key, place });
        }
      }
      if (old.size > 0) settled.sort(inOrder);
      return settled
        .filter(({ place }) => !range || holds(range.condition, range.values, place))
        .map(({ key }) => ({ key, row: () => (old.has(key) ? old.get(key) : one(namespace, key)) }));
    },
  };
}

const indexEntries = (database: Database, ...names: Value[]): IndexEntry[] =>
  database.all<IndexEntry>(
    'SELECT key, place FROM kvs_index WHERE installation = ? AND namespace = ? AND name = ? AND part = ? ORDER BY place, key',
    ...names);

function asOfTheLag(
  recent: { at: number; namespace: string; key: string; before: Row | undefined }[],
  namespace: string,
  lagMs: number,
): Map<string, Row | undefined> {
  const before = new Map<string, Row | undefined>();
  const oldest = performance.now() - lagMs;
  for (const change of recent) {
    if (change.namespace === namespace && change.at > oldest && !before.has(change.key)) before.set(change.key, change.before);
  }
  return before;
}

function inOrder(a: IndexEntry, b: IndexEntry): number {
  if (typeof a.place === 'number' && typeof b.place === 'number' && a.place !== b.place) return a.place - b.place;
  return Buffer.compare(Buffer.from(`${a.place}`), Buffer.from(`${b.place}`)) || Buffer.compare(Buffer.from(a.key), Buffer.from(b.key));
}
