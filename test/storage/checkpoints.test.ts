// Shows that a checkpoint covers what it sealed and nothing that came since, and that one number stands for one checkpoint.
import { keepCheckpoint, markCovered, readCheckpoint, uncoveredHeads } from '../../src/storage/checkpoints';
import { loadRequest, saveRequest } from '../../src/storage/requests';
import { sealHeads } from '../../src/trail/checkpoint';
import type { SmallApp } from '../local/forge/small-app';
import { begun } from '../procedure/given';
import { changeOf, ownStorage, stored } from './given';

let app: SmallApp;
beforeEach(() => { app = ownStorage(); });
afterEach(() => app.close());

it('leaves a trail that went on since among those that wait', async () => {
  await app.inside(async () => {
    await saveRequest(changeOf(undefined));
    const [sealed] = await uncoveredHeads();
    await saveRequest(changeOf(stored(await loadRequest(begun.issueId))));
    await markCovered(stored(sealed), 1);
    expect((await uncoveredHeads()).map(({ seq }) => seq)).toEqual([2]);
    await markCovered(stored((await uncoveredHeads())[0]), 2);
    expect(await uncoveredHeads()).toEqual([]);
  });
});

it('keeps the first of two runs that seal at once', async () => {
  await app.inside(async () => {
    const [first, second] = ['a', 'b'].map((digit) => sealHeads(undefined, [{ requestId: begun.issueId, seq: 1, head: digit.repeat(64) }], '2026-11-19T02:00:00.000Z'));
    expect([await keepCheckpoint(stored(first)), await keepCheckpoint(stored(second))]).toEqual([true, false]);
    expect((await readCheckpoint(1))?.hash).toBe(first?.hash);
  });
});
