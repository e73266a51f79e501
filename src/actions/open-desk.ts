/** Decides what the desk shows of a project: a page at a time, from one index each, judged row by row where it does not answer alone. */
import type { DeskAsked, DeskPace, DeskPage, DeskPeople } from '../contract';
import { readAccounts } from '../jira/people';
import { whoMayOf } from '../procedure/approvers';
import { dayIn } from '../procedure/business-days';
import { countsOf, type DeskCounts } from '../procedure/desk-counts';
import { everyOpen, isAskedFor, pick, planQuery, stuckSince, type DeskAsk, type Lapse } from '../procedure/desk-query';
import { deskRulesOf, type DeskRules } from '../procedure/desk-rules';
import { enough, honestyOf, likelyDelivery, paceOf, stageTimes, type Likely, type Pace } from '../procedure/forecast';
import type { Permission } from '../procedure/request';
import type { Rules } from '../procedure/rules';
import { defaultRules } from '../procedure/default-rules';
import { readInForce } from '../storage/rules';
import { readAbsences } from '../storage/absences';
import { listRequests, type Listed, type Page } from '../storage/desk';
import { deskLine, type Desk } from '../views/desk-view';
import { loadRules, versionInForce } from './load-rules';
import { whoHolds } from './who-holds';

type Project = { readonly projectId: string; readonly projectKey: string };
type Viewer = { readonly accountId: string; readonly may: readonly Permission[] };

/** What an index that answers alone is asked for; the page that is read for the numbers as well is longer. */
const pageSize = 50;
/** So many for one answer, what is read for the numbers among them; the reader is told how far it went. */
const mostQueries = 2;
const queryLimit = 100;

export async function rulesInForce(projectId: string): Promise<Rules> {
  return loadRules(projectId, (await versionInForce(projectId)).version);
}

/** As far as the desk goes by them. One storage call, whichever version it is, unless it was published before this was kept. */
export async function deskRules(projectId: string): Promise<DeskRules> {
  const inForce = await readInForce(projectId);
  return inForce?.desk ?? deskRulesOf(await loadRules(projectId, inForce?.version ?? defaultRules.version));
}

/** Where nobody is ever reminded no turn is stuck: none began before this. */
const noTurn = '0000-01-01';

const lapseOf = ({ calendar, nudgeAfter }: DeskRules, now: Date): Lapse => {
  const today = dayIn(calendar.timeZone, now);
  return { today, stuckBy: nudgeAfter > 0 ? stuckSince(today, nudgeAfter, calendar) : noTurn };
};

type Found = { readonly rows: readonly Listed[]; readonly looked: number; readonly exact: boolean; readonly unreadable: readonly string[]; readonly cursor?: string; readonly counts?: DeskCounts };

/** What no index answers alone: rows are looked through, after those that were read already. */
async function lookThrough(projectId: string, asked: DeskAsk, viewer: Viewer, lapse: Lapse, begun: { readonly page?: Page; readonly cursor?: string | undefined; readonly queries: number }): Promise<Found> {
  const plan = planQuery(asked, lapse);
  let [page, { cursor }] = [begun.page, begun];
  const rows: Listed[] = [];
  const unreadable: string[] = [];
  let looked = 0;
  for (let query = 0; query < begun.queries; query += 1) {
    page = query === 0 && page ? page : await listRequests(projectId, plan, { limit: queryLimit, cursor });
    ({ cursor } = page);
    rows.push(...page.rows.filter((row) => isAskedFor(asked, row, viewer, lapse)));
    unreadable.push(...page.unreadable);
    looked += page.rows.length;
    if (!cursor || rows.length >= pageSize) break;
  }
  return { rows, looked, exact: false, unreadable, ...(cursor && { cursor }) };
}

/**
 * The first page of what is open begins with the open requests by due date. Where that is all of them, it is the whole
 * answer, with an exact number beside each choice; where it is not, the numbers are what was counted so far.
 */
async function findFirst(projectId: string, asked: DeskAsk, viewer: Viewer, lapse: Lapse): Promise<Found> {
  const all = await listRequests(projectId, everyOpen, { limit: queryLimit });
  const counts = countsOf(all.rows, all.cursor !== undefined, asked, viewer, lapse);
  if (all.cursor === undefined) {
    const rows = pick(all.rows, asked, viewer, lapse);
    return { rows, looked: rows.length, exact: true, unreadable: all.unreadable, counts };
  }
  const plan = planQuery(asked, lapse);
  const isBegun = plan.index === everyOpen.index && !plan.range;
  if (!plan.exact) return { ...(await lookThrough(projectId, asked, viewer, lapse, isBegun ? { page: all, queries: mostQueries } : { queries: mostQueries - 1 })), counts };
  const page = isBegun ? all : await listRequests(projectId, plan, { limit: pageSize });
  return { rows: page.rows, looked: page.rows.length, exact: true, unreadable: [...new Set([...all.unreadable, ...page.unreadable])], counts, ...(page.cursor && { cursor: page.cursor }) };
}

