/** Decides how a step of the rules is said in words: what shows that it is done, when it applies, what it guards. */
import type { Message, Rules, Step } from '../../src/contract';
import type { Wording } from '../parts/wording';

/** What the texts choose by: no name in a choice of ICU may have a hyphen. */
export const choiceWord = { 'signed-form': 'form', 'encryption-key': 'key', 'ssh-key': 'ssh', 'delivered-dump': 'dump', 'tenant-systems': 'tenant' } as const;

type Words = Pick<Wording, 't' | 'say' | 'knows'>;
type Parameter = Message['params'][string];

export const titleOfStep = ({ say, knows }: Words, step: Pick<Step, 'id' | 'title'>): string => {
  if (step.title !== undefined) return step.title;
  const code = `step.${step.id}.title`;
  return knows(code) ? say({ code, params: {} }) : step.id;
};

/** A check by its title in the reader's language, never by its name in the rules. */
export const titleOfCheck = ({ say, knows }: Pick<Words, 'say' | 'knows'>, check: string): string => (knows(`${check}.title`) ? say({ code: `${check}.title`, params: {} }) : check);

export const aboutSetting = ({ say, knows }: Pick<Words, 'say' | 'knows'>, check: string, { name, about }: { readonly name: string; readonly about: string }): string => (knows(`${check}.set.${name}`) ? say({ code: `${check}.set.${name}`, params: {} }) : about);

/** What a check is set to where it is one of few choices; what is typed freely stays as it is. */
export const optionOfCheck = ({ t }: Pick<Words, 't'>, option: string): string => t('ui.check.option', { option: option === 'by-hand' ? 'judged' : option });

const named = (words: Words, rules: Rules, id: string): string => titleOfStep(words, rules.steps.find((step) => step.id === id) ?? { id });

export function evidenceOf(words: Words, rules: Rules, { done }: Step): string {
  const { t } = words;
  switch (done.by) {
    case 'check':
      return t('ui.rules.by.check', { check: titleOfCheck(words, done.check) });
    case 'attestation':
      return t('ui.rules.by.attestation', { asks: done.asks });
    case 'file':
      return t('ui.rules.by.file', { role: choiceWord[done.role] });
    case 'reply':
      return t('ui.rules.by.reply', { reply: rules.replies.find(({ id }) => id === done.reply)?.title ?? done.reply });
    case 'decision':
      return t('ui.rules.by.decision', { decision: done.decision });
    case 'delivery':
      return t('ui.rules.by.delivery', { until: done.until });
    case 'disposal':
      return t('ui.rules.by.disposal', { profile: choiceWord[done.profile] });
    default:
      return t(`ui.rules.by.${done.by}`);
  }
}

type Comparison = NonNullable<Step['when']>['of'][number];

/** What the fact is compared with: one value, several of which one is enough, or several that all are ruled out. */
function chosen({ t }: Words, is: string | readonly string[], isTurned: boolean, spelled: (value: string) => string): Parameter {
  const values = [is].flat().map(spelled);
  if (values.length === 0) return t('ui.cond.nothing');
  return typeof is === 'string' ? spelled(is) : { list: values, join: isTurned ? 'and' : 'or' };
}

function comparisonOf(words: Words, rules: Rules, comparison: Comparison): string {
  const { t } = words;
  if (comparison.fact === 'enterprise') return t('ui.rules.if.enterprise', { is: comparison.is ? 'yes' : 'no' });
  const isTurned = comparison.not === true;
  const how = !isTurned ? 'is' : 'is' in comparison && Array.isArray(comparison.is) ? 'none' : 'not';
  const asItIs = (value: string): string => value;
  switch (comparison.fact) {
    case 'kind':
      return t('ui.rules.if.kind', { how, kind: chosen(words, comparison.is, isTurned, (kind) => `kind.${kind}`) });
    case 'product':
      return t('ui.rules.if.product', { how, product: chosen(words, comparison.is, isTurned, asItIs) });
    case 'edition':
      return t('ui.rules.if.edition', { how, edition: chosen(words, comparison.is, isTurned, asItIs) });
    case 'users':
      return t('ui.rules.if.users', { how, users: comparison.from });
    case 'answer':
      return t('ui.rules.if.answer', { how, step: named(words, rules, comparison.step), is: t(`ui.${comparison.is}`).toLowerCase() });
    case 'verdict':
      return t('ui.rules.if.verdict', { how, check: titleOfCheck(words, comparison.check), is: chosen(words, comparison.is, isTurned, (outcome) => t('ui.cond.quoted', { value: t('ui.cond.outcome', { outcome }) })) });
  }
}

/** The conditions of a step as one phrase. */
export const conditionsOf = (words: Words, rules: Rules, { join, of }: NonNullable<Step['when']>): string =>
  words.t('ui.rules.if', { conditions: { list: of.map((one) => comparisonOf(words, rules, one)), join: join === 'any' ? 'or' : 'and' } });

/** The whole step as one reading. */
export function readingOf(words: Words, rules: Rules, step: Step): string {
  const { t } = words;
  const gate = `gate.${step.before}`;
  const applies = step.when
    ? t('ui.rules.reads.when', { gate, conditions: { list: step.when.of.map((one) => comparisonOf(words, rules, one)), join: step.when.join === 'any' ? 'or' : 'and' } })
    : t('ui.rules.reads.always', { gate });
  return [applies, t(step.mandatory ? 'ui.rules.reads.mandatory' : 'ui.rules.reads.optional'), step.secondPerson ? t('ui.rules.reads.second') : ''].filter(Boolean).join(' ');
}

export type Line = readonly [label: string, value: string];
