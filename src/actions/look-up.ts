/** Decides what the licence directory and the vendor's tenant map tell of a request, and how old that is. */
import type { Evidence, Gathered, TenantRecord } from '../checks/evidence';
import type { Directory } from '../procedure/intake';
import { directoryInForce, licencesByNumber, tenantsByCloudId, tenantsById, tenantsBySite, type InForce } from '../storage/directory';

const asking = { licences: 'no licence directory was imported yet', tenants: 'no tenant map was imported yet' };

const known = <T>(value: T, { asOf, source }: InForce): Gathered<T> => ({ state: 'known', value, at: asOf, from: source });

/** Every licence with exactly one of these numbers. Without a directory it is unavailable, which is not “none”. */
export async function lookUpLicences(numbers: readonly string[]): Promise<Gathered<Evidence['licences']>> {
  const inForce = await directoryInForce('licences');
  if (!inForce) return { state: 'unavailable', reason: asking.licences };
  const found = await Promise.all(numbers.map((number) => licencesByNumber(inForce, number)));
  return known({ asked: numbers, found: found.flat() }, inForce);
}

/** Every record of the tenant map that names the tenant, the site, or the cloud id of one of the licences. */
export async function lookUpTenants(by: { readonly tenant?: string; readonly site?: string; readonly cloudIds: readonly string[] }): Promise<Gathered<readonly TenantRecord[]>> {
  const inForce = await directoryInForce('tenants');
  if (!inForce) return { state: 'unavailable', reason: asking.tenants };
  const found = await Promise.all([
    by.tenant ? tenantsById(inForce, by.tenant) : [],
    by.site ? tenantsBySite(inForce, by.site) : [],
    ...by.cloudIds.map((cloudId) => tenantsByCloudId(inForce, cloudId)),
  ]);
  const distinct = new Map(found.flat().map((record) => [record.tenantId, record]));
  return known([...distinct.values()], inForce);
}

/** What intake fills facts from; empty where no directory was imported, because then nothing is found. */
export async function directoryFor(numbers: readonly string[], site: string | undefined): Promise<Directory> {
  const licences = await lookUpLicences(numbers);
  const found = licences.state === 'known' ? licences.value.found : [];
  const tenants = await lookUpTenants({ ...(site && { site }), cloudIds: found.flatMap(({ cloudId }) => cloudId ?? []) });
  return { licences: found, tenants: tenants.state === 'known' ? tenants.value : [], asOf: licences.state === 'known' ? licences.at : '' };
}
