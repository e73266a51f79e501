/** Decides what happens when the wrong data was purged: everything stops, purges alike are looked at, and the way back is on record. */
import type { Answer, PurgeAlike } from '../contract';
import type { Message } from '../checks/message';
import { readAccounts } from '../jira/people';
import { withDisposal } from '../procedure/disposal';
import { purgeId, type Purge } from '../procedure/purges';
import type { Disposal } from '../procedure/request';
import { loadRequest } from '../storage/requests';
import { purgesSince } from '../storage/purges';
import { refused, type Outcome, type Refused } from './change';
import { isSecondPerson } from './identify';
import { performOnDisposal } from './on-disposal';

/** One page of the index; a sweep of more is begun at a later day. */
const mostSwept = 100;

/** Reported of what was attested, and of what was begun and then stopped too late. */
export function reportPurgeError(issueId: string, actor: string, { disposal: number, reason }: { readonly disposal: number; readonly reason: string }): Promise<Outcome | Refused> {
  return performOnDisposal(issueId, actor, number, ['carried-out', 'begun', 'held', 'cancelled', 'due'], ({ request, at, disposal }) => {
    if (!disposal.carriedOut && !disposal.begun) return refused('nothing-purged');
    return {
      request: withDisposal(request, { ...disposal, inError: { by: actor, at, reason } }),
      alarms: [{ code: 'purged-in-error', subject: `disposal ${number}`, params: { by: actor, reason, site: disposal.tenants[0].site } }],
      happening: { type: 'disposal.in-error', detail: { disposal: number } },
      personal: [reason],
      done: { code: 'done.purge-error', params: {} },
    };
  });
}

const likeness = (one: Purge, { by, decided, carriedOut, tenants }: Disposal): readonly Message[] => {
  const alike = (code: string): Message => ({ code: `purge.alike.${code}`, params: {} });
  const [target] = tenants;
  return [
    ...(one.askedBy === undefined && one.source === 'platform' ? [alike('unapproved')] : []),
    ...(one.askedBy === by ? [alike('asker')] : []),
    ...(one.approvedBy !== undefined && one.approvedBy === decided?.by ? [alike('approver')] : []),
    ...(one.by === carriedOut?.by ? [alike('hand')] : []),
    ...(one.day === carriedOut?.at.slice(0, 10) ? [alike('day')] : []),
    ...(tenants.some(({ tenantId }) => tenantId.toLowerCase() === one.tenantId.toLowerCase()) && one.tenantId !== target.tenantId ? [alike('company')] : []),
  ];
};

async function others(projectId: string, since: string, own: string): Promise<readonly Purge[] | Refused> {
  const { purges, next } = await purgesSince(projectId, since, { limit: mostSwept });
  return next === undefined ? purges.filter(({ id }) => id !== own) : refused('too-many-purges', { most: mostSwept });
}

/** Every other purge since a day (`YYYY-MM-DD`), with what it has in common with the one that was wrong. */
export async function purgesAlike(issueId: string, number: number, since: string): Promise<Answer<{ purges: readonly PurgeAlike[] }>> {
  const stored = await loadRequest(issueId);
  const disposal = stored?.request.disposals?.find((one) => one.number === number);
  if (!stored) return { ok: false, ...refused('no-request') };
  if (!disposal) return { ok: false, ...refused('no-disposal') };
  const found = await others(stored.request.projectId, since, purgeId(issueId, number));
  if ('refusal' in found) return { ok: false, ...found };
  const accounts = await readAccounts(found.map(({ by }) => by));
  const purges = found.map((one) => ({
    purge: one.id,
    day: one.day,
    tenantId: one.tenantId,
    site: one.site ?? '',
    who: { code: one.source === 'desk' ? 'purge.by' : 'purge.by-platform', params: { by: accounts.get(one.by)?.name ?? one.by, ticket: one.issueKey ?? '' } },
    alike: likeness(one, disposal),
  }));
  return { ok: true, value: { purges: purges.sort((a, b) => b.alike.length - a.alike.length) } };
}

export type Sweep = { readonly disposal: number; readonly since: string; readonly looked: readonly { readonly purge: string; readonly finding: 'right' | 'in-error' | 'unclear'; readonly note: string }[] };

/** A sweep counts when it looked at every purge since its day; what is found in error is reported on its own ticket. */
export function recordSweep(issueId: string, actor: string, { disposal: number, since, looked }: Sweep): Promise<Outcome | Refused> {
  return performOnDisposal(issueId, actor, number, ['in-error'], async ({ request, at, disposal }) => {
    const { inError, carriedOut, begun } = disposal;
    if (!inError) return refused('nothing-purged');
    if (since > (carriedOut ?? begun ?? inError).at.slice(0, 10)) return refused('sweep-too-late');
    const found = await others(request.projectId, since, purgeId(issueId, number));
    if ('refusal' in found) return found;
    const unseen = found.filter(({ id }) => !looked.some(({ purge }) => purge === id));
    if (unseen.length > 0) return refused('sweep-incomplete', { count: unseen.length });
    const known = looked.filter(({ purge }) => found.some(({ id }) => id === purge));
    return {
      request: withDisposal(request, { ...disposal, inError: { ...inError, sweep: { by: actor, at, since, looked: known } } }),
      happening: { type: 'disposal.swept', detail: { disposal: number, since, looked: known.length, inError: known.filter(({ finding }) => finding === 'in-error').length } },
      personal: [known],
      done: { code: 'done.swept', params: { count: known.length } },
    };
  });
}

export function recordRestore(issueId: string, actor: string, { disposal: number, from, note }: { readonly disposal: number; readonly from: string; readonly note: string }): Promise<Outcome | Refused> {
  return performOnDisposal(issueId, actor, number, ['in-error'], ({ request, at, disposal }) => {
    const { inError } = disposal;
    if (!inError) return refused('nothing-purged');
    return {
      request: withDisposal(request, { ...disposal, inError: { ...inError, restored: { by: actor, at, from, note } } }),
      happening: { type: 'disposal.restored', detail: { disposal: number } },
      personal: [{ from, note }],
      done: { code: 'done.restored', params: {} },
    };
  });
}

/** Somebody else has looked into what was restored, after purges alike were swept. */
export function verifyRestore(issueId: string, actor: string, number: number): Promise<Outcome | Refused> {
  return performOnDisposal(issueId, actor, number, ['in-error'], async ({ request, at, disposal }) => {
    const { inError } = disposal;
    if (!inError?.restored) return refused('not-restored');
    if (!inError.sweep) return refused('sweep-first');
    const other = await isSecondPerson(actor, inError.restored.by);
    if (other !== true) return other;
    return {
      request: withDisposal(request, { ...disposal, inError: { ...inError, restored: { ...inError.restored, verified: { by: actor, at } } } }),
      happening: { type: 'disposal.restore-verified', detail: { disposal: number } },
      done: { code: 'done.restore-verified', params: {} },
    };
  });
}
