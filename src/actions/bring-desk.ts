/** Decides how a whole desk is brought into an empty installation: part by part in order, and nothing is decided before all of it is there. */
import { isDeepStrictEqual } from 'node:util';
import { z } from 'zod';
import type { Answer, DeskBrought } from '../contract';
import { unlessAbsent } from '../jira/ask';
import { readAccounts } from '../jira/people';
import { thisApp } from '../jira/this-app';
import { readTicket } from '../jira/tickets';
import { afterPart, begin, endOf, endSchema, migrated, mostRows, readHeader, rowSchema, type DeskEnd, type SoFar } from '../procedure/desk-file';
import { deskEntities, isEmptyStorage, requestsFrom } from '../storage/desk-rows';
import { bringingWritten, readBringing, writeBringing, writeRows, type Bringing } from '../storage/holds';
import { isSameDigest } from '../trail/digest';
import { change, refused, type Refused } from './change';
import { changeRules } from './change-rules';
import { notTheirs, projectsOf, realProjectsOf } from './take-desk';

const hash = z.string().regex(/^[0-9a-f]{64}$/);

/** The header alone takes the import in hand; a part of the file, or its end, goes on under the number that this gave. */
export const bringingSchema = z.strictObject({
  header: z.unknown(),
  /** From somebody else who is at it. */
  takeOver: z.boolean().optional(),
  claim: z.number().int().positive().optional(),
  part: z.strictObject({ no: z.number().int().positive(), rows: z.array(rowSchema.refine(([entity]) => entity === null || deskEntities.includes(entity))).min(1).max(mostRows), hash }).optional(),
  end: endSchema.optional(),
});
type BringingAsked = z.infer<typeof bringingSchema>;

type Standing = { readonly schema: number; readonly soFar: SoFar; readonly state?: Bringing };

/** What is under way of exactly this file. */
async function standing(given: unknown): Promise<Standing | Refused> {
  const read = readHeader(given);
  if ('because' in read) return refused(read.because);
  const { header } = read;
  if (header.site !== thisApp().site) return refused('desk-other-site');
  const soFar = begin(header);
  const state = await readBringing();
  if (state && state.file !== soFar.hash) return refused(state.done === undefined ? 'desk-import-other' : 'desk-not-empty');
  return { schema: header.schema, soFar, ...(state && { state }) };
}

async function inOtherHands(code: 'desk-import-under-way' | 'desk-import-taken-over', { by, at, last }: Bringing): Promise<Refused> {
  const name = (await readAccounts([by])).get(by)?.name;
  return refused(code, { by: name ?? by, since: { moment: at }, last: { moment: last } });
}

/**
 * Takes the import in hand: begun where nothing is, gone on with by whoever is at it already, and taken from somebody else
 * on purpose only. Whatever page had it before is refused from then on.
 */
async function takeInHand(given: unknown, actor: string, takeOver: boolean): Promise<Bringing | Refused> {
  const found = await standing(given);
  if ('refusal' in found) return found;
  const { state, schema, soFar } = found;
  if (state?.done !== undefined) return state;
  if (!state && !(await isEmptyStorage())) return refused('desk-not-empty');
  if (state && state.by !== actor && !takeOver) return inOtherHands('desk-import-under-way', state);
  const at = new Date().toISOString();
  const taken = await writeBringing({ ...(state ?? { file: soFar.hash, schema, soFar, last: at, rev: 0 }), by: actor, at, claim: (state?.claim ?? 0) + 1 });
  if (taken) return taken;
  const faster = await readBringing();
  return faster ? inOtherHands('desk-import-under-way', faster) : refused('busy');
}

/** The import as it stands, for the page that has it in hand. */
async function inHand(given: unknown, actor: string, claim: number | undefined): Promise<Bringing | Refused> {
  const found = await standing(given);
  if ('refusal' in found) return found;
  const { state } = found;
  if (!state) return refused('desk-import-out-of-order', { part: 1 });
  return state.done !== undefined || (state.claim === claim && state.by === actor) ? state : inOtherHands('desk-import-taken-over', state);
}

/** Takes the next part; undefined where another call was faster. One that is in already is passed over, so that an import goes on wherever it stopped. */
async function takePart(state: Bringing, { no, rows, hash: sealed }: NonNullable<BringingAsked['part']>): Promise<Bringing | Refused | undefined> {
  const expected = state.soFar.no + 1;
  if (no < expected) return state;
  if (no > expected) return refused('desk-import-out-of-order', { part: expected });
  const soFar = afterPart(state.soFar, rows);
  if (!isSameDigest(soFar.hash, sealed)) return refused('desk-import-altered', { part: no });
  // Whose a request is says the ticket, and not the file: else it would be decided here for a desk of somebody else.
  const foreign = await notTheirs([...new Set([...projectsOf(rows), ...(await realProjectsOf(rows))])], new Set());
  if (foreign !== undefined) return refused('desk-other-project', { project: foreign });
  const isWritten = await writeRows(state, rows.flatMap((row) => {
    const kept = migrated(row, state.schema);
    return kept ? [kept] : [];
  }));
  return isWritten ? writeBringing({ ...state, soFar, last: new Date().toISOString() }) : undefined;
}

/** The end says what there has to be; only then does the desk decide anything. */
async function complete(state: Bringing, end: DeskEnd): Promise<Bringing | Refused | undefined> {
  if (end.parts > state.soFar.no) return refused('desk-import-out-of-order', { part: state.soFar.no + 1 });
  if (!isDeepStrictEqual(end, endOf(state.soFar))) return refused('desk-import-altered', { part: end.parts });
  return writeBringing({ ...state, done: new Date().toISOString() });
}

const rowsIn = ({ soFar }: Bringing): number => Object.values(soFar.counts).reduce((sum, count) => sum + count, 0);

export async function bringDesk(projectId: string, actor: string, { header, takeOver = false, claim, part, end }: BringingAsked): Promise<Answer<DeskBrought>> {
  const begun = part || end ? await inHand(header, actor, claim) : await takeInHand(header, actor, takeOver);
  if ('refusal' in begun) return { ok: false, ...begun };
  const step = begun.done !== undefined ? begun : part ? await takePart(begun, part) : end ? await complete(begun, end) : begun;
  // Overtaken: what stands now is told, and whether it is still in the same hands.
  const state = step ?? (await inHand(header, actor, claim));
  if ('refusal' in state) return { ok: false, ...state };
  const next = { next: state.soFar.no + 1, claim: state.claim };
  if (state.done === undefined) return { ok: true, value: next };
  if (!state.recorded) {
    const recorded = await changeRules(projectId, actor, () => ({ happening: { type: 'desk.imported', detail: { file: state.file, parts: state.soFar.no, rows: rowsIn(state) } }, alongside: bringingWritten({ ...state, recorded: true }) }));
    // Another call may have put it on record meanwhile.
    if ('refusal' in recorded && !(await readBringing())?.recorded) return { ok: false, ...recorded };
  }
  return { ok: true, value: { ...next, done: { code: 'done.desk-imported', params: { rows: rowsIn(state), requests: state.soFar.counts['request'] ?? 0 } } } };
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
