/** Decides how the rules of a project lie in storage: versions that never change, one draft, and which version is in force. */
import { Filter, FilterConditions, kvs } from '@forge/kvs';
import { z } from 'zod';
import type { DeskRules } from '../procedure/desk-rules';
import type { TrailEvent } from '../trail/event';
import { isConflict } from './conflict';
import type { PersonRow } from './requests';

const deskSchema = z.object({
  calendar: z.object({ timeZone: z.string(), workDays: z.array(z.number()), holidays: z.array(z.string()), estimate: z.object({ from: z.number(), to: z.number() }) }),
  nudgeAfter: z.number().int(),
}) satisfies z.ZodType<DeskRules>;

/** `desk` is what the desk needs of that version; rows of before do not have it. */
const inForceSchema = z.object({ version: z.number().int(), since: z.string().optional(), desk: deskSchema.optional(), trail: z.object({ seq: z.number().int(), head: z.string(), at: z.string().optional() }) });
const actSchema = z.object({ by: z.string(), at: z.string() });
const draftSchema = z.object({
  rules: z.unknown().optional(),
  basedOn: z.number().int().optional(),
  saved: actSchema.optional(),
  wait: actSchema.extend({ reason: z.string(), digest: z.string() }).optional(),
});

/** Which version new requests begin with, and how far the trail of the rules has come. */
export type InForce = z.infer<typeof inForceSchema>;
/** Without `rules` there is no draft; the row stays, so that its number never comes again. */
export type Draft = z.infer<typeof draftSchema>;

const row = z.object({ v: z.literal(1), rev: z.number().int(), changeId: z.string().optional() });
const inForceRow = row.extend({ data: inForceSchema });
const draftRow = row.extend({ data: draftSchema });

export type RulesDesk = {
  readonly inForce?: InForce;
  readonly draft: Draft;
  /** How often each row was written; 0 where it never was. */
  readonly revs: { readonly inForce: number; readonly draft: number };
  /** By which changes the two rows were last written. */
  readonly changeIds: readonly string[];
};

const entityName = 'rules';
const inForceKey = (projectId: string): string => `rules#${projectId}#in-force`;
const draftKey = (projectId: string): string => `rules#${projectId}#draft`;
const versionKey = (projectId: string, version: number): string => `rules#${projectId}#version#${version}`;

/** The version in force, or undefined where nothing was ever published or asked for. One storage call. */
export async function readInForce(projectId: string): Promise<InForce | undefined> {
  const found = await kvs.entity(entityName).get(inForceKey(projectId));
  return found === undefined ? undefined : inForceRow.parse(found).data;
}

/** The version in force and the draft. One storage call. */
export async function readDesk(projectId: string): Promise<RulesDesk> {
  const { successfulKeys, failedKeys } = await kvs.batchGet<unknown>([{ key: inForceKey(projectId), entityName }, { key: draftKey(projectId), entityName }]);
  const failed = failedKeys.find(({ error }) => error.code !== 'KEY_NOT_FOUND');
  if (failed) throw new Error(`storage could not read the rules: ${failed.error.code}`);
  const rows = new Map(successfulKeys.map(({ key, value }) => [key, value]));
  const inForce = rows.has(inForceKey(projectId)) ? inForceRow.parse(rows.get(inForceKey(projectId))) : undefined;
  const draft = rows.has(draftKey(projectId)) ? draftRow.parse(rows.get(draftKey(projectId))) : undefined;
  return { ...(inForce && { inForce: inForce.data }), draft: draft?.data ?? {}, revs: { inForce: inForce?.rev ?? 0, draft: draft?.rev ?? 0 }, changeIds: [inForce?.changeId, draft?.changeId].flatMap((id) => id ?? []) };
}

/** One published version as it was stored, or undefined. */
export async function readVersion(projectId: string, version: number): Promise<unknown> {
  const found = await kvs.entity<{ data: { rules: unknown } }>(entityName).get(versionKey(projectId, version));
  return found?.data.rules;
}

/** What else is written in the transaction of a change of the rules: what it puts on record and what it does are then one. */
export type Alongside = (transaction: ReturnType<typeof kvs.transact>) => void;

export type RulesChange = {
  readonly projectId: string;
  readonly before: RulesDesk;
  /** Absent where the draft stays as it is: nobody who works on it has to look again. */
  readonly draft?: Draft | undefined;
  /** Absent for what only touches the draft: then nothing stands on the trail. */
  readonly recorded?: { readonly inForce: InForce; readonly event: TrailEvent; readonly persons: readonly PersonRow[] };
  readonly published?: { readonly version: number; readonly rules: unknown };
  readonly alongside?: Alongside | undefined;
  readonly changeId: string;
};

/**
 * Writes draft, version, pointer and trail event in one transaction, on the condition that neither draft nor pointer has
 * moved since they were read and that the version does not exist yet.
 */
export async function saveRules({ projectId, before, draft, recorded, published, alongside, changeId }: RulesChange): Promise<'saved' | 'conflict'> {
  type Row = { v: number; rev: number; project: string; changeId: string; data: object };
  const unmoved = (rev: number) => (rev === 0 ? new Filter<Row>().and('rev', FilterConditions.notExists()) : new Filter<Row>().and('rev', FilterConditions.equalTo(rev)));
  const rowOf = (rev: number, data: object): Row => ({ v: 1, rev, project: projectId, changeId, data });
  const transaction = kvs.transact();
  if (draft) transaction.set(draftKey(projectId), rowOf(before.revs.draft + 1, draft), { entityName, conditions: unmoved(before.revs.draft) });
  if (recorded) {
    const { event, inForce, persons } = recorded;
    type EventRow = { v: number; request: string; seq: number; changeId: string; data: TrailEvent };
    transaction
      .set(inForceKey(projectId), rowOf(before.revs.inForce + 1, inForce), { entityName, conditions: unmoved(before.revs.inForce) })
      .set<EventRow>(`${event.requestId}#${String(event.seq).padStart(8, '0')}`, { v: 1, request: event.requestId, seq: event.seq, changeId, data: event }, { entityName: 'event', conditions: new Filter<EventRow>().and('seq', FilterConditions.notExists()) })
      // Until the next checkpoint covers it.
      .set(event.requestId, { v: 1, seq: event.seq, data: { head: event.hash } }, { entityName: 'uncovered' });
    for (const { ref, value, salt } of persons) transaction.set(ref, { v: 1, request: event.requestId, data: { value, salt } }, { entityName: 'person' });
  }
  if (published) transaction.set(versionKey(projectId, published.version), rowOf(published.version, { rules: published.rules }), { entityName, conditions: unmoved(0) });
  alongside?.(transaction);
  try {
    await transaction.execute();
    return 'saved';
  } catch (error) {
    if (isConflict(error)) return 'conflict';
    throw error;
  }
}
