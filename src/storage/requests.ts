/** Decides how a request lies in storage: a small hot row, its evidence rows, and one transaction for every change. */
import { Filter, FilterConditions, kvs, Sort, WhereConditions } from '@forge/kvs';
import { z } from 'zod';
import type { DeskPlace } from '../procedure/desk-row';
import type { Purge } from '../procedure/purges';
import type { SnapshotRequest, Stage, Turn } from '../procedure/request';
import type { TrailEvent } from '../trail/event';
import { isConflict } from './conflict';
import { keptEffect, type Effect } from './outbox';
import { keptPurge, purgeKey } from './purges';

/** What JQL and other requests find this one by; the desk's own indexes are in its `DeskPlace`. */
export type IndexedBy = {
  readonly stage: Stage;
  readonly turn: Turn;
  readonly due?: string;
  readonly domain?: string;
};

/** A personal value that an event commits to. Erasing removes value and salt and keeps the row. */
export type PersonRow = { readonly ref: string; readonly value: unknown; readonly salt: string };

/** What other requests may be compared with this one by. */
export type Mention = { readonly by: 'domain' | 'site' | 'licence'; readonly value: string };

const pieces = ['intake', 'checklist', 'verdicts', 'rulings'] as const;
type Piece = (typeof pieces)[number];

/** What the desk cannot read is not decided on either. A row of the first schema lacks what the desk finds it by: it is a request like any other, and joins the desk at its next change. */
const hotSchema = z.object({
  v: z.union([z.literal(1), z.literal(2)]),
  rev: z.number().int(),
  data: z.looseObject({
    pieceRevs: z.record(z.enum(pieces), z.number().int()),
    issueId: z.string(),
    issueKey: z.string(),
    projectId: z.string(),
    rulesVersion: z.number(),
    begun: z.looseObject({ at: z.string() }),
    clock: z.looseObject({ startedOn: z.string().optional(), pauses: z.array(z.looseObject({ from: z.string(), to: z.string().optional() })) }),
    stays: z.array(z.looseObject({ stage: z.string(), from: z.string() })).optional(),
    ended: z.looseObject({ ending: z.string(), at: z.string() }).optional(),
    held: z.looseObject({ turn: z.string(), since: z.string() }).optional(),
    nudged: z.looseObject({ since: z.string(), at: z.string(), escalated: z.boolean() }).optional(),
    desk: z.looseObject({ move: z.string(), params: z.record(z.string(), z.unknown()), barred: z.array(z.string()), odd: z.array(z.looseObject({ what: z.string(), name: z.string() })) }).optional(),
  }),
});
const pieceSchema = z.object({ v: z.literal(1), rev: z.number().int(), data: z.object({}).loose() });

type Split = { readonly hot: Omit<SnapshotRequest, 'facts' | 'files' | 'marks' | 'replies' | 'handover' | 'told' | 'start' | 'deliveries' | 'verdicts' | 'flags' | 'decisions' | 'disposals'>; readonly pieces: Readonly<Record<Piece, object>> };

function split(request: SnapshotRequest): Split {
  const { facts, files, marks, replies, handover, told, start, deliveries, verdicts, flags, decisions, disposals, ...hot } = request;
  return { hot, pieces: { intake: { facts, files }, checklist: { marks, replies, ...(handover && { handover }), ...(told && { told }), ...(start && { start }), ...(deliveries && { deliveries }) }, verdicts: { verdicts }, rulings: { flags, decisions, ...(disposals && { disposals }) } } };
}

export const requestKey = (issueId: string): string => `request#${issueId}`;
const pieceKey = (issueId: string, piece: Piece): string => `${issueId}#${piece}`;
export const pieceKeys = (issueId: string): readonly string[] => pieces.map((piece) => pieceKey(issueId, piece));
export const taskKey = (taskIssueId: string): string => `task#${taskIssueId}`;
export const eventKey = (issueId: string, seq: number): string => `${issueId}#${String(seq).padStart(8, '0')}`;

