/** Writes docs/verdicts-compared.md: our verdicts beside those of GnuPG, Sequoia, openpgp.js, OpenSSH, pdfsig and a plain reading, on cases that it makes itself. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { z } from 'zod';
import { type Case, daysFrom } from './compare/cases';
import { keyCases } from './compare/key-cases';
import { pdfCases } from './compare/pdf-cases';
import { OTHER_FORM, readPlainly, whyRefused } from './compare/plain-reading';
import { askGnuPG, askOpenpgpJs, askPdfsig, askSequoia, askSshKeygen, type Bench, isThere, listWithGnuPG, run, type Theirs, trustRoot } from './compare/programs';
import * as requesterCases from './compare/requester-cases';
import { sealedCases } from './compare/sealed-cases';
import { sshCases } from './compare/ssh-cases';
import { inspectors, type Inspected } from './inspect-kinds';
import { type Check, runCheck, type Verdict } from '../src/checks/check';
import type { Evidence, Gathered } from '../src/checks/evidence';
import { openpgpKey } from '../src/checks/openpgp-key';
import { requesterContact } from '../src/checks/requester-contact';
import { signedAgreement } from '../src/checks/signed-agreement';
import { sshKey } from '../src/checks/ssh-key';
import { lookup, northwind } from './compare/northwind';

type Row = { readonly name: string; readonly ours: string; readonly cells: readonly string[]; readonly why: readonly string[] };
type Table = { readonly title: string; readonly of: string; readonly columns: readonly string[]; readonly rows: readonly Row[] };

const problems: string[] = [];
type Said = Pick<Inspected, 'verdict'> & { readonly findings: readonly { readonly code: string }[] };
const accepted = ({ verdict }: Said): boolean => verdict === 'pass' || verdict === 'warn';
const spelled = ({ verdict, findings }: Said): string => [verdict, ...findings.map(({ code }) => code)].join(' ');
const judged = ({ outcome, findings }: Verdict): Said => ({ verdict: outcome, findings });
const known = <T>(value: T): Gathered<T> => ({ state: 'known', value, at: '', from: '' });
const mark = ({ accepts, says }: Theirs): string => `${accepts ? 'takes' : 'refuses'}: ${says}`;

/** `softer` is where we accept what they refuse: it needs a reason that is not about safety, and is never passed over. */
function explain({ name, because = {} }: Omit<Case, 'bytes'>, ours: boolean, theirs: Readonly<Record<string, Theirs>>, takesOurs: (program: string) => Promise<boolean>): Promise<readonly string[]> {
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
  return { title: 'OpenPGP keys', of: 'file', columns: ['gpg', 'sq', 'openpgp.js'], rows };
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
  return { title: 'SSH keys', of: 'file', columns: ['ssh-keygen -l'], rows };
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
  return { title: 'Sealed files', of: 'file', columns: ['gpg --list-packets'], rows };
}

/** A PDF is never mended, so no reason helps where we accept what pdfsig refuses. */
async function comparePdfs(bench: Bench): Promise<Table> {
  const { cases, root } = await pdfCases(bench);
  const store = trustRoot(root, bench);
  const rows: Row[] = [];
  for (const each of cases) {
    const signedForm = known({ name: 'case', bytes: each.bytes, sha256: '' });
    const ours = judged(await runCheck(signedAgreement, { signedForm, formExpectation: known(each.expectation) }, { trustedRoots: [root], trust: 'required' }, bench.now));
    const pdfsig = askPdfsig(each.bytes, store, bench);
    const why = await explain(accepted(ours) ? { name: each.name } : each, accepted(ours), { pdfsig }, () => Promise.resolve(false));
    rows.push({ name: each.name, ours: spelled(ours), cells: [mark(pdfsig)], why });
  }
  return { title: 'Signed forms', of: 'PDF', columns: ['pdfsig'], rows };
}

/** Nothing unseen in the table, and no page of one letter. */
function legible(address: string): string {
  const seen = [...JSON.stringify(address)].map((letter) => (/\p{C}/u.test(letter) ? `\\u${(letter.codePointAt(0) ?? 0).toString(16).padStart(4, '0')}` : letter)).join('');
  return `\`${seen.length > 80 ? `${seen.slice(0, 40)}…" (${address.length} characters)` : seen}\``;
}

type Requester = { readonly name: string; readonly address: string; readonly contacts: Evidence['licences']['found'][number]['contacts'] };
const { listed, colleaguesAndStrangers, hostile, besideAnotherContact } = requesterCases;
const requesters: readonly Requester[] = [
  ...[...listed, ...colleaguesAndStrangers, ...hostile].map(([address]) => ({ name: legible(address), address, contacts: northwind.contacts })),
  ...besideAnotherContact.map(([address, contact]) => ({ name: `${legible(address)} beside ${legible(contact)}`, address, contacts: [{ role: 'technical' as const, address: contact }] })),
];

