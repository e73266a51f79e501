/** Verifies an exported trail with nothing but the file: a line of JSON for each request, and an exit code to build on. */
import { createReadStream, readFileSync, statSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { startVerification, type ExportFault, type Verified } from '../src/trail/verify-export';
import { readWitness, type Witness, type WitnessFault } from '../src/trail/witness';

const USAGE = `verify-trail -- EXPORT.jsonl [--checkpoint FILE]
FILE holds checkpoints that were kept outside the app, as it posts them. Without it a trail can be consistent, never complete.
Exit code: 0 if consistent or complete, 1 if not, 2 if it was called in another way.`;

/** Storage holds no value above 240 KiB, and an event has few of them. */
const MOST_LINE_BYTES = 8 * 1024 * 1024;

const sentences: Readonly<Record<ExportFault, string>> = {
  'not-json': 'The line is no JSON.',
  'not-as-written': 'The line is not spelled as the app writes it, so it may show a reader something else than what was hashed.',
  'no-header': 'No request begins before this line, or its header cannot be read.',
  'line-too-long': 'The line is longer than any that the app writes.',
  'not-an-event': 'The line is no entry of a trail.',
  altered: 'The entry is not the one that was hashed.',
  'out-of-order': 'This is not the next entry: one was removed, repeated or moved.',
  'not-linked': 'The entry does not follow from the one before it.',
  'other-request': 'The entry belongs to another request.',
  'clock-set-back': 'The entry is older than the one before it.',
  'side-missing': 'A value that the entry commits to is neither here nor erased.',
  'side-unexpected': 'A value is here that the entry does not commit to.',
  'side-differs': 'A value is not the one that the entry commits to.',
  'erased-without-event': 'A value of the entry is gone, and no later entry says who erased it.',
  truncated: 'Entries are missing at the end.',
  rewritten: 'The entry is not the one that stood here when the checkpoint was made: the trail was written anew.',
  'checkpoint-altered': 'The checkpoint is not the one that was hashed.',
  'checkpoint-heads-differ': 'The checkpoint does not cover the heads that it is given with.',
  'checkpoint-proof-differs': 'The checkpoint does not cover the head that it is given with.',
  'checkpoint-not-linked': 'A checkpoint does not follow from the one before it.',
  'checkpoint-forked': 'There are two different checkpoints of one number.',
};

/** The lines of a file, one at a time; undefined for one that is too long to hold. */
export async function* linesOf(path: string): AsyncGenerator<string | undefined> {
  let rest: Buffer = Buffer.alloc(0);
  for await (const chunk of createReadStream(path, { highWaterMark: 1 << 18 }) as AsyncIterable<Buffer>) {
    const bytes = rest.length > 0 ? Buffer.concat([rest, chunk]) : chunk;
    let from = 0;
    for (let at = bytes.indexOf(10); at !== -1; at = bytes.indexOf(10, from)) {
      yield bytes.toString('utf8', from, at);
      from = at + 1;
    }
    rest = bytes.subarray(from);
    if (rest.length > MOST_LINE_BYTES) {
      yield undefined;
      return;
    }
  }
  if (rest.length > 0) yield rest.toString('utf8');
}

/** Verifies what lies in a file and tells each request as soon as it is known. Ends with the first that is broken. */
export async function verifyFile(path: string, witness: Witness | undefined, tell: (verified: Verified) => void): Promise<boolean> {
  const verification = startVerification(witness);
  for await (const line of linesOf(path)) {
    const verified = verification.take(line);
    if (verified) tell(verified);
    if (verified?.fault) return false;
  }
  const last = verification.end();
  tell(last);
  return !last.fault;
}

type Call = { readonly file: string; readonly checkpoint: string | undefined };
type Misuse = { readonly misuse: string };

function isFile(path: string): boolean {
  try {
    return statSync(path).isFile();
  } catch {
    return false;
  }
}

function readCall(args: readonly string[]): Call | Misuse {
  let parsed;
  try {
    parsed = parseArgs({ args: [...args], allowPositionals: true, options: { checkpoint: { type: 'string' } } });
  } catch (cause) {
    return { misuse: cause instanceof Error ? cause.message : 'Some option is not known.' };
  }
  const [file, ...others] = parsed.positionals;
  const { checkpoint } = parsed.values;
  if (file === undefined || others.length > 0) return { misuse: 'Name one file.' };
  const unread = [file, checkpoint].find((path) => path !== undefined && !isFile(path));
  return unread === undefined ? { file, checkpoint } : { misuse: `There is no file “${unread}”.` };
}

const say = (told: object): void => void process.stdout.write(`${JSON.stringify(told)}\n`);

function witnessFrom(path: string): Witness | { readonly fault: WitnessFault } {
  return readWitness(readFileSync(path, 'utf8'));
}

async function verify(args: readonly string[]): Promise<number> {
  const call = readCall(args);
  if ('misuse' in call) {
    process.stderr.write(`${call.misuse}\n${USAGE}\n`);
    return 2;
  }
  const witness = call.checkpoint === undefined ? undefined : witnessFrom(call.checkpoint);
  if (witness && 'fault' in witness) {
    const says = witness.fault === 'checkpoint-unreadable' ? 'The file holds no checkpoint that can be read.' : sentences[witness.fault];
    say({ file: call.checkpoint, verdict: 'broken', fault: { code: witness.fault }, says });
    return 1;
  }
  const isWhole = await verifyFile(call.file, witness, (verified) => {
    say({ file: call.file, ...verified, ...(verified.fault && { says: sentences[verified.fault.code] }) });
  });
  return isWhole ? 0 : 1;
}

// A reader that stops reading, as `head` does, is no fault.
process.stdout.on('error', () => process.exit(0));

if (require.main === module) {
  void verify(process.argv.slice(2)).then((code) => {
    process.exitCode = code;
  });
}
