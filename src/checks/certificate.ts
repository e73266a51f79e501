/** Decides which packets make up each certificate of a file, and drops at once what only others have signed. */
import { createHash } from 'node:crypto';
import { tags, walkPackets, type Packet } from './packets';

// A flooded key carries megabytes of strangers' signatures. Whatever does not name the key itself as its issuer cannot say
// anything about it that we believe, so it goes before anything is parsed.

export type Part = { readonly packet: Packet; readonly signatures: readonly Packet[] };

export type Certificate = {
  readonly primary: Packet;
  readonly version: number;
  /** Upper-case hex; empty for a version whose fingerprint we do not know. */
  readonly fingerprint: string;
  /** Signatures over the key itself, made by itself. */
  readonly direct: readonly Packet[];
  readonly userIds: readonly Part[];
  readonly subkeys: readonly Part[];
  /** Revocations that somebody else signed, or in a version that cannot be verified; only a designated revoker's would count. */
  readonly foreignRevocations: readonly Packet[];
  readonly signatureCount: number;
  /** User ids and subkeys that the key itself has never signed. */
  readonly unsignedParts: number;
};

export type KeyFile = { readonly certificates: readonly Certificate[]; readonly secret: boolean; readonly end: 'whole' | 'cut-short' | 'damaged' | 'too-many' };

const MOST_PACKETS = 250_000;
const MOST_CERTIFICATES = 1_000;

export const hex = (bytes: Uint8Array): string => Buffer.from(bytes).toString('hex').toUpperCase();

export function keyVersion(packet: Packet): number {
  return packet.body[0] ?? 0;
}

export function fingerprintOf(packet: Packet): string {
  const { body } = packet;
  const length = Buffer.alloc(4);
  length.writeUInt32BE(body.length);
  if (keyVersion(packet) === 4) return hex(createHash('sha1').update(Uint8Array.of(0x99)).update(length.subarray(2)).update(body).digest());
  if (keyVersion(packet) === 6) return hex(createHash('sha256').update(Uint8Array.of(0x9b)).update(length).update(body).digest());
  return '';
}

export function keyIdOf(fingerprint: string): string {
  return fingerprint.length === 64 ? fingerprint.slice(0, 16) : fingerprint.slice(-16);
}

const REVOCATIONS: readonly (number | undefined)[] = [0x20, 0x28];

/** The type of a signature lies at another place in version 3. */
const signatureType = ({ body }: Packet): number | undefined => (body[0] === 3 ? body[2] : body[1]);

type Draft = {
  primary: Packet;
  keyId: Buffer;
  version: number;
  fingerprint: string;
  direct: Map<string, Packet>;
  userIds: Map<string, { packet: Packet; signatures: Map<string, Packet> }>;
  subkeys: Map<string, { packet: Packet; signatures: Map<string, Packet> }>;
  foreign: Packet[];
};

const identity = (packet: Packet): string => Buffer.from(packet.body.buffer, packet.body.byteOffset, packet.body.length).toString('latin1');

function begin(primary: Packet): Draft {
  const fingerprint = fingerprintOf(primary);
  return { primary, keyId: Buffer.from(keyIdOf(fingerprint), 'hex'), version: keyVersion(primary), fingerprint, direct: new Map(), userIds: new Map(), subkeys: new Map(), foreign: [] };
}

function part(parts: Draft['userIds'], packet: Packet): Map<string, Packet> {
  const name = identity(packet);
  const known = parts.get(name) ?? { packet, signatures: new Map<string, Packet>() };
  parts.set(name, known);
  return known.signatures;
}

function addSignature(draft: Draft, signatures: Map<string, Packet>, packet: Packet): void {
  const own = draft.keyId.length > 0 && Buffer.from(packet.body.buffer, packet.body.byteOffset, packet.body.length).includes(draft.keyId);
  if (own && packet.body[0] !== 3) signatures.set(identity(packet), packet);
  else if (REVOCATIONS.includes(signatureType(packet)) && draft.foreign.length < 100) draft.foreign.push(packet);
}

/** One certificate may come twice, in two blocks: the copies are joined, because only one of them may carry the revocation. */
export function readCertificates(blocks: readonly Uint8Array[]): KeyFile {
  const drafts = new Map<string, Draft>();
  let secret = false;
  let end: KeyFile['end'] = 'whole';
  let left = MOST_PACKETS;
  for (const block of blocks) {
    const walk = walkPackets(block, left);
    left -= walk.packets.length;
    if (walk.end !== 'whole') end = walk.end;
    let draft: Draft | undefined;
    let signatures: Map<string, Packet> | undefined;
    for (const packet of walk.packets) {
      if (packet.tag === tags.secretKey || packet.tag === tags.secretSubkey) {
        secret = true;
        draft = undefined;
      } else if (packet.tag === tags.publicKey) {
        const name = identity(packet);
        draft = drafts.get(name) ?? begin(packet);
        drafts.set(name, draft);
        signatures = draft.direct;
        if (drafts.size > MOST_CERTIFICATES) return { certificates: [], secret, end: 'too-many' };
      } else if (!draft) continue;
      else if (packet.tag === tags.userId) signatures = part(draft.userIds, packet);
      else if (packet.tag === tags.publicSubkey) signatures = part(draft.subkeys, packet);
      else if (packet.tag === tags.signature) {
        if (signatures) addSignature(draft, signatures, packet);
      } else if (packet.tag !== tags.trust && packet.tag !== tags.marker && packet.tag !== tags.padding) signatures = undefined;
    }
  }
  return { certificates: [...drafts.values()].map(finished), secret, end };
}

function finished(draft: Draft): Certificate {
  const parts = (from: Draft['userIds']): Part[] => [...from.values()].map(({ packet, signatures }) => ({ packet, signatures: [...signatures.values()] }));
  const userIds = parts(draft.userIds).filter(({ signatures }) => signatures.length > 0);
  const subkeys = parts(draft.subkeys).filter(({ signatures }) => signatures.length > 0);
  const direct = [...draft.direct.values()];
  const signatureCount = [...userIds, ...subkeys].reduce((count, { signatures }) => count + signatures.length, direct.length);
  return { primary: draft.primary, version: draft.version, fingerprint: draft.fingerprint, direct, userIds, subkeys, foreignRevocations: draft.foreign, signatureCount, unsignedParts: draft.userIds.size + draft.subkeys.size - userIds.length - subkeys.length };
}