const shownAddresses = z.object({ address: z.string(), contact: z.object({ address: z.string() }) });

async function compareRequesters({ now }: Bench): Promise<Table> {
  const rows: Row[] = [];
  for (const { name, address, contacts } of requesters) {
    const licences = known(lookup({ ...northwind, contacts }));
    const verdict = await runCheck(requesterContact, { requester: known({ address, addressFrom: 'account' }), licences }, {}, now);
    const ours = judged(verdict);
    const plainly = readPlainly(address, contacts.flatMap((contact) => contact.address ?? []));
    const { data: shown } = shownAddresses.safeParse(verdict.shows);
    const takesOurs = shown !== undefined && readPlainly(shown.address, [shown.contact.address]).accepts;
    const reason = accepted(ours) ? takesOurs && OTHER_FORM : ours.findings.map(({ code }) => whyRefused[code]).find((each) => each !== undefined);
    const why = await explain({ name, ...(reason && { because: { 'plain reading': reason } }) }, accepted(ours), { 'plain reading': plainly }, () => Promise.resolve(takesOurs));
    rows.push({ name, ours: `${String(verdict.shows['relation'])}: ${spelled(ours)}`, cells: [mark(plainly)], why });
  }
  return { title: 'Requesters', of: 'requester', columns: ['plain reading'], rows };
}

const cell = (text: string): string => text.replaceAll('|', '\\|').replaceAll('\n', ' ');

function written({ title, of, columns, rows }: Table): string {
  const head = [of, 'ours', ...columns, 'where they differ'];
  const body = rows.map(({ name, ours, cells, why }) => `| ${[name, ours, ...cells, why.join(' ')].map(cell).join(' | ')} |`);
  return [`## ${title} (${rows.length})`, '', `| ${head.join(' | ')} |`, `|${'---|'.repeat(head.length)}`, ...body, ''].join('\n');
}

async function compare(): Promise<number> {
  const missing = ['gpg', 'sq', 'ssh-keygen', 'pdfsig', 'certutil'].filter((program) => !isThere(program));
  if (missing.length > 0) {
    process.stderr.write(`Install what is missing first: ${missing.join(', ')} (Debian: gnupg sq openssh-client poppler-utils libnss3-tools).\n`);
    return 2;
  }
  const folder = mkdtempSync(join(tmpdir(), 'compare-'));
  try {
    const now = new Date(Math.floor(Date.now() / 1000) * 1000);
    const bench: Bench = { folder, now, until: daysFrom(now, 14) };
    const tables = [await compareKeys(bench), await compareSsh(bench), await compareSealed(bench), await comparePdfs(bench), await compareRequesters(bench)];
    const versions = [run('gpg', ['--version']).out, run('sq', ['--version']).out, run('ssh', ['-V']).errors, run('pdfsig', ['-v']).errors].map((text) => text.split('\n').find((each) => /\d/.test(each)) ?? '');
    writeFileSync(join(__dirname, '../docs/verdicts-compared.md'), [intro(versions), ...tables.map(written)].join('\n'));
    const count = tables.reduce((sum, { rows }) => sum + rows.length, 0);
    process.stdout.write(`${[...problems, `${count} cases compared, ${problems.length} disagreements unexplained.`].join('\n')}\n`);
    return problems.length > 0 ? 1 : 0;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

const intro = (versions: readonly string[]): string => `# Our verdicts beside those of other programs

Written by \`node tools/launch.mjs tools/compare-verdicts.ts\`, which makes every case here itself with the programs of Debian's packages (gnupg, sq, openssh-client, poppler-utils, libnss3-tools), openpgp.js and @libpdf/core, and fails if a disagreement is not explained.

Measured with ${versions.filter((each) => each !== '').join('; ')}; openpgp.js as in package.json.

A key is *taken* if the program encrypts to it today and on the day of delivery, fourteen days later. GnuPG is asked after an import into an empty key ring, because an import alone proves nothing. Where we accept a file that a program cannot read, the program was also given the key as we hand it on; “softer than it” marks where it refuses that too.

A PDF is *taken* if pdfsig calls every signature valid and every certificate trusted. It and we trust the same one root, and our rules require that; without this rule, a certificate under any other root gets a warning that an agent must settle.

A plain reading *takes* a requester whose address has the host of a listed contact, or its last two labels. Where no contact is named, the contacts are ${northwind.contacts.map(({ address = '' }) => `\`${address}\``).join(' and ')}.
`;

void compare().then((code) => {
  process.exitCode = code;
});
