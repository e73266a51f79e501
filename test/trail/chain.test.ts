// Shows that whatever is done to a chain of events is found: an edit, a removal, another order, a copy, another request, a cut tail.
import fc from 'fast-check';
import { isDeepStrictEqual } from 'node:util';
import { canonicalJson } from '../../src/trail/canonical-json';
import { chain, commit, genesis, matchesCommitment, verifyChain, verifyNext, type Head } from '../../src/trail/chain';
import { isSameDigest, keyedDigest } from '../../src/trail/digest';
import type { Happening, TrailEvent } from '../../src/trail/event';

const request = '10001';
const start: Head = { requestId: request, seq: 0, head: genesis(request) };

const happenings: readonly Happening[] = [
  { type: 'request.begun', detail: { kind: 'data-dump', rulesVersion: 1 } },
  { type: 'facts.confirmed', detail: { facts: ['site', 'tenant'] }, personal: [commit('10001#2#0', { site: 'northwind.atlassian.net' }, 'salt')] },
  { type: 'decision.taken', detail: { decision: 'proceed', outcome: 'approved', seal: 'abc' } },
  { type: 'facts.set', detail: { fact: 'tenant', source: 'hand' }, voided: [{ decision: 'proceed', changed: ['tenant'] }] },
  { type: 'flag.settled', detail: { flag: 'flag-1', code: 'lookalike-address' } },
];

function write(given: readonly Happening[], from = start): readonly TrailEvent[] {
  const events: TrailEvent[] = [];
  let head = from;
  for (const happening of given) {
    const event = chain(head, happening, 'agent', `2026-11-19T10:0${head.seq}:00.000Z`);
    events.push(event);
    head = { requestId: from.requestId, seq: event.seq, head: event.hash };
  }
  return events;
}

const trail = write(happenings);
const without = (at: number): readonly TrailEvent[] => trail.filter((_, nth) => nth !== at);
const edited = (at: number, change: object): readonly TrailEvent[] => trail.map((event, nth) => (nth === at ? { ...event, ...change } : event));

test('a chain as it was written is consistent, up to its last hash', () => {
  expect(verifyChain(request, trail)).toEqual({ verdict: 'consistent', head: { requestId: request, seq: 5, head: trail[4]?.hash } });
  expect(verifyChain(request, [])).toEqual({ verdict: 'consistent', head: start });
});

describe('a broken chain names its first bad entry and what is wrong with it', () => {
  test.each<[string, readonly TrailEvent[], number, string]>([
    ['an edited detail', edited(2, { detail: { decision: 'release', outcome: 'approved', seal: 'abc' } }), 3, 'altered'],
    ['another actor', edited(2, { actor: 'eve' }), 3, 'altered'],
    ['another time', edited(0, { at: '2020-01-01T00:00:00.000Z' }), 1, 'altered'],
    ['a field more', edited(1, { note: 'harmless' }), 2, 'altered'],
    ['a commitment exchanged', edited(1, { personal: [commit('10001#2#0', 'another', 'salt')] }), 2, 'altered'],
    ['another hash', edited(3, { hash: '0'.repeat(64) }), 4, 'altered'],
    ['an event removed from the middle', without(2), 3, 'out-of-order'],
    ['the first event removed', without(0), 1, 'out-of-order'],
    ['two events exchanged', [trail[1], trail[0], ...trail.slice(2)] as readonly TrailEvent[], 1, 'out-of-order'],
    ['an event twice', [...trail, trail[4]] as readonly TrailEvent[], 6, 'out-of-order'],
    ['an event without a hash', edited(1, { hash: undefined }), 2, 'not-an-event'],
    ['nothing where an event should be', [null] as unknown as readonly TrailEvent[], 1, 'not-an-event'],
    ['the trail of another request', write(happenings, { requestId: '10002', seq: 0, head: genesis('10002') }), 1, 'other-request'],
    ['an event of another request', [...trail.slice(0, 2), ...write(happenings, { requestId: '10002', seq: 2, head: 'x' })], 3, 'other-request'],
  ])('%s', (_, events, seq, reason) => {
    expect(verifyChain(request, events)).toEqual({ verdict: 'broken', seq, reason });
  });

  test('an edit that was hashed anew is found by the entry after it', () => {
    const [, second] = write([...happenings.slice(0, 1), { type: 'flag.raised', detail: { flag: 'flag-1', code: 'past-gate' } }]);
    expect(verifyChain(request, [trail[0], second, ...trail.slice(2)] as readonly TrailEvent[])).toEqual({ verdict: 'broken', seq: 3, reason: 'not-linked' });
  });

  test('a chain that was written for another request cannot be renamed', () => {
    const others = write(happenings, { requestId: '10002', seq: 0, head: genesis('10002') });
    const renamed = others.map((event) => ({ ...event, requestId: request }));
    expect(verifyChain(request, renamed)).toEqual({ verdict: 'broken', seq: 1, reason: 'not-linked' });
  });
});

