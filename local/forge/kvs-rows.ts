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
  /** By the index's range, then by key; without an index by key. As of the query lag, and never more rows than are asked for. */
  page(namespace: string, at: { index: string; partition: unknown[] } | undefined, range: RangeCondition | undefined, asked: PageAsked): PageOfRows;
}

/** Where an entry lies in the order of its index. */
export type PlaceInIndex = readonly [place: string | number, key: string];

export interface PageAsked {
  limit: number;
  sort: 'ASC' | 'DESC';
  /** The entry that the page before ended with, whether it is still there or not. */
  after: PlaceInIndex | undefined;
}

export interface PageOfRows {
  rows: Row[];
  /** Where the next page goes on; undefined at the end. */
  next: PlaceInIndex | undefined;
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
    page: (namespace, at, range, { limit, sort, after }) => {
      const old = asOfTheLag(recent, namespace, queryLagMs());
      const part = JSON.stringify(at?.partition ?? []);
      const bounds = [...inRange(range), ...beyond(after, sort)];
      // One more than the page tells whether it is the last; entries that queries do not see yet take up room.
      const most = limit + 1 + old.size;
      const entries = at
        ? database.all<IndexEntry>(
            `SELECT key, place FROM (SELECT * FROM kvs_index WHERE installation = ? AND namespace = ? AND name = ? AND part = ?) WHERE ${sqlOf(bounds)} ORDER BY place ${sort}, key ${sort} LIMIT ?`,
            installation(), namespace, at.index, part, ...valuesOf(bounds), most)
        : database.all<IndexEntry>(
            `SELECT key, place FROM (SELECT key, key AS place FROM kvs_row WHERE installation = ? AND namespace = ?) WHERE ${sqlOf(bounds)} ORDER BY key ${sort} LIMIT ?`,
            installation(), namespace, ...valuesOf(bounds), most);
      const seen = entries.filter(({ key }) => !old.has(key));
      for (const [key, before] of old) {
        if (!before) continue;
        const places = at ? placesOf(namespace, before.value).filter(({ name, part: in_ }) => name === at.index && in_ === part) : [{ place: key }];
        for (const { place } of places) if (!range || holds(range.condition, range.values, place)) seen.push({ key, place });
      }
      const way = sort === 'ASC' ? 1 : -1;
      const from = after && { place: after[0], key: after[1] };
      const ordered = seen.filter((entry) => !from || inOrder(entry, from) * way > 0).sort((a, b) => inOrder(a, b) * way);
      const shown = ordered.slice(0, limit);
      const last = ordered.length > limit ? shown.at(-1) : undefined;
      return {
        rows: shown.flatMap(({ key }) => (old.has(key) ? old.get(key) : one(namespace, key)) ?? []),
        next: last && [last.place, last.key],
      };
    },
  };
}

interface Bound {
  sql: string;
  values: Value[];
}

const sqlOf = (bounds: Bound[]): string => bounds.map(({ sql }) => sql).join(' AND ') || 'TRUE';
const valuesOf = (bounds: Bound[]): Value[] => bounds.flatMap(({ values }) => values);

const lastCharacter = '\u{10FFFF}';
const comparison = { EQUAL_TO: '=', GREATER_THAN: '>', GREATER_THAN_EQUAL_TO: '>=', LESS_THAN: '<', LESS_THAN_EQUAL_TO: '<=' } as const;

/** What `holds` says of a place, as bounds that the database looks up in its index. Values of different types are never in order. */
function inRange(range: RangeCondition | undefined): Bound[] {
  if (!range) return [];
  const { condition, values: [first, second] } = range;
  if (condition === 'BEGINS_WITH') return [{ sql: 'place >= ? AND place <= ?', values: [String(first), `${String(first)}${lastCharacter}`] }];
  const bounds: [string, unknown][] = condition === 'BETWEEN' ? [['>=', first], ['<=', second]] : [[comparison[condition as keyof typeof comparison], first]];
  return bounds.map(([operator, value]) => {
    if (typeof value === 'string') return { sql: `place ${operator} ? AND typeof(place) = 'text'`, values: [value] };
    if (typeof value === 'number') return { sql: `place ${operator} ? AND typeof(place) <> 'text'`, values: [value] };
    return { sql: 'FALSE', values: [] };
  });
}

const beyond = (after: PlaceInIndex | undefined, sort: 'ASC' | 'DESC'): Bound[] => (after ? [{ sql: `(place, key) ${sort === 'ASC' ? '>' : '<'} (?, ?)`, values: [...after] }] : []);

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
