/** Decides which differences weaken a guard, so that a second person has to agree; what it does not know how to judge does. */
import type { Message } from '../checks/message';
import { digestsOf } from './blank-forms';
import { isAsWide, type Condition } from './conditions';
import { gateNames } from './request';
import type { Rules, Step } from './rules';
import { behindDecision, type Difference } from './rules-difference';

type Judge = (was: unknown, now: unknown, all: { readonly was: Rules; readonly now: Rules }) => boolean;

const isMore: Judge = (was, now) => typeof was !== 'number' || typeof now !== 'number' || now > was;
const isLess: Judge = (was, now) => typeof was !== 'number' || typeof now !== 'number' || now < was;
/** 0 keeps for good, and is the longest. */
const isSooner: Judge = (was, now) => typeof was !== 'number' || typeof now !== 'number' || (now > 0 && (was === 0 || now < was));
const never: Judge = () => false;
const always: Judge = () => true;
/** `from` loose to strict; a value that is not among them is not known. */
const looser = (...from: readonly unknown[]): Judge => (was, now) => !from.includes(was) || !from.includes(now) || from.indexOf(now) < from.indexOf(was);
const listOf = (value: unknown): readonly string[] => (Array.isArray(value) ? value.map((one) => JSON.stringify(one)) : []);
const isAnyGone: Judge = (was, now) => !Array.isArray(now) || listOf(was).some((one) => !listOf(now).includes(one));
const isAnyNew: Judge = (was, now) => isAnyGone(now, was, { was: {} as Rules, now: {} as Rules });

/** Where nobody was named, naming somebody lets fewer decide; else whoever is new, or naming nobody any more, lets more. */
const doMoreDecide: Judge = (was, now, all) => listOf(was).length > 0 && (listOf(now).length === 0 || isAnyNew(was, now, all));

const digestsIn = (forms: unknown): readonly string[] => (forms as Rules['policies']['blankForms']).flatMap(digestsOf);

/** When a check's setting is looser, by check and name; a test holds that none is left out. */
export const looserSettings: Readonly<Record<string, Judge>> = {
  'requester-contact.listedContactsOnly': looser('off', 'warn', 'required'),
  'requester-contact.alsoFreeMail': isAnyGone,
  'recipient-contact.listedContactsOnly': looser('off', 'warn', 'required'),
  'recipient-contact.alsoFreeMail': isAnyGone,
  'licence-standing.payingTypes': isAnyNew,
  'licence-standing.graceDays': isMore,
  'previous-requests.openForSameSite': looser('warn', 'fail'),
  'previous-requests.recentDays': isLess,
  'openpgp-key.minimumRsaBits': isLess,
  'openpgp-key.preferredRsaBits': isLess,
  'openpgp-key.warnWithinDays': isLess,
  'openpgp-key.version6': looser('warn', 'refuse'),
  'ssh-key.minimumRsaBits': isLess,
  'ssh-key.preferredRsaBits': isLess,
  'signed-agreement.intendedSigners': looser('off', 'required'),
  'signed-agreement.envelope': looser('off', 'required'),
  'signed-agreement.scans': looser('by-hand', 'refuse'),
  'signed-agreement.trust': looser('warn', 'required'),
  'signed-agreement.trustedRoots': isAnyNew,
  // Larger files cost memory, and nothing else.
  'signed-agreement.largestMegabytes': never,
};

const comparesEnterprise = ({ steps }: Rules): boolean => steps.some(({ when }) => when?.of.some((one) => one.fact === 'enterprise' && !one.is));

/** Whoever counts as Enterprise has more steps, unless a step is for those who are not. */
const forFewer = (judge: Judge): Judge => (was, now, all) => comparesEnterprise(all.was) || comparesEnterprise(all.now) || judge(was, now, all);

type Reading = readonly [judge: Judge, why: string];

