/** Decides how *proceed* and *release* are approved or refused: by another person, on exactly the terms that they saw. */
import { randomBytes } from 'node:crypto';
import { readAccounts, verifiedAddresses } from '../jira/people';
import { isApprover } from '../procedure/approvers';
import { decisionStanding } from '../procedure/checklist';
import { currentTermsDigest, decide, notTheDecider, verifiers } from '../procedure/decision';
import { sinceChange } from '../procedure/monthly-report';
import { readyToDecide } from '../procedure/readiness';
import type { DecisionName } from '../procedure/request';
import { refused, type Decided, type Outcome, type Refused, type Scene } from './change';
import { perform } from './perform';
import { rejudged } from './run-checks';

export type DecisionInput = { readonly decision: DecisionName; readonly outcome: 'approved' | 'refused'; readonly termsDigest: string; readonly reason?: string | undefined };

/**
 * Records the decision of `actor`, whom the resolver found to hold its permission. Refused where the rules name others,
 * where they are the requester, the recipient or a verifier (unknown counts as the same), where the terms are not those they saw, where a step before
 * the decision is open, or where a flag is not settled.
 */
export function takeDecision(issueId: string, actor: string, input: DecisionInput): Promise<Outcome | Refused> {
  const nonce = randomBytes(16).toString('hex');
  return perform(issueId, actor, async ({ request, rules, now, at }: Scene): Promise<Decided | Refused> => {
    if (request.ended) return refused('ended', { ending: request.ended.ending });
    if (request.flags.some(({ settled }) => !settled)) return refused('flag-not-settled');
    if (decisionStanding(request, input.decision, rules, now) === 'holds') return refused('already-decided', { decision: input.decision });
    if (currentTermsDigest(request) !== input.termsDigest) return refused('terms-changed');
    const account = (await readAccounts([actor])).get(actor);
    if (!account?.isPerson || !account.active) return refused('not-a-person');
    const addresses = await verifiedAddresses([actor, ...verifiers(request)]);
    const bar = isApprover(rules, input.decision, actor) ? notTheDecider(request, actor, addresses) : 'not-a-named-approver';
    if (bar) return refused(bar);
    if (input.outcome === 'approved') {
      const open = readyToDecide(input.decision, await rejudged(request, rules, input.decision === 'proceed' ? 'proceed' : 'hand-off', now), rules, now);
      const [first] = open;
      if (first) return refused('not-ready', { step: `step.${first.step.id}.title`, count: open.length });
    }
    const decision = decide(request, rules, { decision: input.decision, outcome: input.outcome, by: actor, at, nonce, ...(input.reason && { reason: input.reason }) });
    return {
      request: { ...request, decisions: [...request.decisions, decision] },
      happening: { type: 'decision.taken', detail: { decision: decision.decision, outcome: decision.outcome, seal: decision.seal, ...(decision.lapsesOn && { lapsesOn: decision.lapsesOn }), ...sinceChange(request, now), verifiers: verifiers(request) } },
      personal: [{ terms: decision.terms, reason: input.reason ?? '' }],
      done: { code: `done.${input.decision}-${input.outcome}`, params: decision.lapsesOn ? { lapses: { day: decision.lapsesOn } } : {} },
    };
  });
}
