// Shows what each guarded transition refuses, that it opens when that is seen to, and that nothing that goes wrong opens it.
import { z } from 'zod';
import { approve, attentionOf, decisionOf, type Desk, fileNamed, formSent, keyTaken, licence, northwindMap, northwindTenant, openDesk, released, sendReply, stepOf, takeForm, takeKey, takeSshKey, tasks, type Ticket, verified } from './desk';
import { attestation, dueToday, importToday } from './disposal-desk';
import { beginWork, goodRecord, onTask, sealedFileKey } from './sre-desk';

jest.setTimeout(90_000);

let desk: Desk;
/** A licence that is paid for until the day on which the key “expires soon” does. */
const ending = 'E-3ND-1NG-S00-N00';
beforeAll(async () => {
  desk = await openDesk({ name: 'gates', licences: [licence(), licence({ appEntitlementNumber: ending, hostEntitlementNumber: 'E-3ND-1NG-S00-N01', maintenanceEndDate: '2027-01-15' })] });
});
afterAll(() => desk.close());
afterEach(() => { desk.host.faults.clear(); });

const reference = /\bSD-[0-9A-F]{4}\b/;

/** How many things the gate of a transition says are missing; 0 where it is open. */
async function missing(issueKey: string, transition: string): Promise<number> {
  const { result, errorMessage = '' } = await desk.gate(issueKey, transition);
  if (result) return 0;
  expect(errorMessage).not.toMatch(reference);
  expect(errorMessage).not.toMatch(/undefined|\{|\bat .*:\d+/);
  return Number(/^.*?(\d+) /.exec(errorMessage.replace(/\(\d+\)/g, ''))?.[1] ?? 1);
}

async function shut(issueKey: string, transition: string): Promise<string> {
  const { result, errorMessage = '' } = await desk.gate(issueKey, transition);
  expect(result).toBe(false);
  return errorMessage;
}

async function handedOver(): Promise<Ticket & { readonly task: string; readonly formId: string; readonly keyId: string }> {
  const ticket = await released(desk);
  const { done } = await desk.act('agent', ticket.key, 'hand-off.start');
  await desk.host.settled();
  return { ...ticket, task: String(done?.params['task']) };
}

/** Moves the clock for a while; the desk's other tickets are where they were afterwards. */
async function atTime(moment: string, work: () => Promise<void>): Promise<void> {
  const now = desk.host.clock.now().toISOString();
  await desk.host.clock.set(moment);
  try {
    await work();
  } finally {
    await desk.host.clock.set(now);
  }
}


it('a ticket that is no request has shut gates', async () => {
  desk.host.jira.seeding.ticket({ requestType: 'Data snapshot', reporter: 'dana.whitfield@northwindtraders.com', summary: 'Older than the app', description: 'Data', quiet: true });
  const { key } = desk.host.jira.seeding.ticket({ requestType: 'Data snapshot', reporter: 'dana.whitfield@northwindtraders.com', summary: 'Older than the app', description: 'Data', quiet: true });
  expect(await missing(key, 'Start agreement')).toBe(1);
  const task = desk.host.jira.seeding.task({ summary: 'Data Dump Request', by: 'sre@example.com' });
  expect(await missing(task.key, 'Start work')).toBe(1);
});

describe('fails closed', () => {
  // The gate alone: a schedule that hangs would hold up the clock of the tests that follow.
  const functionKey = 'gate-hand-off-function';
  let key = '';
  beforeAll(async () => {
    ({ key } = await released(desk));
    await desk.move('agent', key, 'Start agreement');
    expect(await missing(key, 'Hand over to SRE')).toBe(0);
  });

  it.each([
    ['storage answers 500', { target: 'kvs', how: 'answer-500' }],
    ['storage is out of reach', { target: 'kvs', how: 'never-send' }],
    ['Jira answers 500', { target: 'product', match: 'GET /rest/api/3/issue/*', how: 'answer-500' }],
    ['Jira is busy', { target: 'product', match: 'GET /rest/api/3/issue/*', how: '429-bare' }],
    ['Jira is out of reach', { target: 'product', match: 'GET /rest/api/3/issue/*', how: 'never-send' }],
  ] as const)('when %s, with a code that the log has too', async (_, fault) => {
    desk.host.faults.add({ ...fault, functionKey, times: 50 });
    expect(await shut(key, 'Hand over to SRE')).toMatch(reference);
  });

  it('when Jira does not give the key’s file', async () => {
    desk.host.faults.add({ target: 'product', match: 'GET /rest/api/3/attachment/content/*', how: 'answer-500', functionKey, times: 50 });
    expect(await missing(key, 'Hand over to SRE')).toBeGreaterThan(0);
  });

  it('when storage or Jira hangs, within twelve seconds', async () => {
    const began = Date.now();
    desk.host.faults.add({ target: 'product', match: 'GET /rest/api/3/attachment/content/*', how: 'hang', functionKey, times: 50 });
    const jira = shut(key, 'Hand over to SRE');
    await new Promise((resolve) => setTimeout(resolve, 1000));
    desk.host.faults.add({ target: 'kvs', how: 'hang', functionKey, times: 50 });
    const storage = shut(key, 'Hand over to SRE');
    expect(await jira).toMatch(reference);
    expect(await storage).toMatch(reference);
    expect(Date.now() - began).toBeLessThan(12_000);
  });

  it('when the function dies', async () => {
    desk.host.faults.add({ target: 'kvs', how: 'kill-invocation', functionKey });
    expect((await desk.gate(key, 'Hand over to SRE')).result).toBe(false);
    desk.host.faults.clear();
    expect(await missing(key, 'Hand over to SRE')).toBe(0);
  });
});

describe('is judged on what stands now', () => {
  it('a file that left the ticket shuts it, even where Jira told nobody', async () => {
    const { key, formId } = await released(desk);
    await desk.move('agent', key, 'Start agreement');
    desk.host.faults.add({ target: 'event', match: 'avi:jira:deleted:attachment', how: 'never-send' });
    await desk.as('agent').send('DELETE', `/rest/api/3/attachment/${formId}`);
    await desk.host.settled();
    expect(stepOf(await desk.request(key), 'signed-form').state).toBe('done');
    expect(await missing(key, 'Hand over to SRE')).toBe(1);
    expect(await desk.refused('agent', key, 'hand-off.start')).toBe('gate-shut');
  });

  it('an unsettled flag shuts it, and settling it opens it', async () => {
    const { key } = await released(desk);
    await desk.move('agent', key, 'Start agreement');
    await desk.act('agent', key, 'flag.raise', { reason: 'The phone number is a new one' });
    expect(await missing(key, 'Hand over to SRE')).toBe(1);
    await desk.act('lead', key, 'flag.settle', { flag: 'flag-1', reason: 'They were called back on the old one' });
    expect(await missing(key, 'Hand over to SRE')).toBe(0);
  });

  it('a key that expires, and a licence that is paid for no longer, shut it though nobody touched the ticket', async () => {
    const { key } = await released(desk, { fields: { SEN: ending } }, 'expires-soon.asc');
    await desk.move('agent', key, 'Start agreement');
    expect(await missing(key, 'Hand over to SRE')).toBe(0);
    // Both ended on 15 January 2027, and the release has lapsed by then too.
    await atTime('2027-02-26T09:00:00.000Z', async () => { expect(await missing(key, 'Hand over to SRE')).toBe(3); });
  });
});

describe('moved past a shut gate', () => {
  const read = async (name: string): Promise<Record<string, unknown>> => {
    const { body } = await desk.as('admin').send('POST', '/rest/api/3/workflows', { workflowNames: [name] });
    return (body as { workflows: Record<string, unknown>[] }).workflows[0] ?? {};
  };
  async function withoutValidators(name: string, work: () => Promise<void>): Promise<void> {
    const before = await read(name);
    const transitions = (before['transitions'] as Record<string, unknown>[]).map((one) => ({ ...one, validators: [] }));
    const publish = async (workflow: object): Promise<void> => {
      const { status } = await desk.as('admin').send('POST', '/rest/api/3/workflows/update', { statuses: [], workflows: [workflow] });
      expect(status).toBe(200);
    };
    await publish({ ...before, transitions });
    await work();
    await publish({ ...(await read(name)), transitions: before['transitions'] });
  }

  it('unseen: the settings page names each transition that lacks its validator, and on a new site there is none', async () => {
    const settings = z.object({ value: z.object({ unguarded: z.array(z.unknown()) }) });
    const { value } = settings.parse(await desk.as('admin').invoke({ moduleKey: 'settings', projectKey: 'SUP' }, 'settings.open', {}));
    expect(value.unguarded).toEqual([]);
  });

  it('because the workflow lost its validator: it is flagged, and the later gates are shut', async () => {
    const { key } = await desk.ticket();
    await withoutValidators('Customer data requests', async () => {
      const settings = z.object({ value: z.object({ unguarded: z.array(z.object({ gate: z.string() })) }) });
      const { value } = settings.parse(await desk.as('admin').invoke({ moduleKey: 'settings', projectKey: 'SUP' }, 'settings.open', {}));
      expect(value.unguarded.map(({ gate }) => gate)).toEqual(expect.arrayContaining(['proceed', 'hand-off']));
      expect(await desk.move('agent', key, 'Start agreement')).toBe(204);
    });
    expect(attentionOf(await desk.request(key))).toContain('flag.past-gate.title');
    expect((await desk.trail(key)).lines[0]?.what.code).toBe('event.gate.passed-shut');
    expect(await missing(key, 'Hand over to SRE')).toBeGreaterThan(1);
    expect(await desk.refused('agent', key, 'flag.settle', { flag: 'flag-1', reason: 'It was me' })).toBe('no-permission');
    await desk.act('lead', key, 'flag.settle', { flag: 'flag-1', reason: 'The workflow is repaired' });
  });

  it('because it became another type of ticket: its own workflow knows no gates, and it is flagged at the end', async () => {
    const { key } = await desk.ticket();
    const { status } = await desk.as('agent').send('POST', `/local/jira/issue/${key}/type`, { issueType: 'Question' });
    expect(status).toBe(200);
    await desk.host.settled();
    await desk.move('agent', key, 'Resolve');
    await desk.move('agent', key, 'Close');
    expect(attentionOf(await desk.request(key))).toContain('flag.past-gate.title');
  });

  it('not because something lapsed or changed after it had rightly passed', async () => {
    const { key } = await released(desk);
    await desk.move('agent', key, 'Start agreement');
    await desk.move('agent', key, 'Hand over to SRE');
    await desk.act('agent', key, 'hand-off.start');
    await atTime('2027-01-04T09:00:00.000Z', async () => {
      await desk.as('agent').send('PUT', `/rest/api/3/issue/${key}`, { fields: { summary: 'A copy of our data' } });
      await desk.host.settled();
      expect(attentionOf(await desk.request(key))).toEqual(['attention.lapsed']);
    });
  });
});

describe('the SRE task', () => {
  const packet = z.object({ value: z.object({ packet: z.object({ standing: z.string() }) }) });
  const standing = async (issueKey: string): Promise<string> => packet.parse(await desk.as('sre').invoke({ moduleKey: 'sre-panel', issueKey }, 'packet.open', {})).value.packet.standing;

  it('is flagged when its text is edited, and its gates are shut by the flag and by the text', async () => {
    const { key, task } = await handedOver();
    expect(await missing(task, 'Start work')).toBe(0);
    const [made] = (await tasks(desk)).filter((one) => one.key === task);
    const description = JSON.parse(JSON.stringify(made?.fields.description).replaceAll('7f3c9a52', '7f3c9a53')) as object;
    expect((await desk.as('sre').send('PUT', `/rest/api/3/issue/${task}`, { fields: { description } })).status).toBe(204);
    await desk.host.settled();
    expect(attentionOf(await desk.request(key))).toContain('flag.task-changed.title');
    expect(await missing(task, 'Start work')).toBe(2);
    expect(await standing(task)).toBe('stop');
  });

  it('is shut when the terms change after it was made', async () => {
    const { key, task } = await handedOver();
    await desk.act('agent', key, 'facts.set', { fact: 'country', value: 'France' });
    expect(await missing(task, 'Start work')).toBeGreaterThan(0);
    expect(await standing(task)).toBe('stop');
  });

  it('believes no property that somebody wrote onto another issue', async () => {
    const { task } = await handedOver();
    const { body } = await desk.as('sre').send('GET', `/rest/api/3/issue/${task}/properties/snapshotDeskHandOff`);
    const forged = desk.host.jira.seeding.task({ summary: 'Data Dump Request', by: 'second-sre@example.com' });
    await desk.as('second-sre').send('PUT', `/rest/api/3/issue/${forged.key}/properties/snapshotDeskHandOff`, (body as { value: object }).value);
    await desk.host.settled();
    expect(await missing(forged.key, 'Start work')).toBe(1);
  });
});

it('a ticket that is moved to another key keeps its request', async () => {
  const { key, id } = await verified(desk);
  const { body } = await desk.as('admin').send('POST', `/local/jira/issue/${key}/move`, { project: 'SRE' });
  const moved = z.object({ id: z.string(), key: z.string() }).parse(body);
  await desk.host.settled();
  expect(moved.id).toBe(id);
  const seen = await desk.request(moved.key);
  expect([seen.issueKey, decisionOf(seen, 'proceed').state]).toEqual([moved.key, 'to-decide']);
});

it('an overridden step opens a gate only with a second person, and only for that very verdict', async () => {
  const ticket = await formSent(desk);
  await takeForm(desk, ticket.key);
  const attachmentId = await desk.attach('agent', ticket.key, 'short.asc', fileNamed('expires-too-early.asc'));
  await desk.act('agent', ticket.key, 'file.take', { role: 'encryption-key', attachmentId });
  expect(stepOf(await desk.request(ticket.key), 'encryption-key').state).toBe('fails');
  await desk.act('agent', ticket.key, 'step.override', { step: 'encryption-key', reason: 'Delivery is next week' });
  const { rev } = await desk.request(ticket.key);
  expect(await desk.refused('agent', ticket.key, 'step.confirm', { step: 'encryption-key', rev })).toBe('same-person');
  await desk.act('second-agent', ticket.key, 'step.confirm', { step: 'encryption-key', rev });
  expect(stepOf(await desk.request(ticket.key), 'encryption-key').state).toBe('overridden');
  await takeKey(desk, ticket.key, 'expired.asc');
  expect(stepOf(await desk.request(ticket.key), 'encryption-key').state).toBe('fails');
});

it('the panel and the gate agree on what keeps the hand-over shut', async () => {
  const { key } = await keyTaken(desk);
  await desk.move('agent', key, 'Start agreement');
  expect(await missing(key, 'Hand over to SRE')).toBe(1);
  expect((await desk.request(key)).turn).toMatchObject({ who: 'approver', what: { code: 'turn.decide.release' } });
});

// The last one, since it moves the clock by a month.
it('each guarded transition refuses what is missing and then lets pass, from the request to its end', async () => {
  const { key } = await desk.ticket();
  const steps: [string, string, () => Promise<unknown>][] = [
    [key, 'Start agreement', async () => {
      await desk.act('agent', key, 'facts.confirm', { rev: (await desk.request(key)).rev });
      await desk.act('agent', key, 'step.answer', { step: 'churn-risk', answer: 'no' });
      await approve(desk, key, 'proceed');
    }],
    [key, 'Hand over to SRE', async () => {
      await desk.act('agent', key, 'step.attest', { step: 'form-sent', link: 'https://forms.example.com/envelopes/1' });
      await sendReply(desk, key, 'form-and-key');
      await takeForm(desk, key);
      await takeKey(desk, key, sealedFileKey);
      expect(await missing(key, 'Hand over to SRE')).toBe(2);
      await takeSshKey(desk, key);
      await approve(desk, key, 'release');
    }],
  ];
  for (const [issue, transition, work] of steps) {
    expect(await desk.move('agent', issue, transition)).toBe(400);
    expect(await missing(issue, transition)).toBeGreaterThan(1);
    await work();
    expect(await missing(issue, transition)).toBe(0);
    expect(await desk.move('agent', issue, transition)).toBe(204);
  }

  const { done } = await desk.act('agent', key, 'hand-off.start');
  await desk.host.settled();
  const task = String(done?.params['task']);
  expect(await desk.move('sre', task, 'Start work')).toBe(204);

  expect(await desk.move('sre', task, 'Mark delivered')).toBe(400);
  await sendReply(desk, key, 'estimate');
  await beginWork(desk, key, task);
  await onTask(desk, task, 'delivery.record', goodRecord(key));
  expect(await shut(task, 'Mark delivered')).toContain('may object until 23 Nov');
  await desk.host.clock.set('2026-11-24T09:00:00.000Z');
  await onTask(desk, task, 'delivery.hand-details', { note: 'To Luis by telephone' });
  expect(await desk.move('sre', task, 'Mark delivered')).toBe(204);

  expect(await desk.move('sre', task, 'Dispose')).toBe(400);
  await sendReply(desk, key, 'ready');
  await onTask(desk, task, 'access.removed', { note: 'The account is gone' });
  await desk.act('agent', key, 'step.attest', { step: 'receipt', note: 'Luis wrote that it arrived' });
  expect(await shut(task, 'Dispose')).toContain('Nobody has asked for the disposal of the delivered dump.');
  await importToday(desk, [licence()], northwindMap);
  const disposal = await dueToday(desk, { key, task }, 'delivered-dump', [licence()], northwindMap);
  expect(await desk.move('sre', task, 'Dispose')).toBe(204);

  await desk.move('agent', key, 'Ask for confirmation');
  expect(await desk.move('agent', key, 'Resolve')).toBe(400);
  await onTask(desk, task, 'disposal.begin', { disposal, typed: northwindTenant });
  await onTask(desk, task, 'disposal.attest', await attestation(desk, key, disposal));
  expect(await shut(key, 'Resolve')).toContain('Certificate of disposal is issued');
  await desk.act('agent', key, 'disposal.certify', { disposal });
  await desk.host.settled();
  expect(await desk.move('agent', key, 'Resolve')).toBe(204);
  expect(await desk.move('agent', key, 'Close')).toBe(204);
  expect(attentionOf(await desk.request(key))).toEqual([]);
});
