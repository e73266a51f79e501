/** Decides which rows name accounts outside of requests and absences: rules, their trails, and who imported what. */
import { kvs, WhereConditions } from '@forge/kvs';
import { readBringing } from './holds';

/** A version of the rules may be 200 KB. */
const rulesAtOnce = 5;
const rowsAtOnce = 100;

async function* rowsOf(entityName: string, prefix: string, limit: number): AsyncGenerator {
  let cursor: string | undefined;
  do {
    const query = kvs.entity(entityName).query().index('by-key').where(WhereConditions.beginsWith(prefix)).limit(limit);
    const { results, nextCursor } = await (cursor ? query.cursor(cursor) : query).getMany();
    for (const { value } of results) yield value;
    cursor = nextCursor;
  } while (cursor);
}

async function* plainRows(prefix: string): AsyncGenerator {
  let cursor: string | undefined;
  do {
    const query = kvs.query().where('key', WhereConditions.beginsWith(prefix)).limit(rowsAtOnce);
    const { results, nextCursor } = await (cursor ? query.cursor(cursor) : query).getMany();
    for (const { value } of results) yield value;
    cursor = nextCursor;
  } while (cursor);
}

/** Every published version and draft, every event of their trails, and the imports of logs, of the directory and of a desk. */
export async function* rowsBeside(): AsyncGenerator {
  yield* rowsOf('rules', 'rules#', rulesAtOnce);
  yield* rowsOf('event', 'rules:', rowsAtOnce);
  for (const prefix of ['purge-import#', 'directory-in-force#']) yield* plainRows(prefix);
  yield await readBringing();
}
