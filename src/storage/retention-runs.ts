/** Decides where it is kept how the daily run went: when, whether it came through, and what could not be deleted. */
import { kvs } from '@forge/kvs';
import { z } from 'zod';

const siteSchema = z.object({ v: z.literal(1), at: z.string(), finished: z.boolean() });
/** The last run over all projects. One that ran out of time goes on the day after. */
export type SiteRun = Omit<z.infer<typeof siteSchema>, 'v'>;

const counts = z.record(z.string(), z.number().int());
const projectSchema = z.object({
  v: z.literal(1),
  at: z.string(),
  /** Requests, by the class that went, and by what kept those that were due. */
  gone: counts,
  kept: counts,
  failed: z.array(z.object({ issueKey: z.string(), why: z.string(), status: z.number().int().optional() })),
  /** Those beyond the ones that are named. */
  failedMore: z.number().int(),
});
/** What the last run came to in one project; a request whose deletion failed is named. */
export type ProjectRun = Omit<z.infer<typeof projectSchema>, 'v'>;

// Of this installation alone: a desk that is taken away leaves them behind.
const siteKey = 'retention-run';
const projectKey = (projectId: string): string => `retention-run#${projectId}`;

export async function readRuns(projectId: string): Promise<{ readonly site?: SiteRun; readonly project?: ProjectRun }> {
  const { successfulKeys, failedKeys } = await kvs.batchGet<unknown>([{ key: siteKey }, { key: projectKey(projectId) }]);
  const failed = failedKeys.find(({ error }) => error.code !== 'KEY_NOT_FOUND');
  if (failed) throw new Error(`storage could not say how the last run went: ${failed.error.code}`);
  const rows = new Map(successfulKeys.map(({ key, value }) => [key, value]));
  const [site, project] = [rows.get(siteKey), rows.get(projectKey(projectId))];
  return { ...(site !== undefined && { site: siteSchema.parse(site) }), ...(project !== undefined && { project: projectSchema.parse(project) }) };
}

export const noteSiteRun = (run: SiteRun): Promise<void> => kvs.set(siteKey, { v: 1, ...run });
export const noteProjectRun = (projectId: string, run: ProjectRun): Promise<void> => kvs.set(projectKey(projectId), { v: 1, ...run });
