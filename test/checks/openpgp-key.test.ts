// Shows what the check says of each kind of key: those that GnuPG makes, and those that only an attacker would.
import * as openpgp from 'openpgp';
import type { Verdict } from '../../src/checks/check';
import { openpgpKey } from '../../src/checks/openpgp-key';
import { bind, bindBack, certificate, certify, closeModulus, direct, keyPacket, later, LUIS, pair, plainModulus, rawKey, revoke, revokeSubkey, revokeUserId, rocaModulus, sign, signaturePacket, subkeyPacket, userIdPacket, type Pair } from '../../tools/compare/crafted-keys';
import { codes, fixture, judge, notes, said } from './judged-key';

jest.setTimeout(30_000);

describe('keys as GnuPG makes them', () => {
  test.each<[string, Verdict['outcome'], ...string[]]>([
    ['ed25519.asc', 'pass'],
    ['never-expires.asc', 'pass'],
    ['rsa4096.asc', 'pass'],
    ['rsa3072.asc', 'pass'],
    ['rsa-one-key.asc', 'pass'],
    ['nistp256.asc', 'pass'],
    ['nistp384.asc', 'pass'],
    ['nistp521.asc', 'pass'],
    ['extended.asc', 'pass'],
    ['two-names.asc', 'pass'],
    ['no-address.asc', 'pass'],
    ['stranger.asc', 'pass'],
    ['binary.gpg', 'pass'],
    ['same-key-twice.asc', 'pass'],
    ['one-subkey-revoked.asc', 'pass'],
    ['rsa2048.asc', 'warn', 'rsa-short'],
    ['two-subkeys.asc', 'warn', 'several-encryption-keys'],
    ['sha1-old.asc', 'warn', 'old-sha1'],
    ['expires-soon.asc', 'warn', 'expires-soon'],
    ['rsa1024.asc', 'fail', 'rsa-too-short'],
    ['rsa-short-subkey.asc', 'fail', 'rsa-too-short'],
    ['dsa-elgamal.asc', 'fail', 'dsa-or-elgamal'],
    ['rsa-elgamal.asc', 'fail', 'dsa-or-elgamal'],
    ['secp256k1.asc', 'fail', 'unsupported-algorithm'],
    ['brainpool256.asc', 'fail', 'unsupported-algorithm'],
    ['brainpool512.asc', 'fail', 'unsupported-algorithm'],
    ['sign-only.asc', 'fail', 'no-encryption-subkey'],
    ['expired.asc', 'fail', 'expired'],
    ['expires-too-early.asc', 'fail', 'expires-too-early'],
    ['expires-on-the-day.asc', 'fail', 'expires-too-early'],
    ['subkey-expires-too-early.asc', 'fail', 'expires-too-early'],
    ['not-yet-valid.asc', 'fail', 'not-yet-valid'],
    ['revoked.asc', 'fail', 'revoked'],
    ['revoked-second-copy.asc', 'fail', 'revoked'],
    ['subkey-revoked.asc', 'fail', 'revoked'],
    ['sha1-recent.asc', 'fail', 'weak-hash'],
    ['sha1-binding.asc', 'fail', 'weak-hash'],
    ['two-blocks.asc', 'fail', 'several-keys'],
    ['two-in-one-block.asc', 'fail', 'several-keys'],
    ['private.asc', 'fail', 'private-key'],
    ['private.gpg', 'fail', 'private-key'],
    ['private-subkeys.asc', 'fail', 'private-key'],
    ['private-after-public.asc', 'fail', 'private-key'],
  ])('%s', async (name, outcome, ...expected) => {
    const verdict = await judge(fixture(name));
    expect([verdict.outcome, ...codes(verdict)]).toEqual([outcome, ...expected]);
  });

  test('what is shown is what a dump is encrypted to, and the text that is handed on holds nothing else', async () => {
    const { shows } = await judge(fixture('one-subkey-revoked.asc'));
    const text = String(shows['publicKey']);
    const handedOn = await openpgp.readKey({ armoredKey: text });
    expect(shows['fingerprint']).toBe(handedOn.getFingerprint().toUpperCase());
    expect(shows['encryptionKeys']).toEqual([{ keyId: handedOn.subkeys[0]?.getKeyID().toHex().toUpperCase(), fingerprint: handedOn.subkeys[0]?.getFingerprint().toUpperCase(), algorithm: 'Curve25519', expires: '2028-01-01' }]);
    expect(handedOn.subkeys).toHaveLength(1);
    expect(handedOn.isPrivate()).toBe(false);
    // The checksum, for GnuPG 2.2.
    expect(text).toMatch(/\r?\n=[A-Za-z0-9+/]{4}\r?\n-----END/);
    expect(await judge(text)).toMatchObject({ outcome: 'pass', shows: { fingerprint: shows['fingerprint'], encryptionKeys: shows['encryptionKeys'] } });
  });

  test('a revoked user id is not shown', async () => {
    const { shows } = await judge(fixture('two-names.asc'));
    expect(shows['userIds']).toEqual(['Luis Ferreira two-names <luis.ferreira@northwindtraders.com>', 'Luis at home <luis.ferreira@gmail.com>']);
  });

  test('one of several keys is taken when an agent has picked it', async () => {
    const refused = await judge(fixture('two-blocks.asc'));
    const [, second = ''] = refused.shows['fingerprints'] as string[];
    const spaced = second.toLowerCase().replace(/(.{4})/g, '$1 ');
    expect(await judge(fixture('two-blocks.asc'), { chosenFingerprint: spaced })).toMatchObject({ outcome: 'pass', shows: { fingerprint: second } });
    expect(codes(await judge(fixture('two-blocks.asc'), { chosenFingerprint: 'F'.repeat(40) }))).toEqual(['chosen-key-absent']);
    expect(codes(await judge(fixture('private-after-public.asc'), { chosenFingerprint: second }))).toEqual(['private-key']);
  });

  test('the rules may ask for more, and never for less than 2,048 bits', async () => {
    expect(codes(await judge(fixture('rsa3072.asc'), { settings: { minimumRsaBits: 4096 } }))).toEqual(['rsa-too-short']);
    expect(codes(await judge(fixture('rsa2048.asc'), { settings: { preferredRsaBits: 2048 } }))).toEqual([]);
    expect(openpgpKey.settings.safeParse({ minimumRsaBits: 1024 }).success).toBe(false);
  });

  test('nothing of a private key is shown', async () => {
    expect((await judge(fixture('private.asc'))).shows).toEqual({});
  });
});

