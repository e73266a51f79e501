/** Decides whether a condition that is edited stays one that the rules can read, and reads as what it says. */
import { draw, wordingAt } from './draw';
import { condition } from '../../src/procedure/conditions';
import { comparedBy, factOf, firstAbout, howOf, valuesOf, waysOf, withValues, type Comparison } from '../../static/settings/condition-edits';
import { conditionsOf } from '../../static/settings/rule-words';
import { StepEditor } from '../../static/settings/StepEditor';
import { settings } from './page-fixtures';

const { rules } = settings;
const facts = ['kind', 'product', 'edition', 'enterprise', 'users', 'answer:churn-risk', 'verdict:ssh-key'];
const reads = (one: Comparison): string => conditionsOf(wordingAt('2026-11-20T10:00:00Z'), rules, { join: 'any', of: [one] });
const isReadable = (one: Comparison): boolean => condition.safeParse({ join: 'any', of: [one] }).success;

test.each(facts)('“%s” can be compared in every way that it is offered, and each way reads otherwise', (fact) => {
  const one = firstAbout(fact, rules);
  expect([factOf(one), isReadable(one)]).toEqual([fact, true]);
  const all = waysOf(one).map((how) => ({ how, next: comparedBy(one, how) }));
  expect(all.map(({ next }) => howOf(next))).toEqual(all.map(({ how }) => how));
  expect(all.every(({ next }) => isReadable(next))).toBe(true);
  expect(all.map(({ next }) => factOf(next))).toEqual(all.map(() => fact));
  const straight = all.filter(({ how }) => how !== 'one-of').map(({ next }) => reads(next));
  expect(new Set(straight).size).toBe(straight.length);
});

test('a list keeps its values when it is turned round, and its first when it becomes one value', () => {
  const list: Comparison = { fact: 'kind', is: ['audit-log-dump', 'data-dump'] };
  expect(comparedBy(list, 'none-of')).toEqual({ ...list, not: true });
  expect(comparedBy(list, 'is-not')).toEqual({ fact: 'kind', is: 'audit-log-dump', not: true });
  expect(comparedBy({ fact: 'verdict', check: 'ssh-key', is: [] }, 'is')).toEqual({ fact: 'verdict', check: 'ssh-key', is: 'warn' });
  expect(comparedBy({ fact: 'users', from: 10, not: true }, 'from')).toEqual({ fact: 'users', from: 10 });
});

test('only what can be meant is taken', () => {
  const users: Comparison = { fact: 'users', from: 10 };
  expect(['', '0', '1.5', '99999999', '25'].map((typed) => valuesOf(withValues(users, [typed])))).toEqual([['10'], ['10'], ['10'], ['10'], ['25']]);
  expect(withValues({ fact: 'kind', is: [] }, ['data-dump', 'nonsense'])).toEqual({ fact: 'kind', is: ['data-dump'] });
  expect(withValues({ fact: 'kind', is: 'data-dump' }, ['nonsense'])).toEqual({ fact: 'kind', is: 'data-dump' });
  expect(withValues({ fact: 'enterprise', is: true }, ['no'])).toEqual({ fact: 'enterprise', is: false });
});

test('what was chosen once and is no longer sold stays in sight, and nothing chosen says so', () => {
  const [step] = rules.steps;
  if (!step) throw new Error('The fixture has no steps');
  const shown = (of: Comparison[], tried?: Parameters<typeof StepEditor>[0]['tried']) =>
    draw(<StepEditor rules={rules} step={{ ...step, when: { join: 'any', of } }} usual={rules} checks={settings.checks} edit={() => undefined} mark={null} tried={tried} onCount={() => undefined} />);
  const $ = shown([{ fact: 'product', is: ['Gone', 'Planner'] }]);
  expect($('.cond input:checked').toArray().map((box) => $(box).parent().text())).toEqual(['Planner', 'Gone']);
  expect($('.reads').text()).toContain('the product is Gone or Planner');
  expect($('.reads button').text()).toBe('Count on past requests');
  const counted = shown([{ fact: 'product', is: [] }], { looked: 46, changed: [], applied: { [step.id]: 9 }, underWay: false, at: '2026-11-20T09:00:00Z' });
  expect(counted('.reads').text()).toContain('(nothing chosen yet)');
  expect(counted('.reads [role=status]').text()).toBe('It would have applied to 9 of the last 46 requests.');
});
