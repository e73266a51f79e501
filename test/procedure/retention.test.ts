// Shows when a class is due, what keeps it, and that nothing of a person is left in a request once it went, whatever the request held.
import fc from 'fast-check';
import { checklist } from '../../src/procedure/checklist';
import { defaultRules } from '../../src/procedure/default-rules';
import { readiness } from '../../src/procedure/readiness';
import { dueClasses, filesOf, keeperOf, letGo, lettingGo, refsOf, type Going } from '../../src/procedure/retention';
import type { Disposal, SnapshotRequest } from '../../src/procedure/request';
import type { Rules } from '../../src/procedure/rules';
import { moves } from '../../src/procedure/turn';
import { chain } from '../../src/trail/chain';
import type { Happening, TrailEvent } from '../../src/trail/event';
import { disposal, ended, endedOn, form, full, key, personal } from './full-request';
import { act, begun, now, on, rules, values, verdict } from './given';

const keeping = (periods: Partial<Rules['policies']['retention']>): Rules => ({ ...defaultRules, policies: { ...defaultRules.policies, retention: { form: 0, key: 0, addresses: 0, trail: 0, directory: 0, ...periods } } });

const gone = { at: on('2027-06-01').toISOString(), version: 4 };
const without = (request: SnapshotRequest, ...classes: readonly Going[]): SnapshotRequest => classes.reduce((so, one) => letGo(so, rules, one, gone), request);
const leaked = (request: SnapshotRequest, texts: Readonly<Record<string, string>>): readonly string[] => {
  const json = JSON.stringify(request).toLowerCase();
  return Object.values(texts).filter((text) => json.includes(JSON.stringify(text.toLowerCase()).slice(1, -1)));
};

describe('a class is due', () => {
  const periods = keeping({ form: 10, key: 5, addresses: 20, trail: 30 });
  const dueOn = (day: string, request: SnapshotRequest = ended(begun)): readonly string[] => dueClasses(request, periods, on(day));

  test.each<[string, string, readonly string[]]>([
    ['on no day before its period is over', '2026-11-24', []],
    ['on the day on which it is over', '2026-11-25', ['key']],
    ['with those whose periods are over too', '2026-12-10', ['form', 'key', 'addresses']],
    ['the trail with everything', '2026-12-20', ['form', 'key', 'addresses', 'trail']],
  ])('%s', (_, day, expected) => {
    expect(dueOn(day)).toEqual(expected);
  });

  test('never of a request that runs, never where it is kept for good, and once', () => {
    expect(dueOn('2036-01-01', begun)).toEqual([]);
    expect(dueClasses(ended(begun), keeping({}), on('2126-01-01'))).toEqual([]);
    expect(dueOn('2026-12-10', letGo(ended(begun), rules, 'key', gone))).toEqual(['form', 'addresses']);
  });

  test('by the calendar of the rules: an evening there is the day after here', () => {
    const late: SnapshotRequest = { ...begun, ended: { ...act('app', '2026-11-20T23:30:00.000Z'), ending: 'withdrawn', reason: '' } };
    const zone = (timeZone: string): Rules => ({ ...periods, calendar: { ...periods.calendar, timeZone } });
    const [utc, tokyo] = ['UTC', 'Asia/Tokyo'].map((timeZone) => dueClasses(late, zone(timeZone), new Date('2026-11-25T10:00:00Z')));
    expect([utc, tokyo]).toEqual([['key'], []]);
  });
});

describe('nothing goes', () => {
  const over: Disposal = { ...disposal };
  const { carriedOut: _done, certificate: _certificate, ...approved } = over;
  const later = on('2026-11-22');
  test.each<[string, SnapshotRequest, string | undefined]>([
    ['of a request that runs', begun, 'open'],
    ['while a flag is not settled', { ...ended(begun), flags: [{ id: 'f', code: 'raised-by-hand', subject: '', params: {}, raised: act('agent') }] }, 'flag'],
    ['while a disposal waits for its day', { ...ended(begun), disposals: [{ ...approved, waitsUntil: '2027-01-01' }] }, 'disposal'],
    ['while a disposal is due', { ...ended(begun), disposals: [approved] }, 'disposal'],
    ['under legal hold', { ...ended(begun), disposals: [{ ...approved, holds: [{ ...act('lead'), reason: 'court' }] }] }, 'disposal'],
    ['under a legal hold on what was cancelled since', { ...ended(begun), disposals: [{ ...approved, holds: [{ ...act('lead'), reason: 'court' }], cancelled: { ...act('lead'), reason: 'so' } }] }, 'disposal'],
    ['where data was purged in error', { ...ended(begun), disposals: [{ ...disposal, inError: { ...act('agent'), reason: 'so' } }] }, 'disposal'],
    ['while what SRE made is still there', { ...begun, start: full().start ?? { ...act('sre'), site: '', matches: true, tenant: '', approved: '' }, ended: { ...act('agent'), ending: 'withdrawn', reason: '' } }, 'leftovers'],
    ['but of what is over', { ...ended(begun), disposals: [disposal] }, undefined],
    ['but where the data is back and two people say so', full(), undefined],
  ])('%s', (_, request, keeper) => {
    expect(keeperOf(request, rules, later, false)).toBe(keeper);
  });

  test('while something outside is still to be carried out', () => {
    expect(keeperOf(ended(begun), rules, later, true)).toBe('effect');
  });
});

