/** Judges files outside a ticket, with the very checks of the app: one line of JSON for each, and an exit code to build on. */
import { closeSync, fstatSync, openSync, readdirSync, readSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { type Asked, type Inspected, inspectors, isKind, kinds } from './inspect-kinds';

const USAGE = `inspect -- KIND FILE… [--requester EMAIL] [--until YYYY-MM-DD] [--to KEYFILE]
KIND is one of ${kinds.join(', ')}. A FILE may be a folder. --to says whose key a sealed file is for.
Exit code: 0 if nothing failed, 1 if anything did, 2 if it was called in another way.`;

const MOST_BYTES = 33 * 1024 * 1024;

type Call = { readonly kind: keyof typeof inspectors; readonly files: readonly string[]; readonly asked: Asked };
type Misuse = { readonly misuse: string };

function isDay(text: string): boolean {
  const at = new Date(`${text}T00:00:00Z`);
  return /^\d{4}-\d{2}-\d{2}$/.test(text) && !Number.isNaN(at.getTime()) && at.toISOString().startsWith(text);
}

/** No more than the checks take, so that the end of a huge file is never read. */
function readBytes(path: string, most: number): { readonly bytes: Uint8Array; readonly size: number } {
  const file = openSync(path, 'r');
  try {
    const { size } = fstatSync(file);
    const bytes = Buffer.alloc(Math.min(size, most));
    let at = 0;
    for (let got = 1; got > 0 && at < bytes.length; at += got) got = readSync(file, bytes, at, bytes.length - at, at);
    return { bytes: bytes.subarray(0, at), size };
  } finally {
    closeSync(file);
  }
}

function filesUnder(path: string): readonly string[] {
  let isFolder = false;
  try {
    isFolder = statSync(path).isDirectory();
  } catch {
    // What cannot be looked at is reported where it is read.
  }
  if (!isFolder) return [path];
  const entries = readdirSync(path, { withFileTypes: true }).sort((a, b) => (a.name < b.name ? -1 : 1));
  return entries.flatMap((entry) => (entry.isDirectory() ? filesUnder(join(path, entry.name)) : entry.isFile() ? [join(path, entry.name)] : []));
}

const unread = (path: string, kind: Call['kind']): Inspected => ({
  file: path,
  kind,
  verdict: 'fail',
  findings: [{ code: 'file-unread', says: 'The file cannot be read.', remedy: 'Give the path of a file that is there and may be read.' }],
  ...inspectors[kind].without,
});

const optionNames = { requester: { type: 'string' }, until: { type: 'string' }, to: { type: 'string' } } as const;

function readCall(args: readonly string[], now: Date): Call | Misuse {
  let parsed;
  try {
    parsed = parseArgs({ args: [...args], allowPositionals: true, options: optionNames });
  } catch (cause) {
    return { misuse: cause instanceof Error ? cause.message : 'Some option is not known.' };
  }
  const [kind = '', ...paths] = parsed.positionals;
  const { requester, until = now.toISOString().slice(0, 10), to } = parsed.values;
  if (!isKind(kind)) return { misuse: kind === '' ? 'Say what kind of file it is.' : `There is no kind “${kind}”.` };
  if (!isDay(until)) return { misuse: `“${until}” is no day.` };
  const keyFile = to === undefined ? undefined : readKeyFile(to);
  if (to !== undefined && !keyFile) return { misuse: `The key file “${to}” cannot be read.` };
  const files = paths.flatMap(filesUnder);
  if (files.length === 0) return { misuse: paths.length === 0 ? 'Name a file.' : 'There is no file in it.' };
  return { kind, files, asked: { now, until, ...(requester !== undefined && { requester }), ...(keyFile && { to: keyFile }) } };
}

function readKeyFile(path: string): Uint8Array | undefined {
  try {
    return readBytes(path, MOST_BYTES).bytes;
  } catch {
    return undefined;
  }
}

async function inspectOne(path: string, { kind, asked }: Call): Promise<readonly Inspected[]> {
  const { most, inspect } = inspectors[kind];
  let read;
  try {
    read = readBytes(path, most);
  } catch {
    return [unread(path, kind)];
  }
  return inspect({ path, ...read }, asked);
}

async function inspectAll(args: readonly string[]): Promise<number> {
  const call = readCall(args, new Date());
  if ('misuse' in call) {
    process.stderr.write(`${call.misuse}\n${USAGE}\n`);
    return 2;
  }
  let failed = false;
  for (const path of call.files) {
    for (const line of await inspectOne(path, call)) {
      failed ||= line.verdict === 'fail';
      process.stdout.write(`${JSON.stringify(line)}\n`);
    }
  }
  return failed ? 1 : 0;
}

// A reader that stops reading, as `head` does, is no fault.
process.stdout.on('error', () => process.exit(0));

void inspectAll(process.argv.slice(2)).then((code) => {
  process.exitCode = code;
});
