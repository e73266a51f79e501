// Shows what each visitor of the portal reads at each station of a request, and that nothing internal and no detail of a delivery gets past.
import type { PortalView } from '../../src/contract';
import { instructionsFor, howTo, systems } from '../../src/procedure/instructions';
import type { Relation } from '../../src/procedure/relation';
import { endings, type Attempt, type Ending, type SnapshotRequest } from '../../src/procedure/request';
import { sentence } from '../../src/procedure/sentence';
import { keyVerdictView } from '../../src/views/key-verdict-view';
import { portalView } from '../../src/views/portal-view';
import { act, asked, begun, checked, confirmed, file, finding, fingerprint, handedOver, judged, now, on, proceeded, reader, released, rules, today, verdict, withFile, withKeys } from '../procedure/given';
import { sentencesIn } from './given';

const relations: readonly Relation[] = ['recipient', 'requester', 'contact', 'onlooker'];
const view = (request: SnapshotRequest, relation: Relation = 'recipient', at = now): NonNullable<PortalView['request']> => {
  const shown = portalView({ request, rules, now: at, today: at === now ? today : at.toISOString().slice(0, 10), relation });
  if (!shown.request) throw new Error('there is no request');
  expect(sentencesIn(shown).length).toBeGreaterThan(4);
  return shown.request;
};
const turn = (request: SnapshotRequest, relation: Relation = 'recipient', at = now): string => {
  const { who, what } = view(request, relation, at).turn;
  return `${who}: ${sentence(what, reader)}`;
};

const place = { host: 'drop.example', hostKey: 'SHA256:hostkey', username: 'sd-77', path: '/home/sd-77', expiresOn: '2026-12-15' };
const attempt: Attempt = {
  ...act('sre'), number: 1, place, sealedFor: fingerprint, handedOver: { ...act('sre'), note: 'by telephone' },
  files: [{ name: 'SUP-1.7z.gpg', size: 10, sha256: 'd'.repeat(64), verdict: { check: 'sealed-file', outcome: 'pass', findings: [], shows: {} } }],
};
const delivered: SnapshotRequest = {
  ...handedOver,
  start: { ...act('sre'), site: 'northwind.atlassian.net', matches: true, tenant: 't', approved: 'northwind.atlassian.net' },
  deliveries: [attempt],
  decisions: handedOver.decisions.map((decision) => (decision.decision === 'release' ? { ...decision, used: { at: now.toISOString(), for: 'attempt 1' } } : decision)),
  keybase: { ...act('qm:1'), username: 'luisf' },
};
const flagged = { flags: [{ id: 'f', code: 'lookalike-address', subject: 's', params: { address: 'dana@northwlnd.com' }, raised: act('app') }] } as const;
const asking: SnapshotRequest = { ...proceeded, replies: [{ reply: 'form-and-key', ...act('agent') }], waiting: { since: now.toISOString(), reply: 'form-and-key' } };

test.each<[string, SnapshotRequest, string]>([
  ['has just begun', begun, 'us: We check who asks and for which site'],
  ['lacks facts that were asked for', { ...begun, waiting: { since: now.toISOString(), reply: 'missing-facts' } }, 'you: Answer our question'],
  ['is verified', checked, 'us: We check who asks and for which site'],
  ['waits for form and keys', asking, 'you: Sign the form, and give us two public keys'],
  ['lacks the SSH key alone', withFile(withFile(judged(withFile(asking, 'encryption-key', file('key.asc')), 'openpgp-key'), 'signed-form', file('f.pdf')), 'encryption-key', file('key.asc')), 'you: Give us an SSH key for the download'],
  ['has a key that ends too early', judged(withKeys, 'openpgp-key', 'fail', { findings: [finding('expires-too-early', 'fail', { part: 'primary', on: { day: '2026-11-30' }, deliveryBy: { day: '2026-12-03' } })] }), 'you: Give us a key that lasts until 3 Dec'],
  ['waits for the code', asked(withKeys), 'you: Decrypt a short message and send us the code in it'],
  ['waits for a release', withKeys, 'us: We prepare and encrypt the files'],
  ['is released', released, 'us: We prepare and encrypt the files'],
  ['is delivered', delivered, 'you: Download your file until 15 Dec'],
  ['is delivered, and the access has ended', { ...delivered, deliveries: [{ ...attempt, place: { ...place, expiresOn: '2026-11-18' } }] }, 'you: The download is closed'],
  ['did not work', { ...delivered, deliveries: [{ ...attempt, reported: { ...act('qm:1'), reason: 'r' } }] }, 'us: We look into what did not work'],
  ['opens', { ...delivered, marks: { ...delivered.marks, delivered: { ...act('sre'), state: 'done' }, receipt: { ...act('qm:1'), state: 'done', said: 'in-portal' } } }, 'us: We delete our copy next'],
  ['has something odd about it', { ...delivered, ...flagged }, 'us: We are checking'],
])('a request that %s', (_, request, says) => {
  expect(turn(request)).toBe(says);
});

