/** Decides how a message is spelled: its code's words, its days, moments and lists, for one reader at one moment. */
import { IntlMessageFormat } from 'intl-messageformat';
import type { Message, Parameter } from '../../src/contract';
import type { Catalogue } from './catalogue';
import first from './first-words.en.json';
import type words from './words.en.json';

type WordKey = keyof typeof first | keyof typeof words;
type Given = Message['params'];

export type Reader = { readonly timeZone: string; readonly now: string };

/** A piece of a sentence: plain text, or a parameter that a screen shows in its own way. */
type Piece = string | { readonly parameter: string; readonly spelled: readonly { readonly text: string; readonly member: boolean }[] };

export type Wording = {
  /** The screen's own words. */
  readonly t: (key: WordKey, params?: Given) => string;
  readonly say: (message: Message) => string;
  /** A message as a heading: its first sentence without the full stop, and what follows it. */
  readonly headline: (message: Message) => { readonly title: string; readonly rest?: string };
  /** The sentence in pieces, cut at its lists and at the parameters in `cutAt`. */
  readonly pieces: (message: Message, cutAt: readonly string[]) => readonly Piece[];
  /** Something as it is kept, whose values may have been erased. */
  readonly kept: (text: string) => string;
  readonly knows: (code: string) => boolean;
  /** What the browser's own formats are asked for. */
  readonly language: string;
  readonly moment: (iso: string) => string;
  readonly day: (day: string) => string;
  readonly size: (bytes: number) => string;
};

const parsed = new Map<string, IntlMessageFormat>();

function read(template: string, language: string): IntlMessageFormat {
  const known = parsed.get(language + template);
  if (known) return known;
  const fresh = new IntlMessageFormat(template, language, undefined, { ignoreTag: true });
  parsed.set(language + template, fresh);
  return fresh;
}

const part = (parts: readonly Intl.DateTimeFormatPart[], type: Intl.DateTimeFormatPartTypes): string => parts.find((one) => one.type === type)?.value ?? '';

/** English days read “4 Dec” for every reader, as in the messages of the gates; German ones “4. Dez.”. */
function calendarDay(at: Date, timeZone: string, language: string): { readonly spelled: string; readonly year: string; readonly whole: string } {
  const parts = new Intl.DateTimeFormat(language, { timeZone, day: 'numeric', month: 'short', year: 'numeric' }).formatToParts(at);
  const year = part(parts, 'year');
  const spelled = language === 'de' ? `${part(parts, 'day')}. ${part(parts, 'month')}` : `${part(parts, 'day')} ${part(parts, 'month').slice(0, 3)}`;
  return { spelled, year, whole: `${spelled} ${year}` };
}

