/** Decides which keys of a certificate may be encrypted to from now until a given moment, and why the others may not. */
import type * as OpenPgp from 'openpgp';
import type { Certificate, Part } from './certificate';
import { readKeyMaterial, type KeyMaterial, type MaterialFault, type RsaLimits } from './key-material';
import { isTrue, parseAll, SHA1_ENDS, signatureTypes, subkeyAgrees, type Budget, type Over, type SelfSignature } from './self-signatures';
import type { Packet } from './packets';

export type KeyFault =
  | MaterialFault
  | { readonly kind: 'flooded'; readonly signatures: number }
  | { readonly kind: 'unsigned' }
  | { readonly kind: 'weak-hash'; readonly hash: string; readonly at: number }
  | { readonly kind: 'revoked'; readonly at: number; readonly reason: number | undefined }
  | { readonly kind: 'revocation-unread' }
  | { readonly kind: 'not-yet-valid'; readonly from: number }
  | { readonly kind: 'expired'; readonly at: number }
  | { readonly kind: 'expires-too-early'; readonly at: number }
  | { readonly kind: 'no-flags' }
  | { readonly kind: 'no-back-signature' };

type UsableKey = { readonly material: KeyMaterial; readonly ends: number; readonly binding: SelfSignature | undefined };
type Rejected = { readonly material: KeyMaterial; readonly fault: KeyFault };
type SignedUserId = { readonly packet: Packet; readonly text: string; readonly certification: SelfSignature };

export type Assessed = {
  readonly primary: KeyMaterial;
  readonly fault?: KeyFault;
  readonly ends: number;
  readonly userIds: readonly SignedUserId[];
  readonly direct: SelfSignature | undefined;
  readonly usable: readonly UsableKey[];
  /** Keys that were meant for encryption and may not be used. */
  readonly rejected: readonly Rejected[];
  readonly oldSha1: number | undefined;
  readonly unsignedParts: number;
};

export type Span = { readonly now: number; readonly until: number };

const MOST_SIGNATURES = 1_000;
const MOST_VERIFICATIONS = 400;
const MOST_SUBKEYS = 50;

type Bench = { readonly openpgp: typeof OpenPgp; readonly primary: KeyMaterial; readonly span: Span; readonly limits: RsaLimits; readonly budget: Budget };

/**
 * The true signatures that will have been the newest at some moment of the span, the current one last. Two of one second
 * are both in force: each program would pick another. All must hold, so the strictest of them decides.
 */
async function inForce(bench: Bench, part: Part, over: Over, types: readonly number[]): Promise<readonly SelfSignature[]> {
  const candidates = parseAll(bench.openpgp, part.signatures, types).filter(({ created, demandsUnknown }) => created <= bench.span.until && !demandsUnknown);
  const found: SelfSignature[] = [];
  for (const candidate of [...candidates].sort((a, b) => b.created - a.created)) {
    const settled = found.at(-1);
    if (settled && settled.created <= bench.span.now && candidate.created < settled.created) break;
    if (await isTrue(bench.openpgp, candidate, bench.primary, over, bench.budget)) found.push(candidate);
  }
  return found;
}

async function newestRevocation(bench: Bench, signatures: Part['signatures'], over: Over, types: readonly number[]): Promise<SelfSignature | undefined> {
  for (const revocation of [...parseAll(bench.openpgp, signatures, types)].sort((a, b) => b.created - a.created)) {
    if (await isTrue(bench.openpgp, revocation, bench.primary, over, bench.budget)) return revocation;
  }
  return undefined;
}

const weakHash = (signature: SelfSignature): boolean => signature.hash === 'broken' || (signature.hash === 'sha1' && signature.created >= SHA1_ENDS);

const keyEnds = (signature: SelfSignature, created: number): number => Math.min(signature.ends, signature.keyLifetime ? created + signature.keyLifetime * 1000 : Infinity);

function spanFault(signatures: readonly SelfSignature[], from: number, ends: number, { now, until }: Span): KeyFault | undefined {
  if (signatures.length === 0) return { kind: 'unsigned' };
  const begins = Math.max(from, Math.min(...signatures.map(({ created }) => created)));
  if (begins > now) return { kind: 'not-yet-valid', from: begins };
  if (ends <= now) return { kind: 'expired', at: ends };
  const weak = signatures.find(weakHash);
  if (weak) return { kind: 'weak-hash', hash: weak.hash === 'sha1' ? 'SHA-1' : 'MD5', at: weak.created };
  return ends <= until ? { kind: 'expires-too-early', at: ends } : undefined;
}

