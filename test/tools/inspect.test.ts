// Shows what the inspect command prints and how it ends: a line of JSON for each file, and never a stack trace.
import { spawnSync } from 'node:child_process';
import { chmodSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

jest.setTimeout(60_000);

const root = join(__dirname, '../..');
const keys = join(root, 'test/checks/fixtures/keys');
const ssh = join(root, 'test/checks/fixtures/ssh');
const sealed = join(root, 'test/checks/fixtures/sealed');

type Line = Readonly<Record<string, unknown>> & { readonly findings: readonly { readonly code: string; readonly says: string; readonly remedy: string }[] };
type Run = { readonly status: number | null; readonly lines: readonly Line[]; readonly errors: string };

function inspect(...args: string[]): Run {
  const { status, stdout, stderr } = spawnSync(process.execPath, ['--import', 'tsx', join(root, 'tools/inspect.ts'), ...args], { cwd: root, encoding: 'utf8' });
  const lines = stdout.split('\n').filter((line) => line !== '').map((line) => JSON.parse(line) as Line);
  expect(`${stdout}${stderr}`).not.toMatch(/\n {4}at |node:internal/);
  return { status, lines, errors: stderr };
}

const codes = ({ lines }: Run): string[][] => lines.map(({ findings }) => findings.map(({ code }) => code));
const FAR = '2026-12-04';
/** What jest's matchers are, without their any. */
const like = (pattern: RegExp): unknown => expect.stringMatching(pattern);
const anyOf = (type: typeof String | typeof Boolean): unknown => expect.any(type);

let folder = '';
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'inspect-'));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

test('a key: exactly what the design says, for many files at once', () => {
  const run = inspect('key', join(keys, 'never-expires.asc'), join(keys, 'private.asc'), '--until', FAR);
  expect(run.status).toBe(1);
  expect(run.lines).toHaveLength(2);
  const [good, bad] = run.lines;
  expect(Object.keys(good ?? {})).toEqual(['file', 'kind', 'verdict', 'findings', 'fingerprint', 'userIds', 'encryptionKeys']);
  expect(good).toMatchObject({ kind: 'key', verdict: 'pass', findings: [], userIds: ['Luis Ferreira never-expires <luis.ferreira@northwindtraders.com>'] });
  expect(good?.['encryptionKeys']).toEqual([{ keyId: like(/^[0-9A-F]{16}$/), fingerprint: like(/^[0-9A-F]{40}$/), algorithm: 'Curve25519', expires: null }]);
  expect(bad).toMatchObject({ verdict: 'fail', fingerprint: null, userIds: [], encryptionKeys: [] });
  expect(bad?.findings[0]?.says).toMatch(/^A private key was attached/);
});

test('days are spelled, and nothing failed is code 0', () => {
  const run = inspect('key', join(keys, 'never-expires.asc'));
  expect(run.status).toBe(0);
  const late = inspect('key', join(keys, 'ed25519.asc'), '--until', '2028-02-03');
  expect(late.status).toBe(1);
  expect(late.lines[0]?.findings[0]?.says).toBe('The key expires too early. It expires on 1 Jan 2028, but delivery may be as late as 3 Feb 2028.');
});

test('ownership is judged only for a requester that is named', () => {
  const key = join(keys, 'never-expires.asc');
  expect(codes(inspect('key', key))).toEqual([[]]);
  expect(codes(inspect('key', key, '--requester', 'luis.ferreira@northwindtraders.com'))).toEqual([['recipient-named']]);
  expect(codes(inspect('key', key, '--requester', 'dana@northwindtraders.com'))).toEqual([['no-known-address']]);
});

test('an SSH key', () => {
  const run = inspect('ssh', join(ssh, 'ed25519.pub'), join(ssh, 'rsa2048.pub'));
  expect(run.status).toBe(0);
  expect(run.lines[0]).toMatchObject({ verdict: 'pass', type: 'ssh-ed25519', bits: 256, fingerprint: like(/^SHA256:\S{43}$/) });
  expect(run.lines[1]).toMatchObject({ verdict: 'warn', type: 'ssh-rsa', bits: 2048 });
});

