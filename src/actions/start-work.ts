/** Decides how SRE begins: by stating the site that production holds for the tenant, which is held against the terms. */
import { siteHost } from '../checks/site-host';
import { isSameSite, startStanding } from '../procedure/production-site';
import { termsOf } from '../procedure/terms';
import { refused, type Outcome, type Refused } from './change';
import { liveReadiness } from './check-gate';
import { lookUpTenants } from './look-up';
import { performOnTask } from './on-task';

/** A site that differs is recorded and flagged, which shuts every gate; only a site that matches is a start. */
export function startWork(taskIssueId: string, actor: string, stated: string): Promise<Outcome | Refused> {
  return performOnTask(taskIssueId, actor, async ({ request, rules, now, at }) => {
    if (startStanding(request) === 'started') return { unchanged: true };
    const { missing } = await liveReadiness('start-work', request, rules, now);
    if (missing.length > 0) return refused('start-shut', { count: missing.length });
    const site = siteHost(stated);
    if (!site?.includes('.')) return refused('not-a-site');
    const { tenant, site: approved } = termsOf(request);
    if (tenant === undefined || approved === undefined) return refused('terms-incomplete');
    const map = await lookUpTenants({ tenant, cloudIds: [] });
    const matches = isSameSite(site, approved.toLowerCase(), tenant, map.state === 'known' ? map.value : []);
    return {
      request: { ...request, start: { by: actor, at, site, matches, tenant, approved } },
      ...(!matches && { alarms: [{ code: 'production-differs' as const, subject: at, params: { stated: site, approved, by: actor } }] }),
      happening: { type: 'work.started', detail: { matches: matches ? 'yes' : 'no' } },
      personal: [{ site }],
      done: { code: matches ? 'done.started' : 'done.start-differs', params: {} },
    };
  });
}
