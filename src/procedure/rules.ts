/** Decides what admins may define: the versioned rules, with the schema that every stored or imported set must pass. */
import { z } from 'zod';
import { checks } from '../checks/index';
import { factNames, fileRoles, gateNames, kinds, permissions, stages } from './request';

const text = z.string().trim().min(1).max(500);
const id = z.string().regex(/^[a-z][a-z0-9-]{1,39}$/);

/** A condition is chosen, never typed as code. Facts that are not known yet make it apply: what may be needed is needed. */
const comparison = z.discriminatedUnion('fact', [
  z.strictObject({ fact: z.literal('kind'), is: z.enum(kinds) }),
  z.strictObject({ fact: z.literal('product'), is: text }),
  z.strictObject({ fact: z.literal('enterprise'), is: z.boolean() }),
  z.strictObject({ fact: z.literal('answer'), step: id, is: z.enum(['yes', 'no']) }),
  z.strictObject({ fact: z.literal('verdict'), check: id, is: z.enum(['pass', 'warn', 'fail', 'unknown']) }),
]);
const condition = z.strictObject({ join: z.enum(['any', 'all']), of: z.array(comparison).min(1).max(10) });
export type Comparison = z.infer<typeof comparison>;
export type Condition = z.infer<typeof condition>;

const done = z.discriminatedUnion('by', [
  z.strictObject({ by: z.literal('facts') }),
  z.strictObject({ by: z.literal('check'), check: id, settings: z.record(z.string(), z.unknown()) }),
  z.strictObject({ by: z.literal('answer') }),
  z.strictObject({ by: z.literal('attestation'), asks: z.enum(['note', 'link']) }),
  z.strictObject({ by: z.literal('file'), role: z.enum(fileRoles) }),
  z.strictObject({ by: z.literal('reply'), reply: id }),
  z.strictObject({ by: z.literal('decision'), decision: z.enum(['proceed', 'release']) }),
  z.strictObject({ by: z.literal('possession') }),
  z.strictObject({ by: z.literal('task') }),
  z.strictObject({ by: z.literal('contacts') }),
  z.strictObject({ by: z.literal('start') }),
  z.strictObject({ by: z.literal('delivery'), until: z.enum(['recorded', 'handed-over']) }),
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
const placeholders = ['requester', 'recipient', 'recipientAddress', 'kind', 'product', 'site', 'ticket', 'agent', 'questions', 'findings', 'file', 'from', 'to', 'due'] as const;
export type Placeholder = (typeof placeholders)[number];

const reply = z.strictObject({ id, title: text, text: z.string().trim().min(1).max(5000), asksCustomer: z.boolean() });

const day = z.string().regex(/^\d{4}-\d{2}-\d{2}$/);

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
    mayOverride: z.enum(permissions),
    overridable: z.array(id),
    /** Who countersigns the form for the vendor; the customer's signer is the requester. */
    vendorSigners: z.array(z.strictObject({ name: text, address: text })),
    /** SHA-256 of the blank form, as it goes out and as its content reads. */
    blankForms: z.array(text),
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
  calendar: z.strictObject({ timeZone: text, workDays: z.array(z.number().int().min(1).max(7)).min(1), holidays: z.array(day), estimate: z.strictObject({ from: z.number().int().positive(), to: z.number().int().positive() }) }),
});

const isTimeZone = (name: string): boolean => {
  try {
    return Boolean(new Intl.DateTimeFormat('en', { timeZone: name }));
  } catch {
    return false;
  }
};

const twice = (ids: readonly string[]): readonly string[] => ids.filter((one, at) => ids.indexOf(one) !== at);

/** What is wrong with a set as a whole: what names something that is not there, and what would leave a gate without its decision. */
function problems({ steps, replies, policies, calendar }: z.infer<typeof shape>): readonly string[] {
  const ids = steps.map((one) => one.id);
  const replyIds = replies.map((one) => one.id);
  const isCheck = (name: string): boolean => checks.some((check) => check.id === name);
  const unknownIn = ({ done: by, when }: Step): readonly string[] => [
    ...(by.by === 'check' && !checks.find((check) => check.id === by.check)?.settings.safeParse(by.settings).success ? [`check ${by.check} or its settings`] : []),
    ...(by.by === 'reply' && !replyIds.includes(by.reply) ? [`reply ${by.reply}`] : []),
    ...(when?.of ?? []).flatMap((one) => {
      if (one.fact === 'verdict') return isCheck(one.check) ? [] : [`check ${one.check}`];
      return one.fact !== 'answer' || steps.some(({ id: other, done: asked }) => other === one.step && asked.by === 'answer') ? [] : [`question ${one.step}`];
    }),
  ];
  const undecided = (['proceed', 'release'] as const).filter((name) => {
    const deciding = steps.filter(({ done: by }) => by.by === 'decision' && by.decision === name);
    return deciding.length !== 1 || deciding.some(({ mandatory, when }) => !mandatory || when !== undefined);
  });
  return [
    ...twice(ids).map((one) => `step ${one} is there twice`),
    ...twice(replyIds).map((one) => `reply ${one} is there twice`),
    ...steps.flatMap((one) => unknownIn(one).map((what) => `step ${one.id} names an unknown ${what}`)),
    ...undecided.map((name) => `exactly one step decides ${name}, always`),
    ...policies.overridable.filter((one) => !ids.includes(one)).map((one) => `there is no step ${one} to override`),
    ...replies.flatMap((one) => [...one.text.matchAll(/\{(\w+)\}/g)].flatMap(([, name = '']) => (placeholders.some((known) => known === name) ? [] : [`reply ${one.id} has an unknown placeholder ${name}`]))),
    ...(isTimeZone(calendar.timeZone) ? [] : [`there is no time zone ${calendar.timeZone}`]),
    ...(calendar.estimate.from <= calendar.estimate.to ? [] : ['the estimate ends before it begins']),
  ];
}

export const rulesSchema = shape.superRefine((rules, context) => {
  for (const message of problems(rules)) context.addIssue({ code: 'custom', message });
});

/** One version of the rules. Business days in `estimate`, `releaseLapsesAfter` and `objectionDays`; `workDays` count Monday as 1. */
export type Rules = z.infer<typeof rulesSchema>;
