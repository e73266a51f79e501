/** Decides which turns the schedule looks at: those of every project that have lasted for more than a day, the longest first. */
import { nudgeDue } from '../procedure/nudge';
import { listHeldSince, type Listed } from '../storage/desk';
import { faultInLog } from './tell-fault';
import { loadRules } from './load-rules';
import { nudgeIfDue } from './nudge-turn';

const pageSize = 100;

async function isDue({ projectId, rulesVersion, held, nudged }: Listed, now: Date): Promise<boolean> {
  const rules = await loadRules(projectId, rulesVersion);
  return nudgeDue({ ...(held && { held }), ...(nudged && { nudged }) }, rules, now) !== undefined;
}

/** Reminds of every turn that is due; stops early enough to finish the one in hand. One that fails does not keep the others waiting. */
export async function watchTurns(deadline: number, now = new Date()): Promise<number> {
  const yesterday = new Date(now.getTime() - 86_400_000).toISOString().slice(0, 10);
  let reminded = 0;
  let cursor: string | undefined;
  do {
    const page = await listHeldSince(yesterday, { limit: pageSize, cursor });
    for (const id of page.unreadable) console.error(`the row of request ${id} cannot be read, so nobody is reminded of it`);
    for (const row of page.rows) {
      if (Date.now() > deadline) return reminded;
      try {
        if (!(await isDue(row, now))) continue;
        await nudgeIfDue(row.issueId);
        reminded += 1;
      } catch (error) {
        console.error(`a turn could not be reminded of: ${faultInLog(error)}`);
      }
    }
    cursor = page.cursor;
  } while (cursor);
  return reminded;
}
