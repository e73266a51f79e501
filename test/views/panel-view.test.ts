// Shows what the ticket panel says at each station of a request, to whoever looks at it.
import { sentence } from '../../src/procedure/sentence';
import type { SnapshotRequest } from '../../src/procedure/request';
import { requestView } from '../../src/views/panel-view';
import { act, asked, begun, checked, confirmed, decided, fact, file, finding, handedOver, judged, now, on, proceeded, reader, released, subjectOf, values, withFacts, withFile, withKeys, withMark, withOtherKey } from '../procedure/given';
import { voidAll } from '../../src/procedure/ending';
import { keepUp } from '../../src/procedure/upkeep';
import { rules } from '../procedure/given';
import { scene, sentencesIn, viewers } from './given';

const flag = { id: 'flag-1', code: 'lookalike-address', subject: 's', params: { address: 'eve@northw1nd.example' }, raised: act('agent') } as const;
const exposed = { ...flag, id: 'flag-2', code: 'private-key', subject: 'attachment-7', params: { file: 'secret.asc', by: 'dana', at: { moment: now.toISOString() } } } as const;
const failing = judged(checked, 'recipient-contact', 'fail', { findings: [finding('other-domain', 'fail', { address: 'eve@evil.example' })] });
const overridden = withMark(failing, 'recipient-contact', { state: 'overridden', reason: 'known for years', about: subjectOf('recipient-contact', failing) });
const voided = keepUp(withFacts(released, { recipient: { ...values.recipient, name: 'Eve' } }), rules, 'agent', now).request;

const stations: readonly (readonly [string, SnapshotRequest])[] = [
  ['begun', begun],
  ['found', { ...begun, facts: { site: fact(values.site) } }],
  ['confirmed', confirmed],
  ['checked', checked],
  ['flagged', { ...checked, flags: [flag, exposed] }],
  ['settled', { ...checked, flags: [{ ...flag, settled: { ...act('lead'), reason: 'known' } }] }],
  ['failing', failing],
  ['waiting for the second of an override', overridden],
  ['overridden', withMark(overridden, 'recipient-contact', { ...overridden.marks['recipient-contact'], second: act('second-agent') })],
  ['proceeding', proceeded],
  ['refused', decided(checked, 'proceed', 'refused')],
  ['with a form to confirm', withFile(proceeded, 'signed-form', file('form.pdf'))],
  ['with keys', withKeys],
  ['asked for the code', asked(withFacts(withKeys, { kind: 'offboarding-export' }))],
  ['released', released],
  ['void', voided],
  ['with another key', withOtherKey(released)],
  ['waiting for the customer', { ...withKeys, waiting: { since: now.toISOString(), reply: 'key-again' }, clock: { startedOn: '2026-11-19', pauses: [{ from: '2026-11-19' }] } }],
  ['in the making', { ...released, handOff: { ...act('agent'), key: 'k' } }],
  ['not to be made', { ...released, handOff: { ...act('agent'), key: 'k', problem: { code: 'unknown-task-field', params: { field: 'component “X”' }, at: now.toISOString() } } }],
  ['handed over', { ...handedOver, handover: { ...act('agent'), text: 'call them' } }],
  ['ended', { ...released, ended: { ...act('agent'), ending: 'withdrawn', reason: 'not needed' } }],
  ['ended after SRE began', { ...handedOver, start: { ...act('sre'), site: 's', matches: true, tenant: 't', approved: 's' }, ended: { ...act('agent'), ending: 'duplicate', reason: 'twice', duplicateOf: { issueId: '2', issueKey: 'SUP-2' }, cleared: { ...act('sre'), note: 'all gone' } } }],
  ['refused by two', { ...checked, ended: { ...act('agent'), ending: 'refused', reason: 'no', second: act('second-agent') } }],
  ['proposed to be refused', { ...checked, refusalProposed: { ...act('agent'), reason: 'odd' } }],
  ['silent for long', { ...withKeys, waiting: { since: '2026-09-01T09:00:00.000Z', reply: 'key-again' } }],
  ['taken up again', { ...released, decisions: voidAll(released.decisions, 'agent', now.toISOString()) }],
  ['adopted', withMark(withMark({ ...confirmed, adopted: true }, 'form-sent', { doneOn: '2026-11-18', note: 'in the old folder' }), 'previous-requests', { doneOn: '2026-11-18', note: 'looked', second: act('second-agent') })],
];

