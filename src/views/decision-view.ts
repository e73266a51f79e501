/** Decides how a decision is laid before its approver: exactly these terms, what stands behind them, who may decide. */
import type { DecisionView } from '../contract';
import type { Message } from '../checks/message';
import { addBusinessDays } from '../procedure/business-days';
import { checklist, decisionStanding, lastDecision } from '../procedure/checklist';
import { verifiers } from '../procedure/decision';
import { readyToDecide } from '../procedure/readiness';
import { changedTerms, termsDigest, termsOf } from '../procedure/terms';
import type { DecisionName, KeptVerdict } from '../procedure/request';
import { mayAct, nameOf, othersWho, say, stepName, stepTitle, type Scene } from './looker';
import { beforeLine, findingView } from './step-view';
import { termViews } from './term-view';

const permissionOf = { proceed: 'decide-proceed', release: 'decide-release' } as const;

/** The first eight hex digits, in two groups, as people compare them. */
const shortSeal = (digest: string): string => `${digest.slice(0, 4)} ${digest.slice(4, 8)}`;

function stateOf(name: DecisionName, scene: Scene): DecisionView['state'] {
  const standing = decisionStanding(scene.request, name, scene.rules, scene.now);
  if (standing === 'holds') return 'approved';
  if (standing !== 'not-decided') return standing;
  return readyToDecide(name, scene.request, scene.rules, scene.now).length === 0 ? 'to-decide' : 'not-yet';
}

function authorityOf(name: DecisionName, state: DecisionView['state'], scene: Scene): Message {
  const permission = permissionOf[name];
  const bar = scene.bars.get(name);
  const stands = state === 'approved' || state === 'used';
  if (!stands && mayAct(scene, permission)) return bar ? say(bar) : say('decision.may');
  const names = othersWho(scene, permission, verifiers(scene.request));
  return names?.length ? say('decision.could', { names: { list: names, join: 'or' } }) : say('decision.could-permission', { permission: `permission.${permission}` });
}

function standsBehind(name: DecisionName, scene: Scene): DecisionView['verdicts'] {
  const all = checklist(scene.request, scene.rules, scene.now);
  const until = all.findIndex(({ step }) => step.done.by === 'decision' && step.done.decision === name);
  const verdicts = all.slice(0, until).flatMap(({ step }): { title: Message; verdict: KeptVerdict }[] => {
    const verdict = step.done.by === 'check' ? scene.request.verdicts[step.done.check] : undefined;
    return verdict ? [{ title: stepTitle(step), verdict }] : [];
  });
  const passing = verdicts.filter(({ verdict }) => verdict.outcome === 'pass' || verdict.outcome === 'warn').length;
  const oldest = verdicts.flatMap(({ verdict }) => verdict.evidence).sort((one, other) => one.at.localeCompare(other.at))[0];
  return {
    summary: passing === verdicts.length ? say('decision.verdicts.all', { count: passing }) : say('decision.verdicts.some', { passing, count: verdicts.length }),
    ...(oldest && { oldest: say('decision.verdicts.oldest', { evidence: `evidence.${oldest.name}`, at: { moment: oldest.at } }) }),
    lines: verdicts.map(({ title, verdict }) => ({ title, outcome: verdict.outcome, meta: say('step.meta.verdict', { on: { moment: verdict.at }, by: nameOf(scene, verdict.by) }) })),
  };
}

/** What is not ordinary: settled flags, overrides, warnings that still stand, and approvals that did not hold. */
function worthKnowing(name: DecisionName, scene: Scene): DecisionView['worthKnowing'] {
  const { request } = scene;
  const flags = request.flags.flatMap(({ code, settled }) => (settled ? [{ title: say(`flag.${code}.settled`), meta: say('flag.settled.line', { by: nameOf(scene, settled.by), on: { moment: settled.at }, reason: settled.reason }) }] : []));
  const steps = checklist(request, scene.rules, scene.now);
  const overrides = steps.flatMap(({ step, state, mark }) =>
    state === 'overridden' && mark?.second ? [{ title: say('decision.override', { step: stepName(step) }), meta: say('step.meta.overridden', { by: nameOf(scene, mark.by), second: nameOf(scene, mark.second.by), reason: mark.reason ?? '' }) }] : [],
  );
  const before = steps.flatMap(({ step, why, mark }) => (why === 'before' && mark ? [{ title: say('decision.before', { step: stepName(step) }), meta: beforeLine(mark, scene) }] : []));
  const warnings = steps.flatMap(({ step, state }) => {
    const verdict = step.done.by === 'check' && state === 'warns' ? request.verdicts[step.done.check] : undefined;
    return (verdict?.findings ?? []).flatMap((finding) => (finding.weight === 'warn' && verdict ? [{ title: findingView(verdict.check, finding).says, meta: stepTitle(step), stands: true as const }] : []));
  });
  const earlier = request.decisions.flatMap((decision) =>
    decision.decision === name && decision.voided && decision !== lastDecision(request, name)
      ? [{ title: say('decision.earlier', { decision: name }), meta: say(decision.voided.changed.length > 0 ? 'decision.earlier.meta' : 'decision.earlier.ended', { by: nameOf(scene, decision.by), on: { moment: decision.at }, voided: { moment: decision.voided.at }, changed: { list: decision.voided.changed.map((term) => `term.${term}`), join: 'and' } }) }]
      : [],
  );
  return [...flags, ...overrides, ...before, ...warnings, ...earlier];
}

export function decisionView(name: DecisionName, scene: Scene): DecisionView {
  const { request, rules, today } = scene;
  const state = stateOf(name, scene);
  const last = lastDecision(request, name);
  const terms = state === 'approved' || state === 'used' ? (last?.terms ?? termsOf(request)) : termsOf(request);
  const digest = termsDigest(terms);
  const proceed = lastDecision(request, 'proceed');
  const changed = last?.voided ? changedTerms(last.terms, terms) : [];
  const isUnchanged = name === 'release' && proceed?.outcome === 'approved' && !proceed.voided && changedTerms(proceed.terms, terms).length === 0;
  const views = termViews(terms, request, last?.voided ? last : undefined);
  const lozenge = changed.length > 0 ? say('decision.changed', { count: changed.length, of: views.length }) : isUnchanged ? say('decision.unchanged') : undefined;
  const lapses = last?.lapsesOn && state === 'approved' ? last.lapsesOn : addBusinessDays(today, rules.policies.releaseLapsesAfter, rules.calendar);
  const isOpen = state === 'to-decide' || ((state === 'voided' || state === 'lapsed' || state === 'refused') && readyToDecide(name, request, rules, scene.now).length === 0);
  const isFlagged = request.flags.some(({ settled }) => !settled);
  return {
    decision: name,
    state,
    terms: views,
    seal: shortSeal(state === 'approved' && last ? last.seal : digest),
    termsDigest: digest,
    ...(lozenge && { lozenge }),
    foot: state === 'approved' && last ? say('decision.foot.decided', { outcome: 'approved', by: nameOf(scene, last.by), on: { moment: last.at } }) : say(`decision.foot.${name}`, { lapses: { day: lapses } }),
    mayDecide: isOpen && !isFlagged && !request.ended && mayAct(scene, permissionOf[name]) && !scene.bars.has(name),
    authority: authorityOf(name, state, scene),
    verdicts: standsBehind(name, scene),
    worthKnowing: worthKnowing(name, scene),
  };
}

