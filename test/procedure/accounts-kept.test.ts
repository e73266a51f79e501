// Shows that whoever acted or is named by an account is found in a request, and no word that merely stands in such a place.
import { accountsKept } from '../../src/procedure/accounts-kept';
import { defaultRules } from '../../src/procedure/default-rules';
import type { SnapshotRequest } from '../../src/procedure/request';

const act = (by: string): { by: string; at: string } => ({ by, at: '2026-11-21T09:00:00.000Z' });

it('finds people wherever they stand, each once, and neither the app nor where a fact is from', () => {
  const request = {
    begun: act('app'),
    facts: {
      requester: { value: { accountId: 'dana', name: 'Dana' }, source: { by: 'reporter' }, confirmed: act('priya') },
      recipient: { value: { name: 'Luis', address: 'luis@example.com', employer: 'N' }, source: { by: 'comment', accountId: 'luis' } },
    },
    files: { 'signed-form': { attachedBy: 'clerk', taken: act('priya') } },
    marks: { told: { ...act('priya'), state: 'done', second: act('jonas') } },
    decisions: [{ ...act('helen'), voided: { ...act('ruth'), changed: [] } }],
  } as unknown as SnapshotRequest;
  expect(accountsKept(request).toSorted()).toEqual(['clerk', 'dana', 'helen', 'jonas', 'luis', 'priya', 'ruth']);
  expect(accountsKept({ facts: {}, rules: defaultRules.version } as unknown as SnapshotRequest)).toEqual([]);
});
