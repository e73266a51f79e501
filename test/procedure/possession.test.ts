// Shows how a code that was sealed to a key is made, looked for in what comes back, and judged.
import fc from 'fast-check';
import { answer, challenge, codeFrom, codeIn, possessionLimits, possessionOf, type Challenge } from '../../src/procedure/possession';
import { fingerprint, now } from './given';

const secret = new Uint8Array(32).fill(7);
const code = 'ABCD-EFGH-JKMN-PQRS';
const sent = challenge(code, secret, fingerprint, 'nonce', now);
const after = (days: number): Date => new Date(now.getTime() + days * 86_400_000);
const outcome = (text: string, of: Challenge = sent, key = fingerprint, at = now): string => answer(of, text, secret, 'luis', key, at).outcome;

describe('a code', () => {
  test('has sixteen letters in four groups, five bits of chance in each', () => {
    fc.assert(
      fc.property(fc.uint8Array({ minLength: 16, maxLength: 32 }), (random) => {
        expect(codeFrom(random)).toMatch(/^[0-9A-HJKMNP-TV-Z]{4}(-[0-9A-HJKMNP-TV-Z]{4}){3}$/);
        expect(codeIn(`the code is ${codeFrom(random)}.`)).toBe(codeFrom(random).replace(/-/g, ''));
      }),
    );
  });

  test('is never made of less chance', () => {
    expect(() => codeFrom(new Uint8Array(15))).toThrow();
  });

  test.each([
    ['abcd-efgh-jkmn-pqrs', 'ABCDEFGHJKMNPQRS'],
    ['ABCD – EFGH – JKMN – PQRS', 'ABCDEFGHJKMNPQRS'],
    ['OILo-ABCD-ABCD-ABCD', '0110ABCDABCDABCD'],
    [`${code} and again ${code}`, 'ABCDEFGHJKMNPQRS'],
    [`${code} or AAAA-BBBB-CCCC-DDDD`, undefined],
    ['ABCD-EFGH-JKMN', undefined],
    ['xABCD-EFGH-JKMN-PQRS', undefined],
    ['ABCU-EFGH-JKMN-PQRS', undefined],
    ['', undefined],
  ])('in “%s” is %s', (text, found) => {
    expect(codeIn(text)).toBe(found);
  });
});

describe('an answer', () => {
  test('is right, wrong, or none', () => {
    expect([outcome(code), outcome('ABCD-EFGH-JKMN-PQRT'), outcome('thank you')]).toEqual(['right', 'wrong', 'no-code']);
  });

  test('keeps neither the code nor what was guessed', () => {
    const answered = answer(sent, code, secret, 'luis', fingerprint, now);
    expect(answered).toMatchObject({ challenge: { attempts: [{ by: 'luis', right: true }] } });
    expect(JSON.stringify(answered)).not.toMatch(/ABCD|PQRS/);
  });

  test('is worth nothing without the secret, for another key, or for another challenge', () => {
    const hashes = [challenge(code, new Uint8Array(32), fingerprint, 'nonce', now), challenge(code, secret, 'B'.repeat(40), 'nonce', now), challenge(code, secret, fingerprint, 'other', now)].map(({ hash }) => hash);
    expect(new Set([sent.hash, ...hashes]).size).toBe(4);
  });

  test('is counted, and after five wrong ones even the right one comes too late', () => {
    const tried = Array.from({ length: possessionLimits.attempts }).reduce<Challenge>((so) => {
      const answered = answer(so, 'ZZZZ-ZZZZ-ZZZZ-ZZZZ', secret, 'eve', fingerprint, now);
      return 'challenge' in answered ? answered.challenge : so;
    }, sent);
    expect([tried.attempts.length, outcome(code, tried)]).toEqual([5, 'used-up']);
  });

  test('comes too late after two weeks', () => {
    expect([outcome(code, sent, fingerprint, after(14)), outcome(code, sent, fingerprint, new Date(after(14).getTime() + 1))]).toEqual(['right', 'lapsed']);
  });
});

describe('a key', () => {
  const right = answer(sent, code, secret, 'luis', fingerprint, now);
  const proven = 'challenge' in right ? right.challenge : sent;

  test.each([
    ['that nobody asked of', undefined, fingerprint, now, 'not-asked'],
    ['that is not on file', sent, undefined, now, 'not-asked'],
    ['that is asked of', sent, fingerprint, now, 'waiting'],
    ['that is proven', proven, fingerprint, now, 'proven'],
    ['that was proven long ago', proven, fingerprint, after(300), 'proven'],
    ['that took the place of a proven one', proven, 'B'.repeat(40), now, 'other-key'],
  ])('%s', (_, given, key, at, standing) => {
    expect(possessionOf(given, key, at)).toBe(standing);
  });
});