describe('once names, addresses and texts went', () => {
  test('none of them is left, whatever was filled and in whatever order classes went', () => {
    expect(leaked(full(), { ...personal, ...form, ...key })).toEqual(Object.values({ ...personal, ...form, ...key }));
    fc.assert(fc.property(fc.shuffledSubarray([...lettingGo], { minLength: 0 }), (before) => {
      expect(leaked(without(full(), ...before.filter((one) => one !== 'addresses'), 'addresses'), personal)).toEqual([]);
    }));
  });

  test('a text that somebody put anywhere at all goes, because what stays is named and not what goes', () => {
    const request = full();
    const secret = 'Xylander was here';
    // Every text of the request in turn is somebody's name; what is only there to tell codes apart may stay as it is.
    const texts: (readonly (string | number)[])[] = [];
    const look = (value: unknown, path: readonly (string | number)[]): void => {
      if (typeof value === 'string') texts.push(path);
      else if (typeof value === 'object' && value !== null) for (const [name, member] of Object.entries(value)) look(member, [...path, name]);
    };
    look(request, []);
    const put = (value: unknown, [first, ...rest]: readonly (string | number)[]): unknown =>
      first === undefined ? secret : Array.isArray(value) ? value.map((one: unknown, at) => (String(at) === String(first) ? put(one, rest) : one)) : { ...(value as object), [first]: put((value as Record<string, unknown>)[first], rest) };
    const left = texts.filter((path) => {
      if (path[0] === 'ended' && path[1] === 'at') return false;
      return JSON.stringify(letGo(put(request, path) as SnapshotRequest, rules, 'addresses', gone)).includes(secret);
    });
    const names = [...new Set(left.map((path) => String(path.findLast((part) => Number.isNaN(Number(part))))))].sort();
    expect(names).toEqual(['about', 'accountId', 'addressFrom', 'answer', 'approved', 'at', 'attachedBy', 'attachmentId', 'basis', 'by', 'changed', 'check', 'code', 'copy', 'decider', 'decision', 'edition', 'encryptionKey', 'ending', 'field', 'fingerprint', 'from', 'ground', 'head', 'how', 'id', 'issueId', 'issueKey', 'key', 'kind', 'licences', 'moment', 'name', 'number', 'outcome', 'product', 'profile', 'projectId', 'projectKey', 'reply', 'role', 'seal', 'sealedFor', 'sha256', 'signedForm', 'site', 'sshKey', 'stage', 'state', 'system', 'systems', 'tenant', 'tenantId', 'textSeal', 'ticket', 'tier', 'trailHead', 'turn', 'value', 'weight'].filter((name) => names.includes(name)));
    // Of what has an ambiguous name only this stays.
    const path = (wanted: string): string[] => [...new Set(left.filter((one) => one.findLast((part) => Number.isNaN(Number(part))) === wanted).map((one) => one.filter((part) => Number.isNaN(Number(part))).join('.')))];
    expect(path('name').every((one) => one.startsWith('verdicts.') && one.endsWith('.evidence.name'))).toBe(true);
    expect(path('value').sort()).toEqual(['facts.kind.value', 'facts.licences.value', 'facts.product.value', 'facts.site.value', 'facts.tenant.value']);
  });

  test('what a sentence is filled with goes, whatever it is called', () => {
    const flagged: SnapshotRequest = { ...ended(begun), flags: [{ id: 'flag-1', code: 'production-differs', subject: 'then', params: { site: 'Dana Whitfield', tenant: 'Luis' }, raised: act('agent') }] };
    expect(JSON.stringify(letGo(flagged, rules, 'addresses', gone))).not.toMatch(/Dana|Luis/);
  });

  test('it stands where it stood: no step opens, no gate shuts, no decision is void, nobody has a turn', () => {
    const before = full();
    const after = without(before, 'form', 'key', 'addresses');
    const steps = (request: SnapshotRequest): readonly string[] => checklist(request, rules, now).map(({ step, state, why, satisfied }) => `${step.id} ${state} ${why} ${String(satisfied)}`);
    expect(steps(after)).toEqual(steps(before));
    for (const gate of ['proceed', 'hand-off', 'deliver', 'dispose', 'close'] as const) expect(readiness(gate, after, rules, now).missing).toEqual(readiness(gate, before, rules, now).missing);
    expect(moves(after, rules, now).map(({ move }) => move)).toEqual(moves(before, rules, now).map(({ move }) => move));
  });

  test('accounts, digests, days and what it was about are still there', () => {
    const after = without(full(), 'form', 'key', 'addresses');
    const { decisions, files, verdicts, facts, ended: end } = after;
    expect(files['signed-form']?.sha256).toBe(full().files['signed-form']?.sha256);
    expect([facts.tenant?.value, facts.site?.value, facts.requester?.value.accountId]).toEqual([values.tenant, values.site, 'dana']);
    expect(decisions.map(({ by, seal, outcome }) => [by, seal, outcome])).toEqual(full().decisions.map(({ by, seal, outcome }) => [by, seal, outcome]));
    expect(verdicts['requester-contact']?.findings.map(({ code }) => code)).toEqual(['other-domain']);
    expect(end?.at).toBe(on(endedOn).toISOString());
    expect(after.letGo).toEqual({ form: gone, key: gone, addresses: gone });
  });

  test('no digest of a name is left that could be tried with likely ones', () => {
    const before = full();
    const after = without(before, 'addresses');
    expect(after.decisions.every(({ nonce }) => nonce === '')).toBe(true);
    expect(after.verdicts['requester-contact']?.basis).not.toBe(before.verdicts['requester-contact']?.basis);
  });
});

