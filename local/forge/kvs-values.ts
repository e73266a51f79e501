// Decides which keys and values the key-value store accepts.
// The codes are those of developer.atlassian.com/platform/forge/storage-reference/handling-errors-customentities.
import type { Entity } from './manifest';
import { kvsRefusal } from './kvs-refusal';

const KEY = /^(?!\s+$)[a-zA-Z0-9:._\s\-#]+$/;
const MOST_KEY = 500;
const MOST_BYTES = 240 * 1024;
const MOST_DEPTH = 31;
const RANGE_BYTES = 900;
const PARTITION_BYTES = 1700;
const TTL_MS = { SECONDS: 1000, MINUTES: 60_000, HOURS: 3_600_000, DAYS: 86_400_000 };

export function acceptKey(key: string, entity: Entity | undefined): void {
  if (key.length === 0) throw kvsRefusal(400, entity ? 'EMPTY_KEY' : 'KEY_TOO_SHORT', 'the key is empty');
  if (key.length > MOST_KEY) throw kvsRefusal(400, 'KEY_TOO_LONG', `the key is longer than ${MOST_KEY} characters`);
  if (!KEY.test(key)) throw kvsRefusal(400, 'INVALID_KEY', `the key does not match ${KEY.source}`);
}

/** Answers the value as it is stored. */
export function acceptValue(value: unknown, entity: Entity | undefined): string {
  if (value === undefined || value === null) throw kvsRefusal(400, 'INVALID_VALUE', 'there is no value');
  const text = JSON.stringify(value);
  if (Buffer.byteLength(text) > MOST_BYTES) throw kvsRefusal(400, 'MAX_SIZE', 'the value is larger than 240 KiB');
  if (depth(value) > MOST_DEPTH) throw kvsRefusal(400, 'MAX_DEPTH', `the value is nested deeper than ${MOST_DEPTH}`);
  if (entity) acceptAttributes(value, entity);
  return text;
}

function acceptAttributes(value: unknown, entity: Entity): void {
  const wrong = (why: string): Error => kvsRefusal(400, 'INVALID_ENTITY_VALUE', `${entity.name}: ${why}`);
  if (typeof value !== 'object' || value === null || Array.isArray(value)) throw wrong('the value is no object');
  const given = value as Record<string, unknown>;
  for (const [name, attribute] of Object.entries(given)) {
    const declared = entity.attributes[name];
    // Whether Forge stores an undeclared attribute is not documented; the app must not come to rely on it.
    if (!declared) throw wrong(`the manifest declares no attribute "${name}"`);
    if (!fits(attribute, declared.type)) throw wrong(`"${name}" is no ${declared.type}`);
  }
  for (const { range, partition } of entity.indexes) {
    for (const name of range) if (bytes(given[name]) > RANGE_BYTES) throw wrong(`"${name}" is too long for a range`);
    if (partition.reduce((sum, name) => sum + bytes(given[name]), 0) > PARTITION_BYTES) {
      throw wrong(`${partition.join(', ')}: too long for a partition`);
    }
  }
}

const bytes = (attribute: unknown): number => (typeof attribute === 'string' ? Buffer.byteLength(attribute) : 8);

function fits(attribute: unknown, type: string): boolean {
  switch (type) {
    case 'any':
      return true;
    case 'string':
      return typeof attribute === 'string';
    case 'boolean':
      return typeof attribute === 'boolean';
    case 'integer':
      // 32-bit signed: a time in milliseconds does not fit.
      return typeof attribute === 'number' && (attribute | 0) === attribute;
    default:
      return typeof attribute === 'number' && Number.isFinite(attribute);
  }
}

function depth(value: unknown): number {
  if (typeof value !== 'object' || value === null) return 0;
  let deepest = 0;
  for (const part of Object.values(value)) deepest = Math.max(deepest, depth(part));
  return deepest + 1;
}

export function expiry(ttl: { value: number; unit: keyof typeof TTL_MS } | undefined, now: number): number | null {
  if (!ttl) return null;
  if (!Number.isInteger(ttl.value) || ttl.value < 1) throw kvsRefusal(400, 'INVALID_TTL', 'a TTL is a positive integer');
  return now + ttl.value * TTL_MS[ttl.unit];
}
