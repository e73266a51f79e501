/** Decides whether those who signed are those who were to sign: by address where the certificate has one, else by name. */
import type { CmsSignature } from './cms-signature';
import type { Evidence } from './evidence';
import { readMailbox, sameMailbox } from './mail-address';

type Expected = Evidence['formExpectation']['signers'][number];
type Signed = Exclude<CmsSignature, { readonly state: 'unreadable' }>;

/** Case, accents and the order of first and last name apart. */
function plainName(name: string): string {
  return name.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase().split(/[^\p{L}\p{N}]+/u).filter((word) => word !== '').sort().join(' ');
}

export type Match = 'address' | 'name';

export function matches(expected: Expected, { signer, address }: Signed): Match | undefined {
  const [wanted, given] = [readMailbox(expected.address ?? ''), readMailbox(address ?? '')];
  if ('mailbox' in wanted && 'mailbox' in given) return sameMailbox(wanted.mailbox, given.mailbox) ? 'address' : undefined;
  const name = plainName(expected.name ?? '');
  return name !== '' && name === plainName(signer) ? 'name' : undefined;
}

/** Services that seal a document in their own name; who signed is written in it and known to the service. */
const services = /\b(docusign|adobe acrobat sign|adobe sign|echosign|dropbox sign|hellosign|pandadoc|signnow|skribble|scrive|yousign|signaturit)\b/i;

export const isService = ({ signer, organisation, trust }: Signed): boolean => trust !== 'self-signed' && services.test(`${signer} ${organisation ?? ''}`);

export const nameOf = ({ name, address }: Expected): string => name ?? address ?? '?';

/** Whether the signer's certificate carries an address of this very domain. */
export function isOf(domain: string | undefined, { address }: Signed): boolean {
  const given = readMailbox(address ?? '');
  return domain !== undefined && 'mailbox' in given && given.mailbox.host === domain;
}
