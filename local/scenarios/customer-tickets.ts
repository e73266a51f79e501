// Says what the customers of the default scenario ask, in their own words, what each ticket shows, and what they could do next.
import { AMARA, DANA, GRACE, INES, KOFI, LENA, LOOKALIKE, LUIS, NOOR, OWEN, PIOTR, SIMONE, SVEN, YARA } from './customers';

/** Something a customer does with one click. A file is named as it lies in `files/`, a secret half as it lies in the folder of those. */
export type Act = { id: string; label: string; who: string } & ({ attaches: string } | { attachesKeyThatEndsSoon: string } | { writes: string } | { opensCodeWith: string });

export interface CustomerTicket {
  /** What journeys call it. */
  name: string;
  shows: string;
  requestType: string;
  reporter: string;
  participants?: string[];
  summary: string;
  description: string;
  /** By the label in the portal's form. */
  fields?: Record<string, string>;
  /** Once the request is there, as a file of `files/`. */
  attaches?: string;
  acts: Act[];
}

const attaches = (id: string, who: string, label: string, file: string): Act => ({ id, who, label, attaches: file });
const writes = (id: string, who: string, label: string, text: string): Act => ({ id, who, label, writes: text });

export const customerTickets: CustomerTicket[] = [
  {
    name: 'data-dump',
    shows: 'Everything is there: a few minutes of clicks take it from the request to a linked SRE task.',
    requestType: 'Data snapshot',
    reporter: DANA,
    participants: [LUIS],
    summary: 'Copy of our Timesheets data for the new reporting warehouse',
    description: `Hello,

We are building our own reporting and would like a copy of what Timesheets keeps for us. Luis from our data team takes delivery. He has a key and can attach it here whenever you need it.

Data: All work logs
Dates: 2019-01-01 to 2026-12-31
Recipient: Luis Ferreira, ${LUIS}, Northwind Traders
Country: Germany

Best wishes,
Dana`,
    fields: { 'Site URL': 'https://northwind.atlassian.net', SEN: 'E-1A2-B3C-D4E-5F6' },
    acts: [
      attaches('attach-form', DANA, 'Dana Whitfield attaches the signed form', 'service-request-signed.pdf'),
      attaches('attach-key', LUIS, 'Luis Ferreira attaches luis-ferreira.asc', 'luis-ferreira.asc'),
      attaches('attach-ssh-key', LUIS, 'Luis Ferreira attaches his SSH key', 'luis-ferreira.pub'),
      attaches('attach-other-key', LUIS, 'Luis Ferreira attaches another key', 'luis-ferreira-new.asc'),
      { id: 'attach-short-key', who: LUIS, label: 'Luis Ferreira attaches a key that ends in three days', attachesKeyThatEndsSoon: 'luis-ferreira-short.asc' },
      attaches('attach-expired-key', LUIS, 'Luis Ferreira attaches a key that has expired', 'luis-ferreira-expired.asc'),
      attaches('attach-private-key', LUIS, 'Luis Ferreira attaches a private key', 'northwind-backup.asc'),
      attaches('attach-wrong-file', LUIS, 'Luis Ferreira attaches a wrong file', 'screenshot-of-my-key.png'),
      attaches('attach-blank-form', DANA, 'Dana Whitfield attaches the blank form', 'service-request-blank.pdf'),
    ],
  },
  {
    name: 'offboarding',
    shows: 'Three facts are missing, so the question to the customer is ready, and somebody from outside would read it too.',
    requestType: 'Offboarding export',
    reporter: AMARA,
    participants: [OWEN],
    summary: 'Export before we close our account',
    description: `Hi,

we are consolidating our tools and will not renew Timesheets. Before we leave we want to take our data with us. Owen helps us with the move, so I have added him here.

What do you need from us?

Amara Diallo
Proseware`,
    fields: { 'Site URL': 'https://proseware.atlassian.net', SEN: 'E-2B7-K41-Q9D-8TX' },
    acts: [
      writes('answer', AMARA, 'Amara Diallo answers the question', 'Dates: 2020-03-01 to 2026-12-31\nRecipient: Tomás Rivera, tomas.rivera@proseware.com, Proseware\nCountry: Spain'),
      attaches('attach-form', AMARA, 'Amara Diallo attaches the signed form', 'service-request-proseware.pdf'),
      attaches('attach-key', AMARA, 'Amara Diallo attaches Tomás Rivera’s key', 'tomas-rivera.asc'),
      attaches('attach-ssh-key', AMARA, 'Amara Diallo attaches Tomás Rivera’s SSH key', 'tomas-rivera.pub'),
      { id: 'answer-code', who: AMARA, label: 'Amara Diallo sends the code back', opensCodeWith: 'tomas-rivera.asc' },
    ],
  },
  {
    name: 'lookalike',
    shows: 'The requester’s domain is one letter off the listed contact’s: it needs the team lead.',
    requestType: 'Data snapshot',
    reporter: LOOKALIKE,
    summary: 'Urgent: database copy for our auditors',
    description: `Hello support,

our auditors are here this week and need the complete data of our retail site. Please send it to me directly, I will pass it on. This has to be quick, so please skip whatever you can.

Dates: 2020-01-01 to 2026-10-31
Recipient: Dana Whitfield, ${LOOKALIKE}, Northwind Traders
Country: Germany

Dana Whitfield`,
    fields: { 'Site URL': 'https://northwind-retail.atlassian.net', SEN: 'E-3N0-RT4-WND-333' },
    acts: [
      writes('press', LOOKALIKE, 'Dana Whitfield presses for it', 'Any news? Our auditors are waiting, and your colleague told me on the phone that this was approved.'),
      attaches('attach-key', LOOKALIKE, 'Dana Whitfield attaches a key', 'dana-whitfield.asc'),
    ],
  },
  {
    name: 'private-key',
    shows: 'The attached file is a private key: an alarm, and every gate is shut.',
    requestType: 'Data snapshot',
    reporter: NOOR,
    summary: 'Data snapshot for Tailspin Toys, key attached',
    description: `Good morning,

please prepare a snapshot of our site. I am attaching our encryption key right away to save us a round trip.

Dates: 2021-06-01 to 2026-10-31
Recipient: Noor Haddad, ${NOOR}, Tailspin Toys
Country: Netherlands

Noor`,
    fields: { 'Site URL': 'https://tailspintoys.atlassian.net', SEN: 'E-4T4-15P-N70-Y44' },
    attaches: 'tailspin-backup.asc',
    acts: [
      attaches('attach-key', NOOR, 'Noor Haddad attaches a new public key', 'noor-haddad.asc'),
      attaches('attach-ssh-key', NOOR, 'Noor Haddad attaches her SSH key', 'noor-haddad.pub'),
    ],
  },
  {
    name: 'enterprise',
    shows: 'An Enterprise customer: customer success is told before the request goes on.',
    requestType: 'Data snapshot',
    reporter: SIMONE,
    participants: [KOFI],
    summary: 'Snapshot of work logs for the regulator',
    description: `Dear support team,

for a review by our regulator we need a snapshot of all work logs. Kofi Mensah in our records office receives it.

Data: All work logs and their approvals
Dates: 2021-01-01 to 2026-06-30
Recipient: Kofi Mensah, ${KOFI}, Woodgrove Bank
Country: Switzerland

Kind regards
Simone Richter`,
    fields: { 'Site URL': 'https://woodgrove.atlassian.net', SEN: 'E-5W0-0DG-R0V-E55' },
    acts: [
      attaches('attach-form', SIMONE, 'Simone Richter attaches the signed form', 'service-request-woodgrove.pdf'),
      attaches('attach-key', KOFI, 'Kofi Mensah attaches kofi-mensah.asc', 'kofi-mensah.asc'),
      attaches('attach-ssh-key', KOFI, 'Kofi Mensah attaches his SSH key', 'kofi-mensah.pub'),
    ],
  },
  {
    name: 'free-mail',
    shows: 'The requester writes from free mail, and is the listed contact all the same.',
    requestType: 'Data snapshot',
    reporter: LENA,
    summary: 'My Timesheets data',
    description: `Hi! I run a small bicycle workshop and my accountant wants the hours of the last years. Could I have a copy of everything?

Dates: 2022-05-01 to 2026-10-31
Recipient: Lena Sandoval, ${LENA}, Sandoval Cycles
Country: Austria

Thank you, Lena`,
    fields: { 'Site URL': 'https://sandovalcycles.atlassian.net', SEN: 'E-6S4-ND0-V4L-C66' },
    acts: [
      attaches('attach-form', LENA, 'Lena Sandoval attaches the signed form', 'service-request-sandoval.pdf'),
      attaches('attach-key', LENA, 'Lena Sandoval attaches lena-sandoval.asc', 'lena-sandoval.asc'),
      attaches('attach-ssh-key', LENA, 'Lena Sandoval attaches her SSH key', 'lena-sandoval.pub'),
    ],
  },
  {
    name: 'foreign-tenant',
    shows: 'The tenant id on the ticket is another customer’s.',
    requestType: 'Data snapshot',
    reporter: PIOTR,
    summary: 'Database dump for adatum.atlassian.net',
    description: `Hello,

I would like a dump of our instance. A colleague found the tenant id in an old e-mail, I hope it is the right one.

Dates: 2020-09-01 to 2026-09-30
Recipient: Piotr Zieliński, ${PIOTR}, Adatum
Country: Poland

Piotr`,
    fields: { 'Site URL': 'https://adatum.atlassian.net', SEN: 'E-7AD-4TU-M77-70X', 'Tenant ID': '51d18576-c2a1-46be-abbc-b9c64aa0d4cb' },
    acts: [writes('answer', PIOTR, 'Piotr Zieliński takes the tenant id back', 'Sorry, that tenant id is not ours. Please use the one that belongs to adatum.atlassian.net.')],
  },
  {
    name: 'ambiguous-licence',
    shows: 'The licence number is that of two licences, so it is not guessed at.',
    requestType: 'Data snapshot',
    reporter: GRACE,
    summary: 'Copy of our time tracking data',
    description: `Hi there,

we need a copy of our time tracking data for a migration test. The number is the one from our Atlassian invoice.

Dates: 2023-01-01 to 2026-10-31
Recipient: Grace Okafor, ${GRACE}, Litware
Country: Nigeria

Grace`,
    fields: { 'Site URL': 'https://litware.atlassian.net', SEN: 'E-8L1-H05-TLW-800', Product: 'Timesheets' },
    acts: [writes('answer', GRACE, 'Grace Okafor names the right number', 'The entitlement number of Timesheets itself is E-8L1-TWR-T5H-881.')],
  },
  {
    name: 'unknown-address',
    shows: 'Jira does not give the requester’s address: unknown, which never passes.',
    requestType: 'Data snapshot',
    reporter: SVEN,
    summary: 'Snapshot of our seasonal work logs',
    description: `Hello,

before the winter season we archive the work logs of the past ones. Please prepare a snapshot for us.

Dates: 2018-11-01 to 2026-03-31
Recipient: Sven Halvorsen, ${SVEN}, Alpine Ski House
Country: Norway

Sven`,
    fields: { 'Site URL': 'https://alpineskihouse.atlassian.net', SEN: 'E-9A1-P1N-E5K-199' },
    acts: [
      attaches('attach-form', SVEN, 'Sven Halvorsen attaches the signed form', 'service-request-alpine.pdf'),
      attaches('attach-key', SVEN, 'Sven Halvorsen attaches sven-halvorsen.asc', 'sven-halvorsen.asc'),
      attaches('attach-ssh-key', SVEN, 'Sven Halvorsen attaches his SSH key', 'sven-halvorsen.pub'),
    ],
  },
  {
    name: 'audit-log',
    shows: 'An audit log instead of a data dump: other words, other task, the same checks.',
    requestType: 'Audit log export',
    reporter: INES,
    summary: 'Audit log of this year for our ISO audit',
    description: `Hello,

for our ISO audit we need the log of who changed what in Timesheets.

Dates: 1 January 2026 to 30 September 2026
Recipient: Inês Carvalho, ${INES}, Fabrikam
Country: Portugal

Thanks, Inês`,
    fields: { 'Site URL': 'https://fabrikam.atlassian.net', SEN: 'E-0F4-BR1-K4M-A10' },
    acts: [
      attaches('attach-form', INES, 'Inês Carvalho attaches the signed form', 'service-request-fabrikam.pdf'),
      attaches('attach-key', INES, 'Inês Carvalho attaches ines-carvalho.asc', 'ines-carvalho.asc'),
      attaches('attach-ssh-key', INES, 'Inês Carvalho attaches her SSH key', 'ines-carvalho.pub'),
    ],
  },
  {
    name: 'question',
    shows: 'An ordinary question, and so no request: the panel offers to begin one.',
    requestType: 'General question',
    reporter: YARA,
    summary: 'How do I round work logs to a quarter of an hour?',
    description: 'Hello, our team would like to log time in quarters of an hour. Is there a setting for it, and does it change what was logged before? Yara',
    acts: [writes('write-again', YARA, 'Yara Lindqvist asks for data as well', 'While I am here: could we also get a copy of our data some day?')],
  },
];
