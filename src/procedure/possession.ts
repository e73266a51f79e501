/** Decides whether whoever gave a key also holds its private half: a code sealed to the key must come back. */
import { isSameDigest, keyedDigest } from '../trail/digest';

export const possessionLimits = { attempts: 5, days: 14 } as const;

type Attempt = { readonly by: string; readonly at: string; readonly right: boolean };

/** What is kept of a code that was sent: never the code, and a hash that is worth nothing without the app's secret. */
export type Challenge = {
  /** Upper-case hex, of the key that the code was sealed to. */
  readonly fingerprint: string;
  readonly sentAt: string;
  readonly nonce: string;
  readonly hash: string;
  /** The code as it was sealed, to be shown again: only the key's private half opens it. */
  readonly sealed?: string;
  readonly attempts: readonly Attempt[];
};

export type Standing = 'not-asked' | 'waiting' | 'proven' | 'lapsed' | 'used-up' | 'other-key';

export type Answered =
  | { readonly outcome: 'right' | 'wrong'; readonly challenge: Challenge }
  | { readonly outcome: 'no-code' }
  | { readonly outcome: Exclude<Standing, 'waiting'> };

/** Crockford's letters: none looks like another on paper. */
const LETTERS = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';
const CODE_LETTERS = 16;
const DAY = 86_400_000;

/** Sixteen letters of five bits each. `random` is at least sixteen bytes from a cryptographic source. */
export function codeFrom(random: Uint8Array): string {
  if (random.length < CODE_LETTERS) throw new Error('A code needs sixteen random bytes.');
  const letters = [...random.subarray(0, CODE_LETTERS)].map((byte) => LETTERS.charAt(byte & 31)).join('');
  return (letters.match(/.{4}/g) ?? []).join('-');
}

/** The one code in what somebody wrote, in any case and with any dash. Several are none: an attempt is one guess. */
export function codeIn(text: string): string | undefined {
  const found = text.slice(0, 20_000).match(/(?<![A-Za-z0-9–—-])[A-Za-z0-9]{4}( ?[-–—] ?[A-Za-z0-9]{4}){3}(?![A-Za-z0-9]|[-–—][A-Za-z0-9])/g) ?? [];
  const codes = new Set(found.map((each) => each.replace(/[^A-Za-z0-9]/g, '').toUpperCase().replace(/O/g, '0').replace(/[IL]/g, '1')));
  const [code] = [...codes].filter((each) => [...each].every((letter) => LETTERS.includes(letter)));
  return codes.size === 1 ? code : undefined;
}

/** Bound to the key and to this challenge, so that an old hash or another key's is worth nothing. */
const hashOf = (code: string, secret: Uint8Array, fingerprint: string, nonce: string): string =>
  keyedDigest(secret, [fingerprint, nonce, code.replace(/-/g, '')]);

export function challenge(code: string, secret: Uint8Array, fingerprint: string, nonce: string, now: Date): Challenge {
  return { fingerprint, sentAt: now.toISOString(), nonce, hash: hashOf(code, secret, fingerprint, nonce), attempts: [] };
}

/** A challenge for another key than the one on file says nothing, even if it was answered. What was proven does not lapse. */
export function possessionOf(sent: Challenge | undefined, fingerprint: string | undefined, now: Date): Standing {
  if (!sent || !fingerprint) return 'not-asked';
  if (sent.fingerprint !== fingerprint) return 'other-key';
  if (sent.attempts.some(({ right }) => right)) return 'proven';
  if (sent.attempts.length >= possessionLimits.attempts) return 'used-up';
  return now.getTime() > Date.parse(sent.sentAt) + possessionLimits.days * DAY ? 'lapsed' : 'waiting';
}

export function answer(sent: Challenge, text: string, secret: Uint8Array, by: string, fingerprint: string | undefined, now: Date): Answered {
  const standing = possessionOf(sent, fingerprint, now);
  if (standing !== 'waiting') return { outcome: standing };
  const code = codeIn(text);
  if (code === undefined) return { outcome: 'no-code' };
  const right = isSameDigest(hashOf(code, secret, sent.fingerprint, sent.nonce), sent.hash);
  return { outcome: right ? 'right' : 'wrong', challenge: { ...sent, attempts: [...sent.attempts, { by, at: now.toISOString(), right }] } };
}
