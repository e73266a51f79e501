// Shows that a message can be encrypted to a key by openpgp as Forge bundles it, where its ESM build would be dead.
import { execFileSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

const root = join(__dirname, '..');

const functionThatEncrypts = `
export async function handler(): Promise<string> {
  const { createMessage, decrypt, encrypt, generateKey, readKey, readMessage } = await import('./checks/openpgp.cjs');
  const { publicKey, privateKey } = await generateKey({ userIDs: [{ email: 'luis@example.com' }], format: 'object' });
  const encryptionKeys = await readKey({ armoredKey: publicKey.armor() });
  const armored = await encrypt({ message: await createMessage({ text: 'read back' }), encryptionKeys });
  const { data } = await decrypt({ message: await readMessage({ armoredMessage: armored }), decryptionKeys: privateKey });
  return String(data);
}
`;

const manifest = `
app: { id: 'ari:cloud:ecosystem::app/probe', runtime: { name: nodejs22.x } }
modules: { function: [{ key: probe, handler: encrypt.handler }] }
`;

const bundleAndRun = `
import { bundleFunctions } from '../../tools/bundle-functions';
process.chdir(__dirname);
bundleFunctions(__dirname, 'bundle')
  .then(() => require('./bundle/encrypt.cjs').handler())
  .then(console.log);
`;

let app = '';
beforeAll(() => {
  mkdirSync(join(root, '.cache'), { recursive: true });
  app = mkdtempSync(join(root, '.cache/probe-'));
  mkdirSync(join(app, 'src/checks'), { recursive: true });
  for (const file of ['openpgp.cjs', 'openpgp.d.cts']) cpSync(join(root, 'src/checks', file), join(app, 'src/checks', file));
  cpSync(join(root, 'tsconfig.json'), join(app, 'tsconfig.json'));
  symlinkSync(join(root, 'node_modules'), join(app, 'node_modules'));
  writeFileSync(join(app, 'src/encrypt.ts'), functionThatEncrypts);
  writeFileSync(join(app, 'manifest.yml'), manifest);
  writeFileSync(join(app, 'run.ts'), bundleAndRun);
});
afterAll(() => {
  rmSync(app, { recursive: true, force: true });
});

test('a message encrypted by the bundled function can be read with the private key', () => {
  const said = execFileSync(process.execPath, ['--import', 'tsx', join(app, 'run.ts')], { cwd: root, encoding: 'utf8' });
  expect(said.trim()).toBe('read back');
}, 60_000);
