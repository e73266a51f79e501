/** Decides what a decision approves: the terms, their seal, and which of them changed since. */
import { canonicalJson } from '../trail/canonical-json';
import { digest } from '../trail/digest';
import { termNames, type SnapshotRequest, type TermName, type Terms } from './request';

/** The terms as the request stands. A fact that nobody confirmed fills no term. */
export function termsOf(request: SnapshotRequest): Terms {
  const { facts } = request;
  const requester = facts.requester?.confirmed && facts.requester.value;
  const recipient = facts.recipient?.confirmed && facts.recipient.value;
  const key = keyFingerprint(request);
  const ssh = shown(request, 'ssh-key', 'fingerprint');
  return {
    ...(facts.tenant?.confirmed && { tenant: facts.tenant.value }),
    ...(facts.site?.confirmed && { site: facts.site.value }),
    ...(facts.licences?.confirmed && { licences: [...facts.licences.value].sort() }),
    ...(facts.kind?.confirmed && { kind: facts.kind.value }),
    ...(facts.product?.confirmed && facts.data?.confirmed && facts.dates?.confirmed && { scope: { product: facts.product.value, data: facts.data.value, ...facts.dates.value } }),
    ...(requester?.address && { requester: { name: requester.name ?? '', address: requester.address } }),
    ...(recipient && { recipient: { name: recipient.name, address: recipient.address, employer: recipient.employer, country: facts.country?.confirmed ? facts.country.value : '' } }),
    ...(key && { encryptionKey: key }),
    ...(ssh && { sshKey: ssh }),
    ...(request.files['signed-form'] && { signedForm: request.files['signed-form'].sha256 }),
  };
}

/** The fingerprint of the key on file, upper-case hex, as its check read it; absent until that check has read this very file. */
export const keyFingerprint = (request: SnapshotRequest): string | undefined => shown(request, 'openpgp-key', 'fingerprint');

const fileOf = { 'openpgp-key': 'encryption-key', 'ssh-key': 'ssh-key' } as const;

function shown(request: SnapshotRequest, check: keyof typeof fileOf, name: string): string | undefined {
  const verdict = request.verdicts[check];
  const file = request.files[fileOf[check]];
  const value = verdict?.shows[name];
  const isOfThisFile = file !== undefined && verdict?.evidence.some((item) => item.from === file.sha256);
  return isOfThisFile && typeof value === 'string' ? value : undefined;
}

export const termsDigest = (terms: Terms): string => digest(terms);

/** What a decision is bound to: the terms with a nonce, so that a seal on the trail cannot be guessed back to an address. */
export const sealOf = (terms: Terms, nonce: string): string => digest({ nonce, terms });

/** Filled terms of `then` that read otherwise in `now`. Filling an empty term changes nothing that was approved. */
export function changedTerms(then: Terms, now: Terms): TermName[] {
  return termNames.filter((name) => then[name] !== undefined && (now[name] === undefined || canonicalJson(then[name]) !== canonicalJson(now[name])));
}
