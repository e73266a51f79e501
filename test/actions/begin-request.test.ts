// Shows that the task of a request never becomes a request of its own, and that a trail which went is not begun anew.
import { kvs } from '@forge/kvs';
import { beginRequest } from '../../src/actions/begin-request';
import { checkGate } from '../../src/actions/check-gate';
import { gateNames } from '../../src/procedure/request';
import { loadRequest, saveRequest } from '../../src/storage/requests';
import type { SmallApp } from '../local/forge/small-app';
import { released } from '../procedure/given';
import { changeOf, ownStorage } from '../storage/given';

const gone = { v: 1, issueKey: 'SUP-9', projectId: '20001', at: '2026-11-01T06:00:00.000Z', version: 1, ended: { ending: 'delivered', at: '2016-01-01T10:00:00.000Z' }, trail: { seq: 40, head: 'f'.repeat(64) } };
const fields = { summary: 'Copy of our data', created: '2016-01-01T10:00:00.000+0000', project: { id: '20001', key: 'SUP' }, issuetype: { name: 'Request' }, status: { id: '1', name: 'With SRE' } };

let app: SmallApp;
beforeEach(() => {
  app = ownStorage({ jira: (request) => (/\/issue\/(SUP-9|10009)$/.test(new URL(request.url).pathname) ? Response.json({ id: '10009', key: 'SUP-9', fields }) : new Response('{}', { status: 404 })) });
});
afterEach(() => app.close());

it('is none on the task of another request', async () => {
  await app.inside(() => saveRequest(changeOf(undefined, { ...released, task: { issueId: '30001', issueKey: 'SRE-1', at: '2026-11-19T10:00:00.000Z', textSeal: 's' } })));
  expect(await app.inside(() => beginRequest('30001', 'agent', 'data-dump'))).toMatchObject({ refusal: { code: 'is-a-task' } });
  expect(await app.inside(() => loadRequest('30001'))).toBeUndefined();
});

it('is none where one went with its trail: its ticket may be closed once more, and passes no other gate', async () => {
  await app.inside(() => kvs.set('tombstone#10009', gone));
  expect(await app.inside(() => beginRequest('10009', 'agent', 'data-dump'))).toMatchObject({ refusal: { code: 'trail-went' } });
  for (const gate of gateNames) expect([gate, (await app.inside(() => checkGate(gate, 'SUP-9'))).result]).toEqual([gate, gate === 'close']);
});
