// Shows by chance what no example can: whatever the bytes, each reader answers, answers the same twice, and passes nothing that it should not.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { openArmour } from '../../src/checks/armour';
import { readCertificates } from '../../src/checks/certificate';
import { runCheck, type Check, type Verdict } from '../../src/checks/check';
import { keyContinuity } from '../../src/checks/key-continuity';
import { keyOwner } from '../../src/checks/key-owner';
import { openpgpKey } from '../../src/checks/openpgp-key';
import { tags, walkPackets, writePacket } from '../../src/checks/packets';
import { sealedFile } from '../../src/checks/sealed-file';
import { sshKey } from '../../src/checks/ssh-key';
import { known, now, sentences } from './given';

jest.setTimeout(120_000);

const fixture = (path: string): Buffer => readFileSync(join(__dirname, 'fixtures', path));
const given = (bytes: Uint8Array) => known({ name: 'file', bytes, sha256: '' });

/** Everything at once: each check takes from it what it needs. */
const evidence = (bytes: Uint8Array) => ({
  encryptionKey: given(bytes),
  sshKey: given(bytes),
  deliveryBy: known({ day: '2026-12-04' }),
  recipient: known({ address: 'luis.ferreira@northwindtraders.com' }),
  lastDeliveredKey: known({ fingerprint: 'A'.repeat(40), deliveredOn: '2025-01-01' }),
  sealedHead: known({ name: 'file', head: bytes, size: bytes.length }),
  sealedFor: known({ encryptionKeys: [{ keyId: '0123456789ABCDEF', fingerprint: 'F'.repeat(40) }] }),
});

const all: readonly Check[] = [openpgpKey, keyOwner, keyContinuity, sshKey, sealedFile];

/** A check that threw would say `check-failed`; it must never come to that. */
async function judgeTwice(check: Check, bytes: Uint8Array): Promise<Verdict> {
  const verdict = await runCheck(check, evidence(bytes), {}, now);
  expect(await runCheck(check, evidence(bytes), {}, now)).toEqual(verdict);
  expect(verdict.findings.map(({ code }) => code)).not.toContain('check-failed');
  sentences(check, verdict);
  return verdict;
}

const noise = fc.oneof(
  fc.uint8Array({ maxLength: 400 }),
  fc.string({ unit: 'binary', maxLength: 400 }).map((text) => Buffer.from(text)),
  fc.array(fc.record({ tag: fc.constantFrom(...Object.values(tags)), body: fc.uint8Array({ maxLength: 80 }) }), { maxLength: 8 }).map((packets) => Buffer.concat(packets.map(writePacket))),
  fc.uint8Array({ maxLength: 300 }).map((bytes) => Buffer.from(`-----BEGIN PGP PUBLIC KEY BLOCK-----\n\n${Buffer.from(bytes).toString('base64')}\n-----END PGP PUBLIC KEY BLOCK-----\n`)),
  fc.uint8Array({ maxLength: 120 }).map((bytes) => Buffer.from(`ssh-ed25519 ${Buffer.from(bytes).toString('base64')} x`)),
);

test('noise never passes, never throws, and is judged alike twice', async () => {
  await fc.assert(
    fc.asyncProperty(noise, async (bytes) => {
      for (const check of all) expect((await judgeTwice(check, bytes)).outcome).not.toBe('pass');
      expect((await judgeTwice(openpgpKey, bytes)).outcome).toBe('fail');
    }),
    { numRuns: 400 },
  );
});

const changed = (original: Buffer, at: number, by: number): Buffer => {
  const copy = Buffer.from(original);
  copy[at % copy.length] = (copy[at % copy.length] ?? 0) ^ by;
  return copy;
};

test('a changed byte in a key gives the same keys to encrypt to, or none', async () => {
  const original = fixture('keys/binary.gpg');
  const before = await judgeTwice(openpgpKey, original);
  await fc.assert(
    fc.asyncProperty(fc.nat(original.length - 1), fc.integer({ min: 1, max: 255 }), async (at, by) => {
      const after = await judgeTwice(openpgpKey, changed(original, at, by));
      if (after.outcome !== 'fail') expect(after.shows['encryptionKeys']).toEqual(before.shows['encryptionKeys']);
    }),
    { numRuns: 800 },
  );
});

test('a key cut anywhere, or with noise put in, gives the same keys or none', async () => {
  const original = fixture('keys/binary.gpg');
  const before = await judgeTwice(openpgpKey, original);
  await fc.assert(
    fc.asyncProperty(fc.nat(original.length), fc.nat(original.length), fc.uint8Array({ maxLength: 20 }), async (from, to, bytes) => {
      const after = await judgeTwice(openpgpKey, Buffer.concat([original.subarray(0, from), bytes, original.subarray(to)]));
      if (after.outcome !== 'fail') expect(after.shows['encryptionKeys']).toEqual(before.shows['encryptionKeys']);
    }),
    { numRuns: 400 },
  );
});

