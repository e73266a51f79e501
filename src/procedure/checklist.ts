/** Decides where each step of the checklist stands, from the rules and the request alone. */
import type { Outcome } from '../checks/check';
import type { EvidenceName } from '../checks/evidence';
import { checks } from '../checks/index';
import { digest } from '../trail/digest';
import { adoptionNeedsTwo, canAdopt } from './adoption';
import { dayIn } from './business-days';
import { admits, type Comparison, type Condition } from './conditions';
import { currentAttempt, deliveryStanding } from './delivery';
import { copyIsDeclined, disposalStanding, disposalsOf, isConcludedByOne, profilesOf, systemsLeft, todayIn, type DisposalStanding } from './disposal';
import { possessionOf } from './possession';
import { startStanding } from './production-site';
import { factNames, type Act, type Decision, type DecisionName, type DisposalProfile, type FactName, type FileRole, type KeptVerdict, type Mark, type SnapshotRequest, type Turn } from './request';
import type { Rules, Step } from './rules';
import { keyFingerprint } from './terms';
import { toldStanding } from './told-contacts';

/** Why a step is not satisfied yet, or how it came to be; a stable code that the screens have words for. */
export type StepWhy =
  | 'facts-missing'
  | 'facts-unconfirmed'
  | 'not-run'
  | 'outdated'
  | 'file-missing'
  | 'second-person'
  | 'not-done'
  | 'refused'
  | 'voided'
  | 'lapsed'
  | 'used'
  | 'not-decided'
  | 'code-sent'
  | 'code-lapsed'
  | 'code-used-up'
  | 'code-other-key'
  | 'told-otherwise'
  | 'site-differs'
  | 'terms-moved'
  | 'not-sealed'
  | 'other-key'
  | 'condition'
  | 'copy-declined'
  | `disposal-${Exclude<DisposalStanding, 'carried-out' | 'restored'>}`
  | 'not-certified'
  | 'before'
  | 'marked'
  | 'verdict'
  | 'done';

export type StepStanding = {
  readonly step: Step;
  readonly state: 'open' | 'done' | 'warns' | 'fails' | 'unknown' | 'waiting' | 'not-applicable' | 'overridden';
  readonly satisfied: boolean;
  readonly why: StepWhy;
  readonly by?: Act;
  readonly mark?: Mark;
};

/** The files of a request that are evidence as they lie there. */
const fileOfEvidence: { readonly [Name in EvidenceName]?: FileRole } = { encryptionKey: 'encryption-key', sshKey: 'ssh-key', signedForm: 'signed-form' };

/** The facts that the other evidence is made from or looked up by. */
const factsOfEvidence: { readonly [Name in EvidenceName]?: readonly FactName[] } = {
  requester: ['requester'],
  recipient: ['recipient', 'country'],
  site: ['site'],
  tenant: ['tenant'],
  licences: ['licences'],
  tenantMap: ['licences', 'site', 'tenant'],
  previousRequests: ['licences', 'requester', 'site'],
  lastDeliveredKey: ['licences', 'site'],
  formExpectation: ['requester'],
};

const evidenceOf = new Map(checks.map(({ id, needs, uses = [] }): [string, readonly EvidenceName[]] => [id, [...needs, ...uses]]));

/** The file that a step's check reads, where it reads one. */
export const fileOfCheck: Readonly<Record<string, FileRole>> = Object.fromEntries(
  [...evidenceOf].flatMap(([id, names]) => names.flatMap((name) => fileOfEvidence[name] ?? []).map((role) => [id, role])),
);

/** What a verdict of `check` rests on now. A kept verdict with another basis is outdated and counts for nothing. */
export function basisOf(check: string, request: SnapshotRequest): string {
  const names = evidenceOf.get(check) ?? [];
  const facts = factNames.filter((fact) => names.some((name) => factsOfEvidence[name]?.includes(fact)));
  const role = fileOfCheck[check];
  const file = role && request.files[role];
  return digest({
    facts: facts.map((name) => request.facts[name]?.value ?? null),
    file: file ? [file.attachmentId, file.sha256, file.fingerprint ?? null] : null,
    authorisations: (['requester', 'recipient'] as const).map((whom) => {
      const word = names.includes(whom === 'requester' ? 'authorisation' : 'recipientAuthorisation') ? request.authorisations?.[whom] : undefined;
      return word ? [word.contact, word.forAddress] : null;
    }),
  });
}

/** The kept verdict of `check`, as long as it rests on what the request says now. */
function currentVerdict(check: string, request: SnapshotRequest): KeptVerdict | undefined {
  const verdict = request.verdicts[check];
  return verdict?.basis === basisOf(check, request) ? verdict : undefined;
}