test('a sealed file, with and without the key that it is for', () => {
  const file = join(sealed, 'sealed.gpg');
  const key = join(keys, 'ed25519.asc');
  const forIts = inspect('sealed', file, '--to', key);
  expect([forIts.status, forIts.lines[0]?.['verdict']]).toEqual([0, 'pass']);
  expect(forIts.lines[0]?.['recipients']).toEqual([like(/^[0-9A-F]{16}$/)]);
  const forNone = inspect('sealed', file);
  expect(forNone.lines[0]).toMatchObject({ verdict: 'unknown', recipients: forIts.lines[0]?.['recipients'] });
  expect(codes(inspect('sealed', join(sealed, 'password.gpg')))).toEqual([['password-only', 'missing']]);
  expect(codes(inspect('sealed', file, '--to', join(keys, 'expired.asc')))).toEqual([['unavailable']]);
});

test('requesters, a line for each of an array', () => {
  const file = join(folder, 'cases.json');
  const contacts = ['dana@northwindtraders.com'];
  writeFileSync(file, JSON.stringify([{ requester: 'dana@northwindtraders.com', contacts }, { requester: 'x@northw1ndtraders.com', contacts }, { requester: '', contacts }, { requester: 'a@b@c', contacts }, 7]));
  const run = inspect('requester', file);
  expect(run.status).toBe(1);
  expect(run.lines.map((line) => line['relation'])).toEqual(['listed-contact', 'lookalike', 'unknown', 'invalid', 'unknown']);
});

test('an agreement', () => {
  const form = join(root, 'local/scenarios/files/service-request-signed.pdf');
  const run = inspect('agreement', form, join(keys, 'binary.gpg'));
  expect(run.lines[0]).toMatchObject({ kind: 'agreement', sha256: like(/^[0-9a-f]{64}$/) });
  expect(run.lines[0]?.['signatures']).toContainEqual({ signer: anyOf(String), coversWholeFile: anyOf(Boolean), intact: true });
  expect(run.lines[1]).toMatchObject({ verdict: 'fail', signatures: [] });
});

test('a folder, with folders in it, in the order of its names', () => {
  mkdirSync(join(folder, 'keys/more'), { recursive: true });
  writeFileSync(join(folder, 'keys/b.asc'), 'nothing');
  writeFileSync(join(folder, 'keys/a.asc'), '');
  writeFileSync(join(folder, 'keys/more/ключ.asc'), Buffer.from([0x99, 0xff]));
  symlinkSync(join(folder, 'keys'), join(folder, 'keys/round'));
  const run = inspect('key', join(folder, 'keys'));
  expect(run.lines.map(({ file }) => String(file).slice(folder.length))).toEqual(['/keys/a.asc', '/keys/b.asc', '/keys/more/ключ.asc']);
  expect(run.lines.every(({ verdict }) => verdict === 'fail')).toBe(true);
});

describe('hostile', () => {
  test('what cannot be read has a verdict too', () => {
    const locked = join(folder, 'locked.asc');
    writeFileSync(locked, 'x');
    chmodSync(locked, 0);
    const run = inspect('key', join(folder, 'not-there.asc'), '/dev/null/nothing');
    expect(run.status).toBe(1);
    expect(codes(run)).toEqual([['file-unread'], ['file-unread']]);
    expect(Object.keys(run.lines[0] ?? {})).toContain('encryptionKeys');
  });

  test.each([[['key']], [['toString', 'a.asc']], [['key', 'a.asc', '--until', '2026-13-01']], [['key', 'a.asc', '--nonsense']], [['sealed', 'a', '--to', '/not/there']]])('%j is misuse', (args: string[]) => {
    const run = inspect(...args);
    expect([run.status, run.lines]).toEqual([2, []]);
    expect(run.errors).toContain('KIND is one of key, ssh, agreement, sealed, requester');
  });

  test.each(['key', 'ssh', 'agreement', 'sealed', 'requester'])('%s: an empty file, noise and another kind of file each get a line', (kind) => {
    const noise = join(folder, 'noise');
    const empty = join(folder, 'empty');
    writeFileSync(noise, Buffer.from(Array.from({ length: 5000 }, (_, at) => (at * at * 31 + at) % 256)));
    writeFileSync(empty, '');
    const run = inspect(kind, noise, empty, join(sealed, 'hidden.gpg'), join(ssh, 'private'));
    expect(run.lines).toHaveLength(4);
    for (const { verdict } of run.lines) expect(['fail', 'unknown']).toContain(verdict);
  });
});
