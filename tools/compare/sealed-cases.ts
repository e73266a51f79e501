/** Decides which sealed files the comparison tries, and whose they should be. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import * as openpgp from 'openpgp';
import { tags, writePacket } from '../../src/checks/packets';
import { type Case, keyRing } from './cases';
import type { Bench } from './programs';

export async function sealedCases(bench: Bench): Promise<{ readonly cases: readonly Case[]; readonly key: Uint8Array }> {
  const ring = keyRing(bench);
  try {
    return await makeCases(ring, bench);
  } finally {
    ring.end();
  }
}

async function makeCases(ring: ReturnType<typeof keyRing>, { folder, now }: Bench): Promise<{ readonly cases: readonly Case[]; readonly key: Uint8Array }> {
  const [customer, stranger] = [ring.make({ primary: 'ed25519', subkey: 'cv25519', userId: 'Customer <c@customer.example>' }), ring.make({ primary: 'rsa3072', subkey: 'rsa3072', userId: 'Stranger <s@stranger.example>' })];
  const sealed = (...args: string[]): Buffer => {
    const output = join(folder, 'sealed');
    ring.gpg(now, ['--output', output, ...args], 'a dump');
    return readFileSync(output);
  };
  const plain = sealed('--recipient', customer, '--encrypt');
  const pkesk = plain.subarray(0, 2 + (plain[1] ?? 0));
  const literal = writePacket({ tag: tags.literal, body: Buffer.from('b\0\0\0\0\0\0a dump') });
  const whole = Buffer.concat([pkesk, writePacket({ tag: tags.sealed, body: Buffer.concat([Buffer.from([1]), Buffer.alloc(300, 9)]) })]);
  const newer = await openpgp.encrypt({
    message: await openpgp.createMessage({ binary: Buffer.from('a dump') }),
    encryptionKeys: (await openpgp.generateKey({ userIDs: [{ name: 'Newer' }], type: 'curve25519', config: { v6Keys: true }, format: 'object' })).publicKey,
    format: 'object',
  });
  const unread = { gpg: 'GnuPG does not know version 6, the format of 2024.' };
  const cases: readonly Case[] = [
    { name: 'sealed to the customer', bytes: plain },
    { name: 'sealed to the customer, as text', bytes: sealed('--armor', '--recipient', customer, '--encrypt') },
    { name: 'signed and sealed', bytes: sealed('--local-user', customer, '--sign', '--recipient', customer, '--encrypt') },
    { name: 'sealed to a stranger', bytes: sealed('--recipient', stranger, '--encrypt') },
    { name: 'sealed to both', bytes: sealed('--recipient', customer, '--recipient', stranger, '--encrypt') },
    { name: 'a hidden recipient', bytes: sealed('--hidden-recipient', customer, '--encrypt') },
    { name: 'a hidden one beside the customer', bytes: sealed('--recipient', customer, '--hidden-recipient', stranger, '--encrypt') },
    { name: 'a password only', bytes: sealed('--passphrase', 'x', '--symmetric') },
    { name: 'a password beside the customer', bytes: sealed('--passphrase', 'x', '--symmetric', '--recipient', customer, '--encrypt') },
    { name: 'signed only', bytes: sealed('--local-user', customer, '--sign') },
    { name: 'signed only, uncompressed', bytes: sealed('--compress-algo', 'none', '--local-user', customer, '--sign') },
    { name: 'clear-signed', bytes: sealed('--local-user', customer, '--clear-sign') },
    { name: 'a signature alone', bytes: sealed('--local-user', customer, '--detach-sign') },
    { name: 'stored, not sealed', bytes: sealed('--store') },
    { name: 'compressed, not sealed', bytes: sealed('--compress-algo', 'zlib', '--store') },
    { name: 'the old way, with no integrity', bytes: sealed('--rfc2440', '--disable-mdc', '--cipher-algo', '3DES', '--recipient', stranger, '--encrypt') },
    { name: 'version 6 (RFC 9580)', bytes: newer.write() as Uint8Array, because: unread },
    { name: 'recipients and nothing else', bytes: pkesk },
    { name: 'plain data behind the sealed part', bytes: Buffer.concat([whole, literal]) },
    { name: 'plain data behind the recipients', bytes: Buffer.concat([pkesk, literal]), because: { gpg: 'It lists the recipient. Nothing in the file is sealed to them, so we list nobody.' } },
    { name: 'a key', bytes: ring.exported(customer) },
    { name: 'an archive', bytes: Buffer.from('504b030414000000', 'hex') },
    { name: 'nothing', bytes: Buffer.alloc(0) },
  ];
  return { cases, key: ring.exported(customer, '--armor') };
}
