/** Decides how the list of steps changes when one is added, moved, taken to another stage or removed, and how a change is taken back. */
import type { Difference, Rules, Step } from '../../src/contract';
import { valueAt, withValueAt } from './setting-table';

export const stages = ['intake', 'security-check', 'agreement', 'keys', 'hand-off', 'delivery', 'disposal'] as const satisfies readonly Step['stage'][];

/** The gate that a step of the stage is usually needed before. */
const gateOf: Readonly<Record<Step['stage'], Step['before']>> = { intake: 'proceed', 'security-check': 'proceed', agreement: 'hand-off', keys: 'hand-off', 'hand-off': 'start-work', delivery: 'dispose', disposal: 'close' };

export const withStep = (rules: Rules, id: string, change: (step: Step) => Step): Rules => ({ ...rules, steps: rules.steps.map((step) => (step.id === id ? change(step) : step)) });

/** Where the last step of this stage, or of the nearest one before it, ends. */
function endOf(stage: Step['stage'], steps: readonly Step[]): number {
  const upTo = stages.slice(0, stages.indexOf(stage) + 1);
  return steps.findLastIndex((step) => upTo.some((one) => one === step.stage)) + 1;
}

const inserted = (steps: readonly Step[], step: Step, at: number): Step[] => [...steps.slice(0, at), step, ...steps.slice(at)];

/** A step that asks for a note, until something else is chosen. */
export function withNewStep(rules: Rules, stage: Step['stage'], title: string): { readonly rules: Rules; readonly id: string } {
  let number = rules.steps.length + 1;
  while (rules.steps.some(({ id }) => id === `step-${String(number)}`)) number += 1;
  const id = `step-${String(number)}`;
  const step: Step = { id, stage, title, done: { by: 'attestation', asks: 'note' }, who: 'run-checks', mandatory: true, secondPerson: false, before: gateOf[stage] };
  return { id, rules: { ...rules, steps: inserted(rules.steps, step, endOf(stage, rules.steps)) } };
}

/** What named the step names it no longer; conditions on its answer go with it. */
export function withoutStep(rules: Rules, id: string): Rules {
  const steps = rules.steps.filter((step) => step.id !== id).map((step): Step => {
    const { when, ...rest } = step;
    const of = when?.of.filter((one) => one.fact !== 'answer' || one.step !== id) ?? [];
    return when && of.length > 0 ? { ...rest, when: { ...when, of } } : rest;
  });
  return { ...rules, steps, policies: { ...rules.policies, overridable: rules.policies.overridable.filter((one) => one !== id) } };
}

/** One place up (-1) or down (1) among the steps of its stage. */
export function withMovedStep(rules: Rules, id: string, by: -1 | 1): Rules {
  const step = rules.steps.find((one) => one.id === id);
  const among = rules.steps.filter(({ stage }) => stage === step?.stage);
  const other = among[among.findIndex((one) => one.id === id) + by];
  if (!step || !other) return rules;
  return { ...rules, steps: rules.steps.map((one) => (one.id === id ? other : one.id === other.id ? step : one)) };
}

/** Dropped on another step: it stands before that one, in its stage. */
export function withStepBefore(rules: Rules, id: string, target: string): Rules {
  const step = rules.steps.find((one) => one.id === id);
  const onto = rules.steps.find((one) => one.id === target);
  if (!step || !onto || id === target) return rules;
  const rest = rules.steps.filter((one) => one.id !== id);
  return { ...rules, steps: inserted(rest, { ...step, stage: onto.stage }, rest.findIndex((one) => one.id === target)) };
}

export function withStage(rules: Rules, id: string, stage: Step['stage']): Rules {
  const step = rules.steps.find((one) => one.id === id);
  if (!step) return rules;
  const rest = rules.steps.filter((one) => one.id !== id);
  return { ...rules, steps: inserted(rest, { ...step, stage }, endOf(stage, rest)) };
}

/** The one of that id as it was, after the nearest one before it that is still there; without it where there was none. */
function putBack<One extends { readonly id: string }>(now: readonly One[], was: readonly One[], id: string): One[] {
  const rest = now.filter((one) => one.id !== id);
  const at = was.findIndex((one) => one.id === id);
  const [one] = was.slice(at, at + 1);
  if (at < 0 || !one) return rest;
  const before = was.slice(0, at).findLast((earlier) => rest.some((other) => other.id === earlier.id));
  const place = rest.findIndex((other) => other.id === before?.id) + 1;
  return [...rest.slice(0, place), one, ...rest.slice(place)];
}

/** One step, reply or setting again as `published` has it; what that does not have goes. */
export function withPutBack(rules: Rules, published: Rules, { of, id }: Pick<Difference, 'of' | 'id'>): Rules {
  if (of === 'setting') return withValueAt(rules, id, valueAt(published, id));
  if (of === 'reply') return { ...rules, replies: putBack(rules.replies, published.replies, id) };
  if (!published.steps.some((step) => step.id === id)) return withoutStep(rules, id);
  const known = published.policies.overridable;
  const wanted = [...rules.policies.overridable, ...known.filter((one) => one === id)];
  const overridable = [...known.filter((one) => wanted.includes(one)), ...rules.policies.overridable.filter((one) => !known.includes(one))];
  return { ...rules, steps: putBack(rules.steps, published.steps, id), policies: { ...rules.policies, overridable } };
}
