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

type Replacement = readonly [string, TextRepair | undefined];
const SPACE: Replacement = [' ', 'spaces'];
const NOTHING: Replacement = ['', 'spaces'];
const DASHES: Replacement = ['--', 'dashes'];
const LETTER: Replacement = ['?', undefined];

function replacementOf(point: number): Replacement {
  if (point === 0xa0 || (point >= 0x2000 && point <= 0x200a) || point === 0x202f || point === 0x205f || point === 0x3000) return SPACE;
  if (point === 0xad || (point >= 0x200b && point <= 0x200f) || point === 0x2060 || point === 0xfeff) return NOTHING;
  if ((point >= 0x2010 && point <= 0x2015) || point === 0x2212) return DASHES;
  return LETTER;
}

/** The code point at `at` and how many bytes it takes. A byte that begins no UTF-8 letter is read as windows-1252. */
function letterAt(bytes: Uint8Array, at: number): readonly [number, number] {
  const first = bytes[at] ?? 0;
  const size = first >= 0xf0 ? 4 : first >= 0xe0 ? 3 : first >= 0xc2 ? 2 : 1;
  let point = size === 1 ? first : first & (0x7f >> size);
  for (let index = 1; index < size; index += 1) {
    const next = bytes[at + index] ?? 0;
    if ((next & 0xc0) !== 0x80) return [first, 1];
    point = (point << 6) | (next & 0x3f);
  }
  return [size === 1 && (first === 0x96 || first === 0x97) ? 0x2013 : point, size];
}

/**
 * The file as ASCII, every other letter as `?`. A loop over bytes and not a replacement by pattern: a pattern keeps a note of
 * each match, and 20 MB of non-breaking spaces would take half a gigabyte.
 */
export function asciiText(file: Uint8Array): { readonly text: string; readonly repaired: ReadonlySet<TextRepair> } {
  const { bytes, repaired: encoding } = asUtf8(file);
  const repaired = new Set<TextRepair>(encoding);
  const out = Buffer.allocUnsafe(bytes.length);
  let length = 0;
  for (let at = 0; at < bytes.length; ) {
    const byte = bytes[at] ?? 0;
    if (byte < 0x80) {
      out[length] = byte;
      length += 1;
      at += 1;
      continue;
    }
    const [point, size] = letterAt(bytes, at);
    const [by, repair] = replacementOf(point);
    if (repair) repaired.add(repair);
    // Dashes grow only from two or three bytes to two, except windows-1252's, where one dash has to do.
    length += out.write(size === 1 ? by.slice(0, 1) : by, length, 'latin1');
    at += size;
  }
  return { text: out.toString('latin1', 0, length), repaired };
}
