/** Decides how things are digested and digests compared: SHA-256, in lower-case hex, over the canonical spelling. */
import { createHash, createHmac, timingSafeEqual } from 'node:crypto';
import { canonicalJson } from './canonical-json';

/** The digest of a JSON value. Throws a TypeError for what JSON cannot say. */
export const digest = (value: unknown): string => createHash('sha256').update(canonicalJson(value)).digest('hex');

/** The digest of a file's bytes. */
export const digestOfBytes = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex');

/** A digest that is worth nothing to whoever lacks the secret. */
export const keyedDigest = (secret: Uint8Array, value: unknown): string => createHmac('sha256', secret).update(canonicalJson(value)).digest('hex');

/** Takes as long for a near miss as for any other. */
export const isSameDigest = (one: string, other: string): boolean => one.length === other.length && timingSafeEqual(Buffer.from(one), Buffer.from(other));
