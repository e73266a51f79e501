/** Decides how a disposal is asked for: the right tenant typed in full, every system named, somebody else to decide. */
import { holdersOf } from '../jira/permissions';
import { readAccounts } from '../jira/people';
import { addDays, daysOf, disposalsOf, disposalUnderWay, groundOf, readTyped, systemsLeft, todayIn } from '../procedure/disposal';
import { isThrough } from '../procedure/ending';
import type { Disposal, DisposalProfile, SnapshotRequest } from '../procedure/request';
import type { Rules } from '../procedure/rules';
import { refused, type Decided, type Outcome, type Refused, type Scene } from './change';
import { compareTenants } from './compare-tenants';
import { isSecondPerson } from './identify';
import { perform } from './perform';

export type DisposalAsk = {
  readonly profile: DisposalProfile;
  readonly systems: readonly string[];
  readonly reason: string;
  /** The tenant as the asker typed it. */
  readonly typed: string;
  /** The digest of the comparison that the asker saw. */
  readonly seal: string;
  readonly decider: string;
  readonly waitsUntil?: string | undefined;
};

/** A year is longer than any reason to wait that is not a hold. */
const longestWait = 366;

/** The waiting period may be longer than the rules ask, never shorter. */
function wrongWait(wanted: string | undefined, rules: Rules, today: string): Refused | undefined {
  const { waitsUntil } = daysOf(rules, today);
  if (wanted === undefined) return undefined;
  if (wanted < waitsUntil) return refused('wait-too-short', { earliest: { day: waitsUntil } });
  return wanted > addDays(today, longestWait) ? refused('wait-too-long', { days: longestWait }) : undefined;
}

function wrongSystems(systems: readonly string[], request: SnapshotRequest, profile: DisposalProfile, rules: Rules): Refused | undefined {
  const left = systemsLeft(request, profile, rules);
  if (left.length === 0) return refused('disposed-already');
  const unknown = systems.find((system) => !left.includes(system));
  if (unknown !== undefined) return refused('unknown-system', { system: unknown });
  return systems.length === 0 || new Set(systems).size < systems.length ? refused('no-system') : undefined;
}

/**
 * Asks for a disposal. Nothing is deleted by it. Refused for a tenant that is not typed exactly, a comparison that is no
 * longer what the asker saw, everything in G5, and a decider who is the asker, or nobody who may decide.
 */
export function askDisposal(issueId: string, actor: string, input: DisposalAsk): Promise<Outcome | Refused> {
  return perform(issueId, actor, async (scene: Scene): Promise<Decided | Refused> => {
    const { request, rules, now, at } = scene;
    const today = todayIn(rules, now);
    const { profile, systems, reason, typed, seal, decider } = input;
    // Whoever withdrew a request did not ask for anything to be purged.
    if (request.ended && !isThrough(request.ended)) return refused('ended', { ending: request.ended.ending });
    if (disposalUnderWay(request, profile, rules, today)) return refused('disposal-under-way');
    const wrong = wrongWait(input.waitsUntil, rules, today) ?? wrongSystems(systems, request, profile, rules);
    if (wrong) return wrong;
    const compared = await compareTenants(profile, request, rules, now);
    if (!('tenants' in compared)) return { refusal: compared.bars[0] };
    const reading = readTyped(typed, compared.tenants);
    if (reading !== 'matches') return refused(`typed-${reading}`, { typed: typed.trim().slice(0, 80), site: compared.tenants[0].site });
    const [bar] = compared.bars;
    if (bar) return { refusal: bar };
    if (compared.seal !== seal) return refused('comparison-changed');
    const account = (await readAccounts([decider])).get(decider);
    const other = decider === actor ? refused('same-person') : await isSecondPerson(decider, actor);
    if (other !== true) return other;
    const holders = await holdersOf('decide-disposal', request.issueKey);
    if (!account || (holders && !holders.some(({ accountId }) => accountId === decider))) return refused('decider-may-not');
    const ground = groundOf(request, rules);
    if (!ground) return refused('disposal.bar.no-ground');
    const days = daysOf(rules, today);
    const disposal: Disposal = {
      by: actor,
      at,
      number: (request.disposals?.at(-1)?.number ?? 0) + 1,
      profile,
      ground,
      systems,
      reason,
      tenants: compared.tenants,
      seal,
      decider,
      ...days,
      waitsUntil: input.waitsUntil ?? days.waitsUntil,
    };
    const { number, decideBy, waitsUntil } = disposal;
    return {
      request: { ...request, disposals: [...(request.disposals ?? []), disposal] },
      happening: { type: 'disposal.asked', detail: { disposal: number, profile, ground, seal, systems: systems.length, decider, decideBy, waitsUntil } },
      personal: [{ reason, systems, tenants: compared.tenants }],
      effects: [{ name: `disposal-clock#${number}`, what: { do: 'disposal-clock', disposal: number }, now: false, dueAt: `${addDays(decideBy, 1)}T06:00:00.000Z` }],
      done: { code: 'done.disposal-asked', params: { site: compared.tenants[0].site, by: { day: decideBy }, again: disposalsOf(request, profile).length > 0 ? 'yes' : 'no' } },
    };
  });
}
