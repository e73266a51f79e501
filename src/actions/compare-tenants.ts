/** Decides what is gathered about a tenant before its data may go: itself, every tenant alike, and who else needs it. */
import type { Licence, TenantRecord } from '../checks/evidence';
import { numbersOf } from '../checks/licence-number';
import { domainsIn } from '../checks/mail-address';
import { sharedMailLists } from '../checks/shared-mail';
import type { Message } from '../checks/message';
import { addDays, groundOf, profilesOf, sealOfTenants, todayIn } from '../procedure/disposal';
import { factsOfTenant, lifeOf, type CopyKnown } from '../procedure/tenant-comparison';
import { currentAttempt } from '../procedure/delivery';
import type { Disposal, DisposalProfile, SnapshotRequest } from '../procedure/request';
import type { Rules } from '../procedure/rules';
import { moves } from '../procedure/turn';
import { directoryInForce, licencesByCloudId, licencesByCompany, licencesByDomain, licencesByNumber, tenantsByCloudId, tenantsById, tenantsByProduction, tenantsBySite, type InForce } from '../storage/directory';
import { standingsOf } from '../storage/desk';
import { findMentions, loadRequest, mostMentions } from '../storage/requests';
import { loadRules, versionInForce } from './load-rules';

/** More than this nobody compares by eye, and storage would cut the list off somewhere. */
const mostAlike = 40;
const mostRequests = 30;
const mostNames = 60;

export type Comparison = {
  /** The tenant that is meant, then every tenant alike. */
  readonly tenants: Disposal['tenants'];
  readonly seal: string;
  /** The day of the older of the two sources, `YYYY-MM-DD`. */
  readonly asOf: string;
  readonly bars: readonly Message[];
};
export type Compared = Comparison | { readonly bars: readonly [Message] };

const bar = (code: string, params: Message['params'] = {}): Message => ({ code: `disposal.bar.${code}`, params });

const unique = <Row>(rows: readonly Row[], key: (row: Row) => string): readonly Row[] => [...new Map(rows.map((row) => [key(row), row])).values()];

/** Licences of the same company, or with a contact in the same mail domain; a domain that strangers share says nothing. */
async function kinOf(licences: readonly Licence[], inForce: InForce): Promise<readonly Licence[]> {
  const sharedMailOf = await sharedMailLists([]);
  const companies = unique(licences.flatMap(({ company }) => company?.toLowerCase() ?? []), String);
  const domains = domainsIn(licences.flatMap(({ contacts }) => contacts.flatMap(({ address }) => address ?? [])));
  const found = await Promise.all([...companies.map((company) => licencesByCompany(inForce, company)), ...domains.filter((domain) => sharedMailOf(domain) === undefined).map((domain) => licencesByDomain(inForce, domain))]);
  return found.flat();
}

/** Every tenant of the same company, domain, site or production site; the tenant itself is among them. */
async function alikeTo(record: TenantRecord, own: readonly Licence[], licencesInForce: InForce, tenantsInForce: InForce): Promise<readonly TenantRecord[]> {
  const kin = await kinOf(own, licencesInForce);
  const cloudIds = unique([...own, ...kin].flatMap(({ cloudId }) => cloudId ?? []), String);
  const found = await Promise.all([
    ...[record.site, ...record.formerSites].map((site) => tenantsBySite(tenantsInForce, site)),
    ...cloudIds.slice(0, mostAlike + 1).map((cloudId) => tenantsByCloudId(tenantsInForce, cloudId)),
    tenantsByProduction(tenantsInForce, record.tenantId),
    ...(record.productionTenantId ? [tenantsById(tenantsInForce, record.productionTenantId), tenantsByProduction(tenantsInForce, record.productionTenantId)] : []),
  ]);
  const kindred = unique(found.flat(), ({ tenantId }) => tenantId);
  // A sandbox has no licence of its own to be found by: it belongs to whoever has its production site.
  const sandboxes = await Promise.all(kindred.slice(0, mostAlike + 1).map(({ tenantId }) => tenantsByProduction(tenantsInForce, tenantId)));
  return unique([...kindred, ...sandboxes.flat()], ({ tenantId }) => tenantId).filter(({ tenantId }) => tenantId !== record.tenantId);
}

/** Every open request of the desk that names one of these sites or licence numbers, and the newest of those that ended. */
async function requestsAt(sites: readonly string[], numbers: readonly string[]): Promise<readonly SnapshotRequest[]> {
  const mentions = [...unique(sites, String).map((value) => ({ by: 'site' as const, value })), ...unique(numbers, String).map((value) => ({ by: 'licence' as const, value }))];
  const found = await Promise.all(mentions.slice(0, mostNames).map(findMentions));
  if (found.some((some) => some.length >= mostMentions)) throw new Error('more requests name a tenant than can be looked at');
  const ids = unique(found.flat(), ({ request }) => request).map(({ request }) => request);
  const standings = await standingsOf(ids);
  const isOpen = (id: string): boolean => standings.get(id)?.ending === 'open';
  const looked = [...ids.filter(isOpen), ...ids.filter((id) => standings.has(id) && !isOpen(id)).slice(0, mostRequests)];
  return (await Promise.all(looked.map((id) => loadRequest(id)))).flatMap((stored) => stored?.request ?? []);
}

