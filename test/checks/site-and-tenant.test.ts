// Shows what joins a site, a tenant and a licence, and that a host name alone never does.
import fc from 'fast-check';
import { type Outcome, runCheck, type Verdict } from '../../src/checks/check';
import type { Evidence } from '../../src/checks/evidence';
import { siteAndTenant } from '../../src/checks/site-and-tenant';
import { known, lookup, northwind, northwindTenant, now, person, sentences } from './given';

type Given = Partial<Pick<Evidence, 'site' | 'tenant' | 'licences' | 'tenantMap' | 'requester'>>;
const agreeing = { site: { host: 'northwind.atlassian.net', cloudId: 'c0ffee00-1111' }, tenant: { id: '7f3c9a52-4b1e' }, licences: lookup(northwind), tenantMap: [northwindTenant] };
const other = { tenantId: 'other-tenant', site: 'contoso.atlassian.net', formerSites: [], cloudId: 'c-contoso' };

async function judge(given: Given = {}): Promise<Verdict> {
  const { site, tenant, licences, tenantMap, requester } = { ...agreeing, ...given };
  const verdict = await runCheck(
    siteAndTenant,
    { site: known(site), tenant: known(tenant), licences: known(licences), tenantMap: known(tenantMap), ...(requester ? { requester: known(requester) } : {}) },
    {},
    now,
  );
  expect(sentences(siteAndTenant, verdict)).not.toContain('');
  return verdict;
}
const codes = ({ findings }: Verdict): string[] => findings.map(({ code }) => code);

type Case = readonly [name: string, given: Given, outcome: Outcome, code: string];
const mapWithoutCloudId = [{ tenantId: northwindTenant.tenantId, site: northwindTenant.site, formerSites: northwindTenant.formerSites }];
const licenceWithoutCloudId = { appEntitlementNumber: 'E-1A2-B3C-D4E-5F6', site: 'northwind.atlassian.net', contacts: [] };

test.each<Case>([
  ['all three agree by cloud id', {}, 'pass', 'same-cloud-id'],
  ['ids are written in capitals, the site as a URL', { site: { host: 'https://Northwind.atlassian.net/jira/projects', cloudId: 'C0FFEE00-1111' }, tenant: { id: '7F3C9A52-4B1E' } }, 'pass', 'same-cloud-id'],
  ['the site was renamed', { site: { host: 'nw-time.atlassian.net', cloudId: 'c0ffee00-1111' } }, 'pass', 'former-name'],
  ['the site was renamed and the map does not know it', { site: { host: 'brand-new.atlassian.net', cloudId: 'c0ffee00-1111' } }, 'warn', 'name-not-known'],
  ['the tenant map joins where the ticket has no cloud id', { site: { host: 'northwind.atlassian.net' } }, 'pass', 'by-tenant-map'],
  ['several licences are of one site', { licences: { asked: ['E-1A2-B3C-D4E-5F6', 'SEN-42'], found: [northwind, { ...northwind, appEntitlementNumber: 'E-000-000-000', licenseId: 'SEN-42' }] } }, 'pass', 'licence-agrees'],
  ['no licence was found', { licences: { asked: ['SEN-1'], found: [] } }, 'unknown', 'no-licence'],
  ['the tenant map lacks the tenant', { tenantMap: [other] }, 'unknown', 'tenant-unmapped'],
  ['the tenant map is empty', { tenantMap: [] }, 'unknown', 'tenant-unmapped'],
  ['the requester’s domain fits the site', { requester: person('dana@northwindtraders.com') }, 'pass', 'site-name-agrees'],
  ['the requester’s domain says nothing', { requester: person('dana@contoso.example') }, 'pass', 'site-name-differs'],
  ['the site is on the requester’s own domain', { site: { host: 'jira.northwindtraders.com', cloudId: 'c0ffee00-1111' }, tenantMap: [{ ...northwindTenant, site: 'jira.northwindtraders.com' }], requester: person('dana@mail.northwindtraders.com') }, 'pass', 'site-of-requester'],
  ['the site is on another domain than the requester', { site: { host: 'jira.contoso.example', cloudId: 'c0ffee00-1111' }, tenantMap: [{ ...northwindTenant, site: 'jira.contoso.example' }], requester: person('dana@northwindtraders.com') }, 'warn', 'site-domain-differs'],
])('%s', async (name, given, outcome, code) => {
  const verdict = await judge(given);
  expect({ name, outcome: verdict.outcome, codes: codes(verdict) }).toEqual({ name, outcome, codes: expect.arrayContaining([code]) as unknown });
});

test('a requester with free mail is not compared with the site', async () => {
  expect(codes(await judge({ requester: person('dana@gmail.com') }))).toEqual(['same-cloud-id', 'licence-agrees']);
});

