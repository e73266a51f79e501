/** Decides what needs attention: alarms and flags, what fails or is unknown, what no longer holds, what is missing; worst first. */
import type { Action, AttentionView, Button, PreparedReply, SettledView } from '../contract';
import { plain } from '../checks/message';
import { checklist, factsStanding, lastDecision, type StepStanding } from '../procedure/checklist';
import { currentAttempt } from '../procedure/delivery';
import { canOverride } from '../procedure/override';
import { readyToDecide } from '../procedure/readiness';
import { termsOf } from '../procedure/terms';
import type { Decision, Flag, TermName } from '../procedure/request';
import { mayAct, nameOf, othersWho, say, stepName, type Scene } from './looker';
import { callAbout, callAttention, callsHeld } from './call-view';
import { endedAttention, endingProposals } from './ending-view';
import { againButton, findingView, verdictOf } from './step-view';
import { spellTerm } from './term-view';

const rank: Readonly<Record<AttentionView['tone'], number>> = { alarm: 0, danger: 1, unknown: 2, warning: 3 };

function privateKey(flag: Flag, scene: Scene): AttentionView {
  const { params } = flag;
  const by = nameOf(scene, plain(params['by']));
  const isRemoved = params['removed'] !== undefined;
  const isAsked = scene.request.replies.some(({ reply, at }) => reply === 'private-key' && at > flag.raised.at);
  const leads = othersWho(scene, 'settle-flags', [])?.join(', ') ?? 'permission.settle-flags';
  const mayRun = mayAct(scene, 'run-checks');
  const agents = othersWho(scene, 'run-checks', []);
  const you = mayRun ? say('alarm.who-you') : say('alarm.who', { names: agents?.length ? { list: agents, join: 'or' } : 'permission.run-checks' });
  return {
    id: flag.id,
    tone: 'alarm',
    icon: 'alarm',
    title: say('flag.private-key.title'),
    lozenge: say('flag.shuts'),
    why: say('flag.private-key.why', { file: params['file'] ?? '' }),
    facts: [
      { label: say('alarm.attached-by'), value: say('alarm.attached-by.value', { by, at: params['at'] ?? '' }) },
      ...(scene.readers.length > 0 ? [{ label: say('alarm.readable-by'), value: say('alarm.readable-by.value', { names: { list: scene.readers, join: 'and' }, project: scene.request.projectKey }) }] : []),
      { label: say('alarm.kept'), value: say('alarm.kept.value') },
    ],
    todo: [
      { state: isRemoved ? 'done' : 'next', text: say('alarm.remove'), who: you, ...(mayRun && !isRemoved && { action: { do: 'remove-file', attachmentId: flag.subject } }) },
      { state: isAsked ? 'done' : isRemoved ? 'next' : 'open', text: say('alarm.reply'), who: you, ...(mayRun && !isAsked && { action: { do: 'review-reply', reply: 'private-key' } }) },
      { state: 'open', text: say('alarm.settle'), who: say('alarm.who', { names: leads }), ...(isRemoved && mayAct(scene, 'settle-flags') && { action: { do: 'settle-flag', flag: flag.id } }) },
    ],
    actions: [],
  };
}

function flagView(flag: Flag, scene: Scene): AttentionView {
  if (flag.code === 'private-key') return privateKey(flag, scene);
  const leads = othersWho(scene, 'settle-flags', []);
  const params = { ...flag.params, by: nameOf(scene, plain(flag.params['by']) || flag.raised.by) };
  return {
    id: flag.id,
    tone: 'danger',
    icon: 'flag',
    title: say(`flag.${flag.code}.title`),
    lozenge: say('flag.shuts'),
    why: say(`flag.${flag.code}.why`, params),
    fix: leads?.length ? say('flag.fix.lead', { names: { list: leads, join: 'or' } }) : say('flag.fix.nobody'),
    actions: mayAct(scene, 'settle-flags') ? [{ label: say('button.settle-flag'), action: { do: 'settle-flag', flag: flag.id } }] : [],
  };
}

function replyOnce(button: Button | undefined, scene: Scene, offered: Set<string>): readonly Button[] {
  if (button?.action.do !== 'review-reply' || offered.has(button.action.reply) || !mayAct(scene, 'run-checks')) return [];
  offered.add(button.action.reply);
  return [button];
}

/** `offered` are the replies that stand elsewhere on the screen already: one button for each is enough. */
function verdictView(standing: StepStanding, scene: Scene, offered: Set<string>): AttentionView | undefined {
  const verdict = verdictOf(standing, scene);
  if (!verdict || standing.why !== 'verdict' || standing.satisfied) return undefined;
  const finding = verdict.findings.find(({ weight }) => weight === 'fail') ?? verdict.findings.find(({ weight }) => weight === 'unknown');
  if (!finding) return undefined;
  const { says, remedy } = findingView(verdict.check, finding);
  const isUnknown = finding.weight === 'unknown';
  const mayOverride = mayAct(scene, scene.rules.policies.mayOverride) && canOverride(standing.step, scene.request, scene.rules);
  // Where a call is due another letter is not what helps.
  const again = callAbout(standing, scene) ? undefined : againButton(standing, scene);
  return {
    id: `step-${standing.step.id}`,
    tone: isUnknown ? 'unknown' : 'danger',
    icon: isUnknown ? 'unknown' : 'fails',
    title: says,
    fix: remedy,
    actions: [...replyOnce(again, scene, offered), ...(mayOverride ? [{ label: say('button.override'), action: { do: 'override', step: standing.step.id } } as const] : [])],
  };
}

