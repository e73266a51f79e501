// Shows how stages are timed and deliveries foreseen from past requests, and that a forecast never knows its own future.
import fc from 'fast-check';
import { businessDaysBetween } from '../../src/procedure/business-days';
import { enough, honestyOf, likelyDelivery, paceOf, quantile, stageTimes, type Course, type Pace } from '../../src/procedure/forecast';
import { rules } from './given';

const { calendar } = rules;
const at = (day: string): string => `${day}T10:00:00Z`;
/** A Monday. */
const monday = '2026-06-01';
const after = (days: number, from = monday): string => new Date(Date.parse(at(from)) + days * 86_400_000).toISOString().slice(0, 10);

/** In intake for so many weeks, in keys for so many, then delivered. */
const course = (intake: number, keys: number, from = monday): Course => ({
  stays: [{ stage: 'intake', from: at(from) }, { stage: 'keys', from: at(after(intake * 7, from)) }],
  delivered: after((intake + keys) * 7, from),
  ended: after((intake + keys) * 7, from),
});
const pace = (one: Course): Pace => paceOf(one, calendar);

test('a stage lasts from the day it was come to until the next, all its visits together', () => {
  const back: Course = { stays: [{ stage: 'intake', from: at('2026-06-01') }, { stage: 'keys', from: at('2026-06-03') }, { stage: 'intake', from: at('2026-06-04') }, { stage: 'keys', from: at('2026-06-08') }], delivered: '2026-06-10', ended: '2026-06-12' };
  expect([...pace(back).spent]).toEqual([['intake', 4], ['keys', 5]]);
  expect([...pace(back).left]).toEqual([['intake', 4], ['keys', 2]]);
});

test('what has neither ended nor moved on is not counted as time spent', () => {
  expect([...pace({ stays: [{ stage: 'intake', from: at(monday) }] }).spent]).toEqual([]);
});

test('half and nine in ten are of the values themselves', () => {
  expect([quantile([], 0.5), quantile([7], 0.9), quantile([3, 1, 2], 0.5), quantile([1, 2, 3, 4, 5, 6, 7, 8, 9, 10], 0.9)]).toEqual([0, 7, 2, 9]);
  fc.assert(fc.property(fc.array(fc.nat(100), { minLength: 1 }), fc.constantFrom(0.1, 0.5, 0.9), (values, share) => {
    const found = quantile(values, share);
    expect(values).toContain(found);
    expect(values.filter((value) => value <= found).length).toBeGreaterThanOrEqual(values.length * share);
    expect(values.filter((value) => value < found).length).toBeLessThan(Math.max(1, values.length * share));
  }));
});

test('times are given for stages that somebody left, in the order of the stages', () => {
  expect(stageTimes([pace(course(1, 2)), pace(course(1, 4)), pace({ stays: [{ stage: 'disposal', from: at(monday) }] })])).toEqual([
    { stage: 'intake', count: 2, half: 5, most: 5 },
    { stage: 'keys', count: 2, half: 10, most: 20 },
  ]);
});

describe('a forecast', () => {
  const past = Array.from({ length: 10 }, (_, nth) => pace(course(1, nth + 1)));
  const open = (on: string): Pace => pace({ stays: [{ stage: 'keys', from: at(on) }] });

  test('takes at least so many requests like it', () => {
    expect(likelyDelivery(open(monday), past.slice(0, enough - 1), calendar, monday)).toBeUndefined();
    expect(likelyDelivery(open(monday), past.slice(0, enough), calendar, monday)).toMatchObject({ from: enough });
  });

  test('counts only those that took at least as long as this one already has', () => {
    const long = likelyDelivery(open(monday), past, calendar, after(14));
    expect(long).toMatchObject({ from: 9 });
    expect(businessDaysBetween(after(14), long?.half ?? '', calendar)).toBe(20);
  });

  test('is not made for what is delivered, or for a stage that nobody was delivered from', () => {
    expect(likelyDelivery(pace(course(1, 1)), past, calendar, monday)).toBeUndefined();
    expect(likelyDelivery(pace({ stays: [{ stage: 'disposal', from: at(monday) }] }), past, calendar, monday)).toBeUndefined();
  });

  test('is never in the past, and the later day never before the earlier one', () => {
    fc.assert(fc.property(fc.array(fc.tuple(fc.integer({ min: 0, max: 6 }), fc.integer({ min: 0, max: 9 })), { maxLength: 40 }), fc.nat(60), (all, days) => {
      const today = after(days);
      const likely = likelyDelivery(open(monday), all.map(([intake, keys]) => pace(course(intake, keys))), calendar, today);
      if (!likely) return;
      expect(likely.half >= today && likely.most >= likely.half).toBe(true);
      expect(likely.from).toBeLessThanOrEqual(all.length);
    }));
  });
});

describe('how far forecasts were off', () => {
  const weekly = (count: number, weeks: (nth: number) => number): readonly Pace[] => Array.from({ length: count }, (_, nth) => pace(course(1, weeks(nth), after(nth * 70))));

  test('is nothing where every request takes the same', () => {
    expect(honestyOf(weekly(12, () => 2))).toEqual({ count: 8, missedBy: 0, within: 8 });
  });

  test('is unknown before enough were delivered', () => {
    expect(honestyOf(weekly(enough, () => 2))).toBeUndefined();
    expect(honestyOf([])).toBeUndefined();
  });

  test('is reckoned from earlier deliveries alone: a change of habit is missed by as much as it changed', () => {
    const changed = weekly(9, (nth) => (nth < 8 ? 1 : 5));
    expect(honestyOf(changed)).toEqual({ count: 2, missedBy: 20, within: 0 });
    const order = [...changed].reverse();
    expect(honestyOf(order)).toEqual(honestyOf(changed));
  });

  test('never counts a request among those before it', () => {
    fc.assert(fc.property(fc.array(fc.tuple(fc.nat(300), fc.integer({ min: 0, max: 5 }), fc.integer({ min: 0, max: 8 })), { maxLength: 30 }), (all) => {
      const past = all.map(([start, intake, keys]) => pace(course(intake, keys, after(start))));
      const honesty = honestyOf(past);
      if (!honesty) return;
      expect(past.length).toBeGreaterThan(enough);
      expect(honesty.within).toBeLessThanOrEqual(honesty.count);
      expect(honesty.count).toBeLessThanOrEqual(past.length * 2);
    }));
  });
});
