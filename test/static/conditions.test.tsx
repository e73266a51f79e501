/** Decides whether a condition that is edited stays one that the rules can read, and reads as what it says. */
import { draw, wordingAt } from './draw';
import { condition } from '../../src/procedure/conditions';
import { comparedBy, factOf, firstAbout, howOf, valuesOf, waysOf, withValues, type Comparison } from '../../static/settings/condition-edits';
import { CheckSettings } from '../../static/settings/CheckSettings';
import { saidOf } from '../../static/settings/difference-words';
import { conditionsOf } from '../../static/settings/rule-words';
import { wordingFor } from '../../static/parts/wording';
import german from '../../static/parts/catalogue.de.json';
import germanWords from '../../static/parts/words.de.json';
import { checkShapes } from '../../src/procedure/check-shapes';
import { defaultRules } from '../../src/procedure/default-rules';
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
  const counted = shown([{ fact: 'product', is: [] }], { looked: 46, unreadable: [], changed: [], applied: { [step.id]: 9 }, underWay: false, at: '2026-11-20T09:00:00Z' });
  expect(counted('.reads').text()).toContain('(nothing chosen yet)');
  expect(counted('.reads [role=status]').text()).toBe('It would have applied to 9 of the last 46 requests.');
});

test('a check, what it says, its settings and their choices are said in the reader’s words, never by their names in the rules', () => {
  const inGerman = wordingFor({ ...german, ...germanWords }, { now: '2026-11-20T10:00:00Z', timeZone: 'UTC' });
  expect(conditionsOf(inGerman, rules, { join: 'any', of: [{ fact: 'verdict', check: 'ssh-key', is: 'warn' }] })).toBe('die Prüfung „SSH-Schlüssel“ sagt: „Warnt“');
  const changed = { of: 'step', id: 'licence-standing', change: 'changed', field: 'done.settings.graceDays', was: 30, now: 60 } as const;
  expect(saidOf(inGerman, changed, defaultRules, defaultRules, {})).toEqual({ label: 'Einstellung „Tage nach dem Ende der Wartung, in denen ein Ablauf eine Warnung und keine Ablehnung ist“', was: '30', now: '60' });
  for (const shape of checkShapes()) {
    const $ = draw(<CheckSettings shape={shape} settings={{}} onChange={() => undefined} />);
    expect($('option').toArray().map((option) => $(option).text()).filter((word) => /^[a-z]/.test(word))).toEqual([]);
    for (const { name } of shape.settings) expect(german).toHaveProperty([`${shape.id}.set.${name}`]);
  }
});

test('a condition that comes reads as one beside “always”', () => {
  const now = { join: 'any', of: [{ fact: 'kind', is: 'data-dump' }] };
  expect(saidOf(wordingAt('2026-11-20T10:00:00Z'), { of: 'step', id: 'licence-standing', change: 'changed', field: 'when', now }, defaultRules, defaultRules, {})).toEqual({ label: 'Applies', was: 'always', now: 'when the kind is data dump' });
});
