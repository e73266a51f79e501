/** Decides in how many changes personal values are erased, so that each is one transaction with all that belongs to it. */
import type { Outcome, Refused } from './change';

/** A transaction takes 25 operations, of which the request, its pieces and what follows from them take up to 20. */
const withTheRequest = 5;
const alone = 15;

/** `erase` is given some of the refs at a time, and told when they are the last: the request's own copy goes with those. */
export async function eraseInParts(refs: readonly string[], erase: (some: readonly string[], isLast: boolean) => Promise<Outcome | Refused>): Promise<Outcome | Refused> {
  let at = 0;
  for (; refs.length - at > withTheRequest; at += alone) {
    const outcome = await erase(refs.slice(at, at + alone), false);
    if ('refusal' in outcome) return outcome;
  }
  return erase(refs.slice(at), true);
}