describe('hostile', () => {
  let of: Pair;
  let other: Pair;
  beforeAll(async () => {
    of = await pair();
    other = await pair();
  });

  test('a sound key of our own making passes, so that the others fail for their own reason', async () => {
    expect(said(await judge(await certificate(of)))).toEqual(['pass']);
  });

  test('a subkey that nobody signed is not used, whoever put it there', async () => {
    const planted = Buffer.concat([await certificate(of), subkeyPacket(other.subkey.body)]);
    const verdict = await judge(planted);
    expect(verdict.outcome).toBe('pass');
    expect(notes(verdict)).toEqual(['unsigned-parts']);
    expect(verdict.shows['encryptionKeys']).toHaveLength(1);
    const alone = Buffer.concat([keyPacket(of.primary.body), userIdPacket(LUIS), signaturePacket(await certify(of.primary)), subkeyPacket(other.subkey.body)]);
    expect(said(await judge(alone))).toEqual(['fail', 'no-encryption-subkey']);
  });

  test('a subkey with somebody else’s binding, or one of our own for another subkey, is not used', async () => {
    expect(said(await judge(await certificate(of, { bind: [await bind(other)] })))).toEqual(['fail', 'no-encryption-subkey']);
    const swapped = Buffer.concat([keyPacket(of.primary.body), userIdPacket(LUIS), signaturePacket(await certify(of.primary)), subkeyPacket(other.subkey.body), signaturePacket(await bind(of))]);
    expect(said(await judge(swapped))).toEqual(['fail', 'no-encryption-subkey']);
  });

  test('a key that never signed itself is nobody’s, as some key servers hand it out', async () => {
    const stripped = Buffer.concat([keyPacket(of.primary.body), subkeyPacket(of.subkey.body), signaturePacket(await bind(of))]);
    expect(said(await judge(stripped))).toEqual(['fail', 'no-self-signature']);
    const forged = await certificate(of, { certify: [await certify(other.primary)] });
    expect(said(await judge(forged))).toEqual(['fail', 'no-self-signature']);
  });

  test('a name that the key did not sign is not its name', async () => {
    const named = Buffer.concat([await certificate(of), userIdPacket('The Listed Contact <dana.whitfield@northwindtraders.com>'), signaturePacket(await certify(of.primary))]);
    const verdict = await judge(named);
    expect(verdict.shows['userIds']).toEqual([LUIS]);
    expect(notes(verdict)).toEqual(['unsigned-parts']);
  });

  test('a name cannot reorder or hide its letters', async () => {
    const text = 'evil\u202e<moc.sredart@luis>\u0007';
    const disguised = Buffer.concat([keyPacket(of.primary.body), userIdPacket(text), signaturePacket(await certify(of.primary, {}, text)), subkeyPacket(of.subkey.body), signaturePacket(await bind(of))]);
    expect((await judge(disguised)).shows['userIds']).toEqual(['evil<moc.sredart@luis>']);
  });

  test('a key without a name passes with a warning where it has signed itself directly', async () => {
    expect(said(await judge(await certificate(of, { direct: [await direct(of.primary)], certify: [] })))).toEqual(['warn', 'no-user-id']);
  });

  test('a forged revocation does not revoke, a true one does, wherever it stands and whatever it is signed with', async () => {
    expect(said(await judge(await certificate(of, { direct: [await revoke(other.primary, of.primary)] })))).toEqual(['pass']);
    expect(said(await judge(await certificate(of, { direct: [await revoke(of.primary, of.primary, { at: later(3650) })] })))).toEqual(['fail', 'revoked']);
    expect(said(await judge(await certificate(of, { direct: [await revoke(of.primary, of.primary, { demands: 'never-heard-of@example.com' })] })))).toEqual(['fail', 'revoked']);
    expect(said(await judge(await certificate(of, { bind: [await bind(of), await revokeSubkey(of)] })))).toEqual(['fail', 'revoked']);
  });

  test('a later signature does not undo the revocation of a key or a subkey', async () => {
    expect(said(await judge(await certificate(of, { direct: [await revoke(of.primary), await direct(of.primary, { at: later(10) })] })))).toEqual(['fail', 'revoked']);
    expect(said(await judge(await certificate(of, { bind: [await revokeSubkey(of), await bind(of, { at: later(10) })] })))).toEqual(['fail', 'revoked']);
  });

  test('a revoked name leaves a key that has no other without one, and a name taken up again counts', async () => {
    expect(said(await judge(await certificate(of, { certify: [await certify(of.primary), await revokeUserId(of.primary, { at: later(1) })] })))).toEqual(['fail', 'no-self-signature']);
    expect(said(await judge(await certificate(of, { certify: [await certify(of.primary, { at: later(2) }), await revokeUserId(of.primary, { at: later(1) })] })))).toEqual(['pass']);
  });

  test('what a designated revoker has signed cannot be verified here, so the key is not used', async () => {
    const revoker = other.primary.secret.getFingerprintBytes() ?? new Uint8Array();
    const names = await direct(of.primary, { revoker });
    expect(said(await judge(await certificate(of, { direct: [names] })))).toEqual(['pass']);
    expect(said(await judge(await certificate(of, { direct: [names, await revoke(other.primary, of.primary)] })))).toEqual(['fail', 'revocation-unread']);
  });

  test('MD5 holds nothing together', async () => {
    const rsa = await pair('rsa');
    const { md5 } = openpgp.enums.hash;
    expect(said(await judge(await certificate(rsa)))).toEqual(['pass']);
    expect(said(await judge(await certificate(rsa, { certify: [await certify(rsa.primary, { hash: md5 })] })))).toEqual(['fail', 'weak-hash']);
    expect(said(await judge(await certificate(rsa, { bind: [await bind(rsa, { hash: md5 })] })))).toEqual(['fail', 'weak-hash']);
    expect(said(await judge(await certificate(rsa, { direct: [await revoke(rsa.primary, rsa.primary, { hash: md5 })] })))).toEqual(['fail', 'revoked']);
  });

  test('the newest signature decides, and of two of one second the stricter', async () => {
    const older = await bind(of, { lifetimeDays: 3000 });
    expect(said(await judge(await certificate(of, { bind: [older, await bind(of, { at: later(5), lifetimeDays: 100 })] })))).toEqual(['fail', 'expired']);
    expect(said(await judge(await certificate(of, { bind: [older, await bind(of, { lifetimeDays: 100 })] })))).toEqual(['fail', 'expired']);
    expect(said(await judge(await certificate(of, { bind: [await bind(of, { lifetimeDays: 100 }), await bind(of, { at: later(5), lifetimeDays: 3000 })] })))).toEqual(['pass']);
  });

  test('a signature dated between today and the delivery counts already', async () => {
    const tomorrow = later(325);
    expect(said(await judge(await certificate(of, { bind: [await bind(of), await bind(of, { at: tomorrow, lifetimeDays: 326 })] })))).toEqual(['fail', 'expires-too-early']);
    expect(said(await judge(await certificate(of, { bind: [await bind(of, { at: tomorrow })] })))).toEqual(['fail', 'not-yet-valid']);
  });

  test('the shortest life that any program would see is the one that counts', async () => {
    const short = { lifetimeDays: 100 };
    expect(said(await judge(await certificate(of, { direct: [await direct(of.primary, short)] })))).toEqual(['fail', 'expired']);
    expect(said(await judge(await certificate(of, { direct: [await direct(of.primary)], certify: [await certify(of.primary, short)] })))).toEqual(['fail', 'expired']);
    const older = [userIdPacket('Primary <p@northwindtraders.com>'), signaturePacket(await certify(of.primary, { ...short, primaryUserId: true, at: later(-0) }, 'Primary <p@northwindtraders.com>'))];
    expect(said(await judge(Buffer.concat([await certificate(of, { certify: [await certify(of.primary, { at: later(5) })] }), ...older])))).toEqual(['fail', 'expired']);
  });

  test('a signature that ends by itself ends what it holds', async () => {
    expect(said(await judge(await certificate(of, { bind: [await bind(of, { endsAfterDays: 100 })] })))).toEqual(['fail', 'expired']);
    expect(said(await judge(await certificate(of, { certify: [await certify(of.primary, { endsAfterDays: 330 })] })))).toEqual(['fail', 'expires-too-early']);
  });

  test('a signature that says two things, or asks for what nobody knows, binds nothing', async () => {
    expect(said(await judge(await certificate(of, { bind: [await bind(of, { lifetimeDays: 100, secondLifetimeDays: 3000 })] })))).toEqual(['fail', 'no-encryption-subkey']);
    expect(said(await judge(await certificate(of, { bind: [await bind(of, { demands: 'never-heard-of@example.com' })] })))).toEqual(['fail', 'no-encryption-subkey']);
  });

  test('what says nothing of encryption is not encrypted to', async () => {
    expect(said(await judge(await certificate(of, { bind: [await bind(of, { flags: null })] })))).toEqual(['fail', 'no-key-flags']);
    expect(said(await judge(await certificate(of, { bind: [await bind(of, { flags: 0x20 })] })))).toEqual(['fail', 'no-encryption-subkey']);
  });

  test('of two bindings of one second, one that is not for encryption is enough to leave the subkey out', async () => {
    expect(said(await judge(await certificate(of, { bind: [await bind(of), await bind(of, { flags: 0x20 })] })))).toEqual(['fail', 'no-encryption-subkey']);
    expect(said(await judge(await certificate(of, { bind: [await bind(of, { flags: 0x20 }), await bind(of)] })))).toEqual(['fail', 'no-encryption-subkey']);
  });

  test('a signature older than the key itself was never made by it', async () => {
    expect(said(await judge(await certificate(of, { certify: [await certify(of.primary, { at: later(-1) })] })))).toEqual(['fail', 'no-self-signature']);
    expect(said(await judge(await certificate(of, { bind: [await bind(of, { at: later(-1) })] })))).toEqual(['fail', 'no-encryption-subkey']);
  });

  test('a subkey that may also sign must have agreed', async () => {
    const rsa = await pair('rsa');
    const both = { flags: 0x0e };
    expect(said(await judge(await certificate(rsa, { bind: [await bind(rsa, both)] })))).toEqual(['fail', 'no-back-signature']);
    expect(said(await judge(await certificate(rsa, { bind: [await bind(rsa, { ...both, back: await bindBack(rsa) })] })))).toEqual(['pass']);
    const strange = await sign(rsa.primary, 0x19, { key: rsa.primary.secret, bind: rsa.subkey.secret }, { flags: null });
    expect(said(await judge(await certificate(rsa, { bind: [await bind(rsa, { ...both, back: strange })] })))).toEqual(['fail', 'no-back-signature']);
  });

  test.each([
    ['ROCA', rocaModulus, 65537n, 'weak-modulus', 'roca'],
    ['close primes', closeModulus, 65537n, 'weak-modulus', 'closePrimes'],
    ['a small factor', () => plainModulus() * 3n, 65537n, 'weak-modulus', 'smallFactor'],
    ['an even modulus', () => plainModulus() * 2n, 65537n, 'weak-modulus', 'smallFactor'],
    ['a square', () => plainModulus() ** 2n, 65537n, 'weak-modulus', 'closePrimes'],
    ['exponent one', plainModulus, 1n, 'weak-modulus', 'exponent'],
    ['an even exponent', plainModulus, 65536n, 'weak-modulus', 'exponent'],
    ['an exponent as long as the modulus', plainModulus, 3n ** 900n, 'weak-modulus', 'exponent'],
    ['65,000 bits', () => (1n << 65000n) + 1n, 65537n, 'rsa-too-long', undefined],
    ['no modulus at all', () => 0n, 0n, 'unsupported-algorithm', undefined],
  ])('a weak RSA key: %s', async (_, modulus, exponent, code, weakness) => {
    const body = rawKey(1, [modulus(), exponent]);
    const asPrimary = await judge(Buffer.concat([keyPacket(body), userIdPacket(LUIS)]));
    expect(codes(asPrimary)).toEqual([code]);
    if (weakness) expect(asPrimary.findings[0]?.params['weakness']).toBe(weakness);
  });

  test('a weak subkey is weak though the key has really signed it', async () => {
    const parsed = new openpgp.PublicSubkeyPacket();
    await parsed.read(rawKey(1, [rocaModulus(), 65537n]));
    const binding = await sign(of.primary, 0x18, { key: of.primary.secret, bind: parsed }, { flags: 0x0c });
    const bytes = Buffer.concat([keyPacket(of.primary.body), userIdPacket(LUIS), signaturePacket(await certify(of.primary)), subkeyPacket(parsed.write()), signaturePacket(binding)]);
    expect(said(await judge(bytes))).toEqual(['fail', 'weak-modulus']);
  });

  test('a point of small order, or off its curve, is no key', async () => {
    const point = async (algorithm: Uint8Array): Promise<Verdict> => {
      const parsed = new openpgp.PublicSubkeyPacket();
      await parsed.read(algorithm);
      const binding = await sign(of.primary, 0x18, { key: of.primary.secret, bind: parsed }, { flags: 0x0c });
      return judge(Buffer.concat([keyPacket(of.primary.body), userIdPacket(LUIS), signaturePacket(await certify(of.primary)), subkeyPacket(parsed.write()), signaturePacket(binding)]));
    };
    const curve25519 = Buffer.from(of.subkey.body);
    const at = curve25519.indexOf(Buffer.from([0x01, 0x07, 0x40]));
    expect(at).toBeGreaterThan(0);
    curve25519.fill(0, at + 3, at + 35);
    expect(said(await point(curve25519))).toEqual(['fail', 'unsound-point']);
    const everybodys = Buffer.from(of.primary.body).fill(0, of.primary.body.length - 32);
    expect(codes(await judge(Buffer.concat([keyPacket(everybodys), userIdPacket(LUIS)])))).toEqual(['unsound-point']);
    const p256 = Buffer.concat([rawKey(18, []), Buffer.from('082a8648ce3d030107', 'hex'), Buffer.from([0x02, 0x03, 0x04]), Buffer.alloc(64, 7), Buffer.from([3, 1, 8, 7])]);
    expect(said(await point(p256))).toEqual(['fail', 'unsound-point']);
  });

  test.each([
    ['version 3', rawKey(1, [plainModulus(), 65537n], undefined, 3), 'unsupported-version'],
    ['version 2', rawKey(1, [plainModulus(), 65537n], undefined, 2), 'unsupported-version'],
    ['version 5', rawKey(1, [plainModulus(), 65537n], undefined, 5), 'unsupported-version'],
    ['version 0', Buffer.from([0]), 'unsupported-version'],
    ['an unknown algorithm', rawKey(99, [7n]), 'unsupported-algorithm'],
    ['DSA', rawKey(17, [plainModulus(), 7n, 3n, 5n]), 'dsa-or-elgamal'],
    ['ElGamal that signs', rawKey(20, [plainModulus(), 7n, 3n]), 'dsa-or-elgamal'],
    ['numbers that are cut short', rawKey(1, [plainModulus(), 65537n]).subarray(0, 60), 'unsupported-algorithm'],
    ['bytes after the numbers', Buffer.concat([rawKey(1, [plainModulus(), 65537n]), Buffer.alloc(4)]), 'unsupported-algorithm'],
    ['a number with a leading zero', Buffer.concat([rawKey(1, []), Buffer.from([0x00, 0x10, 0x00, 0x03, 0x00, 0x02, 0x03])]), 'unsupported-algorithm'],
  ])('a key that no program should use: %s', async (_, body, code) => {
    expect(codes(await judge(Buffer.concat([keyPacket(body), userIdPacket(LUIS)])))).toEqual([code]);
  });

  test('a key of 2024 is refused, because GnuPG cannot use it, unless the rules allow it', async () => {
    const newer = await openpgp.generateKey({ userIDs: [{ email: 'luis.ferreira@northwindtraders.com' }], type: 'curve25519', date: later(0), format: 'armored', config: { v6Keys: true } });
    expect(said(await judge(newer.publicKey))).toEqual(['fail', 'newer-format']);
    const verdict = await judge(newer.publicKey, { settings: { version6: 'warn' } });
    expect(said(verdict)).toEqual(['warn', 'newer-format']);
    expect(verdict.shows['fingerprint']).toMatch(/^[0-9A-F]{64}$/);
  });
});
