/** Decides what a condition of a step can say, and which conditions cannot be meant: those that never hold, and those that wait for each other. */
import { z } from 'zod';
import { kinds } from './request';

const text = z.string().trim().min(1).max(500);
export const ruleId = z.string().regex(/^[a-z][a-z0-9-]{1,39}$/);

const outcomes = ['pass', 'warn', 'fail', 'unknown'] as const;
const answers = ['yes', 'no'] as const;

/** One value that the fact has to have, or several of which one is enough; a list without any is a choice not made yet. */
const oneOf = <Value extends z.ZodType>(value: Value): z.ZodUnion<[Value, z.ZodArray<Value>]> => z.union([value, z.array(value).max(20)]);
/** Turns a comparison round: is not, is none of, fewer than. */
const not = z.literal(true).optional();

/** A condition is chosen, never typed as code. Facts that are not known yet make it apply: what may be needed is needed. */
const comparison = z.discriminatedUnion('fact', [
  z.strictObject({ fact: z.literal('kind'), is: oneOf(z.enum(kinds)), not }),
  z.strictObject({ fact: z.literal('product'), is: oneOf(text), not }),
  /** Of the licences, where all that were found have the same one. */
  z.strictObject({ fact: z.literal('edition'), is: oneOf(text), not }),
  z.strictObject({ fact: z.literal('enterprise'), is: z.boolean() }),
  /** The users of the largest licence. */
  z.strictObject({ fact: z.literal('users'), from: z.number().int().min(1).max(10_000_000), not }),
  z.strictObject({ fact: z.literal('answer'), step: ruleId, is: z.enum(answers), not }),
  z.strictObject({ fact: z.literal('verdict'), check: ruleId, is: oneOf(z.enum(outcomes)), not }),
]);
export const condition = z.strictObject({ join: z.enum(['any', 'all']), of: z.array(comparison).min(1).max(10) });
export type Comparison = z.infer<typeof comparison>;
export type Condition = z.infer<typeof condition>;
type Value = string | number | boolean;

/** Whether a value that is known is what the comparison asks for. */
export function admits(one: Comparison, value: Value): boolean {
  if (one.fact === 'enterprise') return value === one.is;
  const fits = one.fact === 'users' ? Number(value) >= one.from : [one.is].flat().some((wanted) => wanted === value);
  return fits !== (one.not === true);
}

/** A list from which nothing was chosen yet: nobody can have meant it. */
export const choosesNothing = (one: Comparison): boolean => 'is' in one && Array.isArray(one.is) && one.is.length === 0;

/** What a comparison asks about: of one subject a request has one value. */
function subjectOf(one: Comparison): string {
  if (one.fact === 'answer') return `answer ${one.step}`;
  return one.fact === 'verdict' ? `verdict ${one.check}` : one.fact;
}

/** One value for each way in which these comparisons of one subject can turn out; no rule's own text is empty. */
function valuesFor(about: readonly Comparison[]): readonly Value[] {
  return [
    ...new Set(
      about.flatMap((one): readonly Value[] => {
        switch (one.fact) {
          case 'kind':
            return kinds;
          case 'enterprise':
            return [true, false];
          case 'answer':
            return answers;
          case 'verdict':
            return outcomes;
          case 'users':
            return [1, one.from];
          default:
            return [...[one.is].flat(), ''];
        }
      }),
    ),
  ];
}

const about = (subject: string, of: readonly Comparison[]): readonly Comparison[] => of.filter((one) => subjectOf(one) === subject);
const each = (of: readonly Comparison[]): readonly (readonly Comparison[])[] => of.map((one) => [one]);

/** The condition as ways to hold, each of which has to hold as a whole. */
const ways = ({ join, of }: Condition): readonly (readonly Comparison[])[] => (join === 'any' ? each(of) : [of]);
/** The condition as demands, of each of which one part is enough. */
const demands = ({ join, of }: Condition): readonly (readonly Comparison[])[] => (join === 'all' ? each(of) : [of]);

/** True where no way to hold is left once everything is known, as when two parts exclude each other: the step would never apply. */
export const neverHolds = (condition: Condition): boolean =>
  ways(condition).every((way) => way.some((one) => {
    const same = about(subjectOf(one), way);
    return !valuesFor(same).some((value) => same.every((other) => admits(other, value)));
  }));

/** Whether whatever holds of the one way to hold, known or not, meets the demand. */
function meets(way: readonly Comparison[], demand: readonly Comparison[]): boolean {
  // Different subjects are free of each other, so that one of them has to meet the demand alone.
  return demand.some((one) => {
    const subject = subjectOf(one);
    const [given, wanted] = [about(subject, way), about(subject, demand)];
    const isMet = (value: Value): boolean => !given.every((part) => admits(part, value)) || wanted.some((part) => admits(part, value));
    // A value that is not known yet fulfils every part about it, so that the demand is met there, too.
    return valuesFor([...given, ...wanted]).every(isMet);
  });
}

/** Whether the step applies wherever it applied before. Steps and checks are taken as free of each other. */
export function isAsWide(was: Condition | undefined, now: Condition | undefined): boolean {
  return (was ? ways(was) : [[]]).every((way) => (now ? demands(now) : []).every((demand) => meets(way, demand)));
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
