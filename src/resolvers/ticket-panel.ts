/** Answers the questions of the ticket panel. */
import { makeResolver } from '@forge/resolver';
import { z } from 'zod';
import { adoptStep } from '../actions/adopt-step';
import { beginRequest } from '../actions/begin-request';
import { confirmRefusal, dropRefusal, endRequest, reopenRequest } from '../actions/end-request';
import { erasePerson } from '../actions/erase-person';
import { exportTrail } from '../actions/export-trail';
import { handOff } from '../actions/hand-off';
import { answerCopy, answerStep, attestStep, concludeSilence, confirmStep, markNotApplicable, overrideStep, reopenStep } from '../actions/mark-step';
import { noteCall } from '../actions/note-call';
import { openPanel, panelAfter } from '../actions/open-panel';
import { packEvidence } from '../actions/pack-evidence';
import { answerCode, sendCode } from '../actions/prove-possession';
import { readTrail } from '../actions/read-trail';
import { recordAuthorisation } from '../actions/record-authorisation';
import { didNotWork, misDelivered } from '../actions/record-delivery';
import { runChecks } from '../actions/run-checks';
import { prepareReply, sendReply } from '../actions/send-reply';
import { confirmAndCheck, setFact, type FactEntry } from '../actions/settle-facts';
import { raiseFlag, settleFlag } from '../actions/settle-flag';
import { takeDecision } from '../actions/take-decision';
import { removeFile, takeFile } from '../actions/take-file';
import { contactObjected, prepareContacts, tellContacts } from '../actions/tell-contacts';
import { writeHandover } from '../actions/write-handover';
import type { Outcome, Refused } from '../actions/change';
import type { Answer, Changed, TicketPanelApi } from '../contract';
import { after, answer, type May, type OnIssue } from './answer';
import { disposalQuestions } from './disposal';

const kind = z.enum(['data-dump', 'audit-log-dump', 'offboarding-export']);
const decision = z.enum(['proceed', 'release']);
const role = z.enum(['signed-form', 'encryption-key', 'ssh-key']);
const day = z.string().regex(/^\d{4}-\d{2}-\d{2}$/);
const line = z.string().trim().min(1).max(300);
const reason = z.string().trim().min(3).max(2000);
const step = z.string().min(1).max(60);
const rev = z.number().int();
const nothing = z.strictObject({});
const how = z.string().trim().min(3).max(500).optional();
const site = z.string().trim().toLowerCase().max(253).regex(/^[a-z0-9][a-z0-9.-]*\.[a-z]{2,}$/);
const licence = z.string().trim().toUpperCase().regex(/^(?:E(?:-[0-9A-Z]{3}){3,4}|SEN-L?\d+)$/);
const address = z.string().trim().max(320).regex(/^[^\s@]+@[^\s@]+\.[^\s@]+$/);

const entry: z.ZodType<FactEntry> = z.discriminatedUnion('fact', [
  z.strictObject({ fact: z.literal('kind'), value: kind, how }),
  z.strictObject({ fact: z.literal('data'), value: line, how }),
  z.strictObject({ fact: z.literal('dates'), value: z.strictObject({ from: day, to: day }), how }),
  z.strictObject({ fact: z.literal('site'), value: site, how }),
  z.strictObject({ fact: z.literal('licences'), value: z.array(licence).min(1).max(10), how }),
  z.strictObject({ fact: z.literal('tenant'), value: line, how }),
  z.strictObject({ fact: z.literal('product'), value: line, how }),
  z.strictObject({ fact: z.literal('requester'), value: z.looseObject({ name: line.optional(), address: address.optional() }).transform(({ name, address: given }) => ({ ...(name && { name }), ...(given && { address: given }) })), how }),
  z.strictObject({ fact: z.literal('recipient'), value: z.strictObject({ name: line, address, employer: line }), how }),
  z.strictObject({ fact: z.literal('country'), value: line, how }),
]);

/** A change by someone who `may`, answered with the panel as it stands afterwards. */
const changing = <Input>(may: May, input: z.ZodType<Input>, act: (who: OnIssue, input: Input) => Promise<Outcome | Refused>) =>
  answer<Input, Changed>({
    may,
    input,
    handle: async (who, given): Promise<Answer<Changed>> => after(await act(who, given), ({ done }) => panelAfter(who.accountId, who.issueId, who.may, done)),
  });

/** Steps name their own permission in the rules, so the action judges which of these it needs. */
const stepActors = ['run-checks', 'deliver', 'request-disposal', 'decide-disposal', 'settle-flags'] as const;

/** A refusal is also a decider’s; the action judges who may end a request how. */
const mayEnd = ['run-checks', 'decide-proceed', 'decide-release'] as const;

