/** Decides how a prepared reply is filled in, who would receive it, and that it goes out once as a public comment. */
import { createHash } from 'node:crypto';
import { sharedMailLists } from '../checks/shared-mail';
import type { Answer, PreparedReply } from '../contract';
import { readAccounts } from '../jira/people';
import { organisationsOf, readersOf, type Reader } from '../jira/service-desk';
import { dayIn, readClock } from '../procedure/business-days';
import { factsStanding, waitsForDecision } from '../procedure/checklist';
import { replyOf } from '../procedure/ending';
import { checksToldIn, fillReply, type Filling } from '../procedure/replies';
import { replyReaders, type ReplyReader } from '../procedure/reply-readers';
import { sentence } from '../procedure/sentence';
import type { SnapshotRequest } from '../procedure/request';
import type { Rules } from '../procedure/rules';
import { loadRequest } from '../storage/requests';
import { stepName } from '../views/looker';
import { refused, type Decided, type Outcome, type Refused, type Scene, type Unchanged } from './change';
import { listedContacts } from './listed-contacts';
import { loadRules } from './load-rules';
import { perform } from './perform';

function findingsText(request: SnapshotRequest, rules: Rules, now: Date, checks: readonly string[]): string | undefined {
  const reader = { locale: 'en', timeZone: rules.calendar.timeZone, now };
  const verdicts = checks.flatMap((check) => request.verdicts[check] ?? []);
  const failing = verdicts.filter(({ outcome }) => outcome === 'fail');
  // Beside what cannot be used nobody wants to read what is merely odd about the rest.
  const told = failing.length > 0 ? failing : verdicts;
  const lines = told.flatMap(({ check, findings }) => findings.filter(({ weight }) => weight === 'fail' || weight === 'warn').map(({ code, params }) => `- ${sentence({ code: `${check}.${code}.says`, params }, reader)}`));
  return lines.length > 0 ? lines.join('\n') : undefined;
}

export async function fillingOf(request: SnapshotRequest, rules: Rules, reply: string, actor: string, now: Date): Promise<Filling> {
  const reader = { locale: 'en', timeZone: rules.calendar.timeZone, now };
  const { facts, flags } = request;
  const { missing } = factsStanding(request);
  const kind = facts.kind && sentence({ code: `kind.${facts.kind.value}`, params: {} }, reader);
  const file = flags.filter(({ code }) => code === 'private-key').at(-1)?.params['file'];
  const findings = findingsText(request, rules, now, checksToldIn(reply));
  const clock = readClock(request.clock, rules.calendar, dayIn(rules.calendar.timeZone, now));
  const { from, to } = rules.calendar.estimate;
  const due = sentence({ code: 'text', params: { text: { day: clock.latest } } }, reader);
  const agent = (await readAccounts([actor])).get(actor)?.name;
  const recipient = facts.recipient?.value;
  return {
    requester: facts.requester?.value.name?.split(' ')[0] ?? 'there',
    ...(recipient && { recipient: recipient.name, recipientAddress: recipient.address }),
    kind: kind ?? 'data snapshot',
    product: facts.product?.value ?? 'your data',
    site: facts.site?.value ?? 'your site',
    ticket: request.issueKey,
    ...(agent && { agent }),
    questions: missing.map((fact, at) => `${at + 1}. ${sentence({ code: `question.${fact}`, params: {} }, reader)}`).join('\n'),
    ...(findings && { findings }),
    ...(typeof file === 'string' && { file }),
    from: String(from),
    to: String(to),
    due,
    ...(request.ended?.duplicateOf && { other: request.ended.duplicateOf.issueKey }),
  };
}

/** Everybody whom a reply on the ticket reaches, with who of them is a stranger. A directory that does not answer lists nobody. */
async function seenReaders(request: SnapshotRequest, readers: readonly Reader[]): Promise<readonly ReplyReader[]> {
  const [listed, sharedMailOf] = await Promise.all([listedContacts(request), sharedMailLists([])]);
  return replyReaders(readers, request, { listed: 'refusal' in listed ? [] : listed, isShared: (domain) => sharedMailOf(domain) !== undefined });
}

