// Shows whose name on a key counts: only one that the key itself has signed, and only an address, never a name.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { runCheck, type Verdict } from '../../src/checks/check';
import { keyOwner } from '../../src/checks/key-owner';
import { certificate, certify, keyPacket, pair, signaturePacket, userIdPacket } from '../../tools/compare/crafted-keys';
import { known, lookup, northwind, now, person, sentences } from './given';

const fixture = (name: string): Buffer => readFileSync(join(__dirname, 'fixtures/keys', name));
const luis = 'luis.ferreira@northwindtraders.com';

type Asked = { readonly recipient?: string; readonly requester?: string; readonly listed?: boolean };

async function judge(bytes: Uint8Array, { recipient, requester, listed = false }: Asked): Promise<Verdict> {
  const verdict = await runCheck(
    keyOwner,
    {
      encryptionKey: known({ name: 'key.asc', bytes, sha256: '' }),
      recipient: known(recipient === undefined ? { name: 'Luis Ferreira' } : person(recipient)),
      ...(requester !== undefined && { requester: known(person(requester)) }),
      ...(listed && { licences: known(lookup(northwind)) }),
    },
    {},
    now,
  );
  sentences(keyOwner, verdict);
  return verdict;
}

const said = ({ outcome, findings }: Verdict): string[] => [outcome, ...findings.map(({ code }) => code)];

test.each<[string, string, Asked, string, string]>([
  ['the recipient', 'ed25519.asc', { recipient: luis }, 'pass', 'recipient-named'],
  ['the recipient in other letters', 'ed25519.asc', { recipient: 'Luis.FERREIRA@NorthwindTraders.com' }, 'pass', 'recipient-named'],
  ['the recipient among several names', 'two-names.asc', { recipient: 'luis.ferreira@gmail.com' }, 'pass', 'recipient-named'],
  ['the requester only', 'ed25519.asc', { recipient: 'dana@northwindtraders.com', requester: luis }, 'warn', 'requester-named'],
  ['a listed contact only', 'two-names.asc', { recipient: 'dana@northwindtraders.com', listed: true }, 'warn', 'listed-contact-named'],
  ['nobody of them', 'stranger.asc', { recipient: luis, requester: luis, listed: true }, 'warn', 'no-known-address'],
  ['a name without an address', 'no-address.asc', { recipient: luis }, 'warn', 'no-address'],
  ['somebody, and the recipient is not known', 'ed25519.asc', {}, 'unknown', 'recipient-unknown'],
  ['somebody, on a key that is too short', 'rsa1024.asc', { recipient: luis }, 'pass', 'recipient-named'],
  ['somebody, on an expired key', 'expired.asc', { recipient: luis }, 'pass', 'recipient-named'],
])('the key names %s', async (_, file, asked, outcome, code) => {
  expect(said(await judge(fixture(file), asked))).toEqual([outcome, code]);
});

test.each(['private.asc', 'two-blocks.asc', 'dsa-elgamal.asc'])('%s names nobody', async (file) => {
  expect(said(await judge(fixture(file), { recipient: luis }))).toEqual(['unknown', 'key-unread']);
});

describe('hostile', () => {
  test('a user id that the key did not sign names nobody, wherever its signature comes from', async () => {
    const of = await pair();
    const planted = Buffer.concat([await certificate(of, { certify: [await certify(of.primary, {}, 'Mallory <m@evil.example>')] }), userIdPacket('Dana <dana@northwindtraders.com>'), signaturePacket(await certify(of.primary))]);
    expect(said(await judge(planted, { recipient: 'dana@northwindtraders.com' }))).not.toContain('recipient-named');
  });

  test.each([
    ['the address as a name', `${luis} <m@evil.example>`],
    ['the address in a comment', `Luis (${luis}) <m@evil.example>`],
    ['two addresses', `<${luis}> <m@evil.example>`],
    ['an address within an address', `"${luis}"@evil.example`],
    ['letters that cannot be seen', 'luis.ferreira@northwind\u200btraders.com'],
    ['letters of another alphabet', 'luis.ferreira@northw\u0456ndtraders.com'],
    ['a longer domain', 'luis.ferreira@northwindtraders.com.evil.example'],
  ])('%s does not make a key the recipient’s', async (_, text) => {
    const of = await pair();
    const key = Buffer.concat([keyPacket(of.primary.body), userIdPacket(text), signaturePacket(await certify(of.primary, {}, text))]);
    expect((await judge(key, { recipient: luis })).outcome).toBe('warn');
  });
});
