/** Decides how tickets that are older than the app are found: by an admin's own search, in one project, a page at a time. */
import { route } from '@forge/api';
import { z } from 'zod';
import { ask, json, JiraFault } from './ask';

const page = z.object({ issues: z.array(z.object({ id: z.string() })), nextPageToken: z.string().nullish() });

/** Each is read by itself afterwards, with three more calls. */
const pageSize = 10;

export type FoundTickets = { readonly issueIds: readonly string[]; readonly next?: string };

/** Undefined where Jira does not understand the search. As the person, who finds no ticket that they could not read. */
export async function findOldTickets(projectId: string, jql: string, token: string | undefined): Promise<FoundTickets | undefined> {
  const body = { jql: `project = ${projectId} AND (${jql}) ORDER BY created ASC`, fields: ['created'], maxResults: pageSize, ...(token && { nextPageToken: token }) };
  try {
    const { issues, nextPageToken } = await ask('user', 'look for old tickets', route`/rest/api/3/search/jql`, page, json('POST', body));
    return { issueIds: issues.map(({ id }) => id), ...(nextPageToken && { next: nextPageToken }) };
  } catch (error) {
    if (error instanceof JiraFault && error.status === 400) return undefined;
    throw error;
  }
}
