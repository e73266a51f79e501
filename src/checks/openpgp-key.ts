/** Decides whether a file is one OpenPGP public key that a dump may be encrypted to until the day of delivery. */
import { z } from 'zod';
import { defineCheck, type Finding } from './check';
import { assess, type Assessed, type KeyFault } from './encryption-keys';
import { openKeyFile } from './key-file';
import { keyFindings, type KeyCode } from './openpgp-key-findings';
import { publicKeyText } from './public-key-text';

type Found = Finding<KeyCode>;

const settings = z.strictObject({
  minimumRsaBits: z.int().min(2048).max(16384).default(2048).describe('An RSA key with fewer bits is refused'),
  preferredRsaBits: z.int().min(2048).max(16384).default(3072).describe('An RSA key with fewer bits gets a warning'),
  warnWithinDays: z.int().min(0).max(1000).default(90).describe('A key that expires within so many days after the delivery gets a warning'),
  version6: z.enum(['refuse', 'warn']).default('refuse').describe('What a key in the format of 2024 (RFC 9580, version 6) gets, which GnuPG cannot use'),
});
type KeySettings = z.infer<typeof settings>;

const DAY = 86_400_000;

const dayOf = (at: number): { readonly day: string } => ({ day: new Date(at).toISOString().slice(0, 10) });
const fail = (code: KeyCode, params: Finding['params'] = {}): Found => ({ code, weight: 'fail', params });

/** `part` says which key it is about: the key itself, or the one inside it that files are encrypted to. */
function faultFinding(fault: KeyFault, part: 'primary' | 'encryption', deliveryBy: string, limits: KeySettings): Found {
  switch (fault.kind) {
    case 'version':
      return fail('unsupported-version', { part, version: fault.version });
    case 'algorithm':
      return fail('unsupported-algorithm', { part, algorithm: fault.algorithm });
    case 'dsa-or-elgamal':
      return fail('dsa-or-elgamal', { part, algorithm: fault.algorithm });
    case 'rsa-length':
      return fault.bits < limits.minimumRsaBits ? fail('rsa-too-short', { part, bits: fault.bits, minimum: limits.minimumRsaBits }) : fail('rsa-too-long', { part, bits: fault.bits });
    case 'weak':
      return fault.weakness === 'point' ? fail('unsound-point', { part, algorithm: fault.algorithm }) : fail('weak-modulus', { part, weakness: fault.weakness });
    case 'flooded':
      return fail('flooded', { signatures: fault.signatures });
    case 'unsigned':
      return fail('no-self-signature');
    case 'weak-hash':
      return fail('weak-hash', { part, hash: fault.hash, on: dayOf(fault.at) });
    case 'revoked':
      return fail('revoked', { part, on: dayOf(fault.at), reason: revocationReasons[fault.reason ?? 0] ?? 'none' });
    case 'revocation-unread':
      return fail('revocation-unread');
    case 'not-yet-valid':
      return fail('not-yet-valid', { part, from: dayOf(fault.from) });
    case 'expired':
      return fail('expired', { part, on: dayOf(fault.at) });
    case 'expires-too-early':
      return fail('expires-too-early', { part, on: dayOf(fault.at), deliveryBy: { day: deliveryBy } });
    case 'no-flags':
      return fail('no-key-flags');
    case 'no-back-signature':
      return fail('no-back-signature');
  }
}

/** RFC 9580, section 5.2.3.31. */
const revocationReasons: Readonly<Record<number, string>> = { 1: 'superseded', 2: 'compromised', 3: 'retired', 32: 'retired' };

/** Of several keys that may not be used, the one that came nearest is the one to mend. */
const nearest: readonly KeyFault['kind'][] = ['expires-too-early', 'expired', 'not-yet-valid', 'rsa-length', 'weak-hash', 'no-flags', 'no-back-signature', 'revoked', 'weak', 'dsa-or-elgamal', 'algorithm', 'version'];

function encryptionFindings(assessed: Assessed, deliveryBy: string, limits: KeySettings): readonly Found[] {
  if (assessed.usable.length > 0) return [];
  const [first] = [...assessed.rejected].sort((a, b) => nearest.indexOf(a.fault.kind) - nearest.indexOf(b.fault.kind));
  return [first ? faultFinding(first.fault, 'encryption', deliveryBy, limits) : fail('no-encryption-subkey')];
}

function failuresOf(assessed: Assessed, deliveryBy: string, limits: KeySettings): readonly Found[] {
  if (assessed.fault) return [faultFinding(assessed.fault, 'primary', deliveryBy, limits)];
  if (assessed.primary.version === 6 && limits.version6 === 'refuse') return [fail('newer-format')];
  return encryptionFindings(assessed, deliveryBy, limits);
}

