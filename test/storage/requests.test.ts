// Shows how a request is written and read: whole or not at all, by one writer at a time, its events in order, found by what it mentions.
import { kvs } from '@forge/kvs';
import { mentionsOf } from '../../src/procedure/upkeep';
import { countRunning, findMentions, loadEvents, loadRequest, requestOfTask, saveRequest, wasWrittenBy, type Change, type Mention } from '../../src/storage/requests';
import { verifyChain } from '../../src/trail/chain';
import type { SmallApp } from '../local/forge/small-app';
import { act, begun, handedOver, released, withFacts } from '../procedure/given';
import { changeOf, effect, ownStorage, stored } from './given';

let app: SmallApp;
beforeEach(() => {
  app = ownStorage();
});
afterEach(() => app.close());

const save = (change: Change): Promise<string> => app.inside(() => saveRequest(change));
const load = (issueId = '10001'): ReturnType<typeof loadRequest> => app.inside(() => loadRequest(issueId));
const current = async (): Promise<NonNullable<Awaited<ReturnType<typeof load>>>> => stored(await load());

describe('a request', () => {
  test('is read as it was written, with the revision of each of its pieces', async () => {
    expect(await load()).toBeUndefined();
    const change = changeOf(undefined, released);
    expect(await save(change)).toBe('saved');
    expect(await load()).toEqual({ request: change.after, pieceRevs: { intake: 1, checklist: 1, verdicts: 1, rulings: 1 } });
  });

  test('is written in the pieces that changed, and no others', async () => {
    await save(changeOf(undefined, released));
    const first = await current();
    await save(changeOf(first, { ...first.request, handover: { ...act('agent'), text: 'call them' } }));
    const second = await current();
    expect(second.pieceRevs).toEqual({ intake: 1, checklist: 2, verdicts: 1, rulings: 1 });
    await save(changeOf(second, withFacts(second.request, { country: 'France' })));
    expect((await current()).pieceRevs).toEqual({ intake: 3, checklist: 2, verdicts: 1, rulings: 1 });
  });

  test('loses nothing that is taken away from it', async () => {
    await save(changeOf(undefined, { ...released, waiting: { since: '2026-11-19', reply: 'estimate' }, handover: { ...act('agent'), text: 'x' } }));
    const before = await current();
    const { waiting: _answered, handover: _gone, ...rest } = before.request;
    await save(changeOf(before, rest));
    expect((await current()).request).toEqual({ ...rest, rev: 2, trail: (await current()).request.trail });
  });
});

describe('of two writers', () => {
  test('who begin a request exactly one does', async () => {
    const outcomes = await Promise.all(['one', 'other', 'third'].map((changeId) => save(changeOf(undefined, begun, { changeId }))));
    expect(outcomes.filter((outcome) => outcome === 'saved')).toHaveLength(1);
    expect(outcomes.filter((outcome) => outcome === 'conflict')).toHaveLength(2);
  });

  test('who saw the same revision exactly one is saved, and nothing of the other is there', async () => {
    await save(changeOf(undefined, begun));
    const seen = await current();
    const writers = ['one', 'other'].map((changeId) => changeOf(seen, { ...seen.request, handover: { ...act(changeId), text: changeId } }, { changeId, effects: [effect(changeId)], persons: [{ ref: `10001#2#${changeId}`, value: changeId, salt: 's' }] }));
    const outcomes = await Promise.all(writers.map((change) => save(change)));
    expect([...outcomes].sort()).toEqual(['conflict', 'saved']);
    const winner = outcomes[0] === 'saved' ? 'one' : 'other';
    const { request } = await current();
    expect([request.handover?.text, request.rev]).toEqual([winner, 2]);
    expect(await Promise.all(['one', 'other'].map((changeId) => app.inside(() => wasWrittenBy(changeId, '10001', 2))))).toEqual(['one', 'other'].map((changeId) => changeId === winner));
    const kept = await app.inside(async () => (await Promise.all(['one', 'other'].map((name) => kvs.entity('outbox').get(`10001#${name}`)))).map((row) => row !== undefined));
    expect(kept).toEqual([winner === 'one', winner === 'other']);
  });

  test('an older one is told of the conflict, however late it comes', async () => {
    await save(changeOf(undefined, begun));
    const seen = await current();
    await save(changeOf(seen));
    expect(await save(changeOf(seen))).toBe('conflict');
  });
});

describe('storage that fails', () => {
  test('before the write leaves everything as it was', async () => {
    await save(changeOf(undefined, begun));
    const seen = await current();
    app.faults.add({ target: 'kvs', match: 'POST /api/v1/transaction', how: 'answer-500' });
    await expect(save(changeOf(seen, released))).rejects.toThrow();
    expect(await current()).toEqual(seen);
  });

  test('after the write is found out by the change’s own id', async () => {
    app.faults.add({ target: 'kvs', match: 'POST /api/v1/transaction', how: 'perform-then-500' });
    await expect(save(changeOf(undefined, released))).rejects.toThrow();
    const { seq } = (await current()).request.trail;
    expect(await app.inside(() => wasWrittenBy(`change-${seq}`, '10001', seq))).toBe(true);
    expect(await app.inside(() => wasWrittenBy('somebody-else', '10001', seq))).toBe(false);
  });

  test('while reading is a fault, never “no request”', async () => {
    await save(changeOf(undefined, begun));
    app.faults.add({ target: 'kvs', how: 'answer-500', times: 10 });
    await expect(load()).rejects.toThrow();
  });
});

