/** Decides how a condition changes when another fact, another comparison or another value is chosen for it. */
import type { Rules, Step } from '../../src/contract';

export type Condition = NonNullable<Step['when']>;
export type Comparison = Condition['of'][number];
/** How a fact is compared; which of them there are depends on the fact. */
export type How = 'is' | 'is-not' | 'one-of' | 'none-of' | 'from' | 'below';

export const outcomes = ['pass', 'warn', 'fail', 'unknown'] as const;
export const kinds = ['data-dump', 'audit-log-dump', 'offboarding-export'] as const;
/** What the Marketplace calls its editions. */
const soldEditions: readonly string[] = ['Standard', 'Advanced'];

export const editionsOf = (rules: Rules): readonly string[] => [...new Set([...rules.enterprise.editions, ...soldEditions])];

/** What a comparison is about, as one value of a list. */
export const factOf = (one: Comparison): string => (one.fact === 'answer' ? `answer:${one.step}` : one.fact === 'verdict' ? `verdict:${one.check}` : one.fact);

export function firstAbout(fact: string, rules: Rules): Comparison {
  const [name, of = ''] = fact.split(':');
  switch (name) {
    case 'product':
      return { fact: 'product', is: rules.products[0] ?? '' };
    case 'edition':
      return { fact: 'edition', is: editionsOf(rules)[0] ?? '' };
    case 'enterprise':
      return { fact: 'enterprise', is: true };
    case 'users':
      return { fact: 'users', from: rules.enterprise.tiersFrom };
    case 'answer':
      return { fact: 'answer', step: of, is: 'yes' };
    case 'verdict':
      return { fact: 'verdict', check: of, is: 'warn' };
    default:
      return { fact: 'kind', is: 'data-dump' };
  }
}

/** A yes that is turned round is a no, so that Enterprise is compared in one way alone. */
export function waysOf({ fact }: Comparison): readonly How[] {
  if (fact === 'enterprise') return ['is'];
  if (fact === 'users') return ['from', 'below'];
  return fact === 'answer' ? ['is', 'is-not'] : ['is', 'is-not', 'one-of', 'none-of'];
}

const isTurned = (one: Comparison): boolean => one.fact !== 'enterprise' && one.not === true;

export function howOf(one: Comparison): How {
  if (one.fact === 'users') return one.not ? 'below' : 'from';
  if (Array.isArray(one.is)) return isTurned(one) ? 'none-of' : 'one-of';
  return isTurned(one) ? 'is-not' : 'is';
}

/** The chosen values as they are written; of a number of users, that number. */
export const valuesOf = (one: Comparison): readonly string[] => (one.fact === 'users' ? [String(one.from)] : one.fact === 'enterprise' ? [one.is ? 'yes' : 'no'] : [one.is].flat());

/** With these values, as one or as a list. What no list of the rules knows is left out. */
export function withValues(one: Comparison, values: readonly string[]): Comparison {
  const shaped = <Value extends string>(is: Value | Value[], known: readonly Value[]): Value | Value[] => (Array.isArray(is) ? known : (known[0] ?? is)) as Value | Value[];
  const among = <Value extends string>(all: readonly Value[]): Value[] => all.filter((value) => values.includes(value));
  switch (one.fact) {
    case 'kind':
      return { ...one, is: shaped(one.is, among(kinds)) };
    case 'product':
    case 'edition':
      return { ...one, is: shaped(one.is, [...values]) };
    case 'verdict':
      return { ...one, is: shaped(one.is, among(outcomes)) };
    case 'answer':
      return { ...one, is: values.includes('no') ? 'no' : 'yes' };
    case 'enterprise':
      return { ...one, is: values.includes('yes') };
    case 'users': {
      const from = Number(values[0]);
      return Number.isInteger(from) && from >= 1 && from <= 10_000_000 ? { ...one, from } : one;
    }
  }
}

/** The same values compared otherwise; of a list that becomes one value the first is kept. */
export function comparedBy(one: Comparison, how: How): Comparison {
  if (one.fact === 'enterprise') return one;
  const { not: _turned, ...straight } = one;
  const turned = how === 'is-not' || how === 'none-of' || how === 'below' ? { ...straight, not: true as const } : straight;
  if (turned.fact === 'users' || turned.fact === 'answer') return turned;
  const isList = how === 'one-of' || how === 'none-of';
  if (isList === Array.isArray(turned.is)) return turned;
  const first = turned.fact === 'kind' ? kinds[0] : turned.fact === 'verdict' ? outcomes[1] : '';
  return { ...turned, is: isList ? [turned.is].flat() : ([turned.is].flat()[0] ?? first) } as Comparison;
}
