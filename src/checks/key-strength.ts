/** Decides whether the public half of a key is strong: its algorithm, its length, and moduli and points known to be weak. */
import { createPublicKey, diffieHellman, createPrivateKey, ECDH } from 'node:crypto';

export type Weakness = 'roca' | 'closePrimes' | 'smallFactor' | 'exponent' | 'point';

/** RFC 9580, section 9.1. */
export const algorithms = { rsa: 1, rsaEncrypt: 2, rsaSign: 3, elgamal: 16, dsa: 17, ecdh: 18, ecdsa: 19, elgamalSign: 20, eddsaLegacy: 22, x25519: 25, x448: 26, ed25519: 27, ed448: 28 } as const;

const primesBelow = (limit: number): readonly number[] => {
  const composite = new Set<number>();
  const primes: number[] = [];
  for (let n = 2; n < limit; n += 1) {
    if (composite.has(n)) continue;
    primes.push(n);
    for (let multiple = n * n; multiple < limit; multiple += n) composite.add(multiple);
  }
  return primes;
};

const smallPrimes = primesBelow(4096);
const smallPrimesProduct = smallPrimes.reduce((product, prime) => product * BigInt(prime), 1n);

/**
 * ROCA (CVE-2017-15361): Infineon's primes are 65537^a modulo the product of the first primes, so the modulus is a power of
 * 65537 modulo each of them. 39 primes are common to all its lengths; an honest modulus passes for one about once in 2^154.
 */
const rocaGroups = primesBelow(168).slice(1).map((prime) => {
  const group = new Set<number>();
  for (let power = 1; !group.has(power); power = (power * 65537) % prime) group.add(power);
  return { prime, group };
});

export const toBigInt = (bytes: Uint8Array): bigint => (bytes.length === 0 ? 0n : BigInt(`0x${Buffer.from(bytes).toString('hex')}`));

function greatestCommonDivisor(a: bigint, b: bigint): bigint {
  let [x, y] = [a, b];
  while (y > 0n) [x, y] = [y, x % y];
  return x;
}

function squareRoot(n: bigint): bigint {
  let root = 1n << BigInt((n.toString(16).length * 4 + 1) >> 1);
  for (;;) {
    const next = (root + n / root) >> 1n;
    if (next >= root) return root;
    root = next;
  }
}

const FERMAT_ROUNDS = 100;

/** Fermat's factoring (CVE-2022-26320): a hundred rounds find primes that differ in their lower half only. */
function hasClosePrimes(modulus: bigint): boolean {
  let a = squareRoot(modulus);
  if (a * a < modulus) a += 1n;
  for (let round = 0; round < FERMAT_ROUNDS; round += 1, a += 1n) {
    const rest = a * a - modulus;
    if (rest === 0n) return true;
    const ending = Number(rest & 15n);
    if (ending !== 0 && ending !== 1 && ending !== 4 && ending !== 9) continue;
    const root = squareRoot(rest);
    if (root * root === rest) return true;
  }
  return false;
}

export function rsaWeakness(modulus: bigint, exponent: bigint): Weakness | undefined {
  // An exponent above 64 bits is nobody's and makes each verification as slow as a private operation.
  if (exponent < 3n || exponent % 2n === 0n || exponent >= 1n << 64n) return 'exponent';
  if (greatestCommonDivisor(smallPrimesProduct, modulus % smallPrimesProduct) !== 1n) return 'smallFactor';
  if (rocaGroups.every(({ prime, group }) => group.has(Number(modulus % BigInt(prime))))) return 'roca';
  return hasClosePrimes(modulus) ? 'closePrimes' : undefined;
}

export type Montgomery = 'x25519' | 'x448';

const pkcs8 = { x25519: '302e020100300506032b656e04220420', x448: '3046020100300506032b656f043a0438' } as const;
const sizes = { x25519: 32, x448: 56 } as const;

/** A point of small order makes every shared secret zero, and whoever reads the file can open it. OpenSSL refuses the zero. */
export function montgomeryPointIsSound(curve: Montgomery, point: Uint8Array): boolean {
  if (point.length !== sizes[curve]) return false;
  try {
    const anyone = createPrivateKey({ key: Buffer.concat([Buffer.from(pkcs8[curve], 'hex'), Buffer.alloc(sizes[curve], 0x77)]), format: 'der', type: 'pkcs8' });
    const publicKey = createPublicKey({ key: { kty: 'OKP', crv: curve === 'x25519' ? 'X25519' : 'X448', x: Buffer.from(point).toString('base64url') }, format: 'jwk' });
    diffieHellman({ privateKey: anyone, publicKey });
    return true;
  } catch {
    return false;
  }
}

const opensslNames: Readonly<Record<string, string>> = { nistP256: 'prime256v1', nistP384: 'secp384r1', nistP521: 'secp521r1' };

/** Off the curve, each message sealed to the point gives part of the answer away. */
export function curvePointIsSound(curve: string, point: Uint8Array): boolean {
  const name = opensslNames[curve];
  if (!name) return false;
  try {
    ECDH.convertKey(point, name);
    return true;
  } catch {
    return false;
  }
}

/** Curve25519's y-coordinates of small order, little-endian, the sign bit off, those not reduced included. With one of them anybody can sign. */
const smallOrder: readonly string[] = [
  `00${'00'.repeat(31)}`,
  `01${'00'.repeat(31)}`,
  `ec${'ff'.repeat(30)}7f`,
  `ed${'ff'.repeat(30)}7f`,
  `ee${'ff'.repeat(30)}7f`,
  '26e8958fc2b227b045c3f489f2ef98f0d5dfac05d3c63339b13802886d53fc05',
  'c7176a703d4dd84fba3c0b760d10670f2a2053fa2c39ccc64ec7fd7792ac037a',
];

export function edwardsPointIsSound(point: Uint8Array): boolean {
  const unsigned = Buffer.from(point);
  unsigned[31] = (unsigned[31] ?? 0) & 0x7f;
  return point.length === 32 && !smallOrder.includes(unsigned.toString('hex'));
}
