/** Holds a platform's log against approved disposals: what covers a purge, and every reason why something does not. */
import { isCarriedOut, judgePurges, purgesOf, type Purge } from '../../src/procedure/purges';
import type { Disposal, SnapshotRequest } from '../../src/procedure/request';

const approval = (more: Partial<Purge> = {}): Purge => ({
  id: '10001#1',
  source: 'desk',
  profile: 'tenant-systems',
  tenantId: 'tenant-a',
  issueKey: 'SUP-1',
  day: '2026-11-20',
  approvedBy: 'approver',
  askedBy: 'sre',
  by: 'sre',
  approvedAt: '2026-10-20T09:00:00.000Z',
  waitsUntil: '2026-11-20',
  begunAt: '2026-11-20T09:00:00.000Z',
  at: '2026-11-20T11:00:00.000Z',
  alike: ['tenant-b'],
  ...more,
});
const waiting = (more: Partial<Purge> = {}): Purge => {
  const { at: _at, begunAt: _begun, ...rest } = approval();
  return { ...rest, ...more };
};
const logged = (at: string, more: Partial<Purge> = {}): Purge => ({ id: `log:${at}`, source: 'platform', tenantId: 'tenant-a', by: 'kim', day: at.slice(0, 10), ...(at.length > 10 && { at: `${at}:00.000Z` }), ...more });

const verdictOf = (lines: readonly Purge[], approvals: readonly Purge[]): readonly string[] => judgePurges(lines, approvals).map((one) => ('why' in one ? one.why.code.replace('purge.why.', '') : one.approval.id));

test('a purge between the last look and its attestation is approved, clocks an hour apart', () => {
  for (const at of ['2026-11-20T08:01', '2026-11-20T10:00', '2026-11-20T11:59', '2026-11-20']) expect(verdictOf([logged(at)], [approval()])).toEqual(['10001#1']);
  expect(verdictOf([logged('2026-11-20T10:00', { tenantId: 'TENANT-A ' })], [approval()])).toEqual(['10001#1']);
});

test('a purge is approved before it is attested, for a day', () => {
  const begun = waiting({ begunAt: '2026-11-20T09:00:00.000Z' });
  expect(verdictOf([logged('2026-11-21T09:30')], [begun])).toEqual(['10001#1']);
  expect(verdictOf([logged('2026-11-21T11:30')], [begun])).toEqual(['not-then']);
});

test.each<[string, Purge, readonly Purge[], string]>([
  ['nobody asked', logged('2026-11-20T10:00', { tenantId: 'tenant-c' }), [approval()], 'nobody'],
  ['another tenant of the company', logged('2026-11-20T10:00', { tenantId: 'tenant-b' }), [approval()], 'company'],
  ['a tenant whose name only begins alike', logged('2026-11-20T10:00', { tenantId: 'tenant-a2' }), [approval()], 'nobody'],
  ['before it was approved', logged('2026-10-19T10:00'), [approval()], 'before-approval'],
  ['before its waiting period was over', logged('2026-11-19T10:00'), [waiting()], 'too-early'],
  ['before its waiting period was over, and then done again', logged('2026-11-19T10:00'), [approval()], 'too-early'],
  ['without the last look', logged('2026-11-21T10:00'), [waiting()], 'not-begun'],
  ['after it was stopped', logged('2026-11-21T10:00'), [waiting({ stoppedAt: '2026-11-20T09:00:00.000Z' })], 'stopped'],
  ['while only the dump was to go', logged('2026-11-20T10:00'), [approval({ profile: 'delivered-dump' })], 'dump-only'],
  ['long after it was attested', logged('2026-11-25T10:00'), [approval()], 'twice'],
])('stands out: %s', (_, line, approvals, code) => {
  expect(verdictOf([line], approvals)).toEqual([code]);
});

test('one disposal covers one purge, the first', () => {
  expect(verdictOf([logged('2026-11-20T10:30', { id: 'later' }), logged('2026-11-20T10:00')], [approval()])).toEqual(['10001#1', 'twice']);
  const second = approval({ id: '10002#1' });
  expect(verdictOf([logged('2026-11-20T10:30', { id: 'later' }), logged('2026-11-20T10:00')], [approval(), second])).toEqual(['10001#1', '10002#1']);
});

