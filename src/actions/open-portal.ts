/** Decides how the portal is opened for a customer: their relation to the request first, then what that lets them see. */
import type { PortalChanged, PortalView } from '../contract';
import { dayIn } from '../procedure/business-days';
import { loadRequest } from '../storage/requests';
import { portalView } from '../views/portal-view';
import type { Outcome } from './change';
import { loadRules } from './load-rules';
import { relationTo } from './relate';

export async function openPortal(issueId: string, accountId: string): Promise<PortalView> {
  const stored = await loadRequest(issueId);
  const now = new Date();
  if (!stored) return { now: now.toISOString(), relation: 'onlooker' };
  const { request } = stored;
  const [rules, relation] = await Promise.all([loadRules(request.projectId, request.rulesVersion), relationTo(request, accountId)]);
  return portalView({ request, rules, now, today: dayIn(rules.calendar.timeZone, now), relation });
}

/** The portal after an act, with the line that says what was done. */
export async function portalAfter(accountId: string, { request, done }: Outcome): Promise<PortalChanged> {
  return { ...(await openPortal(request.issueId, accountId)), ...(done && { done }) };
}
