/** Decides where each OpenPGP packet begins and ends, and judges nothing else. */

// openpgp.js stops at the first packet that it cannot read and has no bound on their number; a flooded key, a secret key
// under a public header and the cut-off head of a sealed file need each packet told apart before it is parsed.

export const tags = { pkesk: 1, signature: 2, skesk: 3, onePass: 4, secretKey: 5, publicKey: 6, secretSubkey: 7, compressed: 8, encrypted: 9, marker: 10, literal: 11, trust: 12, userId: 13, publicSubkey: 14, userAttribute: 17, sealed: 18, mdc: 19, aead: 20, padding: 21 } as const;

export type Packet = { readonly tag: number; readonly body: Uint8Array };

/** `ends` is where the last packet says that it ends: beyond the bytes where they were cut, and absent where that cannot be seen. */

export type Walk = { readonly packets: readonly Packet[]; readonly end: 'whole' | 'cut-short' | 'damaged' | 'too-many'; readonly ends?: number };

/** `parts` marks a body that comes in parts, or in one of no stated length. */
type Header = { readonly tag: number; readonly bodyAt: number; readonly length: number; readonly parts?: 'more' | 'to-the-end' };
type Length = Omit<Header, 'tag'>;

function oldLength(view: DataView, at: number, size: number): Length | undefined {
  const left = view.byteLength - at;
  if (size === 3) return { bodyAt: at, length: left, parts: 'to-the-end' };
  const octets = 1 << size;
  if (left < octets) return undefined;
  const length = size === 0 ? view.getUint8(at) : size === 1 ? view.getUint16(at) : view.getUint32(at);
  return { bodyAt: at + octets, length };
}

function newLength(view: DataView, at: number): Length | undefined {
  const left = view.byteLength - at;
  if (left < 1) return undefined;
  const octet = view.getUint8(at);
  if (octet < 192) return { bodyAt: at + 1, length: octet };
  if (octet < 224) return left < 2 ? undefined : { bodyAt: at + 2, length: ((octet - 192) << 8) + view.getUint8(at + 1) + 192 };
  if (octet < 255) return { bodyAt: at + 1, length: 1 << (octet & 0x1f), parts: 'more' };
  return left < 5 ? undefined : { bodyAt: at + 5, length: view.getUint32(at + 1) };
}

function headerAt(view: DataView, at: number): Header | 'cut-short' | 'damaged' {
  const first = view.getUint8(at);
  const isNew = (first & 0x40) !== 0;
  const tag = isNew ? first & 0x3f : (first >> 2) & 0x0f;
  if ((first & 0x80) === 0 || tag === 0) return 'damaged';
  const length = isNew ? newLength(view, at + 1) : oldLength(view, at + 1, first & 3);
  return length ? { tag, ...length } : 'cut-short';
}

/** Where a body in parts ends, if its last part begins within the bytes. */
function endOfParts(view: DataView, { bodyAt, length, parts }: Header): number | undefined {
  let [at, more] = [bodyAt + length, parts !== undefined];
  while (more) {
    const next = parts === 'more' && at < view.byteLength ? newLength(view, at) : undefined;
    if (!next) return undefined;
    [at, more] = [next.bodyAt + next.length, next.parts !== undefined];
  }
  return at;
}

/** Of a body in parts it gives the first. Only data packets may come so, and it stops where the end of one is not to be seen. */
export function walkPackets(bytes: Uint8Array, most: number): Walk {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
  const packets: Packet[] = [];
  let at = 0;
  while (at < bytes.length) {
    if (packets.length >= most) return { packets, end: 'too-many' };
    const header = headerAt(view, at);
    if (typeof header === 'string') return { packets, end: header };
    packets.push({ tag: header.tag, body: bytes.subarray(header.bodyAt, Math.min(header.bodyAt + header.length, bytes.length)) });
    const end = endOfParts(view, header);
    if (end === undefined) return { packets, end: 'whole' };
    if (end > bytes.length) return { packets, end: 'cut-short', ends: end };
    at = end;
  }
  return { packets, end: 'whole', ends: at };
}

/** The packet with the one header that every reader understands. */
export function writePacket(packet: Packet): Uint8Array {
  const { length } = packet.body;
  const header = length < 192 ? [length] : length < 8384 ? [((length - 192) >> 8) + 192, (length - 192) & 0xff] : [255, length >>> 24, (length >>> 16) & 0xff, (length >>> 8) & 0xff, length & 0xff];
  return Buffer.concat([Uint8Array.of(0xc0 | packet.tag, ...header), packet.body]);
}
