/** Decides how terms are spelled for the people who approve or carry them out; fingerprints are never shortened. */
import type { TermView } from '../contract';
import type { Decision, SnapshotRequest, TermName, Terms } from '../procedure/request';
import { changedTerms } from '../procedure/terms';
import { messages } from '../procedure/messages';
import { say } from './looker';

const days = new Intl.DateTimeFormat('en-GB', { day: 'numeric', month: 'short', year: 'numeric', timeZone: 'UTC' });

/** Terms are read long after they were written, so their days always carry the year. */
export const spelledDay = (day: string): string => days.format(new Date(`${day}T00:00:00Z`)).replace('Sept', 'Sep');

const kindTitle = (kind: string | undefined): string => (kind ? (messages[`kind.${kind}.title`] ?? kind) : '');

/** One term as one line of text; empty where it is not filled. */
export function spellTerm(terms: Terms, name: TermName): string {
  switch (name) {
    case 'licences':
      return terms.licences?.join(', ') ?? '';
    case 'kind':
      return kindTitle(terms.kind);
    case 'scope':
      return terms.scope ? `${terms.scope.product}: ${terms.scope.data}, ${spelledDay(terms.scope.from)} to ${spelledDay(terms.scope.to)}` : '';
    case 'requester':
      return terms.requester ? `${terms.requester.name}, ${terms.requester.address}` : '';
    case 'recipient':
      return terms.recipient ? `${terms.recipient.name}, ${terms.recipient.address}, ${terms.recipient.employer}, ${terms.recipient.country}` : '';
    default:
      return terms[name] ?? '';
  }
}

function lookOf(name: TermName, terms: Terms, request: SnapshotRequest): Omit<TermView, 'term' | 'label'> | undefined {
  const plain = (value: string | undefined, width: 1 | 2 | 3 = 1, small?: string): Omit<TermView, 'term' | 'label'> | undefined => (value ? { value, as: 'text', width, ...(small && { small }) } : undefined);
  switch (name) {
    case 'kind':
      return plain(kindTitle(terms.kind));
    case 'licences':
      return plain(terms.licences?.join(', '));
    case 'scope':
      return terms.scope && plain(`${terms.scope.product}: ${terms.scope.data}`, 1, `${spelledDay(terms.scope.from)} to ${spelledDay(terms.scope.to)}`);
    case 'requester':
      return terms.requester && plain(terms.requester.name || terms.requester.address, 1, terms.requester.address);
    case 'recipient':
      return terms.recipient && plain(terms.recipient.name, 1, `${terms.recipient.address}, ${terms.recipient.employer}, ${terms.recipient.country}`);
    case 'tenant':
      return terms.tenant ? { value: terms.tenant, as: 'code', width: 3 } : undefined;
    case 'encryptionKey':
      return terms.encryptionKey ? { value: terms.encryptionKey, as: 'fingerprint', width: 3 } : undefined;
    case 'sshKey':
      return terms.sshKey ? { value: terms.sshKey, as: 'code', width: 2 } : undefined;
    case 'signedForm': {
      const file = request.files['signed-form'];
      return terms.signedForm ? { value: file?.name ?? terms.signedForm, small: `SHA-256 ${terms.signedForm.slice(0, 16)}…`, as: 'file', width: 3, ...(file && !request.letGo?.form && { attachmentId: file.attachmentId }) } : undefined;
    }
    case 'site':
      return plain(terms.site);
  }
}

/** In the order in which people read them, the short ones first. */
const order: readonly TermName[] = ['site', 'licences', 'kind', 'requester', 'recipient', 'scope', 'tenant', 'encryptionKey', 'sshKey', 'signedForm'];

/** The filled terms, those marked that read otherwise than in `earlier`. */
export function termViews(terms: Terms, request: SnapshotRequest, earlier: Decision | undefined): readonly TermView[] {
  const changed = earlier ? changedTerms(earlier.terms, terms) : [];
  return order.flatMap((name): TermView[] => {
    const look = lookOf(name, terms, request);
    if (!look) return [];
    return [{ term: name, label: say(`term.${name}`), ...look, ...(changed.includes(name) && earlier?.voided && { changed: say('term.changed', { on: { moment: earlier.voided.at } }) }) }];
  });
}

