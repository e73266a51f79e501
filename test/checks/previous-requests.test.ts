// Shows what earlier requests say of this one, by how they ended.
import fc from 'fast-check';
import { type Outcome, runCheck, type Verdict } from '../../src/checks/check';
import type { PreviousRequest } from '../../src/checks/evidence';
import { previousRequests } from '../../src/checks/previous-requests';
import { known, now, sentences } from './given';

const earlier = (changes: Partial<PreviousRequest>): PreviousRequest => ({ issueId: '1', issueKey: 'SUP-1', sharedBy: ['site'], askedOn: '2026-10-01', ending: 'delivered', beforeTheApp: false, ...changes });

async function judge(given: readonly PreviousRequest[], settings: unknown = {}): Promise<Verdict> {
  const verdict = await runCheck(previousRequests, { previousRequests: known(given) }, settings, now);
  expect(sentences(previousRequests, verdict)).not.toContain('');
  return verdict;
}

test('none passes and says nothing', async () => {
  expect(await judge([])).toEqual({ check: 'previous-requests', outcome: 'pass', findings: [], shows: { requests: [], count: 0 } });
});

test.each<readonly [PreviousRequest['ending'], Partial<PreviousRequest>, Outcome, string]>([
  ['open', {}, 'warn', 'open-for-this-site'],
  ['open', { sharedBy: ['domain', 'licence'] }, 'warn', 'open-for-this-site'],
  ['open', { sharedBy: ['domain'] }, 'warn', 'open-for-this-domain'],
  ['refused', { askedOn: '2020-01-01' }, 'warn', 'refused-before'],
  ['delivered', {}, 'warn', 'delivered-lately'],
  ['delivered', { askedOn: '2024-01-01' }, 'pass', 'delivered-before'],
  ['disposed', { askedOn: '2020-01-01' }, 'warn', 'disposed-before'],
  ['withdrawn', {}, 'warn', 'withdrawn-before'],
  ['expired', {}, 'warn', 'expired-before'],
  ['duplicate', {}, 'pass', 'duplicate-before'],
  ['unknown', { beforeTheApp: true }, 'warn', 'ending-unknown'],
])('%s %j gives %s', async (ending, changes, outcome, code) => {
  expect(await judge([earlier({ ending, ...changes })])).toMatchObject({ outcome, findings: [{ code, params: { issue: 'SUP-1' } }] });
});

test('an admin decides for how long a delivery is recent', async () => {
  expect(await judge([earlier({})], { recentDays: 7 })).toMatchObject({ outcome: 'pass' });
});

describe('hostile', () => {
  test('a refused request does not drown among harmless ones', async () => {
    const many = Array.from({ length: 200 }, (_, index) => earlier({ issueKey: `SUP-${String(index + 10)}`, ending: 'duplicate', askedOn: '2026-11-18' }));
    const verdict = await judge([...many, earlier({ ending: 'refused', askedOn: '2021-05-05' })]);
    expect(verdict).toMatchObject({ outcome: 'warn', findings: { 0: { code: 'refused-before' }, 20: { code: 'more', params: { count: 181 } } } });
    expect(verdict.findings).toHaveLength(21);
  });

  test('a second request for a site with an open one is never silent, and fails where the rules say so', async () => {
    const second = [earlier({ ending: 'open', beforeTheApp: true })];
    expect(await judge(second)).toMatchObject({ outcome: 'warn', findings: [{ code: 'open-for-this-site' }] });
    expect(await judge(second, { openForSameSite: 'fail' })).toMatchObject({ outcome: 'fail' });
  });
});

test('the order in which they were found changes nothing', async () => {
  const arbitrary = fc.record({
    issueId: fc.string(), issueKey: fc.uuid(), askedOn: fc.oneof(fc.constant('2026-01-01'), fc.string({ unit: 'binary' })), beforeTheApp: fc.boolean(),
    sharedBy: fc.subarray(['domain', 'site', 'licence'] as const, { minLength: 1 }),
    ending: fc.constantFrom('open' as const, 'delivered' as const, 'disposed' as const, 'withdrawn' as const, 'refused' as const, 'expired' as const, 'duplicate' as const, 'unknown' as const),
  });
  await fc.assert(
    fc.asyncProperty(fc.uniqueArray(arbitrary, { selector: ({ issueKey }) => issueKey }), async (given) => {
      const verdict = await judge(given);
      expect(verdict.findings.map(({ code }) => code)).not.toContain('check-failed');
      expect(await judge(given.toReversed())).toEqual(verdict);
    }),
  );
});

test('one that is open stands before any number of newer ones that are over', async () => {
  const older = Array.from({ length: 30 }, (_, nth) => earlier({ issueId: `old-${nth}`, issueKey: `OLD-${nth}`, ending: 'unknown', askedOn: '2026-11-01', beforeTheApp: true }));
  const { findings } = await judge([...older, earlier({ ending: 'open', askedOn: '2026-01-01' })]);
  expect(findings[0]).toMatchObject({ code: 'open-for-this-site', params: { issue: 'SUP-1' } });
});
