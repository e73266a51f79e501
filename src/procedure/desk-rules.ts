/** Decides what the desk needs of the rules in force: written beside their number, so that a page reads no whole set for it. */
import { z } from 'zod';
import { rulesSchema, type Rules } from './rules';

export const deskRulesSchema = z.object({ calendar: rulesSchema.shape.calendar, nudgeAfter: z.number().int() });

export type DeskRules = Pick<Rules, 'calendar'> & { readonly nudgeAfter: number };

export const deskRulesOf = ({ calendar, policies }: Rules): DeskRules => ({ calendar, nudgeAfter: policies.nudgeAfter });
