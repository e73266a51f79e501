// Shows that accounts are found in whatever rows hold them outside of requests, past the first page.
import { kvs } from '@forge/kvs';
import { accountsIn } from '../../src/procedure/accounts-kept';
import { defaultRules } from '../../src/procedure/default-rules';
import { everyAbsence, writeAbsence } from '../../src/storage/absences';
import { rowsBeside } from '../../src/storage/rows-beside';
import type { SmallApp } from '../local/forge/small-app';
import { ownStorage } from './given';

let app: SmallApp;
beforeEach(() => {
  app = ownStorage();
});
afterEach(() => app.close());

const id = (nth: number): string => `712020:0000${nth}`;

it('finds approvers of every version, who acted on the rules, and who imported', async () => {
  const found = await app.inside(async () => {
    for (let version = 2; version < 9; version += 1) {
      const rules = { ...defaultRules, policies: { ...defaultRules.policies, approvers: { proceed: [id(version)], release: [id(20)] } } };
      await kvs.entity('rules').set(`rules#1#version#${version}`, { v: 1, rev: version, project: '1', changeId: 'c', data: { rules } });
    }
    await kvs.entity('rules').set('rules#1#draft', { v: 1, rev: 1, project: '1', changeId: 'c', data: { rules: defaultRules, saved: { by: id(30), at: '' }, wait: { by: id(31), at: '', reason: 'r', digest: '' } } });
    await kvs.entity('event').set('rules:1#00000001', { v: 1, request: 'rules:1', seq: 1, changeId: 'c', data: { actor: id(40) } });
    // Of a request, which is reported with its request.
    await kvs.entity('event').set('7#00000001', { v: 1, request: '7', seq: 1, changeId: 'c', data: { actor: id(41) } });
    await kvs.set('purge-import#1', { v: 1, by: id(50), at: '', lines: 1, until: '' });
    await kvs.set('directory-in-force#licences', { v: 1, imported: { projectId: '1', at: '', by: id(51) } });
    const accounts = new Set<string>();
    for await (const row of rowsBeside()) for (const account of accountsIn(row)) if (/\d/.test(account)) accounts.add(account);
    return [...accounts];
  });
  expect(found.toSorted()).toEqual([2, 20, 3, 30, 31, 4, 40, 5, 50, 51, 6, 7, 8].map(id).toSorted());
});

it('reads absences of every desk, past the first page', async () => {
  const found = await app.inside(async () => {
    for (let nth = 0; nth < 120; nth += 1) await writeAbsence(String(nth % 2), { person: id(nth), delegate: id(500), from: '2026-11-01', to: '2026-11-02' });
    return everyAbsence();
  });
  expect([found.length, new Set(found.map(({ projectId }) => projectId)), found.find(({ person }) => person === id(119))]).toEqual([120, new Set(['0', '1']), { projectId: '1', person: id(119), delegate: id(500), from: '2026-11-01', to: '2026-11-02' }]);
});
