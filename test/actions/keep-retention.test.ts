// Shows what the daily run looks at again right before it lets go of something: what the index, or its own first look, no longer tells truly.
import { kvs } from '@forge/kvs';
import { change } from '../../src/actions/change';
import { keepRetention } from '../../src/actions/keep-retention';
import { leavesByPeriod } from '../../src/actions/let-go';
import { takenUpAgain } from '../../src/procedure/ending';
import { deskPlace } from '../../src/procedure/desk-row';
import type { SnapshotRequest } from '../../src/procedure/request';
import { writeSetBack } from '../../src/storage/checkpoints';
import { writeBringing } from '../../src/storage/holds';
import { loadRequest, saveRequest, type Change } from '../../src/storage/requests';
import { readTombstone } from '../../src/storage/tombstones';
import { chain, commit } from '../../src/trail/chain';
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

it('counts a file as gone by its period once that is over, and only where nothing keeps it', async () => {
  const leaves = (request: SnapshotRequest): Promise<boolean> => app.inside(() => leavesByPeriod({ request, pieceRevs: { intake: 1, checklist: 1, verdicts: 1, rulings: 1 } }, stored(withKeys.files['encryption-key']).attachmentId, now));
  const lately = { ...ended, ended: { ...act('agent'), ending: 'withdrawn' as const, reason: '' } };
  const flagged: SnapshotRequest = { ...ended, flags: [{ id: 'flag-1', code: 'raised-by-hand', subject: 's', params: {}, raised: act('agent') }] };
  expect([await leaves(ended), await leaves(lately), await leaves(flagged), await leaves(withKeys)]).toEqual([true, false, false, false]);
});

it('leaves a tombstone of a request whose trail goes, and no row of it', async () => {
  const went = { at: '2020-06-01T06:00:00.000Z', version: 1 };
  const old: SnapshotRequest = { ...begun, ended: { ...act('agent', '2010-01-06T10:00:00.000Z'), ending: 'withdrawn', reason: '' }, letGo: { form: went, key: went, addresses: went } };
  const said = { ref: `${begun.issueId}#1#0`, value: 'Call Dana', salt: 'ab'.repeat(16) };
  const event = chain({ requestId: begun.issueId, ...begun.trail }, { type: 'handover.written', detail: { emptied: false }, personal: [commit(said.ref, said.value, said.salt)] }, 'agent', now.toISOString());
  await kept({ ...old, trail: { seq: event.seq, head: event.hash } }, { event, persons: [said], mentions: [{ by: 'site', value: 'northwind.atlassian.net' }] });
  await run();
  expect(await app.inside(() => readTombstone(begun.issueId))).toMatchObject({ ended: { ending: 'withdrawn' }, trail: { seq: 1 } });
  const keys = await app.inside(() => Promise.all(['request', 'evidence', 'event', 'person', 'mention', 'outbox'].map(async (kind) => (await kvs.entity(kind).query().index('by-key').getMany()).results.map(({ key }) => key))));
  expect(keys.flat().filter((key) => !key.startsWith('rules:'))).toEqual([]);
});
