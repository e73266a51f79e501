/** Decides how a running request is moved to the newest rules: on purpose, on its own trail, without verdicts that other settings gave. */
import type { Answer } from '../contract';
import type { Message } from '../checks/message';
import { movedTo } from '../procedure/rehearsal';
import { refused } from './change';
import { loadRules, versionInForce } from './load-rules';
import { perform } from './perform';

/** Moves a request of this project to version `to`, which must be the one in force: whoever saw another decided on another. */
export async function moveRequest(projectId: string, actor: string, input: { readonly issueId: string; readonly to: number }): Promise<Answer<{ readonly done: Message }>> {
  const { version } = await versionInForce(projectId);
  if (version !== input.to) return { ok: false, ...refused('rules-moved-on', { version }) };
  const rules = await loadRules(projectId, version);
  const done: Message = { code: 'done.rules-moved', params: { version } };
  const outcome = await perform(input.issueId, actor, ({ request, rules: was }) => {
    if (request.projectId !== projectId) return refused('no-request');
    if (request.ended) return refused('request-ended');
    if (request.rulesVersion === version) return { unchanged: true, done };
    const moved = movedTo(request, was, rules);
    const again = Object.keys(request.verdicts).filter((check) => !(check in moved.verdicts));
    return { request: moved, rules, happening: { type: 'request.rules-moved', detail: { from: request.rulesVersion, to: version, again } }, done };
  });
  return 'refusal' in outcome ? { ok: false, refusal: outcome.refusal } : { ok: true, value: { done } };
}
