/** Decides how a draft comes into force: at once where it weakens nothing, else by the word of a second person for exactly that draft. */
import type { Answer, RulesChanged } from '../contract';
import { digestOfRules, review, weakensAny, type Review } from '../procedure/rules-review';
import { isSameDigest } from '../trail/digest';
import { refused, type Refused } from './change';
import { changeRules, type RulesDecided, type RulesScene, type StandingDraft } from './change-rules';
import { approversGone } from './find-approvers';
import { findGone } from './find-choices';
import { unlessMoved } from './edit-draft';
import { isSecondPerson } from './identify';
import { rulesAfter } from './open-rules';

type Ready = { readonly draft: StandingDraft; readonly reviewed: Review };

/** What must hold of the draft whoever publishes it, judged again each time: Jira may have changed since. */
async function readyToPublish({ draft, published }: RulesScene, digest: string): Promise<Ready | Refused> {
  if (!draft) return refused('no-draft');
  const reviewed = review(published, draft.rules);
  if (!isSameDigest(reviewed.digest, digest)) return refused('draft-differs');
  const [problem] = reviewed.problems;
  if (problem) return refused(problem.says.code, problem.says.params);
  if (reviewed.differences.length === 0) return refused('nothing-to-publish');
  const [missing] = [...(await findGone(draft.rules)), ...(await approversGone(draft.rules))];
  return missing ? refused(missing.says.code, missing.says.params) : { draft, reviewed };
}

function published({ draft, reviewed }: Ready, { published: before }: RulesScene, reason: string, askedBy?: string): RulesDecided {
  const version = before.version + 1;
  const { differences, digest } = reviewed;
  const weakening = differences.filter(({ weakens }) => weakens).length;
  return {
    draft: {},
    publish: { ...draft.rules, version },
    happening: { type: 'rules.published', detail: { version, digest, differences: differences.length, weakening, ...(askedBy && { askedBy }) } },
    personal: [reason],
    done: { code: 'done.rules-published', params: { version } },
  };
}

/** Publishes the draft with this digest, or asks for the second person that it needs. */
export async function publishRules(projectId: string, actor: string, input: { readonly rev: number; readonly digest: string; readonly reason: string }): Promise<Answer<RulesChanged>> {
  const outcome = await changeRules(projectId, actor, async (scene) => {
    const moved = await unlessMoved(scene, input.rev);
    if (moved) return moved;
    const ready = await readyToPublish(scene, input.digest);
    if ('refusal' in ready) return ready;
    const { draft, reviewed } = ready;
    if (!weakensAny(reviewed)) return published(ready, scene, input.reason);
    const { rules, saved } = draft;
    const { differences, digest } = reviewed;
    return {
      draft: { rules, saved, wait: { by: actor, at: scene.at, reason: input.reason, digest } },
      happening: { type: 'rules.asked', detail: { version: scene.published.version + 1, digest, differences: differences.length, weakening: differences.filter(({ weakens }) => weakens).length } },
      personal: [input.reason],
      done: { code: 'done.rules-asked', params: {} },
    };
  });
  return rulesAfter(projectId, actor, outcome);
}

/** The second person's word: for the draft that was asked for, as it was then, by somebody else. */
export async function confirmRules(projectId: string, actor: string, digest: string): Promise<Answer<RulesChanged>> {
  const outcome = await changeRules(projectId, actor, async (scene) => {
    const { draft } = scene;
    if (!draft?.wait) return refused('no-wait');
    const { wait } = draft;
    // Written with the draft, so that it differs only where a row was tampered with or restored.
    if (!isSameDigest(wait.digest, digest) || !isSameDigest(wait.digest, digestOfRules(draft.rules))) return refused('draft-differs');
    const second = await isSecondPerson(actor, wait.by);
    if (second !== true) return second;
    const ready = await readyToPublish(scene, digest);
    return 'refusal' in ready ? ready : published(ready, scene, wait.reason, wait.by);
  });
  return rulesAfter(projectId, actor, outcome);
}
