/** Decides whether messages are spelled as PRINCIPLES asks: days, moments, lists, and never a bare code. */
import type { Message } from '../../src/contract';
import { erasedText } from '../../src/procedure/erasure';
import catalogue from '../../static/parts/catalogue.en.json';
import firstWords from '../../static/parts/first-words.en.json';
import { wordingFor } from '../../static/parts/wording';
import germanWords from '../../static/parts/words.de.json';
import words from '../../static/parts/words.en.json';
import { m } from './fixtures';
import { wordingAt } from './draw';

const now = '2026-11-20T10:00:00Z';
const { t, pieces, moment, day, size } = wordingAt(now);
// A template is known from the message on that carries it.
const say = (message: Message): string => wordingAt(now).say(message);

test('a day has no year in the reader’s own year, and one in any other', () => {
  expect(say(m('Until {day}.', { day: { day: '2026-12-04' } }))).toBe('Until 4 Dec.');
  expect(day('2027-09-03')).toBe('3 Sep 2027');
});

test('a day is the same day in every zone, while a moment is of the reader’s zone', () => {
  const inTokyo = wordingAt(now, 'Asia/Tokyo');
  expect(inTokyo.day('2026-11-19')).toBe('19 Nov');
  expect(moment('2026-11-18T23:30:00Z')).toBe('18 Nov');
  expect(inTokyo.moment('2026-11-18T23:30:00Z')).toBe('19 Nov');
});

test('a moment of today is told by its time', () => {
  expect(moment('2026-11-20T09:12:00Z')).toBe('today 09:12');
  expect(wordingAt(now, 'America/Los_Angeles').moment('2026-11-20T09:59:00Z')).toBe('today 01:59');
});

test('lists are joined as a sentence joins them', () => {
  expect(say(m('{names} could do this too.', { names: { list: ['Jonas Weber', 'Mei Tanaka'], join: 'or' } }))).toBe('Jonas Weber or Mei Tanaka could do this too.');
  expect(say(m('{what} are missing.', { what: { list: ['dates', 'recipient', 'country'], join: 'and' } }))).toBe('dates, recipient and country are missing.');
});

test('plurals agree with their number', () => {
  expect(t('ui.fact.confirm', { count: 1 })).toBe('Confirm 1 fact');
  expect(t('ui.fact.confirm', { count: 6 })).toBe('Confirm 6 facts');
});

test('a parameter that is a code is said in that entry’s words, and what a person typed is not', () => {
  expect(say(m('Confirm: {step}', { step: 'step.proceed.title' }))).toBe('Confirm: Proceed');
  expect(say(m('{facts} are missing', { facts: { list: ['fact.site', 'fact.country'], join: 'and' } }))).toBe('Site and Country are missing');
  expect(say(m('“{reason}”', { reason: 'busy' }))).toBe('“busy”');
});

test('a code without words, and words without their parameter, still give a sentence', () => {
  expect(say({ code: 'never-heard-of', params: {} })).toBe('Snapshot Desk has no words for this yet. Give an admin this code: never-heard-of.');
  expect(say({ code: 'step.meta.marked', params: {} })).toContain('step.meta.marked');
});

test('before the words are fetched the screen can say what goes wrong', () => {
  expect(wordingFor({}, { now, timeZone: 'UTC' }).t('ui.offline')).toMatch(/^You are offline\./);
});

test('a sentence is cut at its lists, so that names can be set off and the words between them not', () => {
  const cut = pieces(m('{names} could do this too.', { names: { list: ['Jonas Weber', 'Mei Tanaka'], join: 'or' } }), []);
  expect(cut.flatMap((piece) => (typeof piece === 'string' ? [] : piece.spelled.filter(({ member }) => member).map(({ text }) => text)))).toEqual(['Jonas Weber', 'Mei Tanaka']);
});

test('sizes are told in the unit that fits', () => {
  expect(size(3120)).toBe('3.1 kB');
  expect(size(40_000_000)).toBe('40 MB');
});

test('a finding is a title and its reason: cut after the first sentence, and never at a dot inside a name', () => {
  const headline = (message: Message) => wordingAt(now).headline(message);
  expect(headline(m('The {part} expires too early. It expires on {on}, but delivery may be as late as {deliveryBy}.', { part: 'key', on: { day: '2026-11-30' }, deliveryBy: { day: '2026-12-04' } }))).toEqual({
    title: 'The key expires too early',
    rest: 'It expires on 30 Nov, but delivery may be as late as 4 Dec.',
  });
  expect(headline(m('{site} is a former name of {now}. Somebody else may hold it.', { site: 'old.Example. com', now: 'new.atlassian.net' }))).toEqual({ title: 'old.Example. com is a former name of new.atlassian.net', rest: 'Somebody else may hold it.' });
  expect(headline(m('The form is {what, select, blank {blank. Nothing is signed.} other {signed.}}', { what: 'blank' }))).toEqual({ title: 'The form is blank. Nothing is signed' });
  expect(headline({ code: 'attention.facts-missing', params: { count: 3 } })).toEqual({ title: '3 facts are missing' });
  expect(headline({ code: 'no.such.code', params: {} }).title).toContain('no.such.code');
});

test('no words have number or date skeletons, which the screens’ build leaves out', () => {
  const all = { ...catalogue, ...words, ...firstWords };
  expect(Object.keys(all).length).toBeGreaterThan(500);
  expect(Object.entries(all).filter(([, template]) => template.includes('::')).map(([code]) => code)).toEqual([]);
});

test('what was erased is said in the reader’s words, and once where a person’s values stood side by side', () => {
  const german = wordingFor({ ...germanWords, told: '{name}, {address}: {reason}' }, { now, timeZone: 'UTC' });
  expect(german.say({ code: 'told', params: { name: '[erased]', address: '[erased]', reason: 'Sam said [erased]' } })).toBe('[gelöscht]: Sam said [gelöscht]');
  expect(german.kept('[erased], [erased], Lisbon')).toBe('[gelöscht], Lisbon');
  expect(wordingAt(now).kept('[erased]')).toBe(erasedText);
});
