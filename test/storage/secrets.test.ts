// Shows that the app's secret is made once, whoever asks first, and lies where no ordinary read finds it.
import { kvs } from '@forge/kvs';
import { possessionSecret } from '../../src/storage/secrets';
import type { SmallApp } from '../local/forge/small-app';
import { ownStorage } from './given';

let app: SmallApp;
beforeEach(() => {
  app = ownStorage();
});
afterEach(() => app.close());

test('many who ask at once for the first time are given one secret of 32 bytes', async () => {
  const secrets = await Promise.all(Array.from({ length: 6 }, () => app.inside(possessionSecret)));
  expect(new Set(secrets.map((secret) => Buffer.from(secret).toString('hex'))).size).toBe(1);
  expect(secrets[0]).toHaveLength(32);
});

test('the secret is not among the ordinary keys', async () => {
  await app.inside(possessionSecret);
  expect((await app.inside(() => kvs.query().getMany())).results).toEqual([]);
});

test('a storage that fails is a fault, and never another secret', async () => {
  const secret = await app.inside(possessionSecret);
  app.faults.add({ target: 'kvs', how: 'answer-500' });
  await expect(app.inside(possessionSecret)).rejects.toThrow();
  expect(await app.inside(possessionSecret)).toEqual(secret);
});
