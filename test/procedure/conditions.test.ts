// Shows which conditions never hold, which wait for each other, and which are as wide as they were.
import fc from 'fast-check';
import { admits, choosesNothing, condition as conditionSchema, isAsWide, neverHolds, waitingInACircle, type Comparison, type Condition } from '../../src/procedure/conditions';

const kind = (is: 'data-dump' | 'audit-log-dump' | 'offboarding-export') => ({ fact: 'kind' as const, is });
const answer = (step: string, is: 'yes' | 'no' = 'yes'): Comparison => ({ fact: 'answer', step, is });
const all = (...of: Comparison[]): Condition => ({ join: 'all', of });
const any = (...of: Comparison[]): Condition => ({ join: 'any', of });

test('two values of one fact never hold together; either of them may', () => {
  expect(neverHolds(all(kind('data-dump'), kind('offboarding-export')))).toBe(true);
  expect(neverHolds(all(answer('churn'), answer('churn', 'no')))).toBe(true);
  expect(neverHolds(all(answer('churn'), answer('other', 'no')))).toBe(false);
  expect(neverHolds(any(kind('data-dump'), kind('offboarding-export')))).toBe(false);
  expect(neverHolds(all(kind('data-dump'), kind('data-dump')))).toBe(false);
});

test('a circle is found over answers and verdicts, however long, and a chain is none', () => {
  const asks = (id: string, when?: Condition) => ({ id, done: { by: 'answer' }, ...(when && { when }) });
  expect(waitingInACircle([asks('a', all(answer('b'))), asks('b', any(answer('c'))), asks('c')])).toEqual([]);
  expect(waitingInACircle([asks('a', all(answer('b'))), asks('b', any(answer('c'))), asks('c', all(answer('a')))])).toEqual(['a', 'b', 'c']);
  expect(waitingInACircle([asks('a', all(answer('a')))])).toEqual(['a']);
  const byCheck = { id: 'key', done: { by: 'check', check: 'openpgp-key' }, when: all(answer('a')) };
  expect(waitingInACircle([asks('a', all({ fact: 'verdict', check: 'openpgp-key', is: 'fail' })), byCheck])).toEqual(['a', 'key']);
});

test.each<readonly [string, Comparison, string | number | boolean, string | number | boolean]>([
  ['is', kind('data-dump'), 'data-dump', 'offboarding-export'],
  ['is not', { ...kind('data-dump'), not: true as const }, 'offboarding-export', 'data-dump'],
  ['is one of', { fact: 'product', is: ['Planner', 'Timesheets'] }, 'Timesheets', 'Capacity Planner'],
  ['is none of', { fact: 'edition', is: ['Enterprise', 'Advanced'], not: true }, 'Standard', 'Advanced'],
  ['is from', { fact: 'users', from: 500 }, 500, 499],
  ['is below', { fact: 'users', from: 500, not: true }, 499, Infinity],
  ['is yes', { fact: 'enterprise', is: true }, true, false],
  ['is no', { fact: 'enterprise', is: false }, false, true],
])('a comparison that says “%s” admits what it says and nothing else', (_, one, inside, outside) => {
  expect([admits(one, inside), admits(one, outside)]).toEqual([true, false]);
});

test('contradictions are found whatever the comparison says', () => {
  const verdict = (is: ('pass' | 'warn' | 'fail' | 'unknown')[], not?: true): Comparison => ({ fact: 'verdict', check: 'ssh-key', is, ...(not && { not }) });
  expect(neverHolds(all(kind('data-dump'), { ...kind('data-dump'), not: true as const }))).toBe(true);
  expect(neverHolds(any(kind('data-dump'), { ...kind('data-dump'), not: true as const }))).toBe(false);
  expect(neverHolds(all(verdict(['pass', 'warn']), verdict(['fail', 'unknown'])))).toBe(true);
  expect(neverHolds(all(verdict(['pass', 'warn']), verdict(['warn', 'fail'])))).toBe(false);
  expect(neverHolds(any(verdict(['pass', 'warn', 'fail', 'unknown'], true)))).toBe(true);
  expect(neverHolds(any({ fact: 'product', is: [] }))).toBe(true);
  expect(neverHolds(all({ fact: 'users', from: 500 }, { fact: 'users', from: 500, not: true }))).toBe(true);
  expect(neverHolds(all({ fact: 'users', from: 500 }, { fact: 'users', from: 501, not: true }))).toBe(false);
  expect(neverHolds(all({ fact: 'users', from: 1, not: true }))).toBe(true);
  expect([choosesNothing({ fact: 'product', is: [] }), choosesNothing({ fact: 'product', is: ['Planner'] }), choosesNothing({ fact: 'users', from: 1 })]).toEqual([true, false, false]);
});