test('a last look that was then stopped covers nothing after the stop', () => {
  const stopped = waiting({ begunAt: '2026-11-20T09:00:00.000Z', stoppedAt: '2026-11-20T10:00:00.000Z' });
  expect(verdictOf([logged('2026-11-20T10:30')], [stopped])).toEqual(['10001#1']);
  expect(verdictOf([logged('2026-11-20T13:00')], [stopped])).toEqual(['stopped']);
});

describe('the row of a disposal', () => {
  const decided = { by: 'approver', at: '2026-10-20T09:00:00.000Z', outcome: 'approved', seal: 's' } as const;
  const disposal = { number: 1, profile: 'tenant-systems', tenants: [{ tenantId: 'tenant-a', site: 'a.example' }, { tenantId: 'tenant-b' }], by: 'sre', waitsUntil: '2026-11-20' } as unknown as Disposal;
  const request = (one: Disposal): SnapshotRequest => ({ issueId: '10001', issueKey: 'SUP-1', disposals: [one] }) as unknown as SnapshotRequest;
  const rows = (before: Disposal | undefined, after: Disposal): readonly Purge[] => purgesOf(before && request(before), request(after), 'Europe/Berlin');

  test('comes with the approval, follows every change, and is written for none else', () => {
    expect(rows(undefined, disposal)).toEqual([]);
    expect(rows(disposal, { ...disposal, decided: { ...decided, outcome: 'refused' } })).toEqual([]);
    const approved = { ...disposal, decided };
    expect(rows(disposal, approved)).toEqual([expect.objectContaining({ id: '10001#1', day: '2026-11-20', alike: ['tenant-b'], approvedAt: decided.at, by: '' })]);
    expect(rows(approved, approved)).toEqual([]);
    expect(rows(approved, { ...approved, waitsUntil: '2026-12-01' })).toEqual([expect.objectContaining({ day: '2026-12-01' })]);
    const held = { ...approved, holds: [{ by: 'lead', at: '2026-11-01T09:00:00.000Z', reason: 'court' }] };
    expect(rows(approved, held)).toEqual([expect.objectContaining({ stoppedAt: '2026-11-01T09:00:00.000Z' })]);
  });

  test('has the day of the attestation in the zone of the rules', () => {
    const carriedOut = { by: 'sre', at: '2026-11-20T23:30:00.000Z', evidence: [], backups: [] };
    expect(rows({ ...disposal, decided }, { ...disposal, decided, carriedOut })).toEqual([expect.objectContaining({ day: '2026-11-21', at: carriedOut.at, by: 'sre' })]);
  });

  test('is a purge where it was begun, never attested and is wrong: on the day on which it was begun', () => {
    const begun = { by: 'sre', at: '2026-11-20T23:30:00.000Z', seal: 's' };
    const stopped = { ...disposal, decided, begun, cancelled: { by: 'agent', at: '2026-11-21T00:10:00.000Z', reason: 'Dana called' } };
    const [row] = rows(stopped, { ...stopped, inError: { by: 'sre', at: '2026-11-22T10:00:00.000Z', reason: 'It was gone by then' } });
    expect(row).toMatchObject({ day: '2026-11-21', by: 'sre', error: 'in-error' });
    expect([row?.at, row && isCarriedOut(row)]).toEqual([undefined, true]);
    expect(rows({ ...disposal, decided, begun }, stopped).map(isCarriedOut)).toEqual([false]);
  });

  test('says that it was wrong, and that the data is back only once somebody has verified it', () => {
    const gone = { ...disposal, decided, carriedOut: { by: 'sre', at: '2026-11-20T10:00:00.000Z', evidence: [], backups: [] } };
    const inError = { by: 'sre', at: '2026-11-20T12:00:00.000Z', reason: 'the other one was meant' };
    expect(rows(gone, { ...gone, inError })).toEqual([expect.objectContaining({ error: 'in-error' })]);
    const restored = { by: 'sre', at: '2026-11-20T13:00:00.000Z', from: 'vault', note: 'all' };
    expect(rows({ ...gone, inError }, { ...gone, inError: { ...inError, restored } })).toEqual([]);
    expect(rows({ ...gone, inError }, { ...gone, inError: { ...inError, restored: { ...restored, verified: { by: 'second-sre', at: inError.at } } } })).toEqual([expect.objectContaining({ error: 'restored' })]);
  });
});