/** `inForce` holds the signatures of each user id that is signed and not revoked, a weak hash or a later date notwithstanding. */
type UserIds = { readonly signed: readonly SignedUserId[]; readonly inForce: readonly (readonly SelfSignature[])[]; readonly unsigned: number };

async function readUserIds(bench: Bench, parts: readonly Part[]): Promise<UserIds> {
  const signed: SignedUserId[] = [];
  const all: (readonly SelfSignature[])[] = [];
  let unsigned = 0;
  for (const part of parts) {
    const over = { userId: part.packet };
    const signatures = await inForce(bench, part, over, signatureTypes.certify);
    const current = signatures.at(-1);
    if (!current) unsigned += 1;
    if (!current) continue;
    const revocation = await newestRevocation(bench, part.signatures, over, signatureTypes.revokeUserId);
    if (revocation && revocation.created >= current.created) continue;
    all.push(signatures);
    if (!weakHash(current) && current.created <= bench.span.now && current.ends > bench.span.now) signed.push({ packet: part.packet, text: new TextDecoder().decode(part.packet.body), certification: current });
  }
  return { signed, inForce: all, unsigned };
}

/**
 * The signatures that say how long the key itself lives. GnuPG asks the direct signature or the newest user id, openpgp.js
 * the primary user id, Sequoia the primary user id before the direct one: the key must hold for each of them.
 */
function speakingForTheKey(direct: readonly SelfSignature[], userIds: UserIds['inForce'], now: number): readonly SelfSignature[] {
  const newest = (of: UserIds['inForce']): readonly SelfSignature[] => of.reduce<readonly SelfSignature[]>((best, each) => ((each.at(-1)?.created ?? 0) > (best.at(-1)?.created ?? -1) ? each : best), []);
  const current = userIds.filter((each) => (each.at(-1)?.created ?? Infinity) <= now);
  const primary = newest(current.filter((each) => each.at(-1)?.primaryUserId));
  return [...new Set([...direct, ...newest(current.length > 0 ? current : userIds), ...primary])];
}

async function revokedBy(bench: Bench, certificate: Certificate, signatures: readonly SelfSignature[]): Promise<KeyFault | undefined> {
  const revocation = await newestRevocation(bench, certificate.direct, {}, signatureTypes.revokeKey);
  if (revocation) return { kind: 'revoked', at: revocation.created, reason: revocation.revocationReason };
  // openpgp.js can verify neither a designated revoker nor a revocation of version 3, and a key that may be revoked is not used.
  const revokers = signatures.flatMap(({ designatedRevoker }) => designatedRevoker ?? []);
  const ownId = Buffer.from(bench.primary.keyId, 'hex');
  const counts = certificate.foreignRevocations.some(({ body }) => (body[0] === 3 && Buffer.from(body).includes(ownId)) || revokers.some((revoker) => Buffer.from(body).includes(Buffer.from(revoker.subarray(-8)))));
  return counts ? { kind: 'revocation-unread' } : undefined;
}

type JudgedSubkey = { readonly usable: UsableKey } | { readonly rejected: Rejected } | 'unsigned' | 'other-use';

async function judgeSubkey(bench: Bench, part: Part, primaryEnds: number): Promise<JudgedSubkey> {
  const material = await readKeyMaterial(bench.openpgp, part.packet, bench.limits);
  const rejected = (fault: KeyFault): JudgedSubkey => ({ rejected: { material, fault } });
  if (material.fault) return material.canEncrypt || material.fault.kind !== 'weak' ? rejected(material.fault) : 'other-use';
  if (!material.canEncrypt) return 'other-use';
  if (material.version !== bench.primary.version) return rejected({ kind: 'version', version: material.version });
  const over = { subkey: material };
  const bindings = await inForce(bench, part, over, signatureTypes.bind);
  const binding = bindings.at(-1);
  if (!binding) return 'unsigned';
  if (binding.flags !== undefined && (binding.flags & ENCRYPTS) === 0) return 'other-use';
  const revocation = await newestRevocation(bench, part.signatures, over, signatureTypes.revokeSubkey);
  if (revocation) return rejected({ kind: 'revoked', at: revocation.created, reason: revocation.revocationReason });
  if (bindings.some(({ flags }) => flags === undefined)) return rejected({ kind: 'no-flags' });
  if (bindings.some(({ flags = 0 }) => (flags & ENCRYPTS) === 0)) return 'other-use';
  for (const each of bindings) {
    if (((each.flags ?? 0) & SIGNS) !== 0 && !(await subkeyAgrees(bench.openpgp, each, bench.primary, material, bench.budget))) return rejected({ kind: 'no-back-signature' });
  }
  const ends = Math.min(primaryEnds, ...bindings.map((each) => keyEnds(each, material.created)));
  const fault = spanFault(bindings, material.created, ends, bench.span);
  return fault ? rejected(fault) : { usable: { material, ends, binding } };
}

