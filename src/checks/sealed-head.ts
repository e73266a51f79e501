/** Decides from its first bytes what a file is sealed with and for whom. */
import { inflateRawSync, inflateSync, constants } from 'node:zlib';
import { openArmour } from './armour';
import { hex } from './certificate';
import { fileKind } from './file-kind';
import { tags, walkPackets, type Packet } from './packets';

/** A recipient of version 6 may be named by fingerprint; an empty key id means that the sender has hidden it. */
export type SealedRecipient = { readonly keyId: string; readonly fingerprint?: string; readonly version: number };

type SealedContainer = 'version-1' | 'version-2' | 'aead' | 'no-integrity' | 'unknown';

export type SealedHead =
  | { readonly form: 'sealed'; readonly recipients: readonly SealedRecipient[]; readonly passwords: number; readonly unknownRecipients: number; readonly container: SealedContainer | undefined; readonly armoured: boolean; readonly ends: number | undefined; readonly more: boolean; readonly cut: boolean }
  | { readonly form: 'signed-only' }
  | { readonly form: 'key' }
  | { readonly form: 'damaged' }
  | { readonly form: 'open'; readonly kind: string };

const MOST_PACKETS = 2_000;
const HIDDEN = '0000000000000000';
export const isHidden = ({ keyId }: SealedRecipient): boolean => keyId === HIDDEN;

/** RFC 9580, section 5.1; version 2 is PGP's, of the same form as 3. */
function recipientOf({ body }: Packet): SealedRecipient | undefined {
  const [version = 0] = body;
  if (version === 2 || version === 3) return body.length > 10 ? { keyId: hex(body.subarray(1, 9)), version: 3 } : undefined;
  if (version !== 6) return undefined;
  const length = body[1] ?? 0;
  if (length === 0) return { keyId: HIDDEN, version: 6 };
  const fingerprint = hex(body.subarray(3, 2 + length));
  if (fingerprint.length === 64) return { keyId: fingerprint.slice(0, 16), fingerprint, version: 6 };
  return fingerprint.length === 40 ? { keyId: fingerprint.slice(-16), fingerprint, version: 6 } : undefined;
}

function containerOf({ tag, body }: Packet): SealedContainer {
  if (tag === tags.encrypted) return 'no-integrity';
  if (tag === tags.aead) return body[0] === 1 ? 'aead' : 'unknown';
  return body[0] === 1 ? 'version-1' : body[0] === 2 ? 'version-2' : 'unknown';
}

const CONTAINERS: readonly number[] = [tags.encrypted, tags.sealed, tags.aead];
const KEYS: readonly number[] = [tags.publicKey, tags.secretKey, tags.publicSubkey, tags.secretSubkey];

/** The first packet inside a compressed one, from as much of it as the head holds. */
function insideOf({ body }: Packet): number | undefined {
  const options = { finishFlush: constants.Z_SYNC_FLUSH, maxOutputLength: 1 << 20 };
  try {
    const [algorithm] = body;
    if (algorithm !== 1 && algorithm !== 2) return undefined;
    const opened = (algorithm === 1 ? inflateRawSync : inflateSync)(body.subarray(1, 2048), options);
    return walkPackets(opened, 1).packets[0]?.tag;
  } catch {
    return undefined;
  }
}

const isSignature = (tag: number | undefined): boolean => tag === tags.onePass || tag === tags.signature;

function readPackets(bytes: Uint8Array, armoured: boolean, around: boolean): SealedHead {
  const walk = walkPackets(bytes, MOST_PACKETS);
  const packets = walk.packets.filter(({ tag }) => tag !== tags.marker && tag !== tags.padding);
  const [first] = packets;
  if (!first) return { form: 'damaged' };
  if (isSignature(first.tag) || (first.tag === tags.compressed && isSignature(insideOf(first)))) return { form: 'signed-only' };
  if (first.tag === tags.compressed || first.tag === tags.literal) return { form: 'open', kind: 'openpgp' };
  if (KEYS.includes(first.tag)) return { form: 'key' };
  const at = packets.findIndex(({ tag }) => CONTAINERS.includes(tag));
  const before = at < 0 ? packets : packets.slice(0, at);
  const container = packets[at];
  if (before.some(({ tag }) => tag !== tags.pkesk && tag !== tags.skesk)) return { form: 'damaged' };
  if (walk.end === 'damaged' && !container) return { form: 'damaged' };
  const sessionKeys = before.filter(({ tag }) => tag === tags.pkesk);
  const recipients = sessionKeys.flatMap((packet) => recipientOf(packet) ?? []);
  return {
    form: 'sealed',
    recipients,
    passwords: before.length - sessionKeys.length,
    unknownRecipients: sessionKeys.length - recipients.length,
    container: container && containerOf(container),
    armoured,
    // The letters of an armoured file are not its bytes.
    ends: container && !armoured ? walk.ends : undefined,
    more: around || (container !== undefined && (at < packets.length - 1 || walk.end === 'damaged')),
    cut: !container,
  };
}

export function readSealedHead(head: Uint8Array): SealedHead {
  const { blocks, repaired } = openArmour(head);
  const [block] = blocks;
  if (block?.kind === 'binary') return readPackets(block.bytes, false, false);
  if (block?.kind === 'message') return readPackets(block.bytes, true, blocks.length > 1 || repaired.has('textAround'));
  if (block?.kind === 'signature') return { form: 'signed-only' };
  if (block) return block.kind === 'other' ? { form: 'damaged' } : { form: 'key' };
  return { form: 'open', kind: fileKind(head) };
}
