/** Decides how things are digested: SHA-256, in lower-case hex, over the canonical spelling. */
import { createHash } from 'node:crypto';
import { canonicalJson } from './canonical-json';

/** The digest of a JSON value. Throws a TypeError for what JSON cannot say. */
export const digest = (value: unknown): string => createHash('sha256').update(canonicalJson(value)).digest('hex');
