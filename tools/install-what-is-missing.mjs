// Installs the dependencies when what stands in node_modules is not what the lock file says.
import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

export const root = dirname(dirname(fileURLToPath(import.meta.url)));

/** @typedef {{ version?: string, optional?: boolean, devOptional?: boolean }} Locked */

/** @param {string} file @returns {Record<string, Locked>} */
function lockedIn(file) {
  if (!existsSync(file)) return {};
  return JSON.parse(readFileSync(file, 'utf8')).packages;
}

function isInstalled() {
  // npm writes this second lock file last, so an installation that broke off half-way has none.
  const installed = lockedIn(join(root, 'node_modules/.package-lock.json'));
  return Object.entries(lockedIn(join(root, 'package-lock.json'))).every(
    ([path, { version, optional, devOptional }]) =>
      path === '' || optional || devOptional || installed[path]?.version === version,
  );
}

/** @param {string} why @returns {never} */
function stop(why) {
  console.error(why);
  process.exit(1);
}

export function installWhatIsMissing() {
  const [major = 0, minor = 0] = process.versions.node.split('.').map(Number);
  if (major < 20 || (major === 20 && minor < 19)) stop(`Snapshot Desk needs Node 20.19 or newer, and this is ${process.versions.node}.`);
  if (isInstalled()) return;

  console.error('Installing the dependencies, which takes about a minute …');
  const npm = process.env['npm_execpath'];
  const [command, first] = npm ? [process.execPath, [npm]] : ['npm', []];
  // Standard output belongs to the command that was asked for: inspect answers in JSON there.
  const { status } = spawnSync(command, [...first, 'ci', '--loglevel=error'], { cwd: root, stdio: ['ignore', 2, 2] });
  if (status !== 0) stop('The dependencies could not be installed: npm ci failed, for the reason above.');
}