/** An export carries personal data, which not everybody who sees the ticket works with. */
const mayExport = ['run-checks', 'settle-flags', 'administer-rules'] as const;

export const handler = makeResolver<TicketPanelApi>({
  ...disposalQuestions<Changed>({ ticketOf: (issueId) => Promise.resolve(issueId), after: (who, outcome) => after(outcome, ({ done }) => panelAfter(who.accountId, who.issueId, who.may, done)) }),
  'panel.open': answer({ may: 'anyone', input: nothing, handle: async ({ accountId, issueId, may }) => ({ ok: true, value: await openPanel(accountId, issueId, may) }) }),
  'request.begin': changing('run-checks', z.strictObject({ kind, adopted: z.boolean().optional() }), async (who, input) => {
    const outcome = await beginRequest(who.issueId, who.accountId, input.kind, input.adopted);
    return 'refusal' in outcome ? outcome : { ...outcome, done: { code: 'done.begun', params: {} } };
  }),
  'request.end': changing(mayEnd, z.strictObject({ ending: z.enum(['withdrawn', 'refused', 'expired', 'duplicate']), reason, duplicateOf: z.string().trim().toUpperCase().regex(/^[A-Z][A-Z0-9_]{1,20}-\d{1,12}$/).optional() }), (who, input) => endRequest(who.issueId, who.accountId, who.may, input)),
  'refusal.confirm': changing(mayEnd, z.strictObject({ proposed: z.iso.datetime() }), (who, { proposed }) => confirmRefusal(who.issueId, who.accountId, who.may, proposed)),
  'refusal.drop': changing('run-checks', nothing, (who) => dropRefusal(who.issueId, who.accountId)),
  'request.reopen': changing('run-checks', z.strictObject({ reason }), (who, input) => reopenRequest(who.issueId, who.accountId, input.reason)),
  'facts.set': changing('run-checks', entry, (who, input) => setFact(who.issueId, who.accountId, input)),
  'facts.confirm': changing('run-checks', z.strictObject({ rev }), (who, input) => confirmAndCheck(who.issueId, who.accountId, input.rev)),
  'checks.run': changing('run-checks', nothing, (who) => runChecks(who.issueId, who.accountId)),
  'step.attest': changing(stepActors, z.strictObject({ step, note: z.string().trim().min(1).max(2000).optional(), link: z.url({ protocol: /^https$/ }).max(1000).optional() }), (who, input) => attestStep(who.issueId, who.accountId, who.may, input)),
  'step.adopt': changing(stepActors, z.strictObject({ step, on: z.iso.date(), note: z.string().trim().min(1).max(2000).optional(), link: z.url({ protocol: /^https$/ }).max(1000).optional() }), (who, input) => adoptStep(who.issueId, who.accountId, who.may, input)),
  'step.answer': changing(stepActors, z.strictObject({ step, answer: z.enum(['yes', 'no']), note: z.string().trim().max(2000).optional() }), (who, input) => answerStep(who.issueId, who.accountId, who.may, input)),
  'step.silence': changing('run-checks', z.strictObject({ step, note: reason }), (who, input) => concludeSilence(who.issueId, who.accountId, who.may, input)),
  'copy.answer': changing('run-checks', z.strictObject({ step, answer: z.enum(['yes', 'no']), note: z.string().trim().min(3).max(2000).optional(), link: z.url({ protocol: /^https$/ }).max(1000).optional() }), (who, input) => answerCopy(who.issueId, who.accountId, who.may, input)),
  'step.not-applicable': changing('run-checks', z.strictObject({ step, reason }), (who, input) => markNotApplicable(who.issueId, who.accountId, input)),
  'step.override': changing(stepActors, z.strictObject({ step, reason }), (who, input) => overrideStep(who.issueId, who.accountId, who.may, input)),
  'step.confirm': changing(stepActors, z.strictObject({ step, rev }), (who, input) => confirmStep(who.issueId, who.accountId, who.may, input)),
  'step.reopen': changing('run-checks', z.strictObject({ step, reason }), (who, input) => reopenStep(who.issueId, who.accountId, input)),
  'file.take': changing('run-checks', z.strictObject({ role, attachmentId: z.string().regex(/^\d{1,20}$/), fingerprint: z.string().regex(/^[0-9A-Fa-f]{40,64}$/).optional() }), (who, input) => takeFile(who.issueId, who.accountId, input)),
  'file.remove': changing('run-checks', z.strictObject({ attachmentId: z.string().regex(/^\d{1,20}$/) }), (who, input) => removeFile(who.issueId, who.accountId, input.attachmentId)),
  'flag.raise': changing('run-checks', z.strictObject({ reason }), (who, input) => raiseFlag(who.issueId, who.accountId, input.reason)),
  'flag.settle': changing('settle-flags', z.strictObject({ flag: z.string().min(1).max(40), reason }), (who, input) => settleFlag(who.issueId, who.accountId, input)),
  'decision.approve': changing(['decide-proceed', 'decide-release'], z.strictObject({ decision, termsDigest: z.string() }), (who, input) => decideAs(who, { ...input, outcome: 'approved' })),
  'decision.refuse': changing(['decide-proceed', 'decide-release'], z.strictObject({ decision, termsDigest: z.string(), reason }), (who, input) => decideAs(who, { ...input, outcome: 'refused' })),
  'reply.prepare': answer({ may: 'run-checks', input: z.strictObject({ reply: step }), handle: ({ accountId, issueId }, input) => prepareReply(issueId, accountId, input.reply) }),
  'reply.send': changing('run-checks', z.strictObject({ reply: step, text: z.string().trim().min(1).max(20_000), strangersSeen: z.boolean() }), (who, input) => sendReply(who.issueId, who.accountId, input)),
  'possession.send': changing('run-checks', nothing, (who) => sendCode(who.issueId, who.accountId)),
  'possession.answer': changing('run-checks', z.strictObject({ text: z.string().trim().min(1).max(20_000) }), (who, input) => answerCode(who.issueId, who.accountId, input.text)),
  'contacts.prepare': answer({ may: 'run-checks', input: nothing, handle: ({ issueId }) => prepareContacts(issueId) }),
  'contacts.told': changing('run-checks', z.strictObject({ how: z.enum(['by-hand', 'participants']), note: z.string().trim().min(1).max(2000).optional(), link: z.url({ protocol: /^https$/ }).max(1000).optional() }), (who, input) => tellContacts(who.issueId, who.accountId, input)),
  'contacts.objected': changing('run-checks', z.strictObject({ contact: address, reason }), (who, input) => contactObjected(who.issueId, who.accountId, input)),
  'authorisation.record': changing('run-checks', z.strictObject({ contact: address, whom: z.enum(['requester', 'recipient']), note: reason }), (who, input) => recordAuthorisation(who.issueId, who.accountId, input)),
  'call.note': changing('run-checks', z.strictObject({ role, note: reason }), (who, input) => noteCall(who.issueId, who.accountId, input)),
  'handover.write': changing('run-checks', z.strictObject({ text: z.string().trim().max(500) }), (who, input) => writeHandover(who.issueId, who.accountId, input.text)),
  'delivery.did-not-work': changing('run-checks', z.strictObject({ reason }), (who, input) => didNotWork(who.issueId, who.accountId, input.reason)),
  'delivery.mis-delivered': changing('run-checks', z.strictObject({ reason }), (who, input) => misDelivered(who.issueId, who.accountId, input.reason)),
  'hand-off.start': changing('run-checks', nothing, (who) => handOff(who.issueId, who.accountId)),
  'trail.export': answer({
    may: mayExport,
    input: z.strictObject({ format: z.enum(['jsonl', 'csv']), through: rev.positive().optional(), after: rev.nonnegative().optional() }),
    handle: ({ accountId, issueId }, input) => exportTrail(issueId, accountId, input),
  }),
  'evidence.pack': answer({ may: mayExport, input: nothing, handle: ({ accountId, issueId }) => packEvidence(issueId, accountId) }),
  'person.erase': changing('administer-rules', z.strictObject({ whom: z.string().trim().min(5).max(320), reason: z.enum(['person-asked', 'retention', 'entered-in-error']) }), (who, input) => erasePerson(who.issueId, who.accountId, input)),
  'trail.read': answer({
    may: 'anyone',
    input: z.strictObject({ before: z.number().int().positive().optional() }),
    handle: async ({ issueId, may }, { before }) => {
      const page = await readTrail(issueId, before);
      return page ? { ok: true, value: { ...page, mayTake: mayExport.some((one) => may.includes(one)), mayErase: may.includes('administer-rules') } } : { ok: false, refusal: { code: 'no-request', params: {} } };
    },
  }),
});

/** Two decisions, two permissions: holding the one is not holding the other. */
function decideAs(who: OnIssue, input: Parameters<typeof takeDecision>[2]): Promise<Outcome | Refused> {
  const permission = `decide-${input.decision}` as const;
  if (!who.may.includes(permission)) return Promise.resolve({ refusal: { code: 'no-permission', params: { permission: `permission.${permission}` } } });
  return takeDecision(who.issueId, who.accountId, input);
}
