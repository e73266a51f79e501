/** Decides what admins may define: the versioned rules, with the schema that every stored or imported set must pass. */
import { z } from 'zod';
import { checks } from '../checks/index';
import { plain, type Message } from '../checks/message';
import { choosesNothing, condition, neverHolds, ruleId, waitingInACircle } from './conditions';
import { disposalProfiles, factNames, fileRoles, gateNames, kinds, permissions, stages } from './request';

const text = z.string().trim().min(1).max(500);
const id = ruleId;

const done = z.discriminatedUnion('by', [
  z.strictObject({ by: z.literal('facts') }),
  z.strictObject({ by: z.literal('check'), check: id, settings: z.record(z.string(), z.unknown()) }),
  z.strictObject({ by: z.literal('answer') }),
  /** With `silence` two people may also conclude it from a notice that was never answered. */
  z.strictObject({ by: z.literal('attestation'), asks: z.enum(['note', 'link']), silence: z.literal(true).optional() }),
  z.strictObject({ by: z.literal('file'), role: z.enum(fileRoles) }),
  z.strictObject({ by: z.literal('reply'), reply: id }),
  z.strictObject({ by: z.literal('decision'), decision: z.enum(['proceed', 'release']) }),
  z.strictObject({ by: z.literal('possession') }),
  z.strictObject({ by: z.literal('task') }),
  z.strictObject({ by: z.literal('contacts') }),
  z.strictObject({ by: z.literal('start') }),
  z.strictObject({ by: z.literal('delivery'), until: z.enum(['recorded', 'handed-over']) }),
  z.strictObject({ by: z.literal('copy') }),
  z.strictObject({ by: z.literal('disposal'), profile: z.enum(disposalProfiles) }),
  z.strictObject({ by: z.literal('certificate') }),
]);

const step = z.strictObject({
  id,
  stage: z.enum(stages),
  /** Where absent, the catalogue's title of the step's id is used. */
  title: text.optional(),
  guidance: text.optional(),
  done,
  when: condition.optional(),
  who: z.enum(permissions),
  mandatory: z.boolean(),
  /** A second person must confirm before the step counts. */
  secondPerson: z.boolean(),
  /** The first gate that demands the step. */
  before: z.enum(gateNames),
});
export type Step = z.infer<typeof step>;

/** Placeholders that a reply may use; anything else in braces would stay a gap for ever. */
export const placeholders = ['requester', 'recipient', 'recipientAddress', 'kind', 'product', 'site', 'ticket', 'agent', 'questions', 'findings', 'file', 'from', 'to', 'due', 'other'] as const;
export type Placeholder = (typeof placeholders)[number];

const reply = z.strictObject({ id, title: text, text: z.string().trim().min(1).max(5000), asksCustomer: z.boolean() });

const channel = z.string().trim().max(80);
const channels = z.strictObject({ customerSuccess: channel, support: channel, lead: channel });
export const noChannels: z.infer<typeof channels> = { customerSuccess: '', support: '', lead: '' };

/** Whose accounts alone may decide, beside holding the permission; nobody named leaves it to the permission. */
const accounts = z.array(z.string().regex(/^[\w:.-]{1,128}$/)).max(20);
const approvers = z.strictObject({ proceed: accounts, release: accounts });
export const noApprovers: z.infer<typeof approvers> = { proceed: [], release: [] };

/** Calendar days, but for `decideWithin` and `silence`, which are business days. Every system of a profile has to go by name. */
const disposal = z.strictObject({
  purging: z.boolean(),
  waitDays: z.number().int().min(1).max(365),
  decideWithin: z.number().int().min(1).max(30),
  noticeDays: z.number().int().min(1).max(30),
  restorableDays: z.number().int().min(1).max(365),
  /** Older than this the licence directory and the tenant map say nothing about who may lose data. */
  directoryDays: z.number().int().min(1).max(90),
  /** How long a notice must have gone unanswered before two people may conclude anything from it. */
  silence: z.number().int().min(1).max(60),
  systems: z.record(z.enum(disposalProfiles), z.array(text).min(1).max(20)),
});

export const usualDisposal: z.infer<typeof disposal> = {
  purging: true,
  waitDays: 30,
  decideWithin: 5,
  noticeDays: 3,
  restorableDays: 30,
  directoryDays: 7,
  silence: 10,
  systems: { 'delivered-dump': ['Encrypted files on the delivery host', 'Working copy of the dump'], 'tenant-systems': ['Production database', 'Attachment storage', 'Search index', 'Analytics'] },
};

/** Calendar days after a request has ended, and for the directory after its import; 0 keeps for good. */
const period = z.number().int().min(0).max(36_500);
const retention = z.strictObject({ form: period, key: period, addresses: period, trail: period, directory: period });
type Retention = z.infer<typeof retention>;

/** What rules of before there were periods say: an update deletes nothing that nobody wanted gone. */
const keepsEverything: Retention = { form: 0, key: 0, addresses: 0, trail: 0, directory: 0 };

