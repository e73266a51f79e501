// Shows that whoever opens the packet on the SRE task is on record, once a day however often and from however many tabs, and that what is not on record is not shown.
import { openDesk, released, tasks, type Desk } from './desk';
import { askSre } from './sre-desk';

jest.setTimeout(120_000);

let desk: Desk;
let ticket = '';
let task = '';

beforeEach(async () => {
  desk = await openDesk({ name: 'open-packet' });
  ticket = (await released(desk)).key;
  await desk.act('agent', ticket, 'hand-off.start');
  await desk.host.settled();
  task = (await tasks(desk))[0]?.key ?? '';
});
afterEach(async () => {
  desk.host.faults.clear();
  await desk.close();
});

const openings = async (): Promise<readonly string[]> => (await desk.trail(ticket)).lines.flatMap(({ what, who }) => (what.code === 'event.packet.opened' ? [who] : [])).toReversed();
const open = async (who = 'sre'): Promise<string> => {
  const told = await askSre(desk, task, 'packet.open', {}, who);
  return told.ok ? told.value.packet.standing : told.refusal.code;
};

it('is on record once for each person and day, with those who may not deliver: they read the terms, too', async () => {
  expect([await open(), await open(), await open('second-sre'), await open('admin')]).toEqual(['equals', 'equals', 'equals', 'equals']);
  const first = await openings();
  expect([first.length, new Set(first).size]).toEqual([3, 3]);
  await desk.host.clock.advance({ days: 1 });
  await open();
  expect((await openings()).slice(3)).toEqual(first.slice(0, 1));
  expect((await desk.trail(ticket)).intact).toBe(true);
});

it('is on record once when many tabs open at once, and everybody sees it', async () => {
  expect(await Promise.all(Array.from({ length: 4 }, async () => open()))).toEqual(['equals', 'equals', 'equals', 'equals']);
  expect(await openings()).toHaveLength(1);
});

it.each(['drop-answer', 'perform-then-500'] as const)('counts once where the answer of storage is lost (%s)', async (how) => {
  desk.host.faults.add({ target: 'kvs', match: 'POST /api/v1/transaction', how });
  expect(await open()).toBe('equals');
  expect(await open()).toBe('equals');
  expect(await openings()).toHaveLength(1);
});

it('shows nothing where it cannot be put on record', async () => {
  desk.host.faults.add({ target: 'kvs', match: 'POST /api/v1/transaction', how: 'answer-500', times: 20 });
  const told = await askSre(desk, task, 'packet.open');
  expect(told.ok).toBe(false);
  expect(JSON.stringify(told)).not.toContain('Dana');
  desk.host.faults.clear();
  expect([await open(), (await openings()).length]).toEqual(['equals', 1]);
});

it('takes no approval back', async () => {
  const before = await desk.request(ticket);
  await open();
  const after = await desk.request(ticket);
  expect(after.decisions.map(({ state }) => state)).toEqual(before.decisions.map(({ state }) => state));
});