/** How a change of each setting reads. A path that is not here, nor below one that ends in `.`, weakens. */
const settings: Readonly<Record<string, Reading>> = {
  'policies.releaseLapsesAfter': [isMore, 'weakens.release'],
  'policies.objectionDays': [isLess, 'weakens.objection'],
  // When somebody is reminded, or an end is proposed, opens nothing.
  'policies.expiresAfter': [never, ''],
  'policies.nudgeAfter': [never, ''],
  'policies.escalateAfter': [never, ''],
  'policies.approvers.': [doMoreDecide, 'weakens.approvers'],
  'policies.mayOverride': [always, 'weakens.who'],
  'policies.overridable': [isAnyNew, 'weakens.override'],
  'policies.vendorSigners': [always, 'weakens.form'],
  // One more form to be refused asks for more; its name is for its readers.
  'policies.blankForms': [(was, now, all) => isAnyGone(digestsIn(was), digestsIn(now), all), 'weakens.form'],
  // Nothing is sent there; whether somebody was told is the step's.
  'policies.channels.': [never, ''],
  'policies.disposal.purging': [looser(true, false), 'weakens.purging'],
  'policies.disposal.waitDays': [isLess, 'weakens.disposal'],
  'policies.disposal.decideWithin': [isMore, 'weakens.disposal'],
  'policies.disposal.noticeDays': [isLess, 'weakens.disposal'],
  'policies.disposal.restorableDays': [isLess, 'weakens.disposal'],
  'policies.disposal.directoryDays': [isMore, 'weakens.disposal'],
  'policies.disposal.silence': [isLess, 'weakens.disposal'],
  'policies.disposal.systems.': [isAnyGone, 'weakens.disposal'],
  // What has gone is no evidence any more; what is kept for longer is a matter of the law, and guards the more.
  'policies.retention.': [isSooner, 'weakens.retention'],
  'guarded.': [isAnyGone, 'weakens.guarded'],
  'task.project': [always, 'weakens.task'],
  'task.issueType': [always, 'weakens.task'],
  'task.': [never, ''],
  'defaultData.': [never, ''],
  products: [never, ''],
  requestTypes: [isAnyGone, 'weakens.intake'],
  'factFields.': [always, 'weakens.intake'],
  'enterprise.editions': [forFewer(isAnyGone), 'weakens.enterprise'],
  'enterprise.tiersFrom': [forFewer(isMore), 'weakens.enterprise'],
  // A day more or less moves the last day of a release one way and that of an objection the other.
  'calendar.timeZone': [always, 'weakens.calendar'],
  'calendar.workDays': [always, 'weakens.calendar'],
  'calendar.holidays': [always, 'weakens.calendar'],
  'calendar.estimate.': [never, ''],
};

function readingOf(path: string): Reading {
  const above = path.split('.').map((_, at, parts) => parts.slice(0, at + 1).join('.'));
  const known = above.toReversed().flatMap((one) => [one === path ? settings[one] : undefined, settings[`${one}.`]]);
  return known.find((one) => one !== undefined) ?? [always, 'weakens.unknown'];
}

/** A later gate is passed without the step. What was needed to close is needed even of a copy that was declined; nothing earlier is. */
function isLaterGate(was: unknown, now: unknown): boolean {
  const [before, after] = [was, now].map((gate) => gateNames.findIndex((name) => name === gate));
  return before === undefined || after === undefined || before < 0 || after < 0 || after > before || was === 'close';
}

/** A link can be followed where a note only says so. */
function isLooserEvidence(was: unknown, now: unknown): boolean {
  const [before, after] = [was, now] as readonly [Step['done'], Step['done']];
  if (before.by === 'attestation' && after.by === 'attestation') return (before.asks === 'link' && after.asks !== 'link') || (after.silence === true && before.silence !== true);
  return !(before.by === 'delivery' && after.by === 'delivery' && before.until === 'recorded' && after.until === 'handed-over');
}

