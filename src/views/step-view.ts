/** Decides how one step of the checklist is shown: its state, the line under it, its evidence and what may be done. */
import type { Action, Button, EvidenceView, FindingView, StepState, StepView } from '../contract';
import type { Finding } from '../checks/check';
import type { Message } from '../checks/message';
import { tellingOf } from '../procedure/channels';
import { decisionStanding, factsStanding, fileOfCheck, lastDecision, type StepStanding, waitsForDecision } from '../procedure/checklist';
import { canAdopt } from '../procedure/adoption';
import { disposalsOf, isSilent } from '../procedure/disposal';
import { canOverride } from '../procedure/override';
import { currentAttempt, isSealed } from '../procedure/delivery';
import { asksAgain, replyIn } from '../procedure/replies';
import { possessionLimits } from '../procedure/possession';
import { keyFingerprint } from '../procedure/terms';
import type { FileRole, KeptVerdict, Mark, TakenFile } from '../procedure/request';
import { mayAct, nameOf, othersWho, say, stepTitle, type Scene } from './looker';

const shared: readonly string[] = ['missing', 'unavailable', 'check-failed'];

/** A finding with the catalogue's words for it. */
export function findingView(check: string, { code, weight, params }: Finding): FindingView {
  const at = shared.includes(code) ? `frame.${code}` : `${check}.${code}`;
  return { check, code, weight, says: say(`${at}.says`, params), remedy: say(`${at}.remedy`, params) };
}

export const verdictOf = ({ step }: StepStanding, { request }: Scene): KeptVerdict | undefined => (step.done.by === 'check' ? request.verdicts[step.done.check] : undefined);

/** The file that a step is about, where it is about one. */
export const roleOf = ({ done }: StepStanding['step']): FileRole | undefined => (done.by === 'file' ? done.role : done.by === 'check' ? fileOfCheck[done.check] : undefined);

/** Its period has passed, so that no way leads to it any more. */
const isLetGo = ({ request: { letGo } }: Scene, role: FileRole | undefined): boolean => letGo?.[role === 'signed-form' ? 'form' : 'key'] !== undefined;

function fileOf({ step }: StepStanding, { request }: Scene): TakenFile | undefined {
  const role = roleOf(step);
  return role && request.files[role];
}

