/** Decides how the requests of a project are gone through, a page at a time, whatever their number. */
import { kvs } from '@forge/kvs';

export type RequestPage = { readonly issueIds: readonly string[]; readonly next?: string };

/** The ids of the requests of one page: the open ones in the order of their due dates, then those that ended. One storage call. */
export async function requestPage(projectId: string, limit: number, after = 'open '): Promise<RequestPage> {
  const standing = after.slice(0, after.indexOf(' '));
  const cursor = after.slice(standing.length + 1);
  const query = kvs.entity('request').query().index('by-due', { partition: [projectId, standing] }).limit(limit);
  const { results, nextCursor } = await (cursor === '' ? query : query.cursor(cursor)).getMany();
  const next = nextCursor ? `${standing} ${nextCursor}` : standing === 'open' ? 'ended ' : undefined;
  return { issueIds: results.map(({ key }) => key.slice(key.indexOf('#') + 1)), ...(next !== undefined && { next }) };
}