test.each([...endings, 'delivered'] as readonly Ending[])('a request that ended %s says so without the desk’s reason, and asks for nothing', (ending) => {
  const ended: SnapshotRequest = { ...asking, ended: { ...act('agent'), ending, reason: 'They are a competitor’s spy' } };
  for (const relation of relations) {
    const shown = view(ended, relation);
    expect(shown.turn).toMatchObject({ who: 'closed', mood: 'done', what: { code: `portal.ended.${ending}` } });
    expect([shown.keys, shown.code, shown.receipt, shown.download]).toEqual([undefined, undefined, undefined, undefined]);
    expect(shown.road.every(({ state }) => state === 'done')).toBe(true);
    expect(JSON.stringify(shown)).not.toContain('spy');
  }
});

const stations: readonly (readonly [string, SnapshotRequest])[] = [['begun', begun], ['confirmed', confirmed], ['checked', checked], ['asking', asking], ['withKeys', withKeys], ['asked', asked(withKeys)], ['released', released], ['delivered', delivered], ['flagged', { ...delivered, ...flagged }]];

test.each(stations)('nobody reads anything internal while it is %s', (_, request) => {
  const told = { ...request, handover: { ...act('agent'), text: 'SECRET handover' }, marks: { ...request.marks, 'approver-told': { ...act('agent'), state: 'done', note: 'SECRET note' } } } as const;
  for (const relation of relations) {
    const text = JSON.stringify(view(told, relation));
    for (const secret of ['SECRET', 'agent', 'approver', 'sre', 'verdicts', 'requester-contact', 'licence', 'lookalike', 'northwlnd', 'flag', 'E-1A2']) expect([relation, secret, text.includes(secret)]).toEqual([relation, secret, false]);
  }
});

test.each(stations)('no detail of a delivery reaches anybody but the recipient while it is %s', (_, request) => {
  for (const relation of relations.filter((one) => one !== 'recipient')) {
    const text = JSON.stringify(view(request, relation));
    for (const secret of [place.host, place.hostKey, place.username, place.path, 'SUP-1.7z', 'd'.repeat(64), fingerprint, 'sftp', 'keybase pgp']) expect([relation, secret, text.includes(secret) && !(secret === fingerprint && relation === 'requester')]).toEqual([relation, secret, false]);
  }
});

test('an onlooker reads the progress alone, a contact who asks for what besides', () => {
  for (const [, request] of stations) {
    expect(Object.keys(view(request, 'onlooker')).sort()).toEqual(['road', 'turn']);
    expect(Object.keys(view(request, 'contact')).sort()).toEqual(['about', 'road', 'turn']);
  }
  expect(turn(asking, 'onlooker')).toBe('waiting: We wait for an answer of requester or recipient');
});

test('the requester of a delivery reads who downloads it, and may say whether it opens', () => {
  expect(turn(delivered, 'requester')).toBe('waiting: Luis Ferreira downloads the files');
  expect(view(delivered, 'requester')).toMatchObject({ receipt: {}, keybase: 'luisf' });
});

