/** Decides how the listed contacts are told what is asked, and what happens when one of them says that it was not them. */
import { createHash } from 'node:crypto';
import type { Answer, ContactsPrepared } from '../contract';
import { decisionStanding } from '../procedure/checklist';
import { sentence } from '../procedure/sentence';
import { isSameAddress } from '../procedure/relation';
import { aboutOf, objectionUntil } from '../procedure/told-contacts';
import { termsOf } from '../procedure/terms';
import type { SnapshotRequest } from '../procedure/request';
import type { Rules } from '../procedure/rules';
import { loadRequest } from '../storage/requests';
import { refused, type Decided, type Outcome, type Refused, type Scene } from './change';
import { absentFrom, listedContacts } from './listed-contacts';
import { loadRules } from './load-rules';
import { perform } from './perform';

/** What is asked, by whom, for whom and for which site; nothing of it that the contacts of a licence may not know. */
function messageFor(request: SnapshotRequest, rules: Rules, now: Date): string {
  const { site, kind, scope, requester, recipient } = termsOf(request);
  const reader = { locale: 'en', timeZone: rules.calendar.timeZone, now };
  return sentence(
    {
      code: 'contacts.message',
      params: {
        ticket: request.issueKey,
        kind: `kind.${kind ?? 'data-dump'}`,
        site: site ?? '',
        data: scope ? `${scope.data}, ${scope.from} to ${scope.to}` : '',
        requester: requester ? `${requester.name}, ${requester.address}` : '',
        recipient: recipient ? `${recipient.name}, ${recipient.address}, ${recipient.employer}, ${recipient.country}` : '',
        until: { day: objectionUntil(rules, now) },
      },
    },
    reader,
  );
}

/** The message as it would be sent, to whom, and who of them takes no part in the ticket. */
export async function prepareContacts(issueId: string): Promise<Answer<ContactsPrepared>> {
  const stored = await loadRequest(issueId);
  if (!stored) return { ok: false, ...refused('no-request') };
  const rules = await loadRules(stored.request.projectId, stored.request.rulesVersion);
  const contacts = await listedContacts(stored.request);
  if ('refusal' in contacts) return { ok: false, ...contacts };
  return { ok: true, value: { text: messageFor(stored.request, rules, new Date()), contacts, absent: await absentFrom(issueId, contacts) } };
}

export type TellInput = { readonly how: 'by-hand' | 'participants'; readonly note?: string | undefined; readonly link?: string | undefined };

/** Records that all listed contacts were told. As participants they are told by this very act, in a public comment. */
export function tellContacts(issueId: string, actor: string, input: TellInput): Promise<Outcome | Refused> {
  return perform(issueId, actor, async ({ request, rules, now, at }: Scene): Promise<Decided | Refused> => {
    if (request.ended) return refused('ended', { ending: request.ended.ending });
    if (decisionStanding(request, 'proceed', rules, now) !== 'holds') return refused('proceed-first');
    if (input.how === 'by-hand' && !input.note && !input.link) return refused('evidence-needed');
    const addresses = await listedContacts(request);
    if ('refusal' in addresses) return addresses;
    const absent = input.how === 'participants' ? await absentFrom(issueId, addresses) : [];
    if (absent.length > 0) return refused('contacts-not-here', { addresses: { list: absent, join: 'and' } });
    const until = objectionUntil(rules, now);
    const text = messageFor(request, rules, now);
    const name = `comment#${createHash('sha256').update(`contacts\n${text}`).digest('hex').slice(0, 24)}`;
    return {
      request: { ...request, told: { by: actor, at, how: input.how, addresses, about: aboutOf(request), until, ...(input.note && { note: input.note }), ...(input.link && { link: input.link }) } },
      happening: { type: 'contacts.told', detail: { how: input.how, count: addresses.length, until } },
      personal: [{ addresses, text, note: input.note ?? '', link: input.link ?? '' }],
      ...(input.how === 'participants' && { effects: [{ name, what: { do: 'comment' as const, replyId: 'contacts', text }, now: true }] }),
      done: { code: 'done.contacts-told', params: { until: { day: until } } },
    };
  });
}

/** “That was not us”: a flag that shuts every gate until the lead has settled it. */
export function contactObjected(issueId: string, actor: string, input: { readonly contact: string; readonly reason: string }): Promise<Outcome | Refused> {
  return perform(issueId, actor, ({ request, at }: Scene): Decided | Refused => {
    if (request.ended) return refused('ended', { ending: request.ended.ending });
    const told = [...(request.told?.addresses ?? []), ...(request.disposals ?? []).flatMap((one) => (one.told ?? []).flatMap(({ addresses }) => addresses))];
    if (told.length === 0) return refused('not-told-yet');
    if (!told.some((address) => isSameAddress(address, input.contact))) return refused('not-a-listed-authoriser', { address: input.contact });
    return {
      request,
      alarms: [{ code: 'contact-objected', subject: at, params: { contact: input.contact, reason: input.reason, by: actor } }],
      happening: { type: 'contacts.objected', detail: { flag: at } },
      personal: [input],
      done: { code: 'done.objected', params: {} },
    };
  });
}
