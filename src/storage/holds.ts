/** Decides what keeps the whole desk from deciding anything: storage that was set back, or a desk that is still being brought in. */
import { kvs } from '@forge/kvs';
import { z } from 'zod';
import { readSetBackRow, setBackKey, type SetBack } from './checkpoints';

const key = 'desk-import';

const bringingSchema = z.strictObject({
  v: z.literal(1),
  /** The hash of the header: one file and no other. */
  file: z.string(),
  schema: z.number().int(),
  by: z.string(),
  at: z.string(),
  soFar: z.strictObject({ no: z.number().int(), hash: z.string(), counts: z.record(z.string(), z.number().int()) }),
  done: z.string().optional(),
  /** That it is on the trail of the rules. */
  recorded: z.boolean().optional(),
});

/** How far the import of a whole desk has come. `done` is when it was complete. */
export type Bringing = Omit<z.infer<typeof bringingSchema>, 'v'>;

const bringingIn = (row: unknown): Bringing => {
  const { v: _schema, ...state } = bringingSchema.parse(row);
  return state;
};

export async function readBringing(): Promise<Bringing | undefined> {
  const row = await kvs.get(key);
  return row === undefined ? undefined : bringingIn(row);
}

export const writeBringing = (state: Bringing): Promise<void> => kvs.set(key, { v: 1, ...state });

export type Holds = { readonly setBack?: SetBack; readonly isBeingBroughtIn: boolean };

/** One storage call. */
export async function readHolds(): Promise<Holds> {
  const { successfulKeys, failedKeys } = await kvs.batchGet<unknown>([{ key: setBackKey }, { key }]);
  const failed = failedKeys.find(({ error }) => error.code !== 'KEY_NOT_FOUND');
  if (failed) throw new Error(`storage could not say whether the desk may decide: ${failed.error.code}`);
  const rows = new Map(successfulKeys.map((row) => [row.key, row.value]));
  const [setBack, bringing] = [rows.get(setBackKey), rows.get(key)];
  return { ...(setBack !== undefined && { setBack: readSetBackRow(setBack) }), isBeingBroughtIn: bringing !== undefined && bringingIn(bringing).done === undefined };
}
