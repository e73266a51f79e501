/** Decides what another set of rules would change for a request as it lies there: its steps, their standing, its gates. */
import { canonicalJson } from '../trail/canonical-json';
import { checklist, type StepStanding } from './checklist';
import { readiness } from './readiness';
import { gateNames, type GateName, type SnapshotRequest } from './request';
import type { Rules } from './rules';

export type StandingChange = { readonly step: string; readonly was: StepStanding['state']; readonly now: StepStanding['state'] };

export type Rehearsed = {
  /** Steps that would be asked of it and are not, and the other way round. */
  readonly more: readonly string[];
  readonly fewer: readonly string[];
  readonly standings: readonly StandingChange[];
  /** Steps whose check was made under other settings and would be made again, with an outcome that nobody knows yet. */
  readonly again: readonly string[];
  /** Gates that are shut and would be open, and the other way round, with every verdict as it was. */
  readonly opened: readonly GateName[];
  readonly shut: readonly GateName[];
};

const settingsOf = ({ steps }: Rules, check: string): string => canonicalJson(steps.flatMap(({ done }) => (done.by === 'check' && done.check === check ? [done.settings] : [])));

/** Checks whose settings differ, so that a verdict under the one says nothing under the other. */
function otherwiseJudged(was: Rules, now: Rules): readonly string[] {
  const all = new Set([...was.steps, ...now.steps].flatMap(({ done }) => (done.by === 'check' ? [done.check] : [])));
  return [...all].filter((check) => settingsOf(was, check) !== settingsOf(now, check));
}

/** The request on other rules. Verdicts that were given under other settings are gone: they have to be given again. */
export function movedTo(request: SnapshotRequest, was: Rules, now: Rules): SnapshotRequest {
  const gone = otherwiseJudged(was, now);
  return { ...request, rulesVersion: now.version, verdicts: Object.fromEntries(Object.entries(request.verdicts).filter(([check]) => !gone.includes(check))) };
}

const appliesTo = ({ state }: StepStanding): boolean => state !== 'not-applicable';

/** What `now` would change for a request that runs on `was`, at `at`. */
export function rehearse(request: SnapshotRequest, was: Rules, now: Rules, at: Date): Rehearsed {
  const [before, after] = [checklist(request, was, at), checklist(request, now, at)];
  const ids = (standings: readonly StepStanding[]): readonly string[] => standings.filter(appliesTo).map(({ step }) => step.id);
  const gone = otherwiseJudged(was, now);
  const opens = (rules: Rules): ReadonlySet<GateName> => new Set(gateNames.filter((gate) => readiness(gate, request, rules, at).open));
  const [openBefore, openAfter] = [opens(was), opens(now)];
  return {
    more: ids(after).filter((id) => !ids(before).includes(id)),
    fewer: ids(before).filter((id) => !ids(after).includes(id)),
    standings: after.flatMap((standing) => {
      const earlier = before.find(({ step }) => step.id === standing.step.id);
      if (!earlier || !appliesTo(earlier) || !appliesTo(standing) || earlier.state === standing.state) return [];
      return [{ step: standing.step.id, was: earlier.state, now: standing.state }];
    }),
    again: after.flatMap(({ step }) => (step.done.by === 'check' && gone.includes(step.done.check) && request.verdicts[step.done.check] ? [step.id] : [])),
    opened: gateNames.filter((gate) => !openBefore.has(gate) && openAfter.has(gate)),
    shut: gateNames.filter((gate) => openBefore.has(gate) && !openAfter.has(gate)),
  };
}

/** The steps whose conditions hold of the request, whatever became of them there. */
export const appliedSteps = (request: SnapshotRequest, rules: Rules, at: Date): readonly string[] =>
  checklist(request, rules, at).flatMap(({ step, why }) => (why === 'condition' ? [] : [step.id]));

export const changesNothing = (rehearsed: Rehearsed): boolean => Object.values(rehearsed).every((list) => list.length === 0);
