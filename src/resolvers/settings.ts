/** Answers the questions of the project settings page. */
import { makeResolver } from '@forge/resolver';
import { z } from 'zod';
import { addBlankForm } from '../actions/add-blank-form';
import { bringDesk, bringingSchema, markGoneTickets } from '../actions/bring-desk';
import { discardDraft, importRules, saveDraft } from '../actions/edit-draft';
import { eraseEverywhere } from '../actions/erase-everywhere';
import { exportRules } from '../actions/export-rules';
import { approverChoices } from '../actions/find-approvers';
import { taskChoices } from '../actions/find-choices';
import { importDirectory } from '../actions/import-directory';
import { chooseAnchor } from '../actions/keep-checkpoint';
import { publishedRules } from '../actions/load-rules';
import { moveRequest } from '../actions/move-request';
import { openRules } from '../actions/open-rules';
import { openSettings } from '../actions/open-settings';
import { previewReply } from '../actions/preview-reply';
import { confirmRules, publishRules } from '../actions/publish-rules';
import { readOldTickets } from '../actions/read-old-tickets';
import { readRulesHistory } from '../actions/read-rules-history';
import { rehearseRetention } from '../actions/rehearse-retention';
import { rehearseRules } from '../actions/rehearse-rules';
import { takeDesk, takingSchema } from '../actions/take-desk';
import type { SettingsApi } from '../contract';
import { answerOnProject } from './answer';

const nothing = z.strictObject({});
const rev = z.number().int().nonnegative();
const digest = z.string().regex(/^[0-9a-f]{64}$/);
const name = z.string().trim().min(1).max(255);
const issueKey = z.string().trim().toUpperCase().regex(/^[A-Z][A-Z0-9_]+-\d+$/);
const version = z.number().int().positive();
/** Shorter ones are parts of too many words; beside the address only a name in full or another address is one. */
const spelling = z.string().trim().min(5).max(320);
/** The rules that are asked for: the draft, or what is in force. */
const which = z.enum(['draft', 'in-force']);

const part = z.strictObject({
  source: z.enum(['marketplace-json', 'marketplace-csv', 'tenant-map']),
  asOf: z.iso.datetime(),
  part: z.number().int().min(1).max(500),
  parts: z.number().int().min(1).max(500),
  text: z.string().max(400_000),
});