async function find(projectId: string, asked: DeskAsk, viewer: Viewer, lapse: Lapse, cursor: string | undefined): Promise<Found> {
  if (cursor === undefined && asked.standing === 'open') return findFirst(projectId, asked, viewer, lapse);
  const plan = planQuery(asked, lapse);
  if (!plan.exact) return lookThrough(projectId, asked, viewer, lapse, { cursor, queries: mostQueries });
  const page = await listRequests(projectId, plan, { limit: pageSize, cursor });
  return { rows: page.rows, looked: page.rows.length, exact: true, unreadable: page.unreadable, ...(page.cursor && { cursor: page.cursor }) };
}

/** One page of the desk. */
export async function openDesk({ projectId, projectKey }: Project, viewer: Viewer, { cursor, ...asked }: DeskAsked, now = new Date()): Promise<DeskPage> {
  const rules = await deskRules(projectId);
  const lapse = lapseOf(rules, now);
  const found = await find(projectId, asked, viewer, lapse, cursor);
  const desk: Desk = { calendar: rules.calendar, today: lapse.today, nudgeAfter: rules.nudgeAfter };
  return {
    now: now.toISOString(),
    today: lapse.today,
    projectKey,
    viewer,
    estimate: rules.calendar.estimate,
    lines: found.rows.map((row) => deskLine(row, desk)),
    looked: found.looked,
    exact: found.exact,
    ...(found.unreadable.length > 0 && { unreadable: found.unreadable }),
    ...(found.counts && { counts: found.counts }),
    ...(found.cursor && { cursor: found.cursor }),
  };
}

/** Who holds each of these permissions in the project, and who is away; asked once for a page, and never to decide. */
export async function deskPeople({ projectId, projectKey }: Project, wanted: readonly Permission[], now = new Date()): Promise<DeskPeople> {
  const rules = await rulesInForce(projectId);
  const [found, absences] = await Promise.all([
    Promise.all([...new Set(wanted)].map(async (permission) => ({ permission, people: await whoHolds(permission, projectKey, rules) }))),
    readAbsences(projectId),
  ]);
  const { today } = lapseOf(deskRulesOf(rules), now);
  const current = absences.filter(({ to }) => to >= today);
  const accounts = await readAccounts(current.flatMap(({ person, delegate }) => [person, delegate]));
  const nameOf = (accountId: string): string => accounts.get(accountId)?.name ?? accountId;
  return {
    today,
    holders: found.flatMap(({ permission, people }) => (people ? [{ permission, people: whoMayOf(people, permission, rules) }] : [])),
    absences: current.map((one) => ({ ...one, names: [nameOf(one.person), nameOf(one.delegate)] as const })),
  };
}

/** Newest first; older ones say little about how the desk works now. */
const mostPast = 200;

async function pastOf(projectId: string, lapse: Lapse): Promise<readonly Listed[]> {
  const plan = planQuery({ standing: 'ended', sort: 'due' }, lapse);
  const first = await listRequests(projectId, plan, { limit: mostPast / 2 });
  if (!first.cursor) return first.rows;
  return [...first.rows, ...(await listRequests(projectId, plan, { limit: mostPast / 2, cursor: first.cursor })).rows];
}

/** How long the desk's stages take, and when the open requests of a page will probably be delivered. */
export async function deskPace(projectId: string, viewer: Viewer, { cursor, ...asked }: DeskAsked, now = new Date()): Promise<DeskPace> {
  const rules = await deskRules(projectId);
  const { calendar } = rules;
  const lapse = lapseOf(rules, now);
  const [past, page] = await Promise.all([pastOf(projectId, lapse), find(projectId, asked, viewer, lapse, cursor)]);
  const courseOf = ({ stays, row, ended, at }: Listed): Pace => paceOf({ stays, delivered: row.delivered, ended: dayIn(calendar.timeZone, new Date(ended?.at ?? at)) }, calendar);
  const paces = past.map(courseOf);
  const honesty = honestyOf(paces);
  const likely = page.rows.flatMap(({ issueId, stays, row }): [string, Likely][] => {
    const known = likelyDelivery(paceOf({ stays, delivered: row.delivered }, calendar), paces, calendar, lapse.today);
    return known ? [[issueId, known]] : [];
  });
  const oldest = past.at(-1);
  return {
    count: past.length,
    delivered: paces.filter(({ delivered }) => delivered !== undefined).length,
    enough,
    ...(oldest && { since: dayIn(calendar.timeZone, new Date(oldest.at)) }),
    times: stageTimes(paces),
    ...(honesty && { honesty }),
    likely: Object.fromEntries(likely),
  };
}