const fields: Readonly<Record<string, Reading>> = {
  title: [never, ''],
  guidance: [never, ''],
  stage: [never, ''],
  done: [isLooserEvidence, 'weakens.evidence'],
  when: [(was, now) => !isAsWide(was as Condition | undefined, now as Condition | undefined), 'weakens.condition'],
  who: [always, 'weakens.who'],
  mandatory: [looser(false, true), 'weakens.optional'],
  secondPerson: [looser(false, true), 'weakens.one-person'],
  before: [isLaterGate, 'weakens.later-gate'],
};

/** What can be added and only asks for more. A declined copy lets other steps go, and a disposal lets data go: neither is among them. */
const asksForMore: readonly Step['done']['by'][] = ['facts', 'check', 'answer', 'attestation', 'file', 'reply', 'decision', 'possession', 'task', 'contacts', 'start', 'delivery', 'certificate'];

const texts: readonly string[] = ['title', 'guidance', 'stage'];

/** Why any change of such a step counts: that it applies to more requests makes more possible, not less. */
const letsGo = (id: string, { was, now }: { readonly was: Rules; readonly now: Rules }): string | undefined => {
  const kinds = [was, now].flatMap(({ steps }) => steps.filter((step) => step.id === id).map(({ done }) => done.by));
  return kinds.includes('disposal') ? 'weakens.disposal' : kinds.includes('copy') ? 'weakens.copy' : undefined;
};

const checkOf = (id: string, { steps }: Rules): string | undefined => steps.flatMap(({ id: own, done }) => (own === id && done.by === 'check' ? [done.check] : [])).at(0);

/** Of a check one verdict is kept, by the settings of the last step that asks for it, whatever the others ask. */
const asksAgain = (id: string, rules: Rules): boolean => rules.steps.some((one) => one.id !== id && one.done.by === 'check' && one.done.check === checkOf(id, rules));

const licenceFacts: readonly string[] = ['edition', 'enterprise', 'users'];

/** What nobody has looked at makes a step apply, so that a check which a condition reads lets the step go once it is made. */
const isReadBy = (check: string | undefined, { steps }: Rules): boolean =>
  steps.some(({ when }) => when?.of.some((one) => (one.fact === 'verdict' ? one.check === check : check === 'licence-standing' && licenceFacts.includes(one.fact))));

function readingOfStep({ id, change, field = '', now }: Difference, all: { readonly was: Rules; readonly now: Rules }): Reading {
  if (change === 'removed') return [always, 'weakens.removed'];
  if (change !== 'changed' && asksAgain(id, all.now)) return [always, 'weakens.setting'];
  if (change === 'added' && isReadBy(checkOf(id, all.now), all.was)) return [always, 'weakens.condition'];
  if (change === 'moved') return [() => behindDecision(all.was.steps, all.now.steps).has(id), 'weakens.after-decision'];
  const opens = letsGo(id, all);
  if (opens !== undefined && !texts.includes(field)) return [always, opens];
  if (change === 'added') return [() => !asksForMore.includes((now as Step).done.by) || ((now as Step).done as { silence?: true }).silence === true, 'weakens.unknown'];
  const [, setting] = field.split('done.settings.');
  if (setting === undefined) return fields[field] ?? [always, 'weakens.unknown'];
  const done = all.now.steps.find((step) => step.id === id)?.done;
  return [looserSettings[`${done?.by === 'check' ? done.check : ''}.${setting}`] ?? always, 'weakens.setting'];
}

/** Why a difference weakens a guard, or undefined where it is known not to. */
export function weakening(difference: Difference, was: Rules, now: Rules): Message | undefined {
  const all = { was, now };
  // What a customer is told guards nothing; whether it must be told is the step's.
  if (difference.of === 'reply') return undefined;
  const [judge, why] = difference.of === 'step' ? readingOfStep(difference, all) : readingOf(difference.id);
  return judge(difference.was, difference.now, all) ? { code: why === '' ? 'weakens.unknown' : why, params: {} } : undefined;
}
