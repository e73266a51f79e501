// Shows what another set of rules would change for a request at each station, and that verdicts under other settings do not move with it.
import { changesNothing, movedTo, rehearse } from '../../src/procedure/rehearsal';
import type { Rules } from '../../src/procedure/rules';
import { begun, checked, now, proceeded, rules, withStep } from './given';

const without = (id: string): Rules => ({ ...rules, steps: rules.steps.filter((step) => step.id !== id) });
const withSettings = (id: string, settings: Record<string, unknown>): Rules => ({ ...rules, steps: rules.steps.map((step) => (step.id === id && step.done.by === 'check' ? { ...step, done: { ...step.done, settings } } : step)) });

test('the same rules change nothing, at any station', () => {
  for (const request of [begun, checked, proceeded]) expect(changesNothing(rehearse(request, rules, rules, now))).toBe(true);
});

test('a step more shuts the gate that it is needed before; a step less opens it', () => {
  const lawyer: Rules = { ...rules, steps: [{ id: 'lawyer', stage: 'intake', done: { by: 'attestation', asks: 'note' }, who: 'run-checks', mandatory: true, secondPerson: false, before: 'proceed' }, ...rules.steps] };
  expect(rehearse(proceeded, rules, lawyer, now)).toMatchObject({ more: ['lawyer'], fewer: [], opened: [], shut: ['proceed'] });
  expect(rehearse(proceeded, lawyer, rules, now)).toMatchObject({ more: [], fewer: ['lawyer'], opened: ['proceed'], shut: [] });
});

test('a step that asks for a second person stands otherwise', () => {
  const asked = { ...checked, marks: { ...checked.marks, 'approver-told': { by: 'agent', at: now.toISOString(), state: 'done' as const, note: 'Told' } } };
  expect(rehearse(asked, rules, withStep('approver-told', { secondPerson: true }), now).standings).toEqual([{ step: 'approver-told', was: 'done', now: 'waiting' }]);
});

test('a check with other settings is said to be made again, and its outcome is not guessed', () => {
  const stricter = withSettings('requester-contact', { listedContactsOnly: 'required' });
  expect(rehearse(checked, rules, stricter, now)).toMatchObject({ again: ['requester-contact'], opened: [], shut: [] });
  expect(rehearse(begun, rules, stricter, now).again).toEqual([]);
});

test('moved to other rules, a request loses the verdicts that were given under other settings, and no other', () => {
  const stricter = { ...withSettings('requester-contact', { listedContactsOnly: 'required' }), version: 7 };
  const moved = movedTo(checked, rules, stricter);
  expect(moved.rulesVersion).toBe(7);
  expect(Object.keys(checked.verdicts).filter((check) => !(check in moved.verdicts))).toEqual(['requester-contact']);
  // A check that the new rules do not have, and that comes back later, is made again too.
  expect('previous-requests' in movedTo(checked, rules, without('previous-requests')).verdicts).toBe(false);
});
