/** Decides which keys the comparison tries: those that GnuPG makes, those that mail mangles, and those that only an attacker makes. */
import { openArmour } from '../../src/checks/armour';
import { tags, walkPackets, writePacket } from '../../src/checks/packets';
import { type Case, daysFrom, type KeyRing, keyRing, type KeySpec } from './cases';
import { bind, bindBack, certificate, certify, closeModulus, direct, keyPacket, LUIS, pair, plainModulus, rawKey, revoke, revokeSubkey, rocaModulus, sign, signaturePacket, subkeyPacket, userIdPacket } from './crafted-keys';
import type { Bench } from './programs';

const brainpool = 'GnuPG alone has this curve. openpgp.js verifies it only with a module that it does not bring, and what we cannot verify we refuse.';
const SHORT = 'The rules ask for 2,048 bits; GnuPG sets no limit.';
const SHA1_NOW = 'GnuPG and openpgp.js take SHA-1 in a key’s own signatures. Such a signature made since 2023 has no good reason, and may be forged.';
const OLD_SHA1 = 'Sequoia refuses every SHA-1 signature since 2023. One made before is not forged after the fact, so the rules ask for a warning.';
const SEVERAL = 'It silently takes the first key of the file. Which one is the customer’s is not ours to guess.';
const SECRET = 'It takes the private half for a public key. On a ticket it counts as exposed.';
const FORM = 'It does not read this form. The key as we hand it on, it takes.';
const NO_TIME = 'Its option for a later day changes nothing here: it asks for today only.';
const SQ_REVOKED = 'sq 0.27 encrypts to a revoked certificate without a word.';
const TODAY_ONLY = 'It ignores what only begins to hold between today and the delivery.';

