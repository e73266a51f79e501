/** Decides where the app's own secrets lie: in the separate secret namespace, made once and never shown. */
import { randomBytes } from 'node:crypto';
import { kvs } from '@forge/kvs';
import { isConflict } from './conflict';

const possessionKey = 'possession-secret';
const exportKey = 'export-secret';

/** Made by whoever asks first. */
async function secretNamed(key: string): Promise<Uint8Array> {
  const kept = await kvs.getSecret<string>(key);
  if (kept !== undefined) return Buffer.from(kept, 'base64');
  try {
    await kvs.setSecret(key, randomBytes(32).toString('base64'), { keyPolicy: 'FAIL_IF_EXISTS' });
  } catch (error) {
    if (!isConflict(error)) throw error;
  }
  const made = await kvs.getSecret<string>(key);
  if (made === undefined) throw new Error(`storage did not keep the ${key}`);
  return Buffer.from(made, 'base64');
}

/** The secret that hashes of codes are keyed with. */
export const possessionSecret = (): Promise<Uint8Array> => secretNamed(possessionKey);

/** The secret that seals where the export of a desk goes on. */
export const exportSecret = (): Promise<Uint8Array> => secretNamed(exportKey);
