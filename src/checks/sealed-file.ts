/** Decides whether a file about to be delivered is encrypted to the customer, and to nobody else, from its first bytes. */
import { z } from 'zod';
import { type Finding, type Judged, defineCheck } from './check';
import type { Evidence } from './evidence';
import { isHidden, readSealedHead, type SealedHead, type SealedRecipient } from './sealed-head';

const SEAL_AGAIN = 'SRE encrypts the file again with the command from the SRE panel, and gives the new file’s first bytes.';
const DO_NOT_DELIVER = `Nobody delivers this file. ${SEAL_AGAIN}`;

const findings = {
  'not-encrypted': {
    says: 'The file is not encrypted. {kind, select, empty {It is empty.} zip {It is an archive, and an archive’s own password does not count.} openpgp {It is an OpenPGP message that anybody can read.} text {It is text.} pdf {It is a PDF.} image {It is a picture.} other {It is not an OpenPGP message.}}',
    remedy: DO_NOT_DELIVER,
  },
  'signed-only': { says: 'The file is signed and not encrypted, so anybody can read it.', remedy: DO_NOT_DELIVER },
  'key-file': { says: 'The file is a key, not a sealed file.', remedy: SEAL_AGAIN },
  damaged: { says: 'The file begins like an OpenPGP message and cannot be read as one.', remedy: SEAL_AGAIN },
  'cut-short': { says: 'The file ends before its encrypted part does.', remedy: SEAL_AGAIN },
  'more-after': { says: 'Something stands before or after the encrypted part of the file, and is not encrypted.', remedy: DO_NOT_DELIVER },
  'too-many-recipients': { says: 'The first bytes of the file hold nothing but recipients, {count} of them.', remedy: DO_NOT_DELIVER },
  'password-only': { says: 'The file is encrypted with a password and to no key.', remedy: DO_NOT_DELIVER },
  'password-too': { says: 'Besides the key, a password opens the file.', remedy: DO_NOT_DELIVER },
  'hidden-recipient': { says: '{count, plural, one {One recipient of the file is hidden} other {# recipients of the file are hidden}}, so nobody can say whose key opens it.', remedy: DO_NOT_DELIVER },
  'unknown-recipient': { says: '{count, plural, one {One recipient of the file is} other {# recipients of the file are}} in a form that cannot be read.', remedy: DO_NOT_DELIVER },
  stranger: { says: 'The file can also be opened with a key that is not the customer’s: {keys}.', remedy: DO_NOT_DELIVER },
  'not-for-customer': { says: 'The file is not encrypted to any key of the customer.', remedy: DO_NOT_DELIVER },
  'mixed-versions': { says: 'The file’s recipients and its encrypted part belong to different versions of the format, so the customer’s program will not open it.', remedy: SEAL_AGAIN },
  'no-integrity': { says: 'The file is encrypted in an old way that does not show changes made on the road.', remedy: SEAL_AGAIN },
  'unknown-container': { says: 'The encrypted part of the file is in a form that cannot be read.', remedy: SEAL_AGAIN },
  'not-to-every-key': { says: 'The file is not encrypted to each of the customer’s encryption keys: {keys} cannot open it.', remedy: `${SEAL_AGAIN} Or an agent makes sure that the customer holds the other key.` },
  'length-unknown': { says: 'The file comes in parts, so its first bytes do not show that it is whole.', remedy: 'Nothing to do. SRE compares the file’s size and SHA-256 after the upload.' },
} as const;

type Code = keyof typeof findings;
type Found = Finding<Code>;
type Ours = Evidence['sealedFor']['encryptionKeys'];

const fail = (code: Code, params: Finding['params'] = {}): Found => ({ code, weight: 'fail', params });
const keyList = (keyIds: readonly string[]): Finding['params'] => ({ keys: { list: [...new Set(keyIds)].slice(0, 20), join: 'and' } });

const isOurs = (recipient: SealedRecipient, ours: Ours): boolean =>
  ours.some(({ keyId, fingerprint }) => (recipient.fingerprint ? fingerprint === recipient.fingerprint : keyId === recipient.keyId));

type Sealed = Extract<SealedHead, { form: 'sealed' }>;

function recipientFindings({ recipients, passwords, unknownRecipients }: Sealed, ours: Ours): readonly Found[] {
  const found: Found[] = [];
  if (recipients.length === 0 && unknownRecipients === 0) return [fail('password-only')];
  if (passwords > 0) found.push(fail('password-too'));
  if (unknownRecipients > 0) found.push(fail('unknown-recipient', { count: unknownRecipients }));
  const hidden = recipients.filter(isHidden).length;
  if (hidden > 0) found.push(fail('hidden-recipient', { count: hidden }));
  const named = recipients.filter((recipient) => !isHidden(recipient));
  const strangers = named.filter((recipient) => !isOurs(recipient, ours));
  if (strangers.length > 0) found.push(fail('stranger', keyList(strangers.map(({ keyId }) => keyId))));
  const left = ours.filter((key) => !named.some((recipient) => isOurs(recipient, [key])));
  if (left.length === ours.length) found.push(fail('not-for-customer'));
  else if (left.length > 0) found.push({ code: 'not-to-every-key', weight: 'warn', params: keyList(left.map(({ keyId }) => keyId)) });
  return found;
}

function containerFindings({ container, recipients, ends, more, cut }: Sealed, size: number, read: number): readonly Found[] {
  if (cut || !container) return [read < size ? fail('too-many-recipients', { count: recipients.length }) : fail('cut-short')];
  if (container === 'no-integrity') return [fail('no-integrity')];
  if (container === 'unknown') return [fail('unknown-container')];
  // RFC 9580, section 10.3.2.1: what belongs to the other version must be thrown away.
  if (recipients.some(({ version }) => (version === 6) !== (container === 'version-2'))) return [fail('mixed-versions')];
  if (more) return [fail('more-after')];
  if (ends === undefined) return [{ code: 'length-unknown', weight: 'note', params: {} }];
  if (ends > size) return [fail('cut-short')];
  return ends < size ? [fail('more-after')] : [];
}

export const sealedFile = defineCheck({
  id: 'sealed-file',
  title: 'Sealed for the customer',
  why: 'A dump that was sealed to the wrong key, or not at all, cannot be called back. The names of the recipients stand in the file’s first bytes, so this can be seen before anybody else sees the file. They are what the sealing program wrote: they catch a mistake, not a liar among those who seal.',
  sources: ['RFC 9580, sections 5.1, 5.3, 5.7, 5.13 and 10.3', 'RFC 4880, section 5.7 (no integrity protection)'],
  needs: ['sealedHead', 'sealedFor'],
  settings: z.strictObject({}),
  findings,
  verify({ sealedHead, sealedFor }): Judged<Code> {
    const { head, size } = sealedHead;
    const read = readSealedHead(head);
    switch (read.form) {
      case 'open':
        return { findings: [fail('not-encrypted', { kind: read.kind })], shows: { recipients: [] } };
      case 'signed-only':
        return { findings: [fail('signed-only')], shows: { recipients: [] } };
      case 'key':
        return { findings: [fail('key-file')], shows: { recipients: [] } };
      case 'damaged':
        return { findings: [fail('damaged')], shows: { recipients: [] } };
      case 'sealed':
        return {
          findings: [...recipientFindings(read, sealedFor.encryptionKeys), ...containerFindings(read, size, head.length)],
          shows: { recipients: read.recipients.map(({ keyId }) => keyId).slice(0, 100) },
        };
    }
  },
});
