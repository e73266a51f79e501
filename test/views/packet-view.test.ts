// Shows when SRE is told to stop, and that nothing to work with is given then.
import { readiness } from '../../src/procedure/readiness';
import { sentence } from '../../src/procedure/sentence';
import type { SnapshotRequest } from '../../src/procedure/request';
import { voidAll } from '../../src/procedure/ending';
import { keepUp } from '../../src/procedure/upkeep';
import { packetView } from '../../src/views/packet-view';
import { defaultRules } from '../../src/procedure/default-rules';
import { act, confirmed, decided, handedOver, now, on, reader, rules, values, withFacts, withMark, withOtherKey } from '../procedure/given';
import { scene, sentencesIn } from './given';

function packet(request: SnapshotRequest, at = now, differences?: Parameters<typeof packetView>[2]): NonNullable<ReturnType<typeof packetView>['packet']> {
  const gates = (['proceed', 'hand-off', 'start-work', 'deliver'] as const).map((gate) => readiness(gate, request, rules, at));
  const view = packetView(scene(request, 'sre', { now: at }), gates, differences);
  expect(sentencesIn(view).length).toBeGreaterThan(5);
  if (!view.packet) throw new Error('there is no packet');
  return view.packet;
}

test('the packet equals the approved terms while they hold, and gives the key', () => {
  const { standing, why, publicKey, ticket } = packet(handedOver);
  expect({ standing, why, ticket }).toEqual({ standing: 'equals', why: undefined, ticket: 'SUP-1' });
  expect(publicKey).toContain('PUBLIC KEY');
});

const flag = { id: 'flag-1', code: 'task-changed', subject: 's', params: { task: 'SRE-1' }, raised: act('app') } as const;
const kept = (request: SnapshotRequest): SnapshotRequest => keepUp(request, rules, 'agent', now).request;

test.each<[string, SnapshotRequest, Date, Parameters<typeof packetView>[2], string]>([
  ['the request has ended', { ...handedOver, ended: { ...act('agent'), ending: 'withdrawn', reason: 'x' } }, now, undefined, 'turn.ended'],
  ['the request ended and was taken up again', { ...handedOver, decisions: voidAll(handedOver.decisions, 'agent', now.toISOString()) }, now, undefined, 'packet.stop.taken-up'],
  ['the task reads otherwise', handedOver, now, [], 'packet.stop.text'],
  ['a flag is not settled', { ...handedOver, flags: [flag] }, now, undefined, 'packet.stop.flag'],
  ['the release is void', kept(withFacts(handedOver, { tenant: 'another' })), now, undefined, 'packet.stop.voided'],
  ['a term changed before anybody voided the release', withFacts(handedOver, { tenant: 'another' }), now, undefined, 'packet.stop.voided'],
  ['the key is another', withOtherKey(handedOver), now, undefined, 'packet.stop.voided'],
  ['the release has lapsed', handedOver, on('2026-12-18'), undefined, 'packet.stop.lapsed'],
  ['the release was refused', decided(handedOver, 'release', 'refused'), now, undefined, 'packet.stop.refused'],
  ['there is no release', { ...handedOver, decisions: handedOver.decisions.slice(0, 1) }, now, undefined, 'packet.stop.not-decided'],
])('it says STOP and gives no key once %s', (_, request, at, differences, code) => {
  const { standing, why, publicKey } = packet(request, at, differences);
  expect([standing, why?.code, publicKey]).toEqual(['stop', code, undefined]);
});

test('once all of it was done nothing stops and nothing is left to work with; a flag raised since still stops', () => {
  const done: SnapshotRequest = { ...handedOver, ended: { ...act('app'), ending: 'delivered', reason: '' } };
  const view = packetView(scene(done, 'sre', { viewer: { accountId: 'sre', may: ['deliver'] } }), [], []);
  expect([view.packet?.standing, view.packet?.why, view.packet?.publicKey, view.packet?.due, view.delivery, view.differences]).toEqual(['over', undefined, undefined, undefined, undefined, undefined]);
  expect(view.turn).toMatchObject({ who: 'nobody', mood: 'done', what: { code: 'turn.ended', params: { ending: 'delivered' } } });
  expect(packet({ ...done, flags: [flag] })).toMatchObject({ standing: 'stop', why: { code: 'packet.stop.flag' } });
});

test('a file whose period has passed is named, and no way leads to it', () => {
  const formOf = (request: SnapshotRequest): string | undefined => packet(request).terms.find(({ term }) => term === 'signedForm')?.attachmentId;
  expect(formOf(handedOver)).toBe(handedOver.files['signed-form']?.attachmentId);
  expect(formOf({ ...handedOver, letGo: { form: { at: now.toISOString(), version: 2 } } })).toBeUndefined();
});

test('it shows the terms that were approved, not those of now', () => {
  const { terms } = packet(withFacts(handedOver, { tenant: 'another' }));
  expect(terms.find(({ term }) => term === 'tenant')?.value).toBe(values.tenant);
});

test('it names who approved, and nobody who refused', () => {
  expect(packet(handedOver).approvals.map((message) => sentence(message, reader))).toEqual(['Proceed: Helen Ström, 10:00', 'Release: Helen Ström, 10:00']);
  expect(packet(decided(handedOver, 'release', 'refused')).approvals).toHaveLength(1);
});

test('once nobody wants a copy, the turn on the task is to ask that the data goes, and nothing about a delivery', () => {
  const { kind, ...others } = confirmed.facts;
  if (!kind) throw new Error('the request has no kind');
  const offboarding: SnapshotRequest = { ...confirmed, facts: { ...others, kind: { ...kind, value: 'offboarding-export' } } };
  const declined = withMark({ ...decided(offboarding, 'proceed'), handOff: { ...act('agent'), key: 'hand-off-key' }, task: { issueId: '1', issueKey: 'SRE-1', at: now.toISOString(), textSeal: 'seal' } }, 'copy-wanted', { answer: 'no' });
  const sre = { viewer: { accountId: 'sre', may: ['deliver', 'request-disposal'] } } as const;
  const turnOf = (request: SnapshotRequest, ofRules = rules): ReturnType<typeof packetView>['turn'] => packetView({ ...scene(request, 'sre', sre), rules: ofRules }, [], undefined).turn;
  expect(turnOf(declined, defaultRules)).toMatchObject({ who: 'you', what: { code: 'turn.ask-disposal' }, button: { action: { do: 'dispose', act: 'ask', profile: 'tenant-systems' } } });
  expect(turnOf(declined, defaultRules)?.act).toBeUndefined();
  expect(turnOf(handedOver)?.button).toBeUndefined();
});