const gnupg: readonly (readonly [string, KeySpec, Case['because']?])[] = [
  ['Ed25519 and Curve25519', { primary: 'ed25519', subkey: 'cv25519', ends: 700 }],
  ['Ed25519, never expires', { primary: 'ed25519', subkey: 'cv25519' }],
  ['RSA 4096', { primary: 'rsa4096', subkey: 'rsa4096', ends: 700 }],
  ['RSA 3072', { primary: 'rsa3072', subkey: 'rsa3072', ends: 700 }],
  ['RSA 2048', { primary: 'rsa2048', subkey: 'rsa2048', ends: 700 }],
  ['RSA 1024', { primary: 'rsa1024', subkey: 'rsa1024', ends: 700 }, { gpg: SHORT }],
  ['RSA 4096 with a subkey of 1024', { primary: 'rsa4096', subkey: 'rsa1024', ends: 700 }, { gpg: SHORT }],
  ['RSA 3072 that also encrypts', { primary: 'rsa3072', usage: 'sign,cert,encr', ends: 700 }],
  ['RSA 3072 that only signs', { primary: 'rsa3072', ends: 700 }],
  ['Ed25519 that only signs', { primary: 'ed25519', ends: 700 }],
  ['DSA and ElGamal', { primary: 'dsa2048', subkey: 'elg2048', ends: 700 }, { gpg: 'GnuPG still takes DSA and ElGamal.' }],
  ['RSA with an ElGamal subkey', { primary: 'rsa3072', subkey: 'elg2048', ends: 700 }, { gpg: 'GnuPG still takes ElGamal.' }],
  ['DSA with an RSA subkey', { primary: 'dsa2048', subkey: 'rsa3072', ends: 700 }, { gpg: 'GnuPG still takes DSA.', sq: 'Sequoia takes DSA of 2,048 bits to certify with. NIST SP 800-186 ended it.' }],
  ['NIST P-256', { primary: 'nistp256', subkey: 'nistp256', ends: 700 }],
  ['NIST P-384', { primary: 'nistp384', subkey: 'nistp384', ends: 700 }],
  ['NIST P-521', { primary: 'nistp521', subkey: 'nistp521', ends: 700 }],
  ['Brainpool 256', { primary: 'brainpoolP256r1', subkey: 'brainpoolP256r1', ends: 700 }, { gpg: brainpool }],
  ['Brainpool 512', { primary: 'brainpoolP512r1', subkey: 'brainpoolP512r1', ends: 700 }, { gpg: brainpool }],
  ['Ed25519 with a Brainpool subkey', { primary: 'ed25519', subkey: 'brainpoolP256r1', ends: 700 }, { gpg: brainpool, 'openpgp.js': 'It encrypts to the curve, and Debian’s Sequoia cannot.' }],
  ['secp256k1', { primary: 'secp256k1', subkey: 'secp256k1', ends: 700 }, { gpg: 'GnuPG alone takes this curve.' }],
  ['expired', { primary: 'ed25519', subkey: 'cv25519', made: -400, ends: -10 }],
  ['expires before the delivery', { primary: 'ed25519', subkey: 'cv25519', ends: 5 }, { sq: NO_TIME }],
  ['expires on the day of delivery', { primary: 'ed25519', subkey: 'cv25519', ends: 14 }, { gpg: TODAY_ONLY, sq: TODAY_ONLY, 'openpgp.js': TODAY_ONLY }],
  ['expires soon after the delivery', { primary: 'ed25519', subkey: 'cv25519', ends: 40 }],
  ['subkey expires before the delivery', { primary: 'ed25519', subkey: 'cv25519', ends: 700, subkeyEnds: 5 }, { sq: NO_TIME }],
  ['subkey has expired', { primary: 'ed25519', subkey: 'cv25519', made: -400, ends: 700, subkeyEnds: -10 }],
  ['made in the future', { primary: 'ed25519', subkey: 'cv25519', made: 40 }],
  ['SHA-1 of 2015', { primary: 'rsa3072', subkey: 'rsa3072', made: -4000, hash: 'SHA1' }, { sq: OLD_SHA1 }],
  ['SHA-1 of this year', { primary: 'rsa3072', subkey: 'rsa3072', hash: 'SHA1' }, { gpg: SHA1_NOW, 'openpgp.js': SHA1_NOW }],
  ['SHA-1 in the subkey’s binding only', { primary: 'rsa3072', subkey: 'rsa3072', subkeyHash: 'SHA1' }, { gpg: SHA1_NOW, 'openpgp.js': SHA1_NOW }],
  ['a name without an address', { primary: 'ed25519', subkey: 'cv25519', userId: 'Somebody' }],
  ['a name in another script', { primary: 'ed25519', subkey: 'cv25519', userId: 'Луис Феррейра <луис@customer.example>' }],
];

type Mangling = readonly [string, (text: string) => Uint8Array | string, Case['because']?];
const unreadable = { gpg: FORM, sq: FORM, 'openpgp.js': FORM };
const manglings: readonly Mangling[] = [
  ['Windows line ends', (text) => text.replaceAll('\n', '\r\n')],
  ['headers', (text) => text.replace('\n\n', '\nVersion: GnuPG v1\nComment: mine\n\n')],
  ['a byte order mark', (text) => `\ufeff${text}`, unreadable],
  ['UTF-16', (text) => Buffer.from(`\ufeff${text}`, 'utf16le'), unreadable],
  ['a quoted mail', (text) => text.replace(/^/gm, '> '), unreadable],
  ['a mail around it', (text) => `Hello\n\n${text}\nRegards\n`, unreadable],
  ['a mail in HTML', (text) => `<p>${text.replaceAll('\n', '<br>\n')}</p>`.replaceAll('+', '&#43;'), unreadable],
  ['non-breaking spaces', (text) => text.replace('BEGIN PGP', 'BEGIN\u00a0PGP').replace(/$/gm, '\u00a0'), unreadable],
  ['no checksum', (text) => text.replace(/\n=\S{4}\n/, '\n')],
  ['a wrong checksum', (text) => text.replace(/\n=\S{4}\n/, '\n=AAAA\n'), { gpg: 'The checksum protects nothing that the key’s own signatures do not (RFC 9580, section 6.1).', sq: 'As for GnuPG.', 'openpgp.js': 'As for GnuPG.' }],
  ['no last line', (text) => text.replace(/-----END.*\n/, ''), unreadable],
  ['one line', (text) => text.replaceAll('\n', ' '), unreadable],
  ['quoted-printable', (text) => text.replaceAll('=', '=3D'), unreadable],
  ['cut in half', (text) => text.slice(0, text.length / 2)],
  ['binary', (text) => openArmour(Buffer.from(text)).blocks[0]?.bytes ?? ''],
];

