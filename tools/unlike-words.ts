/** Decides where a translation differs from English in more than its language: its keys, parameters, choices, or words left over. */
import { IntlMessageFormat } from 'intl-messageformat';

type Texts = Readonly<Record<string, string>>;
type Element = ReturnType<IntlMessageFormat['getAst']>[number];

/** Every parameter with how it is chosen by; what a select knows has to be known in both languages. */
function parametersOf(elements: readonly Element[]): readonly string[] {
  return elements.flatMap((element): readonly string[] => {
    if ('options' in element) {
      const how = 'pluralType' in element ? 'plural' : 'select';
      return [`${element.value}, ${how} ${Object.keys(element.options).toSorted().join(' ')}`, ...Object.values(element.options).flatMap(({ value }) => parametersOf(value))];
    }
    // A literal and the number sign of a plural are the two that ask for nothing.
    return element.type === 0 || !('value' in element) ? [] : [element.value];
  });
}

const parameters = (text: string): string => [...new Set(parametersOf(new IntlMessageFormat(text, 'en', undefined, { ignoreTag: true }).getAst()))].toSorted().join('; ');

/** Names of things and words that are German too. */
const sameInBoth = /^(Snapshot Desk|SRE|SHA-256 von .*|Linux|macOS|Windows|Tenants?|Sites?|Name|Code|Text|Version.*|Agent|Alarm:|Status|Ticket|\W*|.*\{.*)$/;
const english = /(?<![\p{L}-])(the|is|are|were|and|this|that|not|with|has|have|been|from|nobody|somebody|which|its|your)(?![\p{L}-])/iu;

/** Commands, file names and quoted code stay as they are in every language. */
const prose = (text: string): string => text.replace(/\{\w+, (?:select|plural),|(?<=[{}\s])[\w=-]+ (?=\{)|“[^”]*”|„[^“]*“|```[^`]*```/gu, ' ').replace(/\{\w+\}/g, ' ');

export function unlike(from: Texts, to: Texts): readonly string[] {
  const missing = Object.keys(from).filter((key) => to[key] === undefined).map((key) => `${key} is missing: ${from[key] ?? ''}`);
  const surplus = Object.keys(to).filter((key) => from[key] === undefined).map((key) => `${key} is not in English`);
  const different = Object.entries(from).flatMap(([key, text]) => {
    const other = to[key];
    if (other === undefined || key === 'ui.language') return [];
    const wanted = parameters(text);
    const given = parameters(other);
    const inEnglish = english.exec(prose(other))?.[0];
    return [
      ...(wanted === given ? [] : [`${key} has other parameters: ${given || 'none'} in place of ${wanted || 'none'}`]),
      ...(inEnglish === undefined ? [] : [`${key} still has “${inEnglish}”: ${other}`]),
      ...(other === text && /\p{L}{4}/u.test(prose(text)) && !sameInBoth.test(text) ? [`${key} is the English text: ${text}`] : []),
      ...(other.trim() === '' || other.length > text.length * 2.2 + 24 ? [`${key} has ${String(other.length)} characters for ${String(text.length)}`] : []),
      ...(/["’]|\.\.\./.test(other) ? [`${key} has another mark than German ones`] : []),
    ];
  });
  return [...missing, ...surplus, ...different];
}
