// What may be done to an issue, by whom, and how Jira refuses the rest.
import { holdAgainstContracts, openSite, paragraph, textIn } from './site';

const task = (extra: object = {}): object => ({
  fields: {
    project: { key: 'SRE' },
    issuetype: { name: 'Task' },
    summary: 'Data Dump Request',
    description: paragraph('The key follows.'),
    components: [{ name: 'Tempo for Jira' }],
    labels: ['maintenance'],
    priority: { name: 'Highest' },
    customfield_10201: { value: 'Timesheets' },
    assignee: null,
    ...extra,
  },
});

describe('creating', () => {
  test('the app creates a task with a property, and the events follow', async () => {
    const site = openSite();
    const created = await site.app.post('/rest/api/3/issue', { ...task(), properties: [{ key: 'handOff', value: { key: 'h1' } }] });
    expect(created.status).toBe(201);
    const read = await site.as('sre').get(`/rest/api/3/issue/${textIn(created.body, 'key')}?properties=handOff&expand=names,schema,renderedFields,transitions,editmeta,changelog`);
    expect(read.status).toBe(200);
    expect(read.body['fields']).toMatchObject({
      summary: 'Data Dump Request',
      components: [{ name: 'Tempo for Jira' }],
      labels: ['maintenance'],
      priority: { name: 'Highest' },
      customfield_10201: { value: 'Timesheets' },
      assignee: null,
      creator: { accountId: site.jira.appAccountId, accountType: 'app' },
    });
    expect(read.body['properties']).toEqual({ handOff: { key: 'h1' } });
    expect(site.eventTypes()).toEqual(['avi:jira:created:issue', 'avi:jira:set:issue-property']);
    expect(site.events[0]).toMatchObject({ causedByApp: true, payload: { issue: { id: created.body['id'], key: created.body['key'] }, atlassianId: site.jira.appAccountId } });
  });

  test.each([
    ['no summary', { summary: undefined }, 'summary', 'You must specify a summary of the issue.'],
    ['a component that the project lacks', { components: [{ name: 'Nope' }] }, 'components', "Component name 'Nope' is not valid"],
    ['a label with a space', { labels: ['two words'] }, 'labels', "The label 'two words' contains spaces which is invalid."],
    ['a description that is no document', { description: 'plain' }, 'description', 'Operation value must be an Atlassian Document (see the Atlassian Document Format)'],
    ['an option that the field lacks', { customfield_10201: { value: 'Nope' } }, 'customfield_10201', "Specify a valid 'id' or 'name' for Associated product"],
    ['a field of another screen', { customfield_10101: 'SEN-1' }, 'customfield_10101', "Field 'customfield_10101' cannot be set. It is not on the appropriate screen, or unknown."],
    ['an unknown priority', { priority: { name: 'Urgent' } }, 'priority', 'The priority selected is invalid.'],
    ['a type of another project', { issuetype: { name: 'Service request' } }, 'issuetype', 'Specify a valid issue type'],
  ])('%s is refused, and nothing is created', async (_what, change, field, says) => {
    const site = openSite();
    const refused = await site.app.post('/rest/api/3/issue', task(change));
    expect([refused.status, refused.body]).toEqual([400, { errorMessages: [], errors: { [field]: says } }]);
    expect(site.events).toEqual([]);
  });

  test('an agent may browse SRE and not create there; the SRE does not even see SUP', async () => {
    const site = openSite();
    const agent = await site.as('agent').post('/rest/api/3/issue', task());
    expect([agent.status, agent.body['errors']]).toEqual([400, { project: 'You do not have permission to create issues in this project.' }]);
    const sre = await site.as('sre').post('/rest/api/3/issue', { fields: { project: { key: 'SUP' }, issuetype: { name: 'Question' }, summary: 'x' } });
    expect([sre.status, sre.body['errors']]).toEqual([400, { project: 'valid project is required' }]);
  });

  test('a link can come with the new issue, and a link that may not be made leaves no issue', async () => {
    const site = openSite();
    const ticket = site.ticket({ quiet: true });
    const linked = await site.app.post('/rest/api/3/issue', { ...task(), update: { issuelinks: [{ add: { type: { name: 'Relates' }, outwardIssue: { key: ticket.key } } }] } });
    expect(linked.status).toBe(201);
    const read = await site.app.get(`/rest/api/3/issue/${ticket.key}?fields=issuelinks`);
    expect(read.body['fields']).toMatchObject({ issuelinks: [{ type: { name: 'Relates' }, inwardIssue: { key: linked.body['key'] } }] });
    const refused = await site.as('sre').post('/rest/api/3/issue', { ...task(), update: { issuelinks: [{ add: { type: { name: 'Relates' }, outwardIssue: { key: ticket.key } } }] } });
    expect(refused.status).toBe(404);
    const found = await site.as('sre').post('/rest/api/3/search/jql', { jql: 'project = SRE' });
    expect(found.body['issues']).toHaveLength(1);
  });
});

