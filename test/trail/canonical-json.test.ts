// Holds our spelling of JSON to the reference implementation of RFC 8785, and to its own vectors.
import canonicalize from 'canonicalize';
import fc from 'fast-check';
import { canonicalJson } from '../../src/trail/canonical-json';

it('spells every JSON value as the reference does', () => {
  fc.assert(fc.property(fc.jsonValue(), (value) => canonicalJson(value) === canonicalize(value)), { numRuns: 500 });
});

it.each([
  ['{"b":1,"a":[true,null,-0,1e21,0.000001,1e-7]}', '{"a":[true,null,0,1e+21,0.000001,1e-7],"b":1}'],
  ['{"\\u20ac":1,"\\r":2,"\\ufb33":3,"1":4,"\\ud83d\\ude02":5,"\\u0080":6,"\\u00f6":7}', '{"\\r":2,"1":4,"\u0080":6,"ö":7,"€":1,"😂":5,"\ufb33":3}'],
])('orders and spells as RFC 8785 shows', (written, expected) => {
  expect(canonicalJson(JSON.parse(written))).toBe(expected);
});

it('leaves out what JSON.stringify leaves out', () => {
  expect(canonicalJson({ a: undefined, b: [undefined], c: new Date(0) })).toBe('{"b":[null],"c":"1970-01-01T00:00:00.000Z"}');
});

const cycle: { again?: unknown } = {};
cycle.again = cycle;

it.each([['a cycle', cycle], ['NaN', [NaN]], ['infinity', Infinity], ['nothing', undefined], ['half a surrogate pair', 'a\ud800'], ['a big integer', 1n]])('refuses %s', (_, value) => {
  expect(() => canonicalJson(value)).toThrow(TypeError);
});
