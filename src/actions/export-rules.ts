/** Decides what rules look like as a file: the draft, or what is in force, as an import takes it. */
import type { Answer } from '../contract';
import { writeRulesFile } from '../procedure/rules-file';
import { refused } from './change';
import { rulesScene } from './change-rules';

export async function exportRules(projectId: string, of: 'draft' | 'in-force'): Promise<Answer<{ readonly name: string; readonly text: string }>> {
  const { scene } = await rulesScene(projectId);
  const rules = of === 'draft' ? scene.draft?.rules : scene.published;
  if (!rules) return { ok: false, ...refused('no-draft') };
  return { ok: true, value: { name: `snapshot-desk-rules-${of === 'draft' ? 'draft' : `version-${rules.version}`}.json`, text: writeRulesFile(rules) } };
}
