// Shows that what the manifest names is in the bundle that Forge would run, and that openpgp survives there.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import { z } from 'zod';

const root = join(__dirname, '..');
const manifest = z
  .object({ modules: z.object({ function: z.array(z.object({ key: z.string(), handler: z.string() })) }) })
  .parse(parse(readFileSync(join(root, 'manifest.yml'), 'utf8')));

test.each(manifest.modules.function)('$key is a function of the bundle: $handler', async ({ handler }) => {
  const [file = '', name = ''] = handler.split('.');
  const module: unknown = await import(join(root, 'build/functions', `${file}.cjs`));
  expect(module).toHaveProperty(name, expect.any(Function));
});
