/** Decides what other programs say of a file: GnuPG, Sequoia's sq, openpgp.js with nothing around it, ssh-keygen, and pdfsig. */
import { spawnSync } from 'node:child_process';
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import * as openpgp from 'openpgp';

export type Theirs = { readonly accepts: boolean; readonly says: string };

export type Bench = { readonly folder: string; readonly now: Date; readonly until: Date };

type Ran = { readonly ok: boolean; readonly out: string; readonly errors: string };

export function run(program: string, args: readonly string[], input?: Uint8Array | string, env: Readonly<Record<string, string>> = {}): Ran {
  const { status, stdout, stderr } = spawnSync(program, [...args], { input: Buffer.from(input ?? ''), encoding: 'buffer', timeout: 60_000, env: { ...process.env, ...env, LC_ALL: 'C.UTF-8' }, maxBuffer: 64 * 1024 * 1024 });
  return { ok: status === 0, out: Buffer.from(stdout).toString('utf8'), errors: Buffer.from(stderr).toString('utf8') };
}

export const isThere = (program: string): boolean => !spawnSync(program, ['--version'], { stdio: 'ignore' }).error;

/** GnuPG's own way to write a moment; the exclamation mark stops its clock there. */
export const faked = (at: Date): string => `${at.toISOString().replace(/[-:]|\.\d+Z$/g, '')}!`;

const firstLine = (text: string, pattern: RegExp): string => text.split('\n').map((line) => line.replace(/^(gpg|Error|sq): */, '').trim()).find((line) => line !== '' && !/faked system time|WARNING: running|keybox|trustdb|directory/.test(line) && pattern.test(line)) ?? '';

/** Never more than a table's cell holds, and no path of this machine. */
const brief = (text: string, { folder }: Bench): string => text.replaceAll(`${folder}/`, '').replace(/\b[0-9A-F]{8,40}\b/gi, 'the key').replace(/\s+/g, ' ').slice(0, 90);

let homes = 0;

/** Imports into an empty key ring and encrypts, today and on the day of delivery. What is imported alone proves nothing. */
export function askGnuPG(bytes: Uint8Array, bench: Bench): Theirs {
  const home = join(bench.folder, `home-${(homes += 1)}`);
  mkdirSync(home, { mode: 0o700 });
  const gpg = (...args: string[]): Ran => run('gpg', ['--homedir', home, '--batch', '--no-autostart', '--no-tty', '--trust-model', 'always', ...args], 'a dump');
  const file = join(home, 'key');
  writeFileSync(file, bytes);
  const imported = gpg('--import', file);
  const found = [...gpg('--with-colons', '--list-keys').out.matchAll(/^pub:.*\n(?:fpr:{9}([0-9A-F]+):)/gm)].map(([, fingerprint = '']) => fingerprint);
  const [first] = found;
  let said: Theirs = { accepts: false, says: brief(firstLine(imported.errors, /./), bench) || 'nothing imported' };
  if (first) {
    const runs = [bench.now, bench.until].map((at) => gpg('--faked-system-time', faked(at), '--output', '-', '--recipient', first, '--encrypt'));
    const failed = runs.find(({ ok }) => !ok);
    said = failed ? { accepts: false, says: brief(firstLine(failed.errors, /skipped|failed|No |Unusable|not/), bench) } : { accepts: true, says: found.length > 1 ? `takes the first of ${found.length} keys` : 'encrypts' };
  }
  rmSync(home, { recursive: true, force: true });
  return said;
}

export function askSequoia(bytes: Uint8Array, bench: Bench): Theirs {
  const file = join(bench.folder, 'sq-key');
  writeFileSync(file, bytes);
  const runs = [bench.now, bench.until].map((at) => run('sq', ['encrypt', '--time', `${at.toISOString().slice(0, 19)}Z`, '--recipient-cert', file], 'a dump'));
  const failed = runs.find(({ ok }) => !ok);
  return failed ? { accepts: false, says: brief(firstLine(failed.errors, /./), bench) } : { accepts: true, says: 'encrypts' };
}

