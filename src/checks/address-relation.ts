/** Decides how an address stands to the contacts listed under the licences: listed, of their domain, a stranger, or an imitation. */
import type { Contact, LicenceLookup } from './evidence';
import { hasNumber } from './licence-number';
import { type Likeness, differsAt, imitates, lettersApart, skeleton } from './lookalike';
import { type Mailbox, readMailbox, registrableDomain, sameMailbox } from './mail-address';
import type { SharedMail, SharedMailOf } from './shared-mail';

export type Relation = 'listed-contact' | 'same-domain' | 'free-mail' | 'lookalike' | 'other-domain' | 'invalid' | 'unknown';

export type ListedContact = { readonly mailbox: Mailbox; readonly role: Contact['role']; readonly name?: string };

export type Related = {
  readonly relation: Exclude<Relation, 'invalid'>;
  readonly shared?: SharedMail;
  /** The contact that the relation is to. */
  readonly contact?: ListedContact;
  readonly likeness?: Likeness | 'local';
};

/** Who of a licence's contacts can be written to. "RTBF" stands where a contact asked to be forgotten. */
export function listedContacts(contacts: readonly Contact[]): readonly ListedContact[] {
  const listed: ListedContact[] = [];
  for (const { role, name, address } of contacts) {
    const reading = readMailbox(address ?? '');
    if (!('mailbox' in reading)) continue;
    const { mailbox } = reading;
    if (listed.some((other) => sameMailbox(other.mailbox, mailbox))) continue;
    listed.push({ mailbox, role, ...(name === undefined || name.toUpperCase() === 'RTBF' ? {} : { name }) });
  }
  return listed;
}

/** The contacts of each licence that was asked for: to be listed on one customer's licence says nothing of another's. */
export function contactsByNumber({ asked, found }: LicenceLookup): ReadonlyMap<string, readonly ListedContact[]> {
  const byNumber = new Map<string, readonly ListedContact[]>();
  for (const number of asked) {
    const entries = found.filter((licence) => hasNumber(licence, number));
    if (entries.length > 0) byNumber.set(number, listedContacts(entries.flatMap((entry) => entry.contacts)));
  }
  return byNumber;
}

/** Someone at the contact's own free-mail provider who took nearly the contact's name. */
const nearlyNamed = (mailbox: Mailbox, contact: ListedContact): boolean =>
  mailbox.host === contact.mailbox.host
  && (skeleton(mailbox.local) === skeleton(contact.mailbox.local) || (contact.mailbox.local.length >= 6 && lettersApart(mailbox.local, contact.mailbox.local, 1) <= 1));

export function relate(mailbox: Mailbox, contacts: readonly ListedContact[], sharedMailOf: SharedMailOf): Related {
  const shared = sharedMailOf(mailbox.host);
  const known = shared === undefined ? {} : { shared };
  const listed = contacts.find((contact) => sameMailbox(contact.mailbox, mailbox));
  if (listed) return { relation: 'listed-contact', contact: listed, ...known };

  if (shared !== undefined) {
    const tagged = contacts.find((contact) => isTagged(mailbox, contact));
    if (tagged) return { relation: 'free-mail', ...known, contact: tagged };
    const twin = contacts.find((contact) => nearlyNamed(mailbox, contact));
    return { relation: 'free-mail', ...known, ...(twin ? { contact: twin, likeness: 'local' as const } : {}) };
  }
  const domain = registrableDomain(mailbox.host);
  const colleagues = domain === undefined ? [] : contacts.filter((contact) => contact.mailbox.domain === domain);
  const colleague = colleagues.find((contact) => isTagged(mailbox, contact)) ?? colleagues[0];
  if (colleague) return { relation: 'same-domain', contact: colleague };

  for (const contact of contacts) {
    const likeness = imitates(mailbox.host, contact.mailbox.host);
    if (likeness) return { relation: 'lookalike', contact, likeness };
  }
  return { relation: contacts.length > 0 ? 'other-domain' : 'unknown' };
}

/** `dana+x@…` beside the listed `dana@…`. Delivery to the same person is a custom of some providers, not a rule (RFC 5233). */
export const isTagged = (mailbox: Mailbox, contact: ListedContact): boolean =>
  mailbox.host === contact.mailbox.host && mailbox.local.startsWith(`${contact.mailbox.local}+`);

/** The part that differs, as [from, to) in each readable address. Only the domain counts where the domain imitates. */
export function oddLetters(mailbox: Mailbox, contact: ListedContact, likeness: Related['likeness']): ReturnType<typeof differsAt> {
  const [one, other] = [mailbox.readable, contact.mailbox.readable];
  if (likeness === 'local') return differsAt(one, other);
  const starts = [one.lastIndexOf('@') + 1, other.lastIndexOf('@') + 1] as const;
  const odd = differsAt(one.slice(starts[0]), other.slice(starts[1]));
  return { address: [odd.address[0] + starts[0], odd.address[1] + starts[0]], contact: [odd.contact[0] + starts[1], odd.contact[1] + starts[1]] };
}