function decisionAttention(standing: StepStanding, decision: Decision, scene: Scene): AttentionView | undefined {
  const by = nameOf(scene, decision.by);
  const on = { moment: decision.at };
  const name = decision.decision;
  const base = { id: `decision-${name}`, tone: 'warning', icon: 'voided', actions: [] } as const;
  if (standing.why === 'voided' && decision.voided) {
    const { changed, by: changedBy, at } = decision.voided;
    if (changed.length === 0) return { ...base, title: say('attention.voided', { decision: name }), why: say('attention.voided.ended', { by, on, endedBy: nameOf(scene, changedBy), endedOn: { moment: at } }), fix: say('attention.voided.fix', { ready: readyToDecide(name, scene.request, scene.rules, scene.now).length === 0 ? 'yes' : 'no' }) };
    const now = termsOf(scene.request);
    return {
      ...base,
      title: say('attention.voided', { decision: name }),
      why: say('attention.voided.why', { by, on, changedBy: nameOf(scene, changedBy), changedOn: { moment: at } }),
      wasNow: changed.map((term) => ({
        label: say('attention.voided.term', { term: `term.${term}` }),
        was: spellTerm(decision.terms, term as TermName),
        now: spellTerm(now, term as TermName),
        as: term === 'encryptionKey' ? 'fingerprint' : 'text',
      })),
      fix: say('attention.voided.fix', { ready: readyToDecide(name, scene.request, scene.rules, scene.now).length === 0 ? 'yes' : 'no' }),
    };
  }
  if (standing.why === 'lapsed' && decision.lapsesOn) return { ...base, title: say('attention.lapsed'), why: say('attention.lapsed.why', { by, on, lapsed: { day: decision.lapsesOn } }), fix: say('attention.lapsed.fix') };
  if (standing.why === 'refused') return { ...base, tone: 'danger', icon: 'fails', title: say('attention.refused', { decision: name }), why: say('attention.refused.why', { by, on, reason: decision.reason ?? '' }), fix: say('attention.refused.fix') };
  return undefined;
}

/** Everything that deviates. `question` is the prepared reply that asks for what is missing, `turn` what the line at the top offers. */
export function attentionViews(scene: Scene, question: PreparedReply | undefined, turn: Action | undefined): readonly AttentionView[] {
  const { request } = scene;
  const offered = new Set(turn?.do === 'review-reply' ? [turn.reply] : []);
  const flags = request.flags.filter(({ settled }) => !settled).map((flag) => flagView(flag, scene));
  const views: AttentionView[] = [...flags, ...(request.ended ? endedAttention(scene, request.ended, question) : endingProposals(scene))];
  if (request.unsent) views.push({ id: 'unsent', tone: 'danger', icon: 'fails', title: say('attention.unsent'), why: say('attention.unsent.why', { at: { moment: request.unsent.at } }), fix: say('attention.unsent.fix'), actions: [] });
  if (request.ended) return views.sort((one, other) => rank[one.tone] - rank[other.tone]);
  for (const standing of checklist(request, scene.rules, scene.now)) {
    const verdict = verdictView(standing, scene, offered);
    if (verdict) views.push(verdict);
    const decision = standing.step.done.by === 'decision' ? lastDecision(request, standing.step.done.decision) : undefined;
    const decided = decision && decisionAttention(standing, decision, scene);
    if (decided) views.push(decided);
    if (standing.mark?.state === 'overridden' && standing.why === 'second-person') {
      views.push({ id: `override-${standing.step.id}`, tone: 'warning', icon: 'warns', title: say('attention.override', { step: stepName(standing.step) }), why: say('step.meta.override-waits', { by: nameOf(scene, standing.mark.by), reason: standing.mark.reason ?? '' }), actions: [] });
    }
  }
  views.push(...callAttention(scene, turn));
  const reported = request.marks['receipt'] ? undefined : currentAttempt(request)?.reported;
  if (reported) views.push({ id: 'reported', tone: 'warning', icon: 'warns', title: say('attention.reported'), why: say('sre.reported', { by: nameOf(scene, reported.by), on: { moment: reported.at }, reason: reported.reason }), fix: say('attention.reported.fix'), actions: [] });
  const problem = request.task ? undefined : request.handOff?.problem;
  if (problem) views.push({ id: 'hand-off', tone: 'danger', icon: 'fails', title: say('attention.task-problem'), why: say(`attention.task-problem.${problem.code}`, problem.params), fix: say('attention.task-problem.fix'), actions: [] });
  const { missing } = factsStanding(request);
  if (missing.length > 0 && !request.waiting) {
    views.push({
      id: 'facts',
      tone: 'warning',
      icon: 'warns',
      title: say('attention.facts-missing', { count: missing.length }),
      why: say('attention.facts-missing.why', { facts: { list: missing.map((fact) => `fact.${fact}.name`), join: 'or' } }),
      ...(question && { quote: question }),
      actions: replyOnce({ label: say('button.review-question'), action: { do: 'review-reply', reply: 'missing-facts' } }, scene, offered),
    });
  }
  return views.sort((one, other) => rank[one.tone] - rank[other.tone]);
}

/** Settled flags and calls that were held, each as one small line; a lookalike address with its odd letters marked. */
export function settledViews(scene: Scene): readonly SettledView[] {
  const flags = scene.request.flags.flatMap((flag): SettledView[] => {
    if (!flag.settled) return [];
    const { by, at, reason } = flag.settled;
    return [{ id: flag.id, title: say(`flag.${flag.code}.settled`), text: say('flag.settled.line', { by: nameOf(scene, by), on: { moment: at }, reason }) }];
  });
  return [...flags, ...callsHeld(scene)];
}
