/** Decides where each OpenPGP packet begins and ends, and judges nothing else. */

// openpgp.js stops at the first packet that it cannot read and has no bound on their number; a flooded key, a secret key
// under a public header and the cut-off head of a sealed file need each packet told apart before it is parsed.

export const tags = { pkesk: 1, signature: 2, skesk: 3, onePass: 4, secretKey: 5, publicKey: 6, secretSubkey: 7, compressed: 8, encrypted: 9, marker: 10, literal: 11, trust: 12, userId: 13, publicSubkey: 14, userAttribute: 17, sealed: 18, mdc: 19, aead: 20, padding: 21 } as const;

export type Packet = { readonly tag: number; readonly body: Uint8Array };

/** `ends` is where the last packet says that it ends: beyond the bytes where they were cut, and absent where it comes in parts. */

export type Walk = { readonly packets: readonly Packet[]; readonly end: 'whole' | 'cut-short' | 'damaged' | 'too-many'; readonly ends?: number };

type Header = { readonly tag: number; readonly bodyAt: number; readonly length: number; readonly inParts: boolean } | 'cut-short' | 'damaged';

function headerAt(bytes: Uint8Array, at: number): Header {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
  const first = view.getUint8(at);
  const left = bytes.length - at;
  if ((first & 0x80) === 0) return 'damaged';
  if ((first & 0x40) === 0) {
    const tag = (first >> 2) & 0x0f;
    const size = first & 3;
    if (tag === 0) return 'damaged';
    if (size === 3) return { tag, bodyAt: at + 1, length: left - 1, inParts: true };
    const octets = 1 << size;
    if (left < 1 + octets) return 'cut-short';
    const length = size === 0 ? view.getUint8(at + 1) : size === 1 ? view.getUint16(at + 1) : view.getUint32(at + 1);
    return { tag, bodyAt: at + 1 + octets, length, inParts: false };
  }
  const tag = first & 0x3f;
  if (tag === 0) return 'damaged';
  if (left < 2) return 'cut-short';
  const octet = view.getUint8(at + 1);
  if (octet < 192) return { tag, bodyAt: at + 2, length: octet, inParts: false };
  if (octet < 224) return left < 3 ? 'cut-short' : { tag, bodyAt: at + 3, length: ((octet - 192) << 8) + view.getUint8(at + 2) + 192, inParts: false };
  if (octet < 255) return { tag, bodyAt: at + 2, length: 1 << (octet & 0x1f), inParts: true };
  return left < 6 ? 'cut-short' : { tag, bodyAt: at + 6, length: view.getUint32(at + 2), inParts: false };
}

/** Stops at the first packet in parts, of which it gives the first part: only data packets may come so, and nothing that matters follows one. */
export function walkPackets(bytes: Uint8Array, most: number): Walk {
  const packets: Packet[] = [];
  let at = 0;
  while (at < bytes.length) {
    if (packets.length >= most) return { packets, end: 'too-many' };
    const header = headerAt(bytes, at);
    if (typeof header === 'string') return { packets, end: header };
    const end = header.bodyAt + header.length;
    packets.push({ tag: header.tag, body: bytes.subarray(header.bodyAt, Math.min(end, bytes.length)) });
    if (header.inParts) return { packets, end: 'whole' };
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
