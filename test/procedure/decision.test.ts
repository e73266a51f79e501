// Shows who may decide, what a decision is bound to, and what voids it.
import { currentTermsDigest, decide, notTheDecider, verifiers, voidDecisions } from '../../src/procedure/decision';
import { decisionStanding } from '../../src/procedure/checklist';
import { sealOf, termsOf } from '../../src/procedure/terms';
import type { FactValues, SnapshotRequest } from '../../src/procedure/request';
import { act, begun, checked, confirmed, decided, fact, file, judged, now, proceeded, released, rules, values, withFacts, withFile, withKeys, withMark, withOtherKey, without } from './given';

const addresses = new Map([
  ['approver', 'helen@example.com'],
  ['second-approver', 'marcus@example.com'],
  ['agent', 'priya@example.com'],
  ['second-agent', 'jonas@example.com'],
]);
const knowing = (more: Readonly<Record<string, string>>): ReadonlyMap<string, string> => new Map([...addresses, ...Object.entries(more)]);
const notKnowing = (account: string): ReadonlyMap<string, string> => new Map([...addresses].filter(([one]) => one !== account));

describe('who may decide', () => {
  test('an approver who had no part in it', () => {
    expect(notTheDecider(withKeys, 'approver', addresses)).toBeUndefined();
  });

  test.each<[string, SnapshotRequest, string, ReadonlyMap<string, string>, string]>([
    ['the requester, by account', withKeys, 'dana', knowing({ dana: 'dana@elsewhere.example' }), 'you-are-the-requester'],
    ['the requester, by another account of the address', withKeys, 'dana-too', knowing({ 'dana-too': 'Dana.Whitfield+work@northwindtraders.com' }), 'you-are-the-requester'],
    ['the recipient, by the address', withKeys, 'luis', knowing({ luis: 'luis.ferreira@northwindtraders.com' }), 'you-are-the-recipient'],
    ['whoever verified', withKeys, 'agent', addresses, 'you-verified'],
    ['whoever verified, by another account of the address', withKeys, 'priya-too', knowing({ 'priya-too': 'priya+approver@example.com' }), 'you-verified'],
    ['whoever confirmed as the second', withKeys, 'second-agent', addresses, 'you-verified'],
    ['somebody whose address is unknown', withKeys, 'approver', notKnowing('approver'), 'your-address-is-unknown'],
    ['anybody, while a verifier’s address is unknown', withKeys, 'approver', notKnowing('agent'), 'you-verified'],
    ['anybody, while the requester’s address is unknown', withFacts(withKeys, { requester: { accountId: 'dana' } }), 'approver', addresses, 'requester-unknown'],
    ['anybody, while the recipient’s address cannot be read', withFacts(withKeys, { recipient: { ...values.recipient, address: 'by courier' } }), 'approver', addresses, 'you-are-the-recipient'],
  ])('never %s', (_, request, actor, known, code) => {
    expect(notTheDecider(request, actor, known)).toBe(code);
  });

  test.each<[string, (request: SnapshotRequest) => SnapshotRequest]>([
    ['confirmed a fact', (request) => ({ ...request, facts: { ...request.facts, site: fact('northwind.atlassian.net', 'x') } })],
    ['entered a fact that another confirmed', (request) => ({ ...request, facts: { ...request.facts, site: { ...fact('northwind.atlassian.net', 'agent'), source: { by: 'hand', accountId: 'x' } } } })],
    ['recorded a listed contact’s word', (request) => ({ ...request, authorisations: { recipient: { ...act('x'), contact: { address: 'c@example.org' }, forAddress: 'd@example.org', note: 'by telephone' } } })],
    ['ran a check', (request) => judged(request, 'site-and-tenant', 'pass', { by: 'x' })],
    ['took a file', (request) => withFile(request, 'signed-form', file('form.pdf', { taken: act('x') }))],
    ['asked for an override', (request) => withMark(request, 'recipient-contact', { ...act('x'), state: 'overridden' })],
    ['confirmed an override', (request) => withMark(request, 'recipient-contact', { state: 'overridden', second: act('x') })],
  ])('never whoever %s', (_, change) => {
    expect(verifiers(checked)).not.toContain('x');
    expect(verifiers(change(checked))).toContain('x');
  });

  test('telling somebody something verifies nothing', () => {
    expect(verifiers(withMark(checked, 'approver-told', act('x')))).not.toContain('x');
  });
});

describe('a decision', () => {
  const input = { decision: 'proceed', outcome: 'approved', by: 'approver', at: now.toISOString(), nonce: 'n-1' } as const;

  test('is bound to the terms as they stand, by a seal that the terms alone do not give', () => {
    const decision = decide(checked, rules, input);
    expect(decision).toMatchObject({ terms: termsOf(checked), seal: sealOf(termsOf(checked), 'n-1') });
    expect(decision.seal).not.toBe(currentTermsDigest(checked));
    expect(decide(checked, rules, { ...input, nonce: 'n-2' }).seal).not.toBe(decision.seal);
  });

  test('to release lapses after the rules’ business days; to proceed never does', () => {
    expect(decide(withKeys, rules, { ...input, decision: 'release' }).lapsesOn).toBe('2026-12-17');
    expect(decide(checked, rules, input).lapsesOn).toBeUndefined();
  });
});

