// Prints what SRE pastes once a file is sealed to the seeded recipient's key and to no other.
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { createMessage, encrypt, readKey } from 'openpgp';

const key = join(__dirname, '../../local/scenarios/files/luis-ferreira.asc');

/** One file of `ticket`, as the command of the SRE panel records it. */
export async function sealedRecord(ticket: string): Promise<string> {
  const encryptionKeys = (await readKey({ armoredKey: readFileSync(key, 'utf8') })).toPublic();
  const sealed: unknown = await encrypt({ message: await createMessage({ binary: new Uint8Array(2000) }), encryptionKeys, format: 'binary' });
  if (!(sealed instanceof Uint8Array)) throw new Error('openpgp.js seals in another form');
  const content = Buffer.from(sealed);
  const line = `file ${content.length} ${createHash('sha256').update(content).digest('hex')} ${content.subarray(0, 4096).toString('hex')} ${ticket}.7z.gpg`;
  return [`snapshot-delivery 1 ${ticket}`, line, 'end 1'].join('\n');
}
