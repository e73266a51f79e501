/** Decides how a whole desk is brought into an empty installation: part by part in order, and nothing is decided before all of it is there. */
import { isDeepStrictEqual } from 'node:util';
import { z } from 'zod';
import type { Answer, DeskBrought } from '../contract';
import { unlessAbsent } from '../jira/ask';
import { thisApp } from '../jira/this-app';
import { readTicket } from '../jira/tickets';
import { afterPart, begin, endOf, endSchema, migrated, mostRows, readHeader, rowSchema, type DeskEnd } from '../procedure/desk-file';
import { deskEntities, isEmptyStorage, requestsFrom, writeRows } from '../storage/desk-rows';
import { readBringing, writeBringing, type Bringing } from '../storage/holds';
import { isSameDigest } from '../trail/digest';
import { change, refused, type Refused } from './change';
import { changeRules } from './change-rules';
import { notTheirs } from './take-desk';

const hash = z.string().regex(/^[0-9a-f]{64}$/);

/** One part of a file, or its end; the header is given with each. */
export const bringingSchema = z.strictObject({
  header: z.unknown(),
  part: z.strictObject({ no: z.number().int().positive(), rows: z.array(rowSchema.refine(([entity]) => entity === null || deskEntities.includes(entity))).min(1).max(mostRows), hash }).optional(),
  end: endSchema.optional(),
});
type BringingAsked = z.infer<typeof bringingSchema>;

/** The import of exactly this file, begun where nothing is. */
async function bringing(given: unknown, actor: string): Promise<Bringing | Refused> {
  const read = readHeader(given);
  if ('because' in read) return refused(read.because);
  const { header } = read;
  if (header.site !== thisApp().site) return refused('desk-other-site');
  const soFar = begin(header);
  const state = await readBringing();
  if (state) return state.file === soFar.hash ? state : refused(state.done === undefined ? 'desk-import-other' : 'desk-not-empty');
  if (!(await isEmptyStorage())) return refused('desk-not-empty');
  const begun: Bringing = { file: soFar.hash, schema: header.schema, by: actor, at: new Date().toISOString(), soFar };
  await writeBringing(begun);
  return begun;
}

/** Takes the next part. One that is in already is passed over, so that an import goes on wherever it stopped. */
async function takePart(state: Bringing, { no, rows, hash: sealed }: NonNullable<BringingAsked['part']>): Promise<Bringing | Refused> {
  const expected = state.soFar.no + 1;
  if (no < expected) return state;
  if (no > expected) return refused('desk-import-out-of-order', { part: expected });
  const soFar = afterPart(state.soFar, rows);
  if (!isSameDigest(soFar.hash, sealed)) return refused('desk-import-altered', { part: no });
  const foreign = await notTheirs(rows, new Set());
  if (foreign !== undefined) return refused('desk-other-project', { project: foreign });
  await writeRows(rows.flatMap((row) => {
    const kept = migrated(row, state.schema);
    return kept ? [kept] : [];
  }));
  const taken = { ...state, soFar };
  await writeBringing(taken);
  return taken;
}

/** The end says what there has to be; only then does the desk decide anything. */
async function complete(state: Bringing, end: DeskEnd): Promise<Bringing | Refused> {
  if (end.parts > state.soFar.no) return refused('desk-import-out-of-order', { part: state.soFar.no + 1 });
  if (!isDeepStrictEqual(end, endOf(state.soFar))) return refused('desk-import-altered', { part: end.parts });
  const done = { ...state, done: new Date().toISOString() };
  await writeBringing(done);
  return done;
}

const rowsIn = ({ soFar }: Bringing): number => Object.values(soFar.counts).reduce((sum, count) => sum + count, 0);

export async function bringDesk(projectId: string, actor: string, { header, part, end }: BringingAsked): Promise<Answer<DeskBrought>> {
  const begun = await bringing(header, actor);
  if ('refusal' in begun) return { ok: false, ...begun };
  const taken = part && begun.done === undefined ? await takePart(begun, part) : begun;
  if ('refusal' in taken) return { ok: false, ...taken };
  const state = end && taken.done === undefined ? await complete(taken, end) : taken;
  if ('refusal' in state) return { ok: false, ...state };
  if (state.done === undefined) return { ok: true, value: { next: state.soFar.no + 1 } };
  if (!state.recorded) {
    const recorded = await changeRules(projectId, actor, () => ({ happening: { type: 'desk.imported', detail: { file: state.file, parts: state.soFar.no, rows: rowsIn(state) } } }));
    if ('refusal' in recorded) return { ok: false, ...recorded };
    await writeBringing({ ...state, recorded: true });
  }
  return { ok: true, value: { next: state.soFar.no + 1, done: { code: 'done.desk-imported', params: { rows: rowsIn(state), requests: state.soFar.counts['request'] ?? 0 } } } };
}

const looksAtOnce = 20;

/** Marks the requests of one page whose ticket is no longer there: they are kept, and nothing can be done on a ticket for them. */
export async function markGoneTickets(cursor: string | undefined): Promise<{ readonly gone: number; readonly next?: string }> {
  const { issueIds, next } = await requestsFrom(cursor, looksAtOnce);
  let gone = 0;
  for (const issueId of issueIds) {
    if (await unlessAbsent(readTicket('app', issueId))) continue;
    gone += 1;
    await change(issueId, 'app', ({ request, at }) => (request.ticketGone ? { unchanged: true } : { request: { ...request, ticketGone: { at } }, happening: { type: 'ticket.gone', detail: {} } }));
  }
  return { gone, ...(next !== undefined && { next }) };
}
