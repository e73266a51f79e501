// Shows that the desk reads requests from its indexes alone, page by page, each request where its place says.
import { kvs } from '@forge/kvs';
import { z } from 'zod';
import { planQuery, type DeskAsk } from '../../src/procedure/desk-query';
import type { DeskPlace } from '../../src/procedure/desk-row';
import type { Stage, Turn } from '../../src/procedure/request';
import { listHeldSince, listRequests } from '../../src/storage/desk';
import { loadRequest, saveRequest } from '../../src/storage/requests';
import type { SmallApp } from '../local/forge/small-app';
import { begun } from '../procedure/given';
import { changeOf, ownStorage } from './given';

let app: SmallApp;
const lapse = { today: '2026-11-19', stuckBy: '2026-11-16' };

type Way = Partial<DeskPlace> & { readonly stage?: Stage; readonly turn?: Turn; readonly project?: string };

async function keep(issueId: string, { stage = 'keys', turn = 'agent', project = '20001', ...more }: Way = {}): Promise<void> {
  const change = changeOf(undefined, { ...begun, issueId, issueKey: `SUP-${issueId}`, projectId: project, stays: [{ stage: 'intake', from: begun.begun.at }] });
  await app.inside(() => saveRequest({ ...change, index: { stage, turn }, desk: { ...change.desk, ...more } }));
}

const find = async (ask: Partial<DeskAsk> = {}, limit = 100, cursor?: string): Promise<{ readonly ids: readonly string[]; readonly cursor: string | undefined }> => {
  const page = await app.inside(() => listRequests('20001', planQuery({ standing: 'open', sort: 'due', ...ask }, lapse), { limit, cursor }));
  return { ids: page.rows.map(({ issueId }) => issueId), cursor: page.cursor };
};

beforeAll(async () => {
  app = ownStorage();
  await keep('1', { due: '2026-11-18', place: '3#2026-11-18', since: '2026-11-10', at: '2026-11-03T09:00:00.000Z' });
  await keep('2', { due: '2026-12-04', place: '1#2026-12-04', stage: 'security-check', turn: 'lead', since: '2026-11-19', at: '2026-11-01T09:00:00.000Z', flagged: 'yes' });
  await keep('3', { due: '2026-11-30', place: '3#2026-11-30', turn: 'sre', since: '2026-11-16', at: '2026-11-02T09:00:00.000Z' });
  await keep('4', { standing: 'ended', at: '2026-11-10T09:00:00.000Z', turn: 'nobody' });
  await keep('5', { standing: 'ended', at: '2026-11-12T09:00:00.000Z', turn: 'nobody' });
  await keep('6', { project: '20002', since: '2026-11-05' });
});
afterAll(() => app.close());

test.each<[string, Partial<DeskAsk>, readonly string[]]>([
  ['open ones by their due date', {}, ['1', '3', '2']],
  ['overdue ones', { overdue: true }, ['1']],
  ['the oldest first', { sort: 'age' }, ['2', '3', '1']],
  ['by stage, then by due date', { sort: 'stage' }, ['2', '1', '3']],
  ['one stage', { stage: 'keys' }, ['1', '3']],
  ['one turn', { turn: 'sre' }, ['3']],
  ['flagged ones', { flagged: true }, ['2']],
  ['stuck ones', { stuck: true }, ['1', '3']],
  ['the longest turn first', { sort: 'turn' }, ['1', '3', '2']],
  ['ended ones, the newest first', { standing: 'ended' }, ['5', '4']],
])('%s', async (_, ask, ids) => {
  expect((await find(ask)).ids).toEqual(ids);
});

test('page after page gives each once, and ends', async () => {
  const first = await find({}, 2);
  const rest = await find({}, 2, first.cursor);
  expect([first.ids, rest.ids, rest.cursor]).toEqual([['1', '3'], ['2'], undefined]);
});

test('a page costs one operation, and nothing but the row is read', async () => {
  app.traffic.clear();
  await find();
  expect(app.traffic.costs().map(({ kvsOperations }) => kvsOperations)).toEqual([1]);
});

test('the schedule finds what is held for long in every project', async () => {
  const { rows } = await app.inside(() => listHeldSince('2026-11-17', { limit: 10 }));
  expect(rows.map(({ issueId, projectId }) => [issueId, projectId])).toEqual([['6', '20002'], ['1', '20001'], ['3', '20001']]);
});

describe('a row that cannot be read', () => {
  let damaged: SmallApp;
  beforeAll(async () => {
    damaged = app;
    app = ownStorage();
    for (const id of ['1', '2', '3']) await keep(id, { due: `2026-11-2${id}`, place: `3#2026-11-2${id}`, since: '2026-11-10' });
    await app.inside(async () => {
      const row = z.looseObject({ data: z.looseObject({}) }).parse(await kvs.entity('request').get('request#2'));
      await kvs.entity('request').set('request#2', { ...row, data: { ...row.data, stays: 'none' } });
    });
  });
  afterAll(async () => {
    await app.close();
    app = damaged;
  });

  test('is told of by its issue id, and hides no other', async () => {
    const page = await app.inside(() => listRequests('20001', planQuery({ standing: 'open', sort: 'due' }, lapse), { limit: 100 }));
    expect([page.rows.map(({ issueId }) => issueId), page.unreadable]).toEqual([['1', '3'], ['2']]);
    const held = await app.inside(() => listHeldSince('2026-11-19', { limit: 100 }));
    expect([held.rows.length, held.unreadable]).toEqual([2, ['2']]);
  });

  test('is nothing that a gate or a change goes by', async () => {
    expect((await app.inside(() => loadRequest('1')))?.request.issueId).toBe('1');
    await expect(app.inside(() => loadRequest('2'))).rejects.toThrow();
  });
});
