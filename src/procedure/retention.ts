/** Decides what of an ended request has been kept for long enough, what keeps it all the same, and what is left once it went. */
import type { TrailEvent } from '../trail/event';
import { basisOf, fileOfCheck, markSubject } from './checklist';
import { addDays, disposalStanding, holdOf, isUnderWay, todayIn } from './disposal';
import { clearingOf } from './ending';
import { erasedText } from './erasure';
import { fileRoles, type FileRole, type KeptVerdict, type LetGo, type Mark, type SnapshotRequest } from './request';
import type { Rules } from './rules';
import { aboutOf } from './told-contacts';

/** What goes out of a request that stays. */
export const lettingGo = ['form', 'key', 'addresses'] as const;
export type Going = (typeof lettingGo)[number];
/** The trail takes the request with it. */
export type RequestClass = Going | 'trail';

type Periods = Rules['policies']['retention'];

/** As much as the desk's row tells. */
type Known = { readonly ended?: { readonly at: string } | undefined; readonly letGo?: LetGo | undefined };

/** The classes whose period has passed, by the rules in force today. Nothing of a request that runs is ever due. */
export function dueClasses({ ended, letGo }: Known, { policies: { retention }, calendar }: Pick<Rules, 'policies' | 'calendar'>, now: Date): readonly RequestClass[] {
  if (!ended) return [];
  const today = todayIn({ calendar } as Rules, now);
  const endedOn = todayIn({ calendar } as Rules, new Date(ended.at));
  const hasPassed = (one: keyof Periods): boolean => retention[one] > 0 && addDays(endedOn, retention[one]) <= today;
  return [...lettingGo.filter((one) => !letGo?.[one] && hasPassed(one)), ...(hasPassed('trail') ? (['trail'] as const) : [])];
}

export const keepers = ['open', 'flag', 'disposal', 'leftovers', 'effect'] as const;
export type Keeper = (typeof keepers)[number];

/** Why nothing may go of a request whatever its age, or undefined. `hasEffects` where something outside is still to be carried out. */
export function keeperOf(request: SnapshotRequest, rules: Rules, now: Date, hasEffects: boolean): Keeper | undefined {
  if (!request.ended) return 'open';
  if (request.flags.some(({ settled }) => !settled)) return 'flag';
  const today = todayIn(rules, now);
  const needed = (request.disposals ?? []).some((one) => {
    const standing = disposalStanding(one, rules, today);
    return isUnderWay(standing) || standing === 'in-error' || holdOf(one) !== undefined;
  });
  if (needed) return 'disposal';
  const clearing = clearingOf(request);
  if (clearing === 'to-clear' || clearing === 'to-confirm') return 'leftovers';
  return hasEffects ? 'effect' : undefined;
}

const rolesOf: Readonly<Record<Going, readonly FileRole[]>> = { form: ['signed-form'], key: ['encryption-key', 'ssh-key'], addresses: [] };

/** Whose files went because their period was over: nothing asks for them any more. */
export const rolesGone = ({ letGo }: Known): readonly FileRole[] => lettingGo.flatMap((one) => (letGo?.[one] ? rolesOf[one] : []));

export type GoneFile = { readonly attachmentId: string; readonly sha256?: string };

/** Every file of a class that ever was the request's, whatever has become of it since. A private key that came with the keys goes with them. */
export function filesOf(request: SnapshotRequest, events: readonly TrailEvent[], one: Going): readonly GoneFile[] {
  const roles = rolesOf[one];
  const taken = [
    ...events.flatMap((event): GoneFile[] => (event.type === 'file.taken' && roles.some((role) => role === event.detail.role) ? [{ attachmentId: event.detail.attachmentId, sha256: event.detail.sha256 }] : [])),
    ...roles.flatMap((role) => request.files[role] ?? []).map(({ attachmentId, sha256 }) => ({ attachmentId, sha256 })),
    ...(one === 'key' ? request.flags.flatMap(({ code, subject }) => (code === 'private-key' ? [{ attachmentId: subject }] : [])) : []),
  ];
  return [...new Map(taken.map((file) => [file.attachmentId, file])).values()];
}

/** What the events of a class say of it. A run of checks is one value with all of its verdicts: it goes with the first class that is in it. */
function isOf(one: Going, event: TrailEvent): boolean {
  if (one === 'addresses') return true;
  if (event.type === 'file.taken') return rolesOf[one].some((role) => role === event.detail.role);
  return event.type === 'checks.run' || (one === 'key' && (event.type === 'key.handed-in' || event.type === 'keybase.noted'));
}

/** The personal values of the trail that go with a class, by their refs. */
export const refsOf = (events: readonly TrailEvent[], one: Going): readonly string[] =>
  events.filter((event) => isOf(one, event)).flatMap(({ personal = [] }) => personal.map(({ ref }) => ref));

/**
 * The members whose text says nothing of a person: accounts, codes, digests, and what the request was about. Whatever is not
 * named here goes, so that a member that nobody has thought of yet is not kept by mistake.
 */
