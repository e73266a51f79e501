/** Decides what a certificate of disposal says: the facts on record, in sentences that stand without the ticket. */
import type { CertificateFacts } from '../procedure/request';

export type Part =
  | { readonly as: 'heading'; readonly text: string }
  | { readonly as: 'note'; readonly heading: string; readonly text: string; readonly code: string }
  /** Rows of a term and what is to be said of it; `head` names the two columns. */
  | { readonly as: 'table'; readonly head?: readonly [string, string]; readonly rows: readonly (readonly [string, string])[] };

export type Says = { readonly title: string; readonly subtitle: string; readonly footer: string; readonly parts: readonly Part[] };

const months = ['January', 'February', 'March', 'April', 'May', 'June', 'July', 'August', 'September', 'October', 'November', 'December'];

/** Not spelled by Intl: another version of it could spell otherwise, and the same facts have to give the same bytes. */
function day(written: string): string {
  const [year = '', month = '', date = ''] = written.split('-');
  return `${String(Number(date))} ${months[Number(month) - 1] ?? month} ${year}`;
}

const disposedOf: Readonly<Record<CertificateFacts['profile'], string>> = {
  'delivered-dump': 'The copy of the customer’s data that was made for this ticket',
  'tenant-systems': 'The data of the customer’s tenant, in every system named below',
};

const grounds: Readonly<Record<CertificateFacts['ground'], string>> = {
  receipt: 'The customer confirmed that they received their data.',
  'copy-declined': 'The customer declined a copy of their data in writing.',
  'notice-unanswered': 'A notice to the customer went unanswered, as two people found.',
};

export function whatItSays(facts: CertificateFacts): Says {
  const { ticket, number, company, site, tenantId, licences, systems, backups, restorableUntil } = facts;
  const disposal = `${ticket}, disposal ${String(number)}`;
  return {
    title: 'Certificate of disposal',
    subtitle: `${disposal}. Issued by ${facts.issuedBy} on ${day(facts.issuedOn)}.`,
    footer: `Certificate of disposal, ${disposal}`,
    parts: [
      {
        as: 'table',
        rows: [
          ['Customer', company],
          ['Site', site],
          ['Tenant', tenantId],
          ['Licences', licences.length > 0 ? licences.join(', ') : 'None on record'],
          ['Disposed of', `${disposedOf[facts.profile]}, on ${day(facts.disposedOn)}`],
          ['Ground', grounds[facts.ground]],
          ['Asked for by', facts.askedBy],
          ['Approved by', `${facts.approvedBy}, on ${day(facts.approvedOn)}, who did not ask for it`],
          ['Carried out by', `${facts.carriedOutBy}, on ${day(facts.disposedOn)}`],
        ],
      },
      { as: 'heading', text: 'What was deleted' },
      { as: 'table', head: ['System', 'What shows that the data is gone'], rows: systems.map(({ system, note }) => [system, note]) },
      { as: 'heading', text: 'What is kept for a time' },
      {
        as: 'table',
        head: ['Copy', 'Kept until'],
        rows: [
          ...(restorableUntil ? [['Safety copy, from which the data can be restored', day(restorableUntil)] as const] : []),
          ...backups.map(({ what, until }) => [what, day(until)] as const),
          ...(restorableUntil || backups.length > 0 ? [] : [['No safety copy and no backup was named', '–'] as const]),
        ],
      },
      {
        as: 'note',
        heading: 'How to verify',
        text: `Every step of this disposal is an entry in the trail of ${ticket}, and each entry holds the hash of the one before it. An edit, a removal or another order shows when an export of the trail is verified, which needs neither the vendor’s systems nor a network. The SHA-256 of this file is an entry too, and stands in the comment with which the file was attached. The last entry before this certificate has the hash`,
        code: facts.trailHead,
      },
    ],
  };
}
