/** Decides which OpenPGP blocks a file holds, however mail, editors and web pages have mangled the text around them. */
import { fileKind } from './file-kind';
import { asciiText, type TextRepair } from './file-text';

// openpgp.js reads the first armoured block alone and wants it clean. A second certificate, or the revocation that follows
// in a block of its own, must not be missed.

export type Repair = TextRepair | 'quoted' | 'html' | 'quotedPrintable' | 'oneLine' | 'checksum' | 'lastLine' | 'textAround';

type BlockKind = 'public-key' | 'private-key' | 'message' | 'signature' | 'binary' | 'other';

/** `cut` means that neither a last line nor a checksum shows that the block is whole. */
type Block = { readonly kind: BlockKind; readonly bytes: Uint8Array; readonly cut: boolean };

export type Opened = { readonly blocks: readonly Block[]; readonly text: string; readonly repaired: ReadonlySet<Repair>; readonly tooMany: boolean };

const MOST_MARKERS = 2_000;
const MARKER = /-{2,}(?:\s|&nbsp;)*(BEGIN|END)(?:\s|&nbsp;)+PGP(?:\s|&nbsp;)+([A-Z](?:[A-Z ]|&nbsp;){3,40}?)(?:,\s*PART\s[\d/]+)?(?:\s|&nbsp;)*-{2,}/;

type Marker = { readonly begins: boolean; readonly words: string; readonly from: number; readonly to: number };

function findMarkers(text: string): { readonly markers: readonly Marker[]; readonly tooMany: boolean } {
  const markers: Marker[] = [];
  let seen = 0;
  for (let at = text.indexOf('PGP'); at >= 0; at = text.indexOf('PGP', at + 3)) {
    if (!/[\s;]/.test(text.charAt(at - 1))) continue;
    const from = Math.max(at - 24, markers.at(-1)?.to ?? 0);
    const found = MARKER.exec(text.slice(from, at + 80));
    if (!found) continue;
    if ((seen += 1) > MOST_MARKERS) return { markers, tooMany: true };
    const [all, way, words = ''] = found;
    let to = from + found.index + all.length;
    while (text[to] === '-') to += 1;
    markers.push({ begins: way === 'BEGIN', words: words.replace(/(?:\s|&nbsp;)+/g, ' '), from: from + found.index, to });
  }
  return { markers, tooMany: false };
}

function kindOf(words: string): BlockKind {
  if (words === 'PUBLIC KEY BLOCK') return 'public-key';
  if (/^(PRIVATE|SECRET) KEY BLOCK$/.test(words)) return 'private-key';
  if (words === 'MESSAGE') return 'message';
  return words === 'SIGNATURE' ? 'signature' : 'other';
}

