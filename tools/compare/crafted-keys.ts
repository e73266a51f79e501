// Makes keys that no honest program makes, and really signs them, so that each fails for its own reason and for no other.
import * as openpgp from 'openpgp';
import { tags, writePacket } from '../../src/checks/packets';

const DAY = 86_400_000;
const made = new Date('2026-01-01T12:00:00Z');
export const later = (days: number): Date => new Date(made.getTime() + days * DAY);

type Secret = openpgp.SecretKeyPacket | openpgp.SecretSubkeyPacket;
export type Half = { readonly secret: Secret; readonly body: Uint8Array };
export type Pair = { readonly primary: Half; readonly subkey: Half };

export type Says = {
  readonly at?: Date;
  readonly hash?: openpgp.enums.hash;
  /** `null` leaves the key flags out. */
  readonly flags?: number | null;
  readonly lifetimeDays?: number;
  readonly endsAfterDays?: number;
  readonly primaryUserId?: boolean;
  readonly demands?: string;
  readonly revoker?: Uint8Array;
  readonly back?: openpgp.SignaturePacket;
  /** Written a second time with another value: each program believes another one. */
  readonly secondLifetimeDays?: number;
};

const kinds = {
  curve25519: { type: 'ecc', curve: 'ed25519Legacy' },
  newer: { type: 'curve25519', config: { v6Keys: true } },
  rsa: { type: 'rsa', rsaBits: 3072 },
} as const;

const isSecret = (packet: object): packet is Secret => packet instanceof openpgp.SecretKeyPacket || packet instanceof openpgp.SecretSubkeyPacket;

/** Only its numbers are used: every signature of it is made anew. */
export async function pair(kind: keyof typeof kinds = 'curve25519', date = made): Promise<Pair> {
  const { privateKey } = await openpgp.generateKey({ userIDs: [{ name: 'Nobody' }], date, format: 'object', ...kinds[kind] });
  const publicKey = privateKey.toPublic();
  const [secretSubkey, publicSubkey] = [privateKey.subkeys[0]?.keyPacket, publicKey.subkeys[0]?.keyPacket];
  if (!isSecret(privateKey.keyPacket) || !secretSubkey || !isSecret(secretSubkey) || !publicSubkey) throw new Error('openpgp.js made another kind of key');
  return { primary: { secret: privateKey.keyPacket, body: publicKey.keyPacket.write() }, subkey: { secret: secretSubkey, body: publicSubkey.write() } };
}

export const userIdPacket = (text: string): Uint8Array => writePacket({ tag: tags.userId, body: Buffer.from(text) });
export const keyPacket = (body: Uint8Array): Uint8Array => writePacket({ tag: tags.publicKey, body });
export const subkeyPacket = (body: Uint8Array): Uint8Array => writePacket({ tag: tags.publicSubkey, body });
export const signaturePacket = (signature: openpgp.SignaturePacket): Uint8Array => writePacket({ tag: tags.signature, body: signature.write() });

const config: openpgp.Config = { ...openpgp.config, nonDeterministicSignaturesViaNotation: false };

function lifetimeSubpacket(days: number): Uint8Array {
  const subpacket = Buffer.from([5, 0x80 | 9, 0, 0, 0, 0]);
  subpacket.writeUInt32BE(days * 86_400, 2);
  return subpacket;
}

/** What openpgp.js has and its declarations leave out. */
type Signing = { writeHashedSubPackets(): Uint8Array; sign(key: Secret, over: object, at: Date, detached: boolean, by: openpgp.Config): Promise<void> };
const isSigning = (signature: object): signature is Signing => 'writeHashedSubPackets' in signature && 'sign' in signature;

/** The bytes that follow are openpgp.js's own with ours behind them, and it is these that get signed. */
function sayTwice(signature: Signing, days: number): void {
  const written = signature.writeHashedSubPackets.bind(signature);
  const twice = (): Uint8Array => {
    const all = Buffer.concat([written(), lifetimeSubpacket(days)]);
    all.writeUInt16BE(all.length - 2, 0);
    return all;
  };
  Object.assign(signature, { writeHashedSubPackets: twice });
}

export async function sign(signer: Half, type: number, data: object, says: Says = {}): Promise<openpgp.SignaturePacket> {
  const signature = new openpgp.SignaturePacket();
  const { at = made, hash = openpgp.enums.hash.sha512, flags = 3 } = says;
  signature.signatureType = type;
  signature.publicKeyAlgorithm = signer.secret.algorithm;
  signature.hashAlgorithm = hash;
  if (flags !== null) signature.keyFlags = Uint8Array.of(flags);
  if (says.lifetimeDays !== undefined) signature.keyExpirationTime = says.lifetimeDays * 86_400;
  if (says.endsAfterDays !== undefined) signature.signatureExpirationTime = says.endsAfterDays * 86_400;
  if (says.primaryUserId) signature.isPrimaryUserID = true;
  if (says.demands) signature.rawNotations = [{ name: says.demands, value: Buffer.from('1'), humanReadable: true, critical: true }];
  if (says.revoker) Object.assign(signature, { revocationKeyClass: 0x80, revocationKeyAlgorithm: 1, revocationKeyFingerprint: says.revoker });
  if (says.back) signature.embeddedSignature = says.back;
  const signing: object = signature;
  if (!isSigning(signing)) throw new Error('openpgp.js signs in another way');
  if (says.secondLifetimeDays !== undefined) sayTwice(signing, says.secondLifetimeDays);
  await signing.sign(signer.secret, data, at, false, config);
  return signature;
}

