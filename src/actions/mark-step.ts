/** Decides how a person moves a step: done by hand, answered, not applicable, overridden, confirmed by a second person. */
import { adoptionNeedsTwo } from '../procedure/adoption';
import { markSubject, standsByMark, waitsForDecision } from '../procedure/checklist';
import { isConcludedByOne, isSilent } from '../procedure/disposal';
import { canOverride } from '../procedure/override';
import type { Mark, Permission, SnapshotRequest } from '../procedure/request';
import type { Rules, Step } from '../procedure/rules';
import { stepName } from '../views/looker';
import { refused, type Decided, type Outcome, type Refused, type Scene } from './change';
import { isSecondPerson } from './identify';
import { perform } from './perform';

const withMark = (request: SnapshotRequest, step: string, mark: Mark): SnapshotRequest => ({ ...request, marks: { ...request.marks, [step]: mark } });

/** What could also have been concluded from silence was an answer: nobody waits for it any more. */
function answered(step: Step, request: SnapshotRequest): SnapshotRequest {
  const { waiting: _answered, ...rest } = request;
  return takesSilence(step) ? rest : request;
}

const lacks = (permission: Permission): Refused => refused('no-permission', { permission: `permission.${permission}` });

type Found = { readonly step: Step } | Refused;

function find(rules: Rules, request: SnapshotRequest, id: string): Found {
  const step = rules.steps.find((one) => one.id === id);
  if (request.ended) return refused('ended', { ending: request.ended.ending });
  return step ? { step } : refused('unknown-step');
}

/** Attests a step that is done by hand. `who` is the permission that the resolver found the person to hold. */
export function attestStep(issueId: string, actor: string, may: readonly string[], input: { readonly step: string; readonly note?: string | undefined; readonly link?: string | undefined }): Promise<Outcome | Refused> {
  return perform(issueId, actor, ({ request, rules, now, at }: Scene): Decided | Refused => {
    const found = find(rules, request, input.step);
    if ('refusal' in found) return found;
    const { step } = found;
    if (step.done.by !== 'attestation') return refused('not-done-by-hand');
    if (!may.includes(step.who)) return lacks(step.who);
    if (waitsForDecision(step, request, rules, now)) return refused('decision-first', { step: stepName(step) });
    if (step.done.asks === 'link' ? !input.link && !input.note : !input.note) return refused('evidence-needed', { step: stepName(step) });
    const mark: Mark = { by: actor, at, state: 'done', ...(input.note && { note: input.note }), ...(input.link && { link: input.link }) };
    return {
      request: withMark(answered(step, request), step.id, mark),
      happening: { type: 'step.marked', detail: { step: step.id, state: 'done' } },
      personal: [{ note: input.note ?? '', link: input.link ?? '' }],
      done: { code: 'done.step', params: { step: stepName(step) } },
    };
  });
}

export function answerStep(issueId: string, actor: string, may: readonly string[], input: { readonly step: string; readonly answer: 'yes' | 'no'; readonly note?: string | undefined }): Promise<Outcome | Refused> {
  return perform(issueId, actor, ({ request, rules, at }: Scene): Decided | Refused => {
    const found = find(rules, request, input.step);
    if ('refusal' in found) return found;
    const { step } = found;
    if (step.done.by !== 'answer') return refused('not-a-question');
    if (!may.includes(step.who)) return lacks(step.who);
    return {
      request: withMark(request, step.id, { by: actor, at, state: 'done', answer: input.answer, ...(input.note && { note: input.note }) }),
      happening: { type: 'step.marked', detail: { step: step.id, state: 'done', answer: input.answer } },
      ...(input.note && { personal: [input.note] }),
      done: { code: 'done.step', params: { step: stepName(step) } },
    };
  });
}

/** Whether the customer wants a copy before the data goes. A no is what they wrote, so it needs where they wrote it. */
export function answerCopy(issueId: string, actor: string, may: readonly string[], input: { readonly step: string; readonly answer: 'yes' | 'no'; readonly note?: string | undefined; readonly link?: string | undefined }): Promise<Outcome | Refused> {
  return perform(issueId, actor, ({ request, rules, at }: Scene): Decided | Refused => {
    const found = find(rules, request, input.step);
    if ('refusal' in found) return found;
    const { step } = found;
    if (step.done.by !== 'copy') return refused('not-a-question');
    if (!may.includes(step.who)) return lacks(step.who);
    if (input.answer === 'no' && !input.link && !input.note) return refused('evidence-needed', { step: stepName(step) });
    if (request.task) return refused('copy-decided');
    return {
      request: withMark(answered(step, request), step.id, { by: actor, at, state: 'done', answer: input.answer, ...(input.note && { note: input.note }), ...(input.link && { link: input.link }) }),
      happening: { type: 'step.marked', detail: { step: step.id, state: 'done', answer: input.answer } },
      personal: [{ note: input.note ?? '', link: input.link ?? '' }],
      done: { code: 'done.step', params: { step: stepName(step) } },
    };
  });
}

const takesSilence = ({ done }: Step): boolean => done.by === 'copy' || (done.by === 'attestation' && done.silence === true);

