// Shows that a certificate is drawn, typeface and all, by the function as Forge bundles it, and by the same bytes as here.
import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { cpSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { certificatePdf } from '../src/certificate/certificate-pdf';
import { facts } from './certificate/facts';

const root = join(__dirname, '..');

const functionThatDraws = `
import { createHash } from 'node:crypto';
import { certificatePdf } from './certificate/certificate-pdf';
export async function handler(): Promise<string> {
  const bytes = await certificatePdf(${JSON.stringify(facts)});
  return createHash('sha256').update(bytes).digest('hex');
}
`;

const manifest = `
app: { id: 'ari:cloud:ecosystem::app/probe', runtime: { name: nodejs22.x } }
modules: { function: [{ key: probe, handler: draw.handler }] }
`;

const bundleAndRun = `
import { bundleFunctions } from '../../tools/bundle-functions';
process.chdir(__dirname);
bundleFunctions(__dirname, 'bundle')
  .then(() => require('./bundle/draw.cjs').handler())
  .then(console.log);
`;

let app = '';
beforeAll(() => {
  mkdirSync(join(root, '.cache'), { recursive: true });
  app = mkdtempSync(join(root, '.cache/probe-'));
  for (const folder of ['certificate', 'trail', 'procedure', 'checks']) cpSync(join(root, 'src', folder), join(app, 'src', folder), { recursive: true });
  cpSync(join(root, 'tsconfig.json'), join(app, 'tsconfig.json'));
  symlinkSync(join(root, 'node_modules'), join(app, 'node_modules'));
  writeFileSync(join(app, 'src/draw.ts'), functionThatDraws);
  writeFileSync(join(app, 'manifest.yml'), manifest);
  writeFileSync(join(app, 'run.ts'), bundleAndRun);
});
afterAll(() => {
  rmSync(app, { recursive: true, force: true });
});

test('the bundled function draws the same file', async () => {
  const said = execFileSync(process.execPath, ['--import', 'tsx', join(app, 'run.ts')], { cwd: root, encoding: 'utf8' });
  expect(said.trim().split('\n').at(-1)).toBe(createHash('sha256').update(await certificatePdf(facts)).digest('hex'));
}, 120_000);
