/** Decides which signatures of a key over its own parts are true, and what they say. */
import type * as OpenPgp from 'openpgp';
import type { KeyMaterial } from './key-material';
import type { Packet } from './packets';

// openpgp.js mixes the arithmetic with a policy of its own (it takes recent SHA-1, stops at a designated revoker, reads the
// clock). Here it only answers whether the arithmetic is right; what follows from that is decided beside the reason for it.

export const signatureTypes = { certify: [0x10, 0x11, 0x12, 0x13], bind: [0x18], direct: [0x1f], bindBack: 0x19, revokeKey: [0x20], revokeSubkey: [0x28], revokeUserId: [0x30] } as const;

type Hash = 'sound' | 'sha1' | 'broken';

/** Times are milliseconds; `Infinity` is for ever. */
export type SelfSignature = {
  readonly packet: Packet;
  readonly type: number;
  readonly created: number;
  readonly ends: number;
  /** Seconds after the key's creation; absent or 0 is for ever. */
  readonly keyLifetime: number | undefined;
  readonly flags: number | undefined;
  readonly primaryUserId: boolean;
  readonly hash: Hash;
  /** Demands something that we do not understand, so it binds nothing. A revocation counts all the same. */
  readonly demandsUnknown: boolean;
  readonly revocationReason: number | undefined;
  /** The fingerprint of somebody else who may revoke this key. */
  readonly designatedRevoker: Uint8Array | undefined;
  readonly parsed: OpenPgp.SignaturePacket;
};

/** What a signature is over: the key alone, a user id or a subkey. */
export type Over = { readonly userId?: Packet; readonly subkey?: KeyMaterial };

/** One budget for a whole certificate, so that a flood of forgeries costs no more than a second. */
export type Budget = { left: number };

/** Sequoia's date: nobody has had a reason to sign a key with SHA-1 since. */
export const SHA1_ENDS = Date.UTC(2023, 1, 1);

const SHA1 = 2;
const BROKEN: readonly number[] = [1, 3];

/**
 * A subpacket that is there twice is read by each program in its own way (the first, the last, the later date), so such a
 * signature says nothing certain. Only what we act upon matters.
 */
function contradictsItself(body: Uint8Array): boolean {
  const view = new DataView(body.buffer, body.byteOffset, body.length);
  const wide = body[0] === 6;
  const from = wide ? 8 : 6;
  const end = Math.min(body.length, from + (wide ? view.getUint32(4) : view.getUint16(4)));
  const seen = new Set<number>();
  for (let at = from; at < end; ) {
    const first = view.getUint8(at);
    const [length, octets] = first < 192 ? [first, 1] : first < 255 ? [((first - 192) << 8) + view.getUint8(at + 1) + 192, 2] : [view.getUint32(at + 1), 5];
    if (length === 0) return true;
    const type = view.getUint8(at + octets) & 0x7f;
    if ([2, 3, 9, 27].includes(type) && seen.has(type)) return true;
    seen.add(type);
    at += octets + length;
  }
  return false;
}

function parse(openpgp: typeof OpenPgp, packet: Packet): SelfSignature | undefined {
  try {
    const parsed = new openpgp.SignaturePacket();
    parsed.read(packet.body);
    if (!parsed.created || parsed.signatureType === null) return undefined;
    return describe(packet, parsed, parsed.created.getTime(), parsed.signatureType);
  } catch {
    return undefined;
  }
}

function describe(packet: Packet, parsed: OpenPgp.SignaturePacket, created: number, type: number): SelfSignature {
  const hash = parsed.hashAlgorithm ?? 0;
  return {
    packet,
    type,
    created,
    ends: parsed.signatureNeverExpires ? Infinity : created + (parsed.signatureExpirationTime ?? 0) * 1000,
    keyLifetime: parsed.keyExpirationTime ?? undefined,
    flags: parsed.keyFlags?.[0],
    primaryUserId: parsed.isPrimaryUserID === true,
    hash: BROKEN.includes(hash) ? 'broken' : hash === SHA1 ? 'sha1' : 'sound',
    demandsUnknown: parsed.unknownSubpackets.some(({ critical }) => critical) || parsed.rawNotations.some(({ critical }) => critical) || contradictsItself(packet.body),
    revocationReason: parsed.reasonForRevocationFlag ?? undefined,
    designatedRevoker: parsed.revocationKeyFingerprint ?? undefined,
    parsed,
  };
}

export function parseAll(openpgp: typeof OpenPgp, packets: readonly Packet[], types: readonly number[]): readonly SelfSignature[] {
  return packets.flatMap((packet) => (types.includes(packet.body[1] ?? 0) ? (parse(openpgp, packet) ?? []) : []));
}

async function arithmeticHolds(openpgp: typeof OpenPgp, signature: OpenPgp.SignaturePacket, signer: KeyMaterial, type: number, data: object): Promise<boolean> {
  if (!signer.parsed || !signature.created) return false;
  // What openpgp.js would refuse afterwards by a policy of its own is taken off; the signed bytes are kept apart from it.
  signature.unknownSubpackets = [];
  signature.rawNotations = [];
  signature.revocationKeyClass = null;
  signature.signatureNeverExpires = true;
  const config: OpenPgp.Config = { ...openpgp.config, rejectHashAlgorithms: new Set() };
  try {
    await signature.verify(signer.parsed, type, data, signature.created, false, config);
    return true;
  } catch {
    return false;
  }
}

export async function isTrue(openpgp: typeof OpenPgp, signature: SelfSignature, primary: KeyMaterial, over: Over, budget: Budget): Promise<boolean> {
  if (signature.created < primary.created || budget.left <= 0) return false;
  budget.left -= 1;
  const { userId, subkey } = over;
  // Written by hand, because openpgp.js would turn a user id that is not UTF-8 into another one.
  const data = { key: primary.parsed, ...(userId && { userID: { write: () => userId.body } }), ...(subkey && { bind: subkey.parsed }) };
  return arithmeticHolds(openpgp, signature.parsed, primary, signature.type, data);
}

/** RFC 9580, section 5.2.1.10: a subkey that signs must itself have agreed. GnuPG and Sequoia insist, openpgp.js need not. */
export async function subkeyAgrees(openpgp: typeof OpenPgp, signature: SelfSignature, primary: KeyMaterial, subkey: KeyMaterial, budget: Budget): Promise<boolean> {
  const back = signature.parsed.embeddedSignature;
  if (!back?.created || back.signatureType !== signatureTypes.bindBack || budget.left <= 0) return false;
  if (BROKEN.includes(back.hashAlgorithm ?? 0) || (back.hashAlgorithm === SHA1 && back.created.getTime() >= SHA1_ENDS)) return false;
  budget.left -= 1;
  return arithmeticHolds(openpgp, back, subkey, signatureTypes.bindBack, { key: primary.parsed, bind: subkey.parsed });
}
