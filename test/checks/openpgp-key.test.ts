// Shows what the check says of each kind of key: those that people send, those that attackers would, and those that mail has mangled.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import * as openpgp from 'openpgp';
import { runCheck, type Verdict } from '../../src/checks/check';
import { openpgpKey } from '../../src/checks/openpgp-key';
import { tags, walkPackets, writePacket, type Packet } from '../../src/checks/packets';
import { bind, bindBack, certificate, certify, closeModulus, direct, keyPacket, later, LUIS, pair, plainModulus, rawKey, revoke, revokeSubkey, revokeUserId, rocaModulus, sign, signaturePacket, subkeyPacket, userIdPacket, type Pair } from './crafted-keys';
import { known, now, sentences } from './given';

jest.setTimeout(30_000);

const fixture = (name: string): Buffer => readFileSync(join(__dirname, 'fixtures/keys', name));

async function judge(bytes: Uint8Array | string, more: { readonly settings?: object; readonly chosenFingerprint?: string; readonly deliveryBy?: string } = {}): Promise<Verdict> {
  const { settings = {}, deliveryBy = '2026-12-04', chosenFingerprint } = more;
  const encryptionKey = known({ name: 'key.asc', bytes: typeof bytes === 'string' ? Buffer.from(bytes) : bytes, sha256: '', ...(chosenFingerprint && { chosenFingerprint }) });
  const verdict = await runCheck(openpgpKey, { encryptionKey, deliveryBy: known({ day: deliveryBy }) }, settings, now);
  sentences(openpgpKey, verdict);
  return verdict;
}

const codes = (verdict: Verdict): string[] => verdict.findings.filter(({ weight }) => weight !== 'note').map(({ code }) => code);
const notes = (verdict: Verdict): string[] => verdict.findings.filter(({ weight }) => weight === 'note').map(({ code, params: { how } }) => (code === 'repaired' && typeof how === 'string' ? how : code));

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

