// Shows the desk: who sees it, what it finds, whom it reminds and when, who stands in, and what it takes away.
import { z } from 'zod';
import { approve, openDesk, released, sendReply, verified, type Desk } from './desk';

jest.setTimeout(120_000);

let desk: Desk;
beforeAll(async () => {
  desk = await openDesk({ name: 'desk-page' });
});
afterAll(() => desk.close());

const message = z.object({ code: z.string(), params: z.record(z.string(), z.unknown()) });
const line = z.looseObject({ issueId: z.string(), issueKey: z.string(), stage: z.string(), turn: z.string(), heldFor: z.number().optional(), stuck: z.boolean(), next: message, customer: z.string().optional(), permission: z.string().optional(), barred: z.array(z.string()).optional(), odd: z.array(z.object({ says: message })) });
const page = z.looseObject({ lines: z.array(line), exact: z.boolean(), looked: z.number(), cursor: z.string().optional() });
const people = z.looseObject({ holders: z.array(z.object({ permission: z.string(), people: z.array(z.object({ accountId: z.string(), name: z.string() })) })), absences: z.array(z.looseObject({ person: z.string(), delegate: z.string(), names: z.array(z.string()) })) });
const answer = z.union([z.object({ ok: z.literal(true), value: z.unknown() }), z.object({ ok: z.literal(false), refusal: z.object({ code: z.string() }) })]);

const ask = async (who: string, question: string, payload: unknown): Promise<z.infer<typeof answer>> => answer.parse(await desk.as(who).invoke({ moduleKey: 'desk', projectKey: 'SUP' }, question, payload));
async function done(who: string, question: string, payload: unknown): Promise<unknown> {
  const told = await ask(who, question, payload);
  if (!told.ok) throw new Error(`${who} was refused ${question}: ${told.refusal.code}`);
  return told.value;
}
const refused = async (who: string, question: string, payload: unknown): Promise<string> => {
  const told = await ask(who, question, payload);
  return told.ok ? 'accepted' : told.refusal.code;
};
const see = async (more: object = {}, who = 'agent'): Promise<z.infer<typeof page>> => page.parse(await done(who, 'desk.open', { standing: 'open', sort: 'due', ...more }));
const keysOf = async (more: object = {}, who = 'agent'): Promise<readonly string[]> => (await see(more, who)).lines.map(({ issueKey }) => issueKey);
const lineOf = async (key: string): Promise<z.infer<typeof line>> => {
  const found = (await see()).lines.find(({ issueKey }) => issueKey === key);
  if (!found) throw new Error(`${key} is not on the desk`);
  return found;
};
const account = (who: string): string => desk.host.jira.accountIdOf(`${who}@example.com`) ?? '';

const comments = z.object({ comments: z.array(z.object({ body: z.unknown(), jsdPublic: z.boolean().optional() })) });
const notesOn = async (key: string): Promise<readonly string[]> => {
  const { body } = await desk.as('agent').send('GET', `/rest/api/3/issue/${key}/comment`);
  return comments.parse(body).comments.filter(({ jsdPublic }) => jsdPublic === false).map((one) => JSON.stringify(one.body));
};
const nudges = async (key: string): Promise<readonly string[]> => (await notesOn(key)).filter((text) => text.includes('has waited') || text.includes('has not answered'));

let waits: string;
let decides: string;
test('every request of the project is a line, by what its row holds', async () => {
  ({ key: waits } = await desk.ticket({ description: 'We want our data.' }));
  await sendReply(desk, waits, 'missing-facts');
  ({ key: decides } = await verified(desk));
  const { lines, exact } = await see();
  expect([lines.map(({ issueKey }) => issueKey).sort(), exact]).toEqual([[decides, waits].sort(), true]);
  expect(await lineOf(decides)).toMatchObject({ stage: 'security-check', turn: 'approver', permission: 'decide-proceed', barred: [account('agent')], customer: 'Northwind Traders', next: { code: 'turn.decide.proceed' }, heldFor: 0, stuck: false });
  expect(await lineOf(waits)).toMatchObject({ turn: 'customer', next: { code: 'turn.await-customer' } });
});

