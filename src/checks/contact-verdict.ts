/** Decides what an address's relation to the listed contacts means for the procedure, alike for requester and recipient. */
import { z } from 'zod';
import { type ListedContact, type Related, type Relation, contactsByNumber, isTagged, listedContacts, oddLetters, relate } from './address-relation';
import type { Finding, FindingText, Judged, Weight } from './check';
import type { Evidence, LicenceLookup, Person } from './evidence';
import { type Mailbox, readMailbox, sameMailbox } from './mail-address';
import { type SharedMailOf, sharedMailLists } from './shared-mail';

export const contactSettings = z.strictObject({
  listedContactsOnly: z.enum(['off', 'warn', 'required']).default('warn').describe('What an address of the contacts’ own domain, not itself listed, gets: nothing, a warning or a refusal'),
  alsoFreeMail: z.array(z.string().max(253)).max(500).default([]).describe('Mail domains to treat as free mail besides the built-in lists'),
});

type ContactSettings = z.infer<typeof contactSettings>;

export const contactSources = [
  'Public Suffix List, with its private section',
  'Unicode UTS 39, security mechanisms (confusable letters), and UTS 46 (internationalised domain names)',
  'RFC 5321 section 4.1.2 (form of an address) and RFC 5233 (an address with +detail is another address)',
];

const askTheContact = 'An agent asks the listed contact, at the address on the licence, whether they authorise {address}, and records the answer.';
const raiseFlag = 'An agent flags the ticket. The team lead settles the flag before anything goes on.';

/** One set of words, so that a code means the same for whoever it is said of. */
export function contactFindings(who: 'requester' | 'recipient') {
  return {
    'address-unknown': { says: `Unknown: Jira gives no address for the ${who}.`, remedy: 'An agent enters the address and how it is known, and a second person confirms it.' },
    'self-asserted': { says: '{address} was typed into a field, which proves nothing about who typed it.', remedy: 'An agent finds the address of the account itself, or enters it with how it is known, and a second person confirms it.' },
    'by-hand': { says: '{address} was entered by an agent, not given by Jira.', remedy: 'A second person confirms how the address is known.' },
    'not-an-address': { says: `What is given for the ${who} is not one mail address.`, remedy: `An agent asks the customer for the ${who}’s plain address and enters it.` },
    'two-at-signs': { says: `The ${who}’s address has two @ signs, so it can be read as either of two.`, remedy: raiseFlag },
    'hidden-characters': { says: `The ${who}’s address holds characters that cannot be seen.`, remedy: raiseFlag },
    'display-name-spoof': { says: 'The name “{name}” is written like an address, but the mail address is {address}.', remedy: raiseFlag },
    'listed-contact': { says: '{address} is the {role, select, technical {technical} other {billing}} contact of the licence.', remedy: 'Nothing to do.' },
    'listed-with-free-mail': { says: '{address} is a listed contact, at a free-mail provider.', remedy: 'Nothing to do: being listed is what counts. The agreement goes to this very address.' },
    'listed-at-partner': { says: '{address} is a listed contact, and in the domain of the partner who sold the licence.', remedy: 'An agent asks the customer’s own people whether the partner may act for them.' },
    'same-domain': { says: '{address} is of the same domain as {contact}.', remedy: 'Nothing to do.' },
    'not-a-listed-contact': { says: '{address} is of the right domain, but not a listed contact.', remedy: askTheContact },
    'tagged-address': { says: '{address} is {contact} with a tag, which not every mail system delivers to the same person.', remedy: 'An agent asks {contact} to write from the listed address.' },
    'not-on-every-licence': { says: '{address} is not a contact of {licences}.', remedy: 'A listed contact of {licences} authorises {address}, or the request leaves it out.' },
    'free-mail': { says: '{address} is at a free-mail provider and not a listed contact.', remedy: askTheContact },
    'disposable-mail': { says: '{address} is at a provider of throw-away addresses.', remedy: raiseFlag },
    'lookalike-address': { says: '{address} is nearly, but not, the listed {contact}.', remedy: raiseFlag },
    'lookalike-domain': {
      says: '{likeness, select, suffix {The domain of {address} has the name of {contact}’s, under another suffix.} inside {The domain of {address} only contains the name of {contact}’s.} other {The domain of {address} looks like {contact}’s, and is another.}}',
      remedy: raiseFlag,
    },
    'partner-contact': { says: '{address} belongs to the partner who sold the licence, not to the customer.', remedy: askTheContact },
    'other-domain': { says: '{address} is of another domain than every listed contact.', remedy: askTheContact },
    'no-contacts': { says: 'Unknown: no contact with an address is listed under the licence.', remedy: 'An agent finds out from the licence directory or the account manager who may ask, and a second person confirms it.' },
    authorised: { says: '{by}, a listed contact, authorised {address}.', remedy: 'Nothing to do.' },
    'authorisation-unproven': { says: `The authorisation for the ${who} does not count: it is not from the proven address of a listed contact.`, remedy: 'A listed contact authorises {address} from the address on the licence.' },
  } as const satisfies Readonly<Record<string, FindingText>>;
}

