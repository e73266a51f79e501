/** Decides what keeps a set of rules from being published, each thing in words and with its place. */
import type { z } from 'zod';
import type { Message } from '../checks/message';
import { draftSchema, rulesSchema, type Rules, type RulesProblem } from './rules';

/** More than anybody mends in one go. */
const mostProblems = 50;

const say = (code: string, params: Message['params'] = {}): Message => ({ code, params });

function wordsFor(issue: z.core.$ZodIssue): Message {
  const name = String(issue.path.at(-1) ?? '');
  switch (issue.code) {
    case 'custom':
      return (issue.params?.['says'] as Message | undefined) ?? say('rules.unfit');
    case 'unrecognized_keys':
      return say('rules.unknown-key', { keys: { list: issue.keys, join: 'and' } });
    case 'too_small':
      if (issue.origin === 'string') return say('rules.empty');
      return say(issue.origin === 'array' ? 'rules.too-few' : 'rules.too-small', { least: Number(issue.minimum) });
    case 'too_big':
      return say(issue.origin === 'string' ? 'rules.too-long' : issue.origin === 'array' ? 'rules.too-many' : 'rules.too-big', { most: Number(issue.maximum) });
    case 'invalid_value':
      if (issue.input === undefined) return say('rules.missing', { name, type: issue.values.map(String).join(', ') });
      return say('rules.not-one-of', { values: { list: issue.values.map(String), join: 'or' } });
    case 'invalid_type':
      return issue.input === undefined ? say('rules.missing', { name, type: issue.expected }) : say('rules.wrong-type', { type: issue.expected });
    default:
      return say('rules.unfit');
  }
}

/** Of a value that may be one of several shapes, what is wrong with the shape that it comes nearest to. */
function nearest(issue: z.core.$ZodIssue): z.core.$ZodIssue {
  if (issue.code !== 'invalid_union') return issue;
  const far = ([first]: readonly z.core.$ZodIssue[]): number => (first === undefined || (first.path.length === 0 && first.code === 'invalid_type') ? -1 : first.path.length);
  const [closest] = issue.errors.toSorted((one, other) => far(other) - far(one))[0] ?? [];
  return closest ? nearest({ ...closest, path: [...issue.path, ...closest.path] }) : issue;
}

const placeOf = (path: readonly PropertyKey[]): RulesProblem['at'] => path.map((part) => (typeof part === 'symbol' ? String(part) : part));

export type Reading = { readonly rules?: Rules; readonly problems: readonly RulesProblem[] };

/** Reads a set. `rules` are there as soon as the shape is whole; they may be published once there are no problems. */
export function readRules(given: unknown): Reading {
  // `input` tells what is missing from what is of the wrong kind.
  const problems = rulesSchema.safeParse(given, { reportInput: true }).error?.issues.slice(0, mostProblems).map(nearest).map((issue): RulesProblem => ({ at: placeOf(issue.path), says: wordsFor(issue) })) ?? [];
  const draft = draftSchema.safeParse(given);
  return { ...(draft.success && { rules: draft.data }), problems };
}