export type FactsStanding = { readonly missing: readonly FactName[]; readonly unconfirmed: readonly FactName[] };

export function factsStanding(request: SnapshotRequest): FactsStanding {
  const missing = factNames.filter((name) => request.facts[name] === undefined);
  return { missing, unconfirmed: factNames.filter((name) => request.facts[name]?.confirmed === undefined && !missing.includes(name)) };
}

const licencesFound = (request: SnapshotRequest): readonly { tier?: string; edition?: string }[] => {
  const found = currentVerdict('licence-standing', request)?.shows['licences'];
  return Array.isArray(found) ? (found as { tier?: string; edition?: string }[]) : [];
};

/** The largest number of users that a tier names; undefined where it names none. */
function usersOf(tier: string): number | undefined {
  if (/unlimited/i.test(tier)) return Infinity;
  const numbers = tier.replace(/(?<=\d)[\s,.'’](?=\d{3})/g, '').match(/\d+/g);
  return numbers ? Math.max(...numbers.map(Number)) : undefined;
}

/** Whether there is an entry for every licence that the request names. */
function isWhole(request: SnapshotRequest): boolean {
  const found = licencesFound(request).length;
  return found > 0 && found >= new Set(request.facts.licences?.value).size;
}

/** Enterprise by edition or by the number of users in the tier; undefined where a licence was not found or does not say. */
export function isEnterprise(request: SnapshotRequest, rules: Rules): boolean | undefined {
  const each = licencesFound(request).map(({ tier = '', edition }) => {
    if (edition !== undefined && rules.enterprise.editions.includes(edition)) return true;
    const users = usersOf(tier);
    return users === undefined ? undefined : users >= rules.enterprise.tiersFrom;
  });
  if (each.includes(true)) return true;
  return isWhole(request) && !each.includes(undefined) ? false : undefined;
}

/** The users of the largest licence; undefined where one was not found or does not say. */
function usersFound(request: SnapshotRequest): number | undefined {
  const each = licencesFound(request).map(({ tier = '' }) => usersOf(tier));
  return isWhole(request) && !each.includes(undefined) ? Math.max(...each.map(Number)) : undefined;
}

/** The edition that all licences have; undefined where one was not found, does not say, or says another. */
function editionFound(request: SnapshotRequest): string | undefined {
  const [first, ...others] = new Set(licencesFound(request).map(({ edition }) => edition));
  return isWhole(request) && others.length === 0 ? first : undefined;
}

/** Undefined where there is nothing to compare yet: that is neither a match nor a mismatch. */
function valueFor(comparison: Comparison, request: SnapshotRequest, rules: Rules): string | number | boolean | undefined {
  switch (comparison.fact) {
    case 'kind':
      return request.facts.kind?.value;
    case 'product':
      return request.facts.product?.value;
    case 'edition':
      return editionFound(request);
    case 'enterprise':
      return isEnterprise(request, rules);
    case 'users':
      return usersFound(request);
    case 'answer':
      return request.marks[comparison.step]?.answer;
    case 'verdict':
      return currentVerdict(comparison.check, request)?.outcome;
  }
}

function holds(comparison: Comparison, request: SnapshotRequest, rules: Rules): boolean {
  const value = valueFor(comparison, request, rules);
  return value === undefined || admits(comparison, value);
}

/** What is not known yet makes a step apply: a guard is dropped on knowledge, never on the lack of it. */
function applies(condition: Condition | undefined, request: SnapshotRequest, rules: Rules): boolean {
  if (!condition) return true;
  const results = condition.of.map((comparison) => holds(comparison, request, rules));
  return condition.join === 'any' ? results.some(Boolean) : results.every(Boolean);
}

/** The newest decision of that name, or undefined. */
export const lastDecision = (request: SnapshotRequest, name: DecisionName): Decision | undefined =>
  request.decisions.filter((decision) => decision.decision === name).at(-1);

export type DecisionStanding = 'not-decided' | 'refused' | 'voided' | 'lapsed' | 'used' | 'holds';

export function decisionStanding(request: SnapshotRequest, name: DecisionName, rules: Rules, now: Date): DecisionStanding {
  const decision = lastDecision(request, name);
  if (!decision) return 'not-decided';
  if (decision.outcome === 'refused') return 'refused';
  if (decision.voided) return 'voided';
  if (decision.used) return 'used';
  if (decision.lapsesOn && dayIn(rules.calendar.timeZone, now) > decision.lapsesOn) return 'lapsed';
  return 'holds';
}

/** Whether a decision that stands before this step in the rules does not hold yet: what follows a decision waits for it. */
export function waitsForDecision(step: Step, request: SnapshotRequest, rules: Rules, now: Date): boolean {
  const before = rules.steps.slice(0, rules.steps.indexOf(step));
  return before.some(({ done }) => done.by === 'decision' && !['holds', 'used'].includes(decisionStanding(request, done.decision, rules, now)));
}

/** What a mark on this step is about: the verdict, the file or the key it judges. When that changes the mark no longer holds. */
export function markSubject(step: Step, request: SnapshotRequest): string {
  if (step.done.by === 'file') return digest(request.files[step.done.role]?.sha256 ?? null);
  if (step.done.by === 'possession') return digest(keyFingerprint(request) ?? null);
  if (step.done.by !== 'check') return digest(step.id);
  const verdict = request.verdicts[step.done.check];
  return digest({ basis: basisOf(step.done.check, request), outcome: verdict?.outcome ?? null, codes: verdict?.findings.map((finding) => finding.code) ?? [] });
}

const stateOf: Readonly<Record<Outcome, StepStanding['state']>> = { pass: 'done', warn: 'warns', fail: 'fails', unknown: 'unknown' };

/** What stands between *proceed* and the disposal is about the copy, but for the task, on which SRE disposes. */
function isAboutTheCopy({ done, before }: Step): boolean {
  if (done.by === 'disposal') return done.profile === 'delivered-dump';
  return done.by !== 'task' && done.by !== 'copy' && done.by !== 'certificate' && before !== 'proceed' && before !== 'close';
}

function disposalStep(step: Step, profile: DisposalProfile, request: SnapshotRequest, rules: Rules, now: Date, mark: Mark | undefined): StepStanding {
  const all = disposalsOf(request, profile);
  const latest = all.at(-1);
  const stands = latest && disposalStanding(latest, rules, todayIn(rules, now));
  const base = { step, ...(mark && { mark }) };
  const gone = all.findLast(({ carriedOut, inError }) => carriedOut && !inError)?.carriedOut;
  if (all.some(({ inError }) => inError && !inError.restored?.verified)) return { ...base, state: 'fails', satisfied: false, why: 'disposal-in-error' };
  if (gone && systemsLeft(request, profile, rules).length === 0) return { ...base, state: 'done', satisfied: true, why: 'done', by: gone };
  const isWaiting = stands === 'to-decide' || stands === 'waiting' || stands === 'held';
  const why = stands && stands !== 'carried-out' && stands !== 'restored' ? (`disposal-${stands}` as const) : 'not-done';
  return { ...base, state: isWaiting ? 'waiting' : 'open', satisfied: false, why, ...(latest && { by: latest }) };
}

/** What the app has seen itself outweighs what is said to have been done before it. */
export function standsByMark({ done }: Step, request: SnapshotRequest): boolean {
  switch (done.by) {
    case 'check':
      return currentVerdict(done.check, request) === undefined;
    case 'file':
      return request.files[done.role] === undefined;
    case 'possession':
      return request.possession === undefined;
    case 'reply':
      return !request.replies.some(({ reply }) => reply === done.reply);
    default:
      return true;
  }
}

function standing(step: Step, request: SnapshotRequest, rules: Rules, now: Date): StepStanding {
  const mark = request.marks[step.id];
  const on = (state: StepStanding['state'], satisfied: boolean, why: StepWhy, by?: Act): StepStanding => ({ step, state, satisfied, why, ...(by && { by }), ...(mark && { mark }) });
  const open = (why: StepWhy): StepStanding => on('open', false, why);
  if (!applies(step.when, request, rules)) return on('not-applicable', true, 'condition');
  if (isAboutTheCopy(step) && copyIsDeclined(request, rules)) return on('not-applicable', true, 'copy-declined');
  const markHolds = mark?.about === markSubject(step, request);
  const confirmation = markHolds ? mark.second : undefined;
  if (mark?.state === 'not-applicable' && !step.mandatory) return on('not-applicable', true, 'marked', mark);
  if (mark?.state === 'overridden' && markHolds) return mark.second ? on('overridden', true, 'marked', mark) : on('waiting', false, 'second-person', mark);
  if (mark?.doneOn !== undefined && canAdopt(step) && standsByMark(step, request)) return adoptionNeedsTwo(step) && !confirmation ? on('waiting', false, 'second-person', mark) : on('done', true, 'before', mark);
  switch (step.done.by) {
    case 'facts': {
      const { missing, unconfirmed } = factsStanding(request);
      if (missing.length > 0) return open('facts-missing');
      if (unconfirmed.length > 0) return open('facts-unconfirmed');
      const last = factNames.flatMap((name) => request.facts[name]?.confirmed ?? []).sort((a, b) => a.at.localeCompare(b.at)).at(-1);
      return on('done', true, 'done', last);
    }
    case 'check': {
      const role = fileOfCheck[step.done.check];
      if (role && !request.files[role]) return open('file-missing');
      const verdict = request.verdicts[step.done.check];
      if (!verdict) return open('not-run');
      if (verdict.basis !== basisOf(step.done.check, request)) return open('outdated');
      const passes = verdict.outcome === 'pass' || verdict.outcome === 'warn';
      if (passes && step.secondPerson && !confirmation) return on('waiting', false, 'second-person', verdict);
      return on(stateOf[verdict.outcome], passes, 'verdict', { by: verdict.by, at: verdict.at });
    }
    case 'file': {
      const file = request.files[step.done.role];
      if (!file) return open('file-missing');
      if (step.secondPerson && !confirmation) return on('waiting', false, 'second-person', file.taken);
      return on('done', true, 'done', confirmation ?? file.taken);
    }
    case 'reply': {
      const wanted = step.done.reply;
      const sent = request.replies.filter((reply) => reply.reply === wanted).at(-1);
      return sent ? on('done', true, 'done', sent) : open('not-done');
    }
    case 'decision': {
      const decided = decisionStanding(request, step.done.decision, rules, now);
      const decision = lastDecision(request, step.done.decision);
      if (decided === 'holds' || decided === 'used') return on('done', true, decided === 'used' ? 'used' : 'done', decision);
      return decided === 'refused' ? on('fails', false, 'refused', decision) : on('waiting', false, decided, decision);
    }
    case 'possession': {
      const proof = request.possession;
      const stands = possessionOf(proof, keyFingerprint(request), now);
      const right = proof?.attempts.find((attempt) => attempt.right);
      if (stands === 'proven' && right) return on('done', true, 'done', right);
      if (stands === 'waiting' && proof) return on('waiting', false, 'code-sent', { by: 'app', at: proof.sentAt });
      return open(stands === 'lapsed' || stands === 'used-up' || stands === 'other-key' ? `code-${stands}` : 'not-done');
    }
    case 'task':
      return request.task ? on('done', true, 'done', { by: '', at: request.task.at }) : open('not-done');
    case 'contacts': {
      const told = toldStanding(request);
      return told === 'told' ? on('done', true, 'done', request.told) : open(told === 'not-told' ? 'not-done' : told);
    }
    case 'start': {
      const started = startStanding(request);
      if (started === 'started') return on('done', true, 'done', request.start);
      return started === 'site-differs' ? on('fails', false, started, request.start) : open(started === 'not-started' ? 'not-done' : started);
    }
    case 'delivery': {
      const attempt = currentAttempt(request);
      const delivered = deliveryStanding(request);
      if (delivered === 'handed-over') return on('done', true, 'done', attempt?.handedOver);
      if (step.done.until === 'recorded' && delivered === 'recorded') return on('done', true, 'done', attempt);
      if (step.done.until === 'handed-over' || delivered === 'not-recorded' || delivered === 'recorded') return open('not-done');
      return on('fails', false, delivered, attempt);
    }
    case 'disposal':
      if (!profilesOf(request, rules).includes(step.done.profile)) return on('not-applicable', true, 'condition');
      return disposalStep(step, step.done.profile, request, rules, now, mark);
    case 'certificate': {
      const purged = (request.disposals ?? []).filter(({ carriedOut, inError }) => carriedOut && !inError);
      const certified = purged.every(({ certificate }) => certificate?.attachmentId) ? purged.at(-1)?.certificate : undefined;
      return certified ? on('done', true, 'done', certified) : open('not-certified');
    }
    case 'copy':
    case 'answer':
    case 'attestation': {
      if (mark?.state !== 'done') return open('not-done');
      return (step.secondPerson || isConcludedByOne(mark)) && !mark.second ? on('waiting', false, 'second-person', mark) : on('done', true, 'done', mark);
    }
  }
}

/** Every step of the rules, in their order, with where it stands at `now`. */
export function checklist(request: SnapshotRequest, rules: Rules, now: Date): readonly StepStanding[] {
  return rules.steps.map((step) => standing(step, request, rules, now));
}

/** Whose turn a step makes it, by the permission that it asks for. */
export function turnOf(standingOfStep: StepStanding): Turn {
  const { step } = standingOfStep;
  if (step.who === 'decide-proceed' || step.who === 'decide-release') return 'approver';
  if (step.who === 'settle-flags') return 'lead';
  if (step.who === 'deliver' || step.who === 'request-disposal') return 'sre';
  return 'agent';
}
