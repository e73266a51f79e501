// What a search finds, when, for whom, and which queries are refused.
import { holdAgainstContracts, openSite, paragraph, type TestSite, textIn } from './site';

async function found(site: TestSite, who: string, jql: string): Promise<string[]> {
  const answer = await site.as(who).post('/rest/api/3/search/jql', { jql, fields: ['summary'], maxResults: 100 });
  expect([jql, answer.status, answer.body['errorMessages']]).toEqual([jql, 200, undefined]);
  return (answer.body['issues'] as { key: string }[]).map((one) => one.key);
}

async function fill(): Promise<{ site: TestSite; first: string; second: string; task: string }> {
  const site = openSite();
  const first = site.ticket({ fields: { SEN: 'SEN-12345', Product: 'Planner' }, createdAt: '2025-01-10T08:00:00.000Z' }).key;
  const second = site.ticket({ requestType: 'General question', summary: 'How do I export?', status: 'Resolved' }).key;
  const { key: task } = site.jira.seeding.task({ summary: 'Data Dump Request', description: 'for the customer', by: 'sre@example.com' });
  await site.app.put(`/rest/api/3/issue/${first}/properties/snapshotDesk`, { stage: 'Intake', due: '2025-11-20', age: 7 });
  await site.app.put(`/rest/api/3/issue/${task}`, { fields: { labels: ['maintenance'], priority: { name: 'Highest' } } });
  return { site, first, second, task };
}

test('the subset of JQL that the app and the pages speak', async () => {
  const { site, first, second, task } = await fill();
  const cases: [string, string[]][] = [
    ['project = SUP ORDER BY created ASC', [first, second]],
    ['project = "Customer support" and status = open', [first]],
    ['project in (SUP, SRE) ORDER BY key DESC', [second, first, task]],
    ['issuetype = Task AND labels = maintenance AND priority in (Highest, High)', [task]],
    ['NOT (project = SUP) OR key = ' + second + ' order by id', [second, task]],
    [`key in (${first}, "${task}") ORDER BY id`, [first, task]],
    ['text ~ "data dump"', [task]],
    ['summary ~ "expo*"', [second]],
    ['SEN ~ "SEN-12345"', [first]],
    ['Product = Planner', [first]],
    ['"Request Type" = "Data snapshot"', [first]],
    ['statusCategory = Done', [second]],
    ['resolution = Unresolved AND project = SUP', [first]],
    ['assignee is EMPTY AND project = SRE', [task]],
    ['created < 2025-02-01', [first]],
    ['created >= -1d AND project = SUP', [second]],
    ['snapshotStage = intake', [first]],
    ['issue.property[snapshotDesk].stage in (intake, done)', [first]],
    ['snapshotAge > 6', [first]],
    ['snapshotDue <= "2025-11-20" AND snapshotStage is not EMPTY', [first]],
    ['reporter = currentUser()', []],
    [`reporter = "${site.customer()}" AND labels != x`, []],
  ];
  for (const [jql, keys] of cases) expect([jql, await found(site, 'agent', jql)]).toEqual([jql, keys]);
});

test.each([
  ['', 'Unbounded JQL queries are not allowed here. Please add a search restriction to your query.'],
  ['order by created', 'Unbounded JQL queries are not allowed here. Please add a search restriction to your query.'],
  ['nonsense = 1', "Field 'nonsense' does not exist or you do not have permission to view it."],
  ['project = NOPE', "The value 'NOPE' does not exist for the field 'project'."],
  ['key = SUP-1', "An issue with key 'SUP-1' does not exist for field 'key'."],
  ['summary = x', "The operator '=' is not supported by the 'summary' field."],
  ['status = open and', 'Error in the JQL Query: Expecting a field name before the end of the query. (line 1, character 18)'],
  ['status = open foo', "Error in the JQL Query: Expecting either 'OR' or 'AND' but got 'foo'. (line 1, character 14)"],
  ['summary ~ "open', "Error in the JQL Query: The quoted string '\"open' has not been completed. (line 1, character 10)"],
  ['reporter = nobody()', "Unable to find JQL function 'nobody()'."],
  ['issue.property[other].path = x', "Field 'issue.property[other].path' does not exist or you do not have permission to view it."],
])('"%s" is refused', async (jql, says) => {
  const site = openSite();
  const refused = await site.as('agent').post('/rest/api/3/search/jql', { jql });
  expect([refused.status, refused.body['errorMessages']]).toEqual([400, [says]]);
});

test('a project that one may not browse does not exist, and its issues are not found', async () => {
  const { site, task } = await fill();
  expect(await found(site, 'sre', 'created > -3650d')).toEqual([task]);
  const refused = await site.as('sre').get(`/rest/api/3/search/jql?jql=${encodeURIComponent('project = SUP')}`);
  expect([refused.status, refused.body['errorMessages']]).toEqual([400, ["The value 'SUP' does not exist for the field 'project'."]]);
});

test('the index lags behind what was written, except for issues that are to be reconciled', async () => {
  const site = openSite({ searchLagMs: 3_000 });
  const { key, id } = site.ticket();
  expect(await found(site, 'app', 'project = SUP')).toEqual([]);
  const reconciled = await site.app.post('/rest/api/3/search/jql', { jql: 'project = SUP', reconcileIssues: [Number(id)] });
  expect(reconciled.body['issues']).toEqual([{ id }]);
  site.advance(3_000);
  await site.app.put(`/rest/api/3/issue/${key}`, { fields: { summary: 'renamed' } });
  expect(await found(site, 'app', 'summary ~ renamed')).toEqual([]);
  site.advance(3_000);
  expect(await found(site, 'app', 'summary ~ renamed')).toEqual([key]);
  await site.as('lead').delete(`/rest/api/3/issue/${key}`);
  expect(await found(site, 'app', 'project = SUP')).toEqual([]);
});

test('pages follow one another by token, and a token belongs to its query', async () => {
  const site = openSite();
  for (let n = 0; n < 5; n += 1) site.ticket({ summary: `ticket ${n}` });
  const jql = 'project = SUP ORDER BY id';
  const first = await site.as('agent').post('/rest/api/3/search/jql', { jql, maxResults: 3 });
  expect([first.body['isLast'], (first.body['issues'] as object[]).length]).toEqual([false, 3]);
  const nextPageToken = textIn(first.body, 'nextPageToken');
  const second = await site.as('agent').post('/rest/api/3/search/jql', { jql, maxResults: 3, nextPageToken, fields: ['*all'], expand: 'names', properties: ['p'] });
  expect([second.body['isLast'], (second.body['issues'] as object[]).length]).toEqual([true, 2]);
  expect((await site.as('agent').post('/rest/api/3/search/jql', { jql: 'project = SUP', nextPageToken })).status).toBe(400);
  expect((await site.as('agent').post('/rest/api/3/search/approximate-count', { jql })).body).toEqual({ count: 5 });
});

test('a comment is found by its words', async () => {
  const site = openSite();
  const { key } = site.ticket();
  await site.as('agent').post(`/rest/api/3/issue/${key}/comment`, { body: paragraph('the fingerprint matches') });
  expect(await found(site, 'agent', 'comment ~ fingerprint')).toEqual([key]);
});

holdAgainstContracts();
