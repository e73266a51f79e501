/** Decides what the daily run looks at: what was begun and not finished, the directory, then every ended request, the oldest first. */
import { JiraFault } from '../jira/ask';
import { dayIn } from '../procedure/business-days';
import { addDays } from '../procedure/disposal';
import { dueClasses } from '../procedure/retention';
import type { Rules } from '../procedure/rules';
import { listEndedBefore, type EndedRow } from '../storage/desk';
import { clearLeftovers, directoryState, retire, type Part } from '../storage/directory';
import { readHolds } from '../storage/holds';
import { noteProjectRun, noteSiteRun, type ProjectRun } from '../storage/retention-runs';
import { clearAway, toClear } from '../storage/tombstones';
import { refused } from './change';
import { changeRules } from './change-rules';
import { faultInLog } from './tell-fault';
import { letGoWhatIsDue } from './let-go';
import { loadRules, versionInForce } from './load-rules';

const pageSize = 100;
/** As many as anybody reads; the others are counted. */
const mostNamed = 20;

/** Of another fault than Jira's only that it was one is shown; the log has its name. */
function whyOf(error: unknown): { readonly why: string; readonly status?: number } {
  if (!(error instanceof JiraFault)) return { why: 'fault' };
  if (error.status === 403 || error.status === 401) return { why: 'not-allowed' };
  return error.status === 200 ? { why: 'still-there' } : { why: 'jira', status: error.status };
}

const log = (what: string, error: unknown): void => {
  console.error(`${what}: ${faultInLog(error)}`);
};

/** An import that nobody has renewed goes by the rules of the project that it was made in. */
async function keepDirectory(part: Part, now: Date): Promise<void> {
  const { inForce } = await directoryState(part);
  if (!inForce?.imported) return;
  const { projectId, at: imported } = inForce.imported;
  const isDue = ({ policies: { retention }, calendar: { timeZone } }: Rules): boolean => retention.directory > 0 && addDays(dayIn(timeZone, new Date(imported)), retention.directory) <= dayIn(timeZone, now);
  if (!isDue(await loadRules(projectId, (await versionInForce(projectId)).version))) return;
  await changeRules(projectId, 'app', async ({ published, at }) => {
    const current = (await directoryState(part)).inForce;
    if (current?.generation !== inForce.generation || !isDue(published)) return refused('retention-not-due');
    const { asOf, count } = current;
    return { happening: { type: 'retention.directory-gone', detail: { part, asOf, imported, count, version: published.version } }, alongside: retire(part, current, at) };
  });
}

type Tally = { gone: Record<string, number>; kept: Record<string, number>; failed: ProjectRun['failed']; failedMore: number };

const count = (counts: Record<string, number>, name: string): void => { counts[name] = (counts[name] ?? 0) + 1; };

async function keepRequest({ issueId, issueKey }: EndedRow, inForce: Rules, now: Date, tally: Tally): Promise<void> {
  try {
    const { gone, keeper } = await letGoWhatIsDue(issueId, inForce, now);
    for (const one of gone) count(tally.gone, one);
    if (keeper) count(tally.kept, keeper);
  } catch (error) {
    log('a request could not let go of what is due', error);
    if (tally.failed.length < mostNamed) tally.failed.push({ issueKey, ...whyOf(error) });
    else tally.failedMore += 1;
  }
}

/** What fails is told and does not keep the others waiting. */
async function attempt(what: string, work: () => Promise<void>): Promise<void> {
  try {
    await work();
  } catch (error) {
    log(what, error);
  }
}

/** Stops early enough to finish the request in hand, and goes on a day later: what has gone is passed over then. */
export async function keepRetention(deadline: number, now = new Date()): Promise<void> {
  const { setBack, isBeingBroughtIn } = await readHolds();
  // An old copy of storage may hold what has gone since, and not what was decided since: nothing is deleted on its word.
  if (setBack || isBeingBroughtIn) return;
  for (const one of await toClear()) if (Date.now() < deadline) await attempt('a request that went could not be cleared away', () => clearAway(one));
  for (const part of ['licences', 'tenants'] as const) await attempt('the directory could not be looked at', () => keepDirectory(part, now));
  await attempt('what is left of directories could not be deleted', () => clearLeftovers(deadline));

  const tallies = new Map<string, Tally>();
  const inForce = new Map<string, Rules>();
  let finished = true;
  let cursor: string | undefined;
  do {
    const page = await listEndedBefore(addDays(now.toISOString().slice(0, 10), 1), { limit: pageSize, cursor });
    for (const id of page.unreadable) console.error(`the row of request ${id} cannot be read, so nothing of it is deleted`);
    for (const row of page.rows) {
      if (Date.now() > deadline) {
        finished = false;
        break;
      }
      const { projectId } = row;
      const tally = tallies.get(projectId) ?? { gone: {}, kept: {}, failed: [], failedMore: 0 };
      tallies.set(projectId, tally);
      const rules = inForce.get(projectId) ?? (await loadRules(projectId, (await versionInForce(projectId)).version));
      inForce.set(projectId, rules);
      if (dueClasses(row, rules, now).length > 0) await keepRequest(row, rules, now, tally);
    }
    cursor = finished ? page.cursor : undefined;
  } while (cursor);

  for (const one of await toClear()) if (Date.now() < deadline) await attempt('a request that went could not be cleared away', () => clearAway(one));
  const at = now.toISOString();
  for (const [projectId, tally] of tallies) await noteProjectRun(projectId, { at, ...tally });
  await noteSiteRun({ at, finished });
}