const stays: ReadonlySet<string> = new Set([
  ...['issueId', 'issueKey', 'projectId', 'projectKey', 'by', 'accountId', 'attachedBy', 'attachmentId', 'commentId', 'id', 'decider'],
  ...['state', 'answer', 'said', 'code', 'decision', 'outcome', 'check', 'weight', 'ending', 'stage', 'turn', 'role', 'moment', 'profile', 'ground', 'finding', 'purge', 'field', 'addressFrom', 'reply', 'changed', 'for'],
  ...['sha256', 'about', 'basis', 'seal', 'textSeal', 'fingerprint', 'fingerprints', 'lastFingerprint', 'encryptionKey', 'sshKey', 'signedForm', 'sealedFor', 'trailHead', 'key', 'head'],
  ...['tenant', 'tenantId', 'sandboxOf', 'site', 'approved', 'licences', 'product', 'kind', 'life', 'copy', 'tier', 'edition', 'systems', 'system', 'ticket', 'type', 'algorithm', 'expires'],
  ...['tenant.value', 'site.value', 'licences.value', 'product.value', 'kind.value', 'licences.number', 'evidence.name', 'evidence.from', 'replies.text', 'told.how'],
]);

const isDay = (text: string): boolean => /^\d{4}-\d{2}-\d{2}(?:T[\d:.]+Z)?$/.test(text);
const isDigest = (text: string): boolean => /^[0-9a-f]{64}$/.test(text);

/** `path` are the names on the way to the value; what a sentence is filled with goes, whatever it is called. */
function withoutWords(value: unknown, path: readonly string[]): unknown {
  if (typeof value === 'string') {
    const name = path.at(-1) ?? '';
    const isKept = !path.includes('params') && (stays.has(name) || stays.has(path.slice(-2).join('.')));
    return value === '' || isKept || isDay(value) || isDigest(value) ? value : erasedText;
  }
  if (Array.isArray(value)) return value.map((item) => withoutWords(item, path));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([name, member]) => [name, withoutWords(member, [...path, name])]));
}

const bare = <Value>(value: Value, ...path: readonly string[]): Value => withoutWords(value, path) as Value;

const members = <Value>(record: Readonly<Record<string, Value>>, change: (name: string, value: Value) => Value): Record<string, Value> =>
  Object.fromEntries(Object.entries(record).map(([name, value]) => [name, change(name, value)]));

function withoutFiles(request: SnapshotRequest, one: Going): SnapshotRequest {
  const isOfClass = (role: FileRole | undefined): boolean => role !== undefined && rolesOf[one].includes(role);
  const files = Object.fromEntries(fileRoles.flatMap((role) => (request.files[role] ? [[role, isOfClass(role) ? { ...request.files[role], name: erasedText } : request.files[role]]] : [])));
  const verdicts = members<KeptVerdict>(request.verdicts, (check, verdict) => (isOfClass(fileOfCheck[check]) ? bare(verdict) : verdict));
  const { keybase: _keybase, sending: _sending, possession, ...rest } = request;
  if (one === 'form') return { ...request, files, verdicts };
  const { sealed: _sealed, ...challenge } = possession ?? {};
  return {
    ...rest,
    files,
    verdicts,
    flags: request.flags.map((flag) => (flag.code === 'private-key' ? { ...flag, params: bare(flag.params, 'params') } : flag)),
    // That the code came back stays; what it could be tried against does not.
    ...(possession && { possession: { ...(challenge as typeof possession), nonce: '', hash: '' } }),
  };
}

/** What rested on the request as it was rests on it as it is left: nothing else has changed of it. Digests of a name can be guessed, and would give it away. */
function resting(before: SnapshotRequest, after: SnapshotRequest, rules: Rules): SnapshotRequest {
  const verdicts = members<KeptVerdict>(after.verdicts, (check, verdict) => (before.verdicts[check]?.basis === basisOf(check, before) ? { ...verdict, basis: basisOf(check, after) } : verdict));
  const moved = { ...after, verdicts };
  const marks = members<Mark>(moved.marks, (id, mark) => {
    const step = rules.steps.find((one) => one.id === id);
    return step && mark.about !== undefined && before.marks[id]?.about === markSubject(step, before) ? { ...mark, about: markSubject(step, moved) } : mark;
  });
  const told = moved.told && (before.told?.about === aboutOf(before) ? { ...moved.told, about: aboutOf(moved) } : moved.told);
  return { ...moved, marks, ...(told && { told }) };
}

/** The request without what is of this class. */
function without(request: SnapshotRequest, one: Going): SnapshotRequest {
  if (one !== 'addresses') return withoutFiles(request, one);
  const erased = bare(request);
  // A seal could be tried with every likely name for as long as its nonce is there.
  return { ...erased, decisions: erased.decisions.map((decision) => ({ ...decision, nonce: '' })) };
}

/** The request as it is left when a class goes at `at` by version `version` of the rules in force; `rules` are its own. */
export const letGo = (request: SnapshotRequest, rules: Rules, one: Going, { at, version }: { readonly at: string; readonly version: number }): SnapshotRequest => ({
  ...resting(request, without(request, one), rules),
  letGo: { ...request.letGo, [one]: { at, version } },
});
