// Shows what a reason and a second person can override, and what no reason can.
import { canOverride } from '../../src/procedure/override';
import type { SnapshotRequest } from '../../src/procedure/request';
import { defaultRules } from '../../src/procedure/default-rules';
import { checked, finding, judged, proceeded, rules, stepOf, withKeys } from './given';

const can = (id: string, request: SnapshotRequest): boolean => canOverride(stepOf(id), request, rules);

test('a verdict that fails or could not be told, where the rules let it', () => {
  expect([can('recipient-contact', judged(checked, 'recipient-contact', 'fail')), can('recipient-contact', judged(checked, 'recipient-contact', 'unknown'))]).toEqual([true, true]);
});

test('not a verdict that passes, warns or is not there', () => {
  expect([can('recipient-contact', checked), can('recipient-contact', judged(checked, 'recipient-contact', 'warn')), can('recipient-contact', { ...checked, verdicts: {} })]).toEqual([false, false, false]);
});

test('not a step that the rules do not name', () => {
  expect(can('site-and-tenant', judged(checked, 'site-and-tenant', 'fail'))).toBe(false);
});

test.each(['private-key', 'no-key', 'missing', 'unavailable', 'check-failed'])('never “%s”, whatever else was found', (code) => {
  const weight = code === 'missing' || code === 'unavailable' ? 'unknown' : 'fail';
  expect(can('encryption-key', judged(withKeys, 'openpgp-key', 'fail', { findings: [finding('expired'), finding(code, weight)] }))).toBe(false);
});

test('a weak key only where its fingerprint is known: a dump must be encrypted to something', () => {
  const expired = { findings: [finding('expired')] };
  expect(can('encryption-key', judged(withKeys, 'openpgp-key', 'fail', expired))).toBe(true);
  expect(can('encryption-key', judged(withKeys, 'openpgp-key', 'fail', { ...expired, shows: {} }))).toBe(false);
});

test('what is told or attested, but never facts, files, decisions or the task', () => {
  const all = { ...rules, policies: { ...rules.policies, overridable: rules.steps.map(({ id }) => id) } };
  const may = rules.steps.filter(({ done }) => done.by !== 'check').filter((step) => canOverride(step, proceeded, all));
  expect(new Set(may.map(({ done }) => done.by))).toEqual(new Set(['attestation', 'reply', 'possession']));
});

test('the default rules never let tenant and licence, an approval or a confirmed form be overridden', () => {
  for (const id of ['facts', 'site-and-tenant', 'proceed', 'signed-form', 'release', 'sre-task', 'disposed']) expect(defaultRules.policies.overridable).not.toContain(id);
});