function warnings(assessed: Assessed, until: number, deliveryBy: string, limits: KeySettings): readonly Found[] {
  const found: Found[] = [];
  const warn = (code: KeyCode, params: Finding['params'] = {}): void => void found.push({ code, weight: 'warn', params });
  const bits = [assessed.primary, ...assessed.usable.map(({ material }) => material)].flatMap(({ rsaBits }) => rsaBits ?? []);
  const shortest = Math.min(...bits);
  if (shortest < limits.preferredRsaBits) warn('rsa-short', { bits: shortest, preferred: limits.preferredRsaBits });
  if (assessed.oldSha1 !== undefined) warn('old-sha1', { on: dayOf(assessed.oldSha1) });
  const ends = Math.min(...assessed.usable.map((key) => key.ends));
  if (ends <= until + limits.warnWithinDays * DAY) warn('expires-soon', { on: dayOf(ends), deliveryBy: { day: deliveryBy } });
  if (assessed.userIds.length === 0) warn('no-user-id');
  if (assessed.primary.version === 6 && limits.version6 === 'warn') warn('newer-format');
  if (assessed.usable.length > 1) warn('several-encryption-keys', { count: assessed.usable.length, keys: { list: assessed.usable.map(({ material }) => material.keyId), join: 'and' } });
  return found;
}

function notes(assessed: Assessed): readonly Found[] {
  const found: Found[] = [];
  if (assessed.unsignedParts > 0) found.push({ code: 'unsigned-parts', weight: 'note', params: { count: assessed.unsignedParts } });
  if (assessed.usable.length > 0 && assessed.rejected.length > 0) found.push({ code: 'left-out', weight: 'note', params: { count: assessed.rejected.length, keys: { list: assessed.rejected.map(({ material }) => material.keyId), join: 'and' } } });
  return found;
}

/** Control letters and overrides of direction could make an owner look like another. */
const plainName = (text: string): string => text.replace(/[\p{Cc}\p{Cf}]/gu, '').slice(0, 200);
const expiryDay = (ends: number): string | null => (ends === Infinity ? null : dayOf(ends).day);

export const openpgpKey = defineCheck({
  id: 'openpgp-key',
  title: 'Encryption key',
  why: 'The dump is encrypted to this key, so whoever holds its private half can read a customer’s whole database. It has to be one sound public key, still valid on the day of delivery.',
  sources: ['RFC 9580', 'NIST SP 800-57 part 1', 'NIST SP 800-131A', 'CVE-2017-15361 (ROCA)', 'CVE-2022-26320 (close primes)', 'Sequoia PGP’s standard policy for SHA-1'],
  needs: ['encryptionKey', 'deliveryBy'],
  settings,
  findings: keyFindings,
  async verify({ encryptionKey, deliveryBy }, limits, now) {
    const opened = openKeyFile(encryptionKey.bytes, encryptionKey.chosenFingerprint);
    if ('refused' in opened) {
      const { code, params, fingerprints } = opened.refused;
      return { findings: [fail(code, params)], shows: fingerprints ? { fingerprints } : {} };
    }

    const openpgp = await import('./openpgp.cjs');
    const until = Math.max(now.getTime(), Date.parse(`${deliveryBy.day}T23:59:59Z`));
    const assessed = await assess(openpgp, opened.certificate, { now: now.getTime(), until }, limits);
    const failures = failuresOf(assessed, deliveryBy.day, limits);
    const usable = failures.length > 0 ? [] : assessed.usable;
    const { repaired } = opened;
    return {
      findings: [...failures, ...(failures.length > 0 ? [] : warnings(assessed, until, deliveryBy.day, limits)), ...notes(assessed), ...repaired.map((how): Found => ({ code: 'repaired', weight: 'note', params: { how } }))],
      shows: {
        fingerprint: assessed.primary.fingerprint,
        userIds: assessed.userIds.slice(0, 50).map(({ text }) => plainName(text)),
        algorithm: assessed.primary.algorithm,
        expires: expiryDay(Math.min(assessed.ends, ...usable.map(({ ends }) => ends))),
        encryptionKeys: usable.map(({ material, ends }) => ({ keyId: material.keyId, fingerprint: material.fingerprint, algorithm: material.algorithm, expires: expiryDay(ends) })),
        repaired,
        ...(usable.length > 0 && { publicKey: publicKeyText(openpgp, assessed) }),
      },
    };
  },
});
