/** Measures how fast keys are inspected in one process, beside GnuPG started once for each. */
import { execFileSync, spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { inspectors } from './inspect-kinds';

const runs = 1000;
const gnuPg = 'gpg';
const files = ['luis-ferreira.asc', 'kofi-mensah.asc', 'noor-haddad.asc', 'lena-sandoval.asc', 'ines-carvalho.asc', 'sven-halvorsen.asc', 'tomas-rivera.asc'];

const hasGnuPg = (): boolean => spawnSync(gnuPg, ['--version'], { stdio: 'ignore' }).status === 0;

async function inspectAll(paths: readonly string[], now: Date): Promise<number> {
  const until = now.toISOString().slice(0, 10);
  const began = performance.now();
  for (let run = 0; run < runs; run += 1) {
    const path = paths[run % paths.length] ?? '';
    const bytes = readFileSync(path);
    const [line] = await inspectors.key.inspect({ path, bytes, size: bytes.length }, { now, until });
    if (line?.verdict !== 'pass' && line?.verdict !== 'warn') throw new Error(`${path} is no ordinary key: ${line?.findings.map(({ code }) => code).join(', ') ?? ''}`);
  }
  return performance.now() - began;
}

function showAllWithGnuPg(paths: readonly string[]): number {
  const home = mkdtempSync(join(tmpdir(), 'bench-keys-'));
  try {
    const show = (run: number): void => void execFileSync(gnuPg, ['--homedir', home, '--batch', '--quiet', '--show-keys', paths[run % paths.length] ?? ''], { stdio: 'ignore' });
    // The first run makes what it misses in its home.
    show(0);
    const began = performance.now();
    for (let run = 0; run < runs; run += 1) show(run);
    return performance.now() - began;
  } finally {
    rmSync(home, { recursive: true, force: true });
  }
}

export async function benchKeys(folder: string): Promise<readonly string[]> {
  const paths = files.map((name) => join(folder, name));
  const ours = await inspectAll(paths, new Date());
  const own = `${runs} ordinary keys inspected in one process: ${(ours / 1000).toFixed(1)} s, ${(ours / runs).toFixed(1)} ms each`;
  if (!hasGnuPg()) return [own, 'gpg is not on the PATH, so there is nothing to compare with'];
  const theirs = showAllWithGnuPg(paths);
  return [own, `${runs} runs of gpg --show-keys: ${(theirs / 1000).toFixed(1)} s`, `Ratio, gpg to ours: ${(theirs / ours).toFixed(2)}`];
}
