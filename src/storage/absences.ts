/** Decides where it is kept who is away from a desk, and who is named meanwhile: a row for each person, so that two never collide. */
import { kvs, WhereConditions } from '@forge/kvs';
import { z } from 'zod';
import type { Absence } from '../procedure/absence';

const rowSchema = z.object({ v: z.literal(1), person: z.string(), delegate: z.string(), from: z.string(), to: z.string() });

const keyOf = (projectId: string, person = ''): string => `absence#${projectId}#${person}`;

/** At most a hundred; no desk has more people away at once. */
export async function readAbsences(projectId: string): Promise<readonly Absence[]> {
  const { results } = await kvs.query().where('key', WhereConditions.beginsWith(keyOf(projectId))).limit(100).getMany();
  return results.map(({ value }) => rowSchema.parse(value)).map(({ v: _schema, ...absence }) => absence);
}

export const writeAbsence = (projectId: string, absence: Absence): Promise<void> => kvs.set(keyOf(projectId, absence.person), { v: 1, ...absence });

export const removeAbsence = (projectId: string, person: string): Promise<void> => kvs.delete(keyOf(projectId, person));

export type PlacedAbsence = Absence & { readonly projectId: string };

/** Those of every desk of the site; for the schedule alone. */
export async function everyAbsence(): Promise<readonly PlacedAbsence[]> {
  const found: PlacedAbsence[] = [];
  let cursor: string | undefined;
  do {
    const query = kvs.query().where('key', WhereConditions.beginsWith('absence#')).limit(100);
    const { results, nextCursor } = await (cursor ? query.cursor(cursor) : query).getMany();
    for (const { key, value } of results) {
      const { v: _schema, ...absence } = rowSchema.parse(value);
      found.push({ ...absence, projectId: key.split('#')[1] ?? '' });
    }
    cursor = nextCursor;
  } while (cursor);
  return found;
}
