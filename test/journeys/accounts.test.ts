// Tells Atlassian once a week whose data is kept, and lets go of whoever closed their account or is called otherwise now.
import { dana, luis, openDesk, verified, type Desk, type Request, type Ticket } from './desk';

jest.setTimeout(120_000);

let desk: Desk;
let ticket: Ticket;

beforeEach(async () => {
  desk = await openDesk({ name: 'accounts' });
  ticket = await verified(desk);
});
afterEach(async () => desk.close());

const aWeek = async (): Promise<void> => {
  await desk.host.clock.advance({ days: 7 });
  await desk.host.settled();
};
const requester = ({ facts }: Request): unknown => facts.find(({ fact }) => fact === 'requester');
/** Of what stands on the trail; a week brings nudges too. */
const countOf = async (code: string): Promise<number> => (await desk.trail(ticket.key)).lines.filter(({ what }) => what.code === code).length;

it('changes nothing while everybody is who they were', async () => {
  const before = await desk.request(ticket.key);
  await aWeek();
  expect(await countOf('event.person.erased') + (await countOf('event.facts.found'))).toBe(0);
  expect((await desk.request(ticket.key)).facts).toEqual(before.facts);
});

it('erases a person whose account is closed, once, and the trail still verifies', async () => {
  expect(JSON.stringify(requester(await desk.request(ticket.key)))).toContain(dana);
  desk.host.jira.seeding.closeAccount(dana);
  await aWeek();
  expect(await countOf('event.person.erased')).toBe(1);
  const seen = JSON.stringify(requester(await desk.request(ticket.key)));
  expect(seen).toContain('[erased]');
  expect(seen).not.toContain(dana);
  // Nobody else goes with them.
  expect(JSON.stringify((await desk.request(ticket.key)).facts)).toContain(luis);
  await aWeek();
  expect([await countOf('event.person.erased'), (await desk.trail(ticket.key)).intact]).toEqual([1, true]);
});

it('reads a person anew who is called otherwise, to be confirmed again', async () => {
  await desk.host.clock.advance({ hours: 1 });
  desk.host.jira.seeding.rename(dana, 'Dana Whitfield-Moreau');
  await aWeek();
  expect(await countOf('event.facts.found')).toBe(1);
  const seen = requester(await desk.request(ticket.key));
  expect(JSON.stringify(seen)).toContain('Dana Whitfield-Moreau');
  expect(seen).toMatchObject({ confirmed: false });
});

it.each(['kill-invocation', 'answer-503', 'drop-answer'] as const)('does in the next week what was stopped (%s)', async (how) => {
  desk.host.jira.seeding.closeAccount(dana);
  desk.host.faults.add({ functionKey: 'accounts-weekly', nth: 3, how });
  await aWeek();
  desk.host.faults.clear();
  await aWeek();
  expect(JSON.stringify((await desk.request(ticket.key)).facts)).not.toContain(dana);
  expect((await desk.trail(ticket.key)).intact).toBe(true);
});
