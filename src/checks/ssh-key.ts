/** Decides whether a file is one SSH public key that may open the download. */
import { z } from 'zod';
import { type Finding, type Judged, defineCheck } from './check';
import { asUtf8 } from './file-text';
import { fileKind } from './file-kind';
import { privateKeyIn } from './private-key';
import { readSshFile, type SshFile } from './ssh-lines';
import type { SshFault, SshKey } from './ssh-public-key';

const NEW_KEY = 'The customer makes a new key with “ssh-keygen -t ed25519” and attaches the file that ends in .pub.';
const EXPORT_AGAIN = 'The customer attaches the file that ends in .pub, as it is.';
const NOTHING = 'Nothing to do.';

const findings = {
  'private-key': {
    says: 'A private key was attached. Whoever can read this ticket could copy it, so it is refused and counts as exposed.',
    remedy: 'An agent deletes the attachment. The customer removes this key wherever it is in use, makes a new pair and attaches the file that ends in .pub.',
  },
  'no-key': {
    says: 'The file holds no SSH public key. {looksLike, select, empty {It is empty.} openpgp {It holds an OpenPGP key, which encrypts but cannot open the download.} certificate {It holds a key or certificate in another form.} pdf {It is a PDF.} zip {It is an archive or an Office document.} image {It is a picture.} other {Nothing in it looks like one.}}',
    remedy: EXPORT_AGAIN,
  },
  'several-keys': { says: 'The file holds {count} SSH keys: {keys}.', remedy: 'An agent picks one by its fingerprint, after the customer has confirmed it, or the customer attaches one key alone.' },
  'chosen-key-absent': { says: 'The key that was picked is not in this file.', remedy: 'An agent picks one of the keys that are.' },
  'too-large': { says: 'The file is too large to be one SSH key.', remedy: EXPORT_AGAIN },
  damaged: { says: 'The SSH key in the file is damaged and cannot be read.', remedy: EXPORT_AGAIN },
  'type-mismatch': { says: 'The SSH key is labelled {type}, and inside it says otherwise.', remedy: EXPORT_AGAIN },
  'certificate-authority': { says: 'The line would trust every key that another one signs (cert-authority), not one person’s key.', remedy: NEW_KEY },
  'unknown-prefix': { says: 'Something stands before the key that is no option of an authorized_keys file. It may be a host’s key and not a person’s.', remedy: EXPORT_AGAIN },
  certificate: { says: 'The file is an SSH certificate. It trusts whoever signed it and may run out, so the download cannot be opened to it.', remedy: 'The customer attaches the public key that the certificate is for.' },
  dsa: { says: 'The SSH key is a DSA key, which OpenSSH has switched off.', remedy: NEW_KEY },
  'unsupported-type': { says: 'The SSH key has a type that cannot be used here ({type}).', remedy: NEW_KEY },
  'rsa-too-short': { says: 'The SSH key is too short. It has {bits} bits, and at least {minimum} are needed.', remedy: NEW_KEY },
  'weak-modulus': {
    says: 'The SSH key can be broken. {weakness, select, roca {It was made by a chip with the ROCA flaw.} closePrimes {Its two primes lie too close together.} smallFactor {Its modulus has a small factor.} other {Its exponent is not one that a sound program chooses.}}',
    remedy: NEW_KEY,
  },
  'unsound-point': { says: 'The SSH key is not a sound point of its curve, so others could use it.', remedy: NEW_KEY },
  'rsa-short': { says: 'The SSH key has {bits} bits. That is allowed, but {preferred} are preferred.', remedy: 'The customer may make a longer key. Otherwise nothing needs to be done.' },
  repaired: {
    says: '{how, select, options {Options before the key were taken off and do not apply.} wrapped {The key was broken over several lines and was joined.} rfc4716 {The key was in the form of RFC 4716.} quoted {Marks of a quoted mail were taken off.} utf16 {The file was UTF-16 and was read as text.} byteOrderMark {A byte order mark before the text was taken off.} other {The key stands within other text, which was left out.}}',
    remedy: NOTHING,
  },
} as const;

type Code = keyof typeof findings;

