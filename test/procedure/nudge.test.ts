// Shows when a turn is reminded of: never early, once for each turn, then the lead once, and by hand once a day.
import fc from 'fast-check';
import { businessDaysBetween } from '../../src/procedure/business-days';
import { nudgeByHand, nudgeDue } from '../../src/procedure/nudge';
import type { SnapshotRequest } from '../../src/procedure/request';
import { on, rules } from './given';

type Held = Pick<SnapshotRequest, 'held' | 'nudged'>;
const since = on('2026-11-19').toISOString();
const held: Held = { held: { turn: 'agent', since } };
const told = (day: string, escalated = false): Held => ({ ...held, nudged: { since, at: on(day).toISOString(), escalated } });
const due = (request: Held, day: string): ReturnType<typeof nudgeDue> => nudgeDue(request, rules, on(day));
const never = { ...rules, policies: { ...rules.policies, nudgeAfter: 0, escalateAfter: 0 } };

test('after more than two business days whoever holds it, after more than five the lead, and then nobody', () => {
  expect(['2026-11-19', '2026-11-23'].map((day) => due(held, day))).toEqual([undefined, undefined]);
  expect(due(held, '2026-11-24')).toEqual({ days: 3, escalated: false });
  expect(due(told('2026-11-24'), '2026-11-26')).toBeUndefined();
  expect(due(told('2026-11-24'), '2026-11-27')).toEqual({ days: 6, escalated: true });
  expect(due(told('2026-11-27', true), '2027-03-01')).toBeUndefined();
});

test('a new turn begins anew, nobody’s turn and a desk that wants none are never reminded of', () => {
  const later: Held = { held: { turn: 'sre', since: on('2026-11-20').toISOString() }, nudged: { since, at: since, escalated: true } };
  expect(due(later, '2026-11-25')).toEqual({ days: 3, escalated: false });
  expect(due({ held: { turn: 'nobody', since } }, '2027-03-01')).toBeUndefined();
  expect(due({}, '2027-03-01')).toBeUndefined();
  expect(nudgeDue(held, never, on('2027-03-01'))).toBeUndefined();
});

test('by hand once a day, and only what is stuck', () => {
  const byHand = (request: Held, day: string): ReturnType<typeof nudgeByHand> => nudgeByHand(request, rules, on(day));
  expect([byHand(held, '2026-11-23'), byHand(told('2026-11-24'), '2026-11-24'), nudgeByHand(held, never, on('2027-03-01'))]).toEqual(['not-stuck', 'nudged-today', 'not-stuck']);
  expect(byHand(told('2026-11-24'), '2026-11-25')).toEqual({ days: 4, escalated: false });
});

test('a schedule that runs every day, skips days or runs twice says at most two things about a turn', () => {
  fc.assert(fc.property(fc.array(fc.nat(40), { maxLength: 60 }), (days) => {
    const said: boolean[] = [];
    let request = held;
    for (const after of [...days].sort((one, other) => one - other)) {
      const now = new Date(Date.parse(since) + after * 86_400_000);
      const nudge = nudgeDue(request, rules, now);
      if (!nudge) continue;
      expect(nudge.days).toBe(businessDaysBetween(since.slice(0, 10), now.toISOString().slice(0, 10), rules.calendar));
      expect(nudge.days).toBeGreaterThan(nudge.escalated ? rules.policies.escalateAfter : rules.policies.nudgeAfter);
      said.push(nudge.escalated);
      request = { ...held, nudged: { since, at: now.toISOString(), escalated: nudge.escalated } };
    }
    expect([[], [false], [true], [false, true]]).toContainEqual(said);
  }));
});
