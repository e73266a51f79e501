/** Decides how a disposal is approved or refused: by another person, on the comparison as they saw it. */
import { verifiedAddresses } from '../jira/people';
import { withDisposal } from '../procedure/disposal';
import { sinceChange } from '../procedure/monthly-report';
import { countsAsOne } from '../procedure/one-person';
import type { SnapshotRequest } from '../procedure/request';
import { refused, type Outcome, type Refused } from './change';
import { compareTenants } from './compare-tenants';
import { isSecondPerson } from './identify';
import { performOnDisposal } from './on-disposal';

export type DisposalDecision = { readonly disposal: number; readonly outcome: 'approved' | 'refused'; readonly seal: string; readonly reason?: string | undefined };

/** Neither who asked for the data nor who got it decides that it goes. */
async function isTheCustomer(request: SnapshotRequest, actor: string): Promise<boolean> {
  const address = (await verifiedAddresses([actor])).get(actor);
  const me = { accountId: actor, ...(address && { address }) };
  return [request.facts.requester?.value, request.facts.recipient?.value].some((one) => one !== undefined && countsAsOne(me, one));
}

/**
 * Records the decision of `actor`, whom the resolver found to hold its permission. Refused for the asker, in whatever
 * account, and where tenants, licences or standing are no longer what the decider saw. A no needs a reason and no look.
 */
export function decideDisposal(issueId: string, actor: string, { disposal: number, outcome, seal, reason }: DisposalDecision): Promise<Outcome | Refused> {
  return performOnDisposal(issueId, actor, number, ['to-decide'], async ({ request, rules, now, at, disposal }) => {
    const other = await isSecondPerson(actor, disposal.by);
    if (other !== true) return other;
    if (await isTheCustomer(request, actor)) return refused('you-are-the-customer');
    if (outcome === 'approved') {
      const compared = await compareTenants(disposal.profile, request, rules, now);
      if (!('tenants' in compared)) return { refusal: compared.bars[0] };
      const [bar] = compared.bars;
      if (bar) return { refusal: bar };
      if (compared.seal !== seal) return refused('comparison-changed');
    } else if (!reason) return refused('reason-needed');
    return {
      request: withDisposal(request, { ...disposal, decided: { by: actor, at, outcome, seal, ...(reason && { reason }) } }),
      happening: { type: 'disposal.decided', detail: { disposal: number, outcome, seal, ...sinceChange(request, now), askedBy: disposal.by } },
      ...(reason && { personal: [reason] }),
      done: { code: `done.disposal-${outcome}`, params: { until: { day: disposal.waitsUntil } } },
    };
  });
}
