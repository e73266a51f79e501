// Answers searches from the index, which lags behind what was written.
import { createHash } from 'node:crypto';
import { answerJson, get, post, type Call, type Route } from './routing';
import { holds } from './permissions';
import { issueView, type Asked } from './issue-view';
import { allFields } from './fields';
import { maySee } from './issue-access';
import { listOf, objectOf, textOf, textsOf } from './read-json';
import { parseJql } from './jql-parse';
import { refuse } from './refusal';
import { sortValue } from './jql-fields';
import { testOf } from './jql-match';
import type { IndexedIssue } from './issue-changes';
import type { Issue } from './issue';
import type { Person } from './people';
import type { Site } from './site';

/** Issues that are found but were deleted since are left out; what is shown of the others is current. */
function searchIssues(site: Site, who: Person, jql: string, reconciled: number[] = []): Issue[] {
  const { where, orderBy } = parseJql(jql);
  const test = where ? testOf(site, who, where) : () => true;
  for (const { field } of orderBy) if (!isSortable(site, field)) throw refuse(400, `Field '${field}' does not exist or you do not have permission to view it.`);
  const now = site.hooks.now().getTime();
  site.store.indexUpTo(now - site.searchLagMs(), now, reconciled);
  const open = new Map<string, boolean>();
  const isOpen = (projectId: string): boolean => {
    const known = open.get(projectId) ?? holds(site.store, who, 'BROWSE_PROJECTS', { projectId });
    open.set(projectId, known);
    return known;
  };
  const found = site.store.indexed<IndexedIssue>().filter((one) => test(one) && (isOpen(one.issue.projectId) || maySee(site, who, one.issue)));
  const order = orderBy.length > 0 ? orderBy : [{ field: 'created', descending: true }];
  found.sort((a, b) => {
    for (const { field, descending } of order) {
      const first = sortValue(site, field, a) ?? '';
      const second = sortValue(site, field, b) ?? '';
      if (first !== second) return (first < second ? -1 : 1) * (descending ? -1 : 1);
    }
    return b.issue.id - a.issue.id;
  });
  return found.map((one) => site.store.issue(one.issue.id)).filter((one) => one !== undefined).filter((one) => isOpen(one.projectId) || maySee(site, who, one));
}

const SOME: IndexedIssue = {
  issue: {
    id: 0, key: '', projectId: '', typeId: '', statusId: '', statusHistory: [], summary: '', description: null, creator: '', reporter: null,
    assignee: null, priorityId: '', labels: [], componentIds: [], dueDate: null, resolutionId: null, resolvedAt: null, custom: {},
    requestTypeId: null, participants: [], organizationIds: [], watchers: [], created: '', updated: '',
  },
  properties: {},
  comments: '',
};
const isSortable = (site: Site, field: string): boolean => sortValue(site, field, SOME) !== undefined;

interface Search extends Asked {
  jql: string;
  maxResults: number;
  token: string | undefined;
  /** Issues that the index must know as they are now. */
  reconciled: number[];
}

function answer(call: Call, search: Search): Response {
  const { where } = search.jql.trim() === '' ? { where: undefined } : parseJql(search.jql);
  if (!where) throw refuse(400, 'Unbounded JQL queries are not allowed here. Please add a search restriction to your query.');
  const mark = createHash('sha256').update(search.jql).digest('hex').slice(0, 16);
  const start = search.token === undefined ? 0 : startOf(search.token, mark);
  const found = searchIssues(call.site, call.who, search.jql, search.reconciled);
  // More fields than ids cost Jira more, so that it then gives at most a hundred at a time.
  const size = Math.min(search.maxResults, search.fields.length === 0 ? 5000 : 100);
  const page = found.slice(start, start + size);
  const isLast = start + page.length >= found.length;
  const bare = search.fields.length === 0 && search.expand.length === 0 && search.properties.length === 0;
  const shown = search.fields.length === 0 ? { ...search, fields: ['id'] } : search;
  return answerJson(200, {
    issues: page.map((issue) => (bare ? { id: String(issue.id) } : issueView(call, issue, shown))),
    ...(search.expand.includes('names') ? { names: Object.fromEntries(allFields().map((field) => [field.id, field.name])) } : {}),
    ...(isLast ? {} : { nextPageToken: Buffer.from(`${mark}:${start + page.length}`).toString('base64url') }),
    isLast,
  });
}

function startOf(token: string, mark: string): number {
  const [owner, start] = Buffer.from(token, 'base64url').toString().split(':');
  const at = Number(start);
  if (owner !== mark || !Number.isInteger(at)) throw refuse(400, 'The provided next page token is invalid or expired. Please use a valid token to continue pagination.');
  return at;
}

async function searchPosted(call: Call): Promise<Response> {
  const body = objectOf(await call.json());
  const size = body['maxResults'] ?? 50;
  if (typeof size !== 'number' || size < 1) throw refuse(400, 'maxResults must be a positive number.');
  return answer(call, {
    jql: textOf(body['jql']) ?? '',
    maxResults: size,
    token: textOf(body['nextPageToken']),
    reconciled: listOf(body['reconcileIssues']).map(Number),
    fields: textsOf(body['fields']),
    expand: (textOf(body['expand']) ?? '').split(',').filter((one) => one !== ''),
    properties: textsOf(body['properties']),
  });
}

async function match(call: Call): Promise<Response> {
  const body = objectOf(await call.json());
  const ids = Array.isArray(body['issueIds']) ? body['issueIds'].map(Number) : [];
  const matches = textsOf(body['jqls']).map((jql) => ({
    matchedIssues: searchIssues(call.site, call.who, jql).map((issue) => issue.id).filter((id) => ids.includes(id)),
    errors: [],
  }));
  return answerJson(200, { matches });
}

export const searchRoutes: Route[] = [
  post('/rest/api/3/search/jql', searchPosted),
  get('/rest/api/3/search/jql', (call) =>
    answer(call, {
      jql: call.query('jql') ?? '',
      maxResults: call.queryNumber('maxResults', 50),
      token: call.query('nextPageToken'),
      reconciled: call.queryList('reconcileIssues').map(Number),
      fields: call.queryList('fields'),
      expand: call.queryList('expand'),
      properties: call.queryList('properties'),
    }),
  ),
  post('/rest/api/3/search/approximate-count', async (call) => {
    const jql = textOf(objectOf(await call.json())['jql']) ?? '';
    if (!parseJql(jql).where) throw refuse(400, 'Unbounded JQL queries are not allowed here. Please add a search restriction to your query.');
    return answerJson(200, { count: searchIssues(call.site, call.who, jql).length });
  }),
  post('/rest/api/3/jql/match', match),
];
