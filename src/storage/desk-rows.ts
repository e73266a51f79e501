/** Decides how every row of storage is gone through, step by step, so that the rows of one request belong to one moment. */
import { kvs, WhereConditions } from '@forge/kvs';
import { z } from 'zod';
import type { DeskFileRow } from '../procedure/desk-file';

/** Every kind of entity that a desk consists of. What lies under plain keys is taken along whatever it is called. */
export const deskEntities: readonly string[] = ['rules', 'request', 'evidence', 'event', 'person', 'uncovered', 'mention', 'outbox', 'purge', 'licence', 'tenant'];

/** Left behind: an import of a directory that is half-way begins again, and how daily runs went is of its own installation. */
export const isLeftBehind = (plainKey: string): boolean => plainKey.startsWith('directory-import#') || plainKey.startsWith('retention-run') || plainKey === 'account-round';

/** Gone through by their keys. The other kinds hang off a request or off the rules, and go with them. */
const walked = ['rules', 'request', 'purge', 'mention', 'licence', 'tenant'] as const;
type Walked = (typeof walked)[number];

const trailSchema = z.strictObject({ id: z.string().max(100), after: z.number().int().nonnegative(), through: z.number().int().nonnegative() });

/** Where a walk stands. A cursor is for the next step only. `trails` are read before the walk goes on. */
export const placeSchema = z.strictObject({ at: z.enum(['plain', ...walked]), cursor: z.string().max(4000).optional(), trails: z.array(trailSchema).max(10).default([]) });
export type Place = z.infer<typeof placeSchema>;

/** Plain keys first: a checkpoint that comes later covers nothing that is missing. */
export const firstPlace: Place = { at: 'plain', trails: [] };

/** A version of the rules may be 200 KB; a request is read together with all that hangs off it. */
const pageOf: Readonly<Record<Walked, number>> = { rules: 5, request: 1, purge: 50, mention: 100, licence: 50, tenant: 50 };
/** What KVS takes in a batch. */
const batch = 25;
const readAttempts = 6;

type Named = { readonly key: string; readonly entityName: string };

/** The rows that are there, in the order asked; the largest are pieces of a request. */
async function readAll(names: readonly Named[]): Promise<readonly DeskFileRow[]> {
  const rows: DeskFileRow[] = [];
  for (let at = 0; at < names.length; at += batch) {
    const { successfulKeys, failedKeys } = await kvs.batchGet<unknown>(names.slice(at, at + batch));
    const failed = failedKeys.find(({ error }) => error.code !== 'KEY_NOT_FOUND');
    if (failed) throw new Error(`storage could not read a row of the desk: ${failed.error.code}`);
    rows.push(...successfulKeys.map(({ key, entityName, value }): DeskFileRow => [entityName ?? null, key, value]));
  }
  return rows;
}

const eventSchema = z.object({ data: z.object({ personal: z.array(z.object({ ref: z.string() })).optional() }) });

/** The next events of a trail with the personal values beside them. Read by their keys, which no late index hides. */
async function trailRows(id: string, after: number, through: number): Promise<readonly DeskFileRow[]> {
  const names = Array.from({ length: Math.min(batch, through - after) }, (_, nth) => ({ key: `${id}#${String(after + nth + 1).padStart(8, '0')}`, entityName: 'event' }));
  const events = await readAll(names);
  const refs = events.flatMap(([, , value]) => eventSchema.parse(value).data.personal?.map(({ ref }) => ({ key: ref, entityName: 'person' })) ?? []);
  return [...events, ...(refs.length > 0 ? await readAll(refs) : [])];
}

async function outboxOf(issueId: string): Promise<readonly DeskFileRow[]> {
  const rows: DeskFileRow[] = [];
  let cursor: string | undefined;
  do {
    const query = kvs.entity('outbox').query().index('by-key').where(WhereConditions.beginsWith(`${issueId}#`)).limit(100);
    const { results, nextCursor } = await (cursor ? query.cursor(cursor) : query).getMany();
    rows.push(...results.map(({ key, value }): DeskFileRow => ['outbox', key, value]));
    cursor = nextCursor;
  } while (cursor);
  return rows;
}

const hotSchema = z.object({ rev: z.number(), data: z.object({ pieceRevs: z.record(z.string(), z.number()), trail: z.object({ seq: z.number().int() }) }) });
const revSchema = z.object({ rev: z.number() });

/** A request with its pieces and what it still intends, as they stood at one moment, and how far its trail had come then. */
async function requestRows(hotKey: string): Promise<{ readonly rows: readonly DeskFileRow[]; readonly through: number }> {
  const issueId = hotKey.slice(hotKey.indexOf('#') + 1);
  for (let attempt = 0; attempt < readAttempts; attempt += 1) {
    const [found] = await readAll([{ key: hotKey, entityName: 'request' }]);
    // Gone between the index and the row: its trail went, or the index is late.
    if (!found) return { rows: [], through: 0 };
    const { rev, data } = hotSchema.parse(found[2]);
    const outbox = await outboxOf(issueId);
    const together = await readAll([{ key: hotKey, entityName: 'request' }, ...Object.keys(data.pieceRevs).map((piece) => ({ key: `${issueId}#${piece}`, entityName: 'evidence' })), { key: issueId, entityName: 'uncovered' }]);
    const hot = together.find(([entity]) => entity === 'request');
    const isOne = hot && hotSchema.parse(hot[2]).rev === rev && Object.entries(data.pieceRevs).every(([piece, at]) => together.some(([, key, value]) => key === `${issueId}#${piece}` && revSchema.parse(value).rev === at));
    if (isOne) return { rows: [...together, ...outbox], through: data.trail.seq };
  }
  throw new Error('a request changed each time it was read');
}

