/** Decides how the stages are shown: done and later ones closed, open only the current one and one that waits for a decision. */
import type { StageState, StageView } from '../contract';
import type { Message } from '../checks/message';
import { checklist, factsStanding, lastDecision, type StepStanding } from '../procedure/checklist';
import { stages, type Stage } from '../procedure/request';
import { say, type Scene } from './looker';
import { stepView } from './step-view';

const needed = (standings: readonly StepStanding[]): readonly StepStanding[] => standings.filter(({ step, state }) => step.mandatory && state !== 'not-applicable');

function metaOf(stage: Stage, standings: readonly StepStanding[], state: StageState, scene: Scene): Message | undefined {
  const { request } = scene;
  const facts = factsStanding(request);
  const failing = standings.filter(({ state: one }) => one === 'fails' || one === 'unknown').length;
  if (stage === 'intake' && state !== 'done') return say('stage.meta.found', { found: 10 - facts.missing.length, missing: facts.missing.length });
  if (state === 'fails') return say('stage.meta.fails', { count: failing });
  const proceed = lastDecision(request, 'proceed');
  if (state === 'done') {
    if (stage === 'security-check' && proceed) return say('stage.meta.proceed-given', { on: { moment: proceed.at } });
    const last = standings.flatMap(({ by }) => by?.at ?? []).sort().at(-1);
    return last ? say('stage.meta.done', { on: { moment: last } }) : undefined;
  }
  if (stage === 'security-check' && (facts.missing.length > 0 || facts.unconfirmed.length > 0)) return say('stage.meta.after-facts');
  if (stage === 'agreement' && !proceed) return say('stage.meta.after-proceed');
  if (stage === 'hand-off' && request.flags.some(({ settled }) => !settled)) return say('stage.meta.shut-by-flag');
  if (stage === 'hand-off' && state === 'waiting') return say('stage.meta.release-waits');
  return undefined;
}

function countOf(stage: Stage, standings: readonly StepStanding[], state: StageState, scene: Scene): Message {
  const counted = needed(standings);
  if (stage === 'intake') {
    const { missing, unconfirmed } = factsStanding(scene.request);
    return say('stage.count.facts', { confirmed: 10 - missing.length - unconfirmed.length, count: 10 });
  }
  const done = counted.filter(({ satisfied }) => satisfied).length;
  return state === 'to-do' ? say('stage.count.open', { count: counted.length }) : say('stage.count.done', { done, count: counted.length });
}

export function stageViews(scene: Scene): readonly StageView[] {
  const all = checklist(scene.request, scene.rules, scene.now);
  const next = all.find(({ satisfied, step }) => !satisfied && step.mandatory);
  const currentAt = next ? stages.indexOf(next.step.stage) : stages.length;
  return stages.map((stage, at): StageView => {
    const standings = all.filter(({ step }) => step.stage === stage);
    const open = needed(standings).filter(({ satisfied }) => !satisfied);
    const fails = standings.some(({ state }) => state === 'fails' || state === 'unknown');
    const decisionWaits = open.some(({ step, state }) => step.done.by === 'decision' && state === 'waiting' && (lastDecision(scene.request, step.done.decision) !== undefined || at === currentAt));
    const isOver = scene.request.ended !== undefined;
    const state: StageState = isOver ? (open.length === 0 && at < currentAt ? 'done' : 'to-do') : open.length === 0 && at < currentAt ? 'done' : fails ? 'fails' : at === currentAt ? 'current' : decisionWaits ? 'waiting' : 'to-do';
    const meta = metaOf(stage, standings, state, scene);
    return {
      stage,
      title: say(`stage.${stage}`),
      state,
      open: !isOver && (at === currentAt || fails || decisionWaits),
      count: countOf(stage, standings, state, scene),
      ...(meta && { meta }),
      // The table of facts stands for its step.
      steps: standings.filter(({ step }) => step.done.by !== 'facts').map((standing) => stepView(standing, scene, !isOver && standing === next)),
    };
  });
}
