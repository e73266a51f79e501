/** Decides how an entry of the trail reads: words for what it holds as ids, and what the same change brought about besides. */
import type { TrailLine } from '../contract';
import type { Parameter } from '../checks/message';
import { flagCodes } from '../procedure/request';
import type { Rules } from '../procedure/rules';
import { isUnaltered } from '../trail/chain';
import type { TrailEvent } from '../trail/event';
import { say, stepName } from './looker';

export type Named = Pick<Rules, 'steps' | 'replies'>;

/** What an id in a detail of this name stands for. An entry outlives the rules it was made under: what they no longer have stays an id. */
const words: Readonly<Record<string, (id: string, rules: Named) => string>> = {
  kind: (id) => `kind.${id}`,
  fact: (fact) => `fact.${fact}.name`,
  step: (id, { steps }) => steps.filter((one) => one.id === id).map(stepName)[0] ?? id,
  reply: (id, { replies }) => replies.find((one) => one.id === id)?.title ?? id,
  state: (state) => `mark.${state}`,
  role: (role) => `file.${role}`,
  decision: (decision) => `step.${decision}.title`,
  profile: (profile) => `disposal.profile.${profile}`,
  effect: (effect) => `effect.${effect}`,
  code: (code) => (flagCodes.some((flag) => flag === code) ? `flag.${code}.name` : code),
};

/** Days and moments are told as the reader writes them, everything else as it stands. */
function told(value: string): Parameter {
  if (/^\d{4}-\d{2}-\d{2}$/.test(value)) return { day: value };
  return /^\d{4}-\d{2}-\d{2}T[\d:.]+Z$/.test(value) ? { moment: value } : value;
}

function parametersOf(name: string, value: unknown, rules: Named): readonly [string, Parameter][] {
  if (typeof value === 'number') return [[name, value]];
  if (typeof value === 'string') return [[name, words[name]?.(value, rules) ?? told(value)]];
  if (name === 'facts' && Array.isArray(value)) return [[name, { list: value.map((fact) => `fact.${String(fact)}.name`), join: 'and' }], ['count', value.length]];
  return [];
}

/** One entry without who made it and when. What was altered is not shown: it says nothing that happened, and may have no words at all. */
export function trailView(event: TrailEvent, rules: Named): Pick<TrailLine, 'what' | 'besides'> {
  if (!isUnaltered(event)) return { what: say('trail.altered'), besides: [] };
  const { type, detail, voided = [], flags = [] } = event;
  const raised = type === 'flag.raised' ? flags.filter(({ code }) => code !== detail.code) : flags;
  return {
    what: say(`event.${type}`, Object.fromEntries(Object.entries(detail).flatMap(([name, value]: [string, unknown]) => parametersOf(name, value, rules)))),
    besides: [
      ...voided.map(({ decision, changed }) => say('trail.voided', { decision: `step.${decision}.title`, count: changed.length, terms: { list: changed.map((term) => `term.${term}`), join: 'and' } })),
      ...raised.map(({ code }) => say('trail.flag', { flag: `flag.${code}.name` })),
    ],
  };
}
