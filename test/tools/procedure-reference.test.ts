// Shows that the page of the procedure says what the rules say, and that a page without its marks is not written over.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { defaultRules } from '../../src/procedure/default-rules';
import { messages } from '../../src/procedure/messages';
import { withGates } from '../../tools/procedure-reference';

const page = readFileSync(join(__dirname, '../../docs/procedure.md'), 'utf8');

test('the tables of the procedure are current', () => {
  expect(withGates(page, defaultRules, messages)).toBe(page);
});

test('every step of the rules stands in them once, in words', () => {
  for (const { id } of defaultRules.steps) expect(page.split(`\n| ${messages[`step.${id}.title`] ?? 'no words'}`)).toHaveLength(2);
});

test('a page that lost its marks is refused', () => {
  expect(() => withGates('# The procedure', defaultRules, messages)).toThrow('lost the marks');
});
