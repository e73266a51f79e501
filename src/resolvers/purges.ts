/** Answers the questions of the page of all purges. */
import { makeResolver } from '@forge/resolver';
import { z } from 'zod';
import { importPurges } from '../actions/import-purges';
import { exportPurges, openPurges } from '../actions/open-purges';
import type { Permission, PurgesApi } from '../contract';
import { answerOnProject } from './answer';

const may = ['request-disposal', 'decide-disposal', 'legal-hold', 'administer-rules'] as const satisfies readonly Permission[];
const since = z.iso.date().optional();

export const handler = makeResolver<PurgesApi>({
  'purges.open': answerOnProject({ may, input: z.strictObject({ since }), handle: async ({ may: held, ...project }, asked) => ({ ok: true, value: await openPurges(project, held, asked.since) }) }),
  'purges.export': answerOnProject({ may, input: z.strictObject({ since }), handle: async (project, asked) => ({ ok: true, value: await exportPurges(project, asked.since) }) }),
  'purges.import': answerOnProject({
    may: 'administer-rules',
    input: z.strictObject({ text: z.string().max(400_000), since }),
    handle: async ({ accountId, may: held, ...project }, { text, since: day }) => {
      const imported = await importPurges(project.projectId, accountId, text);
      return imported.ok ? { ok: true, value: { ...(await openPurges(project, held, day)), done: imported.value } } : imported;
    },
  }),
});