const shape = z.strictObject({
  v: z.literal(1),
  version: z.number().int().positive(),
  steps: z.array(step).max(60),
  replies: z.array(reply).max(30),
  requestTypes: z.array(z.strictObject({ name: text, kind: z.enum(kinds) })),
  /** Jira field names to look for each fact in, in order. */
  factFields: z.partialRecord(z.enum(factNames), z.array(text)),
  /** What is asked for where the ticket does not say. */
  defaultData: z.record(z.enum(kinds), text),
  products: z.array(text).min(1),
  enterprise: z.strictObject({ editions: z.array(text), tiersFrom: z.number().int().positive() }),
  policies: z.strictObject({
    releaseLapsesAfter: z.number().int().min(1).max(60),
    /** How long the listed contacts may object before anything is delivered; 0 waits for nobody. */
    objectionDays: z.number().int().min(0).max(20).default(2),
    /** After more business days than this without an answer it is proposed to end the request as expired. */
    expiresAfter: z.number().int().min(1).max(250).default(20),
    /** After how many business days of one turn whoever holds it is reminded, and after how many the lead is; 0 never does. */
    nudgeAfter: z.number().int().min(0).max(60).default(2),
    escalateAfter: z.number().int().min(0).max(60).default(5),
    approvers: approvers.default(noApprovers),
    mayOverride: z.enum(permissions),
    overridable: z.array(id),
    /** Who countersigns the form for the vendor; the customer's signer is the requester. */
    vendorSigners: z.array(z.strictObject({ name: text, address: text })),
    /** By name and SHA-256, as it goes out and as its content reads. Rules of before forms were uploaded have the digest alone. */
    blankForms: z.array(z.union([text, z.strictObject({ name: text, digests: z.array(z.string().regex(/^(?:[0-9a-f]{64}){1,2}$/)).min(1).max(2) })])),
    /** Where people are told by hand; empty where the step says enough. */
    channels: channels.default(noChannels),
    disposal: disposal.default(usualDisposal),
    retention: retention.default(keepsEverything),
  }),
  /** The statuses that lie behind each gate: an issue found there while the gate is shut is flagged. */
  guarded: z.record(z.enum(gateNames), z.array(text)),
  task: z.strictObject({
    project: text,
    issueType: text,
    summary: z.record(z.enum(kinds), text),
    component: text,
    productField: text,
    label: text,
    priority: text,
    linkType: text,
  }),
  calendar: z.strictObject({ timeZone: text, workDays: z.array(z.number().int().min(1).max(7)).min(1), holidays: z.array(text), estimate: z.strictObject({ from: z.number().int().positive(), to: z.number().int().positive() }) }),
});

const isTimeZone = (name: string): boolean => {
  try {
    return Boolean(new Intl.DateTimeFormat('en', { timeZone: name }));
  } catch {
    return false;
  }
};

/** A day of the calendar, written as a year, a month and a day: the 30th of February is none. */
const isDay = (written: string): boolean => {
  const at = new Date(`${written}T00:00:00Z`);
  return /^\d{4}-\d{2}-\d{2}$/.test(written) && !Number.isNaN(at.getTime()) && at.toISOString().startsWith(written);
};

/** Tags that a reply has no use for: a portal, a mail program or a later renderer might take them for more than words. */
const markup = /<\s*\/?\s*(?:script|iframe|object|embed|style|link|img|svg|form|input|button|a|base|meta)\b|javascript:/i;

/** One thing that keeps a set from being published, and the place in it that has to change. */
export type RulesProblem = { readonly at: readonly (string | number)[]; readonly says: Message };
type Place = RulesProblem['at'];

const problem = (at: Place, code: string, params: Message['params'] = {}): RulesProblem => ({ at, says: { code, params } });

/** Where a value stands that an earlier one of the list has too. */
const again = (values: readonly string[]): readonly number[] => values.flatMap((one, at) => (values.indexOf(one) < at ? [at] : []));

function problemsOfStep(step: Step, at: number, { steps, replies }: Draft): readonly RulesProblem[] {
  const { done: by, when } = step;
  const check = by.by === 'check' ? checks.find((one) => one.id === by.check) : undefined;
  const unfit = by.by === 'check' ? (check ? check.settings.safeParse(by.settings).error?.issues : [{ path: [] }]) : undefined;
  return [
    ...(by.by === 'check' && unfit ? [problem(['steps', at, 'done', ...(check ? ['settings', ...(unfit[0]?.path ?? []).map((part) => (typeof part === 'symbol' ? '' : part))] : ['check'])], check ? 'rules.check-settings' : 'rules.unknown-check', { step: step.id, check: by.check })] : []),
    ...(by.by === 'reply' && !replies.some((reply) => reply.id === by.reply) ? [problem(['steps', at, 'done', 'reply'], 'rules.unknown-reply', { step: step.id, reply: by.reply })] : []),
    ...(when && neverHolds(when) && !when.of.some(choosesNothing) ? [problem(['steps', at, 'when'], 'rules.never-holds', { step: step.id })] : []),
    ...(when?.of ?? []).flatMap((one, nth) => {
      const place = ['steps', at, 'when', 'of', nth];
      if (choosesNothing(one)) return [problem([...place, 'is'], 'rules.nothing-chosen', { step: step.id, nth: nth + 1 })];
      if (one.fact === 'verdict') return checks.some((known) => known.id === one.check) ? [] : [problem([...place, 'check'], 'rules.unknown-check', { step: step.id, check: one.check })];
      const asks = one.fact !== 'answer' || steps.some((other) => other.id === one.step && other.done.by === 'answer');
      return asks ? [] : [problem([...place, 'step'], 'rules.unknown-question', { step: step.id, question: one.step })];
    }),
  ];
}