describe('reading and editing', () => {
  test('who may not browse the project is told that there is no issue', async () => {
    const site = openSite();
    const { key } = site.ticket();
    expect((await site.as('agent').get(`/rest/api/3/issue/${key}`)).status).toBe(200);
    for (const who of ['sre', 'dana@customer.example']) {
      const hidden = await site.as(who).get(`/rest/api/3/issue/${key}`);
      expect([hidden.status, hidden.body['errorMessages']]).toEqual([404, ['Issue does not exist or you do not have permission to see it.']]);
    }
  });

  test('an edit is one line of history and one event; without the permission the field is on no screen', async () => {
    const site = openSite();
    const { key, id } = site.ticket({ quiet: true });
    const edited = await site.as('agent').put(`/rest/api/3/issue/${key}`, { fields: { customfield_10101: 'SEN-12345', labels: ['a'] }, update: { comment: [{ add: { body: paragraph('changed') } }] } });
    expect(edited.status).toBe(204);
    expect(site.eventTypes()).toEqual(['avi:jira:updated:issue', 'avi:jira:commented:issue']);
    const log = await site.as('agent').get(`/rest/api/3/issue/${id}/changelog`);
    expect(log.body['values']).toMatchObject([{ items: [{ field: 'SEN', toString: 'SEN-12345' }, { field: 'labels', toString: 'a' }] }]);
    const created = await site.app.post('/rest/api/3/issue', task());
    const refused = await site.as('agent').put(`/rest/api/3/issue/${textIn(created.body, 'key')}`, { fields: { summary: 'mine now' } });
    expect([refused.status, refused.body['errors']]).toEqual([400, { summary: "Field 'summary' cannot be set. It is not on the appropriate screen, or unknown." }]);
  });

  test('assigning, watching and deleting ask for their permissions', async () => {
    const site = openSite();
    const { key } = site.ticket({ quiet: true });
    const jonas = site.jira.accountIdOf('second-agent@example.com') ?? '';
    expect((await site.as('agent').put(`/rest/api/3/issue/${key}/assignee`, { accountId: jonas })).status).toBe(204);
    expect(site.eventTypes()).toEqual(['avi:jira:updated:issue', 'avi:jira:assigned:issue']);
    const sre = site.jira.accountIdOf('sre@example.com') ?? '';
    const refused = await site.as('agent').put(`/rest/api/3/issue/${key}/assignee`, { accountId: sre });
    expect([refused.status, refused.body['errors']]).toEqual([400, { assignee: `User '${sre}' cannot be assigned issues.` }]);
    expect((await site.as('agent').post(`/rest/api/3/issue/${key}/watchers`, JSON.stringify(jonas))).status).toBe(204);
    expect((await site.as('agent').get(`/rest/api/3/issue/${key}/watchers`)).body['watchers']).toHaveLength(2);
    expect((await site.as('agent').delete(`/rest/api/3/issue/${key}`)).status).toBe(403);
    expect((await site.as('lead').delete(`/rest/api/3/issue/${key}`)).status).toBe(204);
    expect((await site.as('lead').get(`/rest/api/3/issue/${key}`)).status).toBe(404);
    expect(site.eventTypes().at(-1)).toBe('avi:jira:deleted:issue');
  });

  test('what the create screen offers', async () => {
    const site = openSite();
    const types = await site.app.get('/rest/api/3/issue/createmeta/SRE/issuetypes');
    expect(types.body['issueTypes']).toMatchObject([{ id: '10020', name: 'Task' }]);
    const fields = await site.app.get('/rest/api/3/issue/createmeta/SRE/issuetypes/10020?maxResults=200');
    expect(fields.body['fields']).toEqual(expect.arrayContaining([expect.objectContaining({ fieldId: 'customfield_10201', name: 'Associated product', required: false })]));
    expect((await site.as('agent').get('/rest/api/3/issue/createmeta/SRE/issuetypes')).status).toBe(400);
    expect((await site.as('agent').get(`/rest/api/3/issue/${site.ticket().key}/editmeta`)).status).toBe(200);
  });
});

describe('surviving', () => {
  test('a move changes the key and keeps the id; the old key still leads there', async () => {
    const site = openSite();
    const { key, id } = site.ticket({ quiet: true });
    const moved = await site.offContract.as('admin').post(`/local/jira/issue/${key}/move`, { project: 'SRE' });
    expect(moved.body).toMatchObject({ id });
    const read = await site.app.get(`/rest/api/3/issue/${key}`);
    expect(read.body).toMatchObject({ id, key: moved.body['key'], fields: { status: { name: 'To do' }, project: { key: 'SRE' } } });
    expect(site.events[0]).toMatchObject({ type: 'avi:jira:updated:issue', payload: { changelog: { items: [{ field: 'project' }, { field: 'Key', fromString: key }, { field: 'issuetype' }, { field: 'status' }] } } });
    expect((await site.offContract.as('agent').post(`/local/jira/issue/${key}/move`, { project: 'SUP' })).status).toBe(403);
  });

  test('another type keeps the status where its workflow has it', async () => {
    const site = openSite();
    const { key } = site.ticket({ status: 'With SRE', quiet: true });
    expect((await site.offContract.as('agent').post(`/local/jira/issue/${key}/type`, { issueType: 'Question' })).status).toBe(200);
    const read = await site.app.get(`/rest/api/3/issue/${key}?fields=status,issuetype`);
    expect(read.body['fields']).toMatchObject({ status: { name: 'Open' }, issuetype: { name: 'Question' } });
    expect(site.validated).toEqual([]);
  });

  test('twenty writes in two seconds are enough for one issue', async () => {
    const site = openSite();
    const { key } = site.ticket();
    const write = () => site.app.put(`/rest/api/3/issue/${key}/properties/p`, { n: 1 });
    for (let n = 0; n < 20; n += 1) expect((await write()).status).toBeLessThan(300);
    const refused = await write();
    expect([refused.status, refused.headers.get('retry-after'), refused.headers.get('ratelimit-reason')]).toEqual([429, '2', 'jira-per-issue-on-write']);
    site.advance(2_000);
    expect((await write()).status).toBe(200);
  });

  test('what the local Jira does not have names itself', async () => {
    const site = openSite();
    const other = await site.offContract.as('agent').get('/rest/api/3/dashboard');
    expect([other.status, other.body['errorMessages']]).toEqual([501, ['The local Jira does not have GET /rest/api/3/dashboard.']]);
  });
});

holdAgainstContracts();
