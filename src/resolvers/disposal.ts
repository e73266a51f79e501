/** Answers the questions about disposals, the same from the ticket and from the task. */
import { z } from 'zod';
import { askDisposal } from '../actions/ask-disposal';
import { attestDisposal, beginDisposal } from '../actions/carry-out-disposal';
import type { Outcome, Refused } from '../actions/change';
import { decideDisposal } from '../actions/decide-disposal';
import { issueCertificate } from '../actions/issue-certificate';
import { prepareDisposal, reviewDisposal } from '../actions/prepare-disposal';
import { purgesAlike, recordRestore, recordSweep, reportPurgeError, verifyRestore } from '../actions/report-purge-error';
import { cancelDisposal, holdDisposal, lengthenDisposal, liftHold } from '../actions/stop-disposal';
import { prepareNotice, tellDisposal } from '../actions/tell-disposal';
import type { Answer, Permission } from '../contract';
import { answer, type May, type OnIssue } from './answer';

const day = z.iso.date();
const reason = z.string().trim().min(3).max(2000);
const disposal = z.number().int().positive();
const profile = z.enum(['delivered-dump', 'tenant-systems']);
const moment = z.enum(['start', 'before', 'completion']);
const system = z.string().trim().min(1).max(500);
const seal = z.string().regex(/^[0-9a-f]{64}$/);

const disposers: readonly Permission[] = ['request-disposal', 'decide-disposal'];
const stoppers: readonly Permission[] = ['request-disposal', 'decide-disposal', 'legal-hold'];
const lookers: readonly Permission[] = [...stoppers, 'deliver', 'run-checks'];

/** Where the panel stands decides whose request it is and what is shown afterwards. */
export type Panel<Then> = {
  readonly ticketOf: (issueId: string) => Promise<string | undefined>;
  readonly after: (who: OnIssue, outcome: Outcome) => Promise<Answer<Then>>;
};

const gone = { ok: false, refusal: { code: 'no-request', params: {} } } as const;

export function disposalQuestions<Then>({ ticketOf, after }: Panel<Then>) {
  const asking = <Input, Value>(may: May, input: z.ZodType<Input>, look: (ticket: string, who: OnIssue, input: Input) => Promise<Answer<Value>>) =>
    answer<Input, Value>({
      may,
      input,
      handle: async (who, given) => {
        const ticket = await ticketOf(who.issueId);
        return ticket ? look(ticket, who, given) : gone;
      },
    });
  const acting = <Input>(may: May, input: z.ZodType<Input>, act: (ticket: string, who: OnIssue, input: Input) => Promise<Outcome | Refused>) =>
    asking<Input, Then>(may, input, async (ticket, who, given) => {
      const outcome = await act(ticket, who, given);
      return 'refusal' in outcome ? { ok: false, refusal: outcome.refusal } : after(who, outcome);
    });
  const stopping = z.strictObject({ disposal, reason });
  return {
    'disposal.prepare': asking('request-disposal', z.strictObject({ profile }), (ticket, who, input) => prepareDisposal(ticket, who.accountId, input.profile)),
    'disposal.ask': acting('request-disposal', z.strictObject({ profile, systems: z.array(system).max(20), reason, typed: z.string().max(300), seal, decider: z.string().min(1).max(128), waitsUntil: day.optional() }), (ticket, who, input) => askDisposal(ticket, who.accountId, input)),
    'disposal.review': asking(lookers, z.strictObject({ disposal }), (ticket, _who, input) => reviewDisposal(ticket, input.disposal)),
    'disposal.decide': acting('decide-disposal', z.strictObject({ disposal, outcome: z.enum(['approved', 'refused']), seal, reason: reason.optional() }), (ticket, who, input) => decideDisposal(ticket, who.accountId, input)),
    'disposal.notice': asking('run-checks', z.strictObject({ disposal, moment }), (ticket, _who, input) => prepareNotice(ticket, input.disposal, input.moment)),
    'disposal.told': acting('run-checks', z.strictObject({ disposal, moment, how: z.enum(['by-hand', 'participants']), note: z.string().trim().min(1).max(2000).optional(), link: z.url({ protocol: /^https$/ }).max(1000).optional() }), (ticket, who, input) => tellDisposal(ticket, who.accountId, input)),
    'disposal.hold': acting('legal-hold', stopping, (ticket, who, input) => holdDisposal(ticket, who.accountId, input)),
    'disposal.lift-hold': acting('legal-hold', stopping, (ticket, who, input) => liftHold(ticket, who.accountId, input)),
    'disposal.lengthen': acting(stoppers, z.strictObject({ disposal, reason, to: day }), (ticket, who, input) => lengthenDisposal(ticket, who.accountId, input)),
    'disposal.cancel': acting([...stoppers, 'run-checks'], stopping, (ticket, who, input) => cancelDisposal(ticket, who.accountId, input)),
    'disposal.begin': acting('deliver', z.strictObject({ disposal, typed: z.string().max(300) }), (ticket, who, input) => beginDisposal(ticket, who.accountId, input)),
    'disposal.attest': acting(
      'deliver',
      z.strictObject({
        disposal,
        evidence: z.array(z.strictObject({ system, note: reason })).min(1).max(20),
        safetyCopy: z.string().trim().min(3).max(500).optional(),
        restorableUntil: day.optional(),
        backups: z.array(z.strictObject({ what: z.string().trim().min(1).max(300), until: day })).max(20),
      }),
      (ticket, who, input) => attestDisposal(ticket, who.accountId, input),
    ),
    'disposal.certify': acting('run-checks', z.strictObject({ disposal }), (ticket, who, input) => issueCertificate(ticket, who.accountId, input.disposal)),
    'disposal.report-error': acting(['deliver', 'run-checks', ...disposers], stopping, (ticket, who, input) => reportPurgeError(ticket, who.accountId, input)),
    'disposal.alike': asking(['deliver', 'request-disposal'], z.strictObject({ disposal, since: day }), (ticket, _who, input) => purgesAlike(ticket, input.disposal, input.since)),
    'disposal.sweep': acting(
      ['deliver', 'request-disposal'],
      z.strictObject({ disposal, since: day, looked: z.array(z.strictObject({ purge: z.string().min(1).max(500), finding: z.enum(['right', 'in-error', 'unclear']), note: z.string().trim().max(1000) })).max(100) }),
      (ticket, who, input) => recordSweep(ticket, who.accountId, input),
    ),
    'disposal.restore': acting('deliver', z.strictObject({ disposal, from: z.string().trim().min(3).max(500), note: reason }), (ticket, who, input) => recordRestore(ticket, who.accountId, input)),
    'disposal.verify-restore': acting(['deliver', 'decide-disposal'], z.strictObject({ disposal }), (ticket, who, input) => verifyRestore(ticket, who.accountId, input.disposal)),
  };
}
