/** Decides whether a gate may open, and what is missing where it may not. */
import type { Message } from '../checks/message';
import { checklist, decisionStanding, lastDecision, type StepStanding } from './checklist';
import { currentAttempt } from './delivery';
import { clearingOf, isThrough } from './ending';
import { disposalStanding, disposalUnderWay, earliestDay, profilesOf, systemsLeft, todayIn } from './disposal';
import { gateNames, type Ended, type GateName, type Permission, type SnapshotRequest } from './request';
import type { Rules } from './rules';
import { objectionRuns } from './told-contacts';

/** One thing that keeps a gate shut. `permission` names who can see to it; without one it is the customer's to give. */
export type Missing = { readonly says: Message; readonly permission?: Permission; readonly step?: string; readonly flag?: string };

export type Readiness = { readonly gate: GateName; readonly open: boolean; readonly missing: readonly Missing[] };

const mayOverrule: Permission = 'settle-flags';

function missingStep(standing: StepStanding, request: SnapshotRequest): Missing {
  const { step, why, state } = standing;
  const verdict = step.done.by === 'check' ? request.verdicts[step.done.check] : undefined;
  const finding = (state === 'fails' || state === 'unknown') && verdict?.findings.find(({ weight }) => weight === 'fail' || weight === 'unknown');
  if (finding && verdict) {
    const shared = finding.code === 'missing' || finding.code === 'unavailable' || finding.code === 'check-failed';
    return { says: { code: `${shared ? 'frame' : verdict.check}.${finding.code}.says`, params: finding.params }, permission: step.who, step: step.id };
  }
  const decision = step.done.by === 'decision' ? lastDecision(request, step.done.decision) : undefined;
  if (decision?.voided && why === 'voided' && decision.voided.changed.length > 0) {
    return {
      says: {
        code: 'missing.decision-voided',
        params: { decision: decision.decision, day: { day: decision.at }, changedOn: { day: decision.voided.at }, changed: { list: decision.voided.changed.map((term) => `term.${term}`), join: 'and' } },
      },
      permission: step.who,
      step: step.id,
    };
  }
  return { says: { code: `missing.${why}`, params: { step: step.title ?? `step.${step.id}.title` } }, permission: step.who, step: step.id };
}

/** What keeps a gate shut after the end: work never goes on, and a ticket or task is closed once nothing is left of it. */
function missingAfterEnd(gate: GateName, request: SnapshotRequest, { ending }: Ended): readonly Missing[] {
  if (gate !== 'dispose' && gate !== 'close') return [{ says: { code: 'missing.ended', params: { ending } } }];
  const clearing = clearingOf(request);
  return clearing === 'to-clear' || clearing === 'to-confirm' ? [{ says: { code: `missing.leftovers.${clearing}`, params: {} }, permission: 'deliver' }] : [];
}

/**
 * What `gate` demands at `now`: every mandatory step up to it, every flag settled, and, from the hand-off on, a release
 * that holds. Facts that change outside (attachments, licences, time) are the caller's to renew in `request` first.
 */
export function readiness(gate: GateName, request: SnapshotRequest, rules: Rules, now: Date): Readiness {
  const upTo = gateNames.slice(0, gateNames.indexOf(gate) + 1);
  const missing: Missing[] = [];
  for (const flag of request.flags) {
    if (!flag.settled) missing.push({ says: { code: 'missing.flag', params: { flag: `flag.${flag.code}.name` } }, permission: mayOverrule, flag: flag.id });
  }
  if (request.ended && !isThrough(request.ended)) {
    missing.push(...missingAfterEnd(gate, request, request.ended));
    return { gate, open: missing.length === 0, missing };
  }
  for (const standing of checklist(request, rules, now)) {
    if (!upTo.includes(standing.step.before) || standing.satisfied || !standing.step.mandatory) continue;
    missing.push(missingStep(standing, request));
  }
  const isDelivered = currentAttempt(request)?.handedOver !== undefined;
  // A release covers one delivery: before it is used up it must hold, afterwards the record of the delivery stands for it.
  if (gate === 'deliver' && decisionStanding(request, 'release', rules, now) === 'used' && !isDelivered) missing.push({ says: { code: 'missing.used', params: { step: 'step.release.title' } }, permission: 'decide-release' });
  const objections = gate === 'deliver' && !isDelivered ? objectionRuns(request, rules, now) : undefined;
  if (objections) missing.push({ says: { code: 'missing.objection', params: { until: { day: objections } } } });
  if (gate === 'dispose') missing.push(...disposalsMissing(request, rules, now));
  return { gate, open: missing.length === 0, missing };
}

/** What is gone, and what may go today, lets the task be closed; what waits does not. */
function disposalsMissing(request: SnapshotRequest, rules: Rules, now: Date): readonly Missing[] {
  const today = todayIn(rules, now);
  const demanded = profilesOf(request, rules).filter((profile) => rules.steps.some(({ done }) => done.by === 'disposal' && done.profile === profile));
  return demanded.flatMap((profile): readonly Missing[] => {
    if (systemsLeft(request, profile, rules).length === 0) return [];
    const current = disposalUnderWay(request, profile, rules, today);
    const standing = current ? disposalStanding(current, rules, today) : undefined;
    if (standing === 'due' || standing === 'begun') return [];
    const name = `disposal.profile.${profile}`;
    if (!current || !standing) return [{ says: { code: 'missing.disposal-not-asked', params: { profile: name } }, permission: 'request-disposal' }];
    if (standing === 'to-decide') return [{ says: { code: 'missing.disposal-undecided', params: { profile: name } }, permission: 'decide-disposal' }];
    if (standing === 'held') return [{ says: { code: 'missing.disposal-on-hold', params: { profile: name } }, permission: 'legal-hold' }];
    return [{ says: { code: 'missing.disposal-runs', params: { profile: name, until: { day: earliestDay(current, rules) } } } }];
  });
}

/** Whether everything that stands before the step of a decision is satisfied, so that it may be decided. */
export function readyToDecide(decision: 'proceed' | 'release', request: SnapshotRequest, rules: Rules, now: Date): readonly StepStanding[] {
  const standings = checklist(request, rules, now);
  const at = standings.findIndex(({ step }) => step.done.by === 'decision' && step.done.decision === decision);
  return standings.slice(0, Math.max(0, at)).filter(({ satisfied, step }) => !satisfied && step.mandatory);
}
