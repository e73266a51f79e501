// Shows that a reply to a deactivated account is not sent unseen: its reader may be nobody, or somebody else.
import { luis, openDesk, sendReply, type Desk } from './desk';

jest.setTimeout(60_000);

let desk: Desk;
beforeAll(async () => { desk = await openDesk({ name: 'reply-readers' }); });
afterAll(async () => { await desk.close(); });

test('a reply that would go to a deactivated account says so, and is sent only once that was seen', async () => {
  const { key } = await desk.ticket({ participants: [luis] });
  const send = { reply: 'missing-facts', text: 'Which dates do you need?' };
  desk.host.jira.seeding.closeAccount(luis);
  expect(await desk.ask('agent', key, 'reply.prepare', { reply: 'missing-facts' })).toMatchObject({ ok: true, value: { inactive: { code: 'reply.inactive', params: { count: 1 } } } });
  expect(await desk.refused('agent', key, 'reply.send', { ...send, strangersSeen: false })).toBe('inactive-unseen');
  await sendReply(desk, key, 'missing-facts');
});
