// Starts one of the project's programs on a clone that may have nothing installed and nothing built.
import { spawn, spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { installWhatIsMissing, root } from './install-what-is-missing.mjs';

const [first = '', ...rest] = process.argv.slice(2);
const needsBuild = first === '--built';
const [program = '', ...args] = needsBuild ? rest : [first, ...rest];

installWhatIsMissing();
const typescript = ['--import', import.meta.resolve('tsx')];
if (needsBuild) {
  const { status } = spawnSync(process.execPath, [...typescript, join(root, 'tools/build.ts')], { cwd: root, stdio: ['ignore', 2, 2] });
  if (status !== 0) process.exit(1);
}

const running = spawn(process.execPath, [...typescript, join(root, program), ...args], { stdio: 'inherit' });
for (const signal of /** @type {const} */ (['SIGINT', 'SIGTERM', 'SIGHUP'])) process.on(signal, () => running.kill(signal));
running.on('exit', (code) => process.exit(code ?? 1));
