// Shows that a hand-over makes exactly one SRE task, whatever is clicked, dies, is lost on the way or answers late.
import { cpSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { z } from 'zod';
import { PRIORITIES } from '../../local/jira/site-plan';
import { approve, attentionOf, decisionOf, openDesk, released, tasks, type Desk, type Ticket } from './desk';

jest.setTimeout(120_000);

const folder = mkdtempSync(join(tmpdir(), 'one-task-'));
const prepared = join(folder, 'prepared');
let ticket: Ticket;
let calls = { productCalls: 0, kvsOperations: 0 };
let opened = 0;

/** A desk of its own on which both decisions are given, so that one click makes the task. */
async function withDesk(work: (desk: Desk, key: string) => Promise<void>, jiraLagMs = 30_000): Promise<void> {
  opened += 1;
  const directory = join(folder, String(opened));
  cpSync(prepared, directory, { recursive: true });
  const desk = await openDesk({ name: `one-task-${opened}`, directory, jiraLagMs });
  try {
    await work(desk, ticket.key);
  } finally {
    desk.host.faults.clear();
    await desk.close();
    rmSync(directory, { recursive: true });
  }
}

const cost = z.array(z.object({ resolverKey: z.string().optional(), productCalls: z.number(), kvsOperations: z.number() }));

beforeAll(async () => {
  const desk = await openDesk({ name: 'one-task-prepared', directory: prepared });
  ticket = await released(desk);
  await desk.close();
  // What an undisturbed hand-over calls, so that it can be stopped after each of them.
  await withDesk(async (one, key) => {
    await one.act('agent', key, 'hand-off.start');
    const spent = cost.parse((await one.as('agent').send('GET', '/local/cost')).body).find(({ resolverKey }) => resolverKey === 'hand-off.start');
    calls = spent ?? calls;
  });
});
afterAll(() => { rmSync(folder, { recursive: true, force: true }); });

const click = (desk: Desk, key: string, who = 'agent'): Promise<string> => desk.refused(who, key, 'hand-off.start').catch(() => 'died');

/** Half an hour in which nobody does anything but the schedule. */
async function wait(desk: Desk, minutes = 30): Promise<void> {
  for (let passed = 0; passed < minutes; passed += 5) await desk.host.clock.advance({ minutes: 5 });
  await desk.host.settled();
}

const links = z.object({ fields: z.object({ issuelinks: z.array(z.unknown()) }) });

async function oneTask(desk: Desk, key: string): Promise<void> {
  const made = await tasks(desk);
  expect(made).toHaveLength(1);
  const seen = await desk.request(key);
  expect(seen.task?.issueKey).toBe(made[0]?.key);
  const { body } = await desk.as('agent').send('GET', `/rest/api/3/issue/${key}?fields=issuelinks`);
  expect(links.parse(body).fields.issuelinks).toHaveLength(1);
  const { lines, intact } = await desk.trail(key);
  expect(intact).toBe(true);
  expect(lines.filter(({ what }) => what.code === 'event.task.made')).toHaveLength(1);
  expect(attentionOf(seen)).toEqual([]);
}

it('under a double click', () => withDesk(async (desk, key) => {
  await Promise.all([click(desk, key), click(desk, key), click(desk, key)]);
  await desk.host.settled();
  await wait(desk);
  await oneTask(desk, key);
}));

it('under two agents at once', () => withDesk(async (desk, key) => {
  await Promise.all([click(desk, key), click(desk, key, 'second-agent')]);
  await wait(desk);
  await oneTask(desk, key);
}));

it('when the second agent clicks while Jira still thinks about the first', () => withDesk(async (desk, key) => {
  desk.host.faults.add({ target: 'product', match: 'POST /rest/api/3/issue', how: 'perform-then-hang' });
  const first = click(desk, key);
  await new Promise((resolve) => setTimeout(resolve, 500));
  expect(await click(desk, key, 'second-agent')).toBe('accepted');
  expect(await click(desk, key, 'second-agent')).toBe('accepted');
  await wait(desk);
  await oneTask(desk, key);
  desk.host.faults.clear();
  void first;
}));

it.each(['drop-answer', 'perform-then-500', 'perform-then-kill', 'answer-500', 'answer-503', '429', '429-bare', 'never-send', 'kill-invocation'] as const)(
  'when the call that creates it ends in %s, and impatient people click on',
  (how) => withDesk(async (desk, key) => {
    desk.host.faults.add({ target: 'product', match: 'POST /rest/api/3/issue', how });
    await click(desk, key);
    await click(desk, key);
    await click(desk, key, 'second-agent');
    await desk.host.clock.advance({ minutes: 1 });
    await click(desk, key);
    await wait(desk);
    await oneTask(desk, key);
  }),
);

it('when Jira’s index is a minute behind and nobody clicks again', () => withDesk(async (desk, key) => {
  desk.host.faults.add({ target: 'product', match: 'POST /rest/api/3/issue', how: 'drop-answer' });
  await click(desk, key);
  await wait(desk);
  await oneTask(desk, key);
}, 60_000));

it('when the answer is lost three times over', () => withDesk(async (desk, key) => {
  desk.host.faults.add({ target: 'product', match: 'POST /rest/api/3/issue', how: 'answer-500', times: 3 });
  await click(desk, key);
  await wait(desk, 120);
  await oneTask(desk, key);
}));

it('when the queue cannot be woken either', () => withDesk(async (desk, key) => {
  desk.host.faults.add({ target: 'product', match: 'POST /rest/api/3/issue', how: 'answer-503' });
  desk.host.faults.add({ target: 'queue', how: 'answer-500', times: 100 });
  await click(desk, key);
  await wait(desk);
  await oneTask(desk, key);
}));

it.each(['drop-answer', 'perform-then-500', 'answer-500'] as const)('when storage’s own answer is %s, at each of its writes', (how) => withDesk(async (desk, key) => {
  for (const nth of [1, 2, 3]) desk.host.faults.add({ target: 'kvs', match: 'POST /api/v1/transaction', functionKey: 'ticket-panel-resolver', nth, how });
  await click(desk, key);
  desk.host.faults.clear();
  await wait(desk);
  await click(desk, key);
  await wait(desk);
  await oneTask(desk, key);
}));

/** One test for all, so that how many calls there are is known when it runs. */
it.each(['product', 'kvs'] as const)('when the function dies after any of its calls to %s, by the schedule and one more click at most', async (target) => {
  const count = target === 'product' ? calls.productCalls : calls.kvsOperations;
  expect(count).toBeGreaterThan(5);
  for (let nth = 1; nth <= count; nth += 1) {
    await withDesk(async (desk, key) => {
      desk.host.faults.add({ target, functionKey: 'ticket-panel-resolver', nth, how: 'perform-then-kill' });
      expect(await click(desk, key)).toBe('died');
      expect(desk.host.faults.list().map(({ hit }) => hit)).toEqual([1]);
      const isIntended = (await desk.trail(key)).lines.some(({ what }) => what.code === 'event.task.intended');
      if (!isIntended) await click(desk, key);
      await wait(desk, 15);
      await oneTask(desk, key);
    });
  }
});

describe('is not made', () => {
  const problemOf = async (desk: Desk, key: string): Promise<string | undefined> => (await desk.request(key)).attention.find(({ id }) => id === 'hand-off')?.why?.code;

  it('while Jira lacks what the rules name, which is put before a person; a click afterwards makes it', () => withDesk(async (desk, key) => {
    const [highest] = PRIORITIES;
    if (!highest) throw new Error('the site has no priorities');
    highest.name = 'Blocker';
    try {
      await click(desk, key);
      expect(await problemOf(desk, key)).toBe('attention.task-problem.unknown-task-field');
      await wait(desk);
      expect(await tasks(desk)).toHaveLength(0);
      await click(desk, key);
      expect(await problemOf(desk, key)).toBe('attention.task-problem.unknown-task-field');
    } finally {
      highest.name = 'Highest';
    }
    await click(desk, key);
    await wait(desk);
    await oneTask(desk, key);
  }));

  it('of terms that changed before Jira was well again', () => withDesk(async (desk, key) => {
    desk.host.faults.add({ target: 'product', match: 'POST /rest/api/3/issue', how: 'answer-503' });
    await click(desk, key);
    await desk.act('agent', key, 'facts.set', { fact: 'country', value: 'France' });
    await wait(desk);
    expect(await tasks(desk)).toHaveLength(0);
    expect(await problemOf(desk, key)).toBe('attention.task-problem.gate-shut');
    await desk.act('agent', key, 'facts.confirm', { rev: (await desk.request(key)).rev });
    await approve(desk, key, 'proceed');
    expect(decisionOf(await desk.request(key), 'release').state).toBe('voided');
    await approve(desk, key, 'release');
    await click(desk, key);
    await wait(desk);
    await oneTask(desk, key);
  }));

  it('while Jira refuses it for good', () => withDesk(async (desk, key) => {
    for (const grant of ['CREATE_ISSUES']) {
      const { body } = await desk.as('admin').send('GET', '/rest/api/3/permissionscheme/10002/permission');
      const { permissions } = z.object({ permissions: z.array(z.object({ id: z.number(), permission: z.string(), holder: z.object({ parameter: z.string().optional() }) })) }).parse(body);
      for (const { id } of permissions.filter(({ permission }) => permission === grant)) await desk.as('admin').send('DELETE', `/rest/api/3/permissionscheme/10002/permission/${id}`);
    }
    await click(desk, key);
    await wait(desk);
    expect(await tasks(desk)).toHaveLength(0);
    expect(await problemOf(desk, key)).toMatch(/^attention\.task-problem\./);
  }));
});

it('and a second task of the app with the same hand-off key is reported, never hidden', () => withDesk(async (desk, key) => {
  await click(desk, key);
  await desk.host.settled();
  const task = (await desk.request(key)).task?.issueKey ?? '';
  const { body } = await desk.as('sre').send('GET', `/rest/api/3/issue/${task}/properties/snapshotDeskHandOff`);
  const { value } = z.object({ value: z.unknown() }).parse(body);
  const fields = { project: { key: 'SRE' }, issuetype: { id: '10020' }, summary: 'Data Dump Request' };
  const again = new Request(`${desk.host.url}/rest/api/3/issue`, { method: 'POST', body: JSON.stringify({ fields, properties: [{ key: 'snapshotDeskHandOff', value }] }), headers: { 'content-type': 'application/json' } });
  expect((await desk.host.jira.answer(again, { kind: 'app' })).status).toBe(201);
  await wait(desk);
  const seen = await desk.request(key);
  expect(attentionOf(seen)).toEqual(['flag.task-duplicate.title']);
  expect(seen.task?.issueKey).toBe(task);
  expect((await desk.gate(task, 'Start work')).result).toBe(false);
}));
