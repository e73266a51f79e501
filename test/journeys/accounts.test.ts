// Tells Atlassian once a week whose data is kept, and lets go of whoever closed their account or is called otherwise now.
import { z } from 'zod';
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

describe('absences', () => {
  const account = (who: string): string => desk.host.jira.accountIdOf(`${who}@example.com`) ?? '';
  const people = z.object({ value: z.object({ absences: z.array(z.object({ person: z.string() })) }) });
  const ask = (question: string, payload: object): Promise<unknown> => desk.as('lead').invoke({ moduleKey: 'desk', projectKey: 'SUP' }, question, payload);
  const day = (after: number): string => new Date(desk.host.clock.now().getTime() + after * 86_400_000).toISOString().slice(0, 10);
  const away = async (who: string, delegate: string, to: number): Promise<void> => {
    expect(await ask('absence.set', { person: account(who), delegate: account(delegate), from: day(0), to: day(to) })).toMatchObject({ ok: true });
  };
  const named = async (): Promise<readonly string[]> => people.parse(await ask('desk.people', { permissions: [] })).value.absences.map(({ person }) => person);
  /** In storage, whether the desk still shows them or not: plain rows come first in an export. */
  const kept = async (): Promise<number> => {
    const part = z.object({ value: z.object({ text: z.string() }) }).parse(await desk.as('admin').invoke({ moduleKey: 'settings', projectKey: 'SUP' }, 'desk.export', {}));
    return part.value.text.split('"absence#').length - 1;
  };

  it('go with a closed account, whether it is the one away or the one named meanwhile', async () => {
    await away('approver', 'second-approver', 60);
    await away('sre', 'second-sre', 60);
    await away('second-agent', 'agent', 60);
    desk.host.jira.seeding.closeAccount('second-approver@example.com');
    desk.host.jira.seeding.closeAccount('sre@example.com');
    await aWeek();
    expect([await named(), await kept()]).toEqual([[account('second-agent')], 1]);
  });

  it('go a month after they are over, and not before', async () => {
    await away('approver', 'second-approver', 1);
    await aWeek();
    expect(await kept()).toBe(1);
    for (let week = 0; week < 5; week += 1) await aWeek();
    expect(await kept()).toBe(0);
  });
});