test('each filter gives its own, and mine are those that I could act on', async () => {
  expect([await keysOf({ turn: 'customer' }), await keysOf({ stage: 'security-check' }), await keysOf({ flagged: true }), await keysOf({ text: 'northwind tr' }), await keysOf({ overdue: true })]).toEqual([[waits], [decides], [], [decides], []]);
  expect([await keysOf({ mine: true }), await keysOf({ mine: true }, 'approver')]).toEqual([[], [decides]]);
});

test('who holds none of the app’s permissions sees nothing, and nobody without them reads a report', async () => {
  const path = '/rest/api/3/permissionscheme/10001/permission';
  const { permissions } = z.object({ permissions: z.array(z.looseObject({ id: z.number(), permission: z.string(), holder: z.looseObject({ type: z.string(), parameter: z.string().optional() }) })) }).parse((await desk.as('admin').send('GET', path)).body);
  const agents = permissions.filter(({ permission, holder }) => permission.endsWith('/run-checks') && JSON.stringify(holder).includes('agents'));
  expect(agents).toHaveLength(1);
  for (const { id } of agents) await desk.as('admin').send('DELETE', `${path}/${id}`);
  const questions = { 'desk.open': { standing: 'open', sort: 'due' }, 'desk.people': { permissions: [] }, 'desk.pace': { standing: 'open', sort: 'due' }, 'desk.export': { standing: 'open', sort: 'due' }, 'turn.nudge': { issueId: '1' }, 'absence.set': { person: 'a', delegate: 'b', from: '2026-11-19', to: '2026-11-20' }, 'absence.end': { person: 'a' }, 'report.export': { month: '2026-11' } };
  for (const [question, payload] of Object.entries(questions)) expect([question, await refused('agent', question, payload)]).toEqual([question, 'no-permission']);
  for (const { permission, holder } of agents) await desk.as('admin').send('POST', path, { permission, holder: { type: holder.type, parameter: holder.parameter } });
  expect(await refused('agent', 'report.open', { month: '2026-11' })).toBe('no-permission');
  expect(await refused('agent', 'desk.open', { standing: 'open', sort: 'due', projectId: '2' })).toBe('bad-input');
  expect(await refused('agent', 'turn.nudge', { issueId: '99999999' })).toBe('no-request');
});

test('names come once for a page, by permission', async () => {
  const { holders } = people.parse(await done('agent', 'desk.people', { permissions: ['decide-proceed'] }));
  expect(holders.map(({ permission, people: some }) => [permission, some.map(({ accountId }) => accountId).includes(account('approver'))])).toEqual([['decide-proceed', true]]);
});

test('only somebody else who may act can stand in, and only the lead speaks for others', async () => {
  const away = { person: account('approver'), delegate: account('second-approver'), from: '2026-11-19', to: '2026-11-30' };
  expect(await refused('agent', 'absence.set', away)).toBe('absence-of-another');
  expect(await refused('lead', 'absence.set', { ...away, delegate: away.person })).toBe('same-person');
  expect(await refused('lead', 'absence.set', { ...away, to: '2026-11-18' })).toBe('absence-dates');
  expect(await refused('approver', 'absence.set', { ...away, delegate: account('sre') })).toBe('delegate-may-not');
  const set = people.parse(await done('approver', 'absence.set', away));
  expect(await refused('agent', 'absence.end', { person: away.person })).toBe('absence-of-another');
  expect(set.absences).toMatchObject([{ person: away.person, delegate: away.delegate, names: ['Helen Ström', 'Marcus Oduya'] }]);
});

