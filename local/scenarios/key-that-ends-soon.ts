// Makes a key that ends before any delivery can be made, by the clock of the host: a file could not keep that promise.
import { generateKey } from 'openpgp';
import type { PortalFile } from './portal';

const DAYS = 3;

export async function keyThatEndsSoon(fileName: string, owner: { name: string; email: string }, now: Date): Promise<PortalFile> {
  const { publicKey } = await generateKey({ userIDs: [owner], type: 'curve25519', format: 'armored', date: now, keyExpirationTime: DAYS * 86_400 });
  return { name: fileName, content: Buffer.from(publicKey) };
}
