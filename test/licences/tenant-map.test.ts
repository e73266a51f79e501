// Shows how the vendor's tenant map is read, as JSON and as a sheet.
import fc from 'fast-check';
import { parseTenantMap } from '../../src/licences/tenant-map';

const northwind = { tenantId: '7f3c9a52', site: 'northwind.atlassian.net', formerSites: ['nw.atlassian.net', 'northwind-old.atlassian.net'], cloudId: 'c-1' };

test.each([
  ['a list', JSON.stringify([northwind])],
  ['an object with tenants', JSON.stringify({ tenants: [northwind] })],
  ['a sheet', 'Tenant ID,Site,Former sites,Cloud ID\n7f3c9a52,northwind.atlassian.net,nw.atlassian.net northwind-old.atlassian.net,c-1\n'],
  ['a sheet with semicolons', '\uFEFFtenant_id;site;formerSites;cloudId;productionTenantId\n7f3c9a52;northwind.atlassian.net;nw.atlassian.net | northwind-old.atlassian.net;c-1;\n'],
])('%s', (_, written) => {
  expect(parseTenantMap(written)).toEqual({ ok: true, tenants: [northwind], skipped: [] });
});

test('an empty or null id is absent, not an id of nothing', () => {
  expect(parseTenantMap('[{"tenantId":"t","site":"s.example","cloudId":"","productionTenantId":null}]')).toEqual({ ok: true, tenants: [{ tenantId: 't', site: 's.example', formerSites: [] }], skipped: [] });
});

test('entries that lack tenant or site are skipped and counted', () => {
  expect(parseTenantMap('tenantId,site\nt,\n,s.example\nt,s.example\n')).toMatchObject({ ok: true, tenants: [{ tenantId: 't' }], skipped: [2, 3] });
});

test.each(['', 'hello', '[', '{"a":1}', 'tenantId,name\nt,s\n'])('%j is not a tenant map', (written) => {
  expect(parseTenantMap(written)).toEqual({ ok: false, because: 'not-a-tenant-map' });
});

test('nothing makes it throw', () => {
  fc.assert(fc.property(fc.oneof(fc.string({ unit: 'binary' }), fc.json()), (written) => { expect(parseTenantMap(written)).toEqual(parseTenantMap(written)); }));
});
