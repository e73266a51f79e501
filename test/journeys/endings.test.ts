// Ends requests in every way, by whoever may and whoever may not, before and after SRE began, and takes an end back.
import { z } from 'zod';
import { approve, attentionOf, codesOf, decisionOf, formSent, luis, northwindNumber, openDesk, released, sendReply, stepOf, takeKey, tasks, verified, type Desk } from './desk';
import { askSre, beginWork, goodRecord, onTask, place, sealedFileKey, type SreView } from './sre-desk';

jest.setTimeout(120_000);

let desk: Desk;
beforeAll(async () => { desk = await openDesk({ name: 'endings' }); });
afterAll(() => desk.close());

const reason = 'Dana wrote that they no longer need it';
const end = (key: string, ending: string, who = 'agent', more: object = {}): Promise<string> => desk.refused(who, key, 'request.end', { ending, reason, ...more });

async function comments(issueKey: string): Promise<readonly { text: string; internal: boolean }[]> {
  const { body } = await desk.as('agent').send('GET', `/rest/api/3/issue/${issueKey}/comment`);
  const read = z.object({ comments: z.array(z.object({ body: z.unknown(), jsdPublic: z.boolean().optional(), properties: z.array(z.object({ key: z.string(), value: z.unknown() })).optional() })) }).parse(body);
  return read.comments.map((one) => ({ text: JSON.stringify(one.body), internal: one.jsdPublic === false || JSON.stringify(one.properties ?? []).includes('"internal":true') }));
}

const eventsOf = async (key: string): Promise<readonly string[]> => (await desk.trail(key)).lines.map(({ what }) => what.code);

const property = z.object({ value: z.record(z.string(), z.string()) });
async function mirrored(issueKey: string): Promise<Record<string, string>> {
  await desk.host.settled();
  return property.parse((await desk.as('admin').send('GET', `/rest/api/3/issue/${issueKey}/properties/snapshotDesk`)).body).value;
}

interface HandedOver { readonly key: string; readonly task: string }

async function handedOver(): Promise<HandedOver> {
  const { key } = await released(desk, undefined, sealedFileKey);
  const { done } = await desk.act('agent', key, 'hand-off.start');
  await desk.host.settled();
  await sendReply(desk, key, 'estimate');
  return { key, task: String(done?.params['task']) };
}

const later = async (day: string): Promise<void> => { await desk.host.clock.set(`${day}T09:00:00.000Z`); };