test('a cut tail, and a whole that was written anew, are consistent in themselves and found against a head kept elsewhere', () => {
  const kept = trail[4]?.hash;
  for (const forged of [trail.slice(0, 3), write(happenings.slice(0, 3)), write([...happenings].reverse())]) {
    const verdict = verifyChain(request, forged);
    expect(verdict.verdict).toBe('consistent');
    expect('head' in verdict && verdict.head.head === kept).toBe(false);
  }
});

test('a page from the middle is verified against the hash before it', () => {
  const [, , third, fourth] = trail as readonly [TrailEvent, TrailEvent, TrailEvent, TrailEvent, TrailEvent];
  expect(verifyNext({ requestId: request, seq: 2, head: third.prev }, third)).toEqual({ head: { requestId: request, seq: 3, head: third.hash } });
  expect(verifyNext({ requestId: request, seq: 2, head: fourth.prev }, third)).toEqual({ reason: 'not-linked' });
});

test('any change of one letter of any entry is found', () => {
  const lines = trail.map(canonicalJson);
  fc.assert(
    fc.property(fc.nat(), fc.nat(), fc.string({ minLength: 1, maxLength: 1 }), (nth, place, letter) => {
      const line = lines[nth % lines.length] ?? '';
      const at = place % line.length;
      const forged = line.slice(0, at) + letter + line.slice(at + 1);
      const events = lines.map((one, each) => (each === nth % lines.length ? forged : one));
      let read: readonly TrailEvent[];
      try {
        read = events.map((one) => JSON.parse(one) as TrailEvent);
      } catch {
        return;
      }
      fc.pre(!isDeepStrictEqual(read, trail));
      expect(verifyChain(request, read).verdict).toBe('broken');
    }),
    { numRuns: 500 },
  );
});

describe('a commitment to a personal value', () => {
  const address = { address: 'dana@northwindtraders.com' };
  const commitment = commit('10001#2#0', address, 'salt');

  test('matches its value, differs from every other, and is erased with value and salt', () => {
    expect(matchesCommitment(commitment, { value: address, salt: 'salt' })).toBe('matches');
    expect(matchesCommitment(commitment, { value: { address: 'eve@evil.example' }, salt: 'salt' })).toBe('differs');
    expect(matchesCommitment(commitment, { value: address, salt: 'other' })).toBe('differs');
    expect(matchesCommitment(commitment, {})).toBe('erased');
    expect(matchesCommitment(commitment, { salt: 'salt' })).toBe('erased');
  });

  test('says nothing about the value: the same one gives another digest under every salt', () => {
    fc.assert(
      fc.property(fc.string(), fc.string(), (one, other) => {
        expect(commit('r', address, one).digest === commit('r', address, other).digest).toBe(one === other);
      }),
    );
  });

  test('a value that is null or false is a value', () => {
    expect([null, false, '', 0].map((value) => matchesCommitment(commit('r', value, 'salt'), { value, salt: 'salt' }))).toEqual(['matches', 'matches', 'matches', 'matches']);
  });

  test('the trail still verifies when the side rows are gone', () => {
    expect(JSON.stringify(trail)).not.toContain('northwind');
    expect(verifyChain(request, trail).verdict).toBe('consistent');
  });
});

describe('a keyed digest', () => {
  const secret = new Uint8Array(32).fill(1);

  test('is another for every secret and every value, and the same for the same', () => {
    expect(keyedDigest(secret, ['a', 1])).toBe(keyedDigest(secret, ['a', 1]));
    expect(new Set([keyedDigest(secret, 'a'), keyedDigest(secret, 'b'), keyedDigest(new Uint8Array(32), 'a')]).size).toBe(3);
  });

  test('is compared whole', () => {
    const one = keyedDigest(secret, 'a');
    expect([isSameDigest(one, one), isSameDigest(one, one.slice(1)), isSameDigest(one, `${one.slice(0, -1)}g`), isSameDigest(one, '')]).toEqual([true, false, false, false]);
  });
});
