// Shows which functions hear of an event in Jira, and what they are told.
import { makeTriggers } from '../../../local/forge/triggers';
import { smallApp, type SmallApp } from './small-app';

let app: SmallApp;
let heard: [string, Record<string, unknown>][];
const modules = (events: string[]): object => ({
  trigger: [
    { key: 'own', function: 'own', events, filter: { ignoreSelf: true } },
    { key: 'all', function: 'all', events },
  ],
  function: [{ key: 'own', handler: 'own' }, { key: 'all', handler: 'all' }],
});
beforeEach(() => {
  heard = [];
  const hear = (name: string) => (event: unknown) => void heard.push([name, event as Record<string, unknown>]);
  app = smallApp({ manifest: { modules: modules(['avi:jira:created:issue']) }, functions: { own: hear('own'), all: hear('all') } });
});
afterEach(() => app.close());

const announce = async (causedByApp: boolean, type = 'avi:jira:created:issue'): Promise<void> => {
  const tell = makeTriggers({ ...app, installed: () => app.installation.installed() });
  tell({ type, payload: { issue: { id: '1', key: 'SUP-1' } }, causedByApp, actor: 'person-1' });
  await app.queue.settled();
};

it('tells every trigger of the event', async () => {
  await announce(false);
  expect(heard.map(([name]) => name).sort()).toEqual(['all', 'own']);
  expect(heard[0]?.[1]).toMatchObject({ eventType: 'avi:jira:created:issue', atlassianId: 'person-1', selfGenerated: false, issue: { key: 'SUP-1' }, context: { cloudId: expect.any(String) as unknown } });
});

it('leaves out what the app did itself where the trigger ignores it', async () => {
  await announce(true);
  expect(heard.map(([name]) => name)).toEqual(['all']);
});

it('tells nobody of other events, nor an app that is not installed', async () => {
  await announce(false, 'avi:jira:deleted:issue');
  app.installation.uninstall();
  await announce(false);
  expect(heard).toEqual([]);
});

it('loses an event where a fault says so', async () => {
  app.faults.add({ target: 'event', match: 'avi:jira:created:issue', how: 'never-send', times: 2 });
  await announce(false);
  expect(heard).toEqual([]);
});

it('refuses a manifest that waits for an event that Jira never sends', async () => {
  const wrong = smallApp({ manifest: { modules: modules(['avi:jira:transitioned:issue']) } });
  expect(() => makeTriggers({ ...wrong, installed: () => true })).toThrow('avi:jira:transitioned:issue');
  await wrong.close();
});