const entities: Readonly<Record<string, string>> = { '&nbsp;': ' ', '&#160;': ' ', '&#xa0;': ' ', '&gt;': '>', '&#62;': '>', '&#43;': '+', '&plus;': '+', '&#x2b;': '+', '&#47;': '/', '&sol;': '/', '&#x2f;': '/', '&#61;': '=', '&equals;': '=', '&#x3d;': '=', '&amp;': '&', '&#10;': '\n', '&#13;': '\n' };
const QUOTED_PRINTABLE = /=3D(?:=3D)?[ \t]*\r?$|^[ \t>]*=3D[A-Za-z0-9+/]{4}[ \t]*\r?$/m;
const TAG_OR_ENTITY = /<[a-z/!]|&[a-z#]/i;

/** What a mail program or a web page did to a key, undone. Nobody's key is larger than this and came that way. */
const LARGEST_MANGLED = 2_000_000;

function unmangled(between: string, repaired: Set<Repair>): string {
  if (between.length > LARGEST_MANGLED) return between;
  let text = between.includes('\n') ? between : between.replaceAll('\r', '\n');
  if (QUOTED_PRINTABLE.test(text)) {
    text = text.replace(/=[ \t]*\r?\n/g, '').replace(/=3D/g, '=').replace(/=20/g, ' ').replace(/=2B/g, '+').replace(/=2F/g, '/');
    repaired.add('quotedPrintable');
  }
  if (TAG_OR_ENTITY.test(text)) {
    text = text.replace(/<[^<>]{0,200}>/g, '\n').replace(/&[a-z0-9#]{2,6};/gi, (entity) => entities[entity.toLowerCase()] ?? entity);
    repaired.add('html');
  }
  const line = text.trim();
  if (/[\r\n]/.test(line) || !line.includes(' ')) return text;
  // A form field of one line has eaten the line ends; nothing but the key itself has words this long.
  const words = line.split(/\s+/);
  repaired.add('oneLine');
  return words.slice(Math.max(0, words.findIndex((word) => word.length >= 40 && BASE64.test(word)))).join('\n');
}

const crcTable = Int32Array.from({ length: 256 }, (_, byte) => {
  let crc = byte << 16;
  for (let bit = 0; bit < 8; bit += 1) crc = crc & 0x800000 ? (crc << 1) ^ 0x1864cfb : crc << 1;
  return crc & 0xffffff;
});

function crc24(bytes: Uint8Array): number {
  let crc = 0xb704ce;
  for (const byte of bytes) crc = ((crc << 8) ^ (crcTable[((crc >> 16) ^ byte) & 0xff] ?? 0)) & 0xffffff;
  return crc;
}

const BASE64 = /^[A-Za-z0-9+/]+={0,2}$/;
const CHECKSUM = /^=([A-Za-z0-9+/]{4})$/;
const HEADER = /^[A-Z][A-Za-z-]{0,30}:(?: |$)/;
const QUOTE = /^[\s>|]+/;
const MOST_LINES = 1_000_000;

type Body = { readonly bytes: Uint8Array; readonly checksum: number | undefined; readonly tooMany: boolean };

function readBody(between: string, repaired: Set<Repair>): Body {
  const text = unmangled(between, repaired);
  const taken = Buffer.allocUnsafe(text.length);
  let length = 0;
  let checksum: number | undefined;
  let lines = 0;
  for (let from = 0; from < text.length; ) {
    const end = text.indexOf('\n', from);
    const line = text.slice(from, end < 0 ? text.length : end).trimEnd();
    from = end < 0 ? text.length : end + 1;
    if (line === '') continue;
    if ((lines += 1) > MOST_LINES) return { bytes: new Uint8Array(), checksum: undefined, tooMany: true };
    const quote = QUOTE.exec(line)?.[0] ?? '';
    const word = line.slice(quote.length).replace(/\s+/g, '');
    const sum = CHECKSUM.exec(word)?.[1];
    if (BASE64.test(word)) length += taken.write(word, length, 'latin1');
    else if (sum !== undefined) checksum = Buffer.from(sum, 'base64').readUIntBE(0, 3);
    else if (word !== '' && !HEADER.test(line.slice(quote.length))) repaired.add('textAround');
    if (/[>|]/.test(quote)) repaired.add('quoted');
  }
  return { bytes: Buffer.from(taken.toString('latin1', 0, length), 'base64'), checksum, tooMany: false };
}

const WORDS = ['PGP', 'PRIVATE', 'SECRET'];

/** A picture and the text of a foreign letter begin with such a byte too, so what holds the words of an armour is read as text. */
function looksBinary(bytes: Uint8Array): boolean {
  const [first = 0] = bytes;
  const tag = first & 0x40 ? first & 0x3f : (first >> 2) & 0x0f;
  if ((first & 0x80) === 0 || tag < 1 || tag > 21 || fileKind(bytes) === 'image') return false;
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length);
  return !WORDS.some((word) => buffer.includes(word));
}

export function openArmour(bytes: Uint8Array): Opened {
  if (looksBinary(bytes)) return { blocks: [{ kind: 'binary', bytes, cut: false }], text: '', repaired: new Set(), tooMany: false };
  const { text, repaired: textRepairs } = asciiText(bytes);
  const { markers, tooMany } = findMarkers(text);
  const repaired = new Set<Repair>(textRepairs);
  const blocks: Block[] = [];
  let overfull = tooMany;
  markers.forEach((marker, index) => {
    if (!marker.begins || marker.words === 'SIGNED MESSAGE') return;
    const next = markers[index + 1];
    const ended = next !== undefined && !next.begins;
    const body = readBody(text.slice(marker.to, next?.from), repaired);
    const sound = body.checksum !== undefined && crc24(body.bytes) === body.checksum;
    if (body.checksum !== undefined && !sound) repaired.add('checksum');
    if (!ended && sound) repaired.add('lastLine');
    overfull ||= body.tooMany;
    blocks.push({ kind: kindOf(marker.words), bytes: body.bytes, cut: !ended && !sound });
  });
  if (blocks.length === 0) repaired.clear();
  else if (text.slice(0, markers[0]?.from).trim() !== '' || (markers.at(-1)?.begins === false && text.slice(markers.at(-1)?.to).trim() !== '')) repaired.add('textAround');
  return { blocks, text, repaired, tooMany: overfull };
}