describe('an end', () => {
  it('is recorded once, voids what was approved, and leaves the customer to be told', async () => {
    const { key } = await formSent(desk);
    expect(await end(key, 'withdrawn', 'approver')).toBe('no-permission');
    expect(await end(key, 'withdrawn', 'agent', { reason: '' })).toBe('bad-input');
    expect(await Promise.all([end(key, 'withdrawn'), end(key, 'withdrawn')])).toEqual(['accepted', 'accepted']);
    expect(await end(key, 'withdrawn')).toBe('accepted');
    expect((await eventsOf(key)).filter((code) => code === 'event.request.ended')).toHaveLength(1);
    const seen = await desk.request(key);
    expect(seen.turn).toMatchObject({ who: 'nobody', what: { code: 'turn.ended', params: { ending: 'withdrawn' } } });
    expect(attentionOf(seen)).toEqual(['attention.ending-untold']);
    expect(decisionOf(seen, 'proceed').state).toBe('voided');
    expect(await mirrored(key)).toMatchObject({ turn: 'nobody', ending: 'withdrawn' });
    for (const [question, payload] of [['checks.run', {}], ['facts.set', { fact: 'country', value: 'France' }], ['hand-off.start', {}]] as const) expect(await desk.refused('agent', key, question, payload)).not.toBe('accepted');
    const reply = { reply: 'ended-withdrawn', text: 'We have withdrawn it.', strangersSeen: true };
    expect(await desk.refused('agent', key, 'reply.send', { ...reply, reply: 'estimate' })).toBe('ended');
    await sendReply(desk, key, 'ended-withdrawn');
    expect((await comments(key)).at(-1)).toMatchObject({ text: expect.stringContaining('we have withdrawn') as string, internal: false });
    expect(attentionOf(await desk.request(key))).toEqual([]);
    expect((await desk.gate(key, 'Start agreement')).result).toBe(false);
    expect((await desk.trail(key)).intact).toBe(true);
  });

  it('lets the ticket be closed at once where SRE had not begun', async () => {
    const { key } = await desk.ticket();
    expect(await desk.move('agent', key, 'End without delivery')).toBe(400);
    expect(await end(key, 'withdrawn')).toBe('accepted');
    expect(await desk.move('agent', key, 'End without delivery')).toBe(204);
    expect(attentionOf(await desk.request(key))).not.toContain('flag.past-gate.title');
    expect(await desk.refused('agent', key, 'request.reopen', { reason: 'Dana wants it after all' })).toBe('closed-already');
  });

  it('is that of the first of two people', async () => {
    const { key } = await desk.ticket();
    const told = await Promise.all([end(key, 'withdrawn'), end(key, 'refused', 'approver')]);
    expect([...told].sort()).toEqual(['accepted', 'ended']);
    expect((await eventsOf(key)).filter((code) => code === 'event.request.ended')).toHaveLength(1);
  });

  it('leaves a flag to be settled before the ticket is closed', async () => {
    const { key } = await desk.ticket();
    await desk.act('agent', key, 'flag.raise', { reason: 'Somebody else answered the phone' });
    expect(await end(key, 'withdrawn')).toBe('accepted');
    expect(await desk.gate(key, 'End without delivery')).toMatchObject({ result: false });
    expect((await desk.request(key, 'lead')).turn.what.code).toBe('turn.settle-flag');
    await desk.act('lead', key, 'flag.settle', { flag: 'flag-1', reason: 'It was her colleague' });
    expect((await desk.gate(key, 'End without delivery')).result).toBe(true);
  });
});

describe('a refusal', () => {
  it('is the word of whoever decides, and of nobody’s permission to run checks alone', async () => {
    const { key } = await verified(desk);
    expect(await end(key, 'refused', 'approver')).toBe('accepted');
    expect((await desk.request(key)).turn.what.params).toMatchObject({ ending: 'refused', two: 'no' });
  });

  it('by an agent ends the request only with a second person, and goes on until then', async () => {
    const { key } = await verified(desk);
    expect(await end(key, 'refused')).toBe('accepted');
    expect(await end(key, 'refused')).toBe('accepted');
    expect(await end(key, 'refused', 'second-agent')).toBe('refusal-proposed-already');
    const seen = await desk.request(key);
    expect(attentionOf(seen)).toContain('attention.refusal');
    expect(seen.turn.what.code).toBe('turn.decide.proceed');
    const proposed = String(seen.attention.find(({ id }) => id === 'refusal')?.why?.params['on'] && (seen.attention.find(({ id }) => id === 'refusal')?.why?.params['on'] as { moment: string }).moment);
    expect(await desk.refused('agent', key, 'refusal.confirm', { proposed })).toBe('same-person');
    expect(await desk.refused('second-agent', key, 'refusal.confirm', { proposed: '2026-01-01T00:00:00.000Z' })).toBe('facts-changed');
    expect(await desk.refused('second-agent', key, 'refusal.confirm', { proposed })).toBe('accepted');
    expect(await desk.refused('second-agent', key, 'refusal.confirm', { proposed })).toBe('accepted');
    expect((await desk.request(key)).turn.what.params).toMatchObject({ ending: 'refused', two: 'yes' });
    expect((await eventsOf(key)).filter((code) => code === 'event.request.ended')).toHaveLength(1);
  });

  it('can be dropped again', async () => {
    const { key } = await verified(desk);
    expect(await end(key, 'refused')).toBe('accepted');
    await desk.act('second-agent', key, 'refusal.drop');
    expect(attentionOf(await desk.request(key))).not.toContain('attention.refusal');
  });
});