const mentionKey = (issueId: string, { by, value }: Mention): string => `${issueId}#${by}#${value}`.replace(/[^a-zA-Z0-9:._\s\-#]/g, '_').slice(0, 500);

/** The request as stored, with the revision of each piece so that the next write touches only what changed. */
export type Stored = { readonly request: SnapshotRequest; readonly pieceRevs: Readonly<Record<Piece, number>> };

/** Rows that were read across a write of somebody else do not belong together; they are read again. */
const readAttempts = 4;

/** What is thrown of a request whose rows are there and cannot be read as one: damaged, or of a later schema. */
class UnreadableRequest extends Error {
  override readonly name = 'UnreadableRequest';
}

/** One storage call. Undefined where the ticket is no request. Throws where rows do not fit together or are of a later schema. */
export async function loadRequest(issueId: string): Promise<Stored | undefined> {
  for (let attempt = 0; attempt < readAttempts; attempt += 1) {
    const items = [{ key: requestKey(issueId), entityName: 'request' }, ...pieces.map((piece) => ({ key: pieceKey(issueId, piece), entityName: 'evidence' }))];
    const { successfulKeys, failedKeys } = await kvs.batchGet<unknown>(items);
    const failed = failedKeys.find(({ error }) => error.code !== 'KEY_NOT_FOUND');
    if (failed) throw new Error(`storage could not read a request: ${failed.error.code}`);
    const rows = new Map(successfulKeys.map(({ key, value }) => [key, value]));
    if (!rows.has(requestKey(issueId))) return undefined;
    const { data: row, error } = hotSchema.safeParse(rows.get(requestKey(issueId)));
    if (!row) throw new UnreadableRequest('the row of a request cannot be read', { cause: error });
    const { rev, data } = row;
    const { pieceRevs, desk: _shown, ...hot } = data;
    const read = pieces.flatMap((piece) => {
      const row = pieceSchema.safeParse(rows.get(pieceKey(issueId, piece)));
      return row.success && row.data.rev === pieceRevs[piece] ? [row.data.data] : [];
    });
    if (read.length < pieces.length) continue;
    const joined = Object.assign({}, hot, ...read) as SnapshotRequest;
    return { request: { ...joined, rev }, pieceRevs };
  }
  throw new UnreadableRequest('the rows of a request do not belong to one revision');
}

/** As `loadRequest`, for whoever goes through many: one that cannot be read is told of, and keeps nobody from the others. */
export async function loadIfReadable(issueId: string): Promise<Stored | 'unreadable' | undefined> {
  try {
    return await loadRequest(issueId);
  } catch (error) {
    if (error instanceof UnreadableRequest) return 'unreadable';
    throw error;
  }
}

export type Change = {
  readonly before?: Stored | undefined;
  readonly after: SnapshotRequest;
  readonly changeId: string;
  readonly index: IndexedBy;
  readonly desk: DeskPlace;
  /** Whether the monthly report of its project counts the event. */
  readonly reported: boolean;
  readonly event: TrailEvent;
  readonly persons: readonly PersonRow[];
  readonly mentions: readonly Mention[];
  readonly effects: readonly Effect[];
  /** Effects that this change completes. */
  readonly completed: readonly string[];
  /** Personal values that this change erases: their rows stay, empty. */
  readonly erased: readonly string[];
  /** What the page of all purges gets by this change. */
  readonly purges: readonly Purge[];
};

/** `full`: a row would be larger than the 240 KiB that storage takes (PLATFORM.md, KVS). */
export type Saved = 'saved' | 'conflict' | 'full';

const isTooLarge = (error: unknown): boolean => typeof error === 'object' && error !== null && 'code' in error && error.code === 'MAX_SIZE';

/**
 * Writes the change, its trail event and what it intends outside in one transaction, on the condition that nobody has
 * changed the request since it was loaded. `conflict` means load again, `full` that nothing was written; any other failure is thrown.
 */
export async function saveRequest({ before, after, changeId, index, desk: place, reported, event, persons, mentions, effects, completed, erased, purges }: Change): Promise<Saved> {
  const { issueId } = after;
  const rev = (before?.request.rev ?? 0) + 1;
  const now = split(after);
  const was = before && split(before.request);
  const changed = pieces.filter((piece) => !was || JSON.stringify(was.pieces[piece]) !== JSON.stringify(now.pieces[piece]));
  const pieceRevs = { ...before?.pieceRevs, ...Object.fromEntries(changed.map((piece) => [piece, rev])) };
  const { row: desk, ...places } = place;
  const row = {
    v: 2,
    rev,
    project: after.projectId,
    stage: index.stage,
    turn: index.turn,
    ...places,
    ...(index.domain && { domain: index.domain }),
    data: { ...now.hot, rev, pieceRevs, desk },
  };
  type Row = typeof row;
  type EventRow = { v: number; request: string; seq: number; changeId: string; month?: string; data: TrailEvent };
  const unchanged = before ? new Filter<Row>().and('rev', FilterConditions.equalTo(before.request.rev)) : new Filter<Row>().and('rev', FilterConditions.notExists());
  const transaction = kvs
    .transact()
    .set(requestKey(issueId), row, { entityName: 'request', conditions: unchanged })
    .set<EventRow>(eventKey(issueId, event.seq), { v: 1, request: issueId, seq: event.seq, changeId, ...(reported && { month: `${after.projectId}#${event.at.slice(0, 7)}` }), data: event }, { entityName: 'event', conditions: new Filter<EventRow>().and('seq', FilterConditions.notExists()) });
  for (const piece of changed) transaction.set(pieceKey(issueId, piece), { v: 1, rev, data: now.pieces[piece] }, { entityName: 'evidence' });
  for (const { ref, value, salt } of persons) transaction.set(ref, { v: 1, request: issueId, data: { value, salt } }, { entityName: 'person' });
  for (const ref of erased) transaction.set(ref, { v: 1, request: issueId, data: {} }, { entityName: 'person' });
  // Until the next checkpoint covers it.
  transaction.set(issueId, { v: 1, seq: event.seq, data: { head: event.hash } }, { entityName: 'uncovered' });
  for (const { by, value } of mentions) transaction.set(mentionKey(issueId, { by, value }), { v: 1, value: `${by}:${value}`, at: event.at, request: issueId }, { entityName: 'mention' });
  for (const effect of effects) transaction.set(effect.id, keptEffect(effect), { entityName: 'outbox' });
  if (after.task && !before?.request.task) transaction.set(taskKey(after.task.issueId), { v: 1, request: issueId });
  for (const purge of purges) transaction.set(purgeKey(purge.id), keptPurge(after.projectId, purge), { entityName: 'purge' });
  for (const id of completed) transaction.delete(id, { entityName: 'outbox' });
  try {
    await transaction.execute();
    return 'saved';
  } catch (error) {
    if (isConflict(error)) return 'conflict';
    if (isTooLarge(error)) return 'full';
    throw error;
  }
}

/** Whether the event `seq` was written by this very change: asked after a write whose answer never came. */
export async function wasWrittenBy(changeId: string, issueId: string, seq: number): Promise<boolean> {
  const row = await kvs.entity<{ changeId?: string }>('event').get(eventKey(issueId, seq));
  return row?.changeId === changeId;
}

/** The request that a linked SRE task belongs to. A plain row and no index, because a gate must not read a late copy. */
export async function requestOfTask(taskIssueId: string): Promise<string | undefined> {
  const row = await kvs.get(taskKey(taskIssueId));
  return row === undefined ? undefined : z.object({ v: z.literal(1), request: z.string() }).parse(row).request;
}

/** How many requests of a project have not ended: somebody's turn. Counts at most 100 of each turn. */
export async function countRunning(projectId: string): Promise<number> {
  const turns: readonly Turn[] = ['agent', 'approver', 'customer', 'sre', 'lead'];
  const counts = await Promise.all(turns.map(async (turn) => (await kvs.entity('request').query().index('by-turn', { partition: [projectId, 'open', turn] }).where(WhereConditions.greaterThan('0')).limit(100).getMany()).results.length));
  return counts.reduce((sum, count) => sum + count, 0);
}

/** `before` is the key of a ticket that is older than the app and no request. */
export type Mentioned = { readonly request: string; readonly at: string; readonly before?: string };

/** Far more than one customer asks for. Whoever gets as many must not take them for all. */
export const mostMentions = 1000;

/** What mentions the same domain, site or licence, newest first; at most `mostMentions`. One storage call for a hundred. */
export async function findMentions(mention: Mention): Promise<readonly Mentioned[]> {
  const found: Mentioned[] = [];
  let cursor: string | undefined;
  do {
    const query = kvs.entity<Mentioned>('mention').query().index('by-value', { partition: [`${mention.by}:${mention.value}`] }).sort(Sort.DESC).limit(100);
    const { results, nextCursor } = await (cursor === undefined ? query : query.cursor(cursor)).getMany();
    found.push(...results.map(({ value }) => value));
    cursor = nextCursor;
  } while (cursor !== undefined && found.length < mostMentions);
  return found;
}

/** What a ticket older than the app is found by. The same ticket again writes the same rows. */
export async function keepOldMentions({ issueId, issueKey, at }: { readonly issueId: string; readonly issueKey: string; readonly at: string }, mentions: readonly Mention[]): Promise<void> {
  const rows = new Map(mentions.map((mention) => [mentionKey(issueId, mention), { v: 1, value: `${mention.by}:${mention.value}`, at, request: issueId, before: issueKey }]));
  const { failedKeys } = await kvs.batchSet([...rows].map(([key, value]) => ({ key, value, entityName: 'mention' })));
  if (failedKeys[0]) throw new Error(`storage refused a mention: ${failedKeys[0].error.code}`);
}

/** Events of one request in their order, `limit` at a time, before `before` where given; newest page first. */
export async function loadEvents(issueId: string, page: { readonly before?: number; readonly limit: number }): Promise<readonly TrailEvent[]> {
  const query = kvs.entity<{ data: TrailEvent }>('event').query().index('by-request', { partition: [issueId] });
  if (page.before !== undefined) query.where(WhereConditions.lessThan(page.before));
  const { results } = await query.sort(Sort.DESC).limit(page.limit).getMany();
  return results.map(({ value }) => value.data).reverse();
}
