// Decides whether a stored value meets the conditions of a query or of a transaction.
import { z } from 'zod';
import { kvsRefusal } from './kvs-refusal';

const CONDITIONS = [
  'BEGINS_WITH', 'BETWEEN', 'EQUAL_TO', 'GREATER_THAN', 'GREATER_THAN_EQUAL_TO', 'LESS_THAN', 'LESS_THAN_EQUAL_TO',
  'CONTAINS', 'NOT_CONTAINS', 'NOT_EQUAL_TO', 'EXISTS', 'NOT_EXISTS',
] as const;

export const rangeCondition = z.object({ condition: z.enum(CONDITIONS.slice(0, 7)), values: z.array(z.unknown()).min(1) });
export type RangeCondition = z.infer<typeof rangeCondition>;

const filter = z.object({ property: z.string(), condition: z.enum(CONDITIONS), values: z.array(z.unknown()).min(1) });

export const filters = z
  .object({ and: z.array(filter).optional(), or: z.array(filter).optional() })
  .transform(({ and, or }): Filters => {
    if (and && or) throw kvsRefusal(400, 'INVALID_FILTER_OPERATORS_COMBINATION', 'give either "and" or "or"');
    const items = and ?? or ?? [];
    if (items.length === 0) throw kvsRefusal(400, 'EMPTY_FILTER_OPERATOR', '"and" and "or" cannot be empty');
    return { every: or === undefined, items };
  });

export interface Filters {
  every: boolean;
  items: { property: string; condition: (typeof CONDITIONS)[number]; values: unknown[] }[];
}

export function meets(filters: Filters | undefined, value: unknown): boolean {
  if (!filters) return true;
  const attributes = typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : {};
  const one = (item: Filters['items'][number]): boolean => holds(item.condition, item.values, attributes[item.property]);
  return filters.every ? filters.items.every(one) : filters.items.some(one);
}

export function holds(condition: (typeof CONDITIONS)[number], values: unknown[], actual: unknown): boolean {
  const [first, second] = values;
  if (condition === 'BETWEEN' && values.length < 2) {
    throw kvsRefusal(400, 'INSUFFICIENT_FILTER_VALUES', 'BETWEEN needs two values');
  }
  switch (condition) {
    case 'EXISTS':
      return actual !== undefined;
    case 'NOT_EXISTS':
      return actual === undefined;
    case 'EQUAL_TO':
      return actual === first;
    case 'NOT_EQUAL_TO':
      return actual !== first;
    case 'BEGINS_WITH':
      return typeof actual === 'string' && actual.startsWith(String(first));
    case 'CONTAINS':
      return contains(actual, first);
    case 'NOT_CONTAINS':
      return !contains(actual, first);
    case 'BETWEEN':
      return atLeast(actual, first) && atLeast(second, actual);
    case 'GREATER_THAN':
      return atLeast(actual, first) && actual !== first;
    case 'GREATER_THAN_EQUAL_TO':
      return atLeast(actual, first);
    case 'LESS_THAN':
      return atLeast(first, actual) && actual !== first;
    case 'LESS_THAN_EQUAL_TO':
      return atLeast(first, actual);
  }
}

const contains = (actual: unknown, part: unknown): boolean =>
  Array.isArray(actual) ? actual.includes(part) : typeof actual === 'string' && actual.includes(String(part));

// Values of different types are never in order: the store does not coerce.
function atLeast(high: unknown, low: unknown): boolean {
  if (typeof high === 'number' && typeof low === 'number') return high >= low;
  if (typeof high === 'string' && typeof low === 'string') return Buffer.compare(Buffer.from(high), Buffer.from(low)) >= 0;
  return false;
}
