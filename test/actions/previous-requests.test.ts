// Shows that an open request is found behind any number of newer tickets and requests, and that what is not whole is not known.
import { previousRequests } from '../../src/actions/gather-evidence';
import { keepOldMentions, saveRequest } from '../../src/storage/requests';
import type { SmallApp } from '../local/forge/small-app';
import { begun, confirmed, now } from '../procedure/given';
import { changeOf, ownStorage } from '../storage/given';

const mention = { by: 'site', value: 'northwind.atlassian.net' } as const;
const asking = { ...confirmed, issueId: '90000' };

let app: SmallApp;
beforeEach(() => { app = ownStorage(); });
afterEach(() => app.close());

const oldTickets = (count: number, day: string): Promise<unknown> => app.inside(async () => {
  for (let nth = 0; nth < count; nth += 1) await keepOldMentions({ issueId: `5${String(nth).padStart(4, '0')}`, issueKey: `OLD-${nth}`, at: `${day}T10:00:00.000Z` }, [mention]);
});
const request = (issueId: string, ended?: 'withdrawn'): Promise<unknown> => app.inside(() => {
  const change = changeOf(undefined, { ...begun, issueId, issueKey: `SUP-${issueId}`, stays: [], ...(ended && { ended: { by: 'agent', at: now.toISOString(), ending: ended, reason: 'x' } }) });
  return saveRequest({ ...change, event: { ...change.event, at: ended ? '2026-11-18T10:00:00.000Z' : '2025-01-01T10:00:00.000Z' }, mentions: [mention] });
});
const found = (): ReturnType<typeof previousRequests> => app.inside(() => previousRequests(asking, () => false, now));

test('behind newer tickets of before the app, and newer requests that ended', async () => {
  await request('10001');
  for (let nth = 0; nth < 25; nth += 1) await request(`2${String(nth).padStart(4, '0')}`, 'withdrawn');
  await oldTickets(120, '2026-11-19');
  const gathered = await found();
  if (gathered.state !== 'known') throw new Error(gathered.state);
  expect(gathered.value[0]).toMatchObject({ issueKey: 'SUP-10001', ending: 'open', sharedBy: ['site'] });
  expect(gathered.value.map(({ ending }) => ending).slice(1)).toEqual(Array.from({ length: 20 }, () => 'unknown'));
});

test('more than are looked at are unknown, and no pass', async () => {
  await request('10001');
  await oldTickets(1000, '2026-11-19');
  expect(await found()).toMatchObject({ state: 'unavailable' });
});