test('the road has a day for what is done, and what comes by when', () => {
  const road = (request: SnapshotRequest, at = now): readonly string[] => view(request, 'recipient', at).road.map(({ state, when }) => `${state} ${when ? sentence(when, { ...reader, now: at }) : ''}`.trim());
  const clock = { startedOn: today, pauses: [] };
  expect(road({ ...released, clock }, on('2026-11-24'))).toEqual(['done 19 Nov', 'done 19 Nov', 'done 19 Nov', 'done 19 Nov', 'now By 3 Dec', 'to-do', 'to-do']);
  expect(road(delivered, on('2026-11-24')).slice(4)).toEqual(['done 19 Nov', 'now Until 15 Dec', 'to-do']);
});

test('where no copy is wanted the road leads past keys and files', () => {
  const elsewhere = { join: 'any', of: [{ fact: 'kind', is: 'offboarding-export' }] } as const;
  const noCopy = { ...rules, steps: rules.steps.map((step) => (step.stage === 'keys' || step.stage === 'delivery' ? { ...step, when: { ...elsewhere, of: [...elsewhere.of] } } : step)) };
  const shown = portalView({ request: proceeded, rules: noCopy, now, today, relation: 'requester' }).request;
  expect(shown?.road.map(({ stop }) => stop)).toEqual(['asked', 'checked', 'signed', 'disposed']);
  expect(shown?.keys).toEqual([]);
});

test('silence that was taken for a receipt can still be answered', () => {
  const concluded: SnapshotRequest = { ...delivered, marks: { ...delivered.marks, receipt: { ...act('agent'), state: 'done', answer: 'unanswered', second: act('second-agent') } } };
  expect(view(concluded).receipt).toEqual({});
  expect(view({ ...delivered, marks: { ...delivered.marks, receipt: { ...act('agent'), state: 'done', note: 'by telephone' } } }).receipt).toBeUndefined();
});

test('the business days stand still while the customer is waited for', () => {
  const last = (request: SnapshotRequest): string => { const { next } = view(request).turn; const line = next.at(-1); return line ? sentence(line, reader) : ''; };
  expect(last(asking)).toBe('Our 5–10 business days begin once form and keys are here.');
  expect(last({ ...asking, clock: { startedOn: '2026-11-16', pauses: [{ from: '2026-11-18' }] } })).toBe('Our 5–10 business days stand still until then.');
  expect(last({ ...released, clock: { startedOn: '2026-11-16', pauses: [] } })).toBe('Day 3 of 10 business days: by 30 Nov at the latest.');
});

test('a key says what it is worth, or what mends it, and nothing of other requests', () => {
  const bad = keyVerdictView(verdict('openpgp-key', withKeys, 'fail', { findings: [finding('expires-too-early', 'fail', { part: 'primary', on: { day: '2026-11-30' }, deliveryBy: { day: '2026-12-04' } })], shows: { fingerprint } }), 'encryption-key', 'k.asc', 'luis@example.com');
  expect(bad).toMatchObject({ works: false, says: { code: 'openpgp-key.expires-too-early.says' }, remedy: { code: 'portal.remedy.extend' } });
  expect(bad.howTo[0]).toContain(fingerprint);
  expect(keyVerdictView(verdict('openpgp-key', withKeys, 'unknown', { findings: [finding('check-failed', 'unknown')] }), 'encryption-key', 'k.asc', '')).toMatchObject({ works: false, remedy: { code: 'portal.remedy.again' } });
  expect(view(withKeys).keys?.map(({ role, wanted, given }) => [role, wanted, given?.verdict?.works])).toEqual([['encryption-key', false, true], ['ssh-key', false, true]]);
  expect(view(released).keys?.map(({ voids }) => voids)).toEqual([true, true]);
});

test('the message by hand and the portal come from one source', () => {
  const given = { files: attempt.files, place };
  const message = instructionsFor({ ...given, recipient: 'Luis Ferreira', ticket: 'SUP-1', fingerprint }, reader);
  for (const system of systems) for (const { commands } of howTo(given, system)) for (const command of commands) expect(message).toContain(command);
  expect(view(delivered).download?.howTo.linux).toEqual(howTo(given, 'linux'));
  const { keybase: _none, ...without } = delivered;
  expect([view(delivered).download?.keybase?.length, view(without).download?.keybase]).toEqual([1, undefined]);
});
