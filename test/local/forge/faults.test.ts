// Shows each way in which a chosen call can be made to go wrong.
import api, { route } from '@forge/api';
import kvs from '@forge/kvs';
import type { FaultRequest } from '../../../local/forge/faults';
import { smallApp, type SmallApp } from './small-app';

let app: SmallApp;
let performed: string[];
beforeEach(() => {
  performed = [];
  app = smallApp({
    manifest: { permissions: { scopes: ['storage:app', 'read:jira-work', 'write:jira-work'] } },
    limits: { userInvocationMs: 100 },
    jira: (request) => {
      performed.push(`${request.method} ${new URL(request.url).pathname}`);
      return Response.json({});
    },
  });
});
afterEach(() => app.close());

const create = async (): Promise<number> => (await api.asApp().requestJira(route`/rest/api/3/issue`, { method: 'POST', body: '{}' })).status;
const ISSUE = 'POST /rest/api/3/issue';

it.each<[FaultRequest['how'], string | number, number]>([
  ['answer-500', 500, 0],
  ['answer-503', 503, 0],
  ['429', 429, 0],
  ['429-bare', 429, 0],
  ['never-send', 'fetch failed', 0],
  ['drop-answer', 'fetch failed', 1],
  ['perform-then-500', 500, 1],
  ['kill-invocation', 'main: killed by a fault', 0],
  ['perform-then-kill', 'main: killed by a fault', 1],
  ['hang', 'main ran longer than 0.1 seconds', 0],
  ['perform-then-hang', 'main ran longer than 0.1 seconds', 1],
])('%s', async (how, seen, carriedOut) => {
  app.faults.add({ target: 'product', match: ISSUE, how });
  const outcome = await app.inside(() => create().catch((failure: unknown) => (failure as Error).message)).catch((failure: unknown) => (failure as Error).message);
  expect([outcome, performed.length]).toEqual([seen, carriedOut]);
  performed = [];
  expect(await app.inside(create)).toBe(200);
});

it('hits the chosen call of its kind and no other', async () => {
  app.faults.add({ target: 'product', match: 'POST /rest/api/3/issue*', nth: 2, times: 2, how: 'answer-500' });
  const statuses = await app.inside(async () => {
    await kvs.set('k', 1);
    return [await create(), await create(), await create(), await create()];
  });
  expect(statuses).toEqual([200, 500, 500, 200]);
  expect(app.faults.list()).toEqual([{ seen: 4, hit: 2, how: 'answer-500', match: 'POST /rest/api/3/issue*' }]);
});

it('can stop an action between any two of its calls', async () => {
  const action = async (): Promise<void> => {
    await kvs.set('a', 1);
    await create();
    await kvs.set('b', 1);
  };
  const left: unknown[] = [];
  for (const nth of [1, 2, 3]) {
    performed = [];
    await app.inside(() => kvs.batchDelete([{ key: 'a' }, { key: 'b' }]));
    app.faults.add({ nth, how: 'kill-invocation' });
    await expect(app.inside(action)).rejects.toThrow('killed');
    app.faults.clear();
    left.push([await app.inside(() => kvs.get('a')), performed.length, await app.inside(() => kvs.get('b'))]);
  }
  expect(left).toEqual([[undefined, 0, undefined], [1, 0, undefined], [1, 1, undefined]]);
});

it('fails storage as well', async () => {
  app.faults.add({ target: 'kvs', match: 'POST /api/v1/transaction', how: 'perform-then-500' });
  await expect(app.inside(() => kvs.transact().set('k', 1).execute())).rejects.toThrow('a fault answers 500');
  expect(await app.inside(() => kvs.get('k'))).toBe(1);
});
