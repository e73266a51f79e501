// Shows how the licence directory and the tenant map are kept: exact numbers, whole imports at a time.
import { kvs } from '@forge/kvs';
import type { Licence, TenantRecord } from '../../src/checks/evidence';
import { domainsIn } from '../../src/checks/mail-address';
import { directoryInForce, licencesByCloudId, licencesByCompany, licencesByDomain, licencesByNumber, putInForce, readImport, tenantsByCloudId, tenantsById, tenantsByProduction, tenantsBySite, writeImport, writeLicences, writeTenants } from '../../src/storage/directory';
import type { SmallApp } from '../local/forge/small-app';
import { ownStorage, stored } from './given';

let app: SmallApp;
beforeEach(() => {
  app = ownStorage();
});
afterEach(() => app.close());

const licence = (more: Partial<Licence>): Licence => ({ contacts: [], product: 'Timesheets', ...more });
const tenant: TenantRecord = { tenantId: 'T-1', site: 'Northwind.atlassian.net', formerSites: ['nw-time.atlassian.net'], cloudId: 'cloud-1' };

async function enforce(...[part, inForce]: [Parameters<typeof putInForce>[0], Parameters<typeof putInForce>[1]]): Promise<void> {
  const transaction = kvs.transact();
  putInForce(part, inForce, await directoryInForce(part))(transaction);
  await transaction.execute();
}

/** Imports licences under their app numbers, and puts them in force. */
async function importLicences(generation: string, ...licences: readonly Licence[]): Promise<void> {
  await app.inside(async () => {
    await writeLicences(generation, licences.map((one) => ({ licence: one, numbers: [one.appEntitlementNumber, one.hostEntitlementNumber].flatMap((number) => number ?? []), domains: domainsIn(one.contacts.flatMap(({ address }) => address ?? [])) })));
    await enforce('licences', { generation, asOf: '2026-11-19T06:00:00.000Z', source: 'marketplace-json', count: licences.length });
  });
}
const byNumber = (number: string): Promise<readonly Licence[]> => app.inside(async () => licencesByNumber(stored(await directoryInForce('licences')), number));

describe('a licence', () => {
  test('is found by each of its numbers, in any case, and by nothing like them', async () => {
    const one = licence({ appEntitlementNumber: 'E-1A2-B3C-D4E-5F6', hostEntitlementNumber: 'E-9A2-B3C-D4E-5F6' });
    await importLicences('g1', one);
    expect(await Promise.all(['E-1A2-B3C-D4E-5F6', 'e-9a2-b3c-d4e-5f6', 'E-1A2-B3C-D4E', 'E-1A2-B3C-D4E-5F6 ', '%'].map(byNumber))).toEqual([[one], [one], [], [], []]);
  });

  test('that shares its number with another is found with it', async () => {
    const timesheets = licence({ appEntitlementNumber: 'SEN-1', hostEntitlementNumber: 'SEN-9', productKey: 'timesheets' });
    const planner = licence({ appEntitlementNumber: 'SEN-2', hostEntitlementNumber: 'SEN-9', productKey: 'planner', product: 'Planner' });
    await importLicences('g1', timesheets, planner);
    expect(await byNumber('SEN-9')).toEqual(expect.arrayContaining([timesheets, planner]) as unknown);
    expect(await byNumber('SEN-1')).toEqual([timesheets]);
  });

  test('that has one number twice is one licence', async () => {
    const one = licence({ appEntitlementNumber: 'SEN-1', hostEntitlementNumber: 'SEN-1' });
    await importLicences('g1', one);
    expect(await byNumber('SEN-1')).toEqual([one]);
  });
});

test('is also found by its company, its cloud id and its contacts’ domains, by nothing like them', async () => {
  const one = licence({ appEntitlementNumber: 'E-1', company: 'Northwind Traders', cloudId: 'cloud-1', contacts: [{ role: 'billing', address: 'Dana@Mail.NorthwindTraders.com' }] });
  await importLicences('g1', one);
  const inForce = await app.inside(async () => stored(await directoryInForce('licences')));
  const found = (look: () => Promise<readonly Licence[]>): Promise<number> => app.inside(async () => (await look()).length);
  expect([
    await found(() => licencesByCompany(inForce, 'northwind traders')),
    await found(() => licencesByCloudId(inForce, 'cloud-1')),
    await found(() => licencesByDomain(inForce, 'northwindtraders.com')),
    await found(() => licencesByDomain(inForce, 'traders.com')),
    await found(() => licencesByNumber(inForce, 'northwindtraders.com')),
  ]).toEqual([1, 1, 1, 0, 0]);
});

