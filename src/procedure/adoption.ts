/** Decides which steps may be marked as done before the app knew the ticket, and which of these ask for a second person. */
import type { Step } from './rules';

/** What the app would have found out or read itself counts only where two people say so. */
const found: readonly Step['done']['by'][] = ['check', 'file', 'possession'];
const byHand: readonly Step['done']['by'][] = ['attestation', 'reply'];

/** A decision is never taken over: it is bound to terms that nobody had sealed. What SRE does is seen on its task alone. */
export const canAdopt = ({ done }: Step): boolean => found.includes(done.by) || byHand.includes(done.by);

export const adoptionNeedsTwo = ({ done, secondPerson }: Step): boolean => secondPerson || found.includes(done.by);

export type AdoptionFault = 'before-the-ticket' | 'in-the-future';

/** All three are days, `YYYY-MM-DD`, in the rules' time zone. */
export function adoptionFault(doneOn: string, createdOn: string, today: string): AdoptionFault | undefined {
  if (doneOn > today) return 'in-the-future';
  return doneOn < createdOn ? 'before-the-ticket' : undefined;
}