describe('a duplicate', () => {
  it('names another open request of the desk, and never the one that it would leave without any', async () => {
    const [one, other, third, plain] = [await desk.ticket(), await desk.ticket(), await desk.ticket(), await desk.ticket({ requestType: 'General question' })];
    expect(await end(one.key, 'duplicate')).toBe('name-the-other');
    expect(await end(one.key, 'duplicate', 'agent', { duplicateOf: 'SUP-999999' })).toBe('no-such-ticket');
    expect(await end(one.key, 'duplicate', 'agent', { duplicateOf: 'not a key' })).toBe('bad-input');
    expect(await end(one.key, 'duplicate', 'agent', { duplicateOf: one.key })).toBe('duplicate-of-itself');
    expect(await end(one.key, 'duplicate', 'agent', { duplicateOf: plain.key })).toBe('not-of-this-desk');
    expect(await end(one.key, 'duplicate', 'agent', { duplicateOf: other.key.toLowerCase() })).toBe('accepted');
    expect(await end(other.key, 'duplicate', 'agent', { duplicateOf: one.key })).toBe('duplicate-of-each-other');
    expect(await end(other.key, 'duplicate', 'agent', { duplicateOf: third.key })).toBe('accepted');
    expect(await end(third.key, 'duplicate', 'agent', { duplicateOf: one.key })).toBe('duplicate-of-each-other');
    const prepared = await desk.ask('agent', one.key, 'reply.prepare', { reply: 'ended-duplicate' });
    expect(JSON.stringify(prepared)).toContain(`We go on with ${other.key}`);
  });

  it('of each other, said at once by two people, leaves no request without the other', async () => {
    const [one, other] = [await desk.ticket(), await desk.ticket()];
    await Promise.all([end(one.key, 'duplicate', 'agent', { duplicateOf: other.key }), end(other.key, 'duplicate', 'second-agent', { duplicateOf: one.key })]);
    const turns = [(await desk.request(one.key)).turn.what.code, (await desk.request(other.key)).turn.what.code];
    expect(turns.filter((code) => code === 'turn.ended').length).toBeLessThan(2);
  });
});

describe('a delivery', () => {
  it('that the recipient has cannot be withdrawn or expire; one that did not work can', async () => {
    const { key, task } = await handedOver();
    await beginWork(desk, key, task);
    await onTask(desk, task, 'delivery.record', goodRecord(key));
    await later('2026-11-25');
    await onTask(desk, task, 'delivery.hand-details', { note: 'By signed mail' });
    for (const ending of ['withdrawn', 'expired', 'refused']) expect(await end(key, ending, ending === 'refused' ? 'approver' : 'agent')).toBe('delivered-already');
    expect(await desk.refused('agent', key, 'delivery.did-not-work', { reason: 'Luis cannot open the second file' })).toBe('accepted');
    expect(await end(key, 'withdrawn')).toBe('accepted');
    expect((await onTask(desk, task, 'packet.open')).reports).toEqual(['clear-leftovers']);
  });

  it('is reported to be wrong from the ticket with the same refusals as from the task', async () => {
    const { key, task } = await handedOver();
    for (const question of ['delivery.did-not-work', 'delivery.mis-delivered']) {
      expect(await desk.refused('agent', key, question, { reason })).toBe('no-delivery');
      expect(await desk.refused('approver', key, question, { reason })).toBe('no-permission');
    }
    await beginWork(desk, key, task);
    await onTask(desk, task, 'delivery.record', goodRecord(key));
    await later('2026-11-30');
    await onTask(desk, task, 'delivery.hand-details', { note: 'By signed mail' });
    expect(stepOf(await desk.request(key), 'delivered').actions.map(({ action }) => action.do)).toEqual(expect.arrayContaining(['did-not-work', 'mis-delivered']));
    await desk.act('agent', key, 'delivery.mis-delivered', { reason: 'Another customer wrote that they have it' });
    expect(attentionOf(await desk.request(key))).toContain('flag.mis-delivery.title');
    expect((await onTask(desk, task, 'packet.open')).packet.standing).toBe('stop');
    expect((await eventsOf(key)).filter((code) => code === 'event.delivery.misdirected')).toHaveLength(1);
    expect(await desk.refused('agent', (await desk.ticket()).key, 'delivery.did-not-work', { reason })).toBe('no-packet');
  });
});

