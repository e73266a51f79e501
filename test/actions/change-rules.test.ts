// Shows that a change of the rules counts once where only its answer is lost, and that a second person confirms what was asked and nothing else.
import { kvs } from '@forge/kvs';
import { changeRules, rulesScene } from '../../src/actions/change-rules';
import { confirmRules } from '../../src/actions/publish-rules';
import { defaultRules } from '../../src/procedure/default-rules';
import { digestOfRules } from '../../src/procedure/rules-review';
import { readInForce } from '../../src/storage/rules';
import type { SmallApp } from '../local/forge/small-app';
import { ownStorage } from '../storage/given';

const projectId = '20001';
const at = '2026-11-19T10:00:00.000Z';

let app: SmallApp;
beforeEach(() => { app = ownStorage(); });
afterEach(() => app.close());

it('is done where storage wrote it and its answer never came, and not done where it did not', async () => {
  const discard = (): ReturnType<typeof changeRules> => changeRules(projectId, 'admin', () => ({ happening: { type: 'rules.discarded', detail: { digest: 'd' } }, done: { code: 'done.draft-discarded', params: {} } }));
  app.faults.add({ target: 'kvs', match: '*transaction', how: 'drop-answer' });
  expect(await app.inside(discard)).toEqual({ done: { code: 'done.draft-discarded', params: {} } });
  expect((await app.inside(() => readInForce(projectId)))?.trail.seq).toBe(1);
  app.faults.add({ target: 'kvs', match: '*transaction', how: 'answer-500', times: 20 });
  await expect(app.inside(discard)).rejects.toThrow();
  expect((await app.inside(() => readInForce(projectId)))?.trail.seq).toBe(1);
});

it('is not confirmed for a draft that somebody put in place of the one that was asked for', async () => {
  const other = { ...defaultRules, policies: { ...defaultRules.policies, releaseLapsesAfter: 60 } };
  const wait = { by: 'admin', at, reason: 'As agreed', digest: digestOfRules(defaultRules) };
  await app.inside(() => kvs.entity('rules').set(`rules#${projectId}#draft`, { v: 1, rev: 1, project: projectId, data: { rules: other, saved: { by: 'admin', at }, wait } }));
  expect((await app.inside(() => rulesScene(projectId))).scene.draft?.wait).toEqual(wait);
  for (const digest of [digestOfRules(other), wait.digest]) expect(await app.inside(() => confirmRules(projectId, 'second', digest))).toMatchObject({ ok: false, refusal: { code: 'draft-differs' } });
});
