/** Decides whether site, tenant and licences are one customer's, by cloud id or the vendor's tenant map and never by a host name alone. */
import { z } from 'zod';
import { type Finding, type Judged, type Weight, defineCheck } from './check';
import type { Licence, Person, TenantRecord } from './evidence';
import { hasNumber } from './licence-number';
import { lettersApart, skeleton } from './lookalike';
import { nameOfDomain, readMailbox, registrableDomain } from './mail-address';
import { sharedMailLists } from './shared-mail';
import { isAtlassianHosted, siteHost } from './site-host';

const lookAgain = 'An agent asks the customer which site and tenant they mean, and corrects the intake facts.';
const raiseFlag = 'An agent flags the ticket. The team lead settles the flag before anything goes on.';
const completeTheMap = 'An admin of Snapshot Desk completes the tenant map from production, and the check is run again.';

const findings = {
  'not-a-site': { says: 'What is given as the site is not a host name.', remedy: lookAgain },
  'tenant-unmapped': { says: 'Unknown: the tenant map has no tenant {tenant}.', remedy: completeTheMap },
  'tenant-mapped-twice': { says: 'Unknown: the tenant map gives tenant {tenant} to more than one site: {sites}.', remedy: completeTheMap },
  'same-cloud-id': { says: 'Tenant and site have the same cloud id.', remedy: 'Nothing to do.' },
  'by-tenant-map': { says: 'The tenant map gives tenant {tenant} to {site}. No cloud id was there to confirm it.', remedy: 'Nothing to do.' },
  'former-name': { says: '{site} is a former name of {now}: the cloud id is the same.', remedy: 'Nothing to do.' },
  'name-not-known': { says: 'The cloud id is the tenant’s, but the tenant map knows the site as {now}, not {site}.', remedy: completeTheMap },
  'former-name-without-id': { says: 'Unknown: {site} is a former name of {now}. Somebody else may hold that name today, and no cloud id tells.', remedy: 'An agent finds the site’s cloud id and enters it.' },
  'other-cloud-id': { says: 'Tenant {tenant} has another cloud id than {site}.', remedy: lookAgain },
  'other-site': { says: 'Tenant {tenant} serves another site than {site}.', remedy: lookAgain },
  'no-licence': { says: 'Unknown: no licence is there to hold against the site.', remedy: 'An agent enters the licence number, or asks the customer for it.' },
  'licence-agrees': { says: 'Licence {number} is for this site, by cloud id.', remedy: 'Nothing to do.' },
  'licence-of-another-site': { says: 'Licence {number} is for another site.', remedy: lookAgain },
  'licence-by-name-only': { says: 'Unknown: licence {number} names the same host, and no cloud id confirms it. A host name can change hands.', remedy: 'An agent compares cloud ids in the licence directory and the tenant map, and enters what is missing.' },
  'licence-unjoined': { says: 'Unknown: nothing ties licence {number} to this site.', remedy: 'An agent compares cloud ids in the licence directory and the tenant map, and enters what is missing.' },
  'sandbox-of': { says: 'This is a sandbox. Licence {number} is that of its production site {now}.', remedy: 'A second person confirms that the sandbox’s data is what is asked for.' },
  'site-of-requester': { says: 'The site is in the requester’s own domain.', remedy: 'Nothing to do.' },
  'site-domain-differs': { says: 'The site is in the domain {domain}, the requester in {requesterDomain}.', remedy: 'An agent asks the customer how the two belong together.' },
  'site-name-agrees': { says: 'The site’s name fits the requester’s domain {requesterDomain}.', remedy: 'Nothing to do.' },
  'site-name-differs': { says: 'The site’s name says nothing of the requester’s domain {requesterDomain}. Sites may be named freely.', remedy: 'Nothing to do.' },
  'site-name-lookalike': { says: 'The requester’s domain {requesterDomain} is nearly, but not, the name of the site.', remedy: raiseFlag },
} as const;

type Code = keyof typeof findings;
type Say = (code: Code, weight: Weight, params?: Finding['params']) => void;
type Site = { readonly host: string; readonly cloudId: string | undefined };

const sameId = (one: string | undefined, other: string | undefined): boolean =>
  one !== undefined && other !== undefined && one.trim() !== '' && one.trim().toLowerCase() === other.trim().toLowerCase();

const given = (id: string | undefined): string | undefined => (id === undefined || id.trim() === '' ? undefined : id);

function judgeTenant(site: Site, record: TenantRecord, say: Say): void {
  const recordHost = siteHost(record.site) ?? record.site;
  const isFormer = record.formerSites.some((former) => siteHost(former) === site.host);
  const params = { tenant: record.tenantId, site: site.host, now: recordHost };
  if (site.cloudId !== undefined && given(record.cloudId) !== undefined) {
    if (!sameId(site.cloudId, record.cloudId)) say('other-cloud-id', 'fail', params);
    else if (site.host === recordHost) say('same-cloud-id', 'note', params);
    else if (isFormer) say('former-name', 'note', params);
    else say('name-not-known', 'warn', params);
  } else if (site.host === recordHost) say('by-tenant-map', 'note', params);
  else if (isFormer) say('former-name-without-id', 'unknown', params);
  else say('other-site', 'fail', params);
}

