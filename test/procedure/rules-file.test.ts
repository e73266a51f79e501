// Shows that rules travel as a file without loss, and that a file with a fault is refused with the line of it.
import { defaultRules } from '../../src/procedure/default-rules';
import type { Condition } from '../../src/procedure/conditions';
import { rulesSchema } from '../../src/procedure/rules';
import { mostBytes, readRulesFile, writeRulesFile } from '../../src/procedure/rules-file';

const file = writeRulesFile(defaultRules);
const faultIn = (text: string): string => {
  const read = readRulesFile(text);
  if (!('problems' in read)) return 'read';
  const [{ line, column, says }] = read.problems as [typeof read.problems[number]];
  return `${line}:${column} ${says.code}`;
};
/** The file with something otherwise, and where that begins. */
const edited = (was: string, now: string): { text: string; line: number } => {
  expect(file.split(was).length).toBeGreaterThan(1);
  return { text: file.replace(was, now), line: file.slice(0, file.indexOf(was)).split('\n').length };
};

test('a file is read as the rules that were written, with a byte order mark too', () => {
  expect(readRulesFile(file)).toEqual({ rules: rulesSchema.parse(defaultRules) });
  expect(readRulesFile(`\uFEFF${file}`)).toEqual({ rules: rulesSchema.parse(defaultRules) });
});

test('every way to compare travels, and so does a rule of before there were others than “is”', () => {
  const of: Condition['of'] = [
    { fact: 'kind', is: ['data-dump', 'audit-log-dump'] },
    { fact: 'product', is: 'Planner', not: true },
    { fact: 'edition', is: ['Standard', 'Advanced'], not: true },
    { fact: 'users', from: 500, not: true },
    { fact: 'answer', step: 'churn-risk', is: 'yes', not: true },
    { fact: 'verdict', check: 'ssh-key', is: ['warn', 'fail'] },
    { fact: 'enterprise', is: false },
  ];
  const rules = { ...defaultRules, steps: defaultRules.steps.map((step) => (step.id === 'approver-told' ? { ...step, when: { join: 'any' as const, of } } : step)) };
  const read = readRulesFile(writeRulesFile(rules));
  expect('rules' in read && read.rules.steps.find(({ id }) => id === 'approver-told')?.when).toEqual({ join: 'any', of });
});

test('what is missing is named, and so is what there is too little of', () => {
  const { products: _products, ...rest } = defaultRules;
  const faults = (given: object) => { const read = readRulesFile(JSON.stringify(given)); return 'problems' in read ? read.problems.map(({ says }) => says) : []; };
  expect(faults(rest)).toEqual([{ code: 'rules.missing', params: { name: 'products', type: 'array' } }]);
  expect(faults({ ...defaultRules, products: [] })).toEqual([{ code: 'rules.too-few', params: { least: 1 } }]);
  expect(faults({ ...defaultRules, products: [' '] })).toEqual([{ code: 'rules.empty', params: {} }]);
  expect(faults({ ...defaultRules, products: ['x'.repeat(501)] })).toEqual([{ code: 'rules.too-long', params: { most: 500 } }]);
});

test.each<[string, string, string, string, number?]>([
  ['a list from which nothing is chosen', '"is": "audit-log-dump"', '"is": []', 'rules.nothing-chosen'],
  ['a kind that does not exist', '"is": "audit-log-dump"', '"is": ["audit-log"]', 'rules.not-one-of'],
  ['a kind that does not exist, alone', '"is": "audit-log-dump"', '"is": "audit-log"', 'rules.not-one-of'],
  ['a number of users that nobody can have', '"fact": "enterprise",\n            "is": true', '"fact": "users",\n            "from": 0', 'rules.too-small'],
  ['a gate that does not exist', '"before": "start-work"', '"before": "start-wrk"', 'rules.not-one-of'],
  ['a name that nothing reads', '"mandatory": false', '"mandatory": false, "optional": true', 'rules.unknown-key'],
  ['a placeholder that nothing fills', 'Hello {requester}', 'Hello {requestor}', 'rules.unknown-placeholder'],
  ['a script', 'Hello {requester}', 'Hello <script>fetch(1)</script>', 'rules.markup'],
  ['a setting that its check does not take', '"listedContactsOnly": "warn"', '"listedContactsOnly": "maybe"', 'rules.check-settings'],
  ['a number that is too large', '"releaseLapsesAfter": 20', '"releaseLapsesAfter": 2000', 'rules.too-big'],
  ['a text where a yes or no belongs', '"purging": true', '"purging": "true"', 'rules.wrong-type'],
  ['a step twice', '"id": "previous-requests"', '"id": "licence-standing"', 'rules.step-twice'],
])('%s is told by its line', (_, was, now, code) => {
  const { text, line } = edited(was, now);
  // Something too many is shown where its object begins.
  expect(faultIn(text)).toMatch(new RegExp(`^(?:${line}|\\d+):\\d+ ${code.replace('.', '\\.')}$`));
  const within = now.split('\n').length - 1;
  if (code !== 'rules.unknown-key') expect(faultIn(text)).toContain(`${line + within}:`);
});

test('the column is that of the value', () => {
  const { text, line } = edited('"releaseLapsesAfter": 20', '"releaseLapsesAfter": 2000');
  const column = (text.split('\n')[line - 1] ?? '').indexOf('2000') + 1;
  expect(faultIn(text)).toBe(`${line}:${column} rules.too-big`);
});

test('what is missing is shown where it should be', () => {
  expect(faultIn(file.replace('"join": "any",', ''))).toMatch(/^\d+:\d+ rules\.missing$/);
});

test.each<[string, string, string]>([
  ['of a later schema', file.replace('"v": 1', '"v": 2'), '2:8 rules-file.later'],
  ['without a schema', file.replace('"v": 1,', ''), '1:1 rules-file.no-schema'],
  ['of schema 0, which there never was', file.replace('"v": 1', '"v": 0'), '1:1 rules-file.no-schema'],
  ['that breaks off', file.slice(0, 100), 'rules-file.not-json'],
  ['with a comment', `// rules\n${file}`, '1:1 rules-file.not-json'],
  ['with a comma too many', '{\n  "v": 1,\n}', '3:1 rules-file.not-json'],
  ['that is empty', '', '1:1 rules-file.not-json'],
  ['with a name twice', file.replace('"mandatory": false', '"mandatory": true, "mandatory": false'), 'rules-file.name-twice'],
  ['of five megabytes', `{"v": 1, "steps": "${'x'.repeat(5_000_000)}"}`, '1:1 rules-file.too-large'],
  ['that nests without end', '['.repeat(90_000), '1:1 rules-file.too-deep'],
  ['that is a list', '[]', '1:1 rules-file.no-schema'],
  ['that reaches for the prototype', file.replace('"v": 1', '"v": 1, "__proto__": {"steps": []}'), '1:1 rules.unknown-key'],
])('a file %s is refused', (_, text, fault) => {
  expect(faultIn(text)).toContain(fault);
});

test('the rules that the app brings along are far from the limit', () => {
  expect(Buffer.byteLength(file)).toBeLessThan(mostBytes / 4);
});
