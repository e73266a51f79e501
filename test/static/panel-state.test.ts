/** Decides whether the panel keeps what a person typed, and forgets what no longer holds. */
import { begin, next, placeNow, type PanelState } from '../../static/ticket-panel/panel-state';
import { decide, early, middle } from './fixtures';

const opened: PanelState = next(begin, { is: 'opened', view: early, words: {}, at: 1 });
const form = { intent: { do: 'override', step: 'encryption-key' }, place: 'attention:encryption-key' } as const;
const filling = next(opened, { is: 'form', open: form });

test('a refusal leaves the form as it was filled in, at the place where it was tried', () => {
  const after = next(next(filling, { is: 'begun', what: form }), { is: 'refused', place: form.place, refusal: { code: 'same-person', params: {} } });
  expect(after).toMatchObject({ open: form, refused: { place: form.place } });
  expect(after.underWay).toBeUndefined();
});

test('a newer view does not close a form nor hide a refusal', () => {
  const refusal = next(filling, { is: 'refused', place: form.place, refusal: { code: 'same-person', params: {} } });
  const newer = next(refusal, { is: 'opened', view: middle, words: {}, at: 2 });
  expect(newer).toMatchObject({ open: form, refused: { place: form.place }, asOf: 2 });
});

test('a change closes the form, shows the new panel, and moves the focus once', () => {
  const done = { code: 'done.step', params: {} };
  const after = next(next(filling, { is: 'begun', what: form }), { is: 'changed', view: { ...middle, done }, at: 3 });
  expect(after).toMatchObject({ done, ended: 1, asOf: 3 });
  expect([after.open, after.underWay, after.refused]).toEqual([undefined, undefined, undefined]);
});

test('a look that fails keeps what is shown, and a first look that fails says why', () => {
  const refusal = { code: 'ui.offline', params: {} };
  const words = { 'ui.offline': 'You are offline.' };
  expect(next(opened, { is: 'could-not-open', refusal, words })).toBe(opened);
  expect(next(begin, { is: 'could-not-open', refusal, words })).toMatchObject({ fault: refusal, words });
});

test('a refusal stands where its button was pressed, or under the turn once that is gone', () => {
  expect(placeNow('attention:encryption-key', undefined, middle.request)).toBe('attention:encryption-key');
  expect(placeNow('attention:step-since-resolved', undefined, middle.request)).toBe('turn');
  expect(placeNow('step:encryption-key', undefined, middle.request)).toBe('step:encryption-key');
  expect(placeNow('decision:release', undefined, decide.request)).toBe('decision:release');
  expect(placeNow('decision:release', undefined, middle.request)).toBe('turn');
  expect(placeNow('decision:release', { do: 'decide', decision: 'release' }, middle.request)).toBe('decision:release');
});
