/** Decides whether German says all that English says: every key, its parameters and choices; German days, times, lists, numbers. */
import type { Message } from '../../src/contract';
import german from '../../static/parts/catalogue.de.json';
import catalogue from '../../static/parts/catalogue.en.json';
import firstGerman from '../../static/parts/first-words.de.json';
import firstWords from '../../static/parts/first-words.en.json';
import { wordingFor } from '../../static/parts/wording';
import ownGerman from '../../static/parts/words.de.json';
import words from '../../static/parts/words.en.json';
import { unlike } from '../../tools/unlike-words';
import jirasGerman from '../../locales/de-DE.json';
import jiras from '../../locales/en-US.json';
import { m, fixtureCatalogue } from './fixtures';

const now = '2026-11-20T10:00:00Z';
const english = { ...catalogue, ...words };
const inGerman = { ...german, ...ownGerman, ...firstGerman };
const { say, t, moment, day, size, language, headline } = wordingFor({ ...english, ...fixtureCatalogue, ...inGerman }, { now, timeZone: 'UTC' });
const said = (text: string, params: Message['params']): string => wordingFor({ ...inGerman, ...{ [m(text).code]: text } }, { now, timeZone: 'UTC' }).say({ code: m(text).code, params });

test.each([
  ['the first words', firstWords, firstGerman],
  ['the catalogue', catalogue, german],
  ['the screens’ words', words, ownGerman],
])('%s: German has every key, with the same parameters and choices, and no English', (_, from, to) => {
  expect(unlike(from, to)).toEqual([]);
});

test('what Jira itself shows of the app is in both languages, and permissions have one name everywhere', () => {
  const flat = (of: Readonly<Record<string, Readonly<Record<string, string>>>>): Record<string, string> => Object.fromEntries(Object.entries(of).flatMap(([key, texts]) => Object.entries(texts).map(([part, text]) => [`${key}.${part}`, text])));
  expect(unlike(flat(jiras), flat(jirasGerman))).toEqual([]);
  for (const [key, { name }] of Object.entries(jirasGerman).flatMap(([key, texts]) => ('name' in texts && !key.startsWith('gate-') ? [[key, texts] as const] : []))) expect([key, name]).toEqual([key, (german as Record<string, string>)[`permission.${key}`]]);
});

test('the comparison sees what is missing, left over, spelled otherwise, or still English', () => {
  const differs = (from: string, to: string): readonly string[] => unlike({ key: from }, { key: to });
  expect(unlike({ key: 'One file.' }, {})).toEqual(['key is missing: One file.']);
  expect(unlike({}, { key: 'Eine Datei.' })).toEqual(['key is not in English']);
  expect(differs('By {who}.', 'Von {wem}.')).toEqual(['key has other parameters: wem in place of who']);
  expect(differs('{how, select, yes {Yes} other {No}}', '{how, select, ja {Ja} other {Nein}}')).toHaveLength(1);
  expect(differs('{n, plural, one {# file} other {# files}}', '{n} Dateien')).toHaveLength(1);
  expect(differs('The file was removed.', 'The Datei ist entfernt.')).toEqual(['key still has “The”: The Datei ist entfernt.']);
  expect(differs('Remove file', 'Remove file')).toEqual(['key is the English text: Remove file']);
  expect(differs('Yes', 'Ja, und das ist eine ganz unnötig lange Antwort')).toHaveLength(1);
  expect(differs('“{reason}”', '"{reason}"')).toEqual(['key has another mark than German ones']);
});

test('every text of both languages can be spelled at all', () => {
  for (const text of Object.keys(english)) expect([text, say({ code: text, params: {} })]).not.toEqual([text, undefined]);
  expect(t('ui.evidence.file', { role: 'form' })).toBe('Unterschriebenes Formular');
  expect(wordingFor(english, { now, timeZone: 'UTC' }).t('ui.evidence.file', { role: 'form' })).toBe('Signed form');
});

test('German days, times, lists, sizes', () => {
  expect(language).toBe('de');
  expect(day('2026-12-04')).toBe('4. Dez.');
  expect(day('2027-05-03')).toBe('3. Mai 2027');
  expect(moment('2026-11-20T09:12:00Z')).toBe('heute 09:12');
  expect(size(3120)).toBe('3,1 kB');
  expect(say({ code: 'decision.could', params: { names: { list: ['Jonas Weber', 'Mei Tanaka'], join: 'or' } } })).toBe('Jonas Weber oder Mei Tanaka kann entscheiden.');
});

test('a sentence that ends with a month has one full stop, and what a person wrote keeps its dots', () => {
  expect(say({ code: 'done.objected', params: {} })).toBe('Widerspruch erfasst. Jede Schranke ist geschlossen, bis die Teamleitung ihn klärt.');
  expect(say({ code: 'licence-standing.in-good-standing.says', params: { number: 'SEN-1', until: { day: '2026-12-04' } } })).toBe('SEN-1 ist bezahlt bis 4. Dez.');
  expect(say({ code: 'licence-standing.in-good-standing.says', params: { number: 'SEN-1', until: { day: '2027-12-04' } } })).toBe('SEN-1 ist bezahlt bis 4. Dez. 2027.');
  expect(said('{reason}', { reason: 'Nun ja..' })).toBe('Nun ja..');
});

test('a finding’s heading is its first sentence in German too, also where the second begins with a German mark', () => {
  expect(headline({ code: 'openpgp-key.no-key.says', params: { looksLike: 'empty' } })).toEqual({ title: 'Die Datei enthält keinen öffentlichen OpenPGP-Schlüssel', rest: 'Sie ist leer.' });
});

test('a key that German lacks is said in English', () => {
  expect(wordingFor({ ...english, 'ui.language': 'de' }, { now, timeZone: 'UTC' }).t('ui.cancel')).toBe('Cancel');
});