/** Concludes from a notice that nobody answered. It stands once a second person has confirmed it, and not before its time. */
export function concludeSilence(issueId: string, actor: string, may: readonly string[], input: { readonly step: string; readonly note: string }): Promise<Outcome | Refused> {
  return perform(issueId, actor, ({ request, rules, now, at }: Scene): Decided | Refused => {
    const found = find(rules, request, input.step);
    if ('refusal' in found) return found;
    const { step } = found;
    if (!takesSilence(step)) return refused('silence-says-nothing');
    if (!may.includes(step.who)) return lacks(step.who);
    if (waitsForDecision(step, request, rules, now)) return refused('decision-first', { step: stepName(step) });
    if (step.done.by === 'copy' && request.task) return refused('copy-decided');
    if (!isSilent(request, rules, now)) return refused('silence-too-short', { days: rules.policies.disposal.silence });
    return {
      request: withMark(request, step.id, { by: actor, at, state: 'done', answer: 'unanswered', note: input.note }),
      happening: { type: 'step.marked', detail: { step: step.id, state: 'done', answer: 'unanswered' } },
      personal: [input.note],
      done: { code: 'done.silence', params: { step: stepName(step) } },
    };
  });
}

/** Only what the rules do not demand can be not applicable; what they demand can only be overridden, by two people. */
export function markNotApplicable(issueId: string, actor: string, input: { readonly step: string; readonly reason: string }): Promise<Outcome | Refused> {
  return perform(issueId, actor, ({ request, rules, at }: Scene): Decided | Refused => {
    const found = find(rules, request, input.step);
    if ('refusal' in found) return found;
    if (found.step.mandatory) return refused('mandatory-step');
    return {
      request: withMark(request, input.step, { by: actor, at, state: 'not-applicable', reason: input.reason }),
      happening: { type: 'step.marked', detail: { step: input.step, state: 'not-applicable' } },
      personal: [input.reason],
      done: { code: 'done.not-applicable', params: { step: stepName(found.step) } },
    };
  });
}

/** Proposes an override. It stands only once a second person has confirmed it, and only for this very verdict. */
export function overrideStep(issueId: string, actor: string, may: readonly string[], input: { readonly step: string; readonly reason: string }): Promise<Outcome | Refused> {
  return perform(issueId, actor, ({ request, rules, at }: Scene): Decided | Refused => {
    const found = find(rules, request, input.step);
    if ('refusal' in found) return found;
    const { step } = found;
    if (!may.includes(rules.policies.mayOverride)) return lacks(rules.policies.mayOverride);
    if (!canOverride(step, request, rules)) return refused('not-overridable');
    return {
      request: withMark(request, step.id, { by: actor, at, state: 'overridden', reason: input.reason, about: markSubject(step, request) }),
      happening: { type: 'step.marked', detail: { step: step.id, state: 'override-proposed' } },
      personal: [input.reason],
      done: { code: 'done.override-proposed', params: { step: stepName(step) } },
    };
  });
}

/** The second person’s confirmation of a step, as they saw it at `rev`. Never by whoever did what is confirmed. */
export function confirmStep(issueId: string, actor: string, may: readonly string[], input: { readonly step: string; readonly rev: number }): Promise<Outcome | Refused> {
  return perform(issueId, actor, async ({ request, rules, at, pieceRevs }: Scene): Promise<Decided | Refused> => {
    const found = find(rules, request, input.step);
    if ('refusal' in found) return found;
    const { step } = found;
    const mark = request.marks[step.id];
    const file = step.done.by === 'file' ? request.files[step.done.role] : undefined;
    const verdict = step.done.by === 'check' ? request.verdicts[step.done.check] : undefined;
    const isOverride = mark?.state === 'overridden';
    const isAdopted = mark?.doneOn !== undefined && adoptionNeedsTwo(step) && standsByMark(step, request);
    const needed = isOverride ? rules.policies.mayOverride : step.who;
    if (!may.includes(needed)) return lacks(needed);
    if (!isOverride && !isAdopted && !step.secondPerson && !isConcludedByOne(mark)) return refused('nothing-to-confirm');
    const first = isOverride || isAdopted ? mark.by : (file?.taken.by ?? verdict?.by ?? mark?.by);
    if (first === undefined) return refused('nothing-to-confirm');
    const subject = markSubject(step, request);
    // A confirmation of what was there before is none of what is there now, so that can be confirmed anew.
    const isConfirmed = mark?.second !== undefined && (mark.about === undefined || mark.about === subject);
    const seen = Math.max(pieceRevs.intake, pieceRevs.checklist, verdict ? pieceRevs.verdicts : 0) <= input.rev;
    if (!seen || isConfirmed) return refused('facts-changed');
    if (isOverride && mark.about !== subject) return refused('facts-changed');
    const other = await isSecondPerson(actor, first);
    if (other !== true) return other;
    const base: Mark = mark && (isOverride || isAdopted || !(file ?? verdict)) ? mark : { by: first, at, state: 'done' };
    return {
      request: withMark(request, step.id, { ...base, second: { by: actor, at }, about: subject }),
      happening: { type: 'step.confirmed', detail: { step: step.id, by: actor, ...(isOverride && { overrideBy: first }) } },
      done: { code: 'done.confirmed', params: { step: stepName(step) } },
    };
  });
}

/** Takes a mark back, with a reason. Decisions that rested on it are judged anew by every gate. */
export function reopenStep(issueId: string, actor: string, input: { readonly step: string; readonly reason: string }): Promise<Outcome | Refused> {
  return perform(issueId, actor, ({ request, rules }: Scene): Decided | Refused => {
    const found = find(rules, request, input.step);
    if ('refusal' in found) return found;
    const { [input.step]: mark, ...marks } = request.marks;
    if (!mark) return refused('nothing-to-reopen');
    return {
      request: { ...request, marks },
      happening: { type: 'step.reopened', detail: { step: input.step } },
      personal: [input.reason],
      done: { code: 'done.reopened', params: { step: stepName(found.step) } },
    };
  });
}
