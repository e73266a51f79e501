// Shows that every call needs a scope, and that the table holds what the published contracts say.
import { existsSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { judgeScope } from '../../../local/forge/scopes';

it('admits a call with its scope, refuses it without, and knows no other endpoint', () => {
  const url = '/rest/api/3/issue/SUP-1/properties/snapshotDesk';
  expect([judgeScope(['read:jira-work'], 'GET', url), judgeScope(['read:jira-work'], 'PUT', url), judgeScope(['write:jira-work'], 'PUT', url), judgeScope([], 'PATCH', url)])
    .toEqual(['granted', 'refused', 'granted', 'unknown-endpoint']);
});

it('wants both scopes for an expression, and none to check permissions', () => {
  expect(judgeScope(['read:jira-work'], 'POST', '/rest/api/3/expression/evaluate')).toBe('refused');
  expect(judgeScope(['read:jira-work', 'read:jira-user'], 'POST', '/rest/api/3/expression/evaluate')).toBe('granted');
  expect(judgeScope([], 'POST', '/rest/api/3/permissions/check')).toBe('granted');
});

const contracts = resolve(__dirname, '../../../../shared/contracts');
interface Operation {
  'x-atlassian-oauth2-scopes'?: { scheme: string; state: string; scopes: string[] }[];
}

(existsSync(contracts) ? it : it.skip)('holds the classic scopes of the contracts', () => {
  const differing: string[] = [];
  for (const file of ['jira-cloud-v3.json', 'jsm-cloud.json']) {
    const { paths } = JSON.parse(readFileSync(resolve(contracts, file), 'utf8')) as { paths: Record<string, Record<string, Operation>> };
    for (const [path, operations] of Object.entries(paths)) {
      for (const [method, operation] of Object.entries(operations)) {
        // The first alternative is the classic one; an empty or absent one says nothing.
        const classic = operation['x-atlassian-oauth2-scopes']?.[0]?.scopes ?? [];
        if (classic.length === 0 || classic.some((scope) => scope.split(':').length > 2 && !scope.startsWith('read:email'))) continue;
        const sample = path.replace(/\{\w+\}/g, 'x');
        if (judgeScope([], method.toUpperCase(), sample) === 'unknown-endpoint') continue;
        const granted = judgeScope(classic, method.toUpperCase(), sample) === 'granted';
        const needed = classic.every((left) => judgeScope(classic.filter((scope) => scope !== left), method.toUpperCase(), sample) === 'refused');
        if (!granted || !needed) differing.push(`${method} ${path}: ${classic.join(' ')}`);
      }
    }
  }
  expect(differing).toEqual([]);
});
