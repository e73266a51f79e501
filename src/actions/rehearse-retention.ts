/** Decides what a set of periods would delete at the next run, without deleting anything. */
import type { Answer, RetentionRehearsed } from '../contract';
import { addDays } from '../procedure/disposal';
import { dueClasses } from '../procedure/retention';
import { readRules } from '../procedure/rules-problems';
import { listEndedBefore } from '../storage/desk';
import { refused } from './change';
import { rulesScene } from './change-rules';

const pageSize = 100;
/** Twenty pages of rows alone, well below Forge's 25 s; who has more reads that there are more. */
const mostPages = 20;

/** By the rows alone, as the run looks at them first: what a flag or a hold keeps is counted, too. */
export async function rehearseRetention(projectId: string, against: 'draft' | 'in-force'): Promise<Answer<RetentionRehearsed>> {
  const { scene } = await rulesScene(projectId);
  const rules = against === 'draft' ? scene.draft?.rules : scene.published;
  if (!rules) return { ok: false, ...refused('no-draft') };
  const [problem] = readRules(rules).problems;
  if (problem) return { ok: false, ...refused(problem.says.code, problem.says.params) };
  const due: Record<string, number> = {};
  let looked = 0;
  let cursor: string | undefined;
  for (let page = 0; page < mostPages; page += 1) {
    const read = await listEndedBefore(addDays(scene.at.slice(0, 10), 1), { limit: pageSize, cursor });
    for (const row of read.rows) {
      if (row.projectId !== projectId) continue;
      looked += 1;
      for (const one of dueClasses(row, rules, scene.now)) due[one] = (due[one] ?? 0) + 1;
    }
    cursor = read.cursor;
    if (!cursor) break;
  }
  return { ok: true, value: { due, looked, more: cursor !== undefined } };
}