/** The newest copy that the desk knows of a tenant's data. */
function copyOf(tenantId: string, requests: readonly SnapshotRequest[]): CopyKnown {
  const about = requests.filter(({ facts }) => facts.tenant?.value === tenantId);
  const delivered = about.flatMap((one) => {
    const handed = currentAttempt(one)?.handedOver;
    const receipt = one.marks['receipt'];
    return handed ? [{ on: handed.at.slice(0, 10), copy: receipt?.state === 'done' && receipt.answer === undefined ? ('received' as const) : ('delivered' as const) }] : [];
  });
  const last = delivered.sort((a, b) => a.on.localeCompare(b.on)).at(-1);
  if (last) return { copy: last.copy, copyOn: last.on };
  return { copy: about.some(({ ended, disposals = [] }) => !ended && disposals.every(({ carriedOut }) => !carriedOut)) ? 'under-way' : 'never' };
}

/** Whether somebody is still at work on a request, so that the data it is about has to stay. */
async function needsData(request: SnapshotRequest, now: Date): Promise<boolean> {
  if (request.ended) return false;
  const rules = await loadRules(request.projectId, request.rulesVersion);
  return moves(request, rules, now)[0]?.move !== 'all-done';
}

/** Why data may not go now: what holds for every disposal, then what holds for a tenant's own systems. */
async function barsOf(profile: DisposalProfile, request: SnapshotRequest, rules: Rules, tenants: Disposal['tenants'], others: readonly SnapshotRequest[], now: Date): Promise<readonly Message[]> {
  const [target] = tenants;
  const inForce = await loadRules(request.projectId, (await versionInForce(request.projectId)).version);
  const bars: Message[] = [];
  if (!inForce.policies.disposal.purging || !rules.policies.disposal.purging) bars.push(bar('switched-off'));
  if (request.ended) bars.push(bar('ended', { ending: request.ended.ending }));
  if (!profilesOf(request, rules).includes(profile)) bars.push(bar('not-this-kind'));
  if (!groundOf(request, rules)) bars.push(bar('no-ground'));
  if (request.flags.some(({ settled }) => !settled)) bars.push(bar('flag'));
  if (target.tenantId !== request.facts.tenant?.value) bars.push(bar('another-tenant', { tenant: target.tenantId }));
  if (profile === 'delivered-dump') return bars;
  const life = lifeOf(target);
  if (life === 'active' || life === 'unknown') bars.push(bar(`licence-${life}`, { licences: { list: target.licences.filter((one) => one.life === life).map(({ number }) => number), join: 'and' } }));
  const needing = (await Promise.all(others.map(async (one) => ((await needsData(one, now)) ? [one.issueKey] : [])))).flat();
  if (needing.length > 0) bars.push(bar('needed', { tickets: { list: needing, join: 'and' } }));
  return bars;
}

/** Compares the request's tenant with every tenant alike, on sources that are fresh enough. Unknown is a bar, never a pass. */
export async function compareTenants(profile: DisposalProfile, request: SnapshotRequest, rules: Rules, now: Date): Promise<Compared> {
  const [licencesInForce, tenantsInForce] = await Promise.all([directoryInForce('licences'), directoryInForce('tenants')]);
  if (!licencesInForce || !tenantsInForce) return { bars: [bar('no-directory')] };
  const asOf = [licencesInForce.asOf, tenantsInForce.asOf].sort()[0]?.slice(0, 10) ?? '';
  const today = todayIn(rules, now);
  const { directoryDays } = rules.policies.disposal;
  if (asOf < addDays(today, -directoryDays)) return { bars: [bar('old-directory', { asOf: { day: asOf }, days: directoryDays })] };
  const id = request.facts.tenant?.confirmed && request.facts.tenant.value;
  if (!id) return { bars: [bar('no-tenant')] };
  const [record, another] = await tenantsById(tenantsInForce, id);
  if (!record) return { bars: [bar('tenant-unmapped', { tenant: id })] };
  if (another) return { bars: [bar('tenant-mapped-twice', { tenant: id })] };
  const { cloudId } = record;
  if (!cloudId) return { bars: [bar('no-cloud-id', { tenant: id })] };
  const ofRequest = await Promise.all((request.facts.licences?.value ?? []).map((number) => licencesByNumber(licencesInForce, number)));
  const own = unique([...(await licencesByCloudId(licencesInForce, cloudId)), ...ofRequest.flat().filter((licence) => licence.cloudId === cloudId)], (licence) => JSON.stringify(licence));
  const alike = await alikeTo(record, [...own, ...ofRequest.flat()], licencesInForce, tenantsInForce);
  if (alike.length > mostAlike) return { bars: [bar('too-many-alike', { most: mostAlike })] };
  const desk = await requestsAt([record.site, ...record.formerSites], [...(request.facts.licences?.value ?? []), ...own.flatMap(numbersOf)]);
  const others = await Promise.all(
    alike.map(async (one) => {
      const licences = one.cloudId ? await licencesByCloudId(licencesInForce, one.cloudId) : [];
      return factsOfTenant(one, licences, copyOf(one.tenantId, await requestsAt([one.site], [])), today);
    }),
  );
  const tenants: Disposal['tenants'] = [factsOfTenant(record, own, copyOf(id, [...desk.filter(({ issueId }) => issueId !== request.issueId), request]), today), ...others.sort((a, b) => a.site.localeCompare(b.site))];
  // A request that does not say its tenant yet may be about this one.
  const elsewhere = desk.filter(({ issueId, facts }) => issueId !== request.issueId && (facts.tenant === undefined || facts.tenant.value.toLowerCase() === id.toLowerCase()));
  return { tenants, seal: sealOfTenants(tenants), asOf, bars: await barsOf(profile, request, rules, tenants, elsewhere, now) };
}
