/** Decides who may take a decision and what recording it changes. */
import { addBusinessDays, dayIn } from './business-days';
import { countsAsOne, type Known } from './one-person';
import { changedTerms, sealOf, termsDigest, termsOf } from './terms';
import type { Decision, DecisionName, SnapshotRequest, Terms } from './request';
import type { Rules } from './rules';

/**
 * The accounts that did any of the verifying: whoever entered or confirmed facts, recorded an authorisation, ran checks, took
 * files, overrode a step or confirmed one.
 */
export function verifiers(request: SnapshotRequest): readonly string[] {
  const { facts, authorisations, verdicts, files, marks } = request;
  const all = [
    ...Object.values(facts).flatMap((fact) => [...(fact.source.by === 'hand' ? [fact.source.accountId] : []), ...(fact.confirmed ? [fact.confirmed.by] : [])]),
    ...Object.values(authorisations ?? {}).map(({ by }) => by),
    ...Object.values(verdicts).map((verdict) => verdict.by),
    ...Object.values(files).map(({ taken }) => taken.by),
    ...Object.values(marks).flatMap((mark) => [...(mark.state === 'overridden' ? [mark.by] : []), ...(mark.second ? [mark.by, mark.second.by] : [])]),
  ];
  // What a customer hands in through the portal is taken and judged by the app: nobody of the desk has verified it yet.
  return [...new Set(all)].filter((accountId) => accountId !== 'app');
}

export type NotTheDecider = 'not-a-named-approver' | 'requester-unknown' | 'you-are-the-requester' | 'you-are-the-recipient' | 'you-verified' | 'your-address-is-unknown';

/**
 * Why `actor` may not decide on this request, or undefined. `addresses` holds what Jira has verified, by account; an
 * account that is absent there is unknown, and unknown counts as the same person.
 */
export function notTheDecider(request: SnapshotRequest, actor: string, addresses: ReadonlyMap<string, string>): NotTheDecider | undefined {
  const known = (accountId: string): Known => {
    const address = addresses.get(accountId);
    return { accountId, ...(address && { address }) };
  };
  const me = known(actor);
  if (!me.address) return 'your-address-is-unknown';
  const { requester, recipient } = request.facts;
  if (requester && requester.value.accountId !== actor && !requester.value.address) return 'requester-unknown';
  if (requester && countsAsOne(me, requester.value)) return 'you-are-the-requester';
  if (recipient && countsAsOne(me, recipient.value)) return 'you-are-the-recipient';
  return verifiers(request).some((accountId) => countsAsOne(me, known(accountId))) ? 'you-verified' : undefined;
}

export type DecisionInput = { readonly decision: DecisionName; readonly outcome: 'approved' | 'refused'; readonly reason?: string; readonly by: string; readonly at: string; readonly nonce: string };

/** The decision on the terms as they stand. A release lapses after the rules' number of business days. */
export function decide(request: SnapshotRequest, rules: Rules, input: DecisionInput): Decision {
  const terms = termsOf(request);
  const today = dayIn(rules.calendar.timeZone, new Date(input.at));
  return {
    ...input,
    terms,
    seal: sealOf(terms, input.nonce),
    ...(input.decision === 'release' && { lapsesOn: addBusinessDays(today, rules.policies.releaseLapsesAfter, rules.calendar) }),
  };
}

/** Voids every standing approval whose filled terms read otherwise in `request`, and says which. */
export function voidDecisions(request: SnapshotRequest, by: string, at: string): { readonly request: SnapshotRequest; readonly voided: readonly { readonly decision: DecisionName; readonly changed: readonly string[] }[] } {
  const now: Terms = termsOf(request);
  const voided: { decision: DecisionName; changed: readonly string[] }[] = [];
  const decisions = request.decisions.map((decision) => {
    if (decision.outcome !== 'approved' || decision.voided || decision.used) return decision;
    const changed = changedTerms(decision.terms, now);
    if (changed.length === 0) return decision;
    voided.push({ decision: decision.decision, changed });
    return { ...decision, voided: { at, by, changed } };
  });
  return voided.length > 0 ? { request: { ...request, decisions }, voided } : { request, voided };
}

/** What a decider must have seen: sent with the terms, refused if it is no longer the digest of the terms as they stand. */
export const currentTermsDigest = (request: SnapshotRequest): string => termsDigest(termsOf(request));
