/** Decides whether the key names somebody whom the request knows: the recipient, the requester or a listed contact. */
import { z } from 'zod';
import { listedContacts } from './address-relation';
import { type Finding, type Judged, defineCheck } from './check';
import { assess } from './encryption-keys';
import type { Person } from './evidence';
import { openKeyFile } from './key-file';
import { type Mailbox, readMailbox, sameMailbox } from './mail-address';

const CONFIRM = 'An agent reads the fingerprint out to the recipient, over a channel that is already known, and records the answer.';

const findings = {
  'recipient-named': { says: 'The key names the recipient.', remedy: 'Nothing to do.' },
  'requester-named': { says: 'The key names the requester, who is not the recipient.', remedy: CONFIRM },
  'listed-contact-named': { says: 'The key names a listed contact of the licence, who is not the recipient.', remedy: CONFIRM },
  'no-known-address': { says: 'The key names neither the recipient nor the requester nor a listed contact.', remedy: CONFIRM },
  'no-address': { says: 'The key names no mail address at all.', remedy: CONFIRM },
  'recipient-unknown': { says: 'Unknown: the recipient’s address is not known, so nothing can be held against the key.', remedy: 'An agent enters the recipient’s address.' },
  'key-unread': { says: 'Unknown: no key could be read from the file, so it names nobody.', remedy: 'See the check “Encryption key”.' },
} as const;

type Code = keyof typeof findings;

function mailboxOf(written: string): Mailbox | undefined {
  const reading = readMailbox(written);
  return 'mailbox' in reading ? reading.mailbox : undefined;
}

const isNamed = (person: Person | undefined, named: readonly Mailbox[]): boolean => {
  const mailbox = mailboxOf(person?.address ?? '');
  return mailbox !== undefined && named.some((each) => sameMailbox(each, mailbox));
};

const says = (code: Code, weight: Finding['weight'], relation: string): Judged<Code> => ({ findings: [{ code, weight, params: {} }], shows: { names: relation } });

export const keyOwner = defineCheck({
  id: 'key-owner',
  title: 'Owner of the encryption key',
  why: 'Anybody can make a key. One that names the person who is to receive the data is a little harder to slip in, and one that names nobody we know asks for a second look. A name in a key proves nothing by itself: the fingerprint does.',
  sources: ['RFC 9580, section 5.11 (user ids) and section 5.2.1 (only those that the key itself has signed count)'],
  needs: ['encryptionKey', 'recipient'],
  uses: ['requester', 'licences'],
  settings: z.strictObject({}),
  findings,
  async verify({ encryptionKey, recipient, requester, licences }, _settings, now): Promise<Judged<Code>> {
    const opened = openKeyFile(encryptionKey.bytes, encryptionKey.chosenFingerprint);
    if ('refused' in opened) return says('key-unread', 'unknown', 'nobody');
    const openpgp = await import('./openpgp.cjs');
    const moment = now.getTime();
    // How strong the key is, is the other check's question; here a short key may still say whose it is.
    const { userIds, fault } = await assess(openpgp, opened.certificate, { now: moment, until: moment }, { minimumRsaBits: 1024 });
    if (fault && userIds.length === 0) return says('key-unread', 'unknown', 'nobody');
    const named = userIds.flatMap(({ text }) => mailboxOf(text) ?? []);
    if (isNamed(recipient, named)) return says('recipient-named', 'note', 'recipient');
    if (named.length === 0) return says('no-address', 'warn', 'nobody');
    if (mailboxOf(recipient.address ?? '') === undefined) return says('recipient-unknown', 'unknown', 'nobody');
    if (isNamed(requester, named)) return says('requester-named', 'warn', 'requester');
    const contacts = listedContacts(licences?.found.flatMap((licence) => licence.contacts) ?? []);
    const listed = contacts.some(({ mailbox }) => named.some((each) => sameMailbox(each, mailbox)));
    return listed ? says('listed-contact-named', 'warn', 'listed-contact') : says('no-known-address', 'warn', 'nobody');
  },
});
