// Shows what the daily run looks at again right before it lets go of something: what the index, or its own first look, no longer tells truly.
import { change } from '../../src/actions/change';
import { keepRetention } from '../../src/actions/keep-retention';
import { takenUpAgain } from '../../src/procedure/ending';
import { deskPlace } from '../../src/procedure/desk-row';
import type { SnapshotRequest } from '../../src/procedure/request';
import { writeSetBack } from '../../src/storage/checkpoints';
import { writeBringing } from '../../src/storage/holds';
import { loadRequest, saveRequest, type Change } from '../../src/storage/requests';
import type { SmallApp } from '../local/forge/small-app';
import { act, begun, now, rules, withKeys } from '../procedure/given';
import { changeOf, effect, ownStorage, stored } from '../storage/given';

/** Long enough ago for everything but the trail. */
const ended: SnapshotRequest = { ...begun, files: withKeys.files, ended: { ...act('agent', '2020-01-06T10:00:00.000Z'), ending: 'withdrawn', reason: 'They need it no more' } };

let app: SmallApp;
let whenDeleted: () => Promise<unknown>;
beforeEach(() => {
  whenDeleted = () => Promise.resolve();
  app = ownStorage({
    jira: async ({ method }) => {
      if (method === 'DELETE') await whenDeleted();
      return new Response('{}', { status: 404 });
    },
  });
});
afterEach(() => app.close());

const kept = (request = ended, more: Partial<Change> = {}): Promise<unknown> => app.inside(() => saveRequest(changeOf(undefined, request, more)));
const run = (): Promise<void> => app.inside(() => keepRetention(Infinity, now));
const gone = async (): Promise<readonly string[]> => Object.keys(stored(await app.inside(() => loadRequest(begun.issueId))).request.letGo ?? {});

it('lets go of what has been kept for long enough', async () => {
  await kept();
  await run();
  expect(await gone()).toEqual(['form', 'key', 'addresses']);
});

it('lets go of nothing while storage is an old copy', async () => {
  await kept();
  await app.inside(() => writeSetBack({ no: 1, at: now.toISOString() }));
  await run();
  expect(await gone()).toEqual([]);
});

it('lets go of nothing while a desk is being brought in', async () => {
  await kept();
  await app.inside(() => writeBringing({ rev: 0, file: 'f', schema: 1, by: 'admin', at: now.toISOString(), last: now.toISOString(), claim: 1, soFar: { no: 0, hash: 'h', counts: {} } }));
  await run();
  expect(await gone()).toEqual([]);
});

it('lets go of nothing while something outside is still to be carried out', async () => {
  await kept(ended, { effects: [effect('mirror')] });
  await run();
  expect(await gone()).toEqual([]);
});

it('lets go of nothing of a request that the index still has among those that are over', async () => {
  const flagged: SnapshotRequest = { ...ended, flags: [{ id: 'flag-1', code: 'raised-by-hand', subject: 's', params: {}, raised: act('agent') }] };
  await kept(flagged, { desk: deskPlace(ended, rules, now) });
  await run();
  expect(await gone()).toEqual([]);
});

it('lets go of nothing more where a request is taken up again while its files are deleted', async () => {
  await kept();
  whenDeleted = () => change(begun.issueId, 'agent', ({ request }) => (request.ended ? { request: takenUpAgain(request), happening: { type: 'request.reopened', detail: { ending: 'withdrawn' } } } : { unchanged: true }));
  await run();
  expect(await gone()).toEqual([]);
});
