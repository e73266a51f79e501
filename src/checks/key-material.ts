/** Decides what one key packet is worth by itself: its algorithm by name, and the fault that rules it out, if any. */
import type * as OpenPgp from 'openpgp';
import { keyIdOf, fingerprintOf, keyVersion } from './certificate';
import { algorithms, curvePointIsSound, edwardsPointIsSound, montgomeryPointIsSound, rsaWeakness, toBigInt, type Weakness } from './key-strength';
import { tags, type Packet } from './packets';

export type MaterialFault =
  | { readonly kind: 'version'; readonly version: number }
  | { readonly kind: 'algorithm'; readonly algorithm: string }
  | { readonly kind: 'dsa-or-elgamal'; readonly algorithm: string }
  | { readonly kind: 'rsa-length'; readonly bits: number }
  | { readonly kind: 'weak'; readonly weakness: Weakness; readonly algorithm: string };

export type KeyMaterial = {
  readonly packet: Packet;
  readonly fingerprint: string;
  readonly keyId: string;
  readonly version: number;
  readonly created: number;
  readonly algorithm: string;
  readonly rsaBits?: number;
  readonly canEncrypt: boolean;
  readonly fault?: MaterialFault;
  /** Absent where openpgp.js cannot read the packet; then there is a fault. */
  readonly parsed?: OpenPgp.PublicKeyPacket | OpenPgp.PublicSubkeyPacket;
};

export type RsaLimits = { readonly minimumRsaBits: number };

/** Above this OpenSSL refuses to work, and a verification takes long enough to be an attack. */
const MOST_RSA_BITS = 16384;

const outdated: Readonly<Record<number, string>> = { [algorithms.elgamal]: 'ElGamal', [algorithms.dsa]: 'DSA', [algorithms.elgamalSign]: 'ElGamal' };
const rsa: readonly number[] = [algorithms.rsa, algorithms.rsaEncrypt, algorithms.rsaSign];
const encrypting: readonly number[] = [algorithms.rsa, algorithms.rsaEncrypt, algorithms.ecdh, algorithms.x25519, algorithms.x448];

const curveNames: Readonly<Record<string, string>> = { ed25519Legacy: 'Ed25519', curve25519Legacy: 'Curve25519', nistP256: 'NIST P-256', nistP384: 'NIST P-384', nistP521: 'NIST P-521' };
const algorithmNames: Readonly<Record<number, string>> = { [algorithms.x25519]: 'X25519', [algorithms.x448]: 'X448', [algorithms.ed25519]: 'Ed25519', [algorithms.ed448]: 'Ed448' };

type Params = { readonly n?: Uint8Array; readonly e?: Uint8Array; readonly Q?: Uint8Array; readonly A?: Uint8Array };

function weaknessOf(algorithm: number, curve: string | undefined, params: Params): Weakness | undefined {
  if (rsa.includes(algorithm)) return rsaWeakness(toBigInt(params.n ?? new Uint8Array()), toBigInt(params.e ?? new Uint8Array()));
  const point = params.Q ?? params.A ?? new Uint8Array();
  if (algorithm === algorithms.x25519) return montgomeryPointIsSound('x25519', point) ? undefined : 'point';
  if (algorithm === algorithms.x448) return montgomeryPointIsSound('x448', point) ? undefined : 'point';
  if (algorithm === algorithms.ed25519) return edwardsPointIsSound(point) ? undefined : 'point';
  // The old forms of Ed25519 and Curve25519 are prefixed by 0x40.
  if (algorithm === algorithms.eddsaLegacy) return point[0] === 0x40 && edwardsPointIsSound(point.subarray(1)) ? undefined : 'point';
  if (algorithm !== algorithms.ecdh && algorithm !== algorithms.ecdsa) return undefined;
  if (curve === 'curve25519Legacy') return point[0] === 0x40 && montgomeryPointIsSound('x25519', point.subarray(1)) ? undefined : 'point';
  return curvePointIsSound(curve ?? '', point) ? undefined : 'point';
}

export async function readKeyMaterial(openpgp: typeof OpenPgp, packet: Packet, limits: RsaLimits): Promise<KeyMaterial> {
  const fingerprint = fingerprintOf(packet);
  const { body } = packet;
  const version = keyVersion(packet);
  const algorithm = body[5] ?? 0;
  const created = Buffer.from(body.subarray(1, 5)).reduce((seconds, byte) => seconds * 256 + byte, 0) * 1000;
  const base = { packet, fingerprint, keyId: keyIdOf(fingerprint), version, created, canEncrypt: encrypting.includes(algorithm) };
  if (version !== 4 && version !== 6) return { ...base, algorithm: 'unknown', fault: { kind: 'version', version } };
  const old = outdated[algorithm];
  if (old) return { ...base, algorithm: old, fault: { kind: 'dsa-or-elgamal', algorithm: old } };
  const unreadable: KeyMaterial = { ...base, algorithm: `algorithm ${algorithm}`, fault: { kind: 'algorithm', algorithm: String(algorithm) } };
  try {
    const parsed = packet.tag === tags.publicKey ? new openpgp.PublicKeyPacket() : new openpgp.PublicSubkeyPacket();
    await parsed.read(body);
    // What does not come out as it went in has another fingerprint in GnuPG than in openpgp.js.
    if (!Buffer.from(parsed.write()).equals(body)) return unreadable;
    return judged(base, algorithm, parsed, limits);
  } catch {
    return unreadable;
  }
}

/** GnuPG alone uses these. Debian's Sequoia has neither, and openpgp.js verifies Brainpool only with a module that it does not bring. */
const isSupported = (curve: string | undefined): boolean => curve !== 'secp256k1' && !curve?.startsWith('brainpool');

function judged(base: Omit<KeyMaterial, 'algorithm'>, algorithm: number, parsed: OpenPgp.PublicKeyPacket | OpenPgp.PublicSubkeyPacket, limits: RsaLimits): KeyMaterial {
  const params: Params = parsed.publicParams;
  if (rsa.includes(algorithm)) {
    const bits = toBigInt(params.n ?? new Uint8Array()).toString(2).length;
    const material = { ...base, parsed, algorithm: `RSA ${bits}`, rsaBits: bits };
    if (bits < limits.minimumRsaBits || bits > MOST_RSA_BITS) return { ...material, fault: { kind: 'rsa-length', bits } };
    const weakness = weaknessOf(algorithm, undefined, params);
    return weakness ? { ...material, fault: { kind: 'weak', weakness, algorithm: material.algorithm } } : material;
  }
  const { curve } = parsed.getAlgorithmInfo();
  const name = algorithmNames[algorithm] ?? curveNames[curve ?? ''] ?? curve ?? `algorithm ${algorithm}`;
  if (!isSupported(curve)) return { ...base, parsed, algorithm: name, fault: { kind: 'algorithm', algorithm: name } };
  const weakness = weaknessOf(algorithm, curve, params);
  return weakness ? { ...base, parsed, algorithm: name, fault: { kind: 'weak', weakness, algorithm: name } } : { ...base, parsed, algorithm: name };
}
