/** Decides where a disposal stands on a day, when it may be carried out, and that every system of a profile has gone. */
import { addBusinessDays, businessDaysBetween, dayIn } from './business-days';
import { currentAttempt } from './delivery';
import type { Disposal, DisposalGround, DisposalProfile, Mark, NoticeMoment, SnapshotRequest, TenantFacts } from './request';
import type { Rules, Step } from './rules';
import { digest } from '../trail/digest';

export type DisposalStanding = 'to-decide' | 'lapsed' | 'refused' | 'cancelled' | 'held' | 'waiting' | 'due' | 'begun' | 'carried-out' | 'in-error' | 'restored';

const dayMs = 86_400_000;

/** The calendar day that lies `count` days after `day`, both `YYYY-MM-DD`. */
export const addDays = (day: string, count: number): string => new Date(Date.parse(`${day}T00:00:00Z`) + count * dayMs).toISOString().slice(0, 10);

export const todayIn = (rules: Rules, now: Date): string => dayIn(rules.calendar.timeZone, now);

export const noticeOf = ({ told = [] }: Disposal, moment: NoticeMoment): NonNullable<Disposal['told']>[number] | undefined => told.find((one) => one.moment === moment);

export const holdOf = ({ holds = [] }: Disposal): NonNullable<Disposal['holds']>[number] | undefined => holds.find(({ lifted }) => !lifted);

/** The first day on which it may be carried out: after the waiting period, and as many days after the second notice as contacts were promised. */
export function earliestDay(disposal: Disposal, rules: Rules): string {
  const before = noticeOf(disposal, 'before');
  const noticed = before ? addDays(todayIn(rules, new Date(before.at)), rules.policies.disposal.noticeDays) : disposal.waitsUntil;
  return noticed > disposal.waitsUntil ? noticed : disposal.waitsUntil;
}

/** The day on which the listed contacts are told for the second time. */
export const secondNoticeDay = (disposal: Disposal, rules: Rules): string => addDays(disposal.waitsUntil, -rules.policies.disposal.noticeDays);

/** An answer that did not come by its day is a no. What was begun and then held or cancelled is not to be attested. */
export function disposalStanding(disposal: Disposal, rules: Rules, today: string): DisposalStanding {
  if (disposal.inError) return disposal.inError.restored?.verified ? 'restored' : 'in-error';
  if (disposal.carriedOut) return 'carried-out';
  if (disposal.cancelled) return 'cancelled';
  if (!disposal.decided) return today > disposal.decideBy ? 'lapsed' : 'to-decide';
  if (disposal.decided.outcome === 'refused') return 'refused';
  if (holdOf(disposal)) return 'held';
  if (today < earliestDay(disposal, rules)) return 'waiting';
  return disposal.begun ? 'begun' : 'due';
}

const over: readonly DisposalStanding[] = ['lapsed', 'refused', 'cancelled', 'carried-out', 'in-error', 'restored'];

/** Whether it can still come to a purge. */
export const isUnderWay = (standing: DisposalStanding): boolean => !over.includes(standing);

export const disposalsOf = ({ disposals = [] }: SnapshotRequest, profile: DisposalProfile): readonly Disposal[] => disposals.filter((one) => one.profile === profile);

/** The disposal of a profile that is under way, or undefined. There is never more than one. */
export const disposalUnderWay = (request: SnapshotRequest, profile: DisposalProfile, rules: Rules, today: string): Disposal | undefined =>
  disposalsOf(request, profile).find((one) => isUnderWay(disposalStanding(one, rules, today)));

export const withDisposal = (request: SnapshotRequest, disposal: Disposal): SnapshotRequest => ({
  ...request,
  disposals: (request.disposals ?? []).map((one) => (one.number === disposal.number ? disposal : one)),
});

/** The systems of a profile that nobody has attested to be gone. */
export function systemsLeft(request: SnapshotRequest, profile: DisposalProfile, rules: Rules): readonly string[] {
  const gone = new Set(disposalsOf(request, profile).flatMap(({ carriedOut, inError }) => (inError ? [] : (carriedOut?.evidence.map(({ system }) => system) ?? []))));
  return rules.policies.disposal.systems[profile].filter((system) => !gone.has(system));
}

