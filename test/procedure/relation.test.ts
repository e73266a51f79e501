// Shows what somebody in the portal is to a request, by what Jira has verified, and who may read the details of a delivery.
import { deliveredTo, detailsFor, isTheirs, relationOf, type Relation, type Visitor } from '../../src/procedure/relation';
import { forget } from '../../src/procedure/erasure';
import { verifiers } from '../../src/procedure/decision';
import type { Attempt, SnapshotRequest } from '../../src/procedure/request';
import { act, fact, file, fingerprint, handedOver, now, on, rules, values, verdict, withFacts, withFile } from './given';

const dana: Visitor = { accountId: 'dana', address: values.requester.address ?? '', isListedParticipant: false };
const luis: Visitor = { accountId: 'qm:1', address: values.recipient.address, isListedParticipant: false };
const stranger: Visitor = { accountId: 'qm:2', address: 'mallory@example.org', isListedParticipant: false };

const place = { host: 'drop.example', hostKey: 'SHA256:x', username: 'sd', path: '/home/sd', expiresOn: '2026-12-15' };
const attempt: Attempt = { ...act('sre'), number: 1, files: [], place, sealedFor: fingerprint, handedOver: { ...act('sre'), note: 'by telephone' } };
const withAttempt = (more: Partial<Attempt> = {}, request: SnapshotRequest = handedOver): SnapshotRequest => ({
  ...request,
  deliveries: [{ ...attempt, ...more }],
  decisions: request.decisions.map((decision) => (decision.decision === 'release' ? { ...decision, used: { at: now.toISOString(), for: 'attempt 1' } } : decision)),
});

test.each<[string, Visitor, Relation]>([
  ['the recipient, by the verified address', luis, 'recipient'],
  ['the recipient, in other letters', { ...luis, address: ` ${values.recipient.address.toUpperCase()} ` }, 'recipient'],
  ['the requester, by the account', { accountId: 'dana', isListedParticipant: false }, 'requester'],
  ['the requester, by the address of another account', { ...dana, accountId: 'dana-2' }, 'requester'],
  ['a listed contact who takes part', { ...stranger, isListedParticipant: true }, 'contact'],
  ['a stranger', stranger, 'onlooker'],
  ['somebody whose address is unknown', { accountId: luis.accountId, isListedParticipant: false }, 'onlooker'],
  ['an address with something hidden in it', { ...luis, address: `${values.recipient.address}\u200b` }, 'onlooker'],
  ['the recipient’s address with a tag, which is another mailbox', { ...luis, address: values.recipient.address.replace('@', '+x@') }, 'onlooker'],
])('%s', (_, visitor, relation) => {
  expect(relationOf(handedOver, visitor)).toBe(relation);
});

test('one person who is both is the recipient, who may all that the requester may', () => {
  const own = withFacts(handedOver, { recipient: { ...values.recipient, address: dana.address ?? '' } });
  expect(relationOf(own, dana)).toBe('recipient');
  expect((['recipient', 'requester', 'contact', 'onlooker'] as const).filter(isTheirs)).toEqual(['recipient', 'requester']);
});

test.each<[string, Partial<SnapshotRequest>]>([
  ['confirmed a fact', { facts: { ...handedOver.facts, site: fact(values.site, 'qm:1') } }],
  ['typed a fact', { facts: { ...handedOver.facts, site: { value: values.site, source: { by: 'hand', accountId: 'qm:1' } } } }],
  ['took a file', { files: { ...handedOver.files, 'ssh-key': file('x.pub', { taken: act('qm:1') }) } }],
  ['ran a check', { verdicts: { 'key-owner': verdict('key-owner', handedOver, 'pass', { by: 'qm:1' }) } }],
  ['decided', { decisions: handedOver.decisions.map((decision) => ({ ...decision, by: 'qm:1' })) }],
  ['handed over', { handOff: { ...act('qm:1'), key: 'k' } }],
  ['delivered', { deliveries: [{ ...attempt, by: 'qm:1' }] }],
  ['gave the details out', { deliveries: [{ ...attempt, handedOver: { ...act('qm:1'), note: 'n' } }] }],
])('whoever %s is no customer of the same request', (_, changed) => {
  expect(relationOf({ ...handedOver, ...changed }, luis)).toBe('onlooker');
});

