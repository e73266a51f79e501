/** Decides how the checks of a request are run, by a person or by a gate, and how their verdicts are kept. */
import { checks } from '../checks/index';
import { runCheck, type Check } from '../checks/check';
import type { EvidenceName } from '../checks/evidence';
import { basisOf, fileOfCheck } from '../procedure/checklist';
import { dataIsOut } from '../procedure/disposal';
import { countFailed } from '../procedure/failed-files';
import { alarmsOf, type Alarm } from '../procedure/flags';
import { gateNames, type GateName, type KeptVerdict, type SnapshotRequest } from '../procedure/request';
import type { Rules } from '../procedure/rules';
import { refused, type Decided, type Outcome, type Refused, type Scene } from './change';
import { gatherEvidence, type Gathering } from './gather-evidence';
import { perform } from './perform';

export type Planned = { readonly check: Check; readonly settings: unknown };

/** The checks that the rules ask for and that have something to look at, each once. */
export function plan(request: SnapshotRequest, rules: Rules, only: (check: Check) => boolean): readonly Planned[] {
  const planned = new Map<string, Planned>();
  for (const { done } of rules.steps) {
    if (done.by !== 'check') continue;
    const check = checks.find(({ id }) => id === done.check);
    const role = fileOfCheck[done.check];
    if (check && only(check) && (!role || request.files[role])) planned.set(check.id, { check, settings: done.settings });
  }
  return [...planned.values()];
}

const evidenceAge = (check: Check, gathered: Gathering): KeptVerdict['evidence'] =>
  [...check.needs, ...(check.uses ?? [])].flatMap((name) => {
    const item = gathered[name];
    return item?.state === 'known' ? [{ name, at: item.at, from: item.from }] : [];
  });

/** Runs planned checks on evidence gathered for them now; `given` takes the place of what would be gathered. Changes nothing. */
export async function judge(request: SnapshotRequest, rules: Rules, planned: readonly Planned[], by: string, now: Date, given: Gathering = {}): Promise<readonly KeptVerdict[]> {
  const wanted = new Set<EvidenceName>(planned.flatMap(({ check }) => [...check.needs, ...(check.uses ?? [])]).filter((name) => given[name] === undefined));
  const gathered: Gathering = { ...(await gatherEvidence(request, rules, wanted, now)), ...given };
  return Promise.all(
    planned.map(async ({ check, settings }) => ({
      ...(await runCheck(check, gathered, settings, now)),
      at: now.toISOString(),
      by,
      basis: basisOf(check.id, request),
      evidence: evidenceAge(check, gathered),
    })),
  );
}

/** The request with these verdicts kept and the files counted that failed, and what they make the lead look at. */
export function keepVerdicts(request: SnapshotRequest, verdicts: readonly KeptVerdict[]): { readonly request: SnapshotRequest; readonly alarms: readonly Alarm[]; readonly detail: { readonly check: string; readonly outcome: string; readonly codes: readonly string[] }[] } {
  const alarms = verdicts.flatMap((verdict) => {
    const role = fileOfCheck[verdict.check];
    return alarmsOf(verdict, role && request.files[role]);
  });
  return {
    request: { ...countFailed(request, verdicts), verdicts: { ...request.verdicts, ...Object.fromEntries(verdicts.map((verdict) => [verdict.check, verdict])) } },
    alarms,
    // The basis is a digest of names and addresses without a salt, which anybody could guess back: it stays off the trail.
    detail: verdicts.map(({ check, outcome, findings }) => ({ check, outcome, codes: findings.map(({ code }) => code) })),
  };
}

/**
 * Runs every check that has something to look at. A whole run is one event; its verdicts' parameters lie in a side row. `by` is
 * who counts as having verified: an actor that is no person gives the app's name there.
 */
export function runChecks(issueId: string, actor: string, by = actor): Promise<Outcome | Refused> {
  return perform(issueId, actor, async ({ request, rules, now }: Scene): Promise<Decided | Refused> => {
    if (request.ended) return refused('ended', { ending: request.ended.ending });
    if (dataIsOut(request, rules)) return refused('data-is-out');
    const verdicts = await judge(request, rules, plan(request, rules, () => true), by, now);
    const kept = keepVerdicts(request, verdicts);
    const failing = verdicts.filter(({ outcome }) => outcome === 'fail' || outcome === 'unknown').length;
    return {
      request: kept.request,
      alarms: kept.alarms,
      happening: { type: 'checks.run', detail: { verdicts: kept.detail } },
      personal: [verdicts],
      done: { code: 'done.checks-run', params: { count: verdicts.length, failing } },
    };
  });
}

/**
 * The request as a gate must see it: every small check up to `gate` judged again on evidence of now, because keys expire
 * and licences lapse. What needs a large download keeps the verdict of its own digest.
 */
export async function rejudged(request: SnapshotRequest, rules: Rules, gate: GateName, now: Date): Promise<SnapshotRequest> {
  // A licence that ended and a key that lapsed since are why data goes now, and no reason to keep it.
  if ((gate === 'dispose' || gate === 'close') && dataIsOut(request, rules)) return request;
  const upTo = gateNames.slice(0, gateNames.indexOf(gate) + 1);
  const demanded = new Set(rules.steps.flatMap(({ done, before }) => (done.by === 'check' && upTo.includes(before) ? [done.check] : [])));
  const isSmall = (check: Check): boolean => !check.needs.includes('signedForm');
  const renewable = plan(request, rules, (check) => demanded.has(check.id) && isSmall(check) && request.verdicts[check.id] !== undefined);
  const fresh = await judge(request, rules, renewable, 'app', now);
  // A verdict that a person has never seen is not slipped in: only those that were kept are renewed, under their own basis.
  const renewed = fresh.filter(({ check, basis }) => request.verdicts[check]?.basis === basis);
  return { ...request, verdicts: { ...request.verdicts, ...Object.fromEntries(renewed.map((verdict) => [verdict.check, verdict])) } };
}