describe('keys as customers send them', () => {
  const text = fixture('ed25519.asc').toString();
  const lines = text.trim().split('\n');
  const body = lines.slice(2, -2).join('\n');
  const checksum = lines.at(-2) ?? '';
  const wrongSum = checksum === '=AAAA' ? '=BBBB' : '=AAAA';
  const utf16 = Buffer.from(text, 'utf16le');

  test.each<[string, Uint8Array | string, ...string[]]>([
    ['line ends of Windows', text.replaceAll('\n', '\r\n')],
    ['line ends of an old Macintosh', text.replaceAll('\n', '\r')],
    ['headers', text.replace('\n\n', '\nVersion: GnuPG v1\nComment: GPGTools - https://gpgtools.org\n\n')],
    ['headers with no empty line', text.replace('\n\n', '\nVersion: GnuPG v1\n')],
    ['no empty line', text.replace('\n\n', '\n')],
    ['no checksum', text.replace(`${checksum}\n`, '')],
    ['a wrong checksum', text.replace(checksum, wrongSum), 'checksum'],
    ['no last line', lines.slice(0, -1).join('\n'), 'lastLine'],
    ['a byte order mark', Buffer.concat([Buffer.from([0xef, 0xbb, 0xbf]), Buffer.from(text)]), 'byteOrderMark'],
    ['UTF-16 with a mark', Buffer.concat([Buffer.from([0xff, 0xfe]), utf16]), 'utf16'],
    ['UTF-16 without one', utf16, 'utf16'],
    ['UTF-16, the other way round', Buffer.from(utf16).swap16(), 'utf16'],
    ['a quoted mail', lines.map((line) => `> ${line}`).join('\n'), 'quoted', 'textAround'],
    ['a mail quoted twice', `On Monday Luis wrote:\n${lines.map((line) => `> > ${line}`).join('\n')}\n>\n> Regards`, 'quoted', 'textAround'],
    ['a mail around it', `Dear all,\nhere is my key – as you asked.\n\n${text}\n-- \nLuis\n`, 'dashes', 'textAround'],
    ['an indented key', lines.map((line) => `    ${line}`).join('\n')],
    ['blanks at line ends', lines.map((line) => `${line}  `).join('\n')],
    ['non-breaking spaces', lines.map((line) => `\u00a0${line}\u00a0`).join('\n').replace('BEGIN PGP', 'BEGIN\u00a0PGP'), 'spaces'],
    ['zero-width spaces', text.replace('BEGIN PGP', '\u200bBEGIN PGP').replace(body.slice(40, 44), `${body.slice(40, 44)}\u200b`), 'spaces'],
    ['a mail in HTML', `<p>${lines.join('<br>\n')}</p>`.replaceAll('+', '&#43;').replaceAll('/', '&#x2F;').replaceAll('=', '&#61;').replaceAll('BEGIN PGP', 'BEGIN&nbsp;PGP'), 'html', 'textAround'],
    ['an escaped quotation', lines.map((line) => `&gt; ${line}`).join('\n'), 'html', 'quoted', 'textAround'],
    ['a key server’s page', `<html><head><title>Search results</title></head><body><h1>Public Key Server</h1><pre>\n${text}</pre></body></html>`, 'textAround'],
    ['quoted-printable', text.replaceAll('=', '=3D').replace(body, body.replace(/(.{50})/g, '$1=\n')), 'quotedPrintable'],
    ['one line', text.replaceAll('\n', ' '), 'oneLine'],
    ['long dashes', text.replaceAll('-----', '—–-'), 'dashes'],
    ['windows-1252 dashes', Buffer.from(text.replaceAll('-----', '\x97\x96\x96'), 'latin1'), 'dashes'],
    ['a clear-signed mail around it', `-----BEGIN PGP SIGNED MESSAGE-----\nHash: SHA256\n\n${text.replaceAll('-----B', '- -----B').replaceAll('-----E', '- -----E')}\n`, 'textAround'],
  ])('%s', async (_, bytes, ...repairs) => {
    const verdict = await judge(bytes);
    expect({ outcome: verdict.outcome, codes: codes(verdict), notes: notes(verdict).sort() }).toEqual({ outcome: 'pass', codes: [], notes: repairs.sort() });
    expect(verdict.shows['fingerprint']).toBe((await judge(text)).shows['fingerprint']);
  });

  test.each<[string, Uint8Array | string, string, ...string[]]>([
    ['nothing', '', 'no-key', 'empty'],
    ['words', 'I will send the key tomorrow.', 'no-key', 'text'],
    ['a PDF', '%PDF-1.7\n', 'no-key', 'pdf'],
    ['a Word document', 'PK\u0003\u0004word/document.xml', 'no-key', 'zip'],
    ['a picture of a key', Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]), 'no-key', 'image'],
    ['rich text', '{\\rtf1 -----', 'no-key', 'rtf'],
    ['an SSH key', readFileSync(join(__dirname, 'fixtures/ssh/ed25519.pub')), 'no-key', 'ssh'],
    ['a certificate', '-----BEGIN CERTIFICATE-----\nMIIB\n', 'no-key', 'certificate'],
    ['an encrypted message', readFileSync(join(__dirname, 'fixtures/sealed/sealed.asc')), 'no-key', 'message'],
    ['an encrypted message, binary', readFileSync(join(__dirname, 'fixtures/sealed/sealed.gpg')), 'no-key', 'openpgpData'],
    ['a signed text', readFileSync(join(__dirname, 'fixtures/sealed/signed.asc')), 'no-key', 'signature'],
    ['half a key', text.slice(0, 400), 'cut-short'],
    ['half a binary key', fixture('binary.gpg').subarray(0, 200), 'cut-short'],
    ['a header and nothing else', '-----BEGIN PGP PUBLIC KEY BLOCK-----\n\n-----END PGP PUBLIC KEY BLOCK-----\n', 'damaged'],
    ['a header around nonsense', '-----BEGIN PGP PUBLIC KEY BLOCK-----\n\nAAAAAAAAAAAA\n-----END PGP PUBLIC KEY BLOCK-----\n', 'damaged'],
  ])('not a key: %s', async (_, bytes, code, ...[looksLike]) => {
    const verdict = await judge(bytes);
    expect(codes(verdict)).toEqual([code]);
    if (looksLike) expect(verdict.findings[0]?.params).toEqual({ looksLike });
  });

  test.each([
    ['quoted', fixture('private.asc').toString().replace(/^/gm, '> ')],
    ['UTF-16', Buffer.from(fixture('private.asc').toString(), 'utf16le')],
    ['damaged', '-----BEGIN PGP PRIVATE KEY BLOCK-----\n\nlost\n'],
    ['PGP 2', '-----BEGIN PGP SECRET KEY BLOCK-----\n'],
    ['under a public header', fixture('private.asc').toString().replaceAll('PRIVATE', 'PUBLIC')],
    ['of OpenSSH', readFileSync(join(__dirname, 'fixtures/ssh/private'))],
    ['of PEM, after a good key', Buffer.concat([fixture('ed25519.asc'), readFileSync(join(__dirname, 'fixtures/ssh/private-pem'))])],
    ['of PuTTY', 'PuTTY-User-Key-File-3: ssh-ed25519\n'],
    ['of gpg-agent', 'Created: 20260101T000000\nKey: (protected-private-key (ecc\n'],
  ])('a private key raises the alarm: %s', async (_, bytes) => {
    const verdict = await judge(bytes);
    expect(codes(verdict)).toEqual(['private-key']);
    expect(verdict.shows).toEqual({});
  });
});

