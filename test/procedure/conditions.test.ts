// Shows which conditions never hold, which wait for each other, and which are as wide as they were.
import fc from 'fast-check';
import { isAsWide, neverHolds, waitingInACircle, type Comparison, type Condition } from '../../src/procedure/conditions';

const kind = (is: 'data-dump' | 'audit-log-dump' | 'offboarding-export'): Comparison => ({ fact: 'kind', is });
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

const atoms = [answer('a'), answer('b'), answer('c'), answer('d')];
const condition = fc.option(fc.record({ join: fc.constantFrom('any' as const, 'all' as const), of: fc.uniqueArray(fc.constantFrom(...atoms), { minLength: 1 }) }), { nil: undefined });
const holds = (wanted: Condition | undefined, known: ReadonlySet<Comparison>): boolean => !wanted || (wanted.join === 'any' ? wanted.of.some((one) => known.has(one)) : wanted.of.every((one) => known.has(one)));

test('as wide means that there is nothing it applied to before and does not now', () => {
  fc.assert(fc.property(condition, condition, (was, now) => {
    const worlds = Array.from({ length: 2 ** atoms.length }, (_, bits) => new Set(atoms.filter((__, at) => (bits >> at) % 2 === 1)));
    expect(isAsWide(was, now)).toBe(worlds.every((world) => !holds(was, world) || holds(now, world)));
  }), { numRuns: 500 });
});