describe('once the form or the keys went', () => {
  test.each<[Going, Readonly<Record<string, string>>, Readonly<Record<string, string>>]>([
    ['form', form, key],
    ['key', key, form],
  ])('nothing of the %s is left, and all of the other', (one, goes, remains) => {
    const after = without(full(), one);
    expect(leaked(after, goes)).toEqual([]);
    expect(leaked(after, remains)).toEqual(Object.values(remains));
    expect(leaked(after, { address: personal.recipientAddress })).toEqual([personal.recipientAddress]);
  });

  test('fingerprints, outcomes and that the code came back are still there', () => {
    const { verdicts, possession, files } = without(full(), 'key');
    expect(verdicts['openpgp-key']?.shows['fingerprint']).toBe(verdict('openpgp-key', full()).shows['fingerprint']);
    expect(verdicts['key-owner']).toMatchObject({ outcome: 'warn', findings: [{ code: 'no-known-address' }] });
    expect(possession).toMatchObject({ hash: '', nonce: '', attempts: [{ right: true }] });
    expect(files['encryption-key']?.sha256).toBe(full().files['encryption-key']?.sha256);
  });
});

describe('of the trail', () => {
  const events = ((): readonly TrailEvent[] => {
    const personalOf = (seq: number): Pick<TrailEvent, 'personal'> => ({ personal: [{ ref: `10001#${String(seq)}#0`, digest: 'x' }] });
    const happenings: readonly Happening[] = [
      { type: 'facts.set', detail: { fact: 'requester', source: 'hand' }, ...personalOf(1) },
      { type: 'file.taken', detail: { role: 'signed-form', attachmentId: '11', sha256: 'a', size: 1, attachedBy: 'dana' }, ...personalOf(2) },
      { type: 'file.taken', detail: { role: 'encryption-key', attachmentId: '12', sha256: 'b', size: 1, attachedBy: 'dana' }, ...personalOf(3) },
      { type: 'checks.run', detail: { verdicts: [] }, ...personalOf(4) },
      { type: 'keybase.noted', detail: { emptied: false }, ...personalOf(5) },
    ];
    return happenings.reduce<readonly TrailEvent[]>((so, happening) => [...so, chain({ requestId: '10001', seq: so.length, head: so.at(-1)?.hash ?? '' }, happening, 'agent', now.toISOString())], []);
  })();

  test('each class takes what is its own, and a run of checks goes with the first', () => {
    const of = (one: Going): readonly string[] => refsOf(events, one).map((ref) => ref.split('#')[1] ?? '');
    expect([of('form'), of('key'), of('addresses')]).toEqual([['2', '4'], ['3', '4', '5'], ['1', '2', '3', '4', '5']]);
  });

  test('every file that was ever taken goes, and a private key that came with them', () => {
    const request = full();
    const ids = (one: Going): readonly string[] => filesOf(request, events, one).map(({ attachmentId }) => attachmentId).sort();
    expect(ids('form')).toEqual(['11', request.files['signed-form']?.attachmentId ?? '']);
    expect(ids('key')).toEqual(['101', '12', request.files['encryption-key']?.attachmentId ?? '', request.files['ssh-key']?.attachmentId ?? ''].sort());
    expect(ids('addresses')).toEqual([]);
  });
});
