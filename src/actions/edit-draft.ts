/** Decides how a draft of the rules is saved, read from a file and dropped; any change of it ends a wait for a second person. */
import type { Answer, RulesChanged } from '../contract';
import { readAccounts } from '../jira/people';
import type { Rules } from '../procedure/rules';
import { mostBytes, readRulesFile, type FileProblem } from '../procedure/rules-file';
import { readRules } from '../procedure/rules-problems';
import { digestOfRules } from '../procedure/rules-review';
import { changeRules, type RulesScene } from './change-rules';
import { refused, type Refused } from './change';
import { rulesAfter } from './open-rules';

/** Whoever worked on another state of the draft is told whose it is now, and keeps what they have. */
export async function unlessMoved({ draft, rev, published }: RulesScene, expected: number): Promise<Refused | undefined> {
  if (rev === expected) return undefined;
  if (!draft) return refused('draft-gone', { version: published.version });
  const { by, at } = draft.saved;
  return refused('draft-changed', { who: (await readAccounts([by])).get(by)?.name ?? by, at: { moment: at } });
}

export const tooLargeToKeep = (rules: unknown): boolean => Buffer.byteLength(JSON.stringify(rules)) > mostBytes;

const keep = (projectId: string, actor: string, rev: number, rules: Rules): ReturnType<typeof changeRules> =>
  changeRules(projectId, actor, async (scene) => (await unlessMoved(scene, rev)) ?? { draft: { rules: { ...rules, version: scene.published.version + 1 }, saved: { by: actor, at: scene.at } } });

/** Saves the whole draft. What a published set must have may still be missing; its shape may not. */
export async function saveDraft(projectId: string, actor: string, input: { readonly rev: number; readonly rules: unknown }): Promise<Answer<RulesChanged>> {
  if (tooLargeToKeep(input.rules)) return { ok: false, ...refused('rules-too-large', { kilobytes: mostBytes / 1000 }) };
  const { rules, problems } = readRules(input.rules);
  const [first] = problems;
  // The place lets the screen say which of its fields is meant.
  if (!rules) return { ok: false, ...refused(first?.says.code ?? 'rules.unfit', { ...first?.says.params, ...(first && { at: first.at.join('.') }) }) };
  return rulesAfter(projectId, actor, await keep(projectId, actor, input.rev, rules));
}

/** Reads a file in place of the draft. Nothing changes where the file has a fault. */
export async function importRules(projectId: string, actor: string, input: { readonly rev: number; readonly text: string }): Promise<Answer<RulesChanged | { readonly problems: readonly FileProblem[] }>> {
  const read = readRulesFile(input.text);
  if ('problems' in read) return { ok: true, value: { problems: read.problems } };
  return rulesAfter(projectId, actor, await keep(projectId, actor, input.rev, read.rules), { code: 'done.rules-imported', params: {} });
}

export async function discardDraft(projectId: string, actor: string, rev: number): Promise<Answer<RulesChanged>> {
  const outcome = await changeRules(projectId, actor, async (scene) => {
    const moved = await unlessMoved(scene, rev);
    if (moved) return moved;
    if (!scene.draft) return refused('no-draft');
    return { draft: {}, happening: { type: 'rules.discarded', detail: { digest: digestOfRules(scene.draft.rules) } }, done: { code: 'done.draft-discarded', params: {} } };
  });
  return rulesAfter(projectId, actor, outcome);
}
