/** Decides the words of every finding about an OpenPGP key. */
import type { FindingText } from './check';

const WHICH = '{part, select, primary {key} other {encryption key inside the file}}';
const NEW_KEY = 'The customer makes a new key pair and attaches the public half here.';
const EXTEND = 'The customer extends it or makes a new one, and attaches the public key here.';
const EXPORT_AGAIN = 'The customer exports the public key again and attaches that file here.';
const NOTHING = 'Nothing to do.';

export const keyFindings = {
  'private-key': {
    says: 'A private key was attached. Whoever can read this ticket could copy it, so it is refused and counts as exposed.',
    remedy: 'An agent deletes the attachment. The customer revokes this key, makes a new pair and attaches the public half only.',
  },
  'no-key': {
    says: 'The file holds no OpenPGP public key. {looksLike, select, empty {It is empty.} ssh {It holds an SSH key, which opens the download but cannot encrypt.} message {It holds an encrypted message.} signature {It holds a signature.} certificate {It holds a TLS or S/MIME certificate.} pdf {It is a PDF.} zip {It is an archive or an Office document.} office {It is an Office document.} rtf {It is a rich-text document.} image {It is a picture.} keybox {It is GnuPG’s own key store and not an exported key.} openpgpData {It holds OpenPGP data of another kind.} other {Nothing in it looks like one.}}',
    remedy: 'The customer attaches the public key as a text file that begins with BEGIN PGP PUBLIC KEY BLOCK.',
  },
  'several-keys': { says: 'The file holds {count} keys, and only one can be the customer’s: {keys}.', remedy: 'An agent picks one by its fingerprint, after the customer has confirmed it, or the customer attaches one key alone.' },
  'chosen-key-absent': { says: 'The key that was picked is not in this file.', remedy: 'An agent picks one of the keys that are.' },
  'cut-short': { says: 'The file ends before the key does.', remedy: EXPORT_AGAIN },
  damaged: { says: 'The key in the file is damaged and cannot be read.', remedy: EXPORT_AGAIN },
  'too-large': { says: 'The file is too large to be one key.', remedy: 'The customer exports this one key alone and attaches that file here.' },
  flooded: { says: 'The key carries {signatures, number} signatures of its own, more than can be verified.', remedy: 'The customer exports a minimal copy of the key and attaches it here.' },
  'unsupported-version': { says: `The ${WHICH} has the format version {version}, which cannot be used safely.`, remedy: NEW_KEY },
  'unsupported-algorithm': { says: `The ${WHICH} uses an algorithm that is not supported ({algorithm}).`, remedy: NEW_KEY },
  'dsa-or-elgamal': { says: `The ${WHICH} uses {algorithm}, which is no longer safe enough.`, remedy: NEW_KEY },
  'rsa-too-short': { says: `The ${WHICH} is too short. It has {bits} bits, and at least {minimum} are needed.`, remedy: NEW_KEY },
  'rsa-too-long': { says: `The ${WHICH} has {bits} bits, more than programs can use.`, remedy: NEW_KEY },
  'weak-modulus': {
    says: `The ${WHICH} can be broken. {weakness, select, roca {It was made by a chip with the ROCA flaw.} closePrimes {Its two primes lie too close together.} smallFactor {Its modulus has a small factor.} other {Its exponent is not one that a sound program chooses.}}`,
    remedy: 'The customer stops using this key, makes a new pair with current software and attaches the public half here.',
  },
  'unsound-point': { says: `The ${WHICH} ({algorithm}) is not a sound point of its curve, so what is encrypted to it can be read by others.`, remedy: NEW_KEY },
  'no-self-signature': { says: 'The key has not signed itself, so nothing shows that its parts belong together.', remedy: 'The customer exports the key from their own key ring, with its user id, and attaches that file here. Some key servers strip it.' },
  'weak-hash': { says: `The ${WHICH} is held together by a signature with {hash}, made on {on}. Such a signature can be forged.`, remedy: 'The customer renews the key’s own signatures with current software, or makes a new key, and attaches the public key here.' },
  revoked: {
    says: `The ${WHICH} was revoked on {on}. {reason, select, compromised {Its owner says that it is in wrong hands.} superseded {Its owner says that another key replaces it.} retired {Its owner says that it is no longer used.} other {No reason is given.}}`,
    remedy: 'The customer attaches the public key that replaces it.',
  },
  'revocation-unread': { says: 'The key carries a revocation that cannot be verified here, so it may be revoked.', remedy: 'The customer attaches another public key.' },
  'not-yet-valid': { says: `The ${WHICH} is valid only from {from}.`, remedy: 'The customer sets the clock of the computer right, makes the key again and attaches the public half here.' },
  expired: { says: `The ${WHICH} expired on {on}.`, remedy: EXTEND },
  'expires-too-early': { says: `The ${WHICH} expires too early. It expires on {on}, but delivery may be as late as {deliveryBy}.`, remedy: EXTEND },
  'no-encryption-subkey': { says: 'The key can sign, but nothing in it may be encrypted to.', remedy: 'The customer adds an encryption subkey or makes a new key, and attaches the public key here.' },
  'no-key-flags': { says: 'Nothing in the key says that it may be encrypted to.', remedy: NEW_KEY },
  'no-back-signature': { says: 'The encryption key inside the file may also sign, but has not confirmed that it belongs to this key.', remedy: 'The customer adds a subkey for encryption alone, and attaches the public key here.' },
  'rsa-short': { says: 'The key has {bits} bits. That is allowed, but {preferred} are preferred.', remedy: 'The customer may make a longer key. Otherwise nothing needs to be done.' },
  'old-sha1': { says: 'The key is held together by an old signature with SHA-1, made on {on}.', remedy: 'The customer renews the key’s own signatures when they can. The key can be used until then.' },
  'expires-soon': { says: 'The encryption key expires on {on}, soon after {deliveryBy}, when delivery may be. A late delivery would need another one.', remedy: 'The customer may extend it now and attach it again.' },
  'no-user-id': { says: 'The key names no owner.', remedy: 'An agent confirms the fingerprint with the customer. GnuPG needs a copy of the key with a user id.' },
  'newer-format': { says: 'The key has the format of 2024 (version 6), which GnuPG cannot use.', remedy: 'The customer attaches a key of version 4, or an admin allows the new format in the rules once SRE encrypts with a program that knows it.' },
  'several-encryption-keys': { says: 'The key holds {count} encryption keys. The dump is encrypted to all of them: {keys}.', remedy: 'An agent asks the customer whether they hold the private half of each.' },
  'unsigned-parts': { says: '{count, plural, one {One part of the file is not signed by the key and is left out.} other {# parts of the file are not signed by the key and are left out.}}', remedy: NOTHING },
  'left-out': { says: '{count, plural, one {One encryption key may not be used and is left out: {keys}.} other {# encryption keys may not be used and are left out: {keys}.}}', remedy: NOTHING },
  repaired: {
    says: '{how, select, utf16 {The file was UTF-16 and was read as text.} byteOrderMark {A byte order mark before the text was taken off.} spaces {Odd spaces were taken out of the key.} dashes {Long dashes were read as hyphens.} quoted {Marks of a quoted mail were taken off.} html {Marks of a web page were taken off.} quotedPrintable {The encoding of a mail was undone.} oneLine {The key was on one line and was read in spite of it.} checksum {The checksum of the text is wrong, but the key’s own signatures hold.} lastLine {The last line of the key is missing, but its checksum is right.} other {The key stands within other text, which was left out.}}',
    remedy: NOTHING,
  },
} as const satisfies Readonly<Record<string, FindingText>>;

export type KeyCode = keyof typeof keyFindings;
