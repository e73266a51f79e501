/** Decides what the page of all purges shows since a day: the platform's log held against what was approved here. */
import type { PurgesFile, PurgesPage } from '../contract';
import { readAccounts } from '../jira/people';
import { dayIn } from '../procedure/business-days';
import { addDays } from '../procedure/disposal';
import { isCarriedOut, judgePurges, type Purge } from '../procedure/purges';
import type { Permission } from '../procedure/request';
import { sentence } from '../procedure/sentence';
import { approvedPurges, lastImport, purgesOfTenant, purgesSince } from '../storage/purges';
import { csvRow } from '../trail/csv';
import { purgeLines, type PurgeScene } from '../views/purges-view';
import { loadRules, versionInForce } from './load-rules';

type Project = { readonly projectId: string; readonly projectKey: string };

/** What is judged at once; the reader is told to choose a later day where there are more. */
const mostPages = 10;
/** Tenants that are looked for beyond the project and the day. */
const mostTenants = 50;
const shownDays = 90;

type Gathered = PurgeScene & { readonly today: string; readonly since: string; readonly more: boolean };

async function readSince(projectId: string, since: string): Promise<{ readonly purges: readonly Purge[]; readonly more: boolean }> {
  const purges: Purge[] = [];
  let cursor: string | undefined;
  for (let page = 0; page < mostPages; page += 1) {
    const found = await purgesSince(projectId, since, { limit: 100, ...(cursor && { cursor }) });
    purges.push(...found.purges);
    cursor = found.next;
    if (!cursor) break;
  }
  return { purges, more: cursor !== undefined };
}

async function gather(projectId: string, wanted: string | undefined, now: Date): Promise<Gathered & { readonly timeZone: string }> {
  const { calendar } = await loadRules(projectId, (await versionInForce(projectId)).version);
  const today = dayIn(calendar.timeZone, now);
  const since = wanted ?? addDays(today, -shownDays);
  // An attestation follows its purge within a day, and another zone may call that day another.
  const [{ purges, more }, approved, imported] = await Promise.all([readSince(projectId, addDays(since, -2)), approvedPurges(projectId), lastImport(projectId)]);
  const logged = purges.filter(({ source }) => source === 'platform');
  const ours = [...purges.filter(({ source }) => source === 'desk'), ...approved];
  const known = new Set(judgePurges(logged, ours).flatMap((one) => ('approval' in one ? [one.logged.tenantId] : [])));
  // Approved for another project, or carried out before the day: found by the tenant itself.
  const open = [...new Set(logged.map(({ tenantId }) => tenantId))].filter((tenantId) => !known.has(tenantId)).slice(0, mostTenants);
  const elsewhere = (await Promise.all(open.map((tenantId) => purgesOfTenant(tenantId, projectId)))).flat().filter(({ source }) => source === 'desk');
  const approvals = [...new Map([...elsewhere, ...ours].map((one) => [one.id, one])).values()];
  const judged = judgePurges(logged, approvals).filter(({ logged: one }) => one.day >= since);
  const attested = ours.filter((one) => isCarriedOut(one) && one.day >= since);
  const accounts = await readAccounts([...attested, ...judged.flatMap((one) => ('approval' in one ? [one.approval] : []))].flatMap(({ askedBy = '', approvedBy = '', by }) => [askedBy, approvedBy, by]).concat(imported?.by ?? '').filter((id) => id !== ''));
  const names = new Map([...accounts].map(([id, { name }]) => [id, name]));
  return { today, since, more, judged, attested, names, ...(imported && { imported }), timeZone: calendar.timeZone };
}

export async function openPurges({ projectId, projectKey }: Project, may: readonly Permission[], since?: string, now = new Date()): Promise<PurgesPage> {
  const gathered = await gather(projectId, since, now);
  const { imported, names } = gathered;
  return {
    now: now.toISOString(),
    today: gathered.today,
    since: gathered.since,
    projectKey,
    may,
    more: gathered.more,
    lines: purgeLines(gathered),
    ...(imported && { imported: { by: names.get(imported.by) ?? imported.by, at: imported.at, lines: imported.lines, until: imported.until } }),
  };
}

/** The page as a table for a spreadsheet, in the order of the page. */
export async function exportPurges({ projectId, projectKey }: Project, since?: string, now = new Date()): Promise<PurgesFile> {
  const gathered = await gather(projectId, since, now);
  const reader = { locale: 'en', timeZone: gathered.timeZone, now };
  const rows = purgeLines(gathered).map((line) =>
    csvRow([line.at ?? line.day, line.tenantId, line.site ?? '', sentence({ code: `purge.standing.${line.standing}`, params: {} }, reader), line.why ? sentence(line.why, reader) : '', line.issueKey ?? '', line.askedBy ?? '', line.approvedBy ?? '', line.carriedOutBy ?? '', line.loggedBy ?? '', line.inLog]),
  );
  const header = csvRow(['Time or day', 'Tenant', 'Site', 'Standing', 'Why', 'Ticket', 'Asked for by', 'Approved by', 'Carried out by', 'By, in the log', 'In the log']);
  return { name: `${projectKey}-purges-since-${gathered.since}.csv`, text: header + rows.join('') };
}
