// Shows how days, moments, lists and numbers are spelled in a text of the catalogue.
import { word } from '../../src/procedure/wording';

const reader = { locale: 'en', timeZone: 'Europe/Berlin', now: new Date('2026-11-19T23:30:00Z') };

test.each<[string, Parameters<typeof word>[1], string]>([
  ['It expires on {on}.', { on: { day: '2026-12-04' } }, 'It expires on 4 Dec.'],
  ['It expires on {on}.', { on: { day: '2027-09-24' } }, 'It expires on 24 Sep 2027.'],
  ['At {at}.', { at: { moment: '2026-11-20T07:05:00Z' } }, 'At 08:05.'],
  ['At {at}.', { at: { moment: '2026-11-19T22:05:00Z' } }, 'At 19 Nov.'],
  ['Keys: {keys}.', { keys: { list: ['A', 'B', 'C'], join: 'and' } }, 'Keys: A, B, and C.'],
  ['{who} can.', { who: { list: ['Helen Ström', 'Marcus Oduya'], join: 'or' } }, 'Helen Ström or Marcus Oduya can.'],
  ['{count, plural, one {# part} other {# parts}}', { count: 2 }, '2 parts'],
  ['It has {bits} bits.', { bits: 3072 }, 'It has 3072 bits.'],
  ['On {on}.', { on: { day: 'soon' } }, 'On soon.'],
  ['A <b>name</b> is {name}.', { name: '<script>{x}</script>' }, 'A <b>name</b> is <script>{x}</script>.'],
])('%s', (template, params, spelled) => {
  expect(word(template, params, reader)).toBe(spelled);
});

test('a day is the same day in every zone', () => {
  for (const timeZone of ['Pacific/Kiritimati', 'Pacific/Pago_Pago']) expect(word('{on}', { on: { day: '2026-12-04' } }, { ...reader, timeZone })).toBe('4 Dec');
});

test('a parameter that is missing is a fault', () => {
  expect(() => word('It expires on {on}.', {}, reader)).toThrow();
});
