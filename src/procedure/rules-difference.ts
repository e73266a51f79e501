/** Decides in what two sets of rules differ, place by place, so that no change of one is left unsaid. */
import { checks } from '../checks/index';
import { canonicalJson } from '../trail/canonical-json';
import type { Rules, Step } from './rules';

/**
 * One difference. `id` is the step's, the reply's, or the path of the setting; `field` is the part of a step or reply that
 * changed. `was` and `now` are the values as the rules hold them, a check's setting as it takes effect.
 */
export type Difference = {
  readonly of: 'step' | 'reply' | 'setting';
  readonly id: string;
  readonly change: 'added' | 'removed' | 'moved' | 'changed';
  readonly field?: string;
  readonly was?: unknown;
  readonly now?: unknown;
};

const isSame = (one: unknown, other: unknown): boolean => canonicalJson([one]) === canonicalJson([other]);
type Plain = Readonly<Record<string, unknown>>;
const isPlain = (value: unknown): value is Plain => typeof value === 'object' && value !== null && !Array.isArray(value);
const namesIn = (one: Plain, other: Plain): readonly string[] => [...new Set([...Object.keys(one), ...Object.keys(other)])];

/** Everything in which two values differ, by its path; a list is one value. */
function leaves(path: string, was: unknown, now: unknown): readonly { readonly path: string; readonly was: unknown; readonly now: unknown }[] {
  if (isSame(was, now)) return [];
  if (!isPlain(was) || !isPlain(now)) return [{ path, was, now }];
  return namesIn(was, now).flatMap((name) => leaves(path === '' ? name : `${path}.${name}`, was[name], now[name]));
}

/** What a check goes by: its settings with its own defaults in the gaps. */
function inEffect(check: string, settings: Plain): Plain {
  const parsed = checks.find(({ id }) => id === check)?.settings.safeParse(settings);
  return parsed?.success && isPlain(parsed.data) ? parsed.data : settings;
}

function differencesOfDone(was: Step['done'], now: Step['done']): readonly Pick<Difference, 'field' | 'was' | 'now'>[] {
  if (was.by !== 'check' || now.by !== 'check' || was.check !== now.check) return isSame(was, now) ? [] : [{ field: 'done', was, now }];
  const [before, after] = [inEffect(was.check, was.settings), inEffect(now.check, now.settings)];
  return namesIn(was.settings, now.settings)
    .filter((name) => !isSame(was.settings[name], now.settings[name]))
    .map((name) => ({ field: `done.settings.${name}`, was: before[name], now: after[name] }));
}

function differencesOfStep(was: Step, now: Step): readonly Difference[] {
  const { done: doneBefore, ...before } = was;
  const { done: doneNow, ...after } = now;
  const changed = (one: Pick<Difference, 'field' | 'was' | 'now'>): Difference => ({ of: 'step', id: was.id, change: 'changed', ...one });
  const [plainBefore, plainAfter]: readonly [Plain, Plain] = [before, after];
  return [
    ...namesIn(plainBefore, plainAfter).filter((name) => !isSame(plainBefore[name], plainAfter[name])).map((name) => changed({ field: name, was: plainBefore[name], now: plainAfter[name] })),
    ...differencesOfDone(doneBefore, doneNow).map(changed),
  ];
}

/** The fewest members that have to be taken out so that the rest stands in the order that it had. */
function outOfOrder(was: readonly string[], now: readonly string[]): ReadonlySet<string> {
  const places = now.map((id) => was.indexOf(id));
  const longest: (readonly number[])[] = [];
  for (const [at, place] of places.entries()) {
    const before = longest.filter((run) => (places[run.at(-1) ?? 0] ?? 0) < place);
    longest.push([...before.reduce<readonly number[]>((best, run) => (run.length > best.length ? run : best), []), at]);
  }
  const kept = new Set(longest.reduce<readonly number[]>((best, run) => (run.length > best.length ? run : best), []));
  return new Set(now.filter((_, at) => !kept.has(at)));
}

const decides = ({ done }: Step): boolean => done.by === 'decision';

/** Steps that stood before a decision and now stand behind it, so that it is taken without them. */
export function behindDecision(was: readonly Step[], now: readonly Step[]): ReadonlySet<string> {
  const place = (steps: readonly Step[], id: string): number => steps.findIndex((step) => step.id === id);
  const both = was.filter(({ id }) => place(now, id) >= 0);
  const slipped = both.filter(({ id }) => now.some((step) => decides(step) && place(was, step.id) > place(was, id) && place(now, step.id) < place(now, id)));
  return new Set(slipped.map(({ id }) => id));
}

type Listed = { readonly id: string };

function listed<Item extends Listed>(of: 'step' | 'reply', was: readonly Item[], now: readonly Item[], compare: (was: Item, now: Item) => readonly Difference[], alsoMoved: ReadonlySet<string> = new Set()): readonly Difference[] {
  const ids = (items: readonly Item[], among: readonly Item[]): readonly string[] => items.map(({ id }) => id).filter((id) => among.some((item) => item.id === id));
  const moved = new Set([...outOfOrder(ids(was, now), ids(now, was)), ...alsoMoved]);
  return [
    ...was.filter(({ id }) => !now.some((item) => item.id === id)).map(({ id, ...rest }): Difference => ({ of, id, change: 'removed', was: rest })),
    ...now.flatMap((item): readonly Difference[] => {
      const { id, ...rest } = item;
      const before = was.find((one) => one.id === id);
      if (!before) return [{ of, id, change: 'added', now: rest }];
      return [...(moved.has(id) ? [{ of, id, change: 'moved' as const, was: was.indexOf(before) + 1, now: now.indexOf(item) + 1 }] : []), ...compare(before, item)];
    }),
  ];
}

const differencesOfReply = (was: Rules['replies'][number], now: Rules['replies'][number]): readonly Difference[] =>
  leaves('', was, now).map(({ path, ...values }) => ({ of: 'reply', id: was.id, change: 'changed', field: path, ...values }));

/** Every difference, steps first. The version's own number is none. */
export function differences(was: Rules, now: Rules): readonly Difference[] {
  const { steps: stepsBefore, replies: repliesBefore, version: _was, ...before } = was;
  const { steps: stepsNow, replies: repliesNow, version: _now, ...after } = now;
  return [
    ...listed('step', stepsBefore, stepsNow, differencesOfStep, behindDecision(stepsBefore, stepsNow)),
    ...listed('reply', repliesBefore, repliesNow, differencesOfReply),
    ...leaves('', before, after).map(({ path, ...values }): Difference => ({ of: 'setting', id: path, change: 'changed', ...values })),
  ];
}