const inForceSchema = z.object({ project: z.string(), data: z.object({ trail: z.object({ seq: z.number().int() }) }) });

async function rulesTrails(rows: readonly DeskFileRow[]): Promise<{ readonly trails: Place['trails']; readonly uncovered: readonly DeskFileRow[] }> {
  const pointers = rows.filter(([, key]) => key.endsWith('#in-force')).map(([, , value]) => inForceSchema.parse(value));
  const trails = pointers.map(({ project, data }) => ({ id: `rules:${project}`, after: 0, through: data.trail.seq }));
  return { trails, uncovered: trails.length > 0 ? await readAll(trails.map(({ id }) => ({ key: id, entityName: 'uncovered' }))) : [] };
}

const generationSchema = z.object({ generation: z.string() });

/** Of a directory only the import that readers see: what older imports left is nobody's. */
async function generationOf(at: 'licence' | 'tenant'): Promise<string | undefined> {
  const row = await kvs.get(`directory-in-force#${at === 'licence' ? 'licences' : 'tenants'}`);
  return row === undefined ? undefined : generationSchema.parse(row).generation;
}

const onward = (at: Place['at']): Place | undefined => {
  const next = walked[at === 'plain' ? 0 : walked.indexOf(at) + 1];
  return next && { at: next, trails: [] };
};

export type Step = { readonly rows: readonly DeskFileRow[]; readonly next?: Place };

const stepped = (rows: readonly DeskFileRow[], next: Place | undefined, trails: Place['trails'] = []): Step => ({ rows, ...(next && { next: { ...next, trails } }) });

const progressKey = 'checkpoint-progress';

async function plainStep(cursor: string | undefined): Promise<Step> {
  const query = kvs.query().limit(50);
  // Before the checkpoints: read after them it could count one that was made meanwhile and is not in the file.
  const progress = cursor ? undefined : await kvs.get(progressKey);
  const { results, nextCursor } = await (cursor ? query.cursor(cursor) : query).getMany();
  const rows = results.filter(({ key }) => key !== progressKey && !isLeftBehind(key)).map(({ key, value }): DeskFileRow => [null, key, value]);
  return stepped([...(progress === undefined ? [] : [[null, progressKey, progress] satisfies DeskFileRow]), ...rows], nextCursor ? { at: 'plain', cursor: nextCursor, trails: [] } : onward('plain'));
}

async function walkedStep(at: Walked, cursor: string | undefined): Promise<Step> {
  const query = kvs.entity(at).query().index('by-key').limit(pageOf[at]);
  if (at === 'licence' || at === 'tenant') {
    const generation = await generationOf(at);
    if (generation === undefined) return stepped([], onward(at));
    query.where(WhereConditions.beginsWith(`${generation}#`));
  }
  const { results, nextCursor } = await (cursor ? query.cursor(cursor) : query).getMany();
  const rest = nextCursor ? { at, cursor: nextCursor, trails: [] } : onward(at);
  const rows = results.map(({ key, value }): DeskFileRow => [at, key, value]);
  if (at === 'rules') {
    const { trails, uncovered } = await rulesTrails(rows);
    return stepped([...rows, ...uncovered], rest, trails);
  }
  const [, hotKey] = at === 'request' ? (rows[0] ?? []) : [];
  if (hotKey === undefined) return stepped(rows, rest);
  const { rows: together, through } = await requestRows(hotKey);
  return stepped(together, rest, through > 0 ? [{ id: hotKey.slice(hotKey.indexOf('#') + 1), after: 0, through }] : []);
}

/** The rows at a place and where to go on; each step reads a few hundred rows at most, whatever the size of the desk. */
export async function stepFrom({ at, cursor, trails }: Place): Promise<Step> {
  const [trail, ...others] = trails;
  if (!trail) return at === 'plain' ? plainStep(cursor) : walkedStep(at, cursor);
  const { id, after, through } = trail;
  const rows = await trailRows(id, after, through);
  const rest = after + batch < through ? [{ id, after: after + batch, through }, ...others] : others;
  return { rows, next: { at, ...(cursor !== undefined && { cursor }), trails: rest } };
}

/** Whether nothing of a desk is here. How far an import has come is of this very installation, and no part of a desk. */
export async function isEmptyStorage(): Promise<boolean> {
  const { results } = await kvs.query().limit(10).getMany();
  if (results.some(({ key }) => !isLeftBehind(key))) return false;
  for (const entity of deskEntities) {
    if ((await kvs.entity(entity).query().index('by-key').limit(1).getMany()).results.length > 0) return false;
  }
  return true;
}

/** Ids of requests in the order of their keys, for what is done once with each. */
export async function requestsFrom(cursor: string | undefined, limit: number): Promise<{ readonly issueIds: readonly string[]; readonly next?: string }> {
  const query = kvs.entity('request').query().index('by-key').limit(limit);
  const { results, nextCursor } = await (cursor ? query.cursor(cursor) : query).getMany();
  return { issueIds: results.map(({ key }) => key.slice(key.indexOf('#') + 1)), ...(nextCursor && { next: nextCursor }) };
}
