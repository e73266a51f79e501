// Shows what each gate demands, that a gate demands what the gates before it do, and what it says is missing.
import { readiness, readyToDecide } from '../../src/procedure/readiness';
import { sentence } from '../../src/procedure/sentence';
import { gateNames, type GateName, type SnapshotRequest } from '../../src/procedure/request';
import { act, begun, checked, confirmed, decided, finding, handedOver, judged, now, on, proceeded, reader, released, rules, withFacts, withKeys, withMark, withStep } from './given';

const isOpen = (gate: GateName, request: SnapshotRequest): boolean => readiness(gate, request, rules, now).open;
const openGates = (request: SnapshotRequest): readonly GateName[] => gateNames.filter((gate) => isOpen(gate, request));
const codes = (gate: GateName, request: SnapshotRequest, at = now): readonly string[] => readiness(gate, request, rules, at).missing.map(({ says }) => says.code);
const sentences = (gate: GateName, request: SnapshotRequest, at = now): readonly string[] => readiness(gate, request, rules, at).missing.map(({ says }) => sentence(says, reader));

const estimateTold: SnapshotRequest = { ...handedOver, replies: [...handedOver.replies, { reply: 'estimate', ...act('agent') }] };
const delivered = withMark(withMark(estimateTold, 'delivered', { link: 'https://example.com' }), 'receipt', { note: 'confirmed' });
const disposed = withMark(delivered, 'disposed', { link: 'https://example.com', second: act('sre') });

test.each<[string, SnapshotRequest, readonly GateName[]]>([
  ['that was just begun', begun, []],
  ['that is verified', checked, []],
  ['that may proceed', proceeded, ['proceed']],
  ['with form and key', withKeys, ['proceed']],
  ['that is released', released, ['proceed', 'hand-off']],
  ['that is handed over', handedOver, ['proceed', 'hand-off', 'start-work']],
  ['whose customer knows the estimate', estimateTold, ['proceed', 'hand-off', 'start-work', 'deliver']],
  ['that is delivered', delivered, ['proceed', 'hand-off', 'start-work', 'deliver', 'dispose']],
  ['that is disposed of', disposed, gateNames],
])('a request %s has these gates open', (_, request, open) => {
  expect(openGates(request)).toEqual(open);
});

test('a gate that is shut shuts every later one', () => {
  const lapsed = judged(disposed, 'licence-standing', 'unknown');
  const revoked = judged(disposed, 'openpgp-key', 'fail', { findings: [finding('revoked')] });
  expect([openGates(lapsed), openGates(revoked)]).toEqual([[], ['proceed']]);
});

test('an unknown verdict opens nothing', () => {
  for (const step of rules.steps) {
    if (step.done.by !== 'check' || !released.verdicts[step.done.check]) continue;
    expect({ step: step.id, open: isOpen('hand-off', judged(released, step.done.check, 'unknown')) }).toEqual({ step: step.id, open: false });
  }
});

test('a flag shuts every gate until it is settled', () => {
  const flag = { id: 'flag-1', code: 'lookalike-address', subject: 's', params: {}, raised: act('agent') } as const;
  expect(openGates({ ...disposed, flags: [flag] })).toEqual([]);
  expect(readiness('proceed', { ...proceeded, flags: [flag] }, rules, now).missing).toMatchObject([{ says: { code: 'missing.flag' }, permission: 'settle-flags', flag: 'flag-1' }]);
  expect(openGates({ ...disposed, flags: [{ ...flag, settled: { ...act('lead'), reason: 'known' } }] })).toEqual(gateNames);
});

test.each(['withdrawn', 'refused', 'expired', 'duplicate'] as const)('an end as %s shuts every gate but those through which ticket and task are closed', (ending) => {
  const ended = { ...disposed, ended: { ...act('agent'), ending, reason: 'so' } };
  expect(openGates(ended)).toEqual(['dispose', 'close']);
  expect(codes('deliver', ended)).toEqual(['missing.ended']);
});

test('an end as delivered keeps the gates as they are', () => {
  expect(openGates({ ...disposed, ended: { ...act('agent'), ending: 'delivered', reason: 'received' } })).toEqual(gateNames);
});

