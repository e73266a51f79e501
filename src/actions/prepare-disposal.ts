/** Decides what somebody is shown who is about to ask for a disposal, or to decide on one: gathered live, with what would refuse it. */
import type { Answer, DisposalPrepared, DisposalReview } from '../contract';
import { holdersOf } from '../jira/permissions';
import { daysOf, disposalUnderWay, systemsLeft, todayIn } from '../procedure/disposal';
import type { DisposalProfile } from '../procedure/request';
import { loadRequest } from '../storage/requests';
import { ageOf, changeViews, columnsOf, waitOf } from '../views/comparison-view';
import { refused } from './change';
import { compareTenants } from './compare-tenants';
import { loadRules } from './load-rules';

export async function prepareDisposal(issueId: string, actor: string, profile: DisposalProfile): Promise<Answer<DisposalPrepared>> {
  const stored = await loadRequest(issueId);
  if (!stored) return { ok: false, ...refused('no-request') };
  const { request } = stored;
  const now = new Date();
  const rules = await loadRules(request.projectId, request.rulesVersion);
  const today = todayIn(rules, now);
  if (disposalUnderWay(request, profile, rules, today)) return { ok: false, ...refused('disposal-under-way') };
  const [compared, holders] = await Promise.all([compareTenants(profile, request, rules, now), holdersOf('decide-disposal', request.issueKey)]);
  if (!('tenants' in compared)) return { ok: false, refusal: compared.bars[0] };
  const { decideBy, waitsUntil } = daysOf(rules, today);
  const columns = columnsOf(compared.tenants);
  return {
    ok: true,
    value: {
      profile,
      site: compared.tenants[0].site,
      name: columns[0]?.name ?? compared.tenants[0].site,
      tenants: columns,
      age: ageOf(compared.asOf, today),
      systems: systemsLeft(request, profile, rules),
      wait: waitOf({ askedOn: today, decideBy, waitsUntil, today, profile, rules }),
      waitsUntil,
      deciders: (holders ?? []).filter(({ accountId }) => accountId !== actor),
      seal: compared.seal,
      bars: compared.bars,
    },
  };
}

/** The comparison as it is now beside the one that was asked with. */
export async function reviewDisposal(issueId: string, number: number): Promise<Answer<DisposalReview>> {
  const stored = await loadRequest(issueId);
  const disposal = stored?.request.disposals?.find((one) => one.number === number);
  if (!stored) return { ok: false, ...refused('no-request') };
  if (!disposal) return { ok: false, ...refused('no-disposal') };
  const now = new Date();
  const rules = await loadRules(stored.request.projectId, stored.request.rulesVersion);
  const compared = await compareTenants(disposal.profile, stored.request, rules, now);
  if (!('tenants' in compared)) return { ok: false, refusal: compared.bars[0] };
  return { ok: true, value: { tenants: columnsOf(compared.tenants), age: ageOf(compared.asOf, todayIn(rules, now)), seal: compared.seal, changed: changeViews(disposal.tenants, compared.tenants), bars: compared.bars } };
}
