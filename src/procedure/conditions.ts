/** Decides what a condition of a step can say, and which conditions cannot be meant: those that never hold, and those that wait for each other. */
import { z } from 'zod';
import { kinds } from './request';

const text = z.string().trim().min(1).max(500);
export const ruleId = z.string().regex(/^[a-z][a-z0-9-]{1,39}$/);

/** A condition is chosen, never typed as code. Facts that are not known yet make it apply: what may be needed is needed. */
const comparison = z.discriminatedUnion('fact', [
  z.strictObject({ fact: z.literal('kind'), is: z.enum(kinds) }),
  z.strictObject({ fact: z.literal('product'), is: text }),
  z.strictObject({ fact: z.literal('enterprise'), is: z.boolean() }),
  z.strictObject({ fact: z.literal('answer'), step: ruleId, is: z.enum(['yes', 'no']) }),
  z.strictObject({ fact: z.literal('verdict'), check: ruleId, is: z.enum(['pass', 'warn', 'fail', 'unknown']) }),
]);
export const condition = z.strictObject({ join: z.enum(['any', 'all']), of: z.array(comparison).min(1).max(10) });
export type Comparison = z.infer<typeof comparison>;
export type Condition = z.infer<typeof condition>;

/** What a comparison asks about; two values of one subject exclude each other. */
function subjectOf(one: Comparison): string {
  if (one.fact === 'answer') return `answer ${one.step}`;
  return one.fact === 'verdict' ? `verdict ${one.check}` : one.fact;
}

const atomOf = (one: Comparison): string => `${subjectOf(one)} ${String(one.is)}`;

/** True where all of it would have to hold and two parts exclude each other: the step would never apply. */
export function neverHolds({ join, of }: Condition): boolean {
  return join === 'all' && of.some((one) => of.some((other) => subjectOf(one) === subjectOf(other) && one.is !== other.is));
}

/**
 * Whether the step applies wherever it applied before, by the parts of the conditions alone. Not knowing is “no”: a
 * condition that reads otherwise counts as narrower.
 */
export function isAsWide(was: Condition | undefined, now: Condition | undefined): boolean {
  if (!now) return true;
  if (!was) return false;
  const [before, after] = [new Set(was.of.map(atomOf)), new Set(now.of.map(atomOf))];
  const within = (some: ReadonlySet<string>, all: ReadonlySet<string>): boolean => [...some].every((atom) => all.has(atom));
  // With one part it is the same whether any or all of it must hold.
  const anyBefore = was.join === 'any' && before.size > 1;
  const anyNow = now.join === 'any' && after.size > 1;
  if (anyBefore) return anyNow && within(before, after);
  return anyNow ? [...before].some((atom) => after.has(atom)) : within(after, before);
}

type Asked = { readonly id: string; readonly when?: Condition | undefined; readonly done: { readonly by: string; readonly check?: string } };

/** Steps whose conditions wait for each other's answers or verdicts, in the order of the rules; empty where none do. */
export function waitingInACircle(steps: readonly Asked[]): readonly string[] {
  const restsOn = new Map(
    steps.map(({ id, when }) => [
      id,
      (when?.of ?? []).flatMap((one) => {
        if (one.fact === 'answer') return [one.step];
        return one.fact === 'verdict' ? steps.filter(({ done }) => done.by === 'check' && done.check === one.check).map((step) => step.id) : [];
      }),
    ]),
  );
  const reaches = (from: string, goal: string, seen: Set<string>): boolean =>
    (restsOn.get(from) ?? []).some((next) => {
      if (next === goal) return true;
      if (seen.has(next)) return false;
      seen.add(next);
      return reaches(next, goal, seen);
    });
  return steps.filter(({ id }) => reaches(id, id, new Set())).map(({ id }) => id);
}
