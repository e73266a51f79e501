/** Decides whether the site that production holds for the tenant is the site that was approved. */
import type { TenantRecord } from '../checks/evidence';
import type { SnapshotRequest } from './request';
import { termsOf } from './terms';

/**
 * The same name, or a name that the vendor's own map knows the very same tenant by: a site that was renamed is still the
 * same tenant (FEATURES.md, B2).
 */
export function isSameSite(stated: string, approved: string, tenant: string, map: readonly TenantRecord[]): boolean {
  if (stated === approved) return true;
  const names = map.filter(({ tenantId }) => tenantId.toLowerCase() === tenant.toLowerCase()).flatMap(({ site, formerSites }) => [site, ...formerSites].map((name) => name.toLowerCase()));
  return names.includes(stated) && names.includes(approved);
}

export type StartStanding = 'not-started' | 'site-differs' | 'terms-moved' | 'started';

/** A start on other terms than today's is none: production was not asked about these. */
export function startStanding(request: SnapshotRequest): StartStanding {
  const { start } = request;
  if (!start) return 'not-started';
  const { tenant, site } = termsOf(request);
  if (start.tenant !== tenant || start.approved !== site) return 'terms-moved';
  return start.matches ? 'started' : 'site-differs';
}
