/** Decides whether a PDF can be opened in bounded time and memory: its parser unpacks what it is told to, however much that is. */
import { inflateSync } from 'node:zlib';

const mostUnpacked = 32_000_000;
const mostObjects = 1_000_000;
const mostStreams = 20_000;
const longestDictionary = 6_000;

// White space and delimiters (ISO 32000-1, section 7.2): data may follow the word at once where it begins with one.
const endsWord = /^[\0\s()<>[\]{}/%]/;

/** Names as they are read: any letter of one may be written as its number. */
const unescaped = (dictionary: string): string => dictionary.replace(/#([0-9A-Fa-f]{2})/g, (_, code: string) => String.fromCharCode(Number.parseInt(code, 16)));

// Only streams that list or hold objects are unpacked when a file is opened.
const isStructural = (dictionary: string): boolean => /ObjStm|XRef|\/W\s*[[\d]|\/Type\s+\d+\s+\d+\s+R/.test(dictionary);
const isPlain = (dictionary: string): boolean => !/\/F(ilter)?[\s/[%]/.test(dictionary);
const isDeflated = (dictionary: string): boolean => /\/F(ilter)?\s*\[?\s*\/(FlateDecode|Fl)(?![\w#])(?!\s*\/(?:[\w#]*Decode|Fl|LZW|RL|AHx|A85))/.test(dictionary);

/** How much the stream unpacks to, or nothing where that is more than is left. A stream that cannot be unpacked has no size. */
function unpackedSize(packed: Uint8Array, left: number): number | undefined {
  try {
    return inflateSync(packed, { maxOutputLength: left }).length;
  } catch (error) {
    return typeof error === 'object' && error !== null && 'code' in error && error.code === 'ERR_BUFFER_TOO_LARGE' ? undefined : 0;
  }
}

export function isBounded(file: Uint8Array): boolean {
  const bytes = Buffer.from(file.buffer, file.byteOffset, file.byteLength);
  const mostNumber = Math.max(mostObjects, bytes.length);
  let left = mostUnpacked;
  let streams = 0;
  for (let at = bytes.indexOf('stream'); at >= 0; at = bytes.indexOf('stream', at + 6)) {
    if (!endsWord.test(bytes.toString('latin1', at + 6, at + 7)) || bytes.toString('latin1', Math.max(0, at - 3), at) === 'end') continue;
    streams += 1;
    if (streams > mostStreams) return false;
    const around = bytes.subarray(Math.max(0, at - longestDictionary), at);
    const begins = around.lastIndexOf('obj');
    // A dictionary that is not seen whole may say anything.
    if (begins < 0) return false;
    const dictionary = unescaped(around.toString('latin1', begins));
    if (!isStructural(dictionary)) continue;
    if ((dictionary.match(/\d{7,}/g) ?? []).some((number) => Number(number) > mostNumber)) return false;
    if (isPlain(dictionary)) continue;
    if (!isDeflated(dictionary)) return false;
    const start = at + 6 + (bytes[at + 6] === 0x0d ? 1 : 0) + (bytes[at + 6] === 0x0a || bytes[at + 7] === 0x0a ? 1 : 0);
    const size = unpackedSize(bytes.subarray(start), left);
    if (size === undefined) return false;
    left -= size;
  }
  return true;
}
