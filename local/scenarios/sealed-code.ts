// Reads a code that was sealed to a customer's key, as only the holder of its secret half can.
import { decrypt, readMessage, readPrivateKey } from 'openpgp';
import { fileNamed } from './portal';

const SEALED = /-----BEGIN PGP MESSAGE-----[\s\S]+?-----END PGP MESSAGE-----/g;

/** The code in the newest of these comments that holds one. */
export async function openCode(comments: string[], secretHalf: string): Promise<string> {
  // The portal's plain text has no empty line between two paragraphs, and armour wants one after its first line.
  const armoredMessage = comments.flatMap((text) => text.match(SEALED) ?? []).at(-1)?.replace(/\n+/, '\n\n');
  if (armoredMessage === undefined) throw new Error('Nobody has sent this customer a sealed code yet.');
  const armoredKey = Buffer.from(fileNamed(`secret-halves-for-tests/${secretHalf}`).content).toString('utf8');
  const opened: { data: unknown } = await decrypt({ message: await readMessage({ armoredMessage }), decryptionKeys: await readPrivateKey({ armoredKey }) });
  return String(opened.data).trim();
}