const sorted = (verdict: Verdict): [Verdict['outcome'], ...string[]] => [verdict.outcome, ...codes(verdict)];

describe('hostile', () => {
  let of: Pair;
  let other: Pair;
  beforeAll(async () => {
    of = await pair();
    other = await pair();
  });

  test('a sound key of our own making passes, so that the others fail for their own reason', async () => {
    expect(sorted(await judge(await certificate(of)))).toEqual(['pass']);
  });

  test('a subkey that nobody signed is not used, whoever put it there', async () => {
    const planted = Buffer.concat([await certificate(of), subkeyPacket(other.subkey.body)]);
    const verdict = await judge(planted);
    expect(verdict.outcome).toBe('pass');
    expect(notes(verdict)).toEqual(['unsigned-parts']);
    expect(verdict.shows['encryptionKeys']).toHaveLength(1);
    const alone = Buffer.concat([keyPacket(of.primary.body), userIdPacket(LUIS), signaturePacket(await certify(of.primary)), subkeyPacket(other.subkey.body)]);
    expect(sorted(await judge(alone))).toEqual(['fail', 'no-encryption-subkey']);
  });

  test('a subkey with somebody else’s binding, or one of our own for another subkey, is not used', async () => {
    expect(sorted(await judge(await certificate(of, { bind: [await bind(other)] })))).toEqual(['fail', 'no-encryption-subkey']);
    const swapped = Buffer.concat([keyPacket(of.primary.body), userIdPacket(LUIS), signaturePacket(await certify(of.primary)), subkeyPacket(other.subkey.body), signaturePacket(await bind(of))]);
    expect(sorted(await judge(swapped))).toEqual(['fail', 'no-encryption-subkey']);
  });

  test('a key that never signed itself is nobody’s, as some key servers hand it out', async () => {
    const stripped = Buffer.concat([keyPacket(of.primary.body), subkeyPacket(of.subkey.body), signaturePacket(await bind(of))]);
    expect(sorted(await judge(stripped))).toEqual(['fail', 'no-self-signature']);
    const forged = await certificate(of, { certify: [await certify(other.primary)] });
    expect(sorted(await judge(forged))).toEqual(['fail', 'no-self-signature']);
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
    expect(sorted(await judge(await certificate(of, { direct: [await direct(of.primary)], certify: [] })))).toEqual(['warn', 'no-user-id']);
  });

  test('a forged revocation does not revoke, a true one does, wherever it stands and whatever it is signed with', async () => {
    expect(sorted(await judge(await certificate(of, { direct: [await revoke(other.primary, of.primary)] })))).toEqual(['pass']);
    expect(sorted(await judge(await certificate(of, { direct: [await revoke(of.primary, of.primary, { at: later(3650) })] })))).toEqual(['fail', 'revoked']);
    expect(sorted(await judge(await certificate(of, { direct: [await revoke(of.primary, of.primary, { demands: 'never-heard-of@example.com' })] })))).toEqual(['fail', 'revoked']);
    expect(sorted(await judge(await certificate(of, { bind: [await bind(of), await revokeSubkey(of)] })))).toEqual(['fail', 'revoked']);
  });

  test('a later signature does not undo the revocation of a key or a subkey', async () => {
    expect(sorted(await judge(await certificate(of, { direct: [await revoke(of.primary), await direct(of.primary, { at: later(10) })] })))).toEqual(['fail', 'revoked']);
    expect(sorted(await judge(await certificate(of, { bind: [await revokeSubkey(of), await bind(of, { at: later(10) })] })))).toEqual(['fail', 'revoked']);
  });

  test('a revoked name leaves a key that has no other without one, and a name taken up again counts', async () => {
    expect(sorted(await judge(await certificate(of, { certify: [await certify(of.primary), await revokeUserId(of.primary, { at: later(1) })] })))).toEqual(['fail', 'no-self-signature']);
    expect(sorted(await judge(await certificate(of, { certify: [await certify(of.primary, { at: later(2) }), await revokeUserId(of.primary, { at: later(1) })] })))).toEqual(['pass']);
  });

  test('what a designated revoker has signed cannot be verified here, so the key is not used', async () => {
    const revoker = other.primary.secret.getFingerprintBytes() ?? new Uint8Array();
    const names = await direct(of.primary, { revoker });
    expect(sorted(await judge(await certificate(of, { direct: [names] })))).toEqual(['pass']);
    expect(sorted(await judge(await certificate(of, { direct: [names, await revoke(other.primary, of.primary)] })))).toEqual(['fail', 'revocation-unread']);
  });

  test('MD5 holds nothing together', async () => {
    const rsa = await pair('rsa');
    const { md5 } = openpgp.enums.hash;
    expect(sorted(await judge(await certificate(rsa)))).toEqual(['pass']);
    expect(sorted(await judge(await certificate(rsa, { certify: [await certify(rsa.primary, { hash: md5 })] })))).toEqual(['fail', 'weak-hash']);
    expect(sorted(await judge(await certificate(rsa, { bind: [await bind(rsa, { hash: md5 })] })))).toEqual(['fail', 'weak-hash']);
    expect(sorted(await judge(await certificate(rsa, { direct: [await revoke(rsa.primary, rsa.primary, { hash: md5 })] })))).toEqual(['fail', 'revoked']);
  });

  test('the newest signature decides, and of two of one second the stricter', async () => {
    const older = await bind(of, { lifetimeDays: 3000 });
    expect(sorted(await judge(await certificate(of, { bind: [older, await bind(of, { at: later(5), lifetimeDays: 100 })] })))).toEqual(['fail', 'expired']);
    expect(sorted(await judge(await certificate(of, { bind: [older, await bind(of, { lifetimeDays: 100 })] })))).toEqual(['fail', 'expired']);
    expect(sorted(await judge(await certificate(of, { bind: [await bind(of, { lifetimeDays: 100 }), await bind(of, { at: later(5), lifetimeDays: 3000 })] })))).toEqual(['pass']);
  });

  test('a signature dated between today and the delivery counts already', async () => {
    const tomorrow = later(325);
    expect(sorted(await judge(await certificate(of, { bind: [await bind(of), await bind(of, { at: tomorrow, lifetimeDays: 326 })] })))).toEqual(['fail', 'expires-too-early']);
    expect(sorted(await judge(await certificate(of, { bind: [await bind(of, { at: tomorrow })] })))).toEqual(['fail', 'not-yet-valid']);
  });

  test('the shortest life that any program would see is the one that counts', async () => {
    const short = { lifetimeDays: 100 };
    expect(sorted(await judge(await certificate(of, { direct: [await direct(of.primary, short)] })))).toEqual(['fail', 'expired']);
    expect(sorted(await judge(await certificate(of, { direct: [await direct(of.primary)], certify: [await certify(of.primary, short)] })))).toEqual(['fail', 'expired']);
    const older = [userIdPacket('Primary <p@northwindtraders.com>'), signaturePacket(await certify(of.primary, { ...short, primaryUserId: true, at: later(-0) }, 'Primary <p@northwindtraders.com>'))];
    expect(sorted(await judge(Buffer.concat([await certificate(of, { certify: [await certify(of.primary, { at: later(5) })] }), ...older])))).toEqual(['fail', 'expired']);
  });

  test('a signature that ends by itself ends what it holds', async () => {
    expect(sorted(await judge(await certificate(of, { bind: [await bind(of, { endsAfterDays: 100 })] })))).toEqual(['fail', 'expired']);
    expect(sorted(await judge(await certificate(of, { certify: [await certify(of.primary, { endsAfterDays: 330 })] })))).toEqual(['fail', 'expires-too-early']);
  });

  test('a signature that says two things, or asks for what nobody knows, binds nothing', async () => {
    expect(sorted(await judge(await certificate(of, { bind: [await bind(of, { lifetimeDays: 100, secondLifetimeDays: 3000 })] })))).toEqual(['fail', 'no-encryption-subkey']);
    expect(sorted(await judge(await certificate(of, { bind: [await bind(of, { demands: 'never-heard-of@example.com' })] })))).toEqual(['fail', 'no-encryption-subkey']);
  });

  test('what says nothing of encryption is not encrypted to', async () => {
    expect(sorted(await judge(await certificate(of, { bind: [await bind(of, { flags: null })] })))).toEqual(['fail', 'no-key-flags']);
    expect(sorted(await judge(await certificate(of, { bind: [await bind(of, { flags: 0x20 })] })))).toEqual(['fail', 'no-encryption-subkey']);
  });

  test('a subkey that may also sign must have agreed', async () => {
    const rsa = await pair('rsa');
    const both = { flags: 0x0e };
    expect(sorted(await judge(await certificate(rsa, { bind: [await bind(rsa, both)] })))).toEqual(['fail', 'no-back-signature']);
    expect(sorted(await judge(await certificate(rsa, { bind: [await bind(rsa, { ...both, back: await bindBack(rsa) })] })))).toEqual(['pass']);
    const strange = await sign(rsa.primary, 0x19, { key: rsa.primary.secret, bind: rsa.subkey.secret }, { flags: null });
    expect(sorted(await judge(await certificate(rsa, { bind: [await bind(rsa, { ...both, back: strange })] })))).toEqual(['fail', 'no-back-signature']);
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
    expect(sorted(await judge(bytes))).toEqual(['fail', 'weak-modulus']);
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
    expect(sorted(await point(curve25519))).toEqual(['fail', 'unsound-point']);
    const p256 = Buffer.concat([rawKey(18, []), Buffer.from('082a8648ce3d030107', 'hex'), Buffer.from([0x02, 0x03, 0x04]), Buffer.alloc(64, 7), Buffer.from([3, 1, 8, 7])]);
    expect(sorted(await point(p256))).toEqual(['fail', 'unsound-point']);
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

  test('a key of 2024 passes with a warning, because GnuPG cannot use it', async () => {
    const newer = await openpgp.generateKey({ userIDs: [{ email: 'luis.ferreira@northwindtraders.com' }], type: 'curve25519', date: later(0), format: 'armored', config: { v6Keys: true } });
    const verdict = await judge(newer.publicKey);
    expect(sorted(verdict)).toEqual(['warn', 'newer-format']);
    expect(verdict.shows['fingerprint']).toMatch(/^[0-9A-F]{64}$/);
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
    expect(sorted(verdict)).toEqual(['pass']);
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
      expect(sorted(verdict)).toEqual(['fail', 'flooded']);
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
});
