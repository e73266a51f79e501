/** Decides what the ticket panel shows of a request, whole, so that one question is enough. */
import type { AttachmentView, PreparedReply, RequestView } from '../contract';
import { factsStanding } from '../procedure/checklist';
import { attentionViews, settledViews } from './attention-view';
import { disposalsView } from './disposal-view';
import { decisionView } from './decision-view';
import { copyIsDeclined } from '../procedure/disposal';
import { endingActions } from './ending-view';
import { factViews } from './fact-view';
import { mayAct, say, type Scene } from './looker';
import { stageViews } from './stage-view';
import { turnView } from './turn-view';

/** `attachments` are the ticket's as Jira lists them now; `question` is the prepared reply that asks for what is missing. */
export function requestView(scene: Scene, attachments: readonly AttachmentView[], question: PreparedReply | undefined): RequestView {
  const { request } = scene;
  const { missing, unconfirmed } = factsStanding(request);
  const decisions = (['proceed', 'release'] as const).filter((name) => scene.rules.steps.some(({ done }) => done.by === 'decision' && done.decision === name) && !(name === 'release' && copyIsDeclined(request, scene.rules))).map((name) => decisionView(name, scene));
  const disposal = disposalsView(scene);
  const turn = turnView(scene);
  const decideNow = decisions.find(({ mayDecide }) => mayDecide)?.decision;
  return {
    issueKey: request.issueKey,
    ...(request.facts.kind && { kind: request.facts.kind.value }),
    rev: request.rev,
    rulesVersion: request.rulesVersion,
    turn,
    stages: stageViews(scene),
    attention: attentionViews(scene, question, turn.button?.action),
    settled: settledViews(scene),
    facts: factViews(scene),
    factsSummary: say('stage.meta.found', { found: 10 - missing.length, missing: missing.length }),
    toConfirm: mayAct(scene, 'run-checks') && !request.ended ? unconfirmed.length : 0,
    decisions,
    ...(decideNow && { decideNow }),
    files: request.files,
    attachments,
    ...(disposal && { disposal }),
    ...(request.task && { task: { issueKey: request.task.issueKey } }),
    mayWrite: mayAct(scene, 'run-checks') && !request.ended,
    ending: endingActions(scene),
  };
}
