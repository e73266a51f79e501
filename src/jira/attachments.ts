/** Decides how a file of the ticket is read and removed; only its first bytes where that is enough. */
import { route } from '@forge/api';
import { z } from 'zod';
import { ask, call, unlessAbsent } from './ask';

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
