/** Answers the questions of the project settings page. */
import { makeResolver } from '@forge/resolver';
import { z } from 'zod';
import { importDirectory } from '../actions/import-directory';
import { chooseAnchor } from '../actions/keep-checkpoint';
import { openSettings } from '../actions/open-settings';
import type { SettingsApi } from '../contract';
import { answerOnProject } from './answer';

const part = z.strictObject({
  source: z.enum(['marketplace-json', 'marketplace-csv', 'tenant-map']),
  asOf: z.iso.datetime(),
  part: z.number().int().min(1).max(500),
  parts: z.number().int().min(1).max(500),
  text: z.string().max(400_000),
});

export const handler = makeResolver<SettingsApi>({
  'settings.open': answerOnProject({ may: 'administer-rules', input: z.strictObject({}), handle: async ({ projectId, may }) => ({ ok: true, value: await openSettings(projectId, may) }) }),
  'trail.anchor': answerOnProject({
    may: 'administer-rules',
    input: z.strictObject({ issueKey: z.string().trim().toUpperCase().regex(/^[A-Z][A-Z0-9_]+-\d+$/) }),
    handle: async ({ projectId, may }, { issueKey }) => {
      await chooseAnchor(issueKey);
      return { ok: true, value: await openSettings(projectId, may) };
    },
  }),
  'directory.import': answerOnProject({
    may: 'administer-rules',
    input: part,
    handle: async ({ projectId, may }, input) => {
      const imported = await importDirectory(input);
      return imported.ok ? { ok: true, value: { ...(await openSettings(projectId, may)), done: imported.value } } : imported;
    },
  }),
});