describe('rows that were read across a write of somebody else', () => {
  const tear = (rev: number): Promise<void> => app.inside(() => kvs.entity('evidence').set('10001#verdicts', { v: 1, rev, data: { verdicts: {} } }));

  test('are read again', async () => {
    await save(changeOf(undefined, released));
    const whole = await current();
    await tear(7);
    const reading = app.inside(async () => {
      const [read] = await Promise.all([loadRequest('10001'), kvs.entity('evidence').set('10001#verdicts', { v: 1, rev: 1, data: { verdicts: whole.request.verdicts } })]);
      return read;
    });
    expect(await reading).toEqual(whole);
  });

  test('that never fit are a fault, and so are rows that are missing or of a later schema', async () => {
    await save(changeOf(undefined, released));
    await tear(7);
    await expect(load()).rejects.toThrow('do not belong to one revision');
    await app.inside(() => kvs.entity('evidence').delete('10001#verdicts'));
    await expect(load()).rejects.toThrow('do not belong to one revision');
    await app.inside(() => kvs.entity('evidence').set('10001#verdicts', { v: 2, rev: 1, data: {} }));
    await expect(load()).rejects.toThrow();
  });
});

describe('a transaction', () => {
  test('of the largest change there is stays below what storage takes at once', async () => {
    const licences = Array.from({ length: 10 }, (_, at) => `SEN-${at}`);
    await save(changeOf(undefined, begun));
    const seen = await current();
    const after = withFacts({ ...handedOver, handover: { ...act('agent'), text: 'x' } }, { licences });
    const change = changeOf(seen, after, {
      mentions: mentionsOf(after, () => false),
      persons: [{ ref: '10001#2#0', value: 'x', salt: 's' }],
      effects: [effect('create-task'), effect('mirror')],
      completed: ['10001#done'],
    });
    expect(await save(change)).toBe('saved');
    const parts = { hot: 1, event: 1, uncovered: 1, pieces: 4, persons: 1, mentions: change.mentions.length, effects: 2, completed: 1, task: 1 };
    expect(Object.values(parts).reduce((sum, count) => sum + count)).toBeLessThan(25);
  });

  test('of an ordinary change is small', async () => {
    await save(changeOf(undefined, released));
    const seen = await current();
    app.traffic.clear();
    await save(changeOf(seen, { ...seen.request, handover: { ...act('agent'), text: 'x' } }));
    expect(app.traffic.costs().map(({ kvsOperations }) => kvsOperations)).toEqual([1]);
    expect(app.traffic.costs()[0]?.kvsWrittenBytes).toBeLessThan(5_000);
  });
});

describe('the trail', () => {
  test('has one row for each change, in order, a page at a time', async () => {
    await save(changeOf(undefined, begun));
    for (let nth = 2; nth <= 5; nth += 1) await save(changeOf(await current()));
    const [newest, earlier, all] = await app.inside(() => Promise.all([loadEvents('10001', { limit: 2 }), loadEvents('10001', { before: 4, limit: 2 }), loadEvents('10001', { limit: 50 })]));
    expect([newest, earlier].map((page) => page.map(({ seq }) => seq))).toEqual([[4, 5], [2, 3]]);
    expect(verifyChain('10001', all)).toMatchObject({ verdict: 'consistent', head: { seq: 5, head: (await current()).request.trail.head } });
  });

  test('is never written over: an event whose row exists is a conflict', async () => {
    const change = changeOf(undefined, begun);
    await save(change);
    await app.inside(() => kvs.entity('request').delete('request#10001'));
    expect(await save(change)).toBe('conflict');
    expect(await app.inside(() => loadEvents('10001', { limit: 10 }))).toEqual([change.event]);
  });
});

test('a request is found by its task, from the change that made it', async () => {
  await save(changeOf(undefined, released));
  expect(await app.inside(() => requestOfTask('30001'))).toBeUndefined();
  await save(changeOf(await current(), handedOver));
  expect(await app.inside(() => requestOfTask('30001'))).toBe('10001');
});

describe('requests that mention the same', () => {
  const begin = (issueId: string, at: string, mentions: readonly Mention[]): Promise<string> => {
    const change = changeOf(undefined, { ...begun, issueId });
    return save({ ...change, event: { ...change.event, at }, mentions });
  };

  test('are found newest first, by exactly that', async () => {
    const licence = { by: 'licence', value: 'SEN-1' } as const;
    await begin('1', '2026-01-01T00:00:00.000Z', [licence, { by: 'site', value: 'a.atlassian.net' }]);
    await begin('2', '2026-02-01T00:00:00.000Z', [licence]);
    await begin('3', '2026-03-01T00:00:00.000Z', [{ by: 'licence', value: 'SEN-12' }, { by: 'domain', value: 'SEN-1' }]);
    const found = await app.inside(() => Promise.all([findMentions(licence), findMentions({ by: 'site', value: 'a.atlassian.net' }), findMentions({ by: 'site', value: 'b.atlassian.net' })]));
    expect(found.map((each) => each.map(({ request }) => request))).toEqual([['2', '1'], ['1'], []]);
  });

  test('are found by what an address in other letters was', async () => {
    await begin('1', '2026-01-01T00:00:00.000Z', [{ by: 'domain', value: 'bücher.example' }]);
    expect(await app.inside(() => findMentions({ by: 'domain', value: 'bücher.example' }))).toHaveLength(1);
  });
});

test('running requests are those that are somebody’s turn, in their own project', async () => {
  const begin = (issueId: string, turn: 'agent' | 'sre' | 'nobody', projectId = '20001'): Promise<string> => save({ ...changeOf(undefined, { ...begun, issueId, projectId }), index: { stage: 'intake', turn } });
  await begin('1', 'agent');
  await begin('2', 'sre');
  await begin('3', 'nobody');
  await begin('4', 'agent', '20002');
  expect(await app.inside(() => Promise.all([countRunning('20001'), countRunning('20002'), countRunning('20003')]))).toEqual([2, 1, 0]);
});
