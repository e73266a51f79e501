// Shows that a published version never changes, that draft and pointer move together or not at all, and that numbers are never used twice.
import { kvs } from '@forge/kvs';
import { readDesk, readInForce, readVersion, saveRules, type RulesChange, type RulesDesk } from '../../src/storage/rules';
import { chain, genesis } from '../../src/trail/chain';
import type { SmallApp } from '../local/forge/small-app';
import { ownStorage } from './given';

let app: SmallApp;
beforeEach(() => {
  app = ownStorage();
});
afterEach(() => app.close());

const projectId = '20001';
const requestId = `rules:${projectId}`;
const at = '2026-11-19T10:00:00.000Z';

function publishing(before: RulesDesk, version: number, more: Partial<RulesChange> = {}): RulesChange {
  const trail = before.inForce?.trail ?? { seq: 0, head: genesis(requestId) };
  const event = chain({ requestId, ...trail }, { type: 'rules.published', detail: { version, digest: 'd', differences: 1, weakening: 0 } }, 'admin', at);
  return {
    projectId,
    before,
    draft: {},
    recorded: { inForce: { version, since: at, trail: { seq: event.seq, head: event.hash } }, event, persons: [{ ref: `${requestId}#${event.seq}#0`, value: 'because', salt: 's' }] },
    published: { version, rules: { said: version } },
    changeId: `change-${version}`,
    ...more,
  };
}

test('where nothing was ever published there is nothing to read', async () => {
  expect(await app.inside(() => Promise.all([readInForce(projectId), readDesk(projectId), readVersion(projectId, 2)]))).toEqual([undefined, { draft: {}, revs: { inForce: 0, draft: 0 }, changeIds: [] }, undefined]);
});

test('a version is written with its pointer and its event, and each project has its own', async () => {
  await app.inside(async () => {
    expect(await saveRules(publishing(await readDesk(projectId), 2))).toBe('saved');
    expect(await readInForce(projectId)).toMatchObject({ version: 2, since: at, trail: { seq: 1 } });
    expect(await readVersion(projectId, 2)).toEqual({ said: 2 });
    expect(await readInForce('20002')).toBeUndefined();
    expect(await kvs.entity('event').get(`${requestId}#00000001`)).toMatchObject({ request: requestId });
    expect(await kvs.entity('uncovered').get(requestId)).toMatchObject({ seq: 1 });
  });
});

test('of two that publish from the same state one wins, and nothing of the other is written', async () => {
  await app.inside(async () => {
    const before = await readDesk(projectId);
    const results = await Promise.all([saveRules(publishing(before, 2)), saveRules(publishing(before, 2, { published: { version: 2, rules: { said: 'otherwise' } }, changeId: 'other' }))]);
    expect(results.toSorted()).toEqual(['conflict', 'saved']);
    expect((await readDesk(projectId)).changeIds).toEqual(results[0] === 'saved' ? ['change-2', 'change-2'] : ['other', 'other']);
  });
});

test('a published version is never written again, whatever the pointer says', async () => {
  await app.inside(async () => {
    await saveRules(publishing(await readDesk(projectId), 2));
    expect(await saveRules(publishing(await readDesk(projectId), 2, { published: { version: 2, rules: { said: 'otherwise' } } }))).toBe('conflict');
    expect(await readVersion(projectId, 2)).toEqual({ said: 2 });
  });
});

test('a draft that was published or dropped leaves its number behind, so that no old window saves over a new one', async () => {
  await app.inside(async () => {
    const before = await readDesk(projectId);
    const draft = { rules: { said: 'mine' }, saved: { by: 'admin', at } };
    expect(await saveRules({ projectId, before, draft, changeId: 'a' })).toBe('saved');
    const held = await readDesk(projectId);
    expect(held).toMatchObject({ draft, revs: { inForce: 0, draft: 1 } });
    await saveRules(publishing(held, 2));
    expect((await readDesk(projectId)).revs.draft).toBe(2);
    expect(await saveRules({ projectId, before: held, draft, changeId: 'b' })).toBe('conflict');
    expect(await saveRules({ projectId, before, draft, changeId: 'c' })).toBe('conflict');
  });
});

test('what does not touch the draft leaves its number as it is', async () => {
  await app.inside(async () => {
    await saveRules({ projectId, before: await readDesk(projectId), draft: { rules: { said: 'mine' }, saved: { by: 'admin', at } }, changeId: 'a' });
    const held = await readDesk(projectId);
    const { published: _none, ...recording } = publishing(held, 1, { draft: undefined, changeId: 'b' });
    expect(await saveRules(recording)).toBe('saved');
    expect(await readDesk(projectId)).toMatchObject({ draft: held.draft, revs: { inForce: 1, draft: 1 }, changeIds: ['b', 'a'] });
  });
});

test('a row of a later schema is a fault, never no rules', async () => {
  await app.inside(() => kvs.entity('rules').set(`rules#${projectId}#in-force`, { v: 2, rev: 1, project: projectId, data: {} }));
  await expect(app.inside(() => readInForce(projectId))).rejects.toThrow();
});
