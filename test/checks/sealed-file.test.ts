// Shows what the first bytes of a file say of who can open it: as GnuPG seals, and as somebody would who wants a copy.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import * as openpgp from 'openpgp';
import { runCheck, type Verdict } from '../../src/checks/check';
import { openpgpKey } from '../../src/checks/openpgp-key';
import { tags, writePacket } from '../../src/checks/packets';
import { sealedFile } from '../../src/checks/sealed-file';
import { recordLimits } from '../../src/procedure/delivery-record';
import { known, now, sentences } from './given';

const fixture = (folder: 'sealed' | 'keys', name: string): Buffer => readFileSync(join(__dirname, 'fixtures', folder, name));

type Keys = readonly { readonly keyId: string; readonly fingerprint: string }[];

async function keysOf(file: Uint8Array, settings = {}): Promise<Keys> {
  const { shows } = await runCheck(openpgpKey, { encryptionKey: known({ name: 'key', bytes: file, sha256: '' }), deliveryBy: known({ day: '2026-12-04' }) }, settings, now);
  return shows['encryptionKeys'] as Keys;
}

async function judge(head: Uint8Array, encryptionKeys: Keys, size = head.length): Promise<Verdict> {
  const verdict = await runCheck(sealedFile, { sealedHead: known({ name: 'dump.gpg', head: head.subarray(0, 65536), size }), sealedFor: known({ encryptionKeys }) }, {}, now);
  sentences(sealedFile, verdict);
  return verdict;
}

const codes = ({ outcome, findings }: Verdict): string[] => [outcome, ...findings.filter(({ weight }) => weight !== 'note').map(({ code }) => code)];

test.each<[string, string, string, ...string[]]>([
  ['sealed.gpg', 'ed25519.asc', 'pass'],
  ['sealed.asc', 'ed25519.asc', 'pass'],
  ['signed-and-sealed.gpg', 'ed25519.asc', 'pass'],
  ['sealed-rsa.gpg', 'rsa3072.asc', 'pass'],
  ['two-subkeys.gpg', 'two-subkeys.asc', 'warn', 'not-to-every-key'],
  ['sealed.gpg', 'rsa3072.asc', 'fail', 'stranger', 'not-for-customer'],
  ['to-two.gpg', 'ed25519.asc', 'fail', 'stranger'],
  ['hidden.gpg', 'ed25519.asc', 'fail', 'hidden-recipient', 'not-for-customer'],
  ['hidden-too.gpg', 'ed25519.asc', 'fail', 'hidden-recipient'],
  ['password.gpg', 'ed25519.asc', 'fail', 'password-only'],
  ['password-too.gpg', 'ed25519.asc', 'fail', 'password-too'],
  ['signed.gpg', 'ed25519.asc', 'fail', 'signed-only'],
  ['signed.asc', 'ed25519.asc', 'fail', 'signed-only'],
  ['detached.sig', 'ed25519.asc', 'fail', 'signed-only'],
  ['stored.gpg', 'ed25519.asc', 'fail', 'not-encrypted'],
  ['old-form.gpg', 'rsa3072.asc', 'fail', 'no-integrity'],
])('%s for %s', async (file, key, ...expected) => {
  expect(codes(await judge(fixture('sealed', file), await keysOf(fixture('keys', key))))).toEqual(expected);
});

test('the newer packets of 2024 are read', async () => {
  const { publicKey } = await openpgp.generateKey({ userIDs: [{ email: 'luis@northwindtraders.com' }], type: 'curve25519', config: { v6Keys: true }, date: new Date('2026-01-01'), format: 'object' });
  const head: unknown = await openpgp.encrypt({ message: await openpgp.createMessage({ binary: Buffer.from('a dump') }), encryptionKeys: publicKey, format: 'binary', config: { aeadProtect: true } });
  if (!(head instanceof Uint8Array)) throw new Error('openpgp.js seals in another form');
  const keys = await keysOf(publicKey.write(), { version6: 'warn' });
  expect(codes(await judge(head, keys))).toEqual(['pass']);
  expect(codes(await judge(head, await keysOf(fixture('keys', 'ed25519.asc'))))).toEqual(['fail', 'stranger', 'not-for-customer']);
});

