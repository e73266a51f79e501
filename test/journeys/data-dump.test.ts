// Carries each kind of request from the customer's ticket to the linked SRE task, and holds the task to what SRE is promised.
import { decrypt, readKey, readMessage, readPrivateKey } from 'openpgp';
import { z } from 'zod';
import { approve, attentionOf, dana, decisionOf, fileNamed, formSent, keyTaken, northwindNumber, northwindTenant, openDesk, released, tasks, ticketText, type Desk, type Task } from './desk';

jest.setTimeout(60_000);

let desk: Desk;
let ticket: { readonly id: string; readonly key: string };
let task: Task;

const node: z.ZodType<Node> = z.lazy(() => z.object({ type: z.string(), text: z.string().optional(), content: z.array(node).optional() }));
interface Node {
  type: string;
  text?: string | undefined;
  content?: Node[] | undefined;
}

const textIn = ({ text = '', content = [] }: Node): string => text + content.map(textIn).join('');
const nodesOf = (type: string, inside: Node): readonly Node[] => [...(inside.type === type ? [inside] : []), ...(inside.content ?? []).flatMap((child) => nodesOf(type, child))];

/** The task that one click makes. */
async function handedOver(issueKey: string): Promise<Task> {
  const { done } = await desk.act('agent', issueKey, 'hand-off.start');
  await desk.host.settled();
  const found = (await tasks(desk)).find(({ key }) => key === done?.params['task']);
  if (!found) throw new Error(`no task was made: ${String(done?.code)}`);
  return found;
}

/** The rows of the description's table, by their label. */
function rowsOf(made: Task): Record<string, string> {
  const rows = nodesOf('tableRow', node.parse(made.fields.description));
  return Object.fromEntries(rows.map(({ content = [] }) => content.map(textIn)).map(([label = '', value = '']) => [label, value]));
}

beforeAll(async () => {
  desk = await openDesk({ name: 'data-dump' });
  ticket = await released(desk);
  task = await handedOver(ticket.key);
});
afterAll(() => desk.close());

it('makes one task with the fields that SRE is promised, assigned to nobody', async () => {
  expect(await tasks(desk)).toHaveLength(1);
  expect(task.fields).toMatchObject({
    project: { key: 'SRE' },
    issuetype: { name: 'Task' },
    summary: 'Data Dump Request',
    components: [{ name: 'Tempo for Jira' }],
    labels: ['maintenance'],
    priority: { name: 'Highest' },
    assignee: null,
    customfield_10201: { value: 'Timesheets' },
    creator: { accountId: desk.host.jira.appAccountId },
  });
});

it('tells SRE site, numbers, tenant, scope, due date and who approved, in a document', () => {
  expect(rowsOf(task)).toMatchObject({
    'Site URL': 'https://northwind.atlassian.net',
    'SEN or entitlement number': northwindNumber,
    'Tenant ID': northwindTenant,
    Product: 'Timesheets',
    Scope: expect.stringContaining('2019-01-01 to 2026-10-31') as string,
    // Ten business days from Thursday, 19 November 2026.
    'Due date': '2026-12-03',
    'Proceed approved by': 'Helen Ström, 2026-11-19',
    'Release approved by': 'Helen Ström, 2026-11-19',
    'SSH key fingerprint': expect.stringMatching(/^SHA256:[A-Za-z0-9+/]{43}$/) as string,
  });
});

it('gives the customer’s public key as one code block, of the key that lies on the ticket and was released', async () => {
  const [block, ...others] = nodesOf('codeBlock', node.parse(task.fields.description));
  expect(others).toEqual([]);
  const [given, taken] = await Promise.all([block ? textIn(block) : '', Buffer.from(fileNamed('luis-ferreira.asc')).toString()].map((armoredKey) => readKey({ armoredKey })));
  expect(given?.isPrivate()).toBe(false);
  expect(given?.getFingerprint()).toBe(taken?.getFingerprint());
  expect(given?.getKeys().map((key) => key.getFingerprint())).toEqual(taken?.getKeys().map((key) => key.getFingerprint()));
  expect(rowsOf(task)['Encryption key fingerprint']).toBe(taken?.getFingerprint().toUpperCase());
});

it('links task and ticket, and marks the task so that it can be found again', async () => {
  const { body } = await desk.as('sre').send('GET', `/rest/api/3/issue/${task.key}/properties/snapshotDeskHandOff`);
  expect(body).toMatchObject({ value: { key: expect.stringMatching(/^[0-9a-f-]{36}$/) as string } });
  const { body: issue } = await desk.as('agent').send('GET', `/rest/api/3/issue/${ticket.key}?fields=issuelinks`);
  const { issuelinks } = z.object({ fields: z.object({ issuelinks: z.array(z.object({ type: z.object({ name: z.string() }), outwardIssue: z.object({ key: z.string() }).optional(), inwardIssue: z.object({ key: z.string() }).optional() })) }) }).parse(issue).fields;
  expect(issuelinks.map(({ type, outwardIssue, inwardIssue }) => [type.name, (outwardIssue ?? inwardIssue)?.key])).toEqual([['Relates', task.key]]);
});

