/** Decides what a pasted delivery record says: strictly one line a file, and nothing in it that was cut off or made up. */
import { digestOfBytes } from '../trail/digest';
import type { Message, Parameters } from '../checks/message';

/**
 * The first bytes hold the recipients: seven of the largest usual keys fit (docs/decisions). Forty files of them stay below the 500 KB that
 * Forge lets a panel send.
 */
export const recordLimits = { files: 40, headBytes: 4096, characters: 450_000 } as const;

export const recordBegins = 'snapshot-delivery 1';

/** A file as its maker's shell saw it; `head` is its first bytes, or all of a smaller one. */
export type RecordedFile = { readonly name: string; readonly size: number; readonly sha256: string; readonly head: Uint8Array };

export type ReadRecord = { readonly files: readonly RecordedFile[] } | { readonly refused: Message };

const refuse = (code: string, params: Parameters = {}): { readonly refused: Message } => ({ refused: { code: `record.${code}`, params } });

/** A name that means itself in every shell, on every file system, and in every terminal. */
const plainName = /^[A-Za-z0-9][A-Za-z0-9._-]{0,127}$/;

/** A name as it may be shown: whatever could act on a screen is spelled as its code. */
const spelledName = (name: string): string => name.slice(0, 80).replace(/[^\x20-\x7e]/g, (letter) => `\\u${(letter.codePointAt(0) ?? 0).toString(16).padStart(4, '0')}`);

function readFile(line: string): RecordedFile | { readonly refused: Message } {
  const [, size = '', sha256 = '', head = '', name = ''] = /^file (\S*) (\S*) ([^ ]*) (.*)$/.exec(line) ?? [];
  const file = spelledName(name);
  if (!plainName.test(name)) return refuse('name', { file });
  if (!/^(0|[1-9]\d{0,14})$/.test(size)) return refuse('size', { file });
  if (!/^[0-9a-f]{64}$/.test(sha256)) return refuse('digest', { file });
  if (!/^([0-9a-f]{2})*$/.test(head)) return refuse('head', { file });
  const bytes = Buffer.from(head, 'hex');
  if (bytes.length !== Math.min(Number(size), recordLimits.headBytes)) return refuse('cut', { file });
  // Of a file that is here whole the digest can be held against its bytes.
  if (bytes.length === Number(size) && digestOfBytes(bytes) !== sha256) return refuse('digest-differs', { file });
  return { name, size: Number(size), sha256, head: new Uint8Array(bytes) };
}

/** Reads what the command of the SRE panel printed for `ticket`. The first thing that is not as it prints it is refused. */
export function readRecord(pasted: string, ticket: string): ReadRecord {
  if (pasted.length > recordLimits.characters) return refuse('too-long');
  const text = pasted.replace(/\r\n/g, '\n').trim();
  // A record is copied off a terminal, and escape sequences or hidden letters in it would show as something else.
  const hidden = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/u.exec(text.replace(/\n/g, ''));
  if (hidden) return refuse('escape', { code: spelledName(hidden[0]) });
  const [first = '', ...rest] = text.split('\n').map((line) => line.trimEnd());
  if (!first.startsWith(`${recordBegins} `)) return refuse('no-begin', { begins: recordBegins });
  if (first !== `${recordBegins} ${ticket}`) return refuse('other-ticket', { ticket });
  const counted = /^end (\d{1,6})$/.exec(rest.at(-1) ?? '');
  if (!counted) return refuse('no-end');
  const lines = rest.slice(0, -1);
  if (lines.length > recordLimits.files) return refuse('too-many', { most: recordLimits.files });
  const files: RecordedFile[] = [];
  for (const line of lines) {
    const odd = /^odd ((?:[0-9a-f]{2})+)$/.exec(line)?.[1];
    if (odd !== undefined) return refuse('name', { file: spelledName(Buffer.from(odd, 'hex').toString('utf8')) });
    if (!line.startsWith('file ')) return refuse('line', { line: spelledName(line) });
    const read = readFile(line);
    if ('refused' in read) return read;
    // Two names that differ in their case alone are one file where the customer extracts them.
    if (files.some(({ name }) => name.toLowerCase() === read.name.toLowerCase())) return refuse('duplicate', { file: read.name });
    files.push(read);
  }
  if (lines.length !== Number(counted[1])) return refuse('count', { said: Number(counted[1]), found: lines.length });
  return files.length === 0 ? refuse('empty') : { files };
}