/** What the asker and the decider saw, as one digest: the order in which tenants were found says nothing. */
export const sealOfTenants = ([target, ...alike]: Disposal['tenants']): string => digest([target, ...[...alike].sort((a, b) => a.tenantId.localeCompare(b.tenantId))]);

/** The days of a disposal that is asked for on `today`. */
export function daysOf(rules: Rules, today: string): Pick<Disposal, 'decideBy' | 'waitsUntil'> {
  const { decideWithin, waitDays } = rules.policies.disposal;
  return { decideBy: addBusinessDays(today, decideWithin, rules.calendar), waitsUntil: addDays(today, waitDays) };
}

const markOf = (request: SnapshotRequest, rules: Rules, wanted: (done: Step['done']) => boolean): Mark | undefined => {
  const step = rules.steps.find(({ done }) => wanted(done));
  return step && request.marks[step.id];
};

/** Whether the customer wants no copy: said in writing, or never answered, which two people have to conclude. */
export function copyIsDeclined(request: SnapshotRequest, rules: Rules): boolean {
  if (request.facts.kind?.value !== 'offboarding-export') return false;
  const mark = markOf(request, rules, ({ by }) => by === 'copy');
  return mark?.answer === 'no' || (mark?.answer === 'unanswered' && mark.second !== undefined);
}

/** Whether the data is with the customer, or nobody wants it: what was verified to let it go stands as it was then. */
export const dataIsOut = (request: SnapshotRequest, rules: Rules): boolean => currentAttempt(request)?.handedOver !== undefined || (request.task !== undefined && copyIsDeclined(request, rules));

/** Whether something is concluded from silence that nobody else has looked at yet. */
export const isConcludedByOne = (mark: Mark | undefined): boolean => mark?.answer === 'unanswered' && mark.second === undefined;

/** Whether a notice has gone unanswered for as long as the rules ask. The clock runs while the customer is waited for. */
export function isSilent({ waiting }: SnapshotRequest, rules: Rules, now: Date): boolean {
  return waiting !== undefined && businessDaysBetween(todayIn(rules, new Date(waiting.since)), todayIn(rules, now), rules.calendar) >= rules.policies.disposal.silence;
}

/** Why the data may go now, as far as the customer goes; undefined while it may not. */
export function groundOf(request: SnapshotRequest, rules: Rules): DisposalGround | undefined {
  if (copyIsDeclined(request, rules)) return markOf(request, rules, ({ by }) => by === 'copy')?.answer === 'no' ? 'copy-declined' : 'notice-unanswered';
  const receipt = request.marks['receipt'];
  if (receipt?.state !== 'done' || isConcludedByOne(receipt)) return undefined;
  return receipt.answer === 'unanswered' ? 'notice-unanswered' : 'receipt';
}

/** The profiles that a request has to dispose of. A copy that was never made is not disposed of. */
export function profilesOf(request: SnapshotRequest, rules: Rules): readonly DisposalProfile[] {
  const isOffboarding = request.facts.kind?.value === 'offboarding-export';
  return [...(copyIsDeclined(request, rules) ? [] : (['delivered-dump'] as const)), ...(isOffboarding ? (['tenant-systems'] as const) : [])];
}

export type Typed = 'matches' | 'empty' | 'not-whole' | 'another-tenant' | 'a-site' | 'a-licence' | 'differs';

/** What was typed beside the tenant that is meant. Spaces around it are forgiven, nothing else. */
export function readTyped(typed: string, [target, ...alike]: Disposal['tenants']): Typed {
  const given = typed.trim();
  if (given === target.tenantId) return 'matches';
  if (given === '') return 'empty';
  const isOf = (one: TenantFacts): boolean => one.tenantId.toLowerCase() === given.toLowerCase();
  if (alike.some(isOf)) return 'another-tenant';
  if ([target, ...alike].some(({ site }) => site.toLowerCase() === given.toLowerCase().replace(/^https?:\/\//, '').replace(/\/.*$/, ''))) return 'a-site';
  if (/^(E-|SEN-)/i.test(given)) return 'a-licence';
  return target.tenantId.startsWith(given) ? 'not-whole' : 'differs';
}