describe('hostile', () => {
  const sealed = fixture('sealed', 'sealed.gpg');
  const pkesk = sealed.subarray(0, 2 + (sealed[1] ?? 0));
  const container = sealed.subarray(pkesk.length);
  let ours: Keys;
  beforeAll(async () => {
    ours = await keysOf(fixture('keys', 'ed25519.asc'));
  });
  const packet = (tag: number, ...body: number[]): Uint8Array => writePacket({ tag, body: Uint8Array.from(body) });
  const withPkesk = (change: (body: Buffer) => void): Buffer => {
    const changed = Buffer.from(pkesk);
    change(changed.subarray(2));
    return Buffer.concat([changed, container]);
  };
  /** The container with its length written, as it stands when the size was known. */
  const whole = (): Buffer => Buffer.concat([pkesk, writePacket({ tag: tags.sealed, body: Buffer.concat([Buffer.from([1]), Buffer.alloc(300, 9)]) })]);

  test('the file as it was taken apart here is the one that passes', async () => {
    expect(codes(await judge(Buffer.concat([pkesk, container]), ours))).toEqual(['pass']);
    expect(codes(await judge(whole(), ours))).toEqual(['pass']);
  });

  test.each<[string, () => Uint8Array, ...string[]]>([
    ['nothing', () => Buffer.alloc(0), 'not-encrypted'],
    ['plain text', () => Buffer.from('id,name\n1,Luis\n'), 'not-encrypted'],
    ['a 7z archive under the name of a sealed file', () => Buffer.from('377abcaf271c0004', 'hex'), 'not-encrypted'],
    ['a zip archive', () => Buffer.from('504b0304', 'hex'), 'not-encrypted'],
    ['a key', () => fixture('keys', 'binary.gpg'), 'key-file'],
    ['a key as text', () => fixture('keys', 'ed25519.asc'), 'key-file'],
    ['the recipients and no data', () => pkesk, 'cut-short'],
    ['data and no recipients', () => container, 'password-only'],
    ['plain data behind the recipients', () => Buffer.concat([pkesk, packet(tags.literal, 0x62, 0, 0, 0, 0, 0, 1, 2, 3)]), 'damaged'],
    ['plain data before the recipients', () => Buffer.concat([packet(tags.literal, 0x62, 0, 0, 0, 0, 0), sealed]), 'not-encrypted'],
    ['plain data after the encrypted part', () => Buffer.concat([whole(), packet(tags.literal, 0x62, 0, 0, 0, 0, 0)]), 'more-after'],
    ['a recipient of an unknown version', () => withPkesk((body) => body.writeUInt8(9, 0)), 'unknown-recipient', 'not-for-customer'],
    ['a recipient whose id is all zeros', () => withPkesk((body) => body.fill(0, 1, 9)), 'hidden-recipient', 'not-for-customer'],
    ['a recipient that differs in one digit', () => withPkesk((body) => body.writeUInt8((body[8] ?? 0) ^ 1, 8)), 'stranger', 'not-for-customer'],
    ['the customer twice and a stranger in between', () => Buffer.concat([pkesk, withPkesk((body) => body.fill(7, 1, 9)).subarray(0, pkesk.length), sealed]), 'stranger'],
    ['an old recipient with a new container', () => Buffer.concat([pkesk, packet(tags.sealed, 2, 9, 2, 6, ...Array<number>(40).fill(1))]), 'mixed-versions'],
    ['plain text around an armoured one', () => Buffer.concat([fixture('sealed', 'sealed.asc'), Buffer.from('id,name\n1,Luis\n')]), 'more-after'],
    ['a container of an unknown version', () => Buffer.concat([pkesk, packet(tags.sealed, 7, 1, 1)]), 'unknown-container'],
    ['a fingerprint of an odd length', () => Buffer.concat([packet(tags.pkesk, 6, 5, 4, 1, 2, 3, 4, 25), container]), 'unknown-recipient', 'not-for-customer'],
    ['a length that runs out of the world', () => Buffer.concat([pkesk, Buffer.from([0xd2, 0xff, 0xff, 0xff, 0xff, 0xff, 1])]), 'cut-short'],
  ])('%s', async (_, head, ...expected) => {
    expect(codes(await judge(head(), ours))).toEqual(['fail', ...expected]);
  });

  test('nobody’s key at all opens nothing', async () => {
    expect(codes(await judge(sealed, []))).toEqual(['fail', 'stranger', 'not-for-customer']);
  });

  test('a file that ends before its container says so, and one that goes on is not all sealed', async () => {
    const head = whole();
    expect(codes(await judge(head, ours, head.length - 10))).toEqual(['fail', 'cut-short']);
    expect(codes(await judge(head, ours, head.length + 10))).toEqual(['fail', 'more-after']);
    const large = Buffer.concat([pkesk, Buffer.from([0xd2, 0xff, 0x40, 0, 0, 0, 1]), Buffer.alloc(70_000, 3)]);
    expect(codes(await judge(large, ours, pkesk.length + 6 + 0x40000000))).toEqual(['pass']);
    expect(codes(await judge(large, ours, 100_000))).toEqual(['fail', 'cut-short']);
  });

  test('the head in a delivery record holds seven keys of RSA-4096, and one that is cut within its recipients does not pass', async () => {
    const sealedTo = (count: number): Promise<Verdict> => {
      const keys = Array.from({ length: count }, (_, at) => ({ keyId: `${at + 1}`.repeat(16), fingerprint: `${at + 1}`.repeat(40) }));
      const recipients = keys.map(({ keyId }) => packet(tags.pkesk, 3, ...Buffer.from(keyId, 'hex'), 1, 0x10, 0, ...Array<number>(512).fill(0x81)));
      const before = recipients.reduce((sum, { length }) => sum + length, 0);
      const file = Buffer.concat([...recipients, Buffer.from([0xd2, 0xff, 0x40, 0, 0, 0, 1]), Buffer.alloc(5_000, 3)]);
      return judge(file.subarray(0, recordLimits.headBytes), keys, before + 6 + 0x40000000);
    };
    expect(codes(await sealedTo(7))).toEqual(['pass']);
    expect((await sealedTo(8)).outcome).not.toMatch(/pass|warn/);
  });

  test('recipients without end are refused, not read', async () => {
    expect(codes(await judge(Buffer.concat(Array<Buffer>(2_000).fill(pkesk)), ours, 1e9))).toEqual(['fail', 'too-many-recipients']);
  });
});