export const handler = makeResolver<SettingsApi>({
  'settings.open': answerOnProject({ may: 'administer-rules', input: nothing, handle: async ({ accountId, projectId, may }) => ({ ok: true, value: await openSettings(projectId, accountId, may) }) }),
  'trail.anchor': answerOnProject({
    may: 'administer-rules',
    input: z.strictObject({ issueKey }),
    handle: async ({ accountId, projectId, may }, { issueKey }) => {
      const chosen = await chooseAnchor(projectId, accountId, issueKey);
      return 'refusal' in chosen ? { ok: false, ...chosen } : { ok: true, value: await openSettings(projectId, accountId, may) };
    },
  }),
  'directory.import': answerOnProject({
    may: 'administer-rules',
    input: part,
    handle: async ({ accountId, projectId, may }, input) => {
      const imported = await importDirectory(projectId, accountId, input);
      return imported.ok ? { ok: true, value: { ...(await openSettings(projectId, accountId, may)), done: imported.value } } : imported;
    },
  }),
  'rules.open': answerOnProject({ may: 'administer-rules', input: nothing, handle: async ({ accountId, projectId }) => ({ ok: true, value: await openRules(projectId, accountId) }) }),
  'draft.save': answerOnProject({ may: 'administer-rules', input: z.strictObject({ rev, rules: z.unknown() }), handle: ({ accountId, projectId }, input) => saveDraft(projectId, accountId, input) }),
  'draft.discard': answerOnProject({ may: 'administer-rules', input: z.strictObject({ rev }), handle: ({ accountId, projectId }, input) => discardDraft(projectId, accountId, input.rev) }),
  'rules.publish': answerOnProject({ may: 'administer-rules', input: z.strictObject({ rev, digest, reason: z.string().trim().min(3).max(2000) }), handle: ({ accountId, projectId }, input) => publishRules(projectId, accountId, input) }),
  'rules.confirm': answerOnProject({ may: 'administer-rules', input: z.strictObject({ digest }), handle: ({ accountId, projectId }, input) => confirmRules(projectId, accountId, input.digest) }),
  'retention.rehearse': answerOnProject({ may: 'administer-rules', input: z.strictObject({ against: which }), handle: ({ projectId }, { against }) => rehearseRetention(projectId, against) }),
  'rules.rehearse': answerOnProject({ may: 'administer-rules', input: z.strictObject({ after: z.string().max(2000).optional(), against: which }), handle: ({ projectId }, input) => rehearseRules(projectId, input) }),
  'request.move-rules': answerOnProject({ may: 'administer-rules', input: z.strictObject({ issueId: z.string().regex(/^\d{1,20}$/), to: version }), handle: ({ accountId, projectId }, input) => moveRequest(projectId, accountId, input) }),
  'rules.history': answerOnProject({ may: 'administer-rules', input: z.strictObject({ before: version.optional() }), handle: async ({ projectId }, { before }) => ({ ok: true, value: await readRulesHistory(projectId, before) }) }),
  'rules.version': answerOnProject({ may: 'administer-rules', input: z.strictObject({ version }), handle: ({ projectId }, input) => publishedRules(projectId, input.version) }),
  'rules.file': answerOnProject({ may: 'administer-rules', input: z.strictObject({ of: which }), handle: ({ projectId }, input) => exportRules(projectId, input.of) }),
  'rules.import': answerOnProject({ may: 'administer-rules', input: z.strictObject({ rev, text: z.string() }), handle: ({ accountId, projectId }, input) => importRules(projectId, accountId, input) }),
  'blank-form.add': answerOnProject({ may: 'administer-rules', input: z.strictObject({ rev, name: z.string().trim().min(1).max(255), base64: z.base64().max(480_000) }), handle: ({ accountId, projectId }, input) => addBlankForm(projectId, accountId, input) }),
  'task.choices': answerOnProject({ may: 'administer-rules', input: z.strictObject({ project: name, issueType: name }), handle: async ({ projectId }, input) => ({ ok: true, value: await taskChoices(projectId, input) }) }),
  'approver.choices': answerOnProject({ may: 'administer-rules', input: nothing, handle: async (place) => ({ ok: true, value: await approverChoices(place) }) }),
  'person.erase-everywhere': answerOnProject({
    may: 'administer-rules',
    input: z.strictObject({ whom: spelling, also: z.array(spelling.regex(/\S[\s@]\S/)).max(5), reason: z.enum(['person-asked', 'retention', 'entered-in-error']), after: z.string().regex(/^\d{1,20}$/).optional() }),
    handle: ({ accountId, projectId }, input) => eraseEverywhere(projectId, accountId, input),
  }),
  'desk.export': answerOnProject({ may: 'administer-rules', input: z.strictObject({ next: takingSchema.optional() }), handle: ({ accountId, projectId }, { next }) => takeDesk(projectId, accountId, next) }),
  'desk.import': answerOnProject({ may: 'administer-rules', input: bringingSchema, handle: ({ accountId, projectId }, input) => bringDesk(projectId, accountId, input) }),
  'desk.gone-tickets': answerOnProject({ may: 'administer-rules', input: z.strictObject({ cursor: z.string().max(4000).optional() }), handle: async (_, { cursor }) => ({ ok: true, value: await markGoneTickets(cursor) }) }),
  'old-tickets.read': answerOnProject({ may: 'administer-rules', input: z.strictObject({ jql: z.string().trim().min(3).max(1000), token: z.string().max(4000).optional() }), handle: ({ projectId }, input) => readOldTickets(projectId, input) }),
  'reply.preview': answerOnProject({ may: 'administer-rules', input: z.strictObject({ issueKey, reply: z.string().max(60).optional(), text: z.string().max(5000) }), handle: ({ accountId, projectId }, input) => previewReply(projectId, accountId, input) }),
});
