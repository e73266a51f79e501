// Shows that tabs which open one packet in the same moment are one opening on its record.
import { openPacket } from '../../src/actions/open-packet';
import { writeSetBack } from '../../src/storage/checkpoints';
import { loadEvents, loadRequest, saveRequest } from '../../src/storage/requests';
import type { ProductCaller } from '../../local/forge/product-fetch';
import type { SmallApp } from '../local/forge/small-app';
import { released } from '../procedure/given';
import { changeOf, ownStorage, stored } from '../storage/given';

const task = { issueId: '30001', issueKey: 'SRE-1', at: '2026-11-19T10:00:00.000Z', textSeal: 'as-it-was-made' };
const fields = { summary: 'Data Dump Request', created: '2026-11-19T10:00:00.000+0000', project: { id: '20002', key: 'SRE' }, issuetype: { name: 'Task' }, status: { id: '1', name: 'To do' } };

/** The app itself sees every issue; of the people all but a stranger see the task. */
const isShown = (caller: ProductCaller): boolean => caller.kind === 'app' || caller.accountId !== 'stranger';

let app: SmallApp;
beforeEach(async () => {
  // Jira answers for the task alone: what the panel asks for once the opening is on record is not of interest here.
  app = ownStorage({ jira: (request, caller) => (isShown(caller) && new URL(request.url).pathname.endsWith(`/issue/${task.issueId}`) ? Response.json({ id: task.issueId, key: task.issueKey, fields }) : new Response('{}', { status: 404 })) });
  await app.inside(() => saveRequest(changeOf(undefined, { ...released, task })));
});
afterEach(() => app.close());

it('is recorded once, in step with each other or one after the other', async () => {
  const open = (): Promise<unknown> => app.inside(() => Promise.allSettled([1, 2, 3].map(() => openPacket('sre', task.issueId, []))), 'sre');
  await open();
  await open();
  const events = await app.inside(() => loadEvents(released.issueId, { limit: 100 }));
  expect(events.flatMap(({ type, actor }) => (type === 'packet.opened' ? [actor] : []))).toEqual(['sre']);
  const { opened = {} } = stored(await app.inside(() => loadRequest(released.issueId))).request;
  expect(Object.keys(opened)).toEqual(['sre']);
});

it('is refused, and shows nothing, where it cannot be recorded: storage is an old copy', async () => {
  await app.inside(() => writeSetBack({ no: 1, at: task.at }));
  expect(await app.inside(() => openPacket('sre', task.issueId, []), 'sre')).toEqual({ ok: false, refusal: { code: 'storage-set-back', params: { no: 1 } } });
});

it('is for whoever Jira shows the task, whatever the app sees itself', async () => {
  await expect(app.inside(() => openPacket('stranger', task.issueId, []), 'stranger')).rejects.toThrow('404');
  expect(stored(await app.inside(() => loadRequest(released.issueId))).request.opened).toBeUndefined();
});