it('shows the panel of the linked task to SRE, who cannot open the ticket', async () => {
  const packet = z.object({ ok: z.literal(true), value: z.object({ packet: z.object({ standing: z.string(), ticket: z.string(), publicKey: z.string() }), gates: z.array(z.object({ gate: z.string(), open: z.boolean() })) }) });
  const { value } = packet.parse(await desk.as('sre').invoke({ moduleKey: 'sre-panel', issueKey: task.key }, 'packet.open', {}));
  expect(value.packet).toMatchObject({ standing: 'equals', ticket: ticket.key });
  expect(value.gates.filter(({ open }) => open).map(({ gate }) => gate)).toEqual(['proceed', 'hand-off', 'start-work']);
  expect((await desk.as('sre').send('GET', `/rest/api/3/issue/${ticket.key}`)).status).toBe(404);
});

it('can be found in JQL by stage, turn, due date and domain', async () => {
  const jql = 'snapshotStage = "hand-off" AND snapshotTurn = agent AND snapshotDue = 2026-12-03 AND snapshotDomain = northwindtraders.com';
  const { body } = await desk.as('agent').send('POST', '/rest/api/3/search/jql', { jql, fields: ['summary'] });
  expect(body).toMatchObject({ issues: [{ key: ticket.key }] });
});

it('an audit log export begins as one and becomes the task “Audit Log Dump Request”', async () => {
  const { key } = await released(desk, { requestType: 'Audit log export' });
  expect((await desk.request(key)).kind).toBe('audit-log-dump');
  expect((await handedOver(key)).fields.summary).toBe('Audit Log Dump Request');
});

it('an offboarding export also asks for the code that was sealed to the customer’s key', async () => {
  const { key } = await keyTaken(desk, { requestType: 'Offboarding export' });
  expect((await desk.request(key)).kind).toBe('offboarding-export');
  const { termsDigest } = decisionOf(await desk.request(key), 'release');
  expect(await desk.refused('approver', key, 'decision.approve', { decision: 'release', termsDigest })).toBe('not-ready');

  await desk.act('agent', key, 'possession.send');
  expect((await desk.request(key)).turn.who).toBe('customer');
  expect(await desk.refused('agent', key, 'possession.answer', { text: 'AAAA-BBBB-CCCC-DDDD' })).toBe('code-wrong');
  const { body } = await desk.as(dana).send('GET', `/rest/servicedeskapi/request/${key}/comment`);
  const comments = z.object({ values: z.array(z.object({ body: z.string() })) }).parse(body).values.map((one) => one.body);
  const armoredMessage = /-----BEGIN PGP MESSAGE-----[\s\S]+-----END PGP MESSAGE-----/.exec(comments.join('\n'))?.[0] ?? '';
  const decryptionKeys = await readPrivateKey({ armoredKey: Buffer.from(fileNamed('secret-halves-for-tests/luis-ferreira.asc')).toString() });
  // Jira’s plain text of a comment has no empty lines, and an armoured message has one under its head.
  const message = await readMessage({ armoredMessage: armoredMessage.replace(/(MESSAGE-----\n)(?=\S)/, '$1\n') });
  const { data } = z.object({ data: z.string() }).parse(await decrypt({ message, decryptionKeys }));
  await desk.as(dana).send('POST', `/rest/servicedeskapi/request/${key}/comment`, { body: `The code is ${data}`, public: true });
  await desk.host.settled();

  await desk.act('agent', key, 'copy.answer', { step: 'copy-wanted', answer: 'yes' });
  await approve(desk, key, 'release');
  expect((await handedOver(key)).fields.summary).toBe('Offboarding Export Request');
});

it('names the product that the ticket asks for, where it is another than the usual one', async () => {
  const planner = await released(desk, { description: ticketText(), fields: { SEN: northwindNumber, Product: 'Planner' } });
  expect((await handedOver(planner.key)).fields).toMatchObject({ customfield_10201: { value: 'Planner' } });
});

it('leaves a ticket of another request type alone, and offers to begin it by one click', async () => {
  const { key } = await desk.ticket({ requestType: 'General question', fields: {} });
  const { request, begin } = await desk.act('agent', key, 'panel.open');
  expect({ request, begin }).toMatchObject({ request: undefined, begin: { may: true } });
  await desk.act('agent', key, 'request.begin', { kind: 'data-dump' });
  expect(await desk.trailLength(key)).toBe(1);
  await desk.act('agent', key, 'request.begin', { kind: 'audit-log-dump' });
  expect(await desk.trailLength(key)).toBe(1);
});

it('opens the panel with one invocation, one storage call and at most seven calls to Jira', async () => {
  const waiting = await formSent(desk);
  const cost = z.array(z.object({ resolverKey: z.string().optional(), productCalls: z.number(), kvsOperations: z.number() }));
  for (const [who, key] of [['agent', ticket.key], ['approver', ticket.key], ['agent', waiting.key], ['approver', waiting.key], ['lead', waiting.key]] as const) {
    await desk.host.settled();
    const before = cost.parse((await desk.as(who).send('GET', '/local/cost')).body).length;
    await desk.act(who, key, 'panel.open');
    const spent = cost.parse((await desk.as(who).send('GET', '/local/cost')).body).slice(before);
    expect(spent.map(({ resolverKey }) => resolverKey)).toEqual(['panel.open']);
    expect(spent[0]?.kvsOperations).toBe(1);
    expect(spent[0]?.productCalls).toBeLessThanOrEqual(7);
  }
});

it('has nothing that needs attention on the way', async () => {
  expect(attentionOf(await desk.request(ticket.key))).toEqual([]);
  expect(await desk.trail(ticket.key)).toMatchObject({ intact: true });
});
