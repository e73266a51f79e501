// Shows that no key file, however hostile, takes more than two seconds and 256 MB.
import type { Verdict } from '../../src/checks/check';
import { tags, walkPackets, writePacket, type Packet } from '../../src/checks/packets';
import { certificate, pair, userIdPacket, type Pair } from '../../tools/compare/crafted-keys';
import { judge, said } from './judged-key';

jest.setTimeout(30_000);

let of: Pair;
beforeAll(async () => {
  of = await pair();
});

const measured = async (bytes: Uint8Array): Promise<{ readonly verdict: Verdict; readonly ms: number }> => {
  // Time of the processor and not of the clock, which also counts whatever else the machine is doing.
  const from = process.cpuUsage();
  const verdict = await judge(bytes);
  const { user, system } = process.cpuUsage(from);
  return { verdict, ms: (user + system) / 1000 };
};

test('a key flooded with strangers’ signatures is read all the same', async () => {
  const stranger = Buffer.concat([Buffer.from([0x10, 0x01, 0x08, 0, 6, 5, 2]), Buffer.alloc(500, 1)]);
  const flood = Buffer.concat(Array.from({ length: 15_000 }, (_, index) => writePacket({ tag: tags.signature, body: Buffer.concat([Buffer.from([4]), stranger, Buffer.from(String(index))]) })));
  const whole = await certificate(of);
  const { packets } = walkPackets(whole, 100);
  const upTo = (count: number): Buffer => Buffer.concat(packets.slice(0, count).map((packet: Packet) => writePacket(packet)));
  const { verdict, ms } = await measured(Buffer.concat([upTo(3), flood, whole.subarray(upTo(3).length)]));
  expect(said(verdict)).toEqual(['pass']);
  expect(ms).toBeLessThan(2000);
});

test('a key flooded with forgeries in its own name is refused', async () => {
  const forgery = (index: number): Buffer => {
    const body = Buffer.from(signaturesOwn.body);
    body.writeUInt32BE(index, body.length - 8);
    return Buffer.from(writePacket({ tag: tags.signature, body }));
  };
  const whole = await certificate(of);
  const signaturesOwn = walkPackets(whole, 100).packets[2] ?? { tag: 0, body: new Uint8Array() };
  const flood = (count: number): Buffer => Buffer.concat([whole, userIdPacket('more'), ...Array.from({ length: count }, (_, index) => forgery(index))]);
  for (const count of [500, 5000]) {
    const { verdict, ms } = await measured(flood(count));
    expect(said(verdict)).toEqual(['fail', 'flooded']);
    expect(ms).toBeLessThan(2000);
  }
});

const MEGABYTES_20 = 20 * 1024 * 1024;
const filled = (unit: string | Uint8Array): Buffer => Buffer.alloc(MEGABYTES_20, unit);
test.each<[string, () => Buffer]>([
  ['words', () => filled('lorem ipsum dolor ')],
  ['one letter', () => filled('A')],
  ['dashes', () => filled('-')],
  ['line ends', () => Buffer.concat([Buffer.from('-----BEGIN PGP PUBLIC KEY BLOCK-----\n'), filled('\n')])],
  ['lines of one letter', () => Buffer.concat([Buffer.from('-----BEGIN PGP PUBLIC KEY BLOCK-----\n'), filled('A\n')])],
  ['headers', () => filled('-----BEGIN PGP PUBLIC KEY BLOCK-----\n')],
  ['nearly headers', () => filled('--PGP-- PRIVATE --SECRET ')],
  ['non-breaking spaces', () => Buffer.concat([Buffer.from('-----BEGIN PGP PUBLIC KEY BLOCK-----\n'), filled('\u00a0')])],
  ['tags', () => Buffer.concat([Buffer.from('-----BEGIN PGP PUBLIC KEY BLOCK-----\n'), filled('<&')])],
  ['UTF-16', () => Buffer.concat([Buffer.from([0xff, 0xfe]), filled(Buffer.from('\u00a0-', 'utf16le'))])],
  ['a block of base64', () => Buffer.concat([Buffer.from('-----BEGIN PGP PUBLIC KEY BLOCK-----\n\n'), filled(`${'mQEN'.repeat(16)}\n`)])],
  ['packets of no length', () => filled(Buffer.from([0x98, 0x00]))],
  ['keys of no content', () => filled(Buffer.from([0x98, 0x01, 0x04]))],
  ['partial lengths', () => filled(Buffer.from([0xc6, 0xe0]))],
  ['zeros', () => filled(Buffer.from([0]))],
])('20 MB of %s are answered within two seconds and 256 MB', async (_, make) => {
  const bytes = make();
  const before = process.memoryUsage.rss();
  const { verdict, ms } = await measured(bytes);
  expect(verdict.outcome).toBe('fail');
  expect(ms).toBeLessThan(2000);
  expect(process.memoryUsage.rss() - before).toBeLessThan(256 * 1024 * 1024);
});