test('a sandbox takes its production site’s licence, with a second look', async () => {
  const sandbox = { tenantId: 'sandbox-tenant', site: 'northwind-sandbox-1.atlassian.net', formerSites: [], cloudId: 'c-sandbox', productionTenantId: '7f3c9a52-4b1e' };
  const verdict = await judge({ site: { host: sandbox.site, cloudId: 'c-sandbox' }, tenant: { id: 'sandbox-tenant' }, tenantMap: [sandbox, northwindTenant] });
  expect(verdict.outcome).toBe('warn');
  expect(codes(verdict)).toEqual(['same-cloud-id', 'sandbox-of']);
});

describe('hostile', () => {
  test.each<Case>([
    ['another customer’s tenant', { tenant: { id: 'other-tenant' }, tenantMap: [northwindTenant, other] }, 'fail', 'other-cloud-id'],
    ['another customer’s tenant, by name only', { site: { host: 'northwind.atlassian.net' }, tenant: { id: 'other-tenant' }, tenantMap: [northwindTenant, other] }, 'fail', 'other-site'],
    ['one’s own licence beside another’s site', { licences: lookup({ ...northwind, cloudId: 'c-mallory', site: 'northwind.atlassian.net' }) }, 'fail', 'licence-of-another-site'],
    ['one right and one foreign licence', { licences: { asked: ['E-1A2-B3C-D4E-5F6', 'SEN-42'], found: [northwind, { licenseId: 'SEN-42', cloudId: 'c-else', contacts: [] }] } }, 'fail', 'licence-of-another-site'],
    ['the right host name with another cloud id', { site: { host: 'northwind.atlassian.net', cloudId: 'c-mallory' } }, 'fail', 'other-cloud-id'],
    ['a former name taken over by somebody else', { site: { host: 'nw-time.atlassian.net' } }, 'unknown', 'former-name-without-id'],
    ['a licence joined by its host name alone', { licences: lookup(licenceWithoutCloudId) }, 'unknown', 'licence-by-name-only'],
    ['a licence of an unknown cloud id', { licences: lookup(northwind), site: { host: 'northwind.atlassian.net' }, tenantMap: mapWithoutCloudId }, 'unknown', 'licence-by-name-only'],
    ['a licence that nothing joins', { licences: { asked: ['SEN-7'], found: [{ licenseId: 'SEN-7', contacts: [] }] } }, 'unknown', 'licence-unjoined'],
    ['a licence that was not asked for', { licences: { asked: ['SEN-7'], found: [northwind] } }, 'unknown', 'no-licence'],
    ['an empty cloud id on both sides', { site: { host: 'northwind.atlassian.net', cloudId: ' ' }, tenantMap: [{ ...northwindTenant, cloudId: ' ' }], licences: lookup({ ...northwind, cloudId: ' ' }) }, 'unknown', 'licence-by-name-only'],
    ['a tenant that the map gives to two sites', { tenantMap: [northwindTenant, { ...other, tenantId: '7f3c9a52-4b1e' }] }, 'unknown', 'tenant-mapped-twice'],
    ['a requester’s domain one letter off the site', { requester: person('dana@northw1nd.example') }, 'warn', 'site-name-lookalike'],
    ['a site that is no host', { site: { host: 'javascript:alert(1)' } }, 'fail', 'not-a-site'],
    ['a site with a user in it', { site: { host: 'https://northwind.atlassian.net@evil.example/' } }, 'fail', 'not-a-site'],
  ])('%s', async (name, given, outcome, code) => {
    const verdict = await judge(given);
    expect({ name, outcome: verdict.outcome, codes: codes(verdict) }).toEqual({ name, outcome, codes: expect.arrayContaining([code]) as unknown });
  });

  test('a sandbox that names no production tenant of the map does not borrow a licence', async () => {
    const sandbox = { tenantId: 'sandbox-tenant', site: 'northwind-sandbox-1.atlassian.net', formerSites: [], cloudId: 'c-sandbox', productionTenantId: 'nowhere' };
    const verdict = await judge({ site: { host: sandbox.site, cloudId: 'c-sandbox' }, tenant: { id: 'sandbox-tenant' }, tenantMap: [sandbox, northwindTenant] });
    expect(verdict.outcome).toBe('fail');
  });
});

test('nothing passes unless an id or the tenant map joins it, nothing throws, and the same evidence gives the same verdict', async () => {
  const some = fc.constantFrom('c0ffee00-1111', 'c-contoso', '', 'northwind.atlassian.net', 'contoso.atlassian.net', 'nw-time.atlassian.net', 'x');
  const text = fc.oneof({ weight: 4, arbitrary: some }, { weight: 1, arbitrary: fc.string({ unit: 'binary' }) });
  await fc.assert(
    fc.asyncProperty(text, text, text, text, async (host, cloudId, licenceCloudId, mapSite) => {
      const given = { site: { host, cloudId }, licences: lookup({ ...northwind, cloudId: licenceCloudId }), tenantMap: [{ ...northwindTenant, site: mapSite }, other] };
      const verdict = await judge(given);
      expect(codes(verdict)).not.toContain('check-failed');
      expect(await judge(given)).toEqual(verdict);
      if (verdict.outcome === 'pass') expect(licenceCloudId).toBe('c0ffee00-1111');
    }),
    { numRuns: 500 },
  );
});
