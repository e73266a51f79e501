// Shows the commands of a request, and runs them with the real shell, gpg and od where they are there.
import { execFileSync, spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { runCheck } from '../../src/checks/check';
import { sealedFile } from '../../src/checks/sealed-file';
import { commandsFor, keyFileName, type CommandFacts, type CommandName } from '../../src/procedure/commands';
import { readRecord, recordLimits } from '../../src/procedure/delivery-record';

jest.setTimeout(60_000);

const ticket = 'SUP-2417';
const facts: CommandFacts = { ticket, fingerprint: 'A'.repeat(40), encryptionKeys: ['B'.repeat(40), 'C'.repeat(40)], sshKey: 'ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIA+/=', accessEnds: '2026-12-15' };
const shellOf = (command: CommandName, given = facts): string => commandsFor(given).find((one) => one.command === command)?.shell ?? '';
const has = (program: string): boolean => spawnSync('sh', ['-c', `command -v ${program}`]).status === 0;

it('encrypts to exactly these subkeys, asks no key server and takes no option of anybody’s own', () => {
  const shell = shellOf('seal');
  expect(shell.match(/--recipient '\w+!'/g)).toEqual([`--recipient '${'B'.repeat(40)}!'`, `--recipient '${'C'.repeat(40)}!'`]);
  for (const option of ['--no-options', '--no-encrypt-to', '--no-auto-key-locate', '--disable-dirmngr', '--trust-model always']) expect(shell).toContain(option);
});

it('makes no account where the customer gave no key', () => {
  const { sshKey: _none, ...without } = facts;
  expect(commandsFor(without).map(({ command }) => command)).toEqual(['import', 'pack', 'seal', 'record', 'compare']);
  expect(commandsFor(facts).map(({ command }) => command)).toEqual(['import', 'pack', 'seal', 'record', 'host', 'account', 'compare']);
});

it.each(['SUP-1; rm -rf ~', 'sup-1', 'SUP-1\nid', '../SUP-1', ''])('makes no command for “%s”, which is no issue key', (odd) => {
  expect(() => commandsFor({ ...facts, ticket: odd })).toThrow('no key');
});

describe('in a real shell', () => {
  let folder = '';
  beforeEach(() => { folder = mkdtempSync(join(tmpdir(), 'commands-')); });
  afterEach(() => { rmSync(folder, { recursive: true, force: true }); });
  const run = (script: string, shell = 'sh'): string => execFileSync(shell, ['-c', script], { cwd: folder, encoding: 'utf8', stdio: ['ignore', 'pipe', 'pipe'] });

  it('makes a record of the sealed files, which is read as they are', () => {
    const large = Buffer.alloc(recordLimits.headBytes * 3, 7);
    writeFileSync(join(folder, `${ticket}.7z.gpg`), 'small');
    writeFileSync(join(folder, `${ticket}-raw.7z.gpg`), large);
    writeFileSync(join(folder, `${ticket}0.7z.gpg`), 'of another ticket');
    writeFileSync(join(folder, `${ticket}.7z`), 'not sealed');
    const read = readRecord(run(shellOf('record')), ticket);
    expect('files' in read && read.files.map(({ name, size, head }) => [name, size, head.length])).toEqual([
      [`${ticket}-raw.7z.gpg`, large.length, recordLimits.headBytes],
      [`${ticket}.7z.gpg`, 5, 5],
    ]);
  });

  it.each(['.a\nb.gpg', '.\u001b[2J.gpg', '.$(id).gpg', '. a.gpg', '.ä.gpg'])('prints no file name that could act on a terminal, and it is refused (%j)', (name) => {
    writeFileSync(join(folder, `${ticket}${name}`), 'sealed');
    const printed = run(shellOf('record'));
    expect(printed).toMatch(/^[\x20-\x7e\n]*$/);
    expect(readRecord(printed, ticket)).toMatchObject({ refused: { code: 'record.name' } });
  });

  const gpg = has('gpg') ? it : it.skip;
  gpg('imports, compares, seals and records with real gpg (skipped where there is none); the file passes the check, one sealed to a second key does not', async () => {
    const home = '--homedir "$PWD/customer"';
    run(`mkdir -m 700 customer && gpg --batch ${home} --passphrase '' --quick-generate-key luis@example.com rsa3072 cert,sign never && fpr=$(gpg --batch ${home} --with-colons --list-keys | sed -n 's/^fpr:::::::::\\([0-9A-F]*\\):/\\1/p' | head -n 1) && gpg --batch ${home} --passphrase '' --quick-add-key "$fpr" cv25519 encr never && gpg --batch ${home} --armor --export > ${keyFileName(ticket)}`);
    const fingerprints = run(`gpg --batch ${home} --with-colons --list-keys | sed -n 's/^fpr:::::::::\\([0-9A-F]*\\):/\\1/p'`).trim().split('\n');
    const [primary = '', subkey = ''] = fingerprints;
    const given = { ...facts, fingerprint: primary, encryptionKeys: [subkey] };
    writeFileSync(join(folder, `${ticket}.7z`), 'x'.repeat(20_000));
    expect(run(shellOf('import', given))).toContain('The approved key is here');
    expect(run(shellOf('import', { ...given, fingerprint: 'A'.repeat(40) }))).toContain('STOP');
    const [importing, sealing, recording] = [shellOf('import', given), shellOf('seal', given), shellOf('record', given)];
    const read = readRecord(run(`(${importing}\n${sealing}) >/dev/null 2>&1\n${recording}`), ticket);
    if ('refused' in read) throw new Error(read.refused.code);
    const judge = async ({ name, head, size }: (typeof read.files)[number]) => {
      const known = <T>(value: T) => ({ state: 'known' as const, value, at: '2026-11-19T10:00:00Z', from: 'test' });
      return runCheck(sealedFile, { sealedHead: known({ name, head, size }), sealedFor: known({ encryptionKeys: [{ keyId: subkey.slice(-16), fingerprint: subkey }] }) }, {}, new Date());
    };
    expect(read.files.map(({ name }) => name)).toEqual([`${ticket}.7z.gpg`]);
    const [sealed] = read.files;
    if (!sealed) throw new Error('no file');
    expect(await judge(sealed)).toMatchObject({ outcome: 'pass' });
    expect(run(`gpg --batch --quiet ${home} --pinentry-mode loopback --passphrase '' --decrypt ${ticket}.7z.gpg`)).toBe('x'.repeat(20_000));

    // Whoever has another reader in their own options would add it without knowing.
    const strange = resolve(__dirname, '../checks/fixtures/sealed/to-two.gpg');
    const two = readFileSync(strange);
    expect((await judge({ name: 'two.gpg', size: two.length, sha256: '', head: two })).outcome).toBe('fail');
    run(`gpgconf ${home} --kill all`);
  });
});
