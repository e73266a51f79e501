/** Decides the one spelling of a JSON value that digests are taken of: RFC 8785. */

/** Storage takes no deeper value; whatever is deeper is a cycle or made to exhaust the stack. */
const mostDepth = 200;

const isSaid = (value: unknown): boolean => value !== undefined && typeof value !== 'function' && typeof value !== 'symbol';

function spelled(value: unknown, depth: number): string {
  if (typeof value === 'string') {
    if (/\p{Surrogate}/u.test(value)) throw new TypeError('half of a surrogate pair has no canonical form');
    return JSON.stringify(value);
  }
  if (typeof value === 'boolean' || value === null || (typeof value === 'number' && Number.isFinite(value))) return JSON.stringify(value);
  if (typeof value !== 'object' || depth > mostDepth) throw new TypeError('only JSON values have a canonical form');
  if (Array.isArray(value)) return `[${value.map((item: unknown) => (isSaid(item) ? spelled(item, depth + 1) : 'null')).join(',')}]`;
  if (value instanceof Date) return spelled(value.toISOString(), depth);
  let members = '';
  // Keys in the order of their UTF-16 code units, which is how sort compares strings (RFC 8785, 3.2.3).
  for (const name of Object.keys(value).sort()) {
    const member = (value as Readonly<Record<string, unknown>>)[name];
    if (isSaid(member)) members += `${members && ','}${spelled(name, depth)}:${spelled(member, depth + 1)}`;
  }
  return `{${members}}`;
}

/** As JSON.stringify, members that JSON cannot say are left out. Throws a TypeError for what else it cannot say (a cycle, NaN, undefined at the top). */
export const canonicalJson = (value: unknown): string => spelled(value, 0);
