// Shows that every boundary between folders catches the import that it forbids.
import { execFileSync, spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { z } from 'zod';

const root = join(__dirname, '..');
const config = join(root, '.dependency-cruiser.cjs');
const cruiser = join(root, 'node_modules/dependency-cruiser/bin/dependency-cruise.mjs');

/** Each rule, with a file that breaks it and the import by which it does. */
const trespasses: Readonly<Record<string, readonly [file: string, imports: string]>> = {
  'trail-and-checks-stand-alone': ['src/trail/a.ts', '../procedure/free'],
  'procedure-rests-on-checks-and-trail': ['src/procedure/a.ts', '../storage/free'],
  'pure-code-uses-pure-packages': ['src/checks/a.ts', '@forge/events'],
  'procedure-parses-no-formats': ['src/procedure/b.ts', 'openpgp'],
  'pure-code-has-no-machine': ['src/checks/b.ts', 'node:fs'],
  'procedure-hashes-through-the-trail': ['src/procedure/c.ts', 'node:crypto'],
  'certificate-is-drawn-from-facts': ['src/certificate/a.ts', '../procedure/free'],
  'certificate-uses-the-pdf-library-alone': ['src/certificate/b.ts', 'openpgp'],
  'certificate-has-no-machine': ['src/certificate/c.ts', 'node:fs'],
  'contract-is-types-of-the-pure-folders': ['src/contract/index.ts', '../actions/free'],
  'contract-is-types-only': ['src/contract/index.ts', '../procedure/free'],
  'adapters-know-no-one': ['src/jira/a.ts', '../storage/free'],
  'adapters-take-types-from-the-pure-folders': ['src/jira/b.ts', '../procedure/free'],
  'jira-is-called-in-one-place': ['src/storage/a.ts', '@forge/api'],
  'storage-is-called-in-one-place': ['src/jira/c.ts', '@forge/kvs'],
  'adapters-use-their-sdk': ['src/slack/a.ts', 'openpgp'],
  'views-rest-on-the-pure-folders': ['src/views/a.ts', '../storage/free'],
  'actions-know-no-edge': ['src/actions/a.ts', '../gates/free'],
  'actions-use-no-sdk': ['src/actions/b.ts', '@forge/events'],
  'edges-go-through-actions': ['src/gates/a.ts', '../storage/free'],
  'edges-take-types-from-the-pure-folders': ['src/events/a.ts', '../procedure/free'],
  'edges-use-the-resolver-and-zod': ['src/resolvers/a.ts', '@forge/events'],
  'source-imports-source-alone': ['src/actions/c.ts', '../../local/free'],
  'source-imports-no-development-package': ['src/actions/d.ts', 'yaml'],
  'screens-know-the-contract-alone': ['static/desk/a.ts', '../../src/procedure/free'],
  'screens-take-types-from-the-contract': ['static/desk/b.ts', '../../src/contract/index'],
  'screens-share-through-parts': ['static/desk/c.ts', '../settings/free'],
  'screens-run-in-a-browser': ['static/desk/d.ts', 'node:path'],
  'tools-run-the-pure-folders': ['tools/a.ts', '../src/actions/free'],
  'local-host-runs-the-built-app': ['local/a.ts', '../src/procedure/free'],
  'journeys-drive-the-host-alone': ['test/journeys/a.ts', '../../src/procedure/free'],
  'browser-tests-know-the-words-alone': ['test/browser/a.ts', '../../src/procedure/free'],
  'no-circles': ['src/trail/b.ts', './c'],
  'imports-are-there': ['tools/b.ts', './nowhere'],
};

const free = ['src/procedure', 'src/storage', 'src/actions', 'src/gates', 'static/settings', 'local'].map((folder) => `${folder}/free.ts`);

const report = z.object({
  summary: z.object({ violations: z.array(z.object({ from: z.string(), rule: z.object({ name: z.string() }) })) }),
});

let scratch = '';
let caught: readonly string[] = [];

beforeAll(() => {
  mkdirSync(join(root, '.cache'), { recursive: true });
  scratch = mkdtempSync(join(root, '.cache/boundaries-'));
  const write = (file: string, text: string) => {
    mkdirSync(dirname(join(scratch, file)), { recursive: true });
    writeFileSync(join(scratch, file), text, { flag: 'a' });
  };
  for (const file of free) write(file, 'export const free = 1;\n');
  for (const [file, imports] of Object.values(trespasses)) write(file, `import '${imports}';\n`);
  write('src/trail/c.ts', "import './b';\n");
  for (const file of ['package.json', 'tsconfig.json', 'node_modules']) symlinkSync(join(root, file), join(scratch, file));
  const { stdout } = spawnSync(
    process.execPath,
    [cruiser, '--config', config, '--output-type', 'json', 'src', 'static', 'tools', 'local', 'test'],
    { cwd: scratch, encoding: 'utf8', maxBuffer: 64 * 1024 * 1024 },
  );
  caught = report.parse(JSON.parse(stdout)).summary.violations.map(({ from, rule }) => `${rule.name}: ${from}`);
});
afterAll(() => {
  rmSync(scratch, { recursive: true, force: true });
});

test.each(Object.entries(trespasses))('%s', (rule, [file]) => {
  expect(caught).toContain(`${rule}: ${file}`);
});

test('no boundary is without its trespass here', () => {
  const script = `process.stdout.write(JSON.stringify(require(${JSON.stringify(config)}).forbidden.map((rule) => rule.name)))`;
  const rules: unknown = JSON.parse(execFileSync(process.execPath, ['--eval', script], { encoding: 'utf8' }));
  expect(rules).toEqual(Object.keys(trespasses));
});
