/** Decides whether a project is gone, as against one that somebody cannot see, and which key it has. */
import { route } from '@forge/api';
import { z } from 'zod';
import { ask, JiraFault, unlessAbsent } from './ask';
import { administersJira } from './permissions';

/**
 * Gone is what the app does not find, or finds in the bin, and what a Jira administrator finds neither live nor archived:
 * they see every project, so their finding nothing is no lack of sight. Whoever else asks is told that it is there.
 */
export async function isProjectGone(projectId: string): Promise<boolean> {
  const seen = await unlessAbsent(ask('app', 'read a project', route`/rest/api/3/project/${projectId}`, z.object({ deleted: z.boolean().optional() })));
  if (seen && !seen.deleted) return false;
  if (!(await administersJira())) return false;
  const found = await ask('user', 'look for a project', route`/rest/api/3/project/search?id=${projectId}&status=live&status=archived`, z.object({ total: z.number().int() }));
  return found.total === 0;
}

/** Jira asks for the key where the app keeps the id. It is used to name people alone, so that no fault of it stops a screen. */
export async function keyOfProject(projectId: string): Promise<string | undefined> {
  try {
    return (await unlessAbsent(ask('app', 'read a project', route`/rest/api/3/project/${projectId}`, z.object({ key: z.string() }))))?.key;
  } catch (error) {
    if (error instanceof JiraFault) return undefined;
    throw error;
  }
}