test('the packets of a key in any order, any of them left out, never show a key that it did not sign', async () => {
  const packets = [...walkPackets(fixture('keys/binary.gpg'), 100).packets, ...walkPackets(readArmoured('keys/rsa3072.asc'), 100).packets];
  const genuine = new Set<string>();
  for (const file of ['keys/binary.gpg', 'keys/rsa3072.asc']) for (const id of idsOf(await judgeTwice(openpgpKey, fixture(file)))) genuine.add(id);
  await fc.assert(
    fc.asyncProperty(fc.shuffledSubarray(packets), async (some) => {
      for (const id of idsOf(await judgeTwice(openpgpKey, Buffer.concat(some.map(writePacket))))) expect(genuine).toContain(id);
    }),
    { numRuns: 300 },
  );
});

function readArmoured(path: string): Uint8Array {
  return openArmour(fixture(path)).blocks[0]?.bytes ?? new Uint8Array();
}

function idsOf({ shows }: Verdict): readonly string[] {
  const keys = shows['encryptionKeys'];
  return Array.isArray(keys) ? keys.map((key: { readonly keyId: string }) => key.keyId) : [];
}

const mangling = fc.constantFrom<readonly [string, (text: string) => Uint8Array]>(
  ['Windows', (text) => Buffer.from(text.replaceAll('\n', '\r\n'))],
  ['quotes', (text) => Buffer.from(text.replace(/^/gm, '> '))],
  ['indents', (text) => Buffer.from(text.replace(/^/gm, '\t '))],
  ['UTF-16', (text) => Buffer.from(`\ufeff${text}`, 'utf16le')],
  ['words around', (text) => Buffer.from(`Hello\n\n${text}\n\n-- \nLuis`)],
  ['one line', (text) => Buffer.from(text.replaceAll('\n', ' '))],
  ['HTML', (text) => Buffer.from(`<p>${text.replaceAll('\n', '<br>\n').replaceAll('+', '&#43;')}</p>`)],
);

test('however a key is mangled on its way, it is the same key', async () => {
  const files = ['ed25519', 'rsa3072', 'nistp256', 'two-names', 'one-subkey-revoked'];
  await fc.assert(
    fc.asyncProperty(fc.constantFrom(...files), mangling, async (file, [, mangle]) => {
      const text = fixture(`keys/${file}.asc`).toString();
      const [plain, mangled] = [await judgeTwice(openpgpKey, Buffer.from(text)), await judgeTwice(openpgpKey, mangle(text))];
      expect([mangled.outcome, mangled.shows['fingerprint'], mangled.shows['encryptionKeys']]).toEqual([plain.outcome, plain.shows['fingerprint'], plain.shows['encryptionKeys']]);
    }),
    { numRuns: 60 },
  );
});

test('a private half anywhere in a file is never overlooked', async () => {
  const secret = fixture('keys/private.asc').toString();
  await fc.assert(
    fc.asyncProperty(fc.constantFrom('ed25519', 'rsa3072', 'expired'), fc.boolean(), mangling, async (file, first, [, mangle]) => {
      const open = fixture(`keys/${file}.asc`).toString();
      const { findings, shows } = await judgeTwice(openpgpKey, mangle(first ? `${secret}\n${open}` : `${open}\n${secret}`));
      expect([findings.map(({ code }) => code), shows]).toEqual([['private-key'], {}]);
    }),
    { numRuns: 60 },
  );
});

test('a changed byte in the head of a sealed file never lets a stranger pass', async () => {
  const original = fixture('sealed/to-two.gpg');
  await fc.assert(
    fc.asyncProperty(fc.nat(original.length - 1), fc.integer({ min: 1, max: 255 }), async (at, by) => {
      expect((await judgeTwice(sealedFile, changed(original, at, by))).outcome).toBe('fail');
    }),
    { numRuns: 400 },
  );
});

test('packets are walked within their bytes, and written as they were read', () => {
  fc.assert(
    fc.property(fc.array(fc.record({ tag: fc.integer({ min: 1, max: 63 }), body: fc.uint8Array({ maxLength: 9000 }) }), { maxLength: 5 }), (packets) => {
      const bytes = Buffer.concat(packets.map(writePacket));
      const walk = walkPackets(bytes, 100);
      expect([walk.end, walk.ends]).toEqual(['whole', bytes.length]);
      expect(Buffer.concat(walk.packets.map(writePacket)).equals(bytes)).toBe(true);
    }),
    { numRuns: 100 },
  );
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 2000 }), (bytes) => {
      const { packets } = walkPackets(bytes, 50);
      expect(packets.length).toBeLessThanOrEqual(50);
      expect(readCertificates([bytes]).certificates.length).toBeLessThanOrEqual(packets.length + 1000);
    }),
    { numRuns: 500 },
  );
});
