/** Decides when a certificate of disposal is issued, and what it says: only of what was attested, in the words of the record. */
import { createHash } from 'node:crypto';
import { certificatePdf } from '../certificate/certificate-pdf';
import { readAccounts } from '../jira/people';
import { todayIn, withDisposal } from '../procedure/disposal';
import type { CertificateFacts, Disposal, SnapshotRequest } from '../procedure/request';
import type { Rules } from '../procedure/rules';
import type { Outcome, Refused } from './change';
import { performOnDisposal } from './on-disposal';

async function factsOf(disposal: Disposal, request: SnapshotRequest, rules: Rules, issuedBy: string, now: Date): Promise<CertificateFacts | undefined> {
  const { carriedOut, decided, tenants } = disposal;
  const [target] = tenants;
  if (!carriedOut || !decided) return undefined;
  const accounts = await readAccounts([disposal.by, decided.by, carriedOut.by, issuedBy]);
  const name = (accountId: string): string => accounts.get(accountId)?.name ?? accountId;
  const day = (at: string): string => todayIn(rules, new Date(at));
  return {
    ticket: request.issueKey,
    number: disposal.number,
    profile: disposal.profile,
    ground: disposal.ground,
    company: target.company ?? request.facts.recipient?.value.employer ?? target.site,
    site: target.site,
    tenantId: target.tenantId,
    licences: request.facts.licences?.value ?? [],
    disposedOn: day(carriedOut.at),
    systems: carriedOut.evidence,
    askedBy: name(disposal.by),
    approvedBy: name(decided.by),
    approvedOn: day(decided.at),
    carriedOutBy: name(carriedOut.by),
    ...(carriedOut.restorableUntil && { restorableUntil: carriedOut.restorableUntil }),
    backups: carriedOut.backups,
    issuedBy: name(issuedBy),
    issuedOn: todayIn(rules, now),
    trailHead: request.trail.head,
  };
}

/** Issues the certificate once. The file is attached by the outbox, and the step is done when it is there. */
export function issueCertificate(issueId: string, actor: string, number: number): Promise<Outcome | Refused> {
  return performOnDisposal(issueId, actor, number, ['carried-out'], async ({ request, rules, now, at, disposal }) => {
    if (disposal.certificate) return { unchanged: true, done: { code: 'done.certificate-issued', params: {} } };
    const facts = await factsOf(disposal, request, rules, actor, now);
    if (!facts) throw new Error('a disposal that was carried out has no decision');
    const sha256 = createHash('sha256').update(await certificatePdf(facts)).digest('hex');
    return {
      request: withDisposal(request, { ...disposal, certificate: { by: actor, at, facts, sha256 } }),
      happening: { type: 'disposal.certificate-made', detail: { disposal: number, sha256 } },
      personal: [facts],
      effects: [{ name: `certificate#${number}`, what: { do: 'attach-certificate', disposal: number }, now: true }],
      done: { code: 'done.certificate-issued', params: {} },
    };
  });
}