const settings = z.strictObject({
  minimumRsaBits: z.int().min(2048).max(16384).default(2048).describe('An RSA key with fewer bits is refused'),
  preferredRsaBits: z.int().min(2048).max(16384).default(3072).describe('An RSA key with fewer bits gets a warning'),
});

const MOST_BYTES = 1024 * 1024;

const fail = (code: Code, params: Finding['params'] = {}): Finding<Code> => ({ code, weight: 'fail', params });

function faultFinding(fault: SshFault, { type }: SshKey): Finding<Code> {
  switch (fault) {
    case 'point':
      return fail('unsound-point');
    case 'roca':
    case 'closePrimes':
    case 'smallFactor':
    case 'exponent':
      return fail('weak-modulus', { weakness: fault });
    case 'damaged':
    case 'certificate':
    case 'dsa':
      return fail(fault);
    case 'type-mismatch':
    case 'unsupported-type':
      return fail(fault, { type });
  }
}

function pick(file: SshFile, chosen: string | undefined): SshKey | Finding<Code> {
  const [first] = file.keys;
  const picked = chosen ? file.keys.find(({ fingerprint }) => fingerprint === chosen) : first;
  if (chosen && !picked) return fail('chosen-key-absent');
  if (!picked || (!chosen && file.keys.length > 1)) return fail('several-keys', { count: file.keys.length, keys: { list: file.keys.slice(0, 20).map(({ fingerprint }) => fingerprint), join: 'and' } });
  return picked;
}

function judgeKey(key: SshKey, { minimumRsaBits, preferredRsaBits }: z.infer<typeof settings>): readonly Finding<Code>[] {
  if (key.type === 'ssh-rsa' && key.bits > 0 && key.bits < minimumRsaBits) return [fail('rsa-too-short', { bits: key.bits, minimum: minimumRsaBits })];
  if (key.fault) return [faultFinding(key.fault, key)];
  return key.type === 'ssh-rsa' && key.bits < preferredRsaBits ? [{ code: 'rsa-short', weight: 'warn', params: { bits: key.bits, preferred: preferredRsaBits } }] : [];
}

export const sshKey = defineCheck({
  id: 'ssh-key',
  title: 'SSH key',
  why: 'The sealed files are fetched with this key. Whoever holds its private half, or can break it, gets as far as the customer does.',
  sources: ['OpenSSH 10.0 release notes (DSA removed)', 'sshd(8), authorized_keys file format', 'RFC 4716', 'NIST SP 800-57 part 1', 'CVE-2017-15361 (ROCA)', 'CVE-2022-26320 (close primes)'],
  needs: ['sshKey'],
  settings,
  findings,
  verify({ sshKey: given }, limits): Judged<Code> {
    const refused = (finding: Finding<Code>): Judged<Code> => ({ findings: [finding], shows: {} });
    if (given.bytes.length > MOST_BYTES) return refused(fail('too-large'));
    const { bytes, repaired: encoding } = asUtf8(given.bytes);
    const text = new TextDecoder().decode(bytes);
    const privateKind = privateKeyIn(text);
    if (privateKind) return refused(fail('private-key', { kind: privateKind }));
    const file = readSshFile(text);
    if (file.tooMany) return refused(fail('too-large'));
    if (file.certificateAuthority) return refused(fail('certificate-authority'));
    if (file.odd) return refused(fail('unknown-prefix'));
    if (file.keys.length === 0) return refused(fail('no-key', { looksLike: text.includes('BEGIN PGP') ? 'openpgp' : fileKind(given.bytes) }));
    const picked = pick(file, given.chosenFingerprint);
    if ('code' in picked) return { findings: [picked], shows: { fingerprints: file.keys.slice(0, 20).map(({ fingerprint }) => fingerprint) } };

    const notes = [...encoding, ...file.repaired].map((how): Finding<Code> => ({ code: 'repaired', weight: 'note', params: { how } }));
    const { type, bits, fingerprint, blob } = picked;
    const judged = judgeKey(picked, limits);
    const usable = judged.every(({ weight }) => weight !== 'fail');
    return { findings: [...judged, ...notes], shows: { type, bits, fingerprint, repaired: [...encoding, ...file.repaired], ...(usable && { publicKey: `${type} ${blob}` }) } };
  },
});
