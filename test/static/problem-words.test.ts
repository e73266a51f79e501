/** Decides whether a fault of the draft leads to the field that it lies in, in words that stand on the screen. */
import catalogue from '../../static/parts/catalogue.en.json';
import words from '../../static/parts/words.en.json';
import { wordingFor } from '../../static/parts/wording';
import { readRules } from '../../src/procedure/rules-problems';
import { defaultRules } from '../../src/procedure/default-rules';
import { placeOf, withTitles } from '../../static/settings/problem-words';
import { withoutStep, withPutBack } from '../../static/settings/step-edits';
import { differences } from '../../src/procedure/rules-difference';
import type { Rules } from '../../src/procedure/rules';

const wording = wordingFor({ ...catalogue, ...words }, { now: '2026-11-20T10:00:00Z', timeZone: 'UTC' });

test.each<[string, string | undefined]>([
  ['calendar.holidays.1', 'Holidays, line 2'],
  ['calendar.estimate.to', 'Estimate to the customer, to'],
  ['policies.disposal.systems.delivered-dump.0', 'What goes with a delivered dump, line 1'],
  ['requestTypes.2.name', 'Request types that begin a request, line 3'],
  ['task.summary.data-dump', 'Summary for a data dump'],
  ['steps.0.guidance', 'Step “Facts are complete and confirmed”, Guidance'],
  ['steps.1.done.settings.listedContactsOnly', 'Step “Requester is a listed contact”, What an address of the contacts’ own domain, not itself listed, gets: nothing, a warning or a refusal'],
  ['replies.0.text', 'Reply “Ask for missing facts”, Text'],
  ['v', undefined],
])('%s is %s', (at, place) => {
  expect(placeOf(wording, at, defaultRules)).toBe(place);
});

/** What keeps a set from being published, as a reader is told it. */
const told = (now: Rules): readonly string[] => readRules(now).problems.map(({ says }) => wording.say(withTitles(wording, says, { now, was: defaultRules })));
const changed = (id: string, more: Partial<Rules['steps'][number]>): Rules => ({ ...defaultRules, steps: defaultRules.steps.map((step) => (step.id === id ? { ...step, ...more } : step)) });

test('steps, replies and checks are told by their titles, what is gone by the title that it had', () => {
  const circle = changed('churn-risk', { when: { join: 'all', of: [{ fact: 'answer', step: 'churn-risk', is: 'yes' }] } });
  expect(told(circle)).toContainEqual(expect.stringContaining('The conditions of “Is the customer about to leave?” wait'));
  const gone = { ...defaultRules, steps: defaultRules.steps.filter(({ id }) => id !== 'churn-risk'), policies: { ...defaultRules.policies, overridable: [] } };
  expect(told(gone)).toEqual([expect.stringContaining('The condition of the step “Customer success is told” rests on the answer to “Is the customer about to leave?”')]);
  const [reply, ...rest] = defaultRules.replies;
  if (!reply) throw new Error('The default rules have no replies');
  expect(told({ ...defaultRules, replies: [{ ...reply, text: 'Hello {nam}' }, ...rest] })).toEqual([expect.stringContaining('The reply “Ask for missing facts” has a gap')]);
});

const same = (one: Rules): Rules => JSON.parse(JSON.stringify(one)) as Rules;

test.each<[string, Rules]>([
  ['a step that was removed, with its override and what rested on its answer', withoutStep(defaultRules, 'churn-risk')],
  ['a step at the beginning', withoutStep(defaultRules, 'facts')],
  ['steps that were removed beside each other', withoutStep(withoutStep(defaultRules, 'site-and-tenant'), 'licence-standing')],
  ['a step that was changed', changed('key-owner', { mandatory: false, guidance: 'Ask' })],
  ['a step that is new', { ...defaultRules, steps: [...defaultRules.steps, { ...defaultRules.steps[0], id: 'step-99', title: 'New' } as Rules['steps'][number]] }],
  ['a step that was moved', { ...defaultRules, steps: [...defaultRules.steps.slice(1), ...defaultRules.steps.slice(0, 1)] }],
  ['a reply that was removed', { ...defaultRules, replies: defaultRules.replies.slice(1) }],
  ['settings', { ...defaultRules, products: ['Other'], policies: { ...defaultRules.policies, objectionDays: 9 } }],
])('put back one by one nothing is left changed: %s', (_, draft) => {
  expect(differences(defaultRules, draft)).not.toEqual([]);
  let rules = draft;
  for (let left = differences(defaultRules, rules); left[0]; left = differences(defaultRules, rules)) {
    const next = withPutBack(rules, defaultRules, left[0]);
    expect(differences(defaultRules, next).length).toBeLessThan(left.length);
    rules = next;
  }
  expect(same(rules)).toEqual(same(defaultRules));
});
