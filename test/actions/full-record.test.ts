// Shows that a request whose record has no more room refuses what would not fit, keeps what it has, and can still be ended.
import { change } from '../../src/actions/change';
import { loadRequest, saveRequest } from '../../src/storage/requests';
import type { SmallApp } from '../local/forge/small-app';
import { act, begun } from '../procedure/given';
import { changeOf, ownStorage, stored } from '../storage/given';

let app: SmallApp;
beforeEach(async () => {
  app = ownStorage();
  // Written within 1 KiB of what a row may hold, as no person could by one act.
  const nearlyFull = { ...begun, handover: { ...act('agent'), text: 'x'.repeat(239 * 1024) } };
  await app.inside(() => saveRequest(changeOf(undefined, nearlyFull)));
});
afterEach(() => app.close());

const { issueId } = begun;
const handOver = (text: string): ReturnType<typeof change> =>
  change(issueId, 'agent', ({ request }) => ({ request: { ...request, handover: { ...act('agent'), text: `${request.handover?.text ?? ''}${text}` } }, happening: { type: 'handover.written', detail: { emptied: false } } }));

it('refuses with its own sentence, and nothing of the change is there', async () => {
  await app.inside(async () => {
    const before = stored(await loadRequest(issueId));
    expect(await handOver('y'.repeat(2048))).toEqual({ refusal: { code: 'request-full', params: {} } });
    expect(await loadRequest(issueId)).toEqual(before);
    expect(await handOver('y')).not.toHaveProperty('refusal');
  });
});

it('can still be ended', async () => {
  await app.inside(async () => {
    const ended = { ending: 'withdrawn' as const, by: 'agent', at: '2026-11-21T10:00:00.000Z', reason: 'no longer wanted' };
    await change(issueId, 'agent', ({ request }) => ({ request: { ...request, ended }, happening: { type: 'request.ended', detail: { ending: 'withdrawn' } } }));
    expect(stored(await loadRequest(issueId)).request.ended).toEqual(ended);
  });
});
