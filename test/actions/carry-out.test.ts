// Shows that nothing is written outside while a desk is being brought in, and that what fails too often is put aside for a person.
import { carryOutDue } from '../../src/actions/carry-out';
import { writeBringing } from '../../src/storage/holds';
import { effectsDue, loadEffect } from '../../src/storage/outbox';
import { saveRequest } from '../../src/storage/requests';
import type { SmallApp } from '../local/forge/small-app';
import { begun, now } from '../procedure/given';
import { changeOf, effect, ownStorage } from '../storage/given';

const at = now.toISOString();
const note = (attempts: number): ReturnType<typeof effect> => effect('note', { attempts, what: { do: 'note', text: 'Ask again', mentions: [] } });

let app: SmallApp;
let asked: number;
beforeEach(async () => {
  asked = 0;
  app = ownStorage({
    jira: () => {
      asked += 1;
      return new Response('{}', { status: 503 });
    },
  });
  await app.clock.set(at);
});
afterEach(() => app.close());

const intended = (attempts: number): Promise<unknown> => app.inside(() => saveRequest(changeOf(undefined, begun, { effects: [note(attempts)] })));

it('asks nothing of Jira while a desk is being brought in', async () => {
  await intended(0);
  await app.inside(() => writeBringing({ rev: 0, file: 'f', schema: 1, by: 'admin', at, last: at, claim: 1, soFar: { no: 0, hash: 'h', counts: {} } }));
  expect([await app.inside(() => carryOutDue(Infinity)), asked]).toEqual([0, 0]);
  expect(await app.inside(() => loadEffect('10001#note'))).toMatchObject({ attempts: 0 });
});

it.each([[0, 1], [9, 0]])('is due again after %d failed attempts: %d', async (attempts, due) => {
  await intended(attempts);
  await app.inside(() => carryOutDue(Infinity));
  expect(asked).toBeGreaterThan(0);
  expect(await app.inside(() => effectsDue('2099-01-01T00:00:00.000Z'))).toHaveLength(due);
  expect(await app.inside(() => loadEffect('10001#note'))).toMatchObject({ attempts: attempts + 1 });
});
