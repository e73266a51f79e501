/** Answers the questions of the desk. Whoever holds any of the app's permissions in the project sees it. */
import { makeResolver } from '@forge/resolver';
import { z } from 'zod';
import { exportDesk } from '../actions/export-desk';
import { csvOfReport, makeReport } from '../actions/make-report';
import { nudgeTurn } from '../actions/nudge-turn';
import { deskPace, deskPeople, openDesk } from '../actions/open-desk';
import { endAbsence, setAbsence } from '../actions/set-absence';
import type { DeskApi, DeskAsked, Permission } from '../contract';
import { after, answerOnProject } from './answer';

const permissions = ['run-checks', 'decide-proceed', 'decide-release', 'settle-flags', 'deliver', 'request-disposal', 'decide-disposal', 'legal-hold', 'administer-rules'] as const satisfies readonly Permission[];

const asked = z.strictObject({
  standing: z.enum(['open', 'ended']),
  sort: z.enum(['due', 'age', 'stage', 'turn']),
  stage: z.enum(['intake', 'security-check', 'agreement', 'keys', 'hand-off', 'delivery', 'disposal']).optional(),
  turn: z.enum(['agent', 'approver', 'customer', 'sre', 'lead', 'nobody']).optional(),
  kind: z.enum(['data-dump', 'audit-log-dump', 'offboarding-export']).optional(),
  flagged: z.boolean().optional(),
  overdue: z.boolean().optional(),
  stuck: z.boolean().optional(),
  mine: z.boolean().optional(),
  text: z.string().max(100).optional(),
  cursor: z.string().max(2000).optional(),
}) satisfies z.ZodType<DeskAsked>;

const account = z.string().min(1).max(128);
const day = z.iso.date();
const ofMonth = z.strictObject({ month: z.string().regex(/^\d{4}-(0[1-9]|1[0-2])$/) });

export const handler = makeResolver<DeskApi>({
  'desk.open': answerOnProject({
    may: permissions,
    input: asked,
    handle: async ({ accountId, may, ...project }, input) => ({ ok: true, value: await openDesk(project, { accountId, may }, input) }),
  }),
  'desk.people': answerOnProject({
    may: permissions,
    input: z.strictObject({ permissions: z.array(z.enum(permissions)).max(permissions.length) }),
    handle: async (project, input) => ({ ok: true, value: await deskPeople(project, input.permissions) }),
  }),
  'desk.pace': answerOnProject({
    may: permissions,
    input: asked,
    handle: async ({ accountId, projectId, may }, input) => ({ ok: true, value: await deskPace(projectId, { accountId, may }, input) }),
  }),
  'desk.export': answerOnProject({
    may: permissions,
    input: asked,
    handle: async (place, input) => ({ ok: true, value: await exportDesk(place, input) }),
  }),
  'turn.nudge': answerOnProject({
    may: permissions,
    input: z.strictObject({ issueId: z.string().regex(/^\d{1,20}$/) }),
    handle: async ({ accountId, projectId }, { issueId }) => after(await nudgeTurn(issueId, projectId, accountId), ({ done = { code: 'done.nudged', params: { request: issueId } } }) => Promise.resolve({ done })),
  }),
  'absence.set': answerOnProject({
    may: permissions,
    input: z.strictObject({ person: account, delegate: account, from: day, to: day }),
    handle: async (place, input) => {
      const set = await setAbsence(place, input);
      return set.ok ? { ok: true, value: await deskPeople(place, permissions) } : set;
    },
  }),
  'absence.end': answerOnProject({
    may: permissions,
    input: z.strictObject({ person: account }),
    handle: async (place, { person }) => {
      const ended = await endAbsence(place, person);
      return ended.ok ? { ok: true, value: await deskPeople(place, permissions) } : ended;
    },
  }),
  // Who was hasty, and with whom, is for those who answer for the desk.
  'report.open': answerOnProject({
    may: ['settle-flags', 'administer-rules'],
    input: ofMonth,
    handle: async ({ projectId }, { month }) => ({ ok: true, value: await makeReport(projectId, month) }),
  }),
  'report.export': answerOnProject({
    may: ['settle-flags', 'administer-rules'],
    input: ofMonth,
    handle: async ({ projectId, projectKey }, { month }) => ({ ok: true, value: { name: `snapshot-report-${projectKey}-${month}.csv`, text: csvOfReport(await makeReport(projectId, month)) } }),
  }),
});
