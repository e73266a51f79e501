// Shows who is named while somebody is away: only people who may act themselves, never passed on, never twice.
import fc from 'fast-check';
import { absenceOn, whomToName, type Absence } from '../../src/procedure/absence';

const people = ['ann', 'bob', 'cy', 'dee'].map((accountId) => ({ accountId, name: accountId }));
const away = (person: string, delegate: string, from = '2026-11-16', to = '2026-11-20'): Absence => ({ person, delegate, from, to });
const day = '2026-11-19';
const named = (absences: readonly Absence[], barred: readonly string[] = [], holders = people): readonly string[] => whomToName(holders, barred, absences, day).map(({ accountId }) => accountId);

test('without absences everyone who may is named', () => {
  expect(named([])).toEqual(['ann', 'bob', 'cy', 'dee']);
});

test('a delegate is named in place of who is away, once, from the first to the last day', () => {
  expect(named([away('ann', 'bob')])).toEqual(['bob', 'cy', 'dee']);
  expect(absenceOn('ann', [away('ann', 'bob')], '2026-11-20')).toBeDefined();
  expect(['2026-11-15', '2026-11-21'].map((on) => absenceOn('ann', [away('ann', 'bob')], on))).toEqual([undefined, undefined]);
});

test('the newer of two absences counts', () => {
  expect(absenceOn('ann', [away('ann', 'bob'), away('ann', 'cy')], day)?.delegate).toBe('cy');
});

test('a delegate who may not act is not named, and gains nothing', () => {
  expect(named([away('ann', 'eve')])).toEqual(['bob', 'cy', 'dee']);
  expect(named([away('ann', 'bob')], ['bob'])).toEqual(['cy', 'dee']);
});

test('is never passed on: a delegate who is away is no delegate', () => {
  expect(named([away('ann', 'bob'), away('bob', 'dee')], [], people.slice(0, 3))).toEqual(['cy']);
});

test('with everyone away, everyone is named', () => {
  expect(named(people.map(({ accountId }) => away(accountId, 'eve')))).toEqual(['ann', 'bob', 'cy', 'dee']);
});

test('nobody is named who may not act, nobody twice, and somebody as long as anybody may', () => {
  const who = fc.constantFrom<string>('ann', 'bob', 'cy', 'dee', 'eve');
  fc.assert(fc.property(fc.array(fc.tuple(who, who)), fc.array(who), fc.subarray(people), (pairs, barred, holders) => {
    const all = named(pairs.map(([person, delegate]) => away(person, delegate)), barred, holders);
    const able = holders.filter(({ accountId }) => !barred.includes(accountId)).map(({ accountId }) => accountId);
    expect(all.every((accountId) => able.includes(accountId))).toBe(true);
    expect(new Set(all).size).toBe(all.length);
    expect(all.length > 0).toBe(able.length > 0);
  }));
});
