// Holds the kinds of rows that a desk is taken away with against the manifest, so that a new kind cannot be forgotten.
import { readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { parse } from 'yaml';
import { z } from 'zod';
import { deskEntities, isLeftBehind } from '../../src/storage/desk-rows';

const root = resolve(__dirname, '../..');
const storage = readdirSync(join(root, 'src/storage')).map((name) => readFileSync(join(root, 'src/storage', name), 'utf8')).join('\n');

it('names every entity of the manifest, and the walk reads each', () => {
  const manifest = z.object({ app: z.object({ storage: z.object({ entities: z.array(z.object({ name: z.string() })) }) }) }).parse(parse(readFileSync(join(root, 'manifest.yml'), 'utf8')));
  // How far an import has come is of its own installation.
  expect([...deskEntities, 'desk-import'].sort()).toEqual(manifest.app.storage.entities.map(({ name }) => name).sort());
  const walk = readFileSync(join(root, 'src/storage/desk-rows.ts'), 'utf8').split('const isLeftBehind')[1] ?? '';
  for (const name of deskEntities) expect(walk).toContain(`'${name}'`);
});

it('leaves behind of the plain keys what is of this installation alone, and knows each of them', () => {
  // A new plain key is taken along by itself. It is named here so that somebody has thought of whether it should be.
  const keys = [...storage.matchAll(/(?:=> `|[kK]ey = '|key = \(.*`|kvs\.[gs]et\(`)([a-z]+(?:-[a-z]+)*)(#|')/g)].map(([, name = '']) => name);
  const entities = ['request', 'purge', 'rules', 'desk-import'];
  const known = ['absence', 'account-round', 'checkpoint', 'checkpoint-progress', 'covered', 'clearing', 'directory-gone', 'directory-import', 'directory-in-force', 'directory-leftover', 'retention-run', 'tombstone', 'purge-import', 'storage-set-back', 'task', 'trail-anchor', 'possession-secret', 'export-secret'];
  expect([...new Set(keys)].filter((name) => !entities.includes(name)).sort()).toEqual(known.sort());
  expect(known.filter((name) => isLeftBehind(name.startsWith('directory') ? `${name}#licences` : name))).toEqual(['account-round', 'directory-import', 'retention-run']);
});
