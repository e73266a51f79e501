/** Decides how the vendor's licence directory and tenant map lie in storage: a row a number, whole imports at a time. */
import { createHash } from 'node:crypto';
import { kvs } from '@forge/kvs';
import { z } from 'zod';
import type { Licence, TenantRecord } from '../checks/evidence';

type Part = 'licences' | 'tenants';

const inForceSchema = z.object({ v: z.literal(1), generation: z.string(), asOf: z.string(), source: z.string(), count: z.number().int() });

/** Which import readers see, and how old it is. */
export type InForce = z.infer<typeof inForceSchema>;

const importSchema = z.object({ v: z.literal(1), generation: z.string(), asOf: z.string(), parts: z.number().int(), taken: z.number().int(), count: z.number().int() });

/** An import that is under way. Readers see none of it. */
export type Import = Omit<z.infer<typeof importSchema>, 'v'>;

export async function readImport(part: Part): Promise<Import | undefined> {
  const row = await kvs.get(`directory-import#${part}`);
  if (row === undefined) return undefined;
  const { v: _schema, ...state } = importSchema.parse(row);
  return state;
}

export const writeImport = (part: Part, state: Import): Promise<void> => kvs.set(`directory-import#${part}`, { v: 1, ...state });

const pointer = (part: Part): string => `directory-in-force#${part}`;

/** The import in force, or undefined where none was ever completed. */
export async function directoryInForce(part: Part): Promise<InForce | undefined> {
  const row = await kvs.get(pointer(part));
  return row === undefined ? undefined : inForceSchema.parse(row);
}

/** What is the same twice is one row; entries that differ in anything are two, however alike their numbers are. */
const keyOf = (generation: string, number: string, data: object): string => `${generation}#${createHash('sha256').update(JSON.stringify([number, data])).digest('hex').slice(0, 32)}`;

async function writeRows(given: readonly { readonly key: string; readonly value: object }[], entityName: string): Promise<void> {
  const rows = [...new Map(given.map((row) => [row.key, row])).values()];
  // 25 is KVS's limit for a batch.
  for (let at = 0; at < rows.length; at += 25) {
    const { failedKeys } = await kvs.batchSet(rows.slice(at, at + 25).map((row) => ({ ...row, entityName })));
    if (failedKeys[0]) throw new Error(`storage refused a row of the directory: ${failedKeys[0].error.code}`);
  }
}

// A licence is also found by its contacts' domains, and a sandbox by its production tenant. Neither a number nor a host
// name has a colon, so these rows share an index with them and no index has to be added to a deployed entity.
const contactIn = (domain: string): string => `DOMAIN:${domain.toUpperCase()}`;
const sandboxOf = (tenantId: string): string => `production:${tenantId.toLowerCase()}`;


/** Writes licences, a row for each of their numbers and contacts' domains, under a generation that no reader sees yet. */
export async function writeLicences(generation: string, licences: readonly { readonly licence: Licence; readonly numbers: readonly string[]; readonly domains: readonly string[] }[]): Promise<void> {
  const rows = licences.flatMap(({ licence, numbers, domains }) =>
    [...numbers, ...domains.map(contactIn)].map((number) => ({
      key: keyOf(generation, number.toUpperCase(), licence),
      value: { v: 1, number: `${generation}#${number.toUpperCase()}`, cloud: `${generation}#${licence.cloudId ?? ''}`, company: `${generation}#${(licence.company ?? '').toLowerCase()}`, data: licence },
    })),
  );
  await writeRows(rows, 'licence');
}

export async function writeTenants(generation: string, tenants: readonly TenantRecord[]): Promise<void> {
  const rows = tenants.flatMap((tenant) =>
    [tenant.site, ...tenant.formerSites, ...(tenant.productionTenantId ? [sandboxOf(tenant.productionTenantId)] : [])].map((site) => ({
      key: keyOf(generation, site.toLowerCase(), tenant),
      value: { v: 1, tenant: `${generation}#${tenant.tenantId.toLowerCase()}`, cloud: `${generation}#${tenant.cloudId ?? ''}`, site: `${generation}#${site.toLowerCase()}`, data: tenant },
    })),
  );
  await writeRows(rows, 'tenant');
}

/** Makes a completed import the one that readers see, all at once. */
export async function putInForce(part: Part, inForce: Omit<InForce, 'v'>): Promise<void> {
  await kvs.set(pointer(part), { v: 1, ...inForce });
}

const distinct = <Row>(rows: readonly Row[]): readonly Row[] => [...new Map(rows.map((row) => [JSON.stringify(row), row])).values()];

async function find<Row>(entity: Part, index: string, generation: string, value: string): Promise<readonly Row[]> {
  const { results } = await kvs.entity<{ data: Row }>(entity === 'licences' ? 'licence' : 'tenant').query().index(index, { partition: [`${generation}#${value}`] }).limit(100).getMany();
  return distinct(results.map(({ value: row }) => row.data));
}

/** Every licence one of whose four numbers equals `number` exactly; never a text search, which would find other customers. */
export const licencesByNumber = (inForce: InForce, number: string): Promise<readonly Licence[]> => find('licences', 'by-number', inForce.generation, number.toUpperCase());

export const licencesByCloudId = (inForce: InForce, cloudId: string): Promise<readonly Licence[]> => find('licences', 'by-cloud', inForce.generation, cloudId);
export const licencesByCompany = (inForce: InForce, company: string): Promise<readonly Licence[]> => find('licences', 'by-company', inForce.generation, company.toLowerCase());
/** Every licence with a contact in that registrable domain. */
export const licencesByDomain = (inForce: InForce, domain: string): Promise<readonly Licence[]> => find('licences', 'by-number', inForce.generation, contactIn(domain));

/** The sandboxes of a production tenant. */
export const tenantsByProduction = (inForce: InForce, tenantId: string): Promise<readonly TenantRecord[]> => find('tenants', 'by-site', inForce.generation, sandboxOf(tenantId));
export const tenantsById = (inForce: InForce, tenantId: string): Promise<readonly TenantRecord[]> => find('tenants', 'by-tenant', inForce.generation, tenantId.toLowerCase());
export const tenantsByCloudId = (inForce: InForce, cloudId: string): Promise<readonly TenantRecord[]> => find('tenants', 'by-cloud', inForce.generation, cloudId);
export const tenantsBySite = (inForce: InForce, site: string): Promise<readonly TenantRecord[]> => find('tenants', 'by-site', inForce.generation, site.toLowerCase());
