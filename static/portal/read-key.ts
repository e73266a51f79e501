/** Decides what of a chosen file is sent to be judged: a small file that is no private key, and of a private key nothing. */

export const mostBytes = 100_000;

export type ReadKey = { readonly name: string; readonly content: string } | { readonly refused: 'too-large' | 'empty' | 'private' | 'unreadable' };

const armoured = /-{2,}\s*BEGIN\s+[A-Z0-9 ]*(PRIVATE|SECRET)\s+KEY|PuTTY-User-Key-File-|\((protected-|shadowed-)?private-key/;

/** RFC 9580, section 4.2: the first packet of a file in binary is a secret key. */
function beginsSecret(first: number | undefined): boolean {
  if (first === undefined || (first & 0x80) === 0) return false;
  return ((first & 0x40) === 0 ? (first >> 2) & 0x0f : first & 0x3f) === 5;
}

/** Letters one by one: a file in UTF-16 has a zero beside each. */
const lettersOf = (bytes: Uint8Array): string => new TextDecoder('latin1').decode(bytes.filter((byte) => byte !== 0));

/** The server looks more closely; this look keeps what is plainly private from ever leaving the computer. */
export const isPrivateKey = (bytes: Uint8Array): boolean => armoured.test(lettersOf(bytes)) || beginsSecret(bytes[0]);

const base64 = (bytes: Uint8Array): string => {
  let binary = '';
  for (let at = 0; at < bytes.length; at += 8192) binary += String.fromCharCode(...bytes.subarray(at, at + 8192));
  return btoa(binary);
};

/** The name without what no name needs, so that it can become an attachment's. */
const plainName = (name: string): string => name.replace(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}/\\]/gu, '').trim().slice(-120) || 'public-key.txt';

export async function readKey(file: Blob, name: string): Promise<ReadKey> {
  if (file.size > mostBytes) return { refused: 'too-large' };
  let bytes: Uint8Array;
  try {
    bytes = new Uint8Array(await file.arrayBuffer());
  } catch {
    return { refused: 'unreadable' };
  }
  if (bytes.length === 0) return { refused: 'empty' };
  return isPrivateKey(bytes) ? { refused: 'private' } : { name: plainName(name), content: base64(bytes) };
}
