/** Decides how a text of the catalogue is spelled for one reader at one moment: its days, its lists, its plurals. */
import { IntlMessageFormat } from 'intl-messageformat';
import type { Parameter, Parameters } from '../checks/message';

export type Reader = { readonly locale: string; readonly timeZone: string; readonly now: Date };

const part = (parts: readonly Intl.DateTimeFormatPart[], type: Intl.DateTimeFormatPartTypes): string => parts.find((each) => each.type === type)?.value ?? '';

/** “4 Dec”, with the year where it is another than the reader's own. English days come before their month in every text of ours. */
function spellDay(at: Date, timeZone: string, reader: Reader): string {
  const locale = reader.locale.startsWith('en') ? 'en-GB' : reader.locale;
  const format = (zone: string): Intl.DateTimeFormat => new Intl.DateTimeFormat(locale, { timeZone: zone, day: 'numeric', month: 'short', year: 'numeric' });
  const parts = format(timeZone).formatToParts(at);
  const thisYear = part(format(reader.timeZone).formatToParts(reader.now), 'year');
  // British English alone gives September four letters.
  const month = locale === 'en-GB' ? part(parts, 'month').slice(0, 3) : part(parts, 'month');
  const year = part(parts, 'year');
  return year === thisYear ? `${part(parts, 'day')} ${month}` : `${part(parts, 'day')} ${month} ${year}`;
}

function spellMoment(at: Date, reader: Reader): string {
  const day = spellDay(at, reader.timeZone, reader);
  if (day !== spellDay(reader.now, reader.timeZone, reader)) return day;
  return new Intl.DateTimeFormat('en-GB', { timeZone: reader.timeZone, hour: '2-digit', minute: '2-digit' }).format(at);
}

function spell(parameter: Parameter, reader: Reader): string | number {
  if (typeof parameter !== 'object') return parameter;
  if ('list' in parameter) return new Intl.ListFormat(reader.locale, { type: parameter.join === 'and' ? 'conjunction' : 'disjunction' }).format(parameter.list);
  const written = 'day' in parameter ? parameter.day : parameter.moment;
  const at = new Date('day' in parameter ? `${written.slice(0, 10)}T00:00:00Z` : written);
  if (Number.isNaN(at.getTime())) return written;
  // A day is the same day in every zone.
  return 'day' in parameter ? spellDay(at, 'UTC', reader) : spellMoment(at, reader);
}

/** Throws where the template asks for a parameter that is not given: that is a fault of ours, never the reader's. */
export function word(template: string, params: Parameters, reader: Reader): string {
  const spelled = Object.fromEntries(Object.entries(params).map(([name, parameter]) => [name, spell(parameter, reader)]));
  return String(new IntlMessageFormat(template, reader.locale, undefined, { ignoreTag: true }).format(spelled));
}