export type ContactCode = keyof ReturnType<typeof contactFindings>;

/** `undefined` where nobody authorised this address; whether the authorising address is proven decides if it counts. */
function authorisationOf(mailbox: Mailbox, given: Evidence['authorisation'] | undefined, groups: readonly (readonly ListedContact[])[]): { readonly counts: boolean; readonly by: string; readonly byHand: boolean } | undefined {
  if (given === undefined) return undefined;
  const whom = readMailbox(given.forAddress);
  if (!('mailbox' in whom) || !sameMailbox(whom.mailbox, mailbox)) return undefined;
  const by = readMailbox(given.by.address ?? '');
  if (!('mailbox' in by)) return { counts: false, by: '', byHand: false };
  const listed = groups.length > 0 && groups.every((contacts) => contacts.some((contact) => sameMailbox(contact.mailbox, by.mailbox)));
  const byHand = given.by.addressFrom === 'by-hand';
  const proven = byHand || given.by.addressFrom === 'account' || given.by.addressFrom === 'reporter-field';
  return { counts: listed && proven, by: by.mailbox.readable, byHand };
}

const fromPartner = (mailbox: Mailbox, { found }: LicenceLookup, sharedMailOf: SharedMailOf): boolean =>
  found.some((licence) => {
    const partner = readMailbox(licence.partner?.address ?? '');
    if (!('mailbox' in partner)) return false;
    if (sameMailbox(partner.mailbox, mailbox)) return true;
    return sharedMailOf(mailbox.host) === undefined && mailbox.domain !== undefined && mailbox.domain === partner.mailbox.domain;
  });

function namesAnother(name: string, mailbox: Mailbox): boolean {
  if (!/\S@\S+\.\S/.test(name)) return false;
  const reading = readMailbox(name);
  return !('mailbox' in reading && sameMailbox(reading.mailbox, mailbox));
}

