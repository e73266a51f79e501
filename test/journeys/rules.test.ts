// Shows how admins change the rules of a running desk: one draft, two people for what weakens, running requests untouched.
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { approve, luis, openDesk, stepOf, verified, type Desk } from './desk';

jest.setTimeout(120_000);

let desk: Desk;
beforeAll(async () => {
  desk = await openDesk({ name: 'rules' });
});
afterAll(() => desk.close());

const answer = z.union([z.object({ ok: z.literal(true), value: z.record(z.string(), z.unknown()) }), z.object({ ok: z.literal(false), refusal: z.object({ code: z.string(), params: z.record(z.string(), z.unknown()) }) })]);
const ask = async (who: string, question: string, payload: unknown = {}): Promise<z.infer<typeof answer>> => answer.parse(await desk.as(who).invoke({ moduleKey: 'settings', projectKey: 'SUP' }, question, payload));
const refused = async (who: string, question: string, payload: unknown = {}): Promise<string> => {
  const told = await ask(who, question, payload);
  return told.ok ? 'accepted' : told.refusal.code;
};
const done = async (who: string, question: string, payload: unknown = {}): Promise<Record<string, unknown>> => {
  const told = await ask(who, question, payload);
  if (!told.ok) throw new Error(`${who} was refused ${question}: ${JSON.stringify(told.refusal)}`);
  return told.value;
};

const step = z.looseObject({ id: z.string() });
const rules = z.looseObject({ version: z.number(), steps: z.array(step), policies: z.looseObject({}), task: z.looseObject({}) });
type Rules = z.infer<typeof rules>;
const view = z.object({
  rules,
  rev: z.number(),
  draft: z.object({ rules, review: z.object({ digest: z.string(), differences: z.array(z.looseObject({ id: z.string(), weakens: z.object({ code: z.string() }).optional() })), problems: z.array(z.unknown()) }), wait: z.object({ mayConfirm: z.boolean(), others: z.array(z.string()).optional() }).optional() }).optional(),
});
const opened = async (who = 'admin'): Promise<z.infer<typeof view>> => view.parse(await done(who, 'rules.open'));
const withStep = (given: Rules, id: string, more: object): Rules => ({ ...given, steps: given.steps.map((one) => (one.id === id ? { ...one, ...more } : one)) });

async function saveDraft(who: string, change: (given: Rules) => Rules): Promise<{ rev: number; digest: string }> {
  const before = await opened(who);
  const after = view.parse(await done(who, 'draft.save', { rev: before.rev, rules: change(before.draft?.rules ?? before.rules) }));
  return { rev: after.rev, digest: after.draft?.review.digest ?? '' };
}

const lawyer = { id: 'lawyer-told', stage: 'intake', done: { by: 'attestation', asks: 'note' }, who: 'run-checks', mandatory: true, secondPerson: false, before: 'proceed', title: 'The lawyer is told' };

const grants = z.object({ permissions: z.array(z.object({ id: z.number(), permission: z.string(), holder: z.looseObject({ type: z.string() }) })) });

/** Every question of the settings, with a payload that is well formed. */
const settingsQuestions: Readonly<Record<string, object>> = {
  'settings.open': {},
  'trail.anchor': { issueKey: 'SUP-1' },
  'directory.import': { source: 'tenant-map', asOf: '2026-11-19T06:00:00.000Z', part: 1, parts: 1, text: '[]' },
  'rules.open': {},
  'draft.save': { rev: 0, rules: {} },
  'draft.discard': { rev: 0 },
  'rules.publish': { rev: 0, digest: '0'.repeat(64), reason: 'because' },
  'rules.confirm': { digest: '0'.repeat(64) },
  'retention.rehearse': { against: 'draft' },
  'rules.rehearse': { against: 'draft' },
  'request.move-rules': { issueId: '1', to: 1 },
  'rules.history': {},
  'rules.version': { version: 1 },
  'rules.file': { of: 'draft' },
  'rules.import': { rev: 0, text: '' },
  'blank-form.add': { rev: 0, name: 'form.pdf', base64: '' },
  'task.choices': { project: 'SRE', issueType: 'Task' },
  'approver.choices': {},
  'person.erase-everywhere': { whom: luis, also: [], reason: 'person-asked' },
  'desk.export': {},
  'desk.import': { header: {} },
  'desk.gone-tickets': {},
  'old-tickets.read': { jql: 'project = SUP' },
  'reply.preview': { issueKey: 'SUP-1', text: '' },
};

