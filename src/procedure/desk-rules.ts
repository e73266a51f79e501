/** Decides what the desk needs of the rules in force: written beside their number, so that a page reads no whole set for it. */
import type { Rules } from './rules';

export type DeskRules = Pick<Rules, 'calendar'> & { readonly nudgeAfter: number };

export const deskRulesOf = ({ calendar, policies }: Rules): DeskRules => ({ calendar, nudgeAfter: policies.nudgeAfter });
