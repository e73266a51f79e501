/** Answers the questions of the SRE panel on the linked task. */
import { makeResolver } from '@forge/resolver';
import { z } from 'zod';
import type { Outcome, Refused } from '../actions/change';
import { clearLeftovers, confirmCleared } from '../actions/clear-leftovers';
import { openPacket, packetAfter } from '../actions/open-packet';
import { didNotWork, handDetails, misDelivered, recordDelivery, removeAccess } from '../actions/record-delivery';
import { startWork } from '../actions/start-work';
import { ticketOfTask } from '../actions/on-task';
import type { Answer, SreChanged, SrePanelApi } from '../contract';
import { answer, type OnIssue } from './answer';
import { disposalQuestions } from './disposal';

const note = z.string().trim().min(3).max(2000);

/** Everything of a place goes into commands and instructions, so it is held to letters that mean nothing to a shell. */
const place = {
  host: z.string().trim().toLowerCase().max(253).regex(/^[a-z0-9]([a-z0-9.-]*[a-z0-9])?$/),
  hostKey: z.string().trim().regex(/^SHA256:[A-Za-z0-9+/]{43}$/),
  // It is the account that the command beside it shuts, with everything that runs as it.
  username: z.string().trim().regex(/^(?!root$)[a-z_][a-z0-9_-]{0,31}$/),
  path: z.string().trim().max(300).regex(/^(\/[A-Za-z0-9_-][A-Za-z0-9._-]*)+$/),
  expiresOn: z.iso.date(),
};

/** An act on the task by somebody who may deliver, answered with the panel as it stands afterwards. */
const acting = <Input>(input: z.ZodType<Input>, act: (who: OnIssue, input: Input) => Promise<Outcome | Refused>) =>
  answer<Input, SreChanged>({
    may: 'deliver',
    input,
    handle: async (who, given): Promise<Answer<SreChanged>> => {
      const outcome = await act(who, given);
      return 'refusal' in outcome ? { ok: false, refusal: outcome.refusal } : packetAfter(who.accountId, who.issueId, who.may, outcome.done);
    },
  });

export const handler = makeResolver<SrePanelApi>({
  ...disposalQuestions<SreChanged>({ ticketOf: ticketOfTask, after: (who, { done }) => packetAfter(who.accountId, who.issueId, who.may, done) }),
  'packet.open': answer({ may: 'anyone', input: z.strictObject({}), handle: ({ accountId, issueId, may }) => openPacket(accountId, issueId, may) }),
  'work.start': acting(z.strictObject({ site: z.string().trim().min(1).max(300) }), (who, { site }) => startWork(who.issueId, who.accountId, site)),
  'delivery.record': acting(z.strictObject({ record: z.string().min(1).max(460_000), ...place }), (who, input) => recordDelivery(who.issueId, who.accountId, input)),
  'delivery.hand-details': acting(z.strictObject({ note }), (who, input) => handDetails(who.issueId, who.accountId, input.note)),
  'delivery.did-not-work': acting(z.strictObject({ reason: note }), (who, { reason }) => didNotWork(who.issueId, who.accountId, reason)),
  'delivery.mis-delivered': acting(z.strictObject({ reason: note }), (who, { reason }) => misDelivered(who.issueId, who.accountId, reason)),
  'leftovers.clear': acting(z.strictObject({ note }), (who, input) => clearLeftovers(who.issueId, who.accountId, input.note)),
  'leftovers.confirm': acting(z.strictObject({ attested: z.iso.datetime() }), (who, { attested }) => confirmCleared(who.issueId, who.accountId, attested)),
  'access.removed': acting(z.strictObject({ note }), (who, input) => removeAccess(who.issueId, who.accountId, input.note)),
});