function evidenceOf(standing: StepStanding, scene: Scene): EvidenceView | undefined {
  const file = fileOf(standing, scene);
  if (file) return { name: file.name, kind: 'file', at: file.attachedAt, ...(!isLetGo(scene, roleOf(standing.step)) && { attachmentId: file.attachmentId }) };
  const { mark, step } = standing;
  if (mark?.link) return { name: mark.link.replace(/^https?:\/\//, ''), kind: 'link', at: mark.doneOn ?? mark.at, href: mark.link, ...(mark.note && { text: mark.note }) };
  if (mark?.note) return { name: mark.note, kind: 'note', at: mark.doneOn ?? mark.at, text: mark.note };
  const { task } = scene.request;
  return step.done.by === 'task' && task ? { name: task.issueKey, kind: 'issue', at: task.at } : undefined;
}

/** The reply that asks for another file, where the one that is there fails and the rules have words for that. */
export function againButton({ step, state }: StepStanding, { rules }: Scene): Button | undefined {
  const role = roleOf(step);
  const reply = role && asksAgain[role];
  return state === 'fails' && reply && replyIn(rules, reply) ? { label: say('button.review-reply'), action: { do: 'review-reply', reply } } : undefined;
}

/** The verdict in one line: what its heaviest finding says, or when it was found good. */
function verdictLine(verdict: KeptVerdict, scene: Scene): Message {
  const worst = (['fail', 'unknown', 'warn', 'note'] as const).flatMap((weight) => verdict.findings.filter((finding) => finding.weight === weight))[0];
  return worst ? findingView(verdict.check, worst).says : say('step.meta.verdict', { on: { moment: verdict.at }, by: nameOf(scene, verdict.by) });
}

/** That it was done before the app knew the ticket, when, and on whose word. */
export const beforeLine = ({ doneOn, at, by, second }: Mark, scene: Scene): Message =>
  say('step.meta.before', { day: { day: doneOn ?? at }, by: nameOf(scene, by), two: second ? 'yes' : 'no', second: second ? nameOf(scene, second.by) : '' });

function metaOf(standing: StepStanding, scene: Scene): Message | undefined {
  const { step, why, by, mark } = standing;
  const { request } = scene;
  const on = by && { by: nameOf(scene, by.by), on: { moment: by.at } };
  const verdict = verdictOf(standing, scene);
  switch (why) {
    case 'facts-missing':
    case 'facts-unconfirmed': {
      const { missing, unconfirmed } = factsStanding(request);
      return say('step.meta.facts', { missing: missing.length, unconfirmed: unconfirmed.length, both: missing.length > 0 && unconfirmed.length > 0 ? 'yes' : 'no' });
    }
    case 'not-run':
      return say(factsStanding(request).missing.length > 0 || factsStanding(request).unconfirmed.length > 0 ? 'step.meta.not-run' : 'step.meta.run-now');
    case 'outdated':
      return verdict && say('step.meta.outdated', { on: { moment: verdict.at } });
    case 'file-missing':
      return say('step.meta.file-missing');
    case 'second-person':
      if (mark?.state === 'overridden') return say('step.meta.override-waits', { by: nameOf(scene, mark.by), reason: mark.reason ?? '' });
      if (mark?.doneOn) return beforeLine(mark, scene);
      return on && say('step.meta.second-person', { first: on.by });
    case 'before':
      return mark && beforeLine(mark, scene);
    case 'condition':
      return say('step.meta.condition');
    case 'marked':
      if (mark?.state === 'not-applicable') return say('step.meta.not-applicable', { reason: mark.reason ?? '' });
      return mark?.second && say('step.meta.overridden', { by: nameOf(scene, mark.by), second: nameOf(scene, mark.second.by), reason: mark.reason ?? '' });
    case 'verdict':
      return verdict && verdictLine(verdict, scene);
    case 'not-decided': {
      const names = othersWho(scene, step.who, []);
      return say('step.meta.could-decide', { names: names?.length ? 'some' : 'none', people: { list: names ?? [], join: 'or' }, permission: `permission.${step.who}` });
    }
    case 'refused':
    case 'voided':
    case 'lapsed': {
      const decision = step.done.by === 'decision' ? lastDecision(request, step.done.decision) : undefined;
      if (why === 'lapsed') return decision?.lapsesOn ? say('step.meta.lapsed', { on: { day: decision.lapsesOn } }) : undefined;
      if (why === 'voided') return decision?.voided && say('step.meta.voided', { on: { moment: decision.voided.at } });
      return on && say('step.meta.refused', { ...on, reason: decision?.reason ?? '' });
    }
    case 'told-otherwise':
    case 'terms-moved':
    case 'other-key':
      return say(`step.meta.${why}`);
    case 'site-differs':
      return on && say('step.meta.site-differs', { ...on, site: request.start?.site ?? '' });
    case 'not-sealed': {
      const files = currentAttempt(request)?.files ?? [];
      return on && say('step.meta.not-sealed', { ...on, count: files.length, failing: files.filter((file) => !isSealed(file)).length });
    }
    case 'code-sent':
      return say('step.meta.code-sent', { on: { moment: request.possession?.sentAt ?? '' }, left: possessionLimits.attempts - (request.possession?.attempts.length ?? 0) });
    case 'code-lapsed':
    case 'code-used-up':
    case 'code-other-key':
      return say(`step.meta.${why}`);
    case 'used':
      return say('step.meta.used');
    case 'copy-declined':
      return say('step.meta.copy-declined');
    case 'not-certified':
      return undefined;
    case 'disposal-to-decide':
    case 'disposal-lapsed':
    case 'disposal-refused':
    case 'disposal-cancelled':
    case 'disposal-held':
    case 'disposal-waiting':
    case 'disposal-due':
    case 'disposal-begun':
    case 'disposal-in-error':
      return say('step.meta.disposal', { standing: `disposal.standing.${why.slice('disposal-'.length)}` });
    case 'not-done':
      if (step.done.by === 'task') return say(request.handOff && !request.handOff.problem ? 'step.meta.task-coming' : 'step.meta.task-after-release');
      if (step.done.by === 'possession') return say('step.meta.code-first');
      return step.mandatory ? undefined : say('step.meta.optional');
    case 'done':
      if (step.done.by === 'task') return request.task && say('step.meta.task', { task: request.task.issueKey, on: { moment: request.task.at } });
      if (!on) return undefined;
      if (step.done.by === 'decision') return say('step.meta.approved', on);
      if (step.done.by === 'possession') return say('step.meta.code-right', on);
      if (step.done.by === 'reply') return say('step.meta.sent', on);
      if (step.done.by === 'contacts') return request.told && say('step.meta.told', { ...on, count: request.told.addresses.length, until: { day: request.told.until } });
      if (step.done.by === 'start') return say('step.meta.started', { ...on, site: request.start?.site ?? '' });
      if (step.done.by === 'delivery' && step.done.until === 'recorded') return say('step.meta.recorded', { ...on, count: currentAttempt(request)?.files.length ?? 0, attempt: currentAttempt(request)?.number ?? 0 });
      if (mark?.answer === 'unanswered') return say('step.meta.silence', on);
      if (mark?.answer) return say('step.meta.answer', { ...on, answer: mark.answer });
      if (mark?.second) return say('step.meta.confirmed-by', { by: nameOf(scene, mark.by), second: nameOf(scene, mark.second.by), on: { moment: mark.second.at } });
      return say(mark?.said ? 'step.meta.said' : 'step.meta.marked', on);
  }
}

const takeLabel = { 'signed-form': 'button.attach-form', 'encryption-key': 'button.attach-key', 'ssh-key': 'button.attach-ssh' } as const;

function actionsOf(standing: StepStanding, scene: Scene): readonly Button[] {
  const { step, why, satisfied, mark, state } = standing;
  const { request, rules, viewer } = scene;
  if (request.ended || (state === 'not-applicable' && why === 'condition')) return [];
  // Only files may come before the decision that a step waits for.
  const isEarly = waitsForDecision(step, request, rules, scene.now);
  const may = mayAct(scene, step.who);
  const buttons: Button[] = [];
  const add = (label: string, action: Action): void => void buttons.push({ label: say(label), action });
  const role = roleOf(step);
  const file = role && request.files[role];
  // Several steps rest on one file; the first of them asks for it.
  const asksForFile = role !== undefined && rules.steps.find((one) => roleOf(one) === role) === step;
  if (why === 'second-person') {
    const isOverride = mark?.state === 'overridden';
    const first = !isOverride && step.done.by === 'file' ? (file?.taken.by ?? mark?.by) : mark?.by;
    if (mayAct(scene, isOverride ? rules.policies.mayOverride : step.who) && first !== viewer.accountId) add(isOverride ? 'button.confirm-override' : 'button.confirm', { do: 'confirm-step', step: step.id });
  }
  if (may && role && !request.task && (file || asksForFile)) add(file ? 'button.replace-file' : takeLabel[role], { do: 'take-file', role });
  if (may && step.done.by === 'check' && (!role || file)) add('button.run-again', { do: 'run-checks' });
  if (may && !satisfied && (step.id === 'requester-contact' || step.id === 'recipient-contact') && why === 'verdict') add('button.authorise', { do: 'authorise', whom: step.id === 'requester-contact' ? 'requester' : 'recipient' });
  const several = verdictOf(standing, scene)?.shows['fingerprints'];
  if (may && file && Array.isArray(several)) add('button.choose-key', { do: 'choose-key', attachmentId: file.attachmentId, fingerprints: several.filter((one) => typeof one === 'string') });
  if (may && step.done.by === 'possession' && why !== 'done' && keyFingerprint(request)) {
    if (why === 'code-sent') add('button.enter-code', { do: 'enter-code' });
    add('button.send-code', { do: 'send-code' });
  }
  if (may && step.done.by === 'copy' && !request.task && why !== 'second-person') add('button.answer', { do: 'answer-copy', step: step.id });
  if (may && !isEarly && !satisfied && why !== 'second-person' && (step.done.by === 'copy' || (step.done.by === 'attestation' && step.done.silence)) && isSilent(request, rules, scene.now)) add('button.silence', { do: 'conclude-silence', step: step.id });
  if (may && step.done.by === 'answer') add('button.answer', { do: 'give-answer', step: step.id });
  if (may && !isEarly && step.done.by === 'attestation' && !satisfied && why !== 'second-person') add('button.attest', { do: 'attest', step: step.id, asks: step.done.asks });
  if (may && !isEarly && step.done.by === 'reply') add('button.review-reply', { do: 'review-reply', reply: step.done.reply });
  if (may && step.done.by === 'contacts' && decisionStanding(request, 'proceed', rules, scene.now) === 'holds') {
    if (!satisfied) add('button.tell-contacts', { do: 'tell-contacts' });
    if (request.told) add('button.objected', { do: 'contact-objected', contacts: request.told.addresses });
  }
  if (step.done.by === 'disposal' && mayAct(scene, 'run-checks')) {
    const told = disposalsOf(request, step.done.profile).flatMap((one) => (one.told ?? []).flatMap(({ addresses }) => addresses));
    if (told.length > 0 && !satisfied) add('button.objected', { do: 'contact-objected', contacts: [...new Set(told)] });
  }
  if (may && !isEarly && step.done.by === 'task' && !satisfied && (!request.handOff || request.handOff.problem)) add(request.handOff ? 'button.retry' : 'button.hand-off', { do: 'hand-off' });
  if (may && step.done.by === 'task' && request.task) buttons.push({ label: say('button.open-task', { task: request.task.issueKey }), action: { do: 'open-issue', issueKey: request.task.issueKey } });
  if (may && !step.mandatory && !satisfied) add('button.not-applicable', { do: 'not-applicable', step: step.id });
  if (mayAct(scene, rules.policies.mayOverride) && !satisfied && why !== 'second-person' && canOverride(step, request, rules)) add('button.override', { do: 'override', step: step.id });
  if (may && request.adopted && !satisfied && why !== 'second-person' && canAdopt(step)) add('button.adopt', { do: 'adopt', step: step.id, until: scene.today });
  if (step.done.by === 'delivery' && step.done.until === 'handed-over' && mayAct(scene, 'run-checks')) {
    const attempt = currentAttempt(request);
    if (attempt?.handedOver) add('button.did-not-work', { do: 'did-not-work' });
    const last = request.deliveries?.at(-1);
    if (last && request.misDelivery?.attempt !== last.number) buttons.push({ label: say('button.mis-delivered'), action: { do: 'mis-delivered' }, danger: true });
  }
  if (may && mark) add('button.reopen', { do: 'reopen', step: step.id });
  return buttons;
}

const shownState = (standing: StepStanding, isNext: boolean): StepState => (standing.state === 'open' && isNext ? 'next' : standing.state);

export function stepView(standing: StepStanding, scene: Scene, isNext: boolean): StepView {
  const { step, why } = standing;
  const verdict = verdictOf(standing, scene);
  const meta = metaOf(standing, scene);
  const evidence = evidenceOf(standing, scene);
  const lozenge = why === 'voided' ? ({ text: say('lozenge.voided'), tone: 'warning' } as const) : why === 'second-person' ? ({ text: say('lozenge.second-person'), tone: 'warning' } as const) : why === 'before' ? ({ text: say('lozenge.before'), tone: 'neutral' } as const) : undefined;
  const tell = standing.satisfied ? undefined : tellingOf(step.id, scene.request, scene.rules);
  return {
    id: step.id,
    title: stepTitle(step),
    state: shownState(standing, isNext),
    ...(meta && { meta }),
    ...(lozenge && { lozenge }),
    ...(evidence && { evidence }),
    findings: standing.why === 'verdict' && verdict ? verdict.findings.map((finding) => findingView(verdict.check, finding)) : [],
    actions: actionsOf(standing, scene),
    ...(step.done.by === 'decision' && { decision: step.done.decision }),
    ...(step.guidance && { guidance: step.guidance }),
    ...(tell && { tell }),
  };
}

