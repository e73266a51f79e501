/** Decides what is known of a tenant and of every tenant alike, side by side, and what of it has changed. */
import { numbersOf } from '../checks/licence-number';
import type { Licence, TenantRecord } from '../checks/evidence';
import type { LicenceLife, TenantFacts } from './request';

/** Whatever is not plainly over counts as active or unknown: neither lets anybody's data go. `today` is `YYYY-MM-DD`. */
export function licenceLife({ status, maintenanceEnd }: Pick<Licence, 'status' | 'maintenanceEnd'>, today: string): LicenceLife {
  const word = status?.trim().toLowerCase();
  if (word === 'active') return 'active';
  if (word !== 'inactive' && word !== 'cancelled' && word !== 'expired') return 'unknown';
  if (maintenanceEnd === undefined) return 'unknown';
  return maintenanceEnd >= today ? 'active' : 'ended';
}

export type CopyKnown = Pick<TenantFacts, 'copy' | 'copyOn'>;

/** The facts of one tenant. `licences` are those that the directory has for its cloud id. */
export function factsOfTenant(record: TenantRecord, licences: readonly Licence[], copy: CopyKnown, today: string): TenantFacts {
  const company = record.company ?? licences.find((licence) => licence.company)?.company;
  return {
    tenantId: record.tenantId,
    site: record.site,
    ...(company && { company }),
    licences: licences.map((licence) => ({
      number: numbersOf(licence)[0] ?? '',
      ...(licence.product && { product: licence.product }),
      life: licenceLife(licence, today),
      ...(licence.maintenanceEnd && { until: licence.maintenanceEnd }),
      ...(licence.licenseType?.toUpperCase() === 'EVALUATION' && { trial: true as const }),
    })),
    ...(record.productionTenantId && { sandboxOf: record.productionTenantId }),
    ...(record.lastActivity && { lastActivity: record.lastActivity }),
    ...(record.users !== undefined && { users: record.users }),
    ...copy,
  };
}

/** The worst that is known of a tenant's licences: one active one is enough. */
export function lifeOf({ licences }: TenantFacts): LicenceLife | 'none' {
  if (licences.length === 0) return 'none';
  if (licences.some(({ life }) => life === 'active')) return 'active';
  return licences.some(({ life }) => life === 'unknown') ? 'unknown' : 'ended';
}

export type TenantField = 'site' | 'licences' | 'lastActivity' | 'users' | 'copy' | 'sandboxOf' | 'company';
export type TenantChange = { readonly tenantId: string; readonly site: string; readonly change: 'came' | 'went' | TenantField };

const fields: readonly TenantField[] = ['site', 'company', 'licences', 'sandboxOf', 'lastActivity', 'users', 'copy'];

/** What differs between two comparisons, tenant by tenant. */
export function changesBetween(was: readonly TenantFacts[], now: readonly TenantFacts[]): readonly TenantChange[] {
  const byId = (list: readonly TenantFacts[], id: string): TenantFacts | undefined => list.find(({ tenantId }) => tenantId === id);
  const text = (value: unknown): string => JSON.stringify([value]);
  return [
    ...was.filter(({ tenantId }) => !byId(now, tenantId)).map(({ tenantId, site }) => ({ tenantId, site, change: 'went' as const })),
    ...now.flatMap((one): TenantChange[] => {
      const { tenantId, site } = one;
      const before = byId(was, tenantId);
      if (!before) return [{ tenantId, site, change: 'came' }];
      const changed = fields.filter((field) => text(before[field]) !== text(one[field]) || (field === 'copy' && before.copyOn !== one.copyOn));
      return changed.map((change) => ({ tenantId, site, change }));
    }),
  ];
}
