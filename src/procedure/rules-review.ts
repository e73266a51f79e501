/** Decides what an admin is told of a draft before it can be published: what it changes, what of that weakens a guard, what is wrong. */
import type { Message } from '../checks/message';
import { digest } from '../trail/digest';
import { differences, type Difference } from './rules-difference';
import { readRules } from './rules-problems';
import type { Rules, RulesProblem } from './rules';
import { weakening } from './weakening';

export type ReviewedDifference = Difference & { readonly weakens?: Message };

export type Review = {
  /** What a second person confirms: the draft and nothing else. */
  readonly digest: string;
  readonly differences: readonly ReviewedDifference[];
  readonly problems: readonly RulesProblem[];
};

/** The digest of what a set says; its number is given when it is published. */
export const digestOfRules = ({ version: _number, ...said }: Rules): string => digest(said);

export function review(published: Rules, draft: Rules): Review {
  const found = differences(published, draft).map((difference): ReviewedDifference => {
    const weakens = weakening(difference, published, draft);
    return { ...difference, ...(weakens && { weakens }) };
  });
  return { digest: digestOfRules(draft), differences: found, problems: readRules(draft).problems };
}

export const weakensAny = ({ differences: found }: Review): boolean => found.some(({ weakens }) => weakens !== undefined);
