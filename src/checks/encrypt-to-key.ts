/** Decides what a short text looks like once it is sealed to a customer's key, and to exactly the keys that were found valid. */
import type * as OpenPgp from 'openpgp';

// The session key is openpgp.js's own randomness: to seal without any is to seal for everybody.

export type Sealed = { readonly armoured: string } | { readonly refused: 'no-encryption-key' | 'not-encryptable' };

const MOST_CHARACTERS = 2_000;

const idsOf = (keys: readonly OpenPgp.KeyID[]): readonly string[] => keys.map((id) => id.toHex().toUpperCase()).sort();

/** `publicKey` and `keyIds` are what the check `openpgp-key` shows of a key that it passed. */
export async function encryptToKey(text: string, publicKey: string, keyIds: readonly string[], now: Date): Promise<Sealed> {
  if (keyIds.length === 0) return { refused: 'no-encryption-key' };
  if (text.length > MOST_CHARACTERS) return { refused: 'not-encryptable' };
  const openpgp = await import('./openpgp.cjs');
  try {
    const key = (await openpgp.readKey({ armoredKey: publicKey })).toPublic();
    const wanted = key.getKeyIDs().filter((id) => keyIds.includes(id.toHex().toUpperCase()));
    // By itself openpgp.js takes one key of its own choice; asked for each by id, it takes all.
    const armoured: unknown = await openpgp.encrypt({
      message: await openpgp.createMessage({ text }),
      encryptionKeys: wanted.map(() => key),
      encryptionKeyIDs: wanted,
      date: now,
    });
    if (typeof armoured !== 'string') return { refused: 'not-encryptable' };
    const reached = idsOf((await openpgp.readMessage({ armoredMessage: armoured })).getEncryptionKeyIDs());
    return reached.join() === [...keyIds].sort().join() ? { armoured } : { refused: 'not-encryptable' };
  } catch {
    // openpgp.js cannot use a key without a user id, for one. Its message may quote the key.
    return { refused: 'not-encryptable' };
  }
}
