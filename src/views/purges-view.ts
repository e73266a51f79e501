/** Decides the lines of the page of all purges: what nobody approved or was wrong first, then the newest. */
import type { PurgeLine } from '../contract';
import type { Judged, Purge } from '../procedure/purges';

export type PurgeScene = {
  readonly judged: readonly Judged[];
  /** What was attested here, whether or not the log has it. */
  readonly attested: readonly Purge[];
  readonly names: ReadonlyMap<string, string>;
  readonly imported?: { readonly by: string; readonly at: string; readonly lines: number; readonly until: string };
};

function ownFields(purge: Purge, names: PurgeScene['names']): Pick<PurgeLine, 'site' | 'issueKey' | 'askedBy' | 'approvedBy' | 'carriedOutBy'> {
  const named = (accountId: string | undefined): string | undefined => (accountId ? (names.get(accountId) ?? accountId) : undefined);
  const [askedBy, approvedBy, carriedOutBy] = [named(purge.askedBy), named(purge.approvedBy), named(purge.by)];
  return {
    ...(purge.site && { site: purge.site }),
    ...(purge.issueKey && { issueKey: purge.issueKey }),
    ...(askedBy && { askedBy }),
    ...(approvedBy && { approvedBy }),
    ...(carriedOutBy && { carriedOutBy }),
  };
}

const ranks: Readonly<Record<PurgeLine['standing'], number>> = { 'not-approved': 0, 'in-error': 1, 'not-attested': 2, approved: 3, restored: 3 };

const when = ({ day, at }: Purge): Pick<PurgeLine, 'day' | 'at'> => ({ day, ...(at !== undefined && { at }) });

export function purgeLines({ judged, attested, names, imported }: PurgeScene): readonly PurgeLine[] {
  const lines = judged.map((one): PurgeLine => {
    const { logged } = one;
    const base = { id: logged.id, ...when(logged), tenantId: logged.tenantId, inLog: 'yes' as const, ...(logged.by && { loggedBy: logged.by }) };
    if ('why' in one) return { ...base, standing: 'not-approved', why: one.why };
    // Approved and done, but nobody has said so here yet.
    return { ...base, standing: one.approval.error ?? (one.approval.at === undefined ? 'not-attested' : 'approved'), ...ownFields(one.approval, names) };
  });
  const matched = new Set(judged.flatMap((one) => ('approval' in one ? [one.approval.id] : [])));
  const own = attested
    .filter(({ id }) => !matched.has(id))
    .map((purge): PurgeLine => {
      // A dump's deletion is none of the platform's purges, and a log says nothing of what came after it.
      const inLog = purge.profile === 'tenant-systems' && imported !== undefined && purge.day < imported.until ? 'no' : 'unknown';
      return { id: purge.id, ...when(purge), tenantId: purge.tenantId, standing: purge.error ?? 'approved', inLog, ...(purge.profile && { profile: purge.profile }), ...ownFields(purge, names) };
    });
  return [...lines, ...own].sort((a, b) => ranks[a.standing] - ranks[b.standing] || (b.at ?? b.day).localeCompare(a.at ?? a.day));
}
