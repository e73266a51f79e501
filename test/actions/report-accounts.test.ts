// Shows that a round of reports goes on where the run before it stopped, however that ended, and begins anew within a week.
import { kvs } from '@forge/kvs';
import { reportHeldAccounts } from '../../src/actions/report-accounts';
import { readAbsences, writeAbsence } from '../../src/storage/absences';
import { readRound } from '../../src/storage/account-rounds';
import { saveRequest } from '../../src/storage/requests';
import type { SmallApp } from '../local/forge/small-app';
import { begun } from '../procedure/given';
import { changeOf, ownStorage } from '../storage/given';

const count = 450;
const issueIds = Array.from({ length: count }, (_, nth) => String(20_000 + nth));
const ofRequest = (issueId: string): string => `who-began-${issueId}`;
const day = (nth: number): Date => new Date(Date.parse('2026-11-21T06:00:00.000Z') + nth * 86_400_000);

let app: SmallApp;
let reported: string[];
let updates: Readonly<Record<string, 'closed' | 'updated'>>;
beforeEach(async () => {
  reported = [];
  updates = {};
  app = ownStorage({
    accountUpdates: (accounts) => {
      reported.push(...accounts.map(({ accountId }) => accountId));
      return accounts.flatMap(({ accountId }) => (updates[accountId] ? [{ accountId, status: updates[accountId] }] : []));
    },
  });
  await app.inside(async () => {
    for (const issueId of issueIds) await saveRequest(changeOf(undefined, { ...begun, issueId, begun: { by: ofRequest(issueId), at: begun.begun.at } }));
  });
});
afterEach(() => app.close());

const run = (on: Date, deadline = Infinity): Promise<void> => app.inside(() => reportHeldAccounts(deadline, on));
const missing = (): readonly string[] => issueIds.map(ofRequest).filter((one) => !reported.includes(one));

it('reports everybody once a round, and a round a week', async () => {
  await run(day(0));
  expect([missing(), (await app.inside(readRound))?.isOver]).toEqual([[], true]);
  const [once] = [reported.length];
  for (const nth of [1, 2, 3, 4, 5]) await run(day(nth));
  expect(reported).toHaveLength(once);
  await run(day(6));
  expect(reported).toHaveLength(2 * once);
});

it('goes on in the next run where one died or had no more time', async () => {
  await run(day(0), 0);
  expect(reported).toEqual([]);
  // The fourth call: three are of the first page of requests.
  app.faults.add({ target: 'outside', nth: 4, how: 'kill-invocation' });
  await expect(run(day(0))).rejects.toThrow();
  app.faults.clear();
  const before = new Set(reported);
  expect(missing().length).toBeGreaterThan(0);
  reported = [];
  await run(day(1));
  expect(issueIds.map(ofRequest).filter((one) => !before.has(one) && !reported.includes(one))).toEqual([]);
  // What was over is not done again.
  expect(reported).not.toContain(ofRequest('20000'));
  expect(await app.inside(readRound)).toMatchObject({ isOver: true, began: day(0).toISOString() });
});

it('is not held up by one request that cannot be read, and says that there was one', async () => {
  await app.inside(() => kvs.entity('evidence').set('20100#intake', { v: 9, rev: 1, data: {} }));
  await expect(run(day(0))).rejects.toThrow('1 requests');
  expect(missing()).toEqual([ofRequest('20100')]);
});

it('keeps an absence whose people are only called otherwise, and drops one whose account was closed', async () => {
  const away = (person: string): Parameters<typeof writeAbsence>[1] => ({ person, delegate: 'somebody', from: '2026-11-19', to: '2026-12-31' });
  await app.inside(async () => { for (const person of ['renamed', 'left']) await writeAbsence(begun.projectId, away(person)); });
  updates = { renamed: 'updated', left: 'closed' };
  await run(day(0));
  expect((await app.inside(() => readAbsences(begun.projectId))).map(({ person }) => person)).toEqual(['renamed']);
});