function judgeLicence(number: string, entries: readonly Licence[], site: Site, record: TenantRecord | undefined, production: TenantRecord | undefined, say: Say): void {
  const cloudId = given(record?.cloudId) ?? site.cloudId;
  const byName = entries.some((licence) => licence.site !== undefined && siteHost(licence.site) === site.host);
  if (entries.some((licence) => sameId(licence.cloudId, cloudId))) say('licence-agrees', 'note', { number });
  else if (production !== undefined && entries.some((licence) => sameId(licence.cloudId, production.cloudId))) say('sandbox-of', 'warn', { number, now: production.site });
  else if (cloudId !== undefined && entries.every((licence) => given(licence.cloudId) !== undefined)) say('licence-of-another-site', 'fail', { number });
  else say(byName ? 'licence-by-name-only' : 'licence-unjoined', 'unknown', { number });
}

async function judgeRequester(site: Site, requester: Person, say: Say): Promise<void> {
  const reading = readMailbox(requester.address ?? '');
  if (!('mailbox' in reading) || reading.mailbox.domain === undefined) return;
  const requesterDomain = reading.mailbox.domain;
  const sharedMailOf = await sharedMailLists([]);
  if (sharedMailOf(reading.mailbox.host) !== undefined) return;
  if (!isAtlassianHosted(site.host)) {
    const domain = registrableDomain(site.host) ?? site.host;
    if (domain === requesterDomain) say('site-of-requester', 'note');
    else say('site-domain-differs', 'warn', { domain, requesterDomain });
    return;
  }
  const siteName = site.host.split('.')[0] ?? '';
  say(...likenessOfNames(siteName, nameOfDomain(requesterDomain)), { requesterDomain });
}

/** A site may be called anything, so that names differ says little; that they nearly agree says more. */
function likenessOfNames(siteName: string, name: string): [Code, Weight] {
  const [a, b] = [skeleton(siteName), skeleton(name)];
  if (siteName.replaceAll('-', '') === name.replaceAll('-', '')) return ['site-name-agrees', 'note'];
  if (siteName.length >= 5 && (a === b || lettersApart(siteName, name, 1) <= 1)) return ['site-name-lookalike', 'warn'];
  const fits = Math.min(a.length, b.length) >= 3 && (a.includes(b) || b.includes(a));
  return [fits ? 'site-name-agrees' : 'site-name-differs', 'note'];
}

export const siteAndTenant = defineCheck({
  id: 'site-and-tenant',
  title: 'Site and tenant belong together',
  why: 'A dump is made by tenant id, asked for by site and paid for by licence. If one of the three is another customer’s, that customer’s data goes out. Host names are reused and renamed, so only ids and the vendor’s own tenant map may join them.',
  sources: ['Atlassian Marketplace licence report: cloudId and cloudSiteHostname', 'The vendor’s tenant map'],
  needs: ['site', 'tenant', 'licences', 'tenantMap'],
  uses: ['requester'],
  settings: z.strictObject({}),
  findings,
  async verify({ site: { host: written, cloudId }, tenant, licences, tenantMap, requester }): Promise<Judged<Code>> {
    const said: Finding<Code>[] = [];
    const say: Say = (code, weight, params = {}) => void said.push({ code, weight, params });
    const host = siteHost(written);
    if (host === undefined) return { findings: [{ code: 'not-a-site', weight: 'fail', params: {} }], shows: { site: written.slice(0, 253), tenant: tenant.id } };
    const site: Site = { host, cloudId: given(cloudId) };

    const records = tenantMap.filter((record) => sameId(record.tenantId, tenant.id));
    const record = records.length === 1 ? records[0] : undefined;
    if (record !== undefined) judgeTenant(site, record, say);
    else if (records.length === 0) say('tenant-unmapped', 'unknown', { tenant: tenant.id });
    else say('tenant-mapped-twice', 'unknown', { tenant: tenant.id, sites: { list: records.map((one) => one.site), join: 'and' } });

    const production = record?.productionTenantId === undefined ? [] : tenantMap.filter((one) => sameId(one.tenantId, record.productionTenantId));
    const numbers = licences.asked.filter((number) => licences.found.some((licence) => hasNumber(licence, number)));
    if (numbers.length === 0) say('no-licence', 'unknown');
    for (const number of numbers) {
      const entries = licences.found.filter((licence) => hasNumber(licence, number));
      judgeLicence(number, entries, site, record, production.length === 1 ? production[0] : undefined, say);
    }
    if (requester !== undefined) await judgeRequester(site, requester, say);
    return {
      findings: said,
      shows: {
        site: host,
        tenant: tenant.id,
        ...(site.cloudId === undefined ? {} : { cloudId: site.cloudId }),
        ...(record === undefined ? {} : { mapped: { site: record.site, formerSites: record.formerSites, ...(record.cloudId === undefined ? {} : { cloudId: record.cloudId }) } }),
      },
    };
  },
});
