/** Decides how the listed contacts are told of a disposal: when it is asked for, shortly before, and when it is done. */
import type { Answer, ContactsPrepared } from '../contract';
import { noticeOf } from '../procedure/disposal';
import { noticeDue } from '../procedure/disposal-move';
import type { NoticeMoment } from '../procedure/request';
import { loadRequest } from '../storage/requests';
import { refused, type Decided, type Outcome, type Refused } from './change';
import { noticeText, toldOf, type Telling } from './disposal-clock';
import { absentFrom, listedContacts } from './listed-contacts';
import { loadRules } from './load-rules';
import { performOnDisposal } from './on-disposal';

export async function prepareNotice(issueId: string, number: number, moment: NoticeMoment): Promise<Answer<ContactsPrepared>> {
  const stored = await loadRequest(issueId);
  const disposal = stored?.request.disposals?.find((one) => one.number === number);
  if (!stored) return { ok: false, ...refused('no-request') };
  if (!disposal) return { ok: false, ...refused('no-disposal') };
  const rules = await loadRules(stored.request.projectId, stored.request.rulesVersion);
  const contacts = await listedContacts(stored.request);
  if ('refusal' in contacts) return { ok: false, ...contacts };
  return { ok: true, value: { text: noticeText(disposal, moment, stored.request, rules, new Date()), contacts, absent: await absentFrom(issueId, contacts) } };
}

/** Records that every listed contact was told. A notice counts once; the one before the day also says which day. */
export function tellDisposal(issueId: string, actor: string, { disposal: number, ...telling }: Telling & { readonly disposal: number }): Promise<Outcome | Refused> {
  return performOnDisposal(issueId, actor, number, ['to-decide', 'waiting', 'due', 'begun', 'held', 'carried-out'], async (on): Promise<Decided | Refused> => {
    const { disposal, rules, today } = on;
    if (noticeOf(disposal, telling.moment)) return refused('told-already');
    if (noticeDue(disposal, rules, today) !== telling.moment) return refused('notice-not-due');
    if (telling.how === 'by-hand' && !telling.note && !telling.link) return refused('evidence-needed');
    const addresses = await listedContacts(on.request);
    if ('refusal' in addresses) return addresses;
    const absent = telling.how === 'participants' ? await absentFrom(issueId, addresses) : [];
    if (absent.length > 0) return refused('contacts-not-here', { addresses: { list: absent, join: 'and' } });
    return toldOf(disposal, telling, addresses, actor, on);
  });
}
