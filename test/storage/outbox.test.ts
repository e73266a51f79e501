// Shows that an effect is kept until it has happened, and is attempted by one at a time, whoever asks and however often.
import { kvs } from '@forge/kvs';
import { claimEffect, effectsDue, loadEffect, postponeEffect, removeEffect, type Effect } from '../../src/storage/outbox';
import { saveRequest } from '../../src/storage/requests';
import type { SmallApp } from '../local/forge/small-app';
import { begun } from '../procedure/given';
import { changeOf, effect, ownStorage, stored } from './given';

const at = (minute: number): string => `2026-11-19T10:${String(minute).padStart(2, '0')}:00.000Z`;
const one = effect('create-task', { dueAt: at(0) });

let app: SmallApp;
beforeEach(() => {
  app = ownStorage();
});
afterEach(() => app.close());

const intend = (...effects: readonly Effect[]): Promise<string> => app.inside(() => saveRequest(changeOf(undefined, begun, { effects })));
const due = async (minute: number): Promise<readonly string[]> => (await app.inside(() => effectsDue(at(minute)))).map(({ id }) => id);
const claim = (from: Effect, minute: number): Promise<Effect | undefined> => app.inside(() => claimEffect(from, at(minute + 3), at(minute)));
const kept = (): Promise<Effect | undefined> => app.inside(() => loadEffect(one.id));

test('an effect is intended with the change that decides it, and due when its time has come', async () => {
  await intend(one, effect('later', { dueAt: at(30) }), effect('earlier', { dueAt: '2026-11-19T09:00:00.000Z' }));
  expect([await due(0), await due(30)]).toEqual([['10001#earlier', one.id], ['10001#earlier', one.id, '10001#later']]);
  expect(await kept()).toEqual(one);
});

describe('a claim', () => {
  beforeEach(() => intend(one));

  test('counts the attempt before it is made, and keeps the effect from everybody until the lease ends', async () => {
    const claimed = stored(await claim(one, 0));
    expect(claimed).toMatchObject({ attempts: 1, dueAt: at(3) });
    expect(await kept()).toEqual(claimed);
    expect([await due(2), await due(3)]).toEqual([[], [one.id]]);
  });

  test('of many at once is granted to one', async () => {
    const claims = await Promise.all(Array.from({ length: 8 }, () => claim(one, 0)));
    expect(claims.filter((claimed) => claimed !== undefined)).toHaveLength(1);
  });

  test('is refused to whoever loads the effect anew while another is at it', async () => {
    await claim(one, 0);
    expect(await claim(stored(await kept()), 2)).toBeUndefined();
    expect((await kept())?.attempts).toBe(1);
  });

  test('is granted again once the lease is over, for an attempt that died', async () => {
    await claim(one, 0);
    expect(await claim(stored(await kept()), 3)).toMatchObject({ attempts: 2 });
  });

  test('is refused for what an older reader saw, and for what is done', async () => {
    await claim(one, 0);
    expect(await claim(one, 10)).toBeUndefined();
    const again = stored(await claim(stored(await kept()), 10));
    await app.inside(() => removeEffect(one.id));
    expect(await claim(again, 20)).toBeUndefined();
    expect(await kept()).toBeUndefined();
  });

  test('goes by the clock of the function that asks', async () => {
    await app.clock.set('2026-11-19T09:59:00.000Z');
    expect(await app.inside(() => claimEffect(one, at(3)))).toBeUndefined();
    await app.clock.set('2026-11-19T10:00:01.000Z');
    expect(await app.inside(() => claimEffect(one, at(3)))).toMatchObject({ attempts: 1 });
  });
});

describe('an attempt that failed', () => {
  beforeEach(() => intend(one));

  test('is put back for later, by whoever made it', async () => {
    const claimed = stored(await claim(one, 0));
    await app.inside(() => postponeEffect(claimed, at(20)));
    expect([await due(19), await due(20)]).toEqual([[], [one.id]]);
  });

  test('is set aside where only a person can help, and is not due any more', async () => {
    const claimed = stored(await claim(one, 0));
    await app.inside(() => postponeEffect(claimed, at(1), 'stuck'));
    expect(await due(59)).toEqual([]);
    expect(await kept()).toMatchObject({ attempts: 1 });
  });

  test('changes nothing where somebody else has gone on with it since', async () => {
    const claimed = stored(await claim(one, 0));
    const next = stored(await claim(claimed, 5));
    await app.inside(() => postponeEffect(claimed, at(50), 'stuck'));
    expect(await kept()).toEqual(next);
  });
});

test('a fault of storage is thrown, and is no “somebody else has it”', async () => {
  await intend(one);
  app.faults.add({ target: 'kvs', match: 'POST /api/v1/transaction', how: 'answer-500' });
  await expect(claim(one, 0)).rejects.toThrow();
  expect(await kept()).toEqual(one);
});

test('a change that completes an effect takes it out in the same write', async () => {
  await intend(one);
  const row = await app.inside(() => kvs.entity('outbox').get(one.id));
  expect(row).toMatchObject({ v: 1, status: 'due', rev: 0 });
  const before = { request: changeOf(undefined, begun).after, pieceRevs: { intake: 1, checklist: 1, verdicts: 1, rulings: 1 } };
  expect(await app.inside(() => saveRequest(changeOf(before, before.request, { completed: [one.id] })))).toBe('saved');
  expect(await kept()).toBeUndefined();
});
