// Shows what somebody cannot do alone: an admin of the rules, an admin of another project's rules, an agent after a colleague's word.
import { createHash } from 'node:crypto';
import canonicalize from 'canonicalize';
import { z } from 'zod';
import { dana, openDesk, stepOf, verified, type Desk } from './desk';

jest.setTimeout(120_000);

let desk: Desk;
beforeAll(async () => {
  desk = await openDesk({ name: 'hostile-people' });
  // SRE administers the rules of its own project, and of no other.
  const path = '/rest/api/3/permissionscheme/10002/permission';
  const held = z.object({ permissions: z.array(z.object({ permission: z.string() })) }).parse((await desk.as('admin').send('GET', '/rest/api/3/permissionscheme/10001/permission')).body).permissions;
  const permission = held.find((one) => one.permission.endsWith('/administer-rules'))?.permission;
  await desk.as('admin').send('POST', path, { permission, holder: { type: 'projectRole', parameter: '10002' } });
  await desk.as('admin').send('POST', '/rest/api/3/project/SRE/role/10002', { group: ['sre-team'] });
});
afterAll(() => desk.close());

const answer = z.union([z.object({ ok: z.literal(true), value: z.record(z.string(), z.unknown()) }), z.object({ ok: z.literal(false), refusal: z.object({ code: z.string(), params: z.record(z.string(), z.unknown()) }) })]);
const ask = async (who: string, projectKey: string, question: string, payload: unknown = {}): Promise<z.infer<typeof answer>> => answer.parse(await desk.as(who).invoke({ moduleKey: 'settings', projectKey }, question, payload));
const refused = async (who: string, projectKey: string, question: string, payload: unknown = {}): Promise<string> => {
  const told = await ask(who, projectKey, question, payload);
  return told.ok ? 'accepted' : told.refusal.code;
};
const said = async <Value>(shape: z.ZodType<Value>, who: string, projectKey: string, question: string, payload: unknown = {}): Promise<Value> => {
  const told = await ask(who, projectKey, question, payload);
  if (!told.ok) throw new Error(`${who} was refused ${question}: ${told.refusal.code}`);
  return shape.parse(told.value);
};

const rules = z.looseObject({ steps: z.array(z.looseObject({ id: z.string() })) });
const opened = z.object({ rules, rev: z.number(), draft: z.object({ review: z.object({ digest: z.string() }) }).optional() });
const publishing = z.object({ done: z.object({ code: z.string() }) });

const looser = { id: 'contact-again', title: 'Contact, once more', stage: 'security-check', done: { by: 'check', check: 'requester-contact', settings: { listedContactsOnly: 'off', alsoFreeMail: ['gmail.com'] } }, who: 'run-checks', mandatory: true, secondPerson: false, before: 'close' };

test('a check is not asked for again with looser settings by one person: one verdict is kept of it', async () => {
  const { rules: before, rev } = await said(opened, 'admin', 'SUP', 'rules.open');
  const saved = await said(opened, 'admin', 'SUP', 'draft.save', { rev, rules: { ...before, steps: [...before.steps, looser] } });
  const asked = await said(publishing, 'admin', 'SUP', 'rules.publish', { rev: saved.rev, digest: saved.draft?.review.digest, reason: 'To be sure' });
  expect(asked.done.code).toBe('done.rules-asked');
  const { rev: now } = await said(opened, 'admin', 'SUP', 'rules.open');
  await said(z.unknown(), 'admin', 'SUP', 'draft.discard', { rev: now });
});

test('the file of a whole desk is no way to the trails of another project, wherever its reader asks to go on', async () => {
  const { id } = await verified(desk);
  // The first call refuses the file of a desk that is not theirs, and is on the trail all the same.
  expect(await refused('sre', 'SRE', 'desk.export')).toBe('desk-other-project');
  const begin = { no: 0, hash: '0'.repeat(64), counts: {} };
  const place = { at: 'tenant', trails: [{ id, after: 0, through: 25 }] };
  expect(await refused('sre', 'SRE', 'desk.export', { next: { through: 1, place, soFar: begin } })).toBe('bad-input');
  const taken: string[] = [];
  for (const chosen of [place, { at: 'mention', trails: [] }, { at: 'licence', trails: [] }]) {
    for (const through of [1, 2, 3]) taken.push(await refused('sre', 'SRE', 'desk.export', { next: { through, place: chosen, soFar: begin, seal: '0'.repeat(64) } }));
  }
  expect(new Set(taken)).toEqual(new Set(['no-such-export']));
});

test('what two people said was done before says nothing of another requester', async () => {
  await desk.host.clock.set('2026-11-20T09:00:00.000Z');
  const { key } = await desk.ticket({ requestType: 'General question' });
  await desk.act('agent', key, 'request.begin', { kind: 'data-dump', adopted: true });
  await desk.act('agent', key, 'step.adopt', { step: 'requester-contact', on: '2026-11-20', note: 'Mail in the old folder' });
  await desk.act('second-agent', key, 'step.confirm', { step: 'requester-contact', rev: (await desk.request(key)).rev });
  expect(stepOf(await desk.request(key), 'requester-contact').state).toBe('done');
  await desk.act('agent', key, 'facts.set', { fact: 'requester', value: { name: 'Eve', address: 'eve@gmail.com' }, how: 'By telephone' });
  expect(stepOf(await desk.request(key), 'requester-contact').state).not.toBe('done');
});