test('what a customer hands in is taken by the app: they stay the customer, and nobody has verified', () => {
  const handedIn = withFile(handedOver, 'ssh-key', file('x.pub', { attachedBy: 'qm:1', taken: act('app') }));
  expect(relationOf(handedIn, luis)).toBe('recipient');
  expect(verifiers(handedIn)).not.toContain('app');
  expect(verifiers(handedIn)).toContain('agent');
});

describe('the details of a delivery', () => {
  test('are the recipient’s, while the access is open', () => {
    expect(detailsFor(withAttempt(), 'recipient', rules, now)?.place).toEqual(place);
    expect(detailsFor(withAttempt(), 'recipient', rules, on('2026-12-15'))?.place).toEqual(place);
  });

  test.each<[string, SnapshotRequest, Relation, Date]>([
    ['the requester', withAttempt(), 'requester', now],
    ['a contact', withAttempt(), 'contact', now],
    ['an onlooker', withAttempt(), 'onlooker', now],
    ['the recipient before the details were handed over', ((): SnapshotRequest => { const { handedOver: _not, ...recorded } = attempt; return { ...handedOver, deliveries: [recorded] }; })(), 'recipient', now],
    ['the recipient once the attempt failed', withAttempt({ failed: { ...act('sre'), reason: 'r' } }), 'recipient', now],
    ['the recipient once the access has ended', withAttempt(), 'recipient', on('2026-12-16')],
    ['the recipient once the account is removed', { ...withAttempt(), marks: { 'access-removed': { ...act('sre'), state: 'done' } } }, 'recipient', now],
    ['the recipient while a flag is not settled', { ...withAttempt(), flags: [{ id: 'f', code: 'raised-by-hand', subject: 's', params: {}, raised: act('agent') }] }, 'recipient', now],
    ['the recipient of data that went astray', { ...withAttempt(), misDelivery: { ...act('sre'), attempt: 1, reason: 'r', until: 'u' } }, 'recipient', now],
    ['the recipient of an ended request', { ...withAttempt(), ended: { ...act('agent'), ending: 'withdrawn', reason: 'r' } }, 'recipient', now],
    ['a recipient whom nobody confirmed', { ...withAttempt(), facts: { ...handedOver.facts, recipient: fact(values.recipient) } }, 'recipient', now],
    ['a recipient of another name than the release was given for', withAttempt({}, withFacts(handedOver, { recipient: { ...values.recipient, address: 'other@northwindtraders.com' } })), 'recipient', now],
    ['the recipient of an attempt that no release covers', { ...withAttempt(), decisions: handedOver.decisions }, 'recipient', now],
  ])('are not shown to %s', (_, request, relation, at) => {
    expect(detailsFor(request, relation, rules, at)).toBeUndefined();
  });

  test('a settled flag no longer hides that something was delivered', () => {
    const flag = { id: 'f', code: 'raised-by-hand', subject: 's', params: {}, raised: act('agent') } as const;
    expect(deliveredTo({ ...withAttempt(), flags: [flag] })).toBeUndefined();
    expect(deliveredTo({ ...withAttempt(), flags: [{ ...flag, settled: { ...act('lead'), reason: 'r' } }] })?.number).toBe(1);
  });
});

test('the Keybase name goes when the recipient is erased, and stays when somebody else is', () => {
  const noted: SnapshotRequest = { ...handedOver, keybase: { ...act('qm:1'), username: 'luisf' } };
  expect(forget(noted, [values.recipient.address], undefined).keybase).toBeUndefined();
  expect(forget(noted, ['qm:1', 'Luis Ferreira'], 'qm:1').keybase).toBeUndefined();
  expect(forget(noted, ['someone@example.org'], undefined).keybase?.username).toBe('luisf');
});