describe('a release', () => {
  const change = (more: object): SnapshotRequest => ({ ...estimateTold, decisions: estimateTold.decisions.map((one) => (one.decision === 'release' ? { ...one, ...more } : one)) });

  test('that is void is named with what was changed and when', () => {
    const voided = change({ voided: { ...act('agent', '2026-11-20T08:00:00Z'), changed: ['recipient', 'encryptionKey'] } });
    expect(sentences('hand-off', voided)).toEqual(['The release of 19 Nov no longer holds, because of a change on 20 Nov: Recipient and Encryption key.']);
    expect(readiness('hand-off', voided, rules, now).missing).toMatchObject([{ permission: 'decide-release', step: 'release' }]);
  });

  test.each<[string, SnapshotRequest, Date, string]>([
    ['lapsed', estimateTold, on('2026-12-18'), 'Release: it has lapsed.'],
    ['was refused', decided(withKeys, 'release', 'refused'), now, 'Release: it was refused.'],
    ['was never taken', withKeys, now, 'Release: it is not approved yet.'],
  ])('that %s shuts the hand-off', (_, request, at, says) => {
    expect(sentences('hand-off', request, at)).toEqual([says]);
  });

  test('that was used up covers no second delivery', () => {
    const used = change({ used: { at: now.toISOString(), for: 'delivery-1' } });
    expect(sentences('deliver', used)).toEqual(['Release: it was used up by a delivery.']);
    expect(codes('dispose', used)).not.toContain('missing.used');
  });
});

describe('what is missing', () => {
  test('is said in the words of the check that found it', () => {
    const failing = judged(proceeded, 'recipient-contact', 'fail', { findings: [finding('listed-contact', 'note', { address: 'a@b.example' }), finding('other-domain', 'fail', { address: 'eve@evil.example' })] });
    expect(sentences('proceed', failing)).toEqual(['eve@evil.example is of another domain than every listed contact.']);
  });

  test('is said in the words that all checks share, where evidence is not to be had', () => {
    const unknown = judged(proceeded, 'site-and-tenant', 'unknown', { findings: [finding('unavailable', 'unknown', { evidence: 'tenantMap', reason: 'no tenant map was imported yet' })] });
    expect(sentences('proceed', unknown)).toEqual(['Unknown: the tenant map could not be had, because no tenant map was imported yet.']);
  });

  test.each<[string, SnapshotRequest, string]>([
    ['facts', begun, 'Facts are complete and confirmed: some facts are missing.'],
    ['a check', confirmed, 'Requester is a listed contact: the check has not been run.'],
    ['a check of now', withFacts(checked, { recipient: { name: 'Eve', address: 'eve@evil.example', employer: 'E' } }), 'Recipient is a listed contact: what the check rests on has changed since it ran.'],
  ])('names %s', (_, request, says) => {
    expect(sentences('proceed', request)).toContain(says);
  });

  test('names a step by the title that an admin gave it', () => {
    const titled = withStep('churn-risk', { title: 'Renewal is settled' });
    const { missing } = readiness('proceed', { ...checked, marks: {} }, titled, now);
    expect(missing.map(({ says }) => sentence(says, reader))).toContain('Renewal is settled: not done yet.');
  });

  test('is never a step that the rules do not demand', () => {
    expect(readiness('close', disposed, rules, now).missing.map(({ step }) => step)).not.toContain('approver-told');
  });

  test('has words for every gate and every station', () => {
    for (const gate of gateNames) for (const request of [begun, confirmed, checked, proceeded, withKeys, released, handedOver]) expect(() => sentences(gate, request)).not.toThrow();
    expect(sentences('close', begun).length).toBeGreaterThan(15);
  });
});

describe('ready to decide', () => {
  const open = (decision: 'proceed' | 'release', request: SnapshotRequest): readonly string[] => readyToDecide(decision, request, rules, now).map(({ step }) => step.id);

  test('is a request of which every demanded step before the decision is satisfied', () => {
    expect([open('proceed', checked), open('release', withKeys)]).toEqual([[], []]);
    expect(open('proceed', confirmed)).toEqual(['requester-contact', 'recipient-contact', 'site-and-tenant', 'licence-standing', 'previous-requests', 'churn-risk', 'customer-success-told']);
    expect(open('release', checked)).toContain('proceed');
  });

  test('is none whose earlier decision no longer holds', () => {
    const voided = { ...withKeys, decisions: withKeys.decisions.map((one) => ({ ...one, voided: { ...act('agent'), changed: ['tenant'] } })) };
    expect(open('release', voided)).toEqual(['proceed']);
  });
});
