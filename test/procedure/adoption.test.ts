// Shows which steps can have been done before the app, with how many people, and that what the app knows itself comes first.
import { adoptionFault, adoptionNeedsTwo, canAdopt } from '../../src/procedure/adoption';
import type { SnapshotRequest } from '../../src/procedure/request';
import { act, asked, begun, confirmed, file, judged, rules, stateOf, subjectOf, withFile, withMark } from './given';

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
/** As the second person leaves it: about what there was then. */
const twice = (step: string, request: SnapshotRequest): SnapshotRequest => withMark(request, step, { ...before, second: act('second-agent'), about: subjectOf(step, request) });

test('a mark from before stands alone only where a hand would have done it', () => {
  expect(stateOf('form-sent', withMark(begun, 'form-sent', before))).toBe('done: before');
  expect(stateOf('form-announced', withMark(begun, 'form-announced', before))).toBe('done: before');
  expect(stateOf('site-and-tenant', withMark(confirmed, 'site-and-tenant', before))).toBe('waiting: second-person');
  expect(stateOf('site-and-tenant', twice('site-and-tenant', confirmed))).toBe('done: before');
  expect(stateOf('signed-form', twice('signed-form', confirmed))).toBe('done: before');
  expect(stateOf('proceed', twice('proceed', confirmed))).toBe('waiting: not-decided');
});

test('what the app has seen itself outweighs it', () => {
  expect(stateOf('site-and-tenant', judged(twice('site-and-tenant', confirmed), 'site-and-tenant', 'fail'))).toBe('fails: verdict');
  expect(stateOf('site-and-tenant', judged(twice('site-and-tenant', confirmed), 'site-and-tenant', 'unknown'))).toBe('unknown: verdict');
  expect(stateOf('signed-form', withFile(twice('signed-form', confirmed), 'signed-form', file('form.pdf')))).toBe('waiting: second-person');
  const offboarding = { ...confirmed, facts: { ...confirmed.facts, kind: { value: 'offboarding-export' as const, source: { by: 'request-type' as const }, confirmed: act('agent') } } };
  expect(stateOf('possession', twice('possession', offboarding))).toBe('done: before');
  expect(stateOf('possession', asked(twice('possession', offboarding)))).not.toBe('done: before');
});

test('what two people said of one requester says nothing of the next', () => {
  const other = { ...confirmed, facts: { ...confirmed.facts, requester: { value: { name: 'Eve', address: 'eve@gmail.com' }, source: { by: 'text' as const } } } };
  const { marks } = twice('requester-contact', confirmed);
  expect(stateOf('requester-contact', { ...confirmed, marks })).toBe('done: before');
  expect(stateOf('requester-contact', { ...other, marks })).toBe('waiting: second-person');
});
