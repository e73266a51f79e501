// Shows that an erasure takes what waits to be written in vain along, and tells where it had to stop.
import { eraseEverywhere } from '../../src/actions/erase-everywhere';
import { writeSetBack } from '../../src/storage/checkpoints';
import { loadEffect, postponeEffect } from '../../src/storage/outbox';
import { saveRequest } from '../../src/storage/requests';
import type { SmallApp } from '../local/forge/small-app';
import { checked, values } from '../procedure/given';
import { changeOf, effect, ownStorage, stored } from '../storage/given';

const note = (name: string, text: string): ReturnType<typeof effect> => effect(name, { what: { do: 'note', text, mentions: [] } });

let app: SmallApp;
beforeEach(async () => {
  app = ownStorage();
  const effects = [note('of-them', `Ask ${values.recipient.name} for the form`), note('of-others', 'Ask again'), note('under-way', `Tell ${values.recipient.name}`)];
  await app.inside(async () => {
    await saveRequest(changeOf(undefined, checked, { effects }));
    for (const one of effects.slice(0, 2)) await postponeEffect(one, one.dueAt, 'stuck');
  });
});
afterEach(() => app.close());

const erase = (): ReturnType<typeof eraseEverywhere> => app.inside(() => eraseEverywhere(checked.projectId, 'admin', { whom: stored(values.recipient).address, also: [values.recipient.name], reason: 'person-asked' }));

it('removes a text that names them and that nobody attempts any more, and no other', async () => {
  expect(await erase()).toMatchObject({ ok: true, value: { requests: 1, looked: 1 } });
  const left = await app.inside(() => Promise.all(['of-them', 'of-others', 'under-way'].map((name) => loadEffect(`10001#${name}`))));
  expect(left.map((one) => one !== undefined)).toEqual([false, true, true]);
});

it('says what kept it from a request, and that nothing was erased there', async () => {
  await app.inside(() => writeSetBack({ no: 1, at: '2026-11-19T10:00:00.000Z' }));
  expect(await erase()).toMatchObject({ ok: true, value: { requests: 0, looked: 0, stopped: { code: 'storage-set-back' } } });
});