test('a sandbox is found by its production tenant, and a site by its own name alone', async () => {
  const sandbox: TenantRecord = { tenantId: 'T-2', site: 'northwind-sandbox.atlassian.net', formerSites: [], productionTenantId: 'T-1' };
  await app.inside(async () => {
    await writeTenants('t1', [tenant, sandbox]);
    await enforce('tenants', { generation: 't1', asOf: '2026-11-19T06:00:00.000Z', source: 'tenant-map', count: 2 });
  });
  const inForce = await app.inside(async () => stored(await directoryInForce('tenants')));
  expect(await app.inside(() => tenantsByProduction(inForce, 'T-1'))).toEqual([sandbox]);
  expect(await app.inside(() => tenantsBySite(inForce, 'northwind-sandbox.atlassian.net'))).toEqual([sandbox]);
});

describe('an import', () => {
  test('is seen by nobody until it is in force, and then whole', async () => {
    await importLicences('g1', licence({ appEntitlementNumber: 'SEN-1', tier: 'old' }));
    await app.inside(() => writeLicences('g2', [{ licence: licence({ appEntitlementNumber: 'SEN-1', tier: 'new' }), numbers: ['SEN-1'], domains: [] }]));
    expect(await byNumber('SEN-1')).toMatchObject([{ tier: 'old' }]);
    await importLicences('g2', licence({ appEntitlementNumber: 'SEN-2', tier: 'new' }));
    expect([await byNumber('SEN-1'), await byNumber('SEN-2')]).toMatchObject([[{ tier: 'new' }], [{ tier: 'new' }]]);
  });

  test('of a hundred licences is written in batches that storage takes', async () => {
    await importLicences('g1', ...Array.from({ length: 100 }, (_, at) => licence({ appEntitlementNumber: `SEN-${at}` })));
    expect([await byNumber('SEN-0'), await byNumber('SEN-99')].map((found) => found.length)).toEqual([1, 1]);
  });

  test('that storage refuses a row of is a fault', async () => {
    app.faults.add({ target: 'kvs', how: 'answer-500', times: 5 });
    await expect(importLicences('g1', licence({ appEntitlementNumber: 'SEN-1' }))).rejects.toThrow();
    app.faults.clear();
    expect(await app.inside(() => directoryInForce('licences'))).toBeUndefined();
  });

  test('that is under way is remembered between its parts', async () => {
    const state = { generation: 'g1', asOf: '2026-11-19T06:00:00.000Z', parts: 3, taken: 1, count: 40 };
    expect(await app.inside(() => readImport('licences'))).toBeUndefined();
    await app.inside(() => writeImport('licences', state));
    expect(await app.inside(() => Promise.all([readImport('licences'), readImport('tenants')]))).toEqual([state, undefined]);
  });
});

test('a tenant is found by id, cloud id, site and every former site', async () => {
  const found = await app.inside(async () => {
    await writeTenants('g1', [tenant, { tenantId: 'T-2', site: 'other.atlassian.net', formerSites: [] }]);
    await enforce('tenants', { generation: 'g1', asOf: '2026-11-19T06:00:00.000Z', source: 'tenant-map', count: 2 });
    const inForce = stored(await directoryInForce('tenants'));
    return Promise.all([tenantsById(inForce, 't-1'), tenantsByCloudId(inForce, 'cloud-1'), tenantsBySite(inForce, 'northwind.atlassian.net'), tenantsBySite(inForce, 'NW-TIME.atlassian.net'), tenantsBySite(inForce, 'atlassian.net')]);
  });
  expect(found).toEqual([[tenant], [tenant], [tenant], [tenant], []]);
});
