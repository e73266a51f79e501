/** Writes docs/verdicts-compared.md: our verdicts beside those of GnuPG, Sequoia, openpgp.js and OpenSSH on files that it makes itself. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Case, daysFrom } from './compare/cases';
import { keyCases } from './compare/key-cases';
import { askGnuPG, askOpenpgpJs, askSequoia, askSshKeygen, type Bench, isThere, listWithGnuPG, run, type Theirs } from './compare/programs';
import { sealedCases } from './compare/sealed-cases';
import { sshCases } from './compare/ssh-cases';
import { inspectors, type Inspected } from './inspect-kinds';
import { type Check, runCheck } from '../src/checks/check';
import { openpgpKey } from '../src/checks/openpgp-key';
import { sshKey } from '../src/checks/ssh-key';

type Row = { readonly name: string; readonly ours: string; readonly cells: readonly string[]; readonly why: readonly string[] };
type Table = { readonly title: string; readonly columns: readonly string[]; readonly rows: readonly Row[] };

const problems: string[] = [];
const accepted = (line: Inspected): boolean => line.verdict === 'pass' || line.verdict === 'warn';
const spelled = ({ verdict, findings }: Inspected): string => [verdict, ...findings.map(({ code }) => code)].join(' ');
const mark = ({ accepts, says }: Theirs): string => `${accepts ? 'takes' : 'refuses'}: ${says}`;

/** `softer` is where we accept what they refuse: it needs a reason that is not about safety, and is never passed over. */
function explain({ name, because = {} }: Case, ours: boolean, theirs: Readonly<Record<string, Theirs>>, takesOurs: (program: string) => Promise<boolean>): Promise<readonly string[]> {
  const disagreeing = Object.entries(theirs).filter(([, { accepts }]) => accepts !== ours);
  return Promise.all(
    disagreeing.map(async ([program]) => {
      const reason = because[program];
      if (!reason) problems.push(`${name}: we ${ours ? 'accept' : 'refuse'} what ${program} ${ours ? 'refuses' : 'takes'}, and nothing says why`);
      const softer = ours && !(await takesOurs(program)) ? ' (softer than it)' : '';
      return `${program}${softer}: ${reason ?? 'unexplained'}`;
    }),
  );
}

const line = async (kind: keyof typeof inspectors, bytes: Uint8Array, { now, until }: Bench, to?: Uint8Array): Promise<Inspected> => {
  const [inspected] = await inspectors[kind].inspect({ path: 'case', bytes: kind === 'sealed' ? bytes.subarray(0, 65536) : bytes, size: bytes.length }, { now, until: until.toISOString().slice(0, 10), ...(to && { to }) });
  if (!inspected) throw new Error('no verdict');
  return inspected;
};

/** The key as SRE gets it, if there is one. */
async function handedOn(check: Check, bytes: Uint8Array, { now, until }: Bench): Promise<Uint8Array> {
  const known = <T>(value: T) => ({ state: 'known' as const, value, at: '', from: '' });
  const file = known({ name: 'case', bytes, sha256: '' });
  const { shows } = await runCheck(check, { encryptionKey: file, sshKey: file, deliveryBy: known({ day: until.toISOString().slice(0, 10) }) }, {}, now);
  return Buffer.from(typeof shows['publicKey'] === 'string' ? shows['publicKey'] : '');
}

async function compareKeys(bench: Bench): Promise<Table> {
  const programs: Readonly<Record<string, (bytes: Uint8Array) => Theirs | Promise<Theirs>>> = {
    gpg: (bytes) => askGnuPG(bytes, bench),
    sq: (bytes) => askSequoia(bytes, bench),
    'openpgp.js': (bytes) => askOpenpgpJs(bytes, bench),
  };
  const rows: Row[] = [];
  for (const each of await keyCases(bench)) {
    const ours = await line('key', each.bytes, bench);
    const theirs: Record<string, Theirs> = {};
    for (const [name, ask] of Object.entries(programs)) theirs[name] = await ask(each.bytes);
    const text = await handedOn(openpgpKey, each.bytes, bench);
    const why = await explain(each, accepted(ours), theirs, async (program) => (await programs[program]?.(text))?.accepts === true);
    rows.push({ name: each.name, ours: spelled(ours), cells: Object.values(theirs).map(mark), why });
  }
  return { title: 'OpenPGP keys', columns: ['gpg', 'sq', 'openpgp.js'], rows };
}

