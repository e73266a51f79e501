/** Decides whose accounts lie in storage outside of requests and absences: in rules, on their trails, and in who imported what. */
import { kvs, WhereConditions } from '@forge/kvs';
import { accountsIn } from '../procedure/accounts-kept';
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

async function* importRows(): AsyncGenerator {
  let cursor: string | undefined;
  do {
    const query = kvs.query().where('key', WhereConditions.beginsWith('purge-import#')).limit(rowsAtOnce);
    const { results, nextCursor } = await (cursor ? query.cursor(cursor) : query).getMany();
    for (const { value } of results) yield value;
    cursor = nextCursor;
  } while (cursor);
}

/** Every published version and draft, every event of their trails, and the imports of logs and of a desk. */
export async function accountsBeside(): Promise<readonly string[]> {
  const found = new Set<string>();
  // Rules also say by what a step is done, in a word; an account id has digits.
  const add = (value: unknown): void => { for (const id of accountsIn(value)) if (/\d/.test(id)) found.add(id); };
  for await (const row of rowsOf('rules', 'rules#', rulesAtOnce)) add(row);
  for await (const row of rowsOf('event', 'rules:', rowsAtOnce)) add(row);
  for await (const row of importRows()) add(row);
  add(await readBringing());
  return [...found];
}
