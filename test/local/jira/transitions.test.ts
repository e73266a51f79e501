// A transition asks its validators, and a refusal leaves everything as it was.
import { holdAgainstContracts, openSite, paragraph, type TestSite, textIn } from './site';

const move = (site: TestSite, who: string, key: string, id: string, extra: object = {}) => site.as(who).post(`/rest/api/3/issue/${key}/transitions`, { transition: { id }, ...extra });
const statusOf = async (site: TestSite, key: string): Promise<unknown> => (await site.app.get(`/rest/api/3/issue/${key}?fields=status`)).body['fields'];

test('a validator that agrees lets the issue through, with fields and comment', async () => {
  const site = openSite();
  const { key } = site.ticket({ quiet: true });
  const listed = await site.as('agent').get(`/rest/api/3/issue/${key}/transitions?expand=transitions.fields`);
  expect(listed.body['transitions']).toMatchObject([{ id: '11', name: 'Start agreement', to: { name: 'Agreement' } }, { id: '81', name: 'End without delivery', to: { name: 'Resolved' } }]);
  const moved = await move(site, 'agent', key, '11', { fields: { customfield_10101: 'SEN-1' }, update: { comment: [{ add: { body: paragraph('off it goes') } }] } });
  expect(moved.status).toBe(204);
  expect(site.validated).toEqual([{ validatorKey: 'gate-proceed', configuration: { gate: 'proceed' }, issueKey: key, from: '10100', to: '10101', modifiedFields: { customfield_10101: 'SEN-1' } }]);
  expect(await statusOf(site, key)).toMatchObject({ status: { name: 'Agreement' } });
  expect(site.events[0]).toMatchObject({
    type: 'avi:jira:updated:issue',
    payload: { associatedStatuses: [{ name: 'Agreement' }, { name: 'Open' }], changelog: { items: [{ field: 'SEN' }, { field: 'status', fromString: 'Open' }] } },
  });
  const comments = await site.as('agent').get(`/rest/api/3/issue/${key}/comment`);
  expect(comments.body['total']).toBe(1);
});

test('a validator that refuses is quoted, and nothing has changed', async () => {
  const site = openSite();
  const { key } = site.ticket({ quiet: true });
  site.decide(() => Promise.resolve({ result: false, errorMessage: 'Snapshot Desk keeps “proceed” shut.' }));
  const refused = await move(site, 'agent', key, '11', { fields: { customfield_10101: 'SEN-1' }, update: { comment: [{ add: { body: paragraph('x') } }] } });
  expect([refused.status, refused.body]).toEqual([400, { errorMessages: ['Snapshot Desk keeps “proceed” shut.'], errors: {} }]);
  expect(await statusOf(site, key)).toMatchObject({ status: { name: 'Open' } });
  expect(site.events).toEqual([]);
  expect((await site.as('agent').get(`/rest/api/3/issue/${key}/comment`)).body['total']).toBe(0);
  expect(await site.jira.askValidators(key, 'Start agreement')).toEqual({ known: true, refusal: 'Snapshot Desk keeps “proceed” shut.' });
});

test('a validator that breaks keeps the transition shut', async () => {
  const site = openSite();
  const { key } = site.ticket();
  site.decide(() => Promise.reject(new Error('the function died')));
  expect((await move(site, 'agent', key, '11')).status).toBe(400);
  expect(await statusOf(site, key)).toMatchObject({ status: { name: 'Open' } });
});

test('an issue that moved on while its validators thought is not moved twice', async () => {
  const site = openSite();
  const { key } = site.ticket();
  let asked = 0;
  site.decide(async () => {
    asked += 1;
    if (asked === 1) await move(site, 'second-agent', key, '11');
    return { result: true };
  });
  expect((await move(site, 'agent', key, '11')).status).toBe(409);
  expect(await statusOf(site, key)).toMatchObject({ status: { name: 'Agreement' } });
});

test.each([
  ['a transition of another status', 'agent', { transition: { id: '21' } }, "Transition id '21' is not valid for this issue."],
  ['no transition', 'agent', {}, "Missing 'transition' identifier"],
])('%s is refused', async (_what, who, body, says) => {
  const site = openSite();
  const { key } = site.ticket();
  const refused = await site.as(who).post(`/rest/api/3/issue/${key}/transitions`, body);
  expect([refused.status, refused.body['errorMessages']]).toEqual([400, [says]]);
});

test('an SRE task has its own way; who only browses has no transition', async () => {
  const site = openSite();
  const { key } = site.jira.seeding.task({ summary: 'Data Dump Request', by: 'sre@example.com' });
  expect((await site.as('agent').get(`/rest/api/3/issue/${key}/transitions`)).body['transitions']).toEqual([]);
  expect((await move(site, 'agent', key, '11')).status).toBe(400);
  for (const id of ['11', '21', '31']) expect((await move(site, 'sre', key, id)).status).toBe(204);
  expect(site.validated.map((one) => one.validatorKey)).toEqual(['gate-start-work', 'gate-deliver', 'gate-dispose']);
  expect(await statusOf(site, key)).toMatchObject({ status: { name: 'Done' } });
});

describe('the workflow itself', () => {
  type Workflow = { id: string; version: object; transitions: { id: string; validators: object[] }[]; statuses: object[]; description: string };
  const read = async (site: TestSite, who: string) => {
    const answer = await site.as(who).post('/rest/api/3/workflows', { projectAndIssueTypes: [{ projectId: '10000', issueTypeId: '10010' }] });
    return { statuses: answer.body['statuses'] as object[], workflow: (answer.body['workflows'] as Workflow[])[0] };
  };

  test('an admin takes a validator off and publishes; then nobody is asked', async () => {
    const site = openSite();
    const { key } = site.ticket();
    const { statuses, workflow } = await read(site, 'admin');
    if (!workflow) throw new Error('no workflow');
    const { id, version, description } = workflow;
    const transitions = workflow.transitions.map((one) => ({ ...one, validators: [] }));
    const update = { statuses, workflows: [{ id, version, description, statuses: workflow.statuses, transitions }] };
    expect((await site.as('admin').post('/rest/api/3/workflows/update', update)).status).toBe(200);
    expect((await move(site, 'agent', key, '11')).status).toBe(204);
    expect(site.validated).toEqual([]);
    const stale = await site.as('admin').post('/rest/api/3/workflows/update', update);
    expect(stale.status).toBe(409);
  });

  test('a project has a workflow scheme unless it is team-managed, and only administrators are told', async () => {
    const site = openSite();
    const asked = '/rest/api/3/workflowscheme/project?projectId=10001';
    expect((await site.as('admin').get(asked)).body['values']).toMatchObject([{ projectIds: ['10001'] }]);
    expect((await site.as('admin').get('/rest/api/3/workflowscheme/project?projectId=99999')).body['values']).toEqual([]);
    expect((await site.as('agent').get(asked)).status).toBe(403);
  });

  test('the app sees the validators of every transition; an agent sees no workflow', async () => {
    const site = openSite();
    const found = await site.app.get('/rest/api/3/workflows/search?expand=values.transitions');
    expect(JSON.stringify(found.body)).toContain('extension/app/env/static/gate-hand-off');
    expect((await read(site, 'agent')).workflow).toBeUndefined();
    const created = await site.app.get('/rest/api/3/workflows/search');
    expect(textIn(created.body, 'self')).toContain('/workflows/search');
  });
});

holdAgainstContracts();