/** Where the first sentence of a template ends; what is put in later, such as a domain with its dots, never ends one. */
function endOfSentence(template: string): number | undefined {
  let depth = 0;
  for (let at = 0; at < template.length; at += 1) {
    if (template[at] === '{') depth += 1;
    else if (template[at] === '}') depth -= 1;
    else if (depth === 0 && /^[.?]\s+[\p{Lu}“„{]/u.test(template.slice(at, at + 3))) return at + 1;
  }
  return undefined;
}

const without = (params: Given, left: string): Given => Object.fromEntries(Object.entries(params).filter(([name]) => name !== left));

export function wordingFor(catalogue: Catalogue, reader: Reader): Wording {
  const known: Catalogue = { ...first, ...catalogue };
  const language = known['ui.language'] ?? 'en-GB';
  const today = calendarDay(new Date(reader.now), reader.timeZone, language);

  const day = (iso: string): string => {
    const at = new Date(`${iso.slice(0, 10)}T00:00:00Z`);
    if (Number.isNaN(at.getTime())) return iso;
    const { spelled, year, whole } = calendarDay(at, 'UTC', language);
    return year === today.year ? spelled : whole;
  };

  const moment = (iso: string): string => {
    const at = new Date(iso);
    if (Number.isNaN(at.getTime())) return iso;
    const { spelled, year, whole } = calendarDay(at, reader.timeZone, language);
    if (whole !== today.whole) return year === today.year ? spelled : whole;
    return t('ui.today', { time: new Intl.DateTimeFormat(language, { timeZone: reader.timeZone, hour: '2-digit', minute: '2-digit' }).format(at) });
  };

  // Several values of one person, one after the other, went as one.
  const kept = (text: string): string => text.replace(/\[erased\](?:, \[erased\])*/g, known['ui.erased'] ?? '$&');

  // A parameter that is itself a code is spelled as that entry, with what is left of the parameters. Every such code has a dot.
  const entry = (text: string, rest: Given): string => (text.includes('.') && known[text] !== undefined ? say({ code: text, params: rest }) : text);

  const listParts = ({ list, join }: { readonly list: readonly string[]; readonly join: 'and' | 'or' }): { text: string; member: boolean }[] =>
    new Intl.ListFormat(language, { type: join === 'and' ? 'conjunction' : 'disjunction' })
      .formatToParts(list.map((member) => entry(member, {})))
      .map(({ type, value }) => ({ text: kept(value), member: type === 'element' }));

  const spell = (parameter: Parameter, rest: Given): string | number => {
    if (typeof parameter === 'string') return entry(parameter, rest);
    if (typeof parameter === 'number') return parameter;
    if ('day' in parameter) return day(parameter.day);
    if ('moment' in parameter) return moment(parameter.moment);
    return listParts(parameter).map(({ text }) => text).join('');
  };

  const spelledAll = (params: Given): Record<string, string | number> =>
    Object.fromEntries(Object.entries(params).map(([name, value]) => [name, spell(value, without(params, name))]));

  // A code without words, or words without their parameter, is our mistake: the reader still gets a sentence, and support the code.
  const wordless = (code: string): string => String(read(known['ui.no-words'] ?? '{code}', language).format({ code }));

  const spellTemplate = (template: string | undefined, { code, params }: Message): string => {
    if (template === undefined) return wordless(code);
    try {
      // A German month ends in a dot of its own, which is the sentence's too where it ends there.
      return kept(String(read(template, language).format(spelledAll(params)))).replace(/(\d\. \p{L}+\.)\./gu, '$1');
    } catch {
      return wordless(code);
    }
  };

  const say = (message: Message): string => spellTemplate(known[message.code], message);

  const headline = (message: Message): { readonly title: string; readonly rest?: string } => {
    const template = known[message.code];
    const end = template === undefined ? undefined : endOfSentence(template);
    const title = spellTemplate(template?.slice(0, end), message).replace(/\.$/, '');
    return template === undefined || end === undefined ? { title } : { title, rest: spellTemplate(template.slice(end).trim(), message) };
  };

  const t = (key: WordKey, params: Given = {}): string => say({ code: key, params });

  const pieces = (message: Message, cutAt: readonly string[]): readonly Piece[] => {
    // Marks that no text holds stand in for the parameters, so that the sentence is cut after its plurals are chosen.
    const cut = Object.entries(message.params).filter(([name, value]) => cutAt.includes(name) || (typeof value === 'object' && 'list' in value));
    const marks = Object.fromEntries(cut.map(([name], at) => [name, `\uE000${String(at)}\uE001`]));
    return say({ code: message.code, params: { ...message.params, ...marks } }).split(/\uE000(\d+)\uE001/).map((text, at): Piece => {
      const [parameter, value] = cut[Number(text)] ?? [];
      if (at % 2 === 0 || parameter === undefined || value === undefined) return text;
      return { parameter, spelled: typeof value === 'object' && 'list' in value ? listParts(value) : [{ text: kept(String(spell(value, {}))), member: false }] };
    });
  };

  const size = (bytes: number): string => {
    const [value, unit] = bytes < 1000 ? [bytes, 'byte'] : bytes < 1e6 ? [bytes / 1e3, 'kilobyte'] : bytes < 1e9 ? [bytes / 1e6, 'megabyte'] : [bytes / 1e9, 'gigabyte'];
    return new Intl.NumberFormat(language, { style: 'unit', unit, unitDisplay: unit === 'byte' ? 'long' : 'short', maximumFractionDigits: value < 10 ? 1 : 0 }).format(value);
  };

  return { t, say, headline, pieces, kept, knows: (code) => code in known, language, moment, day, size };
}