test('silence is counted in business days; the app proposes, a person ends', async () => {
  const quiet = await openDesk({ name: 'endings-silence' });
  try {
    const { key } = await formSent(quiet);
    const expire = (who = 'agent'): Promise<string> => quiet.refused(who, key, 'request.end', { ending: 'expired', reason: 'No answer to three letters' });
    expect(await expire()).toBe('not-silent-yet');
    // Twenty business days have passed, and on the next one it is more than twenty.
    await quiet.host.clock.set('2026-12-17T09:00:00.000Z');
    expect(attentionOf(await quiet.request(key))).not.toContain('attention.silent');
    expect(await expire()).toBe('not-silent-yet');
    await quiet.host.clock.set('2026-12-18T09:00:00.000Z');
    const seen = await quiet.request(key);
    expect(attentionOf(seen)).toContain('attention.silent');
    expect(seen.turn.who).toBe('customer');
    expect(await expire('approver')).toBe('no-permission');
    expect(await expire()).toBe('accepted');
    expect(attentionOf(await quiet.request(key))).toEqual(['attention.ending-untold']);
  } finally {
    await quiet.close();
  }
});

const missingAt = (seen: SreView, gate: string): readonly string[] => seen.gates.find((one) => one.gate === gate)?.missing?.map(({ code }) => code) ?? [];