const view = (request: SnapshotRequest, viewer = 'agent', more = {}): ReturnType<typeof requestView> => requestView(scene(request, viewer, more), [], undefined);
const text = (message: Parameters<typeof sentence>[0] | undefined): string => (message ? sentence(message, reader) : '');

describe.each(stations)('a request that is %s', (_, request) => {
  test.each(viewers)('has words for everything that it tells %s', (viewer) => {
    expect(sentencesIn(view(request, viewer)).length).toBeGreaterThan(20);
  });

  test('is acted on by nobody who may not', () => {
    const seen = view(request, 'visitor');
    const actions = [...seen.stages.flatMap(({ steps }) => steps.flatMap((step) => step.actions)), ...seen.attention.flatMap((each) => each.actions)];
    expect([actions, seen.turn.button, seen.decideNow, seen.mayWrite, seen.toConfirm]).toEqual([[], undefined, undefined, false, 0]);
  });
});

describe('the turn', () => {
  test.each<[string, SnapshotRequest, string, string, string]>([
    ['an agent', begun, 'agent', 'you', 'Ask SUP-1 for 10 missing facts'],
    ['the approver, told to the agent', checked, 'agent', 'approver', 'Decide whether to proceed for Northwind Traders'],
    ['the approver', checked, 'approver', 'you', 'Decide whether to proceed for Northwind Traders'],
    ['the lead', { ...checked, flags: [flag] }, 'lead', 'you', 'Settle the flag: lookalike address'],
    ['the customer', { ...withKeys, waiting: { since: now.toISOString(), reply: 'key-again' } }, 'agent', 'customer', 'Waiting for Dana Whitfield to answer'],
    ['nobody', { ...released, ended: { ...act('agent'), ending: 'withdrawn', reason: 'x' } }, 'agent', 'nobody', 'This request was withdrawn by Priya Nair on 19 Nov.'],
  ])('is that of %s', (_, request, viewer, who, what) => {
    const { turn } = view(request, viewer);
    expect([turn.who, text(turn.what)]).toEqual([who, what]);
  });

  test('names who could, without those who may not for what they did', () => {
    const verifiedByHelen = judged(checked, 'site-and-tenant', 'pass', { by: 'approver' });
    expect(view(verifiedByHelen).turn.next.map(text)).toContain('Marcus Oduya can do this.');
  });

  test('says that what was found is confirmed next, where facts are asked for', () => {
    const half = { ...begun, facts: { site: fact(values.site), country: fact(values.country) } };
    expect(view(half).turn.next.map(text)).toContain('Then confirm the 2 facts found.');
    expect(view(begun).turn.next.map(text).join(' ')).not.toContain('confirm');
  });

  test('is not of an approver whom the server bars', () => {
    const { turn, decisions } = view(checked, 'approver', { bars: new Map([['proceed', 'you-verified']]) });
    expect([turn.who, turn.button]).toEqual(['approver', undefined]);
    expect(text(decisions[0]?.authority)).toBe('You verified this request, so you cannot approve it. Another approver can.');
  });
});

describe('what needs attention', () => {
  const tones = (request: SnapshotRequest): readonly string[] => view(request).attention.map(({ tone }) => tone);

  test('comes worst first', () => {
    expect(tones({ ...voided, flags: [flag, exposed] }).slice(0, 2)).toEqual(['alarm', 'danger']);
    const sorted = ['alarm', 'danger', 'unknown', 'warning'];
    for (const [, request] of stations) expect(tones(request)).toEqual(tones(request).toSorted((one, other) => sorted.indexOf(one) - sorted.indexOf(other)));
  });

  test('is nothing where everything is in order', () => {
    for (const request of [confirmed, checked, proceeded, withKeys, released, handedOver]) expect(tones(request)).toEqual([]);
  });

  test('names each changed term of a void approval, as it was and as it is now', () => {
    const changed = view(voided).attention.find(({ id }) => id === 'decision-release');
    expect(changed?.wasNow).toMatchObject([{ was: 'Luis Ferreira, luis.ferreira@northwindtraders.com, Northwind Traders, Germany', now: 'Eve, luis.ferreira@northwindtraders.com, Northwind Traders, Germany' }]);
  });

  test('names the evidence that is not there', () => {
    const unknown = judged(checked, 'requester-contact', 'unknown', { findings: [finding('missing', 'unknown', { evidence: 'requester' })] });
    expect(view(unknown).attention.map(({ title }) => text(title))).toContain('Still open: the requester.');
  });

  test('says when an approver decides again: at once, or once the rest is in order', () => {
    const fixOf = (request: SnapshotRequest): string => text(view(request).attention.find(({ id }) => id === 'decision-release')?.fix);
    const another = keepUp(withOtherKey(released), rules, 'agent', now).request;
    expect(fixOf(another)).toBe('An approver decides again once everything before it is in order. Nothing else has changed.');
    const passing = ['openpgp-key', 'key-owner', 'key-continuity'].reduce((request, check) => judged(request, check), another);
    expect(fixOf(passing)).toBe('An approver decides again. Nothing else has changed.');
  });

  test('lets a finding be overridden only where the rules let it', () => {
    const actions = (request: SnapshotRequest, id: string): readonly string[] => view(request).attention.find((each) => each.id === id)?.actions.map(({ action }) => action.do) ?? [];
    expect(actions(failing, 'step-recipient-contact')).toContain('override');
    expect(actions(judged(checked, 'site-and-tenant', 'fail', { findings: [finding('other-tenant')] }), 'step-site-and-tenant')).not.toContain('override');
  });
});

