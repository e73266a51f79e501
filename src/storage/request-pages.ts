/** Decides how the requests of a project are gone through, a page at a time, whatever their number. */
import { kvs } from '@forge/kvs';

export type RequestPage = { readonly issueIds: readonly string[]; readonly next?: string };

/** The ids of the requests of one page, in the order of their due dates. One storage call. */
export async function requestPage(projectId: string, limit: number, after?: string): Promise<RequestPage> {
  const query = kvs.entity('request').query().index('by-due', { partition: [projectId] }).limit(limit);
  const { results, nextCursor } = await (after === undefined ? query : query.cursor(after)).getMany();
  return { issueIds: results.map(({ key }) => key.slice(key.indexOf('#') + 1)), ...(nextCursor && { next: nextCursor }) };
}
