// Shows when nothing of a desk is in storage: neither a row of any kind, nor a plain key but those of the installation itself.
import { kvs } from '@forge/kvs';
import { isEmptyStorage } from '../../src/storage/desk-rows';
import type { SmallApp } from '../local/forge/small-app';
import { ownStorage } from './given';

let app: SmallApp;
beforeEach(() => { app = ownStorage(); });
afterEach(() => app.close());

const isEmpty = (): Promise<boolean> => app.inside(isEmptyStorage);

it('is empty as installed, and with what is of this installation alone', async () => {
  expect(await isEmpty()).toBe(true);
  await app.inside(() => kvs.set('account-round', { v: 1 }));
  expect(await isEmpty()).toBe(true);
});

it('is not with a plain key', async () => {
  await app.inside(() => kvs.set('trail-anchor', { issueId: '1' }));
  expect(await isEmpty()).toBe(false);
});

it.each(['rules', 'person', 'purge', 'licence'])('is not with one row of the kind %s', async (kind) => {
  const indexed = { rules: { v: 1, rev: 1, project: '1', data: {} }, person: { v: 1, request: '1', data: {} }, purge: { v: 1, project: '1', day: '2026-11-19', tenant: 't', data: {} }, licence: { v: 1, number: 'n', data: {} } }[kind];
  await app.inside(() => kvs.entity(kind).set('one', indexed));
  expect(await isEmpty()).toBe(false);
});