test('nobody without “Administer rules” asks anything of the settings, whoever administers the project', async () => {
  const path = '/rest/api/3/permissionscheme/10001/permission';
  const { permissions } = grants.parse((await desk.as('admin').send('GET', path)).body);
  const leads = permissions.find(({ permission, holder }) => permission.endsWith('/administer-rules') && JSON.stringify(holder).includes('support-leads'));
  await desk.as('admin').send('DELETE', `${path}/${leads?.id ?? ''}`);
  // As the table of the settings names them, so that none is forgotten here.
  const named = [...readFileSync(join(__dirname, '../../src/resolvers/settings.ts'), 'utf8').matchAll(/^ {2}'([\w.-]+)': answerOnProject\(/gm)].flatMap(([, question]) => question ?? []);
  expect(Object.keys(settingsQuestions).toSorted()).toEqual(named.toSorted());
  for (const [question, payload] of Object.entries(settingsQuestions)) expect([question, await refused('lead', question, payload)]).toEqual([question, 'no-permission']);
  await desk.as('admin').send('POST', path, { permission: leads?.permission, holder: { type: 'group', parameter: 'support-leads' } });
  expect(await refused('lead', 'rules.open')).toBe('accepted');
});

test('a stricter draft is published by one person; running requests keep their rules, new ones have the new', async () => {
  const running = await verified(desk);
  const { rev, digest } = await saveDraft('admin', (given) => ({ ...given, steps: [lawyer, ...given.steps] }));
  expect(await refused('admin', 'rules.publish', { rev: rev + 1, digest, reason: 'Our lawyer asked for it' })).toBe('draft-changed');
  expect(await refused('admin', 'rules.publish', { rev, digest: '0'.repeat(64), reason: 'Our lawyer asked for it' })).toBe('draft-differs');
  const told = z.object({ done: z.object({ code: z.string() }), rules }).parse(await done('admin', 'rules.publish', { rev, digest, reason: 'Our lawyer asked for it' }));
  expect([told.done.code, told.rules.version]).toEqual(['done.rules-published', 2]);

  const fresh = await desk.ticket();
  expect(stepOf(await desk.request(fresh.key), 'lawyer-told').state).toBe('next');
  const before = await desk.request(running.key);
  expect(before.stages.flatMap(({ steps }) => steps).some(({ id }) => id === 'lawyer-told')).toBe(false);
  await approve(desk, running.key, 'proceed');

  // Moving it is a choice, with what changes said before, and stands on its own trail.
  const page = z.object({ looked: z.number(), changed: z.array(z.object({ issueId: z.string(), issueKey: z.string(), more: z.array(z.string()), shut: z.array(z.string()) })) }).parse(await done('admin', 'rules.rehearse', { against: 'in-force' }));
  expect(page.changed).toEqual([expect.objectContaining({ issueKey: running.key, more: ['lawyer-told'], shut: ['proceed'] })]);
  expect(await refused('admin', 'request.move-rules', { issueId: running.id, to: 1 })).toBe('rules-moved-on');
  await done('admin', 'request.move-rules', { issueId: running.id, to: 2 });
  const after = await desk.request(running.key);
  expect(stepOf(after, 'lawyer-told').state).toBe('next');
  const { lines, intact } = await desk.trail(running.key);
  expect([lines[0]?.what.code, intact]).toEqual(['event.request.rules-moved', true]);
  expect((await desk.gate(running.key, 'Start agreement')).result).toBe(false);
});

test('a weaker draft waits for another person, who confirms exactly that draft', async () => {
  const weaker = (given: Rules): Rules => withStep(given, 'signed-form', { secondPerson: false });
  const asked = await saveDraft('admin', weaker);
  expect(z.object({ done: z.object({ code: z.string() }) }).parse(await done('admin', 'rules.publish', { ...asked, reason: 'One agent is enough' })).done.code).toBe('done.rules-asked');
  expect((await opened()).rules.version).toBe(2);
  expect(await refused('admin', 'rules.confirm', { digest: asked.digest })).toBe('same-person');
  // Whoever asked is told whom to turn to; whoever may agree sees the button.
  expect([(await opened()).draft?.wait, (await opened('lead')).draft?.wait]).toEqual([{ mayConfirm: false, others: ['Ruth Calloway'] }, { mayConfirm: true }]);

  // Any change of it ends the wait, and the digest that was asked for is worth nothing any more.
  const changed = await saveDraft('admin', (given) => withStep(given, 'facts', { guidance: 'Read it twice' }));
  expect(await refused('lead', 'rules.confirm', { digest: asked.digest })).toBe('no-wait');
  await done('admin', 'rules.publish', { ...changed, reason: 'One agent is enough' });
  expect(await refused('lead', 'rules.confirm', { digest: asked.digest })).toBe('draft-differs');
  await done('lead', 'rules.confirm', { digest: changed.digest });
  expect((await opened()).rules.version).toBe(3);
  // What the desk was opened with, for every project.
  const brought = ['event.directory.imported', 'event.directory.imported'];
  const history = z.object({ intact: z.boolean(), events: z.array(z.object({ what: z.object({ code: z.string() }), reason: z.string().optional() })) }).parse(await done('admin', 'rules.history'));
  expect([history.intact, history.events.map(({ what }) => what.code)]).toEqual([true, ['event.rules.published-by-two', 'event.rules.asked', 'event.rules.asked', 'event.rules.published', ...brought]]);
  expect(history.events[0]?.reason).toBe('One agent is enough');
});

test('of two admins who publish at once one wins, and the other keeps what they have', async () => {
  const before = await opened();
  const draft = await saveDraft('admin', (given) => withStep(given, 'facts', { title: 'Facts' }));
  const told = await Promise.all(['admin', 'lead'].map((who) => ask(who, 'rules.publish', { ...draft, reason: 'A shorter title' })));
  expect(told.map(({ ok }) => ok).toSorted()).toEqual([false, true]);
  const loser = told.find(({ ok }) => !ok);
  expect(loser && !loser.ok && loser.refusal.code).toBe('draft-gone');
  expect((await opened()).rules.version).toBe(before.rules.version + 1);
  // An old window cannot save over what came after, and can once it knows.
  expect(await refused('lead', 'draft.save', { rev: draft.rev, rules: before.rules })).toBe('draft-gone');
  const { rev } = await opened();
  await done('lead', 'draft.save', { rev, rules: before.rules });
  expect(await refused('admin', 'draft.save', { rev, rules: before.rules })).toBe('draft-changed');
  await done('admin', 'draft.discard', { rev: rev + 1 });
});

test('what Jira does not have any more is shown and keeps a draft from being published', async () => {
  const draft = await saveDraft('admin', (given) => ({ ...given, task: { ...given.task, productField: 'Associated product (old)' } }));
  const choices = z.object({ productFields: z.array(z.string()), projects: z.array(z.object({ key: z.string() })), gone: z.array(z.object({ says: z.object({ code: z.string() }) })), unread: z.array(z.object({ at: z.array(z.string()) })) }).parse(await done('admin', 'task.choices', { project: 'SRE', issueType: 'Task' }));
  expect(choices.productFields).toContain('Associated product');
  expect(choices.gone).toHaveLength(1);
  // Fields that facts are read from and that this site does not have: shown, and no hindrance.
  expect(choices.unread.map(({ at }) => at[1])).toEqual(['recipient', 'country']);
  expect(await refused('admin', 'rules.publish', { ...draft, reason: 'Renamed' })).toBe('rules.choice-gone');
  // A project without components has none to choose another from.
  const elsewhere = z.object({ gone: z.array(z.object({ at: z.array(z.string()), says: z.object({ code: z.string() }) })) }).parse(await done('admin', 'task.choices', { project: 'SUP', issueType: 'Question' }));
  expect(elsewhere.gone).toContainEqual(expect.objectContaining({ at: ['task', 'component'], says: expect.objectContaining({ code: 'rules.nothing-to-choose' }) as unknown }));
  await done('admin', 'draft.discard', { rev: draft.rev });
});

test('a step that guards a gate is removed by two people alone', async () => {
  const before = await opened();
  const draft = await saveDraft('admin', (given) => ({ ...given, steps: given.steps.filter(({ id }) => id !== 'site-and-tenant') }));
  const { draft: seen } = await opened();
  expect(seen?.review.differences).toEqual([expect.objectContaining({ id: 'site-and-tenant', change: 'removed', weakens: { code: 'weakens.removed' } })]);
  await done('admin', 'rules.publish', { ...draft, reason: 'We trust our customers' });
  expect((await opened()).rules.version).toBe(before.rules.version);
  await done('lead', 'draft.discard', { rev: draft.rev + 1 });
});

test('a draft is tried on every request, and one that nobody could publish is not', async () => {
  const draft = await saveDraft('admin', (given) => ({ ...given, steps: given.steps.filter(({ id }) => id !== 'approver-told') }));
  const page = z.object({ looked: z.number(), changed: z.array(z.object({ fewer: z.array(z.string()) })), applied: z.record(z.string(), z.number()) }).parse(await done('admin', 'rules.rehearse', { against: 'draft' }));
  expect(page.looked).toBeGreaterThan(1);
  expect(page.changed.length).toBe(page.looked);
  expect(page.changed[0]?.fewer).toEqual(['approver-told']);
  const broken = await saveDraft('admin', (given) => ({ ...given, steps: [] }));
  expect(await refused('admin', 'rules.rehearse', { against: 'draft' })).toBe('rules.undecided');
  expect(await refused('admin', 'rules.publish', { ...broken, reason: 'Nothing to do' })).toBe('rules.undecided');
  expect(broken.rev).toBe(draft.rev + 1);
  await done('admin', 'draft.discard', { rev: broken.rev });
});

test('a condition says to how many requests it would have applied, before and after it is changed', async () => {
  const kinds = { 'Data snapshot': 2, 'Audit log export': 1 } as const;
  for (const [requestType, count] of Object.entries(kinds)) for (let nth = 0; nth < count; nth += 1) await desk.ticket({ requestType });
  const counted = async (): Promise<{ looked: number; applied: Record<string, number> }> => z.object({ looked: z.number(), applied: z.record(z.string(), z.number()) }).parse(await done('admin', 'rules.rehearse', { against: 'draft' }));
  // Without a draft it is what is in force that is counted.
  expect((await opened()).draft).toBeUndefined();
  const before = await counted();
  expect(before.looked).toBeGreaterThanOrEqual(3);
  expect(before.applied['facts']).toBe(before.looked);
  const only = (of: object): Promise<unknown> => saveDraft('admin', (given) => withStep(given, 'approver-told', { when: { join: 'all', of: [of] } }));
  await only({ fact: 'kind', is: 'audit-log-dump' });
  const auditLogs = (await counted()).applied['approver-told'] ?? 0;
  await only({ fact: 'kind', is: ['audit-log-dump', 'offboarding-export'], not: true });
  const others = (await counted()).applied['approver-told'] ?? 0;
  expect([auditLogs >= 1, others >= 2, auditLogs + others]).toEqual([true, true, before.looked]);
  await done('admin', 'draft.discard', { rev: (await opened()).rev });
});

test('a gate behind which no workflow has a status holds nothing, and the settings say so', async () => {
  const nowhere = async (): Promise<unknown> => (await done('admin', 'settings.open'))['nowhere'];
  expect(await nowhere()).toEqual([]);
  // The lead administers SUP alone: that SRE's workflow is out of sight makes no gate one that holds nothing.
  expect(await done('lead', 'settings.open')).toMatchObject({ nowhere: [], unseen: ['start-work', 'deliver', 'dispose'] });
  const { digest, ...draft } = await saveDraft('admin', (given) => ({ ...given, guarded: { ...(given['guarded'] as object), dispose: ['Thrown away'] } }));
  await done('admin', 'rules.publish', { ...draft, digest, reason: 'Another workflow' });
  await done('lead', 'rules.confirm', { digest });
  expect(await nowhere()).toEqual(['dispose']);
});

test('a project without a workflow says that nothing is held in it, and keeps its rules', async () => {
  const read = async (who = 'admin'): Promise<unknown> => (await done(who, 'settings.open'))['withoutWorkflow'];
  expect(await read()).toBeUndefined();
  desk.host.jira.seeding.teamManaged('SUP', true);
  expect(await read()).toBe(true);
  // Whoever may not read workflows is told that this is unknown, and nothing that is not known.
  expect(await read('lead')).toBeUndefined();
  expect((await opened()).rules.version).toBeGreaterThan(1);
  desk.host.jira.seeding.teamManaged('SUP', false);
  expect(await read()).toBeUndefined();
});

test('a draft with a script, a circle or a contradiction is kept, says what is wrong, and is published by nobody', async () => {
  const asks = (id: string, when?: object): object => ({ ...lawyer, id, done: { by: 'answer' }, ...(when && { when }) });
  const waits = (on: string): object => ({ join: 'all', of: [{ fact: 'answer', step: on, is: 'yes' }] });
  const cases: readonly (readonly [string, (given: Rules) => Rules])[] = [
    ['rules.markup', (given) => ({ ...given, replies: [{ ...(given['replies'] as object[])[0], text: 'Hello <script>alert(1)</script>' }, ...(given['replies'] as object[]).slice(1)] })],
    ['rules.circle', (given) => ({ ...given, steps: [...given.steps, asks('one', waits('other')), asks('other', waits('one'))] as Rules['steps'] })],
    ['rules.nothing-chosen', (given) => withStep(given, 'churn-risk', { when: { join: 'all', of: [{ fact: 'product', is: [] }] } })],
    ['rules.never-holds', (given) => withStep(given, 'churn-risk', { when: { join: 'all', of: [{ fact: 'kind', is: 'data-dump' }, { fact: 'kind', is: 'data-dump', not: true }] } })],
    ['rules.never-holds', (given) => ({ ...given, steps: [...given.steps, asks('one', { join: 'all', of: [{ fact: 'kind', is: 'data-dump' }, { fact: 'kind', is: 'offboarding-export' }] })] as Rules['steps'] })],
  ];
  for (const [code, change] of cases) {
    const draft = await saveDraft('admin', change);
    expect(await refused('admin', 'rules.publish', { ...draft, reason: 'Let it through' })).toBe(code);
    await done('admin', 'draft.discard', { rev: draft.rev });
  }
  const { rev } = await opened();
  expect(await refused('admin', 'draft.save', { rev, rules: { ...(await opened()).rules, steps: 'all of them' } })).toBe('rules.wrong-type');
  expect(await refused('admin', 'draft.save', { rev, rules: { ...(await opened()).rules, padding: 'x'.repeat(300_000) } })).toBe('rules-too-large');
});

test('whatever goes wrong between two calls of storage, a draft is published once or not at all, and its trail holds', async () => {
  const countOf = async (): Promise<number> => {
    const { events, intact, more } = z.object({ intact: z.boolean(), more: z.boolean(), events: z.array(z.object({ what: z.object({ code: z.string() }) })) }).parse(await done('admin', 'rules.history'));
    expect([intact, more]).toEqual([true, true]);
    return events.filter(({ what }) => what.code.startsWith('event.rules.published')).length;
  };
  for (const how of ['answer-500', 'drop-answer', 'perform-then-kill'] as const) {
    for (const nth of [1, 2, 3, 4]) {
      const before = (await opened()).rules.version;
      const draft = await saveDraft('admin', (given) => withStep(given, 'facts', { guidance: `${how} ${nth}` }));
      desk.host.faults.add({ target: 'kvs', how, nth });
      await ask('admin', 'rules.publish', { ...draft, reason: 'A storm' }).catch(() => undefined);
      desk.host.faults.clear();
      if ((await opened()).rules.version === before) await done('admin', 'rules.publish', { ...draft, reason: 'A storm' });
      const after = await opened();
      expect([how, nth, after.rules.version, after.draft]).toEqual([how, nth, before + 1, undefined]);
      expect(after.rules.steps.find(({ id }) => id === 'facts')?.['guidance']).toBe(`${how} ${nth}`);
    }
  }
  // Twelve publications, each once, beside those of the tests before.
  expect(await countOf()).toBeGreaterThanOrEqual(12);
});

test('rules travel as a file; one with a fault changes nothing', async () => {
  const { text } = z.object({ text: z.string() }).parse(await done('admin', 'rules.file', { of: 'in-force' }));
  const { rev } = await opened();
  const told = z.object({ problems: z.array(z.object({ line: z.number(), column: z.number() })) }).parse(await done('admin', 'rules.import', { rev, text: text.replace('"before": "proceed"', '"before": "procede"') }));
  expect(told.problems[0]?.line).toBe(text.slice(0, text.indexOf('"before": "proceed"')).split('\n').length);
  expect((await opened()).draft).toBeUndefined();
  await done('admin', 'rules.import', { rev, text: text.replace('"label": "maintenance"', '"label": "snapshot"') });
  expect((await opened()).draft?.review.differences).toEqual([expect.objectContaining({ id: 'task.label' })]);
  const after = await opened();
  await done('admin', 'draft.discard', { rev: after.rev });
});

test('a file of five megabytes is stopped on its way, and one below that by its size; the draft stays as it is', async () => {
  const draft = await saveDraft('admin', (given) => withStep(given, 'facts', { guidance: 'Kept' }));
  await expect(desk.as('admin').invoke({ moduleKey: 'settings', projectKey: 'SUP' }, 'rules.import', { rev: draft.rev, text: 'x'.repeat(5_000_000) })).rejects.toThrow(/413|500 KB|REQUEST_TOO_LARGE/);
  const { problems } = z.object({ problems: z.array(z.object({ says: z.object({ code: z.string() }) })) }).parse(await done('admin', 'rules.import', { rev: draft.rev, text: ' '.repeat(400_000) }));
  expect(problems.map(({ says }) => says.code)).toEqual(['rules-file.too-large']);
  const after = await opened();
  expect([after.rev, after.draft?.rules.steps.find(({ id }) => id === 'facts')?.['guidance']]).toEqual([draft.rev, 'Kept']);
  await done('admin', 'draft.discard', { rev: draft.rev });
});

test('a blank form becomes its digests in the draft alone, once', async () => {
  const before = await opened();
  const [file, mine] = [Buffer.from(`PK\x03\x04${'\0'.repeat(26)}word/document.xml`), { rev: before.rev, name: 'Service request.docx' }];
  const form = { ...mine, base64: file.toString('base64') };
  expect(await refused('admin', 'blank-form.add', { ...form, base64: Buffer.from('Hello').toString('base64') })).toBe('blank-form.other');
  expect(await refused('admin', 'blank-form.add', { ...form, base64: Buffer.alloc(350_001).toString('base64') })).toBe('blank-form.too-large');
  expect((await opened()).draft).toBeUndefined();
  await done('admin', 'blank-form.add', form);
  const after = await opened();
  expect(after.draft?.rules.policies['blankForms']).toEqual([{ name: mine.name, digests: [createHash('sha256').update(file).digest('hex')] }]);
  expect(after.draft?.review.differences).toEqual([expect.objectContaining({ id: 'policies.blankForms' })]);
  expect(after.draft?.review.differences[0]?.weakens).toBeUndefined();
  expect(after.rules.policies['blankForms']).toEqual([]);
  expect(await refused('admin', 'blank-form.add', form)).toBe('draft-changed');
  expect(await refused('admin', 'blank-form.add', { ...form, rev: after.rev })).toBe('blank-form.known');
  await done('admin', 'draft.discard', { rev: after.rev });
});

test('a request of another project is not moved, nor its reply previewed', async () => {
  const { version } = (await opened()).rules;
  expect(await refused('admin', 'request.move-rules', { issueId: '999999', to: version })).toBe('no-request');
});

test('a request that has ended keeps its rules', async () => {
  const { id, key } = await desk.ticket();
  await desk.act('agent', key, 'request.end', { ending: 'withdrawn', reason: 'They need it no more' });
  expect(await refused('admin', 'request.move-rules', { issueId: id, to: (await opened()).rules.version })).toBe('request-ended');
});

test('where the rules name approvers nobody else decides, is told that they could, or is offered the button', async () => {
  const [helen, marcus] = [desk.host.jira.accountIdOf('approver@example.com') ?? '', desk.host.jira.accountIdOf('second-approver@example.com') ?? ''];
  const naming = (...proceed: string[]) => (given: Rules): Rules => ({ ...given, policies: { ...given.policies, approvers: { proceed, release: [] } } });
  const choices = z.object({ holders: z.object({ proceed: z.array(z.object({ accountId: z.string(), name: z.string() })) }), gone: z.array(z.unknown()) }).parse(await done('admin', 'approver.choices'));
  expect(choices.holders.proceed).toContainEqual({ accountId: marcus, name: 'Marcus Oduya' });

  // Naming the first lets fewer decide: one admin is enough. Naming one more takes two.
  const { rev, digest } = await saveDraft('admin', naming(marcus));
  expect(z.object({ people: z.record(z.string(), z.string()) }).parse(await done('admin', 'rules.open')).people).toEqual({ [marcus]: 'Marcus Oduya' });
  await done('admin', 'rules.publish', { rev, digest, reason: 'Marcus decides' });
  const wider = await saveDraft('admin', naming(marcus, helen));
  expect((await opened()).draft?.review.differences[0]?.weakens?.code).toBe('weakens.approvers');
  await done('admin', 'draft.discard', { rev: wider.rev });

  const { key } = await verified(desk);
  await desk.act('agent', key, 'step.attest', { step: 'lawyer-told', note: 'Told on the phone' });
  const seen = await desk.request(key);
  const termsDigest = seen.decisions.find(({ decision }) => decision === 'proceed')?.termsDigest;
  expect(JSON.stringify(seen.turn)).toContain('Marcus Oduya');
  expect(JSON.stringify(seen.turn)).not.toContain('Helen Ström');
  const asHelen = z.object({ request: z.object({ decisions: z.array(z.object({ decision: z.string(), mayDecide: z.boolean(), authority: z.object({ code: z.string() }) })) }) }).parse((await desk.ask('approver', key, 'panel.open') as { value: unknown }).value);
  expect(asHelen.request.decisions[0]).toMatchObject({ mayDecide: false, authority: { code: 'not-a-named-approver' } });
  expect(await desk.refused('approver', key, 'decision.approve', { decision: 'proceed', termsDigest })).toBe('not-a-named-approver');
  expect(await desk.refused('approver', key, 'decision.refuse', { decision: 'proceed', termsDigest, reason: 'Not like this' })).toBe('not-a-named-approver');
  expect(await desk.refused('second-approver', key, 'decision.approve', { decision: 'proceed', termsDigest })).toBe('accepted');

  // An account that is no active person any more is shown and blocks.
  const gone = await saveDraft('admin', naming('5b10ac8d82e05b22cc7d4ef5'));
  expect(z.object({ gone: z.array(z.object({ says: z.object({ code: z.string() }) })) }).parse(await done('admin', 'approver.choices')).gone.map(({ says }) => says.code)).toEqual(['rules.approver-gone']);
  expect(await refused('admin', 'rules.publish', { ...gone, reason: 'Somebody else' })).toBe('rules.approver-gone');
  await done('admin', 'draft.discard', { rev: gone.rev });
  // A draft that says what is in force already publishes nothing.
  const same = await saveDraft('admin', (given) => given);
  expect(await refused('admin', 'rules.publish', { ...same, reason: 'To be sure' })).toBe('nothing-to-publish');
  await done('admin', 'draft.discard', { rev: same.rev });
});

test('a gate says what it demands under the rules of the project whose workflow is open, and where there is none, whose these are', async () => {
  const described = z.object({ ok: z.literal(true), value: z.object({ demands: z.array(z.object({ code: z.string(), params: z.record(z.string(), z.unknown()) })), rulesVersion: z.number(), project: z.string().optional() }) });
  const describe = async (projectKey?: string): Promise<z.infer<typeof described>['value']> => described.parse(await desk.as('admin').invoke({ moduleKey: 'gate-proceed', ...(projectKey && { projectKey }) }, 'gate.describe', { gate: 'proceed' })).value;
  const { rules: inForce } = await opened();
  const own = await describe('SUP');
  expect([own.project, own.rulesVersion]).toEqual(['SUP', inForce.version]);
  // A step that only this project's admins added.
  expect(own.demands).toContainEqual({ code: 'gate.demand', params: { step: 'The lawyer is told' } });
  const shared = await describe();
  expect([shared.project, shared.rulesVersion]).toEqual([undefined, 1]);
  expect(JSON.stringify(shared.demands)).not.toContain('The lawyer is told');
  const other = await describe('SRE');
  expect([other.project, other.rulesVersion]).toEqual(['SRE', 1]);
  expect(answer.parse(await desk.as('admin').invoke({ moduleKey: 'gate-proceed', projectKey: 'SUP' }, 'gate.describe', { gate: 'everything' }))).toMatchObject({ ok: false, refusal: { code: 'bad-input' } });
});

test('rules belong to their project', async () => {
  const told = answer.parse(await desk.as('admin').invoke({ moduleKey: 'settings', projectKey: 'SRE' }, 'rules.open', {}));
  // Who may administer rules in one project may not in another; and where they may, the other has its own.
  expect(told.ok ? view.parse(told.value).rules.version : told.refusal.code).toEqual(told.ok ? 1 : 'no-permission');
});

test('a directory for every project is on record where it was brought in, by whom and as which file', async () => {
  const text = JSON.stringify([{ tenantId: '00000000-0000-4000-8000-000000000009', site: 'other.atlassian.net' }]);
  const askOther = async (question: string, payload: object = {}): Promise<unknown> => desk.as('admin').invoke({ moduleKey: 'settings', projectKey: 'SRE' }, question, payload);
  const asOf = desk.host.clock.now().toISOString();
  const sha256 = createHash('sha256').update(text).digest('hex');
  expect(await askOther('directory.import', { source: 'tenant-map', asOf, part: 1, parts: 1, text })).toMatchObject({ ok: true });
  const shown = { ok: true, value: { directory: { tenants: 1, brought: [{ part: 'licences' }, { part: 'tenants', by: expect.not.stringContaining('@') as unknown, at: expect.stringMatching(/^2026/) as unknown }] } } };
  expect(await askOther('settings.open')).toMatchObject(shown);
  expect(await askOther('rules.history')).toMatchObject({ ok: true, value: { intact: true, events: [{ what: { code: 'event.directory.imported', params: { part: 'tenants', source: 'tenant-map', asOf: { moment: asOf }, count: 1, sha256 } } }] } });
});

test('an import of which the last write fails is neither on record nor in force', async () => {
  const counts = async (): Promise<unknown> => {
    const { directory } = z.object({ directory: z.object({ tenants: z.number() }) }).parse(await done('admin', 'settings.open'));
    const { events } = z.object({ events: z.array(z.object({ seq: z.number() })) }).parse(await done('admin', 'rules.history'));
    return [directory.tenants, events[0]?.seq];
  };
  const before = await counts();
  const tenants = [1, 2, 3].map((nth) => ({ tenantId: `00000000-0000-4000-8000-00000000001${nth}`, site: `other-${nth}.atlassian.net` }));
  desk.host.faults.add({ target: 'kvs', match: '*transaction*', how: 'answer-500', times: 20 });
  await ask('admin', 'directory.import', { source: 'tenant-map', asOf: desk.host.clock.now().toISOString(), part: 1, parts: 1, text: JSON.stringify(tenants) });
  desk.host.faults.clear();
  expect(await counts()).toEqual(before);
});

test('an approver whose account was closed while a draft waited is named by nobody: the second person is refused, too', async () => {
  const helen = desk.host.jira.accountIdOf('approver@example.com') ?? '';
  const { rev, digest } = await saveDraft('admin', (given) => ({ ...given, policies: { ...given.policies, releaseLapsesAfter: 60, approvers: { proceed: [helen], release: [] } } }));
  await done('admin', 'rules.publish', { rev, digest, reason: 'Helen decides' });
  desk.host.jira.seeding.closeAccount('approver@example.com');
  expect(await refused('lead', 'rules.confirm', { digest })).toBe('rules.approver-gone');
});
