// Builds the app's functions and screens as Forge would, and the local host's pages, unless their inputs are unchanged.
import { createHash } from 'node:crypto';
import { mkdirSync, readFileSync, readdirSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';
import { bundleFunctions } from './bundle-functions';

const root = resolve(__dirname, '..');

interface Part {
  readonly output: string;
  readonly inputs: readonly string[];
  readonly make: (into: string) => Promise<void>;
}

const parts: readonly Part[] = [
  {
    output: 'functions',
    inputs: ['src', 'manifest.yml', 'tsconfig.json', 'package-lock.json', 'tools/build.ts', 'tools/bundle-functions.ts'],
    make: (into) => bundleFunctions(root, into),
  },
  {
    output: 'static',
    inputs: ['src', 'static', 'vite.config.mts', 'package-lock.json', 'tools/build.ts'],
    make: (into) => buildPages('vite.config.mts', into),
  },
  {
    output: 'pages',
    inputs: ['local/pages', 'package-lock.json', 'tools/build.ts'],
    make: (into) => buildPages('local/pages/vite.config.mts', into),
  },
];

async function buildPages(config: string, into: string): Promise<void> {
  const { build } = await import('vite');
  await build({ configFile: join(root, config), logLevel: 'warn', build: { outDir: into } });
}

function filesUnder(path: string): readonly string[] {
  if (statSync(path).isFile()) return [path];
  return readdirSync(path, { withFileTypes: true, recursive: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .sort();
}

function digestOf(inputs: readonly string[]): string {
  const digest = createHash('sha256').update(process.version);
  for (const file of inputs.flatMap((input) => filesUnder(join(root, input)))) {
    digest.update(`\0${relative(root, file)}\0`).update(readFileSync(file));
  }
  return digest.digest('hex');
}

function builtFrom(mark: string): string | undefined {
  try {
    return readFileSync(mark, 'utf8');
  } catch {
    return undefined;
  }
}

async function bringUpToDate({ output, inputs, make }: Part): Promise<void> {
  const target = join(root, 'build', output);
  const mark = `${target}.built-from`;
  const digest = digestOf(inputs);
  if (builtFrom(mark) === digest) return;

  // A build beside the old one and a swap at the end: a host that is running, or a second build, never sees half of one.
  const fresh = `${target}.${String(process.pid)}`;
  rmSync(fresh, { recursive: true, force: true });
  mkdirSync(dirname(fresh), { recursive: true });
  await make(fresh);
  rmSync(mark, { force: true });
  rmSync(target, { recursive: true, force: true });
  renameSync(fresh, target);
  writeFileSync(mark, digest);
}

async function buildAll(): Promise<void> {
  process.chdir(root);
  for (const part of parts) await bringUpToDate(part);
}

buildAll().catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
});
