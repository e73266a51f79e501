/** Decides what keeps the whole desk from deciding anything: storage that was set back, or a desk that is still being brought in. */
import { Filter, FilterConditions, kvs } from '@forge/kvs';
import { z } from 'zod';
import type { DeskFileRow } from '../procedure/desk-file';
import { readSetBackRow, setBackKey, type SetBack } from './checkpoints';
import { isConflict } from './conflict';
import type { Alongside } from './rules';

/** A row of an entity, because only those are written on a condition. It is of this installation alone and of no export. */
const entityName = 'desk-import';
const key = 'desk-import';

const stateSchema = z.strictObject({
  /** The hash of the header: one file and no other. */
  file: z.string(),
  schema: z.number().int(),
  /** Who brings it in, since when, and how often it changed hands: a page goes on with its own number alone. */
  by: z.string(),
  at: z.string(),
  claim: z.number().int().positive(),
  /** When the last part came. */
  last: z.string(),
  soFar: z.strictObject({ no: z.number().int(), hash: z.string(), counts: z.record(z.string(), z.number().int()) }),
  done: z.string().optional(),
  /** That it is on the trail of the rules. */
  recorded: z.boolean().optional(),
});
const rowSchema = z.object({ v: z.literal(1), rev: z.number().int(), data: stateSchema });
type Row = { v: number; rev: number; data: State };

type State = z.infer<typeof stateSchema>;
/** How far the import of a whole desk has come. `done` is when it was complete, `rev` counts the writes of this state. */
export type Bringing = State & { readonly rev: number };

const bringingIn = (row: unknown): Bringing => {
  const { rev, data } = rowSchema.parse(row);
  return { ...data, rev };
};

export async function readBringing(): Promise<Bringing | undefined> {
  const row = await kvs.entity<Row>(entityName).get(key);
  return row === undefined ? undefined : bringingIn(row);
}

const unmoved = (rev: number) => new Filter<Row>().and('rev', rev === 0 ? FilterConditions.notExists() : FilterConditions.equalTo(rev));

/** The state in the transaction of something else, which is then no more written than this where somebody was faster. */
export const bringingWritten = ({ rev, ...data }: Bringing): Alongside => (transaction) => {
  transaction.set<Row>(key, { v: 1, rev: rev + 1, data }, { entityName, conditions: unmoved(rev) });
};

/** Undefined where somebody has written it since it was read as `rev`; 0 is where there was none. */
export async function writeBringing(state: Bringing): Promise<Bringing | undefined> {
  const transaction = kvs.transact();
  bringingWritten(state)(transaction);
  try {
    await transaction.execute();
    return { ...state, rev: state.rev + 1 };
  } catch (error) {
    if (isConflict(error)) return undefined;
    throw error;
  }
}

/** Of the 25 operations of a transaction one is the condition. */
const rowsAtOnce = 24;

/**
 * Writes rows as they are, for as long as the import stands as it was read: an invocation that was overtaken can never
 * write over a desk that is whole and goes on. False where it was overtaken; the same rows again change nothing.
 */
export async function writeRows({ rev }: Bringing, rows: readonly DeskFileRow[]): Promise<boolean> {
  for (let at = 0; at < rows.length; at += rowsAtOnce) {
    const transaction = kvs.transact().check<Row>(key, { entityName, conditions: unmoved(rev) });
    for (const [entity, rowKey, value] of rows.slice(at, at + rowsAtOnce)) transaction.set(rowKey, value, entity === null ? undefined : { entityName: entity });
    try {
      await transaction.execute();
    } catch (error) {
      if (isConflict(error)) return false;
      throw error;
    }
  }
  return true;
}

export type Holds = { readonly setBack?: SetBack; readonly isBeingBroughtIn: boolean };

/** One storage call. */
export async function readHolds(): Promise<Holds> {
  const { successfulKeys, failedKeys } = await kvs.batchGet<unknown>([{ key: setBackKey }, { key, entityName }]);
  const failed = failedKeys.find(({ error }) => error.code !== 'KEY_NOT_FOUND');
  if (failed) throw new Error(`storage could not say whether the desk may decide: ${failed.error.code}`);
  const rows = new Map(successfulKeys.map((row) => [row.key, row.value]));
  const [setBack, bringing] = [rows.get(setBackKey), rows.get(key)];
  return { ...(setBack !== undefined && { setBack: readSetBackRow(setBack) }), isBeingBroughtIn: bringing !== undefined && bringingIn(bringing).done === undefined };
}
