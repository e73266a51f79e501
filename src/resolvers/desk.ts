/** Answers the questions of the desk. Whoever holds any of the app's permissions in the project sees it. */
import { makeResolver } from '@forge/resolver';
import { z } from 'zod';
import { deskPace, deskPeople, openDesk } from '../actions/open-desk';
import type { DeskApi, DeskAsked, Permission } from '../contract';
import { answerOnProject } from './answer';

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
});