test('a turn that lasts is reminded of once, then the lead once, and then nobody', async () => {
  await desk.host.clock.advance({ days: 4 });
  await desk.host.settled();
  expect(await lineOf(decides)).toMatchObject({ heldFor: 2, stuck: false });
  expect([await nudges(decides), await nudges(waits)]).toEqual([[], []]);
  await desk.host.clock.advance({ days: 1 });
  await desk.host.settled();
  const [first] = await nudges(decides);
  expect(first).toContain('has waited for 3 business days');
  // Helen is away; Marcus stands in, and gains nothing by it.
  expect([first?.includes(account('second-approver')), first?.includes(account('approver'))]).toEqual([true, false]);
  expect((await nudges(waits))[0]).toContain('The customer has not answered for 3 business days');
  await desk.host.clock.advance({ days: 1 });
  await desk.host.settled();
  expect(await nudges(decides)).toHaveLength(1);
  await desk.host.clock.advance({ days: 6 });
  await desk.host.settled();
  const all = await nudges(decides);
  expect(all).toHaveLength(2);
  expect(all[1]).toContain(account('lead'));
  await desk.host.clock.advance({ days: 10 });
  await desk.host.settled();
  expect(await nudges(decides)).toHaveLength(2);
  const trail = await desk.trail(decides);
  expect(JSON.stringify(trail).match(/event\.turn\.nudged/g)).toHaveLength(2);
});

test('by hand once a day, and only what is stuck', async () => {
  const { issueId } = await lineOf(decides);
  expect(await refused('lead', 'turn.nudge', { issueId })).toBe('accepted');
  await desk.host.settled();
  expect(await nudges(decides)).toHaveLength(3);
  expect(await refused('lead', 'turn.nudge', { issueId })).toBe('nudged-today');
  const { id } = await desk.ticket();
  expect(await refused('lead', 'turn.nudge', { issueId: id })).toBe('not-stuck');
  expect([...(await keysOf({ stuck: true }))].sort()).toEqual([decides, waits].sort());
});

test('a reminder that Jira did not answer is written once', async () => {
  const { key } = await verified(desk);
  desk.host.faults.add({ target: 'product', match: 'POST /rest/api/3/issue/*/comment', how: 'perform-then-500', times: 1 });
  await desk.host.clock.advance({ days: 6 });
  await desk.host.settled();
  await desk.host.clock.advance({ minutes: 30 });
  await desk.host.settled();
  expect(await nudges(key)).toHaveLength(1);
});

test('a decision within a minute of the entry before it is in the month’s report, with its pair and the overrides', async () => {
  const skipped = await desk.ticket({ requestType: 'Offboarding export' });
  await desk.act('agent', skipped.key, 'step.override', { step: 'customer-success-told', reason: 'told by telephone' });
  const stands = await desk.ticket({ requestType: 'Offboarding export' });
  const { request: asked } = await desk.act('agent', stands.key, 'step.override', { step: 'customer-success-told', reason: 'told by telephone' });
  await desk.act('second-agent', stands.key, 'step.confirm', { step: 'customer-success-told', rev: asked?.rev });
  const seen = await approve(desk, (await verified(desk)).key, 'proceed', 'approver');
  const month = new Date(desk.host.clock.now()).toISOString().slice(0, 7);
  const report = z.looseObject({ decisions: z.object({ approved: z.number() }), hasty: z.array(z.looseObject({ issueKey: z.string(), who: z.string(), seconds: z.number() })), overrides: z.array(z.looseObject({})), unconfirmed: z.array(z.looseObject({})), isCut: z.boolean() }).parse(await done('lead', 'report.open', { month }));
  expect(report).toMatchObject({ decisions: { approved: 1 }, hasty: [{ issueKey: seen.issueKey, who: 'Helen Ström' }], overrides: [{ issueKey: stands.key, what: 'customer-success-told', askedBy: 'Priya Nair', who: 'Jonas Weber' }], unconfirmed: [{ issueKey: skipped.key, what: 'customer-success-told', who: 'Priya Nair' }], isCut: false });
  const { text } = z.object({ text: z.string() }).parse(await done('lead', 'report.export', { month }));
  expect(text).toContain(`"hasty decision","${seen.issueKey}"`);
  expect(text).toContain(`"override confirmed","${stands.key}"`);
  expect(text).toContain(`"override asked for, not confirmed","${skipped.key}"`);
  expect(z.looseObject({ decisions: z.object({ approved: z.number() }) }).parse(await done('lead', 'report.open', { month: '2026-01' })).decisions.approved).toBe(0);
});

