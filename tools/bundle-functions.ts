// Bundles the functions that an app's manifest names, with the bundler of forge deploy and without its login.
import { cpSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import { z } from 'zod';

const named = z.object({ key: z.string(), handler: z.string() });
const withFunctions = z.looseObject({
  app: z.looseObject({ id: z.string(), runtime: z.looseObject({ name: z.enum(['nodejs22.x']) }) }),
  modules: z.object({ function: z.tuple([named]).rest(named) }),
});

const sayOnlyWhatIsWrong = {
  traceEnabled: false,
  debugEnabled: false,
  trace: () => undefined,
  debug: () => undefined,
  info: () => undefined,
  warn: (message: string) => {
    console.warn(message);
  },
  error: (error: Error) => {
    console.error(error.message);
  },
};

/** The bundler finds its loaders from the program's main module, so the program must be CommonJS. */
export async function bundleFunctions(app: string, into: string): Promise<void> {
  const { getNodeBundler } = await import('@forge/bundler');
  const manifest = withFunctions.parse(parse(readFileSync(join(app, 'manifest.yml'), 'utf8')));
  const modules = manifest.modules.function.map(({ handler }) => handler.split('.')[0] ?? '');
  const entryPoints = [...new Set(modules)].map((name) => ({ name, path: join(app, 'src', name) }));

  // Only Atlassian's runtime runs the loader and the wrapper, and the bundler would download them.
  const placeholder = () => Promise.resolve({ script: '', source: 'local', version: 'local' });
  const bundler = getNodeBundler(
    sayOnlyWhatIsWrong,
    { getNodeRuntimeLoader: placeholder, getNodeRuntimeWrapper: placeholder },
    { readConfig: () => Promise.resolve(manifest) },
  );
  const { outputDir } = await bundler.bundle({ appDirectory: app, entryPoints });
  cpSync(outputDir, into, { recursive: true });
  rmSync(outputDir, { recursive: true });
}
