/** Decides the one spelling of a JSON value that digests are taken of: RFC 8785. */
import canonicalize from 'canonicalize';

/** Throws a TypeError for what JSON cannot say (a cycle, NaN, undefined at the top). */
export function canonicalJson(value: unknown): string {
  const text = canonicalize(value);
  if (text === undefined) throw new TypeError('only JSON values have a canonical form');
  return text;
}