export async function askOpenpgpJs(bytes: Uint8Array, bench: Bench): Promise<Theirs> {
  try {
    const text = Buffer.from(bytes).toString();
    const key = text.includes('-----BEGIN PGP') ? await openpgp.readKey({ armoredKey: text }) : await openpgp.readKey({ binaryKey: bytes });
    const encryptionKeys = key.toPublic();
    for (const date of [bench.now, bench.until]) await openpgp.encrypt({ message: await openpgp.createMessage({ text: 'a dump' }), encryptionKeys, date });
    return { accepts: true, says: key.isPrivate() ? 'takes the private key' : 'encrypts' };
  } catch (cause) {
    return { accepts: false, says: brief(cause instanceof Error ? cause.message : '', bench) };
  }
}

export function askSshKeygen(bytes: Uint8Array, bench: Bench): Theirs & { readonly fingerprints: readonly string[] } {
  const file = join(bench.folder, 'ssh-key');
  writeFileSync(file, bytes, { mode: 0o600 });
  const { ok, out, errors } = run('ssh-keygen', ['-lf', file]);
  const fingerprints = [...out.matchAll(/SHA256:\S+/g)].map(([each]) => each);
  return ok ? { accepts: true, says: brief(out.trim().split('\n').map((line) => line.replace(/SHA256:\S+/, '…')).join('; '), bench), fingerprints } : { accepts: false, says: brief(firstLine(errors || out, /./), bench), fingerprints };
}

/** The recipients that GnuPG reads in a file, without any private key: it cannot open it and lists them all the same. */
export function listWithGnuPG(bytes: Uint8Array, bench: Bench): { readonly recipients: readonly string[]; readonly says: string } {
  const home = join(bench.folder, `home-${(homes += 1)}`);
  mkdirSync(home, { mode: 0o700 });
  const file = join(home, 'file');
  writeFileSync(file, bytes);
  const { out, errors } = run('gpg', ['--homedir', home, '--batch', '--no-autostart', '--no-tty', '--list-packets', '--list-only', file]);
  rmSync(home, { recursive: true, force: true });
  const recipients = [...out.matchAll(/^:pubkey enc packet: .*keyid ([0-9A-F]{16})/gm)].map(([, keyId = '']) => keyId);
  const packets = [...new Set([...out.matchAll(/^:([a-z ]+?)(?: packet)?:/gm)].map(([, kind = '']) => kind))];
  return { recipients, says: packets.length > 0 ? packets.join(', ') : brief(firstLine(errors, /./), bench) || 'nothing' };
}

/** A store of certificates, as pdfsig reads it, that trusts this one root. */
export function trustRoot(root: string, { folder }: Bench): string {
  const store = join(folder, 'trusted');
  mkdirSync(store, { mode: 0o700 });
  const made = [['-N', '--empty-password'], ['-A', '-n', 'root', '-t', 'C,C,C', '-a']].map((args) => run('certutil', [...args, '-d', `sql:${store}`], root));
  const failed = made.find(({ ok }) => !ok);
  if (failed) throw new Error(failed.errors);
  return store;
}

/** It takes a PDF if it calls every signature valid and every certificate trusted. */
export function askPdfsig(bytes: Uint8Array, store: string, bench: Bench): Theirs {
  const file = join(bench.folder, 'form.pdf');
  writeFileSync(file, bytes);
  const { out, errors } = run('pdfsig', ['-nssdir', `sql:${store}`, file]);
  const said = (what: string): readonly string[] => [...out.matchAll(new RegExp(`- ${what} Validation: (.*)`, 'g'))].map(([, each = '']) => each);
  const [signatures, certificates] = [said('Signature'), said('Certificate')];
  const accepts = signatures.length > 0 && signatures.every((each) => each === 'Signature is Valid.') && certificates.length === signatures.length && certificates.every((each) => each === 'Certificate is Trusted.');
  const covers = out.includes('Not total document signed') ? ['Not total document signed.'] : [];
  return { accepts, says: signatures.length > 0 ? [...new Set([...signatures, ...certificates, ...covers])].join(' ') : brief(firstLine(out.includes('does not contain') ? out : errors || out, /./), bench) || 'nothing' };
}
