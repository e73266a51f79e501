/** Decides how a fault of the draft is said: where it lies by the labels on the screen, and which steps and replies by their titles. */
import type { Message, Rules } from '../../src/contract';
import type { Wording } from '../parts/wording';
import { aboutSetting, titleOfCheck, titleOfStep } from './rule-words';

type Words = Pick<Wording, 't' | 'say' | 'knows'>;
type Sets = { readonly now: Rules; readonly was: Rules };

/** What is gone from the draft already still has the title that it has in the version in force. */
const stepIn = (words: Words, { now, was }: Sets, id: string): string => titleOfStep(words, [...now.steps, ...was.steps].find((step) => step.id === id) ?? { id });
const replyIn = ({ now, was }: Sets, id: string): string => [...now.replies, ...was.replies].find((reply) => reply.id === id)?.title ?? id;

/** The server names steps, replies and checks as the rules do; a reader knows them by their titles. */
export function withTitles(words: Words, { code, params }: Message, sets: Sets): Message {
  const { step, question, reply, check, steps } = params;
  return {
    code,
    params: {
      ...params,
      ...(typeof step === 'string' && { step: stepIn(words, sets, step) }),
      ...(typeof question === 'string' && { question: stepIn(words, sets, question) }),
      ...(typeof reply === 'string' && { reply: replyIn(sets, reply) }),
      ...(typeof check === 'string' && { check: titleOfCheck(words, check) }),
      ...(typeof steps === 'object' && 'list' in steps && { steps: { ...steps, list: steps.list.map((id) => words.t('ui.cond.quoted', { value: stepIn(words, sets, id) })) } }),
    },
  };
}

function fieldOf(words: Words, { done }: Rules['steps'][number], [field = '', part, setting]: readonly string[]): string {
  if (field === 'done' && part === 'settings' && setting !== undefined && done.by === 'check') return aboutSetting(words, done.check, { name: setting, about: setting });
  return words.t('ui.diff.field', { field });
}

/** The label of the field that a place in the rules is edited in; nothing where no screen edits it. */
export function placeOf(words: Words, at: string, rules: Rules): string | undefined {
  const { t, say, knows } = words;
  const parts = at.split('.');
  const [area, nth = '', ...rest] = parts;
  const [step, reply] = [area === 'steps' ? rules.steps[Number(nth)] : undefined, area === 'replies' ? rules.replies[Number(nth)] : undefined];
  if (step) return t('ui.place.step', { step: titleOfStep(words, step), field: fieldOf(words, step, rest) });
  if (reply) return t('ui.place.reply', { reply: reply.title, field: t(rest[0] === 'text' ? 'ui.reply.text' : 'ui.reply.title') });
  // The longest part of the path that has a label: what follows it is a line of the list there.
  const known = parts.map((_, end) => parts.slice(0, parts.length - end).join('.')).find((path) => knows(`ui.set.${path}`));
  if (known === undefined) return undefined;
  const label = say({ code: `ui.set.${known}`, params: {} });
  const line = Number(parts[known.split('.').length]);
  return Number.isInteger(line) ? t('ui.place.line', { place: label, line: line + 1 }) : label;
}
