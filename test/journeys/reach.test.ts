// Shows what automation and agents can do to a request: read, run checks, prepare a reply, ask for a decision; and nothing else.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import { z } from 'zod';
import { dana, luis, openDesk, ticketText, verified, type Desk } from './desk';

jest.setTimeout(120_000);

const answered = z.object({ ok: z.boolean(), code: z.string(), text: z.string() });
const comments = z.object({ comments: z.array(z.object({ body: z.unknown(), jsdPublic: z.boolean().optional() })) });

let desk: Desk;
beforeAll(async () => { desk = await openDesk({ name: 'reach' }); });
afterAll(async () => { await desk.close(); });

const invoke = async (who: string, action: string, inputs: object): Promise<z.infer<typeof answered>> => {
  const { status, body } = await desk.as(who).send('POST', '/local/invoke-action', { action, inputs });
  expect(status).toBe(200);
  await desk.host.settled();
  return answered.parse(body);
};
const said = async (issueKey: string): Promise<z.infer<typeof comments>['comments']> => comments.parse((await desk.as('agent').send('GET', `/rest/api/3/issue/${issueKey}/comment`)).body).comments;

test('the state of a request is read as one sentence', async () => {
  const { key } = await verified(desk);
  const state = await invoke('agent', 'reach-state', { issueKey: key.toLowerCase() });
  expect(state).toMatchObject({ ok: true, code: 'reach.state' });
  expect(state.text).toContain(`${key}: with an approver. Next: `);
  expect(state.text).toContain('No flag is open.');
});

test('checks are run by whoever invokes it, who then has verified; a reply is filled in and not sent', async () => {
  const { key } = await verified(desk);
  expect(await invoke('second-agent', 'reach-checks', { issueKey: key })).toMatchObject({ ok: true, code: 'done.checks-run' });
  expect((await desk.trail(key)).lines.filter(({ what }) => what.code === 'event.checks.run').map(({ who }) => who)).toContain('Jonas Weber');
  const before = await said(key);
  const reply = await invoke('agent', 'reach-reply', { issueKey: key, reply: 'missing-facts' });
  expect(reply).toMatchObject({ ok: true, code: 'text' });
  expect(reply.text).toContain('Dana');
  // An admin of Automation knows the names in the settings, and no ids.
  expect(await invoke('agent', 'reach-reply', { issueKey: key, reply: 'ask for missing facts' })).toEqual(reply);
  const unknown = await invoke('agent', 'reach-reply', { issueKey: key, reply: 'no-such-reply' });
  expect(unknown).toMatchObject({ ok: false, code: 'reach.unknown-reply' });
  expect(unknown.text).toContain('No reply is called “no-such-reply”. Write one of these names: “Ask for missing facts”, ');
  expect(await said(key)).toEqual(before);
});

test('a decision is asked for once, by an internal note that names who could decide and not who may not', async () => {
  const { key } = await verified(desk);
  const before = await said(key);
  for (const who of ['agent', 'second-agent', 'agent']) expect(await invoke(who, 'reach-decision', { issueKey: key })).toMatchObject({ ok: true, code: 'done.decision-asked' });
  const notes = (await said(key)).slice(before.length);
  expect(notes).toHaveLength(1);
  expect(notes[0]?.jsdPublic).toBe(false);
  expect(JSON.stringify(notes[0]?.body)).toContain('waits for the decision “proceed”');
  expect((await desk.trail(key)).lines.filter(({ what }) => what.code === 'event.decision.asked')).toHaveLength(1);
  const seen = await desk.request(key);
  expect(seen.decisions.map(({ state }) => state)).not.toContain('approved');
});

test('a request that waits for no decision is not asked about', async () => {
  const { key } = await desk.ticket({});
  await desk.host.settled();
  expect(await invoke('agent', 'reach-decision', { issueKey: key })).toMatchObject({ ok: false });
});

test('nobody reaches more than they may in Jira: no permission, no issue, no request, no input', async () => {
  const { key } = await verified(desk);
  expect(await invoke('sre', 'reach-checks', { issueKey: key })).toMatchObject({ ok: false });
  expect(await invoke('approver', 'reach-checks', { issueKey: key })).toMatchObject({ ok: false, code: 'no-permission' });
  expect(await invoke('agent', 'reach-state', { issueKey: 'SUP-999999' })).toMatchObject({ ok: false, code: 'no-such-issue' });
  expect(await invoke('agent', 'reach-state', { issueKey: `${key}/../x` })).toMatchObject({ ok: false, code: 'bad-input' });
  expect(await invoke('agent', 'reach-reply', { issueKey: key })).toMatchObject({ ok: false, code: 'bad-input' });
});

test('no action decides, sends, delivers or disposes, whatever the inputs say', async () => {
  const { key } = await verified(desk);
  const manifest = z.object({ modules: z.object({ action: z.array(z.object({ key: z.string() })) }) }).parse(parse(readFileSync(join(__dirname, '../../manifest.yml'), 'utf8'), { merge: true }));
  const actions = manifest.modules.action.map((one) => one.key);
  expect(actions).toEqual(['reach-state', 'reach-checks', 'reach-reply', 'reach-decision']);
  for (const action of ['decision.approve', 'ticket-panel', 'reply.send', 'gate-proceed-function']) {
    expect(await desk.as('agent').send('POST', '/local/invoke-action', { action, inputs: { issueKey: key } })).toMatchObject({ status: 404, body: { message: `the app has no action "${action}"; it has reach-state, reach-checks, reach-reply, reach-decision` } });
  }
  // What a rule adds of its own, an account or a decision, is read by nobody.
  for (const action of actions) await invoke('agent', action, { issueKey: key, reply: 'missing-facts', accountId: 'approver', decision: 'proceed', outcome: 'approved', send: true });
  const seen = await desk.request(key);
  expect(seen.decisions.filter(({ state }) => state === 'approved')).toEqual([]);
  expect((await desk.trail(key)).lines.map(({ what }) => what.code)).not.toContain('event.decision.taken');
});

test('a request made with the portal’s form begins by itself, with facts from the form’s fields', async () => {
  const { key } = await desk.ticket({ fields: { 'Site URL': 'https://northwind.atlassian.net' }, description: ticketText(), reporter: dana, participants: [luis] });
  await desk.host.settled();
  const seen = await desk.request(key);
  expect(seen.kind).toBeDefined();
  expect(seen.facts.find(({ fact }) => fact === 'site')).toMatchObject({ value: expect.anything() as unknown, confirmed: false });
});