async function compareSsh(bench: Bench): Promise<Table> {
  const rows: Row[] = [];
  for (const each of sshCases(bench)) {
    const ours = await line('ssh', each.bytes, bench);
    const theirs = askSshKeygen(each.bytes, bench);
    if (accepted(ours) && theirs.accepts && theirs.fingerprints[0] !== ours['fingerprint']) problems.push(`${each.name}: ssh-keygen prints another fingerprint`);
    const text = await handedOn(sshKey, each.bytes, bench);
    const why = await explain(each, accepted(ours), { 'ssh-keygen': theirs }, () => Promise.resolve(askSshKeygen(text, bench).fingerprints[0] === ours['fingerprint']));
    rows.push({ name: each.name, ours: spelled(ours), cells: [mark(theirs)], why });
  }
  return { title: 'SSH keys', columns: ['ssh-keygen -l'], rows };
}

async function compareSealed(bench: Bench): Promise<Table> {
  const { cases, key } = await sealedCases(bench);
  const rows: Row[] = [];
  for (const each of cases) {
    const ours = await line('sealed', each.bytes, bench, key);
    const theirs = listWithGnuPG(each.bytes, bench);
    const recipients = ours['recipients'] as readonly string[];
    const alike = [...recipients].sort().join() === [...theirs.recipients].sort().join();
    if (!alike && !each.because?.['gpg']) problems.push(`${each.name}: gpg reads the recipients ${theirs.recipients.join(' ')}, we ${recipients.join(' ')}`);
    rows.push({ name: each.name, ours: spelled(ours), cells: [`recipients: ${theirs.recipients.length} (${theirs.says})`], why: alike ? [] : [`gpg: ${each.because?.['gpg'] ?? 'unexplained'}`] });
  }
  return { title: 'Sealed files', columns: ['gpg --list-packets'], rows };
}

const cell = (text: string): string => text.replaceAll('|', '\\|').replaceAll('\n', ' ');

function written({ title, columns, rows }: Table): string {
  const head = ['file', 'ours', ...columns, 'where they differ'];
  const body = rows.map(({ name, ours, cells, why }) => `| ${[name, ours, ...cells, why.join(' ')].map(cell).join(' | ')} |`);
  return [`## ${title} (${rows.length})`, '', `| ${head.join(' | ')} |`, `|${'---|'.repeat(head.length)}`, ...body, ''].join('\n');
}

async function compare(): Promise<number> {
  const missing = ['gpg', 'sq', 'ssh-keygen'].filter((program) => !isThere(program));
  if (missing.length > 0) {
    process.stderr.write(`Install what is missing first: ${missing.join(', ')} (Debian: gnupg sq openssh-client).\n`);
    return 2;
  }
  const folder = mkdtempSync(join(tmpdir(), 'compare-'));
  try {
    const now = new Date(Math.floor(Date.now() / 1000) * 1000);
    const bench: Bench = { folder, now, until: daysFrom(now, 14) };
    const tables = [await compareKeys(bench), await compareSsh(bench), await compareSealed(bench)];
    const versions = [run('gpg', ['--version']).out, run('sq', ['--version']).out, run('ssh', ['-V']).errors].map((text) => text.split('\n').find((each) => /\d/.test(each)) ?? '');
    writeFileSync(join(__dirname, '../docs/verdicts-compared.md'), [intro(versions), ...tables.map(written)].join('\n'));
    const count = tables.reduce((sum, { rows }) => sum + rows.length, 0);
    process.stdout.write(`${[...problems, `${count} files compared, ${problems.length} disagreements unexplained.`].join('\n')}\n`);
    return problems.length > 0 ? 1 : 0;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

const intro = (versions: readonly string[]): string => `# Our verdicts beside those of other programs

Written by \`node tools/launch.mjs tools/compare-verdicts.ts\`, which makes every file here itself with the programs of Debian's packages (gnupg, sq, openssh-client) and openpgp.js, and fails if a disagreement is not explained.

Measured with ${versions.filter((each) => each !== '').join('; ')}; openpgp.js as in package.json.

A key is *taken* if the program encrypts to it today and on the day of delivery, fourteen days later. GnuPG is asked after an import into an empty key ring, because an import alone proves nothing. Where we accept a file that a program cannot read, the program was also given the key as we hand it on; “softer than it” marks where it refuses that too.
`;

void compare().then((code) => {
  process.exitCode = code;
});
