/** Decides how the vendor's licence directory and tenant map lie in storage: a row a number, whole imports at a time. */
import { createHash } from 'node:crypto';
import { kvs, WhereConditions } from '@forge/kvs';
import { z } from 'zod';
import type { Licence, TenantRecord } from '../checks/evidence';
import { deleteRows } from './delete-rows';
import type { Alongside } from './rules';

export type Part = 'licences' | 'tenants';
const entityOf: Readonly<Record<Part, string>> = { licences: 'licence', tenants: 'tenant' };

const inForceSchema = z.object({
  v: z.literal(1),
  generation: z.string(),
  asOf: z.string(),
  source: z.string(),
  count: z.number().int(),
  /** On whose settings page it was imported, when and by whom: that project's rules say how long it is kept. Imports of before there were periods do not say, and stay. */
  imported: z.object({ projectId: z.string(), at: z.string(), by: z.string().optional() }).optional(),
});

/** Which import readers see, and how old it is. */
export type InForce = z.infer<typeof inForceSchema>;

const importSchema = z.object({ v: z.literal(1), generation: z.string(), asOf: z.string(), parts: z.number().int(), taken: z.number().int(), count: z.number().int(), sha256: z.string().optional() });

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

/** Beside the pointer and not in its place: an import that comes at the same moment is another, and stays. */
const goneKey = (part: Part): string => `directory-gone#${part}`;
const goneSchema = z.object({ v: z.literal(1), generation: z.string(), asOf: z.string(), at: z.string() });

/** An import that time has deleted, and when. */
export type Gone = { readonly asOf: string; readonly at: string };

export type DirectoryState = { readonly inForce?: InForce; readonly gone?: Gone };

/** The import in force, or when it went. One storage call. */
export async function directoryState(part: Part): Promise<DirectoryState> {
  const { successfulKeys, failedKeys } = await kvs.batchGet<unknown>([{ key: pointer(part) }, { key: goneKey(part) }]);
  const failed = failedKeys.find(({ error }) => error.code !== 'KEY_NOT_FOUND');
  if (failed) throw new Error(`storage could not read the directory: ${failed.error.code}`);
  const rows = new Map(successfulKeys.map(({ key, value }) => [key, value]));
  const inForce = rows.has(pointer(part)) ? inForceSchema.parse(rows.get(pointer(part))) : undefined;
  const gone = rows.has(goneKey(part)) ? goneSchema.parse(rows.get(goneKey(part))) : undefined;
  if (!inForce) return {};
  return gone?.generation === inForce.generation ? { gone: { asOf: gone.asOf, at: gone.at } } : { inForce };
}

/** The import in force, or undefined where none was ever completed, or where it went. */
export const directoryInForce = async (part: Part): Promise<InForce | undefined> => (await directoryState(part)).inForce;

const leftoverKey = (part: Part, generation: string): string => `directory-leftover#${part}#${generation}`;
const leftoverSchema = z.object({ v: z.literal(1), part: z.enum(['licences', 'tenants']), generation: z.string() });
type Leftover = z.infer<typeof leftoverSchema>;

/** Notes rows that nobody reads any more, or ever will: of an import that another one replaced, or that was never finished. */
export const leaveOver = (part: Part, generation: string): Promise<void> => kvs.set(leftoverKey(part, generation), { v: 1, part, generation } satisfies Leftover);

/** From this transaction on nobody reads the import any more; its rows are left over. */
export const retire = (part: Part, { generation, asOf }: InForce, at: string): Alongside => (transaction) => {
  transaction.set(goneKey(part), { v: 1, generation, asOf, at });
  transaction.set(leftoverKey(part, generation), { v: 1, part, generation } satisfies Leftover);
};

/** Rows at once. */
const pageSize = 100;

/** Deletes what is left over, as much as fits before the deadline. What is in force after all is never deleted. */
export async function clearLeftovers(deadline: number): Promise<void> {
  const { results } = await kvs.query().where('key', WhereConditions.beginsWith('directory-leftover#')).limit(pageSize).getMany();
  for (const { key, value } of results) {
    const { part, generation } = leftoverSchema.parse(value);
    const entityName = entityOf[part];
    while ((await directoryInForce(part))?.generation !== generation) {
      if (Date.now() > deadline) return;
      const found = await kvs.entity(entityName).query().index('by-key').where(WhereConditions.beginsWith(`${generation}#`)).limit(pageSize).getMany();
      if (found.results.length === 0) break;
      await deleteRows(found.results.map((row) => ({ key: row.key, entityName })));
    }
    await deleteRows([{ key }]);
  }
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

/** Makes a completed import the one that readers see, all at once; what it replaces is left over. */
export const putInForce = (part: Part, inForce: Omit<InForce, 'v'>, before: InForce | undefined): Alongside => (transaction) => {
  transaction.set(pointer(part), { v: 1, ...inForce });
  if (before) transaction.set(leftoverKey(part, before.generation), { v: 1, part, generation: before.generation } satisfies Leftover);
};

const distinct = <Row>(rows: readonly Row[]): readonly Row[] => [...new Map(rows.map((row) => [JSON.stringify(row), row])).values()];

async function find<Row>(entity: Part, index: string, generation: string, value: string): Promise<readonly Row[]> {
  const { results } = await kvs.entity<{ data: Row }>(entityOf[entity]).query().index(index, { partition: [`${generation}#${value}`] }).limit(100).getMany();
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