describe('the SRE task', () => {
  it('is told to stop once, and its gates stay shut', async () => {
    const { key, task } = await handedOver();
    expect(await end(key, 'withdrawn')).toBe('accepted');
    expect(await end(key, 'withdrawn')).toBe('accepted');
    await desk.host.clock.advance({ minutes: 10 });
    await desk.host.settled();
    const told = await comments(task);
    expect(told).toHaveLength(1);
    expect(told[0]).toMatchObject({ text: expect.stringContaining(`STOP. ${key} was withdrawn`) as string, internal: true });
    expect(told[0]?.text).not.toContain(reason);
    const seen = await onTask(desk, task, 'packet.open');
    expect(seen).toMatchObject({ packet: { standing: 'stop', why: { code: 'turn.ended', params: { ending: 'withdrawn' } } }, reports: [] });
    expect(missingAt(seen, 'start-work')).toEqual(['missing.ended']);
    expect((await desk.gate(task, 'Start work')).result).toBe(false);
    for (const [question, payload] of [['work.start', { site: 'northwind.atlassian.net' }], ['delivery.record', goodRecord(key)]] as const) expect(await askSre(desk, task, question, payload)).toMatchObject({ ok: false, refusal: { code: 'ended' } });
    expect(await askSre(desk, task, 'leftovers.clear', { note: 'Nothing was there' })).toMatchObject({ refusal: { code: 'nothing-to-clear' } });
    expect(await desk.move('sre', task, 'End without delivery')).toBe(204);
  });

  it('keeps the ticket open until a second person confirms that what was made is deleted', async () => {
    const { key, task } = await handedOver();
    await beginWork(desk, key, task);
    await onTask(desk, task, 'delivery.record', goodRecord(key));
    expect(await end(key, 'withdrawn')).toBe('accepted');
    expect((await desk.request(key)).turn).toMatchObject({ who: 'sre', what: { code: 'turn.clear-leftovers' } });
    expect(await mirrored(key)).toMatchObject({ turn: 'sre' });
    expect(await desk.gate(key, 'End without delivery')).toMatchObject({ result: false, errorMessage: expect.stringContaining('not known to be deleted') as string });
    const note = `Shredded ${key}.7z.gpg, removed ${place.username}`;
    expect(await askSre(desk, task, 'leftovers.clear', { note }, 'agent')).toMatchObject({ refusal: { code: 'no-permission' } });
    const said = await onTask(desk, task, 'leftovers.clear', { note });
    expect(said.clearing).toMatchObject({ standing: 'to-confirm', byReader: true });
    const attested = said.clearing?.attested ?? '';
    expect(await askSre(desk, task, 'leftovers.confirm', { attested })).toMatchObject({ refusal: { code: 'same-person' } });
    expect(await askSre(desk, task, 'leftovers.confirm', { attested: '2026-01-01T00:00:00.000Z' }, 'second-sre')).toMatchObject({ refusal: { code: 'facts-changed' } });
    expect((await desk.gate(key, 'End without delivery')).result).toBe(false);
    expect((await desk.gate(task, 'End without delivery')).result).toBe(false);
    expect((await onTask(desk, task, 'leftovers.confirm', { attested }, 'second-sre')).clearing).toMatchObject({ standing: 'cleared' });
    await onTask(desk, task, 'leftovers.confirm', { attested }, 'second-sre');
    expect((await eventsOf(key)).filter((code) => code.startsWith('event.leftovers'))).toEqual(['event.leftovers.confirmed', 'event.leftovers.cleared']);
    expect((await desk.request(key)).turn.who).toBe('nobody');
    expect((await desk.gate(key, 'End without delivery')).result).toBe(true);
    expect((await desk.gate(task, 'End without delivery')).result).toBe(true);
  });

  it('is not made after the end, whatever was under way', async () => {
    const { key } = await released(desk);
    const before = (await tasks(desk)).length;
    desk.host.faults.add({ target: 'product', match: 'POST /rest/api/3/issue', how: 'answer-503' });
    await desk.refused('agent', key, 'hand-off.start');
    expect(await end(key, 'withdrawn')).toBe('accepted');
    desk.host.faults.clear();
    for (let passed = 0; passed < 6; passed += 1) await desk.host.clock.advance({ minutes: 10 });
    await desk.host.settled();
    expect(await tasks(desk)).toHaveLength(before);
    expect((await desk.request(key)).task).toBeUndefined();
  });

  it('that Jira made while the request ended is told to stop', async () => {
    const { key } = await released(desk);
    desk.host.faults.add({ target: 'product', match: 'POST /rest/api/3/issue', how: 'perform-then-hang' });
    const click = desk.refused('agent', key, 'hand-off.start').catch(() => 'died');
    await new Promise((resolve) => setTimeout(resolve, 600));
    expect(await end(key, 'withdrawn')).toBe('accepted');
    await click;
    desk.host.faults.clear();
    for (let passed = 0; passed < 6; passed += 1) await desk.host.clock.advance({ minutes: 10 });
    await desk.host.settled();
    const { task } = await desk.request(key);
    expect(task).toBeDefined();
    expect((await comments(task?.issueKey ?? '')).filter(({ text }) => text.includes('STOP.'))).toHaveLength(1);
  });

  it('is not made of a release that the request outlived', async () => {
    const { key } = await released(desk);
    expect(await end(key, 'duplicate', 'agent', { duplicateOf: (await desk.ticket()).key })).toBe('accepted');
    expect(await desk.refused('agent', key, 'hand-off.start')).toBe('gate-shut');
    const { key: second } = await released(desk);
    const [ended, handed] = await Promise.all([end(second, 'withdrawn'), desk.refused('agent', second, 'hand-off.start')]);
    await desk.host.settled();
    expect(ended).toBe('accepted');
    const { task } = await desk.request(second);
    if (handed !== 'accepted' || !task) expect(task).toBeUndefined();
    else expect((await comments(task.issueKey)).filter(({ text }) => text.includes('STOP.'))).toHaveLength(1);
  });
});

