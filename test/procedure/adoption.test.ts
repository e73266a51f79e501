// Shows which steps can have been done before the app, with how many people, and that what the app knows itself comes first.
import { adoptionFault, adoptionNeedsTwo, canAdopt } from '../../src/procedure/adoption';
import { act, asked, begun, confirmed, file, judged, rules, stateOf, withFile, withMark } from './given';

test('decisions, facts, and what SRE does are never taken over', () => {
  const kinds = new Set(rules.steps.filter(canAdopt).map(({ done }) => done.by));
  expect([...kinds].sort()).toEqual(['attestation', 'check', 'file', 'possession', 'reply']);
});

test('two people are asked for where the app would have looked, and where the rules say so', () => {
  expect(new Set(rules.steps.filter((step) => canAdopt(step) && !adoptionNeedsTwo(step)).map(({ done }) => done.by))).toEqual(new Set(['attestation', 'reply']));
  expect(rules.steps.filter(canAdopt).every((step) => adoptionNeedsTwo({ ...step, secondPerson: true }))).toBe(true);
});

test.each([
  ['2026-11-17', 'before-the-ticket'],
  ['2026-11-18', undefined],
  ['2026-11-20', undefined],
  ['2026-11-21', 'in-the-future'],
])('a step was done on %s: %s', (day, fault) => { expect(adoptionFault(day, '2026-11-18', '2026-11-20')).toBe(fault); });

const before = { doneOn: '2026-11-18', note: 'in the old folder' };
const twice = { ...before, second: act('second-agent') };

test('a mark from before stands alone only where a hand would have done it', () => {
  expect(stateOf('form-sent', withMark(begun, 'form-sent', before))).toBe('done: before');
  expect(stateOf('form-announced', withMark(begun, 'form-announced', before))).toBe('done: before');
  expect(stateOf('site-and-tenant', withMark(confirmed, 'site-and-tenant', before))).toBe('waiting: second-person');
  expect(stateOf('site-and-tenant', withMark(confirmed, 'site-and-tenant', twice))).toBe('done: before');
  expect(stateOf('signed-form', withMark(confirmed, 'signed-form', twice))).toBe('done: before');
  expect(stateOf('proceed', withMark(confirmed, 'proceed', twice))).toBe('waiting: not-decided');
});

test('what the app has seen itself outweighs it', () => {
  expect(stateOf('site-and-tenant', judged(withMark(confirmed, 'site-and-tenant', twice), 'site-and-tenant', 'fail'))).toBe('fails: verdict');
  expect(stateOf('site-and-tenant', judged(withMark(confirmed, 'site-and-tenant', twice), 'site-and-tenant', 'unknown'))).toBe('unknown: verdict');
  expect(stateOf('signed-form', withFile(withMark(confirmed, 'signed-form', twice), 'signed-form', file('form.pdf')))).toBe('waiting: second-person');
  const offboarding = { ...confirmed, facts: { ...confirmed.facts, kind: { value: 'offboarding-export' as const, source: { by: 'request-type' as const }, confirmed: act('agent') } } };
  expect(stateOf('possession', withMark(offboarding, 'possession', twice))).toBe('done: before');
  expect(stateOf('possession', asked(withMark(offboarding, 'possession', twice)))).not.toBe('done: before');
});
