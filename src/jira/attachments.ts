/** Decides how a file of the ticket is read and removed; only its first bytes where that is enough. */
import { route } from '@forge/api';
import { z } from 'zod';
import { ask, call, JiraFault, unlessAbsent } from './ask';

const metadata = z.object({ id: z.union([z.string(), z.number()]).transform(String), filename: z.string(), size: z.number() });

/** What Jira says of an attachment now; undefined where it is gone. */
export const readAttachment = (id: string): Promise<z.infer<typeof metadata> | undefined> => unlessAbsent(ask('app', 'read an attachment', route`/rest/api/3/attachment/${id}`, metadata));

/** The bytes of an attachment as the server sees them. */
export async function downloadAttachment(id: string): Promise<Uint8Array> {
  const response = await call('app', 'download an attachment', route`/rest/api/3/attachment/content/${id}`, { headers: { Accept: '*/*' } });
  return new Uint8Array(await response.arrayBuffer());
}

/** Removes an attachment; one that is already gone is removed. */
export async function deleteAttachment(id: string): Promise<void> {
  await unlessAbsent(call('app', 'remove an attachment', route`/rest/api/3/attachment/${id}`, { method: 'DELETE' }));
}

const unlessGone = async (question: Promise<unknown>): Promise<boolean> => {
  try {
    await question;
    return true;
  } catch (error) {
    if (error instanceof JiraFault && error.status === 404) return false;
    throw error;
  }
};

/**
 * Removes an attachment and makes sure that Jira knows nothing of it any more. Whoever may not remove it gets a fault, and so
 * does one that is still there afterwards: unlike above, not being allowed is not the same as being done.
 */
export async function removeForGood(id: string): Promise<void> {
  await unlessGone(call('app', 'remove an attachment for good', route`/rest/api/3/attachment/${id}`, { method: 'DELETE' }));
  if (await unlessGone(call('app', 'look for a removed attachment', route`/rest/api/3/attachment/${id}`))) throw new JiraFault('remove an attachment for good (it is still there)', 200, true);
}