test('whoever administers another project neither moves, reminds of, nor erases from a request of this one', async () => {
  const { id, key } = await verified(desk);
  const length = await desk.trailLength(key);
  const { rules: { version } } = await said(z.object({ rules: z.object({ version: z.number() }) }), 'sre', 'SRE', 'rules.open');
  expect(await refused('sre', 'SRE', 'request.move-rules', { issueId: id, to: version })).toBe('no-request');
  const nudged = answer.parse(await desk.as('sre').invoke({ moduleKey: 'desk', projectKey: 'SRE' }, 'turn.nudge', { issueId: id }));
  expect(nudged).toMatchObject({ ok: false, refusal: { code: 'no-request' } });
  const erased = await said(z.object({ requests: z.number(), looked: z.number() }), 'sre', 'SRE', 'person.erase-everywhere', { whom: dana, also: [], reason: 'person-asked' });
  expect(erased).toEqual({ requests: 0, looked: 0 });
  expect(await desk.trailLength(key)).toBe(length);
});

test('no fact is so long that the page of the desk could not carry it', async () => {
  const { key } = await desk.ticket();
  expect(await desk.refused('agent', key, 'facts.set', { fact: 'site', value: `${'a.'.repeat(50_000)}com` })).toBe('bad-input');
  expect(await desk.refused('agent', key, 'facts.set', { fact: 'site', value: `${'a.'.repeat(125)}com` })).toBe('accepted');
});

test('a person is erased by an address or account in full, and no word of the evidence by itself', async () => {
  const { key } = await verified(desk);
  const { accountId } = z.object({ accountId: z.string() }).parse((await desk.as('agent').send('GET', '/rest/api/3/myself')).body);
  const length = await desk.trailLength(key);
  // The first are names of members, the others parts of what several people are called.
  for (const whom of ['value', 'findings', 'confirmed', 'Northwind', '@northwindtraders.com', accountId.slice(0, -1)]) expect([whom, await desk.refused('lead', key, 'person.erase', { whom, reason: 'person-asked' })]).toEqual([whom, 'nobody-to-erase']);
  expect(await desk.trailLength(key)).toBe(length);
  expect(await desk.refused('lead', key, 'person.erase', { whom: accountId, reason: 'person-asked' })).toBe('accepted');
});

test('a forged file of a desk brings nothing about a ticket of another project, whichever project its rows claim', async () => {
  const { id, key } = await verified(desk);
  const { text } = await said(z.object({ text: z.string() }), 'admin', 'SUP', 'desk.export');
  const { desk: header } = z.object({ desk: z.record(z.string(), z.unknown()) }).parse(JSON.parse(text.split('\n')[0] ?? ''));
  const rowOf = z.tuple([z.literal('request'), z.string(), z.looseObject({ project: z.string(), data: z.looseObject({}) })]);
  const [entity, rowKey, value] = rowOf.parse(text.split('\n').filter((line) => line.startsWith('{"row"')).map((line) => z.object({ row: z.tuple([z.unknown(), z.string(), z.unknown()]) }).parse(JSON.parse(line)).row).find(([kind, at]) => kind === 'request' && at === `request#${id}`));
  const { id: project } = z.object({ id: z.string() }).parse((await desk.as('admin').send('GET', '/rest/api/3/project/SRE')).body);
  await desk.as('admin').send('POST', '/local/uninstall');
  await desk.as('admin').send('POST', '/local/reinstall');
  await desk.host.settled();
  const digest = (of: unknown): string => createHash('sha256').update(canonicalize(of) ?? '').digest('hex');
  const { claim } = await said(z.object({ claim: z.number() }), 'sre', 'SRE', 'desk.import', { header });
  const bring = (rows: readonly unknown[]): Promise<string> => refused('sre', 'SRE', 'desk.import', { header, claim, part: { no: 1, rows, hash: digest({ no: 1, prev: digest(header), rows }) } });
  // What the row is found by is one thing, and what it goes by another.
  for (const forged of [{ ...value, project, data: { ...value.data, projectId: project } }, { ...value, project }]) {
    expect(await bring([[entity, rowKey, forged]])).toBe('desk-other-project');
  }
  expect(await bring([[entity, 'request#99999999', { ...value, project, data: { ...value.data, issueId: id, projectId: project } }]])).toBe('desk-other-project');
  expect((await desk.gate(key, 'Start agreement')).result).toBe(false);
  expect(await bring([[entity, 'request#99999999', { ...value, project, data: { ...value.data, issueId: '99999999', projectId: project } }]])).toBe('accepted');
});