function gnupgCases(ring: KeyRing): readonly Case[] {
  return gnupg.map(([name, spec, because]) => ({ name, bytes: ring.exported(ring.make(spec), '--armor'), ...(because && { because }) }));
}

function editedCases(ring: KeyRing, { now }: Bench): readonly Case[] {
  const sound = (): string => ring.make({ primary: 'ed25519', subkey: 'cv25519', ends: 700 });
  const revoked = sound();
  const before = ring.exported(revoked);
  const edit = (fingerprint: string, answers: string): void => void ring.gpg(daysFrom(now, -20), ['--no-batch', '--command-fd', '0', '--edit-key', fingerprint], answers);
  edit(revoked, 'revkey\ny\n1\n\ny\nsave\n');
  const subkeyRevoked = sound();
  edit(subkeyRevoked, 'key 1\nrevkey\ny\n1\n\ny\nsave\n');
  const oneRevoked = sound();
  ring.gpg(daysFrom(now, -50), ['--quick-add-key', oneRevoked, 'cv25519', 'encr', 'never']);
  edit(oneRevoked, 'key 1\nrevkey\ny\n1\n\ny\nsave\n');
  const twoSubkeys = sound();
  ring.gpg(daysFrom(now, -50), ['--quick-add-key', twoSubkeys, 'cv25519', 'encr', 'never']);
  const extended = ring.make({ primary: 'ed25519', subkey: 'cv25519', made: -400, ends: -5 });
  ring.gpg(daysFrom(now, -30), ['--quick-set-expire', extended, '2y']);
  ring.gpg(daysFrom(now, -30), ['--quick-set-expire', extended, '2y', '*']);
  const [one, other] = [sound(), sound()];
  return [
    { name: 'revoked', bytes: ring.exported(revoked), because: { sq: SQ_REVOKED } },
    { name: 'revoked, an older copy of it first', bytes: Buffer.concat([before, ring.exported(revoked)]), because: { sq: SQ_REVOKED, 'openpgp.js': 'It reads the first copy of the file alone.' } },
    { name: 'its only subkey revoked', bytes: ring.exported(subkeyRevoked) },
    { name: 'one of two subkeys revoked', bytes: ring.exported(oneRevoked) },
    { name: 'two encryption subkeys', bytes: ring.exported(twoSubkeys) },
    { name: 'expired once, and extended', bytes: ring.exported(extended) },
    { name: 'two keys in one block', bytes: Buffer.concat([ring.exported(one), ring.exported(other)]), because: { gpg: SEVERAL, sq: 'It encrypts to both. Which one is the customer’s is not ours to guess.', 'openpgp.js': SEVERAL } },
    { name: 'two keys in two blocks', bytes: Buffer.concat([ring.exported(one, '--armor'), ring.exported(other, '--armor')]), because: { gpg: SEVERAL, sq: SEVERAL, 'openpgp.js': SEVERAL } },
    { name: 'a private key', bytes: ring.exported(one, '--armor', '--export-secret-keys'), because: { gpg: SECRET, sq: SECRET, 'openpgp.js': SECRET } },
    { name: 'a private key behind a public one', bytes: Buffer.concat([ring.exported(other, '--armor'), ring.exported(one, '--armor', '--export-secret-keys')]), because: { gpg: SECRET, sq: 'It stops at the first block.', 'openpgp.js': 'It stops at the first block.' } },
    { name: 'private subkeys only', bytes: ring.exported(one, '--armor', '--export-secret-subkeys'), because: { gpg: SECRET, sq: SECRET, 'openpgp.js': SECRET } },
  ];
}