test('what is shown is taken away as a table in which nothing becomes a formula', async () => {
  await desk.ticket({});
  await desk.host.settled();
  const { name, text } = z.object({ name: z.string(), text: z.string() }).parse(await done('agent', 'desk.export', { standing: 'open', sort: 'due' }));
  expect(name).toMatch(/^snapshot-requests-SUP-\d{4}-\d{2}-\d{2}\.csv$/);
  const lines = text.trim().split('\r\n');
  expect(lines[0]).toContain('"Request","Customer"');
  expect(lines).toHaveLength((await see()).lines.length + 1);
  expect(text).not.toMatch(/(^|,)"[=+@-]/m);
  // In the words of the screen: whoever opens the table knows no codes.
  expect(text).toMatch(/"Data dump","(?:Intake|Security check|Agreement|Keys|Hand-off|Delivery)"/);
  expect(text).not.toMatch(/"(?:data-dump|security-check|hand-off|not-started)"/);
});

test('SRE is named and reminded where they act: on the task, which they see', async () => {
  const { key } = await released(desk);
  const { done: handed } = await desk.act('agent', key, 'hand-off.start');
  await desk.host.settled();
  await sendReply(desk, key, 'estimate');
  await desk.act('agent', key, 'contacts.told', { how: 'by-hand', note: 'Mail of today to both' });
  expect(await lineOf(key)).toMatchObject({ turn: 'sre', permission: 'deliver' });
  const { holders } = people.parse(await done('agent', 'desk.people', { permissions: ['deliver'] }));
  expect(holders[0]?.people.map(({ accountId }) => accountId).sort()).toEqual([account('sre'), account('second-sre')].sort());
  const task = String(handed?.params['task']);
  const onTask = async (): Promise<string> => JSON.stringify((await desk.as('sre').send('GET', `/rest/api/3/issue/${task}/comment`)).body);
  await desk.host.clock.advance({ days: 6 });
  await desk.host.settled();
  expect(await nudges(key)).toEqual([]);
  expect((await onTask()).match(/has waited for/g)).toHaveLength(1);
  expect(await onTask()).toContain(account('sre'));
  const away = { person: account('sre'), delegate: account('second-sre'), from: '2026-11-19', to: '2027-01-30' };
  expect(await refused('lead', 'absence.set', away)).toBe('accepted');
});

test('the ticket’s panel names those who deliver, who hold that in the project of the task alone', async () => {
  const { key } = await released(desk);
  await desk.act('agent', key, 'hand-off.start');
  await desk.host.settled();
  await sendReply(desk, key, 'estimate');
  await desk.act('agent', key, 'contacts.told', { how: 'by-hand', note: 'Mail of today to both' });
  const { displayName } = z.object({ displayName: z.string() }).parse((await desk.as('admin').send('GET', `/rest/api/3/user?accountId=${account('sre')}`)).body);
  const panel = JSON.stringify(await desk.as('agent').invoke({ moduleKey: 'ticket-panel', issueKey: key }, 'panel.open', {}));
  expect(/"turn":.{0,400}/.exec(panel)?.[0]).toContain(displayName);
});

test('how a request ended is said on the desk, in the table that is taken away, and from afar', async () => {
  const { key } = await desk.ticket({ summary: 'One that is withdrawn' });
  await desk.act('agent', key, 'request.end', { ending: 'withdrawn', reason: 'They asked for something else' });
  const { lines } = await see({ standing: 'ended' });
  expect(lines.find(({ issueKey }) => issueKey === key)).toMatchObject({ turn: 'nobody', next: { code: 'desk.next.ended', params: { ending: 'withdrawn' } }, ended: { ending: 'withdrawn' } });
  const { text } = z.object({ text: z.string() }).parse(await done('agent', 'desk.export', { standing: 'ended', sort: 'due' }));
  expect(text.split('\r\n').find((one) => one.includes(`"${key}"`))).toContain('"Withdrawn"');
  const { body } = await desk.as('agent').send('POST', '/local/invoke-action', { action: 'reach-state', inputs: { issueKey: key } });
  expect(JSON.stringify(body)).toContain('Withdrawn');
});