describe('a decision', () => {
  test('is laid before those who may take it, with the digest that they send back', () => {
    const seen = view(checked, 'approver');
    expect(seen.decideNow).toBe('proceed');
    expect(seen.decisions[0]).toMatchObject({ state: 'to-decide', mayDecide: true });
    expect(view(withFacts(checked, { tenant: 'another' }), 'approver').decisions[0]?.termsDigest).not.toBe(seen.decisions[0]?.termsDigest);
  });

  test.each<[string, SnapshotRequest]>([
    ['a step before it is open', confirmed],
    ['a flag is not settled', { ...checked, flags: [flag] }],
    ['the request has ended', { ...checked, ended: { ...act('agent'), ending: 'withdrawn', reason: 'x' } }],
    ['it holds already', proceeded],
  ])('is not taken while %s', (_, request) => {
    expect(view(request, 'approver').decisions[0]?.mayDecide).toBe(false);
  });

  test('that lapsed is to be taken again, and says until when it was good', () => {
    const later = view(released, 'approver', { now: on('2026-12-18'), today: '2026-12-18' });
    expect(later.decisions[1]?.state).toBe('lapsed');
    expect(later.attention.flatMap(({ why }) => (why ? [text(why)] : []))).toContain('Approved by Helen Ström, 10:00. It was good until 17 Dec.');
  });
});

describe('the facts', () => {
  test('stand with the missing first, and say where each was found', () => {
    const { facts, factsSummary } = view({ ...begun, facts: { site: fact(values.site), requester: { value: values.requester, source: { by: 'reporter' } } } });
    expect(facts.map(({ fact: name }) => name).slice(-2)).toEqual(['site', 'requester']);
    expect(facts.filter(({ shown }) => shown === undefined)).toHaveLength(8);
    expect(facts.at(-2)).toMatchObject({ source: { code: 'source.text' }, confirmed: false });
    expect(text(factsSummary)).toBe('2 found, 8 missing');
  });

  test('say of a requester without an address that it is not known', () => {
    const { facts } = view(withFacts(confirmed, { requester: { accountId: 'dana', name: 'Dana' } }));
    expect(text(facts.find(({ fact: name }) => name === 'requester')?.small)).toBe('Unknown: Jira gives no address for the requester.');
  });
});

describe('a step', () => {
  const asking = (request: SnapshotRequest): readonly string[] => view(request).stages.flatMap(({ steps }) => steps).filter(({ actions }) => actions.some(({ action }) => action.do === 'take-file')).map(({ id }) => id);

  test('asks for a file once, however many steps rest on it', () => {
    expect(asking(proceeded)).toEqual(['signed-form', 'encryption-key', 'ssh-key']);
    expect(asking(withKeys)).toEqual(expect.arrayContaining(['encryption-key', 'key-owner']));
  });

  test('that warns is worth knowing and still stands, while what was settled does not', () => {
    const warned = { ...judged(checked, 'previous-requests', 'warn', { findings: [finding('open-for-same-site', 'warn', {})] }), flags: [{ ...flag, settled: { ...act('lead'), reason: 'known' } }] };
    expect(view(warned, 'approver').decisions[0]?.worthKnowing.map(({ stands }) => stands)).toEqual([undefined, true]);
  });
});
