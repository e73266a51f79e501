/** Decides what the desk shows of a project: one page of one index, judged row by row where the index alone does not answer. */
import type { DeskAsked, DeskPace, DeskPage, DeskPeople } from '../contract';
import { readAccounts } from '../jira/people';
import { holdersIn } from '../jira/permissions';
import { dayIn } from '../procedure/business-days';
import { isAskedFor, planQuery, stuckSince, type DeskAsk } from '../procedure/desk-query';
import { enough, honestyOf, likelyDelivery, paceOf, stageTimes, type Likely, type Pace } from '../procedure/forecast';
import type { Permission } from '../procedure/request';
import type { Rules } from '../procedure/rules';
import { readAbsences } from '../storage/absences';
import { listRequests, type Listed } from '../storage/desk';
import { deskLine, type Desk } from '../views/desk-view';
import { loadRules, versionInForce } from './load-rules';

type Project = { readonly projectId: string; readonly projectKey: string };
type Viewer = { readonly accountId: string; readonly may: readonly Permission[] };

/** What is shown at once; an index that answers alone is asked for exactly that. */
const pageSize = 50;
/** Where rows are left out, so many are looked through for one answer; the reader is told how far it went. */
const mostQueries = 2;
const queryLimit = 100;

export async function rulesInForce(projectId: string): Promise<Rules> {
  return loadRules(projectId, (await versionInForce(projectId)).version);
}

const lapseOf = ({ calendar, policies }: Rules, now: Date): { readonly today: string; readonly stuckBy: string } => {
  const today = dayIn(calendar.timeZone, now);
  return { today, stuckBy: stuckSince(today, policies.nudgeAfter, calendar) };
};

type Found = { readonly rows: readonly Listed[]; readonly looked: number; readonly cursor?: string };

async function find(projectId: string, asked: DeskAsk, viewer: Viewer, lapse: ReturnType<typeof lapseOf>, from: string | undefined): Promise<Found & { readonly exact: boolean }> {
  const plan = planQuery(asked, lapse);
  if (plan.exact) {
    const page = await listRequests(projectId, plan, { limit: pageSize, cursor: from });
    return { rows: page.rows, looked: page.rows.length, exact: true, ...(page.cursor && { cursor: page.cursor }) };
  }
  let found: Found = { rows: [], looked: 0, ...(from && { cursor: from }) };
  for (let query = 0; query < mostQueries; query += 1) {
    const page = await listRequests(projectId, plan, { limit: queryLimit, cursor: found.cursor });
    const rows = page.rows.filter((row) => isAskedFor(asked, row, viewer, lapse));
    found = { rows: [...found.rows, ...rows], looked: found.looked + page.rows.length, ...(page.cursor && { cursor: page.cursor }) };
    if (!found.cursor || found.rows.length >= pageSize) break;
  }
  return { ...found, exact: false };
}

/** One page of the desk. */
export async function openDesk({ projectId, projectKey }: Project, viewer: Viewer, { cursor, ...asked }: DeskAsked, now = new Date()): Promise<DeskPage> {
  const rules = await rulesInForce(projectId);
  const lapse = lapseOf(rules, now);
  const found = await find(projectId, asked, viewer, lapse, cursor);
  const desk: Desk = { calendar: rules.calendar, today: lapse.today, nudgeAfter: rules.policies.nudgeAfter };
  return {
    now: now.toISOString(),
    today: lapse.today,
    projectKey,
    viewer,
    estimate: rules.calendar.estimate,
    lines: found.rows.map((row) => deskLine(row, desk)),
    looked: found.looked,
    exact: found.exact,
    ...(found.cursor && { cursor: found.cursor }),
  };
}

/** Who holds each of these permissions in the project, and who is away; asked once for a page, and never to decide. */
export async function deskPeople({ projectId, projectKey }: Project, wanted: readonly Permission[], now = new Date()): Promise<DeskPeople> {
  const [rules, found, absences] = await Promise.all([
    rulesInForce(projectId),
    Promise.all([...new Set(wanted)].map(async (permission) => ({ permission, people: await holdersIn(permission, projectKey) }))),
    readAbsences(projectId),
  ]);
  const { today } = lapseOf(rules, now);
  const current = absences.filter(({ to }) => to >= today);
  const accounts = await readAccounts(current.flatMap(({ person, delegate }) => [person, delegate]));
  const nameOf = (accountId: string): string => accounts.get(accountId)?.name ?? accountId;
  return {
    today,
    holders: found.flatMap(({ permission, people }) => (people ? [{ permission, people }] : [])),
    absences: current.map((one) => ({ ...one, names: [nameOf(one.person), nameOf(one.delegate)] as const })),
  };
}

/** Newest first; older ones say little about how the desk works now. */
const mostPast = 200;

async function pastOf(projectId: string, lapse: ReturnType<typeof lapseOf>): Promise<readonly Listed[]> {
  const plan = planQuery({ standing: 'ended', sort: 'due' }, lapse);
  const first = await listRequests(projectId, plan, { limit: mostPast / 2 });
  if (!first.cursor) return first.rows;
  return [...first.rows, ...(await listRequests(projectId, plan, { limit: mostPast / 2, cursor: first.cursor })).rows];
}

/** How long the desk's stages take, and when the open requests of a page will probably be delivered. */
export async function deskPace(projectId: string, viewer: Viewer, { cursor, ...asked }: DeskAsked, now = new Date()): Promise<DeskPace> {
  const rules = await rulesInForce(projectId);
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
