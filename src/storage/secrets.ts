/** Decides where the app's own secrets lie: in the separate secret namespace, made once and never shown. */
import { randomBytes } from 'node:crypto';
import { kvs } from '@forge/kvs';
import { isConflict } from './conflict';

const key = 'possession-secret';

/** The secret that hashes of codes are keyed with; made by whoever asks first. */
export async function possessionSecret(): Promise<Uint8Array> {
  const kept = await kvs.getSecret<string>(key);
  if (kept !== undefined) return Buffer.from(kept, 'base64');
  try {
    await kvs.setSecret(key, randomBytes(32).toString('base64'), { keyPolicy: 'FAIL_IF_EXISTS' });
  } catch (error) {
    if (!isConflict(error)) throw error;
  }
  const made = await kvs.getSecret<string>(key);
  if (made === undefined) throw new Error('storage did not keep the possession secret');
  return Buffer.from(made, 'base64');
}
