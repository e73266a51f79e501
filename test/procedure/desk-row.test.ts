// Shows what the desk's table holds of a request, and where its indexes find it, as it goes from intake to its end.
import fc from 'fast-check';
import { deskPlace, keepPlace, noDay } from '../../src/procedure/desk-row';
import { keepUp } from '../../src/procedure/upkeep';
import type { SnapshotRequest } from '../../src/procedure/request';
import { act, begun, checked, confirmed, handedOver, judged, now, on, proceeded, released, rules, withFacts, withKeys, withOtherKey } from './given';

const running = (request: SnapshotRequest): SnapshotRequest => ({ ...request, clock: { startedOn: '2026-11-19', pauses: [] } });
const placeOf = (request: SnapshotRequest, at = now): ReturnType<typeof deskPlace> => deskPlace(request, rules, at);
const flag = (settled: boolean): SnapshotRequest['flags'][number] => ({ id: 'flag-1', code: 'private-key', subject: '5', params: { by: 'dana', file: 'Dana’s key.asc' }, raised: act('app'), ...(settled && { settled: { ...act('lead'), reason: 'known' } }) });

const attempt = (handedOver: boolean): NonNullable<SnapshotRequest['deliveries']>[number] => ({
  ...act('sre'), number: 1, files: [], sealedFor: 'x', place: { host: 'h', hostKey: 'SHA256:x', username: 'u', path: '/p', expiresOn: '2026-12-20' },
  ...(handedOver && { handedOver: { ...act('sre', on('2026-11-24').toISOString()), note: 'by mail' } }),
});

test('a new request stands in intake, is the agent’s turn, has no due date and nothing odd', () => {
  expect(placeOf(begun)).toMatchObject({ standing: 'open', at: now.toISOString(), place: `0#${noDay}`, since: '2026-11-19', due: noDay, row: { move: 'ask-facts', permission: 'run-checks', odd: [] } });
  expect(placeOf(begun)).not.toHaveProperty('flagged');
});

test('a line speaks of the customer by the company of the licence and never by a person', () => {
  const request = judged(confirmed, 'licence-standing', 'pass', { shows: { licences: [{ company: 'Northwind Traders' }] } });
  const { row } = placeOf(request);
  expect(row).toMatchObject({ customer: 'Northwind Traders', site: 'northwind.atlassian.net', kind: 'data-dump' });
  expect(JSON.stringify([placeOf(request), placeOf({ ...confirmed, flags: [flag(false)] })])).not.toMatch(/dana/i);
});

test('a decision bars those who verified; they are not among those who could act', () => {
  expect(placeOf(checked).row).toMatchObject({ move: 'decide', permission: 'decide-proceed', params: { decision: 'proceed' }, barred: ['agent'] });
});

test('flags, failing checks and void decisions are odd, in their order, until they are settled', () => {
  const failing = judged({ ...confirmed, flags: [flag(false)] }, 'licence-standing', 'fail');
  expect(placeOf(failing)).toMatchObject({ flagged: 'yes', row: { odd: [{ what: 'flag', name: 'private-key' }, { what: 'fails', name: 'step.licence-standing.title' }] } });
  expect(placeOf({ ...confirmed, flags: [flag(true)] })).not.toHaveProperty('flagged');
  const voided = keepUp(withFacts(released, { tenant: 'another' }), rules, 'agent', now).request;
  expect(placeOf(voided).row.odd).toContainEqual({ what: 'voided', name: 'release' });
  expect(placeOf(keepUp(withOtherKey(released), rules, 'agent', now).request).flagged).toBe('yes');
});

test('is due while its clock runs, and no longer once the recipient has the details', () => {
  expect(placeOf(running(handedOver))).toMatchObject({ place: '4#2026-12-03', due: '2026-12-03' });
  expect(placeOf(running({ ...handedOver, deliveries: [attempt(false)] })).due).toBe('2026-12-03');
  expect(placeOf(running({ ...handedOver, deliveries: [attempt(true)] }), on('2026-11-25'))).toMatchObject({ due: noDay, row: { delivered: '2026-11-24' } });
});

test('an ended request is found by the day of its end, is nobody’s turn and flags nothing', () => {
  const ended: SnapshotRequest = { ...confirmed, flags: [flag(true)], ended: { ...act('agent', on('2026-11-20').toISOString()), ending: 'withdrawn', reason: 'asked for it' } };
  expect(placeOf(ended)).toMatchObject({ standing: 'ended', at: on('2026-11-20').toISOString(), since: '2026-11-20', due: noDay, row: { move: 'ended', odd: [] } });
  expect(placeOf(ended)).not.toHaveProperty('flagged');
  expect(placeOf({ ...ended, flags: [flag(false)] })).toMatchObject({ standing: 'open', at: now.toISOString(), due: noDay, flagged: 'yes' });
});

describe('what is kept of its way', () => {
  const kept = (request: SnapshotRequest, at: Date): SnapshotRequest => keepUp(request, rules, 'agent', at).request;

  test('is the moment of each new stage, and of each new turn, and nothing where neither changes', () => {
    const first = kept(begun, on('2026-11-19'));
    expect(first).toMatchObject({ held: { turn: 'agent', since: on('2026-11-19').toISOString() }, stays: [{ stage: 'intake' }] });
    const still = kept({ ...first, facts: confirmed.facts }, on('2026-11-20'));
    expect(still).toMatchObject({ held: first.held, stays: [{ stage: 'intake', from: begun.begun.at }, { stage: 'security-check', from: on('2026-11-20').toISOString() }] });
    const decides = kept({ ...still, ...checked, stays: still.stays ?? [], ...(still.held && { held: still.held }) }, on('2026-11-23'));
    expect(decides.held).toEqual({ turn: 'approver', since: on('2026-11-23').toISOString() });
    expect(decides.stays).toHaveLength(2);
    expect(kept(decides, on('2026-12-23'))).toMatchObject({ held: decides.held, stays: decides.stays });
  });

  test('of a request that was begun before it was kept starts with the day it began', () => {
    const { held, stays } = keepPlace(proceeded, rules, on('2026-11-25'));
    expect(stays).toEqual([{ stage: 'intake', from: begun.begun.at }, { stage: 'agreement', from: on('2026-11-25').toISOString() }]);
    expect(held.since).toBe(on('2026-11-25').toISOString());
  });

  test('never outgrows its row, however often it goes back and forth, and ends with where it is', () => {
    fc.assert(fc.property(fc.array(fc.constantFrom(begun, confirmed, withKeys, proceeded), { minLength: 1, maxLength: 200 }), (way) => {
      const end = way.reduce<SnapshotRequest>((before, next) => kept({ ...next, ...(before.held && { held: before.held }), ...(before.stays && { stays: before.stays }) }, now), begun);
      expect(end.stays?.length).toBeLessThanOrEqual(60);
      expect(end.stays?.at(-1)?.stage).toBe(keepUp(way.at(-1) ?? begun, rules, 'agent', now).request.stays?.at(-1)?.stage);
    }), { numRuns: 15 });
  });
});
