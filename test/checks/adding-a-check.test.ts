// Shows that the three steps of docs/adding-a-check.md add a check, in a copy, and that leaving one out is noticed.
import { spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

const root = join(__dirname, '../..');
let copy = '';

const run = (program: string, ...args: string[]): { status: number | null; output: string } => {
  const { status, stdout, stderr } = spawnSync(process.execPath, [program, ...args], { cwd: copy, encoding: 'utf8' });
  return { status, output: stdout + stderr };
};
const typescript = (file: string, ...args: string[]): { status: number | null; output: string } => run('node_modules/tsx/dist/cli.mjs', file, ...args);
const tests = (): { status: number | null; output: string } => run('node_modules/jest/bin/jest.js', '--selectProjects=unit', '--testPathPatterns=checks/(registry|delivery-host)', '--watchman=false');

function edit(file: string, change: (text: string) => string): void {
  const before = readFileSync(join(copy, file), 'utf8');
  const after = change(before);
  expect(after).not.toBe(before);
  writeFileSync(join(copy, file), after);
}

beforeAll(() => {
  mkdirSync(join(root, '.cache'), { recursive: true });
  copy = mkdtempSync(join(root, '.cache/adding-a-check-'));
  for (const path of ['src/checks', 'src/procedure', 'src/trail', 'tools', 'test/checks', 'docs', 'static/parts/catalogue.en.json', 'tsconfig.json', 'jest.config.cjs', 'package.json']) {
    cpSync(join(root, path), join(copy, path), { recursive: true });
  }
  symlinkSync(join(root, 'node_modules'), join(copy, 'node_modules'));
});
afterAll(() => {
  rmSync(copy, { recursive: true });
});

test('three steps', () => {
  expect(typescript('tools/new-check.ts', 'delivery-host')).toMatchObject({ status: 0 });
  expect(typescript('tools/new-check.ts', 'delivery-host').output).toContain('is there already');
  expect(typescript('tools/new-check.ts', '../escape')).toMatchObject({ status: 2 });
  const forgotten = tests();
  expect(forgotten.status).not.toBe(0);
  expect(forgotten.output).toContain('every check of the folder is in the list');

  edit('src/checks/delivery-host.ts', (text) =>
    text
      .replace('whether … (one sentence)', 'whether the site may be named')
      .replace("needs: ['requester']", "needs: ['site']")
      .replace("'not-written-yet': { says: 'Unknown: this check is not written yet.', remedy: 'A developer writes it.' }", "'other-host': { says: '{host} is another host.', remedy: 'An agent corrects it.' }")
      .replace('verify() {', 'verify({ site: { host } }) {')
      .replace("findings: [{ code: 'not-written-yet', weight: 'unknown', params: {} }]", "findings: host.endsWith('.atlassian.net') ? [] : [{ code: 'other-host', weight: 'fail', params: { host } }]"));
  edit('test/checks/delivery-host.test.ts', (text) =>
    `${text.slice(0, text.indexOf("test('is not written yet'"))}const outcome = async (host: string): Promise<string> => (await runCheck(deliveryHost, { site: known({ host }) }, {}, now)).outcome;

test('a host of ours passes', async () => {
  expect(await outcome('a.atlassian.net')).toBe('pass');
});

describe('hostile', () => {
  test('a host that only begins like one of ours fails', async () => {
    expect(await outcome('a.atlassian.net.evil.example')).toBe('fail');
  });
});
`);
  edit('src/checks/index.ts', (text) =>
    text
      .replace("import type { Check } from './check';\n", "import type { Check } from './check';\nimport { deliveryHost } from './delivery-host';\n")
      .replace(/= \[\n([\s\S]*)\];/, (_, names: string) => `= [\n${[...names.trimEnd().split('\n'), '  deliveryHost,'].toSorted().join('\n')}\n];`));

  const stale = tests();
  expect(stale.status).not.toBe(0);
  expect(stale.output).toContain('the reference is current');

  expect(typescript('tools/generate.ts')).toMatchObject({ status: 0 });
  expect(readFileSync(join(copy, 'docs/checks.md'), 'utf8')).toContain('‹host› is another host.');
  expect(tests()).toMatchObject({ status: 0 });
  expect(run('node_modules/typescript/bin/tsc', '--noEmit', '-p', '.').output).not.toContain('delivery-host');
}, 120_000);