test('what could be chosen before is read as it was', () => {
  const old: unknown = { join: 'any', of: [{ fact: 'enterprise', is: true }, { fact: 'answer', step: 'churn-risk', is: 'yes' }, { fact: 'kind', is: 'offboarding-export' }, { fact: 'product', is: 'Planner' }, { fact: 'verdict', check: 'key-continuity', is: 'warn' }] };
  expect(conditionSchema.parse(old)).toEqual(old);
});

const subjects = ['kind', 'product', 'edition', 'enterprise', 'users', 'answer a', 'verdict ssh-key'] as const;
/** Every value that matters to the comparisons below, and not knowing it. */
const values = { kind: ['data-dump', 'audit-log-dump', 'offboarding-export', undefined], product: ['Planner', 'Timesheets', 'Other', undefined], edition: ['Enterprise', 'Other', undefined], enterprise: [true, false, undefined], users: [1, 10, 500, undefined], 'answer a': ['yes', 'no', undefined], 'verdict ssh-key': ['pass', 'warn', 'fail', 'unknown', undefined] } as const;
const not = fc.option(fc.constant(true as const), { nil: undefined });
const oneOrSome = <Value extends string>(...from: readonly Value[]): fc.Arbitrary<Value | Value[]> => fc.oneof(fc.constantFrom(...from), fc.subarray([...from]));
const comparison: fc.Arbitrary<Comparison> = fc.oneof(
  fc.record({ fact: fc.constant('kind' as const), is: oneOrSome('data-dump', 'audit-log-dump', 'offboarding-export'), not }),
  fc.record({ fact: fc.constant('product' as const), is: oneOrSome('Planner', 'Timesheets'), not }),
  fc.record({ fact: fc.constant('edition' as const), is: oneOrSome('Enterprise'), not }),
  fc.record({ fact: fc.constant('enterprise' as const), is: fc.boolean() }),
  fc.record({ fact: fc.constant('users' as const), from: fc.constantFrom(1, 10, 500), not }),
  fc.record({ fact: fc.constant('answer' as const), step: fc.constant('a'), is: fc.constantFrom('yes' as const, 'no' as const), not }),
  fc.record({ fact: fc.constant('verdict' as const), check: fc.constant('ssh-key'), is: oneOrSome('pass', 'warn', 'fail', 'unknown'), not }),
);
const some = fc.record({ join: fc.constantFrom('any' as const, 'all' as const), of: fc.array(comparison, { minLength: 1, maxLength: 4 }) });
const condition = fc.option(some, { nil: undefined });

type World = Readonly<Record<(typeof subjects)[number], string | number | boolean | undefined>>;
const worlds = subjects.reduce<readonly World[]>((all, subject) => all.flatMap((world) => values[subject].map((value) => ({ ...world, [subject]: value }))), [{} as World]);
const known = worlds.filter((world) => Object.values(world).every((value) => value !== undefined));
const holds = (wanted: Condition | undefined, world: World): boolean => {
  if (!wanted) return true;
  const parts = wanted.of.map((one) => {
    const value = world[one.fact === 'answer' ? 'answer a' : one.fact === 'verdict' ? 'verdict ssh-key' : one.fact];
    return value === undefined || admits(one, value);
  });
  return wanted.join === 'any' ? parts.some(Boolean) : parts.every(Boolean);
};

test('as wide means that there is nothing it applied to before and does not now, known or not', () => {
  fc.assert(fc.property(condition, condition, (was, now) => {
    expect(isAsWide(was, now)).toBe(worlds.every((world) => !holds(was, world) || holds(now, world)));
  }), { numRuns: 300 });
});

test('never means that nothing that is known fulfils it', () => {
  fc.assert(fc.property(some, (wanted) => {
    expect(neverHolds(wanted)).toBe(!known.some((world) => holds(wanted, world)));
  }), { numRuns: 300 });
});
