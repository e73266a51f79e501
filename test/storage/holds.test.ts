// Shows that the import of a desk has one writer: who was overtaken writes neither how far it came nor a single row.
import { kvs } from '@forge/kvs';
import { readBringing, writeBringing, writeRows, type Bringing } from '../../src/storage/holds';
import type { SmallApp } from '../local/forge/small-app';
import { ownStorage, stored } from './given';

const at = '2026-11-21T09:00:00.000Z';
const begun: Bringing = { rev: 0, file: 'f', schema: 1, by: 'admin', at, claim: 1, last: at, soFar: { no: 0, hash: 'h', counts: {} } };

let app: SmallApp;
beforeEach(() => {
  app = ownStorage();
});
afterEach(() => app.close());

it('begins once, and is written on by whoever read it last', async () => {
  const first = stored(await app.inside(() => writeBringing(begun)));
  expect(await app.inside(() => writeBringing({ ...begun, by: 'lead' }))).toBeUndefined();
  const theirs = stored(await app.inside(() => writeBringing({ ...first, by: 'lead', claim: 2 })));
  expect(await app.inside(() => writeBringing({ ...first, done: at }))).toBeUndefined();
  expect(await app.inside(() => readBringing())).toEqual(theirs);
});

it('writes rows until it is overtaken', async () => {
  const first = stored(await app.inside(() => writeBringing(begun)));
  expect(await app.inside(() => writeRows(first, [[null, 'task#1', { v: 1 }], ['person', '1#1#0', { v: 1, request: '1', data: {} }]]))).toBe(true);
  await app.inside(() => writeBringing({ ...first, done: at }));
  expect(await app.inside(() => writeRows(first, [[null, 'task#1', { v: 2 }], [null, 'task#2', { v: 2 }]]))).toBe(false);
  expect(await app.inside(() => Promise.all([kvs.get('task#1'), kvs.get('task#2')]))).toEqual([{ v: 1 }, undefined]);
});