const userIdData = (primary: Half, text: string): object => ({ key: primary.secret, userID: { write: () => Buffer.from(text) } });

export const LUIS = 'Luis Ferreira <luis.ferreira@northwindtraders.com>';

export const certify = (primary: Half, says: Says = {}, text = LUIS): Promise<openpgp.SignaturePacket> => sign(primary, 0x13, userIdData(primary, text), says);
export const revokeUserId = (primary: Half, says: Says = {}, text = LUIS): Promise<openpgp.SignaturePacket> => sign(primary, 0x30, userIdData(primary, text), { flags: null, ...says });
export const direct = (primary: Half, says: Says = {}): Promise<openpgp.SignaturePacket> => sign(primary, 0x1f, { key: primary.secret }, says);
export const revoke = (primary: Half, over: Half = primary, says: Says = {}): Promise<openpgp.SignaturePacket> => sign(primary, 0x20, { key: over.secret }, { flags: null, ...says });
export const bind = ({ primary, subkey }: Pair, says: Says = {}): Promise<openpgp.SignaturePacket> => sign(primary, 0x18, { key: primary.secret, bind: subkey.secret }, { flags: 0x0c, ...says });
export const revokeSubkey = ({ primary, subkey }: Pair, says: Says = {}): Promise<openpgp.SignaturePacket> => sign(primary, 0x28, { key: primary.secret, bind: subkey.secret }, { flags: null, ...says });
export const bindBack = ({ primary, subkey }: Pair, says: Says = {}): Promise<openpgp.SignaturePacket> => sign(subkey, 0x19, { key: primary.secret, bind: subkey.secret }, { flags: null, ...says });

/** A certificate of these signatures in the usual order; with nothing said it is a sound one. */
export async function certificate(of: Pair, parts: { readonly direct?: readonly openpgp.SignaturePacket[]; readonly certify?: readonly openpgp.SignaturePacket[]; readonly bind?: readonly openpgp.SignaturePacket[] } = {}): Promise<Buffer> {
  const { direct: onKey = [], certify: onUserId = [await certify(of.primary)], bind: onSubkey = [await bind(of)] } = parts;
  return Buffer.concat([
    keyPacket(of.primary.body),
    ...onKey.map(signaturePacket),
    ...(onUserId.length > 0 ? [userIdPacket(LUIS), ...onUserId.map(signaturePacket)] : []),
    subkeyPacket(of.subkey.body),
    ...onSubkey.map(signaturePacket),
  ]);
}

/** A version 4 key packet with these numbers, each written as the multi-precision integer that it is. */
export function rawKey(algorithm: number, numbers: readonly bigint[], date = made, version = 4): Buffer {
  const head = Buffer.from([version, 0, 0, 0, 0, algorithm]);
  head.writeUInt32BE(date.getTime() / 1000, 1);
  return Buffer.concat([head, ...numbers.map(integer)]);
}

function integer(value: bigint): Buffer {
  const digits = value.toString(16);
  const bytes = Buffer.from(digits.length % 2 === 0 ? digits : `0${digits}`, 'hex');
  const bits = Buffer.alloc(2);
  bits.writeUInt16BE(value === 0n ? 0 : value.toString(2).length);
  return Buffer.concat([bits, bytes]);
}

const power = (base: bigint, exponent: number): bigint => base ** BigInt(exponent);
const primes = [2, 3, 5, 7, 11, 13, 17, 19, 23, 29, 31, 37, 41, 43, 47, 53, 59, 61, 67, 71, 73, 79, 83, 89, 97, 101, 103, 107, 109, 113, 127, 131, 137, 139, 149, 151, 157, 163, 167];

function hasSmallFactor(n: bigint): boolean {
  for (let divisor = 2n; divisor < 4096n; divisor += 1n) if (n % divisor === 0n) return true;
  return false;
}

function firstSound(candidate: (attempt: bigint) => bigint): bigint {
  for (let attempt = 0n; ; attempt += 1n) {
    const n = candidate(attempt);
    if (!hasSmallFactor(n)) return n;
  }
}

/** A modulus of the form that Infineon's chips gave (CVE-2017-15361): a power of 65537 modulo the first primes, and a multiple of their product. */
export function rocaModulus(): bigint {
  const product = primes.reduce((all, prime) => all * BigInt(prime), 1n);
  const half = (seed: number): bigint => firstSound((attempt) => (power(2n, 806) + BigInt(seed) * power(3n, 200) + attempt) * product + (power(65537n, seed) % product));
  return half(11) * half(17);
}

/** Two factors that differ in their last digits only. */
export function closeModulus(): bigint {
  const one = firstSound((attempt) => power(3n, 970) + 2n * attempt);
  return one * firstSound((attempt) => one + 2n + 2n * attempt);
}

/** An odd number with nothing wrong with it but that nobody knows its factors. */
export const plainModulus = (): bigint => firstSound((attempt) => power(7n, 1100) + 2n * attempt);