function mangledCases(ring: KeyRing): readonly Case[] {
  const text = ring.exported(ring.make({ primary: 'ed25519', subkey: 'cv25519', ends: 700 }), '--armor').toString();
  return manglings.map(([name, mangle, because]) => {
    const bytes = mangle(text);
    return { name: `mangled: ${name}`, bytes: typeof bytes === 'string' ? Buffer.from(bytes) : bytes, ...(because && { because }) };
  });
}

async function craftedCases({ now }: Bench): Promise<readonly Case[]> {
  const of = await pair();
  const other = await pair();
  const rsa = await pair('rsa');
  const { md5 } = { md5: 1 } as const;
  const signed = async (body: Uint8Array, subkey: object): Promise<Buffer> => Buffer.concat([keyPacket(of.primary.body), userIdPacket(LUIS), signaturePacket(await certify(of.primary)), subkeyPacket(body), signaturePacket(await sign(of.primary, 0x18, { key: of.primary.secret, bind: subkey }, { flags: 0x0c }))]);
  const raw = async (modulus: bigint, exponent = 65537n): Promise<Buffer> => {
    const body = rawKey(1, [modulus, exponent]);
    // openpgp.js needs no more of a subkey than the bytes that are hashed.
    return signed(body, { writeForHash: () => Buffer.concat([Buffer.from([0x99, body.length >> 8, body.length & 0xff]), body]) });
  };
  const MODULI = 'It does not look for weak moduli.';
  const weak = { gpg: MODULI, sq: MODULI, 'openpgp.js': MODULI };
  const STRICTEST = 'Programs differ in which signature says how long a key lives, so it must hold for each of them.';
  const revoker = other.primary.secret.getFingerprintBytes() ?? new Uint8Array();
  const packets = walkPackets(await certificate(of), 100).packets;
  const withoutName = packets.filter((packet, at) => packet.tag !== tags.userId && at !== 2);
  const v6 = await pair('newer');
  return [
    { name: 'crafted: sound', bytes: await certificate(of) },
    { name: 'crafted: a planted subkey', bytes: Buffer.concat([await certificate(of), subkeyPacket(other.subkey.body)]) },
    { name: 'crafted: another’s subkey and binding', bytes: await certificate(of, { bind: [await bind(other)] }) },
    { name: 'crafted: nobody signed the name', bytes: await certificate(of, { certify: [await certify(other.primary)] }) },
    { name: 'crafted: no name, as from some key servers', bytes: Buffer.concat(withoutName.map(writePacket)) },
    { name: 'crafted: no name, signed directly', bytes: await certificate(of, { direct: [await direct(of.primary)], certify: [] }), because: { gpg: 'GnuPG keeps no key without a name in its ring: a limit of its store, not a doubt about the key. The issue asks for a warning, which says so.', 'openpgp.js': 'openpgp.js needs a name to begin with, as GnuPG does.' } },
    { name: 'crafted: MD5 in the name’s signature', bytes: await certificate(rsa, { certify: [await certify(rsa.primary, { hash: md5 })] }) },
    { name: 'crafted: MD5 in the binding', bytes: await certificate(rsa, { bind: [await bind(rsa, { hash: md5 })] }) },
    { name: 'crafted: a forged revocation', bytes: await certificate(of, { direct: [await revoke(other.primary, of.primary)] }) },
    { name: 'crafted: revoked from next week', bytes: await certificate(of, { direct: [await revoke(of.primary, of.primary, { at: daysFrom(now, 7) })] }), because: { gpg: TODAY_ONLY, sq: TODAY_ONLY, 'openpgp.js': TODAY_ONLY } },
    { name: 'crafted: revoked, with a demand that nobody knows', bytes: await certificate(of, { direct: [await revoke(of.primary, of.primary, { demands: 'x@customer.example' })] }), because: { gpg: 'A revocation that asks too much still says that the key is not to be used.', sq: 'As for GnuPG.', 'openpgp.js': 'As for GnuPG.' } },
    { name: 'crafted: subkey revoked, then bound again', bytes: await certificate(of, { bind: [await revokeSubkey(of), await bind(of, { at: daysFrom(now, -5) })] }), because: { sq: 'A revocation without a reason cannot be taken back.', 'openpgp.js': 'As for Sequoia.', gpg: 'As for Sequoia.' } },
    { name: 'crafted: revoked by a designated revoker', bytes: await certificate(of, { direct: [await direct(of.primary, { revoker }), await revoke(other.primary, of.primary)] }), because: { gpg: 'The revoker’s own key is not in the file, so it cannot tell; nor can we, and what may be revoked is not used.', sq: 'As for GnuPG.', 'openpgp.js': 'As for GnuPG.' } },
    { name: 'crafted: newest binding has expired', bytes: await certificate(of, { bind: [await bind(of, { lifetimeDays: 3000 }), await bind(of, { at: daysFrom(now, -50), lifetimeDays: 10 })] }) },
    { name: 'crafted: two bindings of one second', bytes: await certificate(of, { bind: [await bind(of, { lifetimeDays: 3000 }), await bind(of, { lifetimeDays: 10 })] }), because: { gpg: STRICTEST, sq: STRICTEST, 'openpgp.js': STRICTEST } },
    { name: 'crafted: two lifetimes in one signature', bytes: await certificate(of, { bind: [await bind(of, { lifetimeDays: 10, secondLifetimeDays: 3000 })] }), because: { gpg: STRICTEST, sq: STRICTEST, 'openpgp.js': STRICTEST } },
    { name: 'crafted: lives longer by its name than directly', bytes: await certificate(of, { direct: [await direct(of.primary, { lifetimeDays: 10 })] }), because: { gpg: STRICTEST, sq: STRICTEST, 'openpgp.js': STRICTEST } },
    { name: 'crafted: lives longer directly than by its name', bytes: await certificate(of, { direct: [await direct(of.primary)], certify: [await certify(of.primary, { lifetimeDays: 10 })] }), because: { gpg: STRICTEST, sq: STRICTEST, 'openpgp.js': STRICTEST } },
    { name: 'crafted: a binding with an unknown demand', bytes: await certificate(of, { bind: [await bind(of, { demands: 'x@customer.example' })] }), because: { gpg: 'A demand that nobody understands is not met (RFC 9580, section 5.2.3.7).' } },
    { name: 'crafted: no key flags', bytes: await certificate(of, { bind: [await bind(of, { flags: null })] }), because: { gpg: 'Without flags GnuPG guesses what the key is for.' } },
    { name: 'crafted: flags for authentication only', bytes: await certificate(of, { bind: [await bind(of, { flags: 0x20 })] }) },
    { name: 'crafted: signs and encrypts, never agreed', bytes: await certificate(rsa, { bind: [await bind(rsa, { flags: 0x0e })] }), because: { gpg: 'A subkey that signs must have agreed (RFC 9580, section 5.2.1.10).', 'openpgp.js': 'As for GnuPG.' } },
    { name: 'crafted: signs and encrypts, and has agreed', bytes: await certificate(rsa, { bind: [await bind(rsa, { flags: 0x0e, back: await bindBack(rsa) })] }) },
    { name: 'crafted: ROCA subkey', bytes: await raw(rocaModulus()), because: weak },
    { name: 'crafted: close primes', bytes: await raw(closeModulus()), because: weak },
    { name: 'crafted: a small factor', bytes: await raw(plainModulus() * 3n), because: weak },
    { name: 'crafted: exponent one', bytes: await raw(plainModulus(), 1n), because: weak },
    { name: 'crafted: version 3', bytes: Buffer.concat([keyPacket(rawKey(1, [plainModulus(), 65537n], undefined, 3)), userIdPacket(LUIS)]) },
    { name: 'crafted: version 6 (RFC 9580)', bytes: await certificate(v6, { direct: [await direct(v6.primary)] }), because: { 'openpgp.js': 'GnuPG and Debian’s Sequoia cannot use it, so SRE could not seal to it. The rules may allow it.' } },
  ];
}

export async function keyCases(bench: Bench): Promise<readonly Case[]> {
  const ring = keyRing(bench);
  try {
    return [...gnupgCases(ring), ...editedCases(ring, bench), ...mangledCases(ring), ...(await craftedCases(bench))];
  } finally {
    ring.end();
  }
}
