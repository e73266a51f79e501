// Shows that no value means anything to a shell but itself.
import { execFileSync } from 'node:child_process';
import fc from 'fast-check';
import { quoted } from '../../src/procedure/shell-words';

it('quotes every value as one word that the shell gives back unchanged', () => {
  const printable = fc.string({ unit: fc.integer({ min: 0x20, max: 0x7e }).map((code) => String.fromCharCode(code)), maxLength: 60 });
  fc.assert(fc.property(fc.array(printable, { minLength: 1, maxLength: 20 }), (values) => {
    const script = values.map((value) => `printf '%s\\n' ${quoted(value)}`).join('\n');
    expect(execFileSync('sh', ['-c', script], { encoding: 'utf8' })).toBe(values.map((value) => `${value}\n`).join(''));
  }), { numRuns: 25 });
});

it.each(['a\nb', 'a\u001b[2J', 'a\u202eb', 'a\u0000'])('quotes no control character', (value) => {
  expect(() => quoted(value)).toThrow('control characters');
});
