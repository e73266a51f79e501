/** Decides what time alone brings about for a disposal: an answer that never came, and the notice before the day. */
import { createHash } from 'node:crypto';
import { disposalStanding, earliestDay, isUnderWay, todayIn, withDisposal } from '../procedure/disposal';
import { noticeDue } from '../procedure/disposal-move';
import type { Disposal, NoticeMoment, SnapshotRequest } from '../procedure/request';
import type { Rules } from '../procedure/rules';
import { sentence } from '../procedure/sentence';
import { loadRequest } from '../storage/requests';
import { change, type Decided, type Scene } from './change';
import { absentFrom, listedContacts } from './listed-contacts';
import { loadRules } from './load-rules';

/** What the listed contacts read. */
export function noticeText(disposal: Disposal, moment: NoticeMoment, request: SnapshotRequest, rules: Rules, now: Date): string {
  const [target] = disposal.tenants;
  return sentence(
    {
      code: `disposal.notice.${disposal.profile}.${moment}`,
      params: {
        ticket: request.issueKey,
        site: target.site,
        tenant: target.tenantId,
        systems: { list: disposal.systems, join: 'and' },
        on: { day: earliestDay(disposal, rules) },
        restorable: disposal.carriedOut?.restorableUntil ? { day: disposal.carriedOut.restorableUntil } : '',
      },
    },
    { locale: 'en', timeZone: rules.calendar.timeZone, now },
  );
}

/** A look takes its moment, so that one a day would come later every day and in the end leave a day out. */
const looksAgainAfterMs = 43_200_000;

export type Telling = { readonly moment: NoticeMoment; readonly how: 'by-hand' | 'participants'; readonly note?: string | undefined; readonly link?: string | undefined };

/** The change that records a notice. As participants the contacts are told by this very act, in a public comment. */
export function toldOf(disposal: Disposal, { moment, how, note, link }: Telling, addresses: readonly string[], by: string, { request, rules, now, at }: Scene): Decided {
  const text = noticeText(disposal, moment, request, rules, now);
  const notice = { by, at, moment, how, addresses, ...(note && { note }), ...(link && { link }) };
  const name = `comment#${createHash('sha256').update(`disposal ${disposal.number} ${moment}\n${text}`).digest('hex').slice(0, 24)}`;
  return {
    request: withDisposal(request, { ...disposal, told: [...(disposal.told ?? []), notice] }),
    happening: { type: 'disposal.told', detail: { disposal: disposal.number, moment, how, count: addresses.length } },
    personal: [{ addresses, text, note: note ?? '', link: link ?? '' }],
    ...(how === 'participants' && { effects: [{ name, what: { do: 'comment' as const, replyId: `disposal-${moment}`, text }, now: true }] }),
    done: { code: 'done.disposal-told', params: { moment } },
  };
}

/**
 * What time alone brings about: an answer that never came is written down as a no, and the second notice goes out by itself
 * where every contact takes part in the ticket. The next moment to look again (ISO), or undefined where nothing is left to do.
 */
export async function tickDisposal(issueId: string, number: number): Promise<string | undefined> {
  const stored = await loadRequest(issueId);
  const disposal = stored?.request.disposals?.find((one) => one.number === number);
  if (!stored || !disposal) return undefined;
  const rules = await loadRules(stored.request.projectId, stored.request.rulesVersion);
  const now = new Date();
  const standing = disposalStanding(disposal, rules, todayIn(rules, now));
  const next = new Date(now.getTime() + looksAgainAfterMs).toISOString();
  if (standing === 'lapsed') {
    await change(issueId, 'app', ({ request, now: then }) => {
      const same = request.disposals?.find((one) => one.number === number);
      if (!same || disposalStanding(same, rules, todayIn(rules, then)) !== 'lapsed' || same.lapsed) return { unchanged: true };
      return { request: withDisposal(request, { ...same, lapsed: { by: 'app', at: then.toISOString() } }), happening: { type: 'disposal.lapsed', detail: { disposal: number, decideBy: same.decideBy } } };
    });
    return undefined;
  }
  if (!isUnderWay(standing)) return undefined;
  const addresses = await listedContacts(stored.request);
  if (noticeDue(disposal, rules, todayIn(rules, now)) === 'before' && !('refusal' in addresses) && (await absentFrom(issueId, addresses)).length === 0) {
    await change(issueId, 'app', (scene) => {
      const same = scene.request.disposals?.find((one) => one.number === number);
      if (!same || noticeDue(same, rules, todayIn(rules, scene.now)) !== 'before') return { unchanged: true };
      return toldOf(same, { moment: 'before', how: 'participants' }, addresses, 'app', scene);
    });
  }
  return next;
}
