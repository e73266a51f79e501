/** Decides how checkpoints lie in storage, which heads wait for one, and how far they have been posted. */
import { Filter, FilterConditions, kvs } from '@forge/kvs';
import { z } from 'zod';
import type { Head } from '../trail/chain';
import type { FullCheckpoint } from '../trail/checkpoint';
import { isConflict } from './conflict';
import type { Alongside } from './rules';

const head = z.object({ requestId: z.string(), seq: z.number().int(), head: z.string() });
const checkpointSchema = z.object({ v: z.literal(1), no: z.number().int(), at: z.string(), prev: z.string(), root: z.string(), count: z.number().int(), hash: z.string(), heads: z.array(head) });
const progressSchema = z.object({ sealed: z.number().int(), posted: z.number().int() });

/** The numbers of the newest checkpoint that is complete in storage, and of the newest that was posted. */
export type Progress = z.infer<typeof progressSchema>;

const checkpointKey = (no: number): string => `checkpoint#${String(no).padStart(8, '0')}`;
const coverKey = (issueId: string): string => `covered#${issueId}`;
const progressKey = 'checkpoint-progress';
const anchorKey = 'trail-anchor';
export const setBackKey = 'storage-set-back';

export async function readProgress(): Promise<Progress> {
  const row = await kvs.get(progressKey);
  return row === undefined ? { sealed: 0, posted: 0 } : progressSchema.parse(row);
}

export const writeProgress = (progress: Progress): Promise<void> => kvs.set(progressKey, progress);

export async function readCheckpoint(no: number): Promise<FullCheckpoint | undefined> {
  const row = await kvs.get(checkpointKey(no));
  return row === undefined ? undefined : checkpointSchema.parse(row);
}

/** Keeps a checkpoint; false where one of its number is already kept. */
export async function keepCheckpoint(checkpoint: FullCheckpoint): Promise<boolean> {
  try {
    await kvs.set(checkpointKey(checkpoint.no), checkpoint, { keyPolicy: 'FAIL_IF_EXISTS' });
    return true;
  } catch (error) {
    if (isConflict(error)) return false;
    throw error;
  }
}

type Uncovered = { v: number; seq: number; data: { head: string } };

/** Heads that changed since a checkpoint last covered them; at most a hundred. */
export async function uncoveredHeads(): Promise<readonly Head[]> {
  const { results } = await kvs.entity<Uncovered>('uncovered').query().index('by-seq', { partition: [1] }).limit(100).getMany();
  return results.map(({ key, value }) => ({ requestId: key, seq: value.seq, head: value.data.head }));
}

/** Notes which checkpoint covers a head, and takes the head off the waiting ones unless it has changed again. */
export async function markCovered({ requestId, seq }: Head, no: number): Promise<void> {
  await kvs.set(coverKey(requestId), { no });
  try {
    await kvs.transact().delete<Uncovered>(requestId, { entityName: 'uncovered', conditions: new Filter<Uncovered>().and('seq', FilterConditions.equalTo(seq)) }).execute();
  } catch (error) {
    if (!isConflict(error)) throw error;
  }
}

/** The newest checkpoint that covers a request, or undefined. */
export async function checkpointOf(issueId: string): Promise<FullCheckpoint | undefined> {
  const row = await kvs.get(coverKey(issueId));
  return row === undefined ? undefined : readCheckpoint(z.object({ no: z.number().int() }).parse(row).no);
}

/** The issue on which checkpoints are posted; undefined where an admin has named none. */
export async function readAnchor(): Promise<{ readonly issueId: string; readonly issueKey: string } | undefined> {
  const row = await kvs.get(anchorKey);
  return row === undefined ? undefined : z.object({ issueId: z.string(), issueKey: z.string() }).parse(row);
}

/** From this transaction on checkpoints are posted there, and storage counts as whole. */
export const moveAnchor = (anchor: { readonly issueId: string; readonly issueKey: string }): Alongside => (transaction) => {
  transaction.set(anchorKey, anchor);
  transaction.delete(setBackKey);
};

/** Set where Jira holds a checkpoint of ours that storage does not: an older copy of storage was put in its place. */
export type SetBack = { readonly no: number; readonly at: string };

export const readSetBackRow = (row: unknown): SetBack => z.object({ no: z.number().int(), at: z.string() }).parse(row);

export async function readSetBack(): Promise<SetBack | undefined> {
  const row = await kvs.get(setBackKey);
  return row === undefined ? undefined : readSetBackRow(row);
}

export const writeSetBack = (found: SetBack): Promise<void> => kvs.set(setBackKey, found);
