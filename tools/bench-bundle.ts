/** Measures what each bundled function loads before it can answer, and which parts it leaves until they are needed. */
import { execFileSync } from 'node:child_process';
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { createRequire } from 'node:module';
import { basename, join, relative } from 'node:path';
import { z } from 'zod';
import { kilobytes, table } from './bench-print';

const sourceMap = z.object({ sources: z.array(z.string()) });

/** What a part of the bundle is, by the packages that its source map names. */
function nameOf(part: string): string {
  const { sources } = sourceMap.parse(JSON.parse(readFileSync(`${part}.map`, 'utf8')));
  const packages = [...new Set(sources.flatMap((source) => /.*node_modules\/((?:@[^/]+\/)?[^/]+)/.exec(source)?.[1] ?? []))];
  const known = ['openpgp', '@libpdf/core', 'pkijs', 'asn1js', 'free-email-domains', 'disposable-email-domains-js'].filter((name) => packages.includes(name));
  return `${known.join(', ') || sources.map((source) => basename(source)).join(', ')} (${kilobytes(statSync(part).size)} KB)`;
}

/** The parts that a function of this process has loaded so far; Node keeps them as the children of the function's file. */
export function partsLoadedBy(directory: string, handler: string): readonly string[] {
  const file = join(directory, `${handler}.cjs`);
  const loaded = createRequire(file).cache[file];
  return (loaded?.children ?? []).map(({ filename }) => filename).filter((name) => name.startsWith(directory)).map(nameOf);
}

const measured = z.object({ ms: z.number(), files: z.array(z.string()) });

/** In a process of its own, as a function that was not running yet. */
function firstLoad(directory: string, file: string): z.infer<typeof measured> {
  const script = `const began = performance.now(); require(process.argv[1]); const ms = performance.now() - began;
    console.log(JSON.stringify({ ms, files: Object.keys(require.cache).filter((name) => name.startsWith(process.argv[2])) }));`;
  return measured.parse(JSON.parse(execFileSync(process.execPath, ['--eval', script, file, directory], { encoding: 'utf8' })));
}

export function benchBundle(directory: string): readonly string[] {
  const inFolder = (folder: string): readonly string[] => readdirSync(join(directory, folder)).filter((name) => name.endsWith('.cjs')).map((name) => join(directory, folder, name));
  const functions = [...inFolder('resolvers'), join(directory, 'gates/hand-off.cjs'), join(directory, 'events/issue-created.cjs'), join(directory, 'events/outbox-queue.cjs')];
  const rows = functions.map((file) => {
    const { ms, files } = firstLoad(directory, file);
    const size = files.reduce((sum, one) => sum + statSync(one).size, 0);
    const others = files.filter((one) => one !== file).map((one) => basename(one));
    return [relative(directory, file).replace(/\.cjs$/, ''), kilobytes(size), ms.toFixed(0), others.length === 0 ? 'none' : others.map((one) => nameOf(join(directory, one))).join(', ')];
  });
  return table(['function', 'KB at first load', 'ms', 'parts loaded with it'], rows);
}
