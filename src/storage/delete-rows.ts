/** Decides how rows are deleted for good: in batches, and one that is gone already is deleted. */
import { kvs } from '@forge/kvs';

/** What KVS takes in a batch. */
const batch = 25;

export async function deleteRows(rows: readonly { readonly key: string; readonly entityName?: string }[]): Promise<void> {
  for (let at = 0; at < rows.length; at += batch) {
    const { failedKeys } = await kvs.batchDelete(rows.slice(at, at + batch));
    const failed = failedKeys.find(({ error }) => error.code !== 'KEY_NOT_FOUND');
    if (failed) throw new Error(`storage could not delete a row: ${failed.error.code}`);
  }
}