describe('an end that is taken back', () => {
  it('goes on where it was, but for what had been approved and what was deleted', async () => {
    const { key, task } = await handedOver();
    await beginWork(desk, key, task);
    await onTask(desk, task, 'delivery.record', goodRecord(key));
    expect(await end(key, 'withdrawn')).toBe('accepted');
    const { clearing } = await onTask(desk, task, 'leftovers.clear', { note: 'Deleted' });
    await onTask(desk, task, 'leftovers.confirm', { attested: clearing?.attested ?? '' }, 'second-sre');
    expect(await desk.refused('approver', key, 'request.reopen', { reason })).toBe('no-permission');
    await desk.act('agent', key, 'request.reopen', { reason: 'Dana needs it after all' });
    await desk.act('agent', key, 'request.reopen', { reason: 'Dana needs it after all' });
    const seen = await desk.request(key);
    expect([decisionOf(seen, 'proceed').state, decisionOf(seen, 'release').state]).toEqual(['voided', 'voided']);
    expect(attentionOf(seen)).toContain('attention.voided');
    expect(stepOf(seen, 'work-started').state).toBe('open');
    expect(stepOf(seen, 'files-recorded').state).toBe('open');
    expect((await onTask(desk, task, 'packet.open')).packet).toMatchObject({ standing: 'stop', why: { code: 'packet.stop.taken-up' } });
    expect((await comments(task)).map(({ text }) => /STOP|taken up again/.exec(text)?.[0])).toEqual(['STOP', 'taken up again']);
    await approve(desk, key, 'proceed');
    await approve(desk, key, 'release');
    expect((await onTask(desk, task, 'packet.open')).packet.standing).toBe('equals');
    expect((await eventsOf(key)).filter((code) => code === 'event.request.reopened')).toHaveLength(1);
    expect((await desk.trail(key)).intact).toBe(true);
  });
});

describe('a word to SRE that was held up', () => {
  it('is not said once the request has been taken up again', async () => {
    const { key, task } = await handedOver();
    desk.host.faults.add({ target: 'product', match: 'POST /rest/api/3/issue/*/comment', how: 'answer-503', times: 2 });
    expect(await end(key, 'withdrawn')).toBe('accepted');
    await desk.act('agent', key, 'request.reopen', { reason: 'Dana needs it after all' });
    await desk.host.settled();
    desk.host.faults.clear();
    await desk.host.clock.advance({ hours: 1 });
    await desk.host.settled();
    expect((await comments(task)).map(({ text }) => /STOP|taken up again/.exec(text)?.[0])).toEqual(['taken up again']);
  });
});

describe('the next request of this customer', () => {
  it.each([['withdrawn', 'withdrawn-before'], ['refused', 'refused-before'], ['duplicate', 'duplicate-before']])('reads that this one was %s', async (ending, code) => {
    const own = await openDesk({ name: `endings-${ending}` });
    try {
      const [first, other] = [await own.ticket({ fields: { SEN: northwindNumber } }), await own.ticket()];
      await own.act(ending === 'refused' ? 'approver' : 'agent', first.key, 'request.end', { ending, reason, ...(ending === 'duplicate' && { duplicateOf: other.key }) });
      expect(codesOf(await own.request((await verified(own)).key), 'previous-requests')).toContain(code);
    } finally {
      await own.close();
    }
  });
});

test('who is erased is erased from the reason too', async () => {
  const { key } = await verified(desk);
  await desk.act('agent', key, 'request.end', { ending: 'withdrawn', reason: `${luis} said so` });
  await desk.act('admin', key, 'person.erase', { whom: luis, reason: 'person-asked' });
  const { ok, ...told } = await desk.ask('admin', key, 'trail.export', { format: 'jsonl' });
  expect(ok).toBe(true);
  expect(JSON.stringify(told)).not.toContain(luis);
});

test('a key that is taken after the end is refused', async () => {
  const { key } = await formSent(desk);
  expect(await end(key, 'withdrawn')).toBe('accepted');
  await expect(takeKey(desk, key)).rejects.toThrow('ended');
});

test('nothing is purged for a request that was withdrawn', async () => {
  const ticket = await desk.ticket({ requestType: 'Offboarding export' });
  const { rev } = await desk.request(ticket.key);
  await desk.act('agent', ticket.key, 'facts.confirm', { rev });
  expect(await end(ticket.key, 'withdrawn')).toBe('accepted');
  const asked = { profile: 'tenant-systems', systems: ['Production database'], reason, typed: 'x', seal: 'a'.repeat(64), decider: desk.host.jira.accountIdOf('lead@example.com'), waitsUntil: '2027-01-29' };
  expect(await desk.refused('lead', ticket.key, 'disposal.ask', asked)).toBe('ended');
});