/** RFC 9580, section 5.2.3.29: may encrypt communications or storage; may certify or sign. */
const ENCRYPTS = 0x0c;
const SIGNS = 0x03;

export async function assess(openpgp: typeof OpenPgp, certificate: Certificate, span: Span, limits: RsaLimits): Promise<Assessed> {
  const primary = await readKeyMaterial(openpgp, certificate.primary, limits);
  const nothing = { primary, ends: Infinity, userIds: [], direct: undefined, usable: [], rejected: [], oldSha1: undefined, unsignedParts: 0 };
  // A weak primary key is judged before anything that it has signed: its signatures prove nothing.
  if (primary.fault) return { ...nothing, fault: primary.fault };
  if (certificate.signatureCount > MOST_SIGNATURES || certificate.subkeys.length > MOST_SUBKEYS) return { ...nothing, fault: { kind: 'flooded', signatures: certificate.signatureCount } };
  if (primary.created > span.now) return { ...nothing, fault: { kind: 'not-yet-valid', from: primary.created } };
  const bench: Bench = { openpgp, primary, span, limits, budget: { left: MOST_VERIFICATIONS } };
  const direct = await inForce(bench, { packet: certificate.primary, signatures: certificate.direct }, {}, signatureTypes.direct);
  const userIds = await readUserIds(bench, certificate.userIds);
  const speaking = speakingForTheKey(direct, userIds.inForce, span.now);
  const ends = Math.min(Infinity, ...speaking.map((each) => keyEnds(each, primary.created)));
  const revoked = await revokedBy(bench, certificate, [...direct, ...userIds.inForce.flat()]);

  const usable: UsableKey[] = [];
  const rejected: Rejected[] = [];
  let unsignedParts = certificate.unsignedParts + userIds.unsigned;
  for (const part of certificate.subkeys) {
    const judged = await judgeSubkey(bench, part, ends);
    if (judged === 'unsigned') unsignedParts += 1;
    else if (judged !== 'other-use' && 'usable' in judged) usable.push(judged.usable);
    else if (judged !== 'other-use') rejected.push(judged.rejected);
  }
  const fault = revoked ?? spanFaultOfKey(speaking, primary, ends, span);
  const mayEncrypt = primary.canEncrypt && speaking.length > 0 && speaking.every(({ flags = 0 }) => (flags & ENCRYPTS) !== 0);
  if (mayEncrypt && !fault) usable.push({ material: primary, ends, binding: undefined });
  const result: Assessed = {
    primary,
    ends,
    userIds: userIds.signed,
    direct: direct.find((each) => !weakHash(each)),
    usable,
    rejected,
    oldSha1: oldestSha1([...speaking, ...usable.flatMap(({ binding }) => binding ?? [])]),
    unsignedParts,
  };
  if (bench.budget.left <= 0) return { ...result, usable: [], fault: { kind: 'flooded', signatures: certificate.signatureCount } };
  return fault ? { ...result, fault } : result;
}

/** With one sound signature among those that speak for the key, a weak one beside it only shortens its life. */
function spanFaultOfKey(speaking: readonly SelfSignature[], primary: KeyMaterial, ends: number, span: Span): KeyFault | undefined {
  const sound = speaking.filter((each) => !weakHash(each));
  return spanFault(sound.length > 0 ? sound : speaking, primary.created, ends, span);
}

function oldestSha1(signatures: readonly SelfSignature[]): number | undefined {
  const made = signatures.filter(({ hash }) => hash === 'sha1').map(({ created }) => created);
  return made.length > 0 ? Math.min(...made) : undefined;
}
