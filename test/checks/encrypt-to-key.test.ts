// Shows that a code is sealed to exactly the keys that the check found, and that their owner can open it.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import * as openpgp from 'openpgp';
import { z } from 'zod';
import { runCheck } from '../../src/checks/check';
import { encryptToKey } from '../../src/checks/encrypt-to-key';
import { openpgpKey } from '../../src/checks/openpgp-key';
import { known, now } from './given';

const fixture = (name: string): Buffer => readFileSync(join(__dirname, 'fixtures/keys', name));
const found = z.object({ publicKey: z.string(), encryptionKeys: z.array(z.object({ keyId: z.string() })) });

async function keyOf(name: string): Promise<{ readonly publicKey: string; readonly keyIds: readonly string[] }> {
  const { shows } = await runCheck(openpgpKey, { encryptionKey: known({ name, bytes: fixture(name), sha256: '' }), deliveryBy: known({ day: '2026-12-04' }) }, {}, now);
  const { publicKey, encryptionKeys } = found.parse(shows);
  return { publicKey, keyIds: encryptionKeys.map(({ keyId }) => keyId) };
}

async function recipientsOf(armoured: string): Promise<string[]> {
  const message = await openpgp.readMessage({ armoredMessage: armoured });
  return message.getEncryptionKeyIDs().map((id) => id.toHex().toUpperCase());
}

test.each(['ed25519.asc', 'rsa3072.asc', 'rsa-one-key.asc', 'nistp256.asc', 'nistp521.asc', 'one-subkey-revoked.asc', 'two-subkeys.asc', 'two-names.asc'])('%s: each of its keys and no other', async (name) => {
  const { publicKey, keyIds } = await keyOf(name);
  const sealed = await encryptToKey('7K2M-9QXA-0FTD-3WZR', publicKey, keyIds, now);
  if (!('armoured' in sealed)) throw new Error(sealed.refused);
  expect((await recipientsOf(sealed.armoured)).toSorted()).toEqual(keyIds.toSorted());
});

test('the private half opens it', async () => {
  const { publicKey, keyIds } = await keyOf('ed25519.asc');
  const sealed = await encryptToKey('7K2M-9QXA-0FTD-3WZR', publicKey, keyIds, now);
  if (!('armoured' in sealed)) throw new Error(sealed.refused);
  const decryptionKeys = await openpgp.readPrivateKey({ armoredKey: fixture('private.asc').toString() });
  const opened = await openpgp.decrypt({ message: await openpgp.readMessage({ armoredMessage: sealed.armoured }), decryptionKeys });
  expect(opened.data).toBe('7K2M-9QXA-0FTD-3WZR');
});

describe('hostile', () => {
  test.each<[string, string, readonly string[], Date]>([
    ['no key was found valid', 'ed25519.asc', [], now],
    ['a key id that is not of this key', 'ed25519.asc', ['0123456789ABCDEF'], now],
    ['a day after its end', 'ed25519.asc', [], new Date('2030-01-01')],
  ])('%s: nothing is sealed', async (_, name, ids, day) => {
    const { publicKey, keyIds } = await keyOf(name);
    expect(await encryptToKey('a code', publicKey, day === now ? ids : keyIds, day)).toHaveProperty('refused');
  });

  test('a known key beside one that is not there is not sealed to the known one alone', async () => {
    const { publicKey, keyIds } = await keyOf('ed25519.asc');
    expect(await encryptToKey('a code', publicKey, [...keyIds, '0123456789ABCDEF'], now)).toEqual({ refused: 'not-encryptable' });
  });

  test('what is no key, and a text as long as a dump, are refused', async () => {
    const { publicKey, keyIds } = await keyOf('ed25519.asc');
    expect(await encryptToKey('a code', 'nothing', keyIds, now)).toEqual({ refused: 'not-encryptable' });
    expect(await encryptToKey('x'.repeat(3000), publicKey, keyIds, now)).toEqual({ refused: 'not-encryptable' });
  });
});