export async function judgeContact(person: Person, licences: LicenceLookup, authorisation: Evidence['authorisation'] | undefined, settings: ContactSettings): Promise<Judged<ContactCode>> {
  const reading = readMailbox(person.address ?? '');
  if ('problem' in reading) {
    if (reading.problem === 'empty') return { findings: [{ code: 'address-unknown', weight: 'unknown', params: {} }], shows: { relation: 'unknown' satisfies Relation } };
    return { findings: [{ code: reading.problem, weight: 'fail', params: {} }], shows: { relation: 'invalid' satisfies Relation, address: person.address?.slice(0, 320) } };
  }
  const { mailbox } = reading;
  const address = mailbox.readable;
  const sharedMailOf = await sharedMailLists(settings.alsoFreeMail);
  const groups = contactsByNumber(licences);
  const everyone = listedContacts(licences.found.flatMap((licence) => licence.contacts));
  const related = relate(mailbox, everyone, sharedMailOf);
  const partner = fromPartner(mailbox, licences, sharedMailOf);
  const allowed = authorisationOf(mailbox, authorisation, [...groups.values()]);

  const findings: Finding<ContactCode>[] = [];
  const add = (code: ContactCode, weight: Weight, params: Finding['params'] = {}): void => void findings.push({ code, weight, params: { address, ...params } });

  // Who may be cured by a listed contact's word, and how heavy the finding is without it.
  const unlessAuthorised = (code: ContactCode, weight: Weight, params: Finding['params'] = {}): void => add(code, allowed?.counts ? 'note' : weight, params);

  sayRelation(related, partner, settings, add, unlessAuthorised);
  if (related.contact && isTagged(mailbox, related.contact)) add('tagged-address', 'note', { contact: related.contact.mailbox.readable });
  const elsewhere = [...groups].flatMap(([number, contacts]) => {
    const there = relate(mailbox, contacts, sharedMailOf).relation;
    return there === 'listed-contact' || there === related.relation ? [] : [{ number, there }];
  });
  if (elsewhere.length > 0 && (related.relation === 'listed-contact' || related.relation === 'same-domain')) {
    const colleagues = elsewhere.every(({ there }) => there === 'same-domain');
    unlessAuthorised('not-on-every-licence', colleagues ? policyWeight(settings) : 'fail', { licences: { list: elsewhere.map(({ number }) => number), join: 'and' } });
  }

  const name = mailbox.displayName ?? person.name;
  if (name !== undefined && namesAnother(name, mailbox)) add('display-name-spoof', 'fail', { name: name.slice(0, 200) });
  if (allowed?.counts) add('authorised', allowed.byHand ? 'warn' : 'note', { by: allowed.by });
  else if (allowed !== undefined && related.relation !== 'listed-contact') add('authorisation-unproven', 'warn');
  if (person.addressFrom === 'by-hand') add('by-hand', 'warn');
  else if (person.addressFrom !== 'account' && person.addressFrom !== 'reporter-field') add('self-asserted', 'unknown');

  const { contact } = related;
  return {
    findings,
    shows: {
      relation: related.relation,
      address,
      ...(contact === undefined ? {} : { contact: { address: contact.mailbox.readable, role: contact.role, ...(contact.name === undefined ? {} : { name: contact.name }) } }),
      ...(contact !== undefined && related.likeness !== undefined ? { differsAt: oddLetters(mailbox, contact, related.likeness) } : {}),
    },
  };
}

const policyWeight = ({ listedContactsOnly }: ContactSettings): Weight => ({ off: 'note', warn: 'warn', required: 'fail' } as const)[listedContactsOnly];

type Say = (code: ContactCode, weight: Weight, params?: Finding['params']) => void;

function sayRelation(related: Related, partner: boolean, settings: ContactSettings, say: Say, unlessAuthorised: Say): void {
  const contact = related.contact?.mailbox.readable ?? '';
  switch (related.relation) {
    case 'listed-contact':
      say('listed-contact', 'note', { role: related.contact?.role ?? 'technical' });
      if (related.shared !== undefined) say('listed-with-free-mail', 'note');
      if (partner) say('listed-at-partner', 'warn');
      return;
    case 'same-domain':
      say('same-domain', 'note', { contact });
      if (partner) unlessAuthorised('partner-contact', 'fail');
      else unlessAuthorised('not-a-listed-contact', policyWeight(settings));
      return;
    case 'free-mail':
      if (related.likeness !== undefined) say('lookalike-address', 'fail', { contact });
      if (related.shared === 'disposable') say('disposable-mail', 'fail');
      else unlessAuthorised('free-mail', 'fail');
      return;
    case 'lookalike':
      // Not even a listed contact's word helps: that it was theirs is just what an impostor would claim.
      say('lookalike-domain', 'fail', { contact, likeness: related.likeness ?? 'letters' });
      return;
    case 'other-domain':
      unlessAuthorised(partner ? 'partner-contact' : 'other-domain', 'fail');
      return;
    case 'unknown':
      say('no-contacts', 'unknown');
      if (partner) say('partner-contact', 'fail');
  }
}
