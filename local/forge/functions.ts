// Loads the app's functions out of the folder into which Forge's own bundler wrote them.
import { existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join, resolve } from 'node:path';

/** What a handler is to the platform: JSON in, JSON out, nothing else known. */
export type AppFunction = (event: unknown, context: unknown) => unknown;

/** Finds the function behind `gates/release.handler`. */
export type Functions = (handler: string) => AppFunction;

export function bundledFunctions(directory: string): Functions {
  const from = resolve(directory);
  const load = createRequire(join(from, 'local-host.cjs'));
  return (handler) => {
    const dot = handler.lastIndexOf('.');
    const stem = join(from, handler.slice(0, dot));
    const file = [`${stem}.cjs`, `${stem}.js`].find((candidate) => existsSync(candidate));
    if (!file) throw new Error(`no built function for "${handler}" in ${directory}: run the build first`);
    const exported = load(file) as Record<string, unknown>;
    const found = exported[handler.slice(dot + 1)];
    if (typeof found !== 'function') throw new Error(`"${handler}" is not an exported function`);
    return found as AppFunction;
  };
}
