// Shows how durations are counted: in business days of the calendar, in its time zone, without the days the customer was waited for.
import fc from 'fast-check';
import { addBusinessDays, businessDaysBetween, dayIn, isBusinessDay, readClock, type Calendar } from '../../src/procedure/business-days';

const calendar: Calendar = { timeZone: 'UTC', workDays: [1, 2, 3, 4, 5], holidays: [], estimate: { from: 5, to: 10 } };
const withHolidays: Calendar = { ...calendar, holidays: ['2026-12-24', '2026-12-25'] };

describe('the day of a moment', () => {
  test.each([
    ['2026-11-19T23:30:00Z', 'UTC', '2026-11-19'],
    ['2026-11-19T23:30:00Z', 'Europe/Berlin', '2026-11-20'],
    ['2026-11-19T04:30:00Z', 'America/New_York', '2026-11-18'],
    ['2026-11-19T10:30:00Z', 'Pacific/Kiritimati', '2026-11-20'],
  ])('%s in %s is %s', (moment, timeZone, day) => {
    expect(dayIn(timeZone, new Date(moment))).toBe(day);
  });

  test.each([
    ['the hour that is skipped', '2026-03-29T00:59:59Z', '2026-03-29'],
    ['the hour that comes twice', '2026-10-25T01:00:00Z', '2026-10-25'],
    ['the last minute of a day of 25 hours', '2026-10-25T22:59:00Z', '2026-10-25'],
    ['the first minute after it', '2026-10-25T23:00:00Z', '2026-10-26'],
  ])('is not moved by %s', (_, moment, day) => {
    expect(dayIn('Europe/Berlin', new Date(moment))).toBe(day);
  });
});

describe('business days', () => {
  test.each([
    ['2026-11-19', true],
    ['2026-11-21', false],
    ['2026-11-22', false],
    ['2026-12-25', false],
  ])('%s is one: %s', (day, is) => {
    expect(isBusinessDay(day, withHolidays)).toBe(is);
  });

  test.each([
    ['a weekend', '2026-11-19', 2, '2026-11-23'],
    ['two weekends', '2026-11-19', 10, '2026-12-03'],
    ['holidays and a weekend', '2026-12-23', 1, '2026-12-28'],
    ['the change to summer time', '2026-03-27', 1, '2026-03-30'],
    ['nothing', '2026-11-19', 0, '2026-11-19'],
  ])('are counted over %s', (_, from, count, to) => {
    expect(addBusinessDays(from, count, withHolidays)).toBe(to);
  });

  test('follow the desk’s own week', () => {
    expect(addBusinessDays('2026-11-19', 1, { ...calendar, workDays: [7, 1, 2, 3, 4] })).toBe('2026-11-22');
  });

  test('that are added are those that lie between, and the last of them is one', () => {
    const days = fc.date({ min: new Date('2020-01-01'), max: new Date('2030-12-31'), noInvalidDate: true }).map((date) => date.toISOString().slice(0, 10));
    const holidays = fc.uniqueArray(days, { maxLength: 20 });
    fc.assert(
      fc.property(days, fc.integer({ min: 1, max: 60 }), holidays, (from, count, off) => {
        const some = { ...calendar, holidays: off };
        const to = addBusinessDays(from, count, some);
        expect(isBusinessDay(to, some)).toBe(true);
        expect(businessDaysBetween(from, to, some)).toBe(count);
      }),
    );
  });

  test('between a day and an earlier one there are none', () => {
    expect(businessDaysBetween('2026-11-20', '2026-11-19', calendar)).toBe(0);
  });
});

describe('the clock of a request', () => {
  const started = { startedOn: '2026-11-19', pauses: [] };

  test('has not started without form and key, and promises from today', () => {
    expect(readClock({ pauses: [] }, calendar, '2026-11-19')).toEqual({ state: 'not-started', day: 0, latest: '2026-12-03' });
  });

  test('counts business days, so that the last day is the last of the estimate', () => {
    expect(readClock(started, calendar, '2026-11-19')).toMatchObject({ state: 'running', day: 1 });
    expect(readClock(started, calendar, '2026-11-24')).toMatchObject({ day: 3, latest: '2026-12-03' });
    expect(readClock(started, calendar, '2026-12-03')).toMatchObject({ day: 10, latest: '2026-12-03' });
  });

  test('stands while the customer is waited for, and the delivery moves by what was lost', () => {
    const waiting = { startedOn: '2026-11-19', pauses: [{ from: '2026-11-20' }] };
    expect(readClock(waiting, calendar, '2026-11-25')).toEqual({ state: 'stopped', day: 1, stoppedSince: '2026-11-20', latest: '2026-12-08' });
  });

  test('runs on after the answer, whatever weekends lay in the pause', () => {
    const answered = { startedOn: '2026-11-19', pauses: [{ from: '2026-11-20', to: '2026-11-24' }] };
    expect(readClock(answered, calendar, '2026-11-26')).toEqual({ state: 'running', day: 3, latest: '2026-12-07' });
  });

  test('a pause of less than a day costs nothing', () => {
    expect(readClock({ startedOn: '2026-11-19', pauses: [{ from: '2026-11-20', to: '2026-11-20' }] }, calendar, '2026-11-24')).toMatchObject({ day: 3, latest: '2026-12-03' });
  });

  test('never promises an earlier day because of a pause', () => {
    const offset = fc.integer({ min: 0, max: 40 });
    const dayAfter = (days: number): string => new Date(Date.parse('2026-11-19') + days * 86_400_000).toISOString().slice(0, 10);
    fc.assert(
      fc.property(offset, offset, offset, (from, length, today) => {
        const pauses = [{ from: dayAfter(from), to: dayAfter(from + length) }];
        expect(readClock({ startedOn: '2026-11-19', pauses }, calendar, dayAfter(today)).latest >= '2026-12-03').toBe(true);
      }),
    );
  });
});
