/** Decides what plain text a file holds: its encoding by content, and the look-alike spaces and dashes that mail and editors put in. */

export type TextRepair = 'utf16' | 'byteOrderMark' | 'spaces' | 'dashes';

const HEAD = 4096;

function utf16Order(bytes: Uint8Array): 'little' | 'big' | undefined {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return 'little';
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return 'big';
  const head = bytes.subarray(0, HEAD);
  let even = 0;
  let odd = 0;
  head.forEach((byte, index) => {
    if (byte === 0 && index % 2 === 0) even += 1;
    else if (byte === 0) odd += 1;
  });
  if (odd > head.length * 0.3 && even < head.length * 0.02) return 'little';
  if (even > head.length * 0.3 && odd < head.length * 0.02) return 'big';
  return undefined;
}

/** The file as UTF-8, whatever it was; what is not UTF-8 stays as it is. */
export function asUtf8(bytes: Uint8Array): { readonly bytes: Uint8Array; readonly repaired: readonly TextRepair[] } {
  const order = utf16Order(bytes);
  if (order) {
    const even = Buffer.from(bytes.subarray(0, bytes.length - (bytes.length % 2)));
    return { bytes: Buffer.from(new TextDecoder('utf-16le').decode(order === 'little' ? even : even.swap16())), repaired: ['utf16'] };
  }
  if (bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf) return { bytes: bytes.subarray(3), repaired: ['byteOrderMark'] };
  return { bytes, repaired: [] };
}

const OTHER = 0x3f;
const SPACE = 0x20;
const NOTHING = 0;
const DASHES = 0x2d;

/** The letter of ASCII that stands for another one. */
function standIn(point: number): number {
  if (point === 0xa0 || (point >= 0x2000 && point <= 0x200a) || point === 0x202f || point === 0x205f || point === 0x3000) return SPACE;
  if (point === 0xad || (point >= 0x200b && point <= 0x200f) || point === 0x2060 || point === 0xfeff) return NOTHING;
  return (point >= 0x2010 && point <= 0x2015) || point === 0x2212 ? DASHES : OTHER;
}

const sizeOf = (first: number): number => (first >= 0xf0 ? 4 : first >= 0xe0 ? 3 : first >= 0xc2 ? 2 : 1);

/** The code point of so many bytes, or -1 where they are not UTF-8. */
function pointOf(bytes: Uint8Array, at: number, size: number): number {
  let point = (bytes[at] ?? 0) & (0x7f >> size);
  for (let index = at + 1; index < at + size; index += 1) {
    const next = bytes[index] ?? 0;
    if ((next & 0xc0) !== 0x80) return -1;
    point = (point << 6) | (next & 0x3f);
  }
  return point;
}

const isDashOfWindows = (byte: number): boolean => byte === 0x96 || byte === 0x97;

/**
 * The file as ASCII, every other letter as `?`. A loop over bytes and not a replacement by pattern: a pattern keeps a note of
 * each match, and 20 MB of non-breaking spaces would take half a gigabyte.
 */
export function asciiText(file: Uint8Array): { readonly text: string; readonly repaired: ReadonlySet<TextRepair> } {
  const { bytes, repaired: encoding } = asUtf8(file);
  const out = Buffer.allocUnsafe(bytes.length);
  let length = 0;
  let spaces = false;
  let dashes = false;
  for (let at = 0; at < bytes.length; ) {
    const byte = bytes[at] ?? 0;
    if (byte < 0x80) {
      out[length] = byte;
      length += 1;
      at += 1;
      continue;
    }
    const wanted = sizeOf(byte);
    const point = wanted === 1 ? -1 : pointOf(bytes, at, wanted);
    const size = point < 0 ? 1 : wanted;
    // A byte that begins no letter of UTF-8 is read as windows-1252.
    const by = point >= 0 ? standIn(point) : isDashOfWindows(byte) ? DASHES : standIn(byte);
    spaces ||= by === SPACE || by === NOTHING;
    dashes ||= by === DASHES;
    if (by !== NOTHING) {
      out[length] = by;
      length += 1;
    }
    // A long dash stands for two, as word processors make them; windows-1252's has room for one only.
    if (by === DASHES && size > 1) {
      out[length] = DASHES;
      length += 1;
    }
    at += size;
  }
  const repaired = new Set<TextRepair>([...encoding, ...(spaces ? ['spaces' as const] : []), ...(dashes ? ['dashes' as const] : [])]);
  return { text: out.toString('latin1', 0, length), repaired };
}
