// Shows when silence is long enough, what an end leaves to be cleared, which gates it leaves open, and how a request goes on after it.
import { clearingOf, endingOnClose, isDelivered, silenceOf, takenUpAgain, voidAll } from '../../src/procedure/ending';
import { readiness } from '../../src/procedure/readiness';
import { gateNames, type Attempt, type Ended, type SnapshotRequest } from '../../src/procedure/request';
import { moves, turnNow } from '../../src/procedure/turn';
import { foundBy, keepUp } from '../../src/procedure/upkeep';
import { disposal } from './full-request';
import { act, handedOver, now, released, rules } from './given';

const ended = (request: SnapshotRequest, more: Partial<Ended> = {}): SnapshotRequest => ({ ...request, ended: { ...act('agent'), ending: 'withdrawn', reason: 'no longer needed', ...more } });
const attempt: Attempt = { ...act('sre'), number: 1, files: [], sealedFor: 'F', place: { host: 'h', hostKey: 'SHA256:k', username: 'u', path: '/p', expiresOn: '2026-12-24' } };
const started: SnapshotRequest = { ...handedOver, start: { ...act('sre'), site: 's', matches: true, tenant: 't', approved: 's' } };
const recorded: SnapshotRequest = { ...started, deliveries: [attempt] };
const cleared = { ...act('sre'), note: 'all gone' };
const confirmed = { ...cleared, second: act('second-sre') };

describe('silence', () => {
  const waiting = (since: string): SnapshotRequest => ({ ...released, waiting: { since: `${since}T23:30:00.000Z`, reply: 'key-again' } });
  const on = (day: string): Date => new Date(`${day}T08:00:00.000Z`);

  test.each([
    ['on the twentieth business day', '2026-12-17', 20, false],
    ['on the one after it', '2026-12-18', 21, true],
    ['over the weekend', '2026-12-20', 21, true],
  ])('is long enough or not, %s', (_, day, days, isLong) => {
    expect(silenceOf(waiting('2026-11-19'), rules, on(day))).toEqual({ days, isLong });
  });

  test('does not count holidays, goes by the rules’ days and zone, and is none where nobody is waited for', () => {
    const calendar = { ...rules.calendar, holidays: ['2026-12-08'] };
    expect(silenceOf(waiting('2026-11-19'), { ...rules, calendar }, on('2026-12-18'))).toEqual({ days: 20, isLong: false });
    expect(silenceOf(waiting('2026-11-19'), { ...rules, calendar: { ...rules.calendar, timeZone: 'Asia/Tokyo' } }, on('2026-12-18'))).toEqual({ days: 20, isLong: false });
    expect(silenceOf(waiting('2026-11-19'), { ...rules, policies: { ...rules.policies, expiresAfter: 5 } }, on('2026-11-27'))).toEqual({ days: 6, isLong: true });
    expect(silenceOf(released, rules, on('2027-12-18'))).toBeUndefined();
  });
});

describe('once everything is done, closing the ticket', () => {
  const { carriedOut: _not, certificate: _none, ...onlyAsked } = disposal;
  const handed = { ...attempt, handedOver: { ...act('sre'), note: 'by mail' } };
  test.each<[string, SnapshotRequest, string | undefined]>([
    ['is the end of a delivery, disposed of or not', { ...recorded, deliveries: [handed], disposals: [disposal] }, 'delivered'],
    ['is the end of a disposal where nothing was delivered', { ...handedOver, disposals: [disposal] }, 'disposed'],
    ['is none where a disposal was only asked for', { ...handedOver, disposals: [onlyAsked] }, undefined],
    ['is none where nothing left the house', handedOver, undefined],
  ])('%s', (_, request, ending) => {
    expect(endingOnClose(request)).toBe(ending);
  });

  test('leaves nothing to clear', () => {
    expect(clearingOf(ended(started, { ending: 'disposed' }))).toBe('nothing');
    expect(clearingOf(ended(recorded, { ending: 'delivered' }))).toBe('nothing');
  });
});

