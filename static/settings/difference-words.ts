/** Decides how a difference between two sets of rules is said: what changed, from what, to what. */
import type { Difference, Rules, Step } from '../../src/contract';
import type { Wording } from '../parts/wording';
import { aboutSetting, conditionsOf, evidenceOf, optionOfCheck, titleOfStep } from './rule-words';
import { plainly, settingPlainly } from './SettingField';

export type Said = { readonly label: string; readonly was?: string; readonly now?: string };
type Words = Pick<Wording, 't' | 'say' | 'knows' | 'language'>;

/** What stands at the head of the differences of one step, reply or setting. */
export function titleOf(words: Words, { of, id }: Difference, was: Rules, now: Rules): string {
  const { say, knows } = words;
  if (of === 'step') return titleOfStep(words, now.steps.find((step) => step.id === id) ?? was.steps.find((step) => step.id === id) ?? { id });
  if (of === 'reply') return (now.replies.find((reply) => reply.id === id) ?? was.replies.find((reply) => reply.id === id))?.title ?? id;
  return knows(`ui.set.${id}`) ? say({ code: `ui.set.${id}`, params: {} }) : id;
}

const linesIn = (value: unknown): readonly string[] => (typeof value === 'string' ? value.split('\n') : []);

function valueOf(words: Words, field: string, value: unknown, rules: Rules): string {
  const { t } = words;
  if (field === 'when') return value === undefined ? t('ui.cond.always') : t('ui.diff.when', { conditions: conditionsOf(words, rules, value as NonNullable<Step['when']>) });
  if (field === 'done') return evidenceOf(words, rules, { done: value } as Step);
  if (field.startsWith('done.settings.') && typeof value === 'string') return optionOfCheck(words, value);
  return plainly(words, value);
}

/** What a setting of a step's check is about, never its name in the rules. */
function settingOf(words: Words, { steps }: Rules, id: string, name: string): string {
  const done = steps.find((step) => step.id === id)?.done;
  return done?.by === 'check' ? aboutSetting(words, done.check, { name, about: name }) : name;
}

/** Approvers by name; nobody named leaves it to the permission. */
const approversIn = ({ t }: Words, value: unknown, people: Readonly<Record<string, string>>): string => {
  const named = Array.isArray(value) ? value.map((accountId) => people[String(accountId)] ?? String(accountId)) : [];
  return named.length === 0 ? t('ui.approvers.usual') : named.join(', ');
};

export function saidOf(words: Words, { of, change, field = '', was, now, id }: Difference, before: Rules, after: Rules, people: Readonly<Record<string, string>>): Said {
  const { t } = words;
  if (change === 'added') return { label: of === 'step' ? t('ui.diff.added', { gate: `gate.${after.steps.find((step) => step.id === id)?.before ?? 'proceed'}` }) : t('ui.diff.reply-added') };
  if (change === 'removed') return { label: t('ui.diff.removed') };
  if (change === 'moved') return { label: t('ui.diff.moved', { was: Number(was), now: Number(now) }) };
  if (of === 'reply' && field === 'text') {
    const [gone, come] = [linesIn(was).filter((line) => !linesIn(now).includes(line)).length, linesIn(now).filter((line) => !linesIn(was).includes(line)).length];
    return { label: t('ui.diff.text', { gone, come }) };
  }
  if (id.startsWith('policies.approvers.')) return { label: '', was: approversIn(words, was, people), now: approversIn(words, now, people) };
  if (of === 'setting') return { label: '', was: settingPlainly(words, id, was), now: settingPlainly(words, id, now) };
  const [, setting] = field.split('done.settings.');
  const label = setting === undefined ? t('ui.diff.field', { field }) : t('ui.diff.setting', { setting: settingOf(words, after, id, setting) });
  return { label, was: valueOf(words, field, was, before), now: valueOf(words, field, now, after) };
}
