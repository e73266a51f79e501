/** Decides how a blank form is put into the draft: by its digests, which are computed here and nowhere else; the file is not kept. */
import { digestsOfBlankForm } from '../checks/blank-form';
import type { Answer, RulesChanged } from '../contract';
import { digestsOf, mostFormBytes } from '../procedure/blank-forms';
import { mostBytes } from '../procedure/rules-file';
import { changeRules } from './change-rules';
import { refused } from './change';
import { tooLargeToKeep, unlessMoved } from './edit-draft';
import { rulesAfter } from './open-rules';

export async function addBlankForm(projectId: string, actor: string, input: { readonly rev: number; readonly name: string; readonly base64: string }): Promise<Answer<RulesChanged>> {
  const bytes = Buffer.from(input.base64, 'base64');
  if (bytes.length > mostFormBytes) return { ok: false, ...refused('blank-form.too-large', { kilobytes: mostFormBytes / 1000 }) };
  const read = await digestsOfBlankForm(bytes);
  if ('problem' in read) return { ok: false, ...refused(`blank-form.${read.problem}`, { file: input.name }) };
  const outcome = await changeRules(projectId, actor, async (scene) => {
    const moved = await unlessMoved(scene, input.rev);
    if (moved) return moved;
    const before = scene.draft?.rules ?? scene.published;
    const { blankForms } = before.policies;
    if (blankForms.some((form) => read.digests.every((digest) => digestsOf(form).includes(digest)))) return refused('blank-form.known', { file: input.name });
    const rules = { ...before, version: scene.published.version + 1, policies: { ...before.policies, blankForms: [...blankForms, { name: input.name, digests: [...read.digests] }] } };
    if (tooLargeToKeep(rules)) return refused('rules-too-large', { kilobytes: mostBytes / 1000 });
    return { draft: { rules, saved: { by: actor, at: scene.at } } };
  });
  return rulesAfter(projectId, actor, outcome, { code: 'done.blank-form', params: { file: input.name } });
}
