/** Decides what an SSH public key is made of: its type, its length and whether its numbers are sound. */
import { createHash } from 'node:crypto';
import { curvePointIsSound, edwardsPointIsSound, rsaWeakness, toBigInt, type Weakness } from './key-strength';

export type SshFault = 'damaged' | 'type-mismatch' | 'dsa' | 'certificate' | 'unsupported-type' | Weakness;

export type SshKey = { readonly type: string; readonly blob: string; readonly bits: number; readonly fingerprint: string; readonly fault?: SshFault };

/** RFC 4251, section 5: a length of four bytes, then so many bytes. */
type Field = Uint8Array;

function fieldsOf(blob: Uint8Array): readonly Field[] | undefined {
  const view = new DataView(blob.buffer, blob.byteOffset, blob.length);
  const fields: Field[] = [];
  for (let at = 0; at < blob.length; ) {
    if (fields.length > 20 || blob.length - at < 4) return undefined;
    const end = at + 4 + view.getUint32(at);
    if (end > blob.length) return undefined;
    fields.push(blob.subarray(at + 4, end));
    at = end;
  }
  return fields;
}

const CERTIFICATE = /-cert-v0[01]@openssh\.com$/;
const TYPE_WORD = /^(ssh-[a-z0-9-]+|ecdsa-sha2-[a-z0-9-]+|sk-[a-z0-9-]+|webauthn-[a-z0-9-]+)(-cert-v0[01])?(@openssh\.com)?$/;

export const isTypeWord = (word: string): boolean => TYPE_WORD.test(word);

const curves: Readonly<Record<string, readonly [string, number]>> = { nistp256: ['nistP256', 256], nistp384: ['nistP384', 384], nistp521: ['nistP521', 521] };

type Judged = { readonly bits: number; readonly fault?: SshFault };
const damaged: Judged = { bits: 0, fault: 'damaged' };

const text = (field: Field | undefined): string => Buffer.from(field ?? []).toString('latin1');

function judgeRsa([, e, n, ...more]: readonly Field[]): Judged {
  // The first bit of a number is its sign, and no part of a key is negative.
  if (!e || !n || more.length > 0 || ((e[0] ?? 0x80) & 0x80) !== 0 || ((n[0] ?? 0x80) & 0x80) !== 0) return damaged;
  const modulus = toBigInt(n);
  const bits = modulus === 0n ? 0 : modulus.toString(2).length;
  if (bits > MOST_RSA_BITS) return { bits, fault: 'unsupported-type' };
  const fault = bits < 1024 ? undefined : rsaWeakness(modulus, toBigInt(e));
  return { bits, ...(fault && { fault }) };
}

/** OpenSSH’s own limit. */
const MOST_RSA_BITS = 16384;

function judgeEcdsa(type: string, [, curve, point, ...more]: readonly Field[], extra: number): Judged {
  const [name, bits] = curves[text(curve)] ?? [];
  if (!name || !bits || !point || more.length !== extra) return damaged;
  if (!type.includes(text(curve))) return { bits, fault: 'type-mismatch' };
  return point[0] === 4 && curvePointIsSound(name, point) ? { bits } : { bits, fault: 'point' };
}

function judgeEd25519([, point, ...more]: readonly Field[], extra: number): Judged {
  if (point?.length !== 32 || more.length !== extra) return damaged;
  return edwardsPointIsSound(point) ? { bits: 256 } : { bits: 256, fault: 'point' };
}

function judge(type: string, fields: readonly Field[]): Judged {
  switch (type) {
    case 'ssh-rsa':
      return judgeRsa(fields);
    case 'ssh-ed25519':
      return judgeEd25519(fields, 0);
    case 'ecdsa-sha2-nistp256':
    case 'ecdsa-sha2-nistp384':
    case 'ecdsa-sha2-nistp521':
      return judgeEcdsa(type, fields, 0);
    // A key in a hardware token also names the application it was made for.
    case 'sk-ssh-ed25519@openssh.com':
      return judgeEd25519(fields, 1);
    case 'sk-ecdsa-sha2-nistp256@openssh.com':
      return judgeEcdsa(type, fields, 1);
    case 'ssh-dss':
      return { bits: toBigInt(fields[1] ?? new Uint8Array()).toString(2).length, fault: 'dsa' };
    default:
      return { bits: 0, fault: 'unsupported-type' };
  }
}

/** How many bytes the fields say there are, to tell a key that goes on in the next line; absent where they make no sense. */
export function isWhole(blob: Uint8Array): boolean {
  return fieldsOf(blob) !== undefined;
}

export function readSshKey(type: string, base64: string): SshKey {
  const bytes = Buffer.from(base64, 'base64');
  const blob = bytes.toString('base64');
  const fingerprint = `SHA256:${createHash('sha256').update(bytes).digest('base64').replace(/=+$/, '')}`;
  // A certificate is not made of fields alone, and what it names itself is all that matters of it.
  if (CERTIFICATE.test(type) && bytes.subarray(4, 4 + type.length).toString('latin1') === type) return { type, blob, bits: 0, fingerprint, fault: 'certificate' };
  const fields = fieldsOf(bytes);
  if (!fields || fields.length < 2) return { type, blob, bits: 0, fingerprint, fault: 'damaged' };
  const inside = text(fields[0]);
  if (inside !== type) return { type, blob, bits: 0, fingerprint, fault: isTypeWord(inside) ? 'type-mismatch' : 'damaged' };
  return { type, blob, fingerprint, ...judge(type, fields) };
}