describe('what voids an approval', () => {
  const changedIn = (request: SnapshotRequest): readonly (readonly string[])[] => voidDecisions(request, 'agent', now.toISOString()).voided.map(({ decision, changed }) => [decision, ...changed]);

  test.each<[string, (request: SnapshotRequest) => SnapshotRequest, readonly string[]]>([
    ['another tenant', (request) => withFacts(request, { tenant: 'another' }), ['tenant']],
    ['another site', (request) => withFacts(request, { site: 'other.atlassian.net' }), ['site']],
    ['one licence more', (request) => withFacts(request, { licences: [...values.licences, 'SEN-1'] }), ['licences']],
    ['another kind', (request) => withFacts(request, { kind: 'audit-log-dump' }), ['kind']],
    ['other data', (request) => withFacts(request, { data: 'Only 2024' }), ['scope']],
    ['other dates', (request) => withFacts(request, { dates: { from: '2019-01-01', to: '2026-11-01' } }), ['scope']],
    ['another requester', (request) => withFacts(request, { requester: { ...values.requester, address: 'eve@northwindtraders.com' } }), ['requester']],
    ['a requester whose address is not known any more', (request) => withFacts(request, { requester: { accountId: 'dana' } }), ['requester']],
    ['another recipient', (request) => withFacts(request, { recipient: { ...values.recipient, name: 'Eve' } }), ['recipient']],
    ['another country', (request) => withFacts(request, { country: 'Elsewhere' }), ['recipient']],
    ['a fact that is not confirmed any more', (request) => ({ ...request, facts: { ...request.facts, tenant: fact(values.tenant) } }), ['tenant']],
    ['a fact that is gone', (request) => without(request, 'kind'), ['kind']],
    ['several at once', (request) => withFacts(request, { tenant: 'another', site: 'other.atlassian.net' }), ['tenant', 'site']],
  ])('%s', (_, change, changed) => {
    expect(changedIn(change(proceeded))).toEqual([['proceed', ...changed]]);
  });

  test.each<[string, (request: SnapshotRequest) => SnapshotRequest, string]>([
    ['another key', withOtherKey, 'encryptionKey'],
    ['a key whose file is gone', ({ files: { 'encryption-key': _gone, ...files }, ...request }) => ({ ...request, files }), 'encryptionKey'],
    ['an SSH key whose file is gone', ({ files: { 'ssh-key': _gone, ...files }, ...request }) => ({ ...request, files }), 'sshKey'],
    ['another form', (request) => withFile(request, 'signed-form', file('other.pdf')), 'signedForm'],
  ])('%s voids the release and leaves “proceed”', (_, change, changed) => {
    expect(changedIn(change(released))).toEqual([['release', changed]]);
  });

  test('filling what was empty voids nothing', () => {
    expect(changedIn(withKeys)).toEqual([]);
    const { files: { 'ssh-key': _none, ...files }, ...request } = withKeys;
    const bare = decided({ ...request, files }, 'release');
    expect(changedIn(judged(withFile(bare, 'ssh-key', file('id.pub')), 'ssh-key'))).toEqual([]);
  });

  test('changing back does not revive it', () => {
    const away = voidDecisions(withFacts(proceeded, { tenant: 'another' }), 'agent', now.toISOString()).request;
    const back = voidDecisions(withFacts(away, { tenant: values.tenant }), 'agent', now.toISOString()).request;
    expect(decisionStanding(back, 'proceed', rules, now)).toBe('voided');
    expect(back.decisions[0]?.voided).toEqual({ ...act('agent'), changed: ['tenant'] });
  });

  test('is said once, by whom and when', () => {
    const later = '2026-11-20T08:00:00.000Z';
    const { request, voided } = voidDecisions(withFacts(released, { tenant: 'another' }), 'agent', later);
    expect(voided.map(({ decision }) => decision)).toEqual(['proceed', 'release']);
    expect(request.decisions.map((one) => one.voided)).toEqual([
      { at: later, by: 'agent', changed: ['tenant'] },
      { at: later, by: 'agent', changed: ['tenant'] },
    ]);
    expect(voidDecisions(request, 'somebody-else', later)).toEqual({ request, voided: [] });
  });

  test('leaves alone what was refused and what was used up', () => {
    const ended = (more: object): SnapshotRequest => withFacts({ ...proceeded, decisions: proceeded.decisions.map((one) => ({ ...one, ...more })) }, { tenant: 'another' });
    expect(changedIn(ended({ outcome: 'refused' }))).toEqual([]);
    expect(changedIn(ended({ used: { at: now.toISOString(), for: 'delivery-1' } }))).toEqual([]);
  });

  test('changes nothing where nothing was decided', () => {
    expect(voidDecisions(confirmed, 'agent', now.toISOString())).toEqual({ request: confirmed, voided: [] });
    expect(verifiers(begun)).toEqual([]);
  });

  test.each(Object.keys(values) as (keyof FactValues)[])('the terms that a decider saw are others once %s has changed', (name) => {
    expect(currentTermsDigest(without(proceeded, name))).not.toBe(currentTermsDigest(proceeded));
  });
});
