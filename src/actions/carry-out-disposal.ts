/** Decides how a disposal is carried out: everything checked again and the tenant typed again first, then attested system by system. */
import { addDays, readTyped, withDisposal } from '../procedure/disposal';
import { noticeDue } from '../procedure/disposal-move';
import type { RemainingBackup } from '../procedure/request';
import { refused, type Outcome, type Refused } from './change';
import { compareTenants } from './compare-tenants';
import { performOnDisposal } from './on-disposal';

/** So long after the last look the world may have moved on. */
const lookHoldsMs = 24 * 3_600_000;

/** The last look before the purge. Only what was begun can be attested. */
export function beginDisposal(issueId: string, actor: string, { disposal: number, typed }: { readonly disposal: number; readonly typed: string }): Promise<Outcome | Refused> {
  return performOnDisposal(issueId, actor, number, ['due', 'begun'], async ({ request, rules, now, at, disposal, today }) => {
    const notice = noticeDue(disposal, rules, today);
    if (notice) return refused('notice-first', { moment: notice });
    const compared = await compareTenants(disposal.profile, request, rules, now);
    if (!('tenants' in compared)) return { refusal: compared.bars[0] };
    const reading = readTyped(typed, compared.tenants);
    if (reading !== 'matches') return refused(`typed-${reading}`, { typed: typed.trim().slice(0, 80), site: compared.tenants[0].site });
    const [bar] = compared.bars;
    if (bar) return { refusal: bar };
    return {
      request: withDisposal(request, { ...disposal, begun: { by: actor, at, seal: compared.seal } }),
      happening: { type: 'disposal.begun', detail: { disposal: number, seal: compared.seal } },
      done: { code: 'done.disposal-begun', params: { site: compared.tenants[0].site } },
    };
  });
}

export type Attested = {
  readonly disposal: number;
  readonly evidence: readonly { readonly system: string; readonly note: string }[];
  readonly safetyCopy?: string | undefined;
  readonly restorableUntil?: string | undefined;
  readonly backups: readonly RemainingBackup[];
};

/** Attests what was purged, each system with its evidence. A tenant's own systems leave a safety copy and say until when. */
export function attestDisposal(issueId: string, actor: string, { disposal: number, evidence, safetyCopy, restorableUntil, backups }: Attested): Promise<Outcome | Refused> {
  return performOnDisposal(issueId, actor, number, ['begun'], ({ request, rules, now, at, disposal, today }) => {
    const { begun } = disposal;
    if (!begun || now.getTime() - Date.parse(begun.at) > lookHoldsMs) return refused('look-again');
    if (request.flags.some(({ settled }) => !settled)) return refused('flag-not-settled');
    const named = evidence.map(({ system }) => system);
    if (named.length !== disposal.systems.length || new Set(named).size < named.length || !disposal.systems.every((system) => named.includes(system))) return refused('systems-incomplete', { systems: { list: disposal.systems, join: 'and' } });
    if (disposal.profile === 'tenant-systems') {
      const earliest = addDays(today, rules.policies.disposal.restorableDays);
      if (!safetyCopy || !restorableUntil) return refused('safety-copy-needed');
      if (restorableUntil < earliest) return refused('safety-copy-too-short', { earliest: { day: earliest } });
    }
    const past = backups.find(({ until }) => until < today);
    if (past) return refused('backup-in-the-past', { what: past.what });
    const carriedOut = { by: actor, at, evidence, backups, ...(safetyCopy && { safetyCopy }), ...(restorableUntil && { restorableUntil }) };
    const after = { ...disposal, carriedOut };
    return {
      request: withDisposal(request, after),
      happening: { type: 'disposal.carried-out', detail: { disposal: number, systems: evidence.length, backups: backups.length, ...(restorableUntil && { restorableUntil }) } },
      personal: [{ evidence, safetyCopy: safetyCopy ?? '', backups }],
      done: { code: 'done.disposal-carried-out', params: {} },
    };
  });
}
