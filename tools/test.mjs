// Runs every kind of test in turn, prints what failed, and ends with one line that counts.
import { spawn } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { installWhatIsMissing, root } from './install-what-is-missing.mjs';

/** @typedef {{ passed: number, failed: number, skipped: number }} Count */
/** @typedef {{ numPassedTests: number, numFailedTests: number, numPendingTests: number, numTodoTests: number, numRuntimeErrorTestSuites: number, testResults: { assertionResults: { status: string, fullName: string }[] }[] }} Told What jest says in JSON. */
/** @typedef {{ name: string, run: () => Promise<{ count: Count, output: string }> }} Step */

const minute = 60_000;
const traffic = join(root, '.cache/traffic');
const contractCheck = '../shared/contracts/check.mjs';

/** @param {readonly string[]} args @returns {Promise<{ ok: boolean, output: string }>} */
function node(args) {
  return new Promise((done) => {
    let output = '';
    // Colours would hide a file's name from an editor that reads the log.
    const child = spawn(process.execPath, args, { cwd: root, timeout: 15 * minute, env: { ...process.env, NO_COLOR: '1', FORCE_COLOR: '0' } });
    for (const stream of [child.stdout, child.stderr]) stream.on('data', (text) => (output += String(text)));
    child.on('close', (code) => done({ ok: code === 0, output }));
  });
}

/** @param {string} name @param {(() => readonly string[])} args @returns {Step} */
function command(name, args) {
  return {
    name,
    run: async () => {
      const { ok, output } = await node(args());
      return { count: { passed: ok ? 1 : 0, failed: ok ? 0 : 1, skipped: 0 }, output: ok ? '' : output };
    },
  };
}

/** @param {string} name @param {...string} args @returns {Step} */
function jest(name, ...args) {
  const result = join(root, '.cache', `jest-${name}.json`);
  return {
    name,
    run: async () => {
      rmSync(result, { force: true });
      const { ok, output } = await node(['node_modules/jest/bin/jest.js', '--selectProjects', name, '--json', '--outputFile', result, '--silent', ...args]);
      if (!existsSync(result)) return { count: { passed: 0, failed: 1, skipped: 0 }, output };
      /** @type {Told} */
      const told = JSON.parse(readFileSync(result, 'utf8'));
      // A suite that could not be loaded has no tests to count, and jest can fail with every test passed.
      const failed = told.numFailedTests + told.numRuntimeErrorTestSuites;
      const count = { passed: told.numPassedTests, failed: ok ? failed : Math.max(failed, 1), skipped: told.numPendingTests + told.numTodoTests };
      // What did not run says why in its own name.
      const skipped = told.testResults.flatMap(({ assertionResults }) => assertionResults).filter(({ status }) => status === 'pending' || status === 'todo');
      const left = skipped.map(({ fullName }) => `– not run: ${fullName}`).join('\n');
      return { count, output: ok ? left : output.replace(/^\{"num.*$/m, '') };
    },
  };
}

/** @param {string} name @param {string} program @param {...string} args */
const program = (name, program, ...args) => command(name, () => ['--import', 'tsx', program, ...args]);
/** @param {string} name @param {string} script @param {...string} args */
const tool = (name, script, ...args) => command(name, () => [`node_modules/${script}`, ...args]);

const typed = { src: '.', static: 'static', local: 'local', pages: 'local/pages/browser', tools: 'tools', test: 'test' };

const quick = [
  program('build', 'tools/build.ts'),
  ...Object.entries(typed).map(([name, folder]) =>
    tool(`types of ${name}`, 'typescript/bin/tsc', '--noEmit', '--project', folder, '--incremental', '--tsBuildInfoFile', `.cache/types/${name}.json`),
  ),
  tool('lint', 'eslint/bin/eslint.js', '.'),
  tool('boundaries', 'dependency-cruiser/bin/dependency-cruise.mjs', '--config', '.dependency-cruiser.cjs', 'src', 'static', 'tools', 'local', 'test'),
  jest('unit', '--maxWorkers=2'),
];

const thorough = [
  tool('unused code', 'knip/bin/knip.js'),
  program('manifest', 'tools/check-manifest.ts'),
  program('forge lint', 'tools/lint-as-forge.ts'),
  jest('journeys', '--runInBand'),
  jest('browser', '--runInBand'),
  // The vendors' contracts lie beside the repository where it is developed, and are no part of it.
  ...(existsSync(join(root, contractCheck))
    ? [command('traffic fits the published contracts', () => [contractCheck, ...recordedTraffic()])]
    : []),
];

function recordedTraffic() {
  return existsSync(traffic) ? readdirSync(traffic).filter((name) => name.endsWith('.har')).map((name) => join(traffic, name)) : [];
}

async function runAll() {
  installWhatIsMissing();
  mkdirSync(join(root, '.cache'), { recursive: true });
  const fast = process.argv.includes('--fast');
  if (!fast) rmSync(traffic, { recursive: true, force: true });

  const total = { passed: 0, failed: 0, skipped: 0 };
  for (const { name, run } of fast ? quick : [...quick, ...thorough]) {
    const began = Date.now();
    const { count, output } = await run();
    total.passed += count.passed;
    total.failed += count.failed;
    total.skipped += count.skipped;
    if (output) console.log(output.trimEnd());
    const seconds = ((Date.now() - began) / 1000).toFixed(1);
    console.log(`${count.failed ? '✗' : '✓'} ${name}${count.passed > 1 ? `, ${count.passed} tests` : ''} (${seconds} s)`);
  }
  console.log(`${total.passed} passed, ${total.failed} failed${total.skipped ? `, ${total.skipped} skipped` : ''}`);
  process.exitCode = total.failed ? 1 : 0;
}

await runAll();