/** The reply as it would go out, filled in from the request, with everybody who would receive it. */
export async function prepareFor(request: SnapshotRequest, rules: Rules, reply: string, actor: string, now: Date): Promise<PreparedReply | undefined> {
  const [filling, readers, organisations] = await Promise.all([fillingOf(request, rules, reply, actor, now), readersOf(request.issueId), organisationsOf(request.issueId)]);
  const filled = fillReply(rules, reply, filling);
  if (!filled) return undefined;
  const recipients = await seenReaders(request, readers);
  // Jira gives no address for a closed account: that it is closed says more than that it is a stranger.
  const strangers = recipients.filter(({ stranger, active }) => stranger && active).map(({ name }) => name);
  const inactive = recipients.filter(({ active }) => !active).map(({ name }) => name);
  return {
    reply,
    title: { code: 'text', params: { text: filled.title } },
    text: filled.text,
    recipients,
    ...(organisations.length > 0 && { organisations: { code: 'reply.organisations', params: { names: { list: organisations, join: 'and' }, count: organisations.length } } }),
    ...(strangers.length > 0 && { strangers: { code: 'reply.strangers', params: { names: { list: strangers, join: 'and' }, count: strangers.length } } }),
    ...(inactive.length > 0 && { inactive: { code: 'reply.inactive', params: { names: { list: inactive, join: 'and' }, count: inactive.length } } }),
  };
}

export async function prepareReply(issueId: string, actor: string, reply: string): Promise<Answer<PreparedReply>> {
  const stored = await loadRequest(issueId);
  if (!stored) return { ok: false, ...refused('no-request') };
  const rules = await loadRules(stored.request.projectId, stored.request.rulesVersion);
  const prepared = await prepareFor(stored.request, rules, reply, actor, new Date());
  return prepared ? { ok: true, value: prepared } : { ok: false, ...refused('unknown-reply') };
}

/** Whether a text names a place that only the recipient may know. */
const namesPlace = ({ deliveries = [] }: SnapshotRequest, text: string): boolean =>
  deliveries.some(({ place }) => [place.host, place.path, `${place.username}@`].some((detail) => text.toLowerCase().includes(detail.toLowerCase())));

/** So soon after each other, two clicks on the same text are one; later the same text is a reminder. */
const repeatedWithinMs = 120_000;

/** Sends the edited text, once for a repeated click. */
export async function sendReply(issueId: string, actor: string, input: { readonly reply: string; readonly text: string; readonly strangersSeen: boolean }): Promise<Outcome | Refused> {
  const readers = await readersOf(issueId);
  return perform(issueId, actor, async ({ request, rules, now, at }: Scene): Promise<Decided | Refused | Unchanged> => {
    const reply = rules.replies.find(({ id }) => id === input.reply);
    // How it ended is all that is still told.
    if (request.ended && input.reply !== replyOf(request.ended.ending)) return refused('ended', { ending: request.ended.ending });
    if (!reply) return refused('unknown-reply');
    const gaps = [...input.text.matchAll(/\{(\w+)\}/g)].map(([whole]) => whole);
    if (gaps.length > 0) return refused('reply-incomplete', { gaps: { list: gaps, join: 'and' } });
    const step = rules.steps.find(({ done }) => done.by === 'reply' && done.reply === reply.id);
    if (step && waitsForDecision(step, request, rules, now)) return refused('decision-first', { step: stepName(step) });
    if (namesPlace(request, input.text)) return refused('details-stay-private');
    const recipients = await seenReaders(request, readers);
    const toStrangers = recipients.some(({ stranger }) => stranger);
    if (recipients.some(({ active }) => !active) && !input.strangersSeen) return refused('inactive-unseen');
    if (toStrangers && !input.strangersSeen) return refused('strangers-unseen');
    const { unsent, ...sendable } = request;
    const text = createHash('sha256').update(input.text).digest('hex');
    const isRepeated = request.replies.some((sent) => sent.reply === reply.id && sent.text === text && now.getTime() - Date.parse(sent.at) < repeatedWithinMs);
    if (isRepeated) return { unchanged: true, done: { code: 'done.reply-sent', params: {} } };
    return {
      request: {
        ...sendable,
        replies: [...request.replies, { reply: reply.id, by: actor, at, text }],
        ...(reply.asksCustomer && { waiting: { since: at, reply: reply.id } }),
      },
      happening: { type: 'reply.sent', detail: { reply: reply.id, toStrangers } },
      personal: [input.text],
      effects: [{ name: `comment#${request.trail.seq + 1}`, what: { do: 'comment', replyId: reply.id, text: input.text }, now: true }],
      done: { code: 'done.reply-sent', params: {} },
    };
  });
}