/** The trail takes everything with it, so that nothing which is to be kept longer may be left to go with it. */
function problemsOfRetention({ policies: { retention: kept } }: Draft): readonly RulesProblem[] {
  const { trail } = kept;
  const longer = (['form', 'key', 'addresses'] as const).find((one) => trail > 0 && (kept[one] === 0 || kept[one] > trail));
  return longer ? [problem(['policies', 'retention', 'trail'], 'rules.trail-goes-first', { what: longer, days: trail })] : [];
}

function problemsOfReply({ id: name, text: written }: Draft['replies'][number], at: number): readonly RulesProblem[] {
  const unknown = [...written.matchAll(/\{(\w+)\}/g)].flatMap(([, found = '']) => (placeholders.some((known) => known === found) ? [] : [found]));
  return [
    ...unknown.map((placeholder) => problem(['replies', at, 'text'], 'rules.unknown-placeholder', { reply: name, placeholder })),
    ...(markup.test(written) ? [problem(['replies', at, 'text'], 'rules.markup', { reply: name })] : []),
  ];
}

/** Exactly one step takes each decision, and nothing lets a request go round it. */
function problemsOfDecision(name: 'proceed' | 'release', { steps }: Draft): readonly RulesProblem[] {
  const deciding = steps.filter(({ done: by }) => by.by === 'decision' && by.decision === name);
  return deciding.length === 1 && deciding.every(({ mandatory, when }) => mandatory && when === undefined) ? [] : [problem(['steps'], 'rules.undecided', { decision: name })];
}

/** What is wrong with a set as a whole: what names something that is not there, and what would leave a gate without its decision. */
function problemsOf(rules: Draft): readonly RulesProblem[] {
  const { steps, replies, policies, calendar, requestTypes } = rules;
  const circle = waitingInACircle(steps);
  return [
    ...again(steps.map((one) => one.id)).map((at) => problem(['steps', at, 'id'], 'rules.step-twice', { step: steps[at]?.id ?? '' })),
    ...again(replies.map((one) => one.id)).map((at) => problem(['replies', at, 'id'], 'rules.reply-twice', { reply: replies[at]?.id ?? '' })),
    ...again(requestTypes.map(({ name }) => name)).map((at) => problem(['requestTypes', at, 'name'], 'rules.type-twice', { name: requestTypes[at]?.name ?? '' })),
    ...steps.flatMap((one, at) => problemsOfStep(one, at, rules)),
    ...(circle.length > 0 ? [problem(['steps', steps.findIndex((one) => one.id === circle[0]), 'when'], 'rules.circle', { steps: { list: circle, join: 'and' } })] : []),
    ...(['proceed', 'release'] as const).flatMap((name) => problemsOfDecision(name, rules)),
    ...policies.overridable.flatMap((one, at) => (steps.some((known) => known.id === one) ? [] : [problem(['policies', 'overridable', at], 'rules.override-nothing', { step: one })])),
    ...replies.flatMap(problemsOfReply),
    ...problemsOfRetention(rules),
    ...(isTimeZone(calendar.timeZone) ? [] : [problem(['calendar', 'timeZone'], 'rules.no-time-zone', { zone: calendar.timeZone })]),
    ...calendar.holidays.flatMap((one, at) => (isDay(one) ? [] : [problem(['calendar', 'holidays', at], 'rules.no-such-day', { day: one })])),
    ...(calendar.estimate.from <= calendar.estimate.to ? [] : [problem(['calendar', 'estimate', 'to'], 'rules.estimate-backwards')]),
  ];
}

export const rulesSchema = shape.superRefine((rules, context) => {
  for (const { at, says } of problemsOf(rules)) context.addIssue({ code: 'custom', path: [...at], message: [says.code, ...Object.values(says.params).map(plain)].join(' ').trim(), params: { says } });
});

/** A draft may lack what a published set must have, so that a set can be built from nothing; its shape is whole. */
export const draftSchema = shape;
type Draft = z.infer<typeof draftSchema>;

/** One version of the rules. Business days in `estimate`, `releaseLapsesAfter` and `objectionDays`; `workDays` count Monday as 1. */
export type Rules = z.infer<typeof rulesSchema>;