describe('what SRE made', () => {
  test.each<[string, SnapshotRequest, string]>([
    ['nothing before the start', ended(handedOver), 'nothing'],
    ['nothing as long as the request goes on', recorded, 'nothing'],
    ['from the start on', ended(started), 'to-clear'],
    ['a start at another site too', ended({ ...handedOver, start: { ...act('sre'), site: 'x', matches: false, tenant: 't', approved: 's' } }), 'to-clear'],
    ['recorded files', ended({ ...handedOver, deliveries: [attempt] }), 'to-clear'],
    ['said to be gone', ended(recorded, { cleared }), 'to-confirm'],
    ['confirmed to be gone', ended(recorded, { cleared: confirmed }), 'cleared'],
  ])('%s', (_, request, clearing) => {
    expect(clearingOf(request)).toBe(clearing);
    const isClear = clearing === 'nothing' || clearing === 'cleared';
    const open = request.ended ? gateNames.filter((gate) => readiness(gate, request, rules, now).open) : [];
    expect(open).toEqual(request.ended && isClear ? ['dispose', 'close'] : []);
    if (request.ended) expect(turnNow(request, rules, now)).toBe(isClear ? 'nobody' : 'sre');
  });

  test('is the recipient’s once they have the details, unless it did not work', () => {
    const handed = { ...attempt, handedOver: { ...act('sre'), note: 'by mail' } };
    expect(isDelivered(recorded)).toBe(false);
    expect(isDelivered({ ...recorded, deliveries: [handed] })).toBe(true);
    expect(isDelivered({ ...recorded, deliveries: [{ ...handed, failed: { ...act('sre'), reason: 'no' } }] })).toBe(false);
  });
});

test('after an end a flag is still the lead’s, and the clock stands', () => {
  const flag = { id: 'flag-1', code: 'raised-by-hand', subject: 's', params: {}, raised: act('agent') } as const;
  const request = ended({ ...released, flags: [flag], clock: { startedOn: '2026-11-16', pauses: [] } });
  expect(moves(request, rules, now)[0]).toMatchObject({ turn: 'lead', move: 'settle-flag' });
  expect(readiness('close', request, rules, now).open).toBe(false);
  const kept = keepUp(request, rules, 'agent', now).request;
  expect(kept.clock.pauses).toEqual([{ from: now.toISOString().slice(0, 10) }]);
  const { ended: _ended, ...open } = kept;
  expect(keepUp(open, rules, 'agent', now).request.clock.pauses[0]?.to).toBe(now.toISOString().slice(0, 10));
  expect(foundBy(ended(released), rules, now)).toMatchObject({ turn: 'nobody', ending: 'withdrawn' });
});

test('an end voids every approval that stands, and none twice', () => {
  const [proceed, release] = voidAll(released.decisions, 'agent', now.toISOString());
  expect([proceed?.voided, release?.voided]).toEqual([{ at: now.toISOString(), by: 'agent', changed: [] }, { at: now.toISOString(), by: 'agent', changed: [] }]);
  const once = voidAll(released.decisions, 'agent', now.toISOString());
  expect(voidAll(once, 'other', '2027-01-01T00:00:00.000Z')).toEqual(once);
  expect(gateNames.filter((gate) => readiness(gate, { ...released, decisions: once }, rules, now).open)).toEqual([]);
});

test('taken up again, work begins anew where all was deleted, and is remembered where nobody confirmed that', () => {
  const failed = { ...attempt, number: 1, handedOver: { ...act('sre'), note: 'n' }, failed: { ...act('sre'), reason: 'r' } };
  const two = { ...started, deliveries: [failed, { ...attempt, number: 2 }] };
  expect(takenUpAgain(ended(two, { cleared: confirmed }))).toEqual({ ...handedOver, deliveries: [failed] });
  expect(takenUpAgain(ended(two, { cleared }))).toEqual(two);
  expect(takenUpAgain(ended(handedOver))).toEqual(handedOver);
});
