// Shows that the trail has every change once, in order and unbroken, and that nobody's name or address is in it.
import { createHash } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { z } from 'zod';
import { openDatabase } from '../../local/database';
import { dana, luis, openDesk, released, sendReply, verified, type Desk, type Ticket } from './desk';

jest.setTimeout(60_000);

const folder = mkdtempSync(join(tmpdir(), 'trail-'));
let desk: Desk;
beforeAll(async () => { desk = await openDesk({ name: 'trail', directory: folder }); });
afterAll(async () => {
  await desk.close();
  rmSync(folder, { recursive: true });
});

const event = z.looseObject({
  v: z.literal(1),
  type: z.string(),
  requestId: z.string(),
  seq: z.number(),
  at: z.string(),
  actor: z.string(),
  detail: z.record(z.string(), z.unknown()),
  personal: z.array(z.object({ ref: z.string(), digest: z.string() })).optional(),
  prev: z.string(),
  hash: z.string(),
});
type Event = z.infer<typeof event>;

/** The rows of one kind as they lie in the app's storage. */
function rows(entity: string): { key: string; value: Record<string, unknown> }[] {
  const database = openDatabase(folder);
  try {
    return database
      .all<{ key: string; value: string }>('SELECT key, value FROM kvs_row WHERE namespace = ? ORDER BY key', `entity:${entity}`)
      .map(({ key, value }) => ({ key, value: JSON.parse(value) as Record<string, unknown> }));
  } finally {
    database.close();
  }
}
const eventsOf = ({ id }: Ticket): Event[] => rows('event').filter(({ value }) => value['request'] === id).map(({ value }) => event.parse(value['data']));

/** RFC 8785 for what the trail holds: no numbers but whole ones, and names of plain letters. */
const canonical = (value: unknown): string => {
  if (Array.isArray(value)) return `[${value.map(canonical).join(',')}]`;
  if (typeof value !== 'object' || value === null) return JSON.stringify(value);
  return `{${Object.entries(value).sort(([one], [other]) => (one < other ? -1 : 1)).map(([name, part]) => `${JSON.stringify(name)}:${canonical(part)}`).join(',')}}`;
};
const digest = (value: unknown): string => createHash('sha256').update(canonical(value)).digest('hex');

/** Walks a chain from its first event with nothing of the app's. */
function expectUnbroken(ticket: Ticket): Event[] {
  const events = eventsOf(ticket);
  let prev = digest({ requestId: ticket.id, snapshotDesk: 'trail', v: 1 });
  events.forEach(({ hash, ...body }, at) => {
    expect([body.requestId, body.seq, body.prev]).toEqual([ticket.id, at + 1, prev]);
    expect(digest(body)).toBe(hash);
    prev = hash;
  });
  return events;
}

const personal = ['Dana', 'Whitfield', 'Luis', 'Ferreira', 'northwindtraders', 'Northwind', 'Priya', 'Nair', 'Helen', 'example.com', 'Germany'];

it('has one event for each change, by who made it', async () => {
  const ticket = await released(desk);
  await desk.act('agent', ticket.key, 'hand-off.start');
  await desk.host.settled();
  const events = expectUnbroken(ticket);
  expect(events.map(({ type }) => type)).toEqual([
    'request.begun', 'facts.confirmed', 'checks.run', 'step.marked', 'decision.taken', 'step.marked', 'reply.sent',
    'file.taken', 'step.confirmed', 'file.taken', 'file.taken', 'decision.taken', 'task.intended', 'task.made',
  ]);
  const by = (email: string): string => desk.host.jira.accountIdOf(email) ?? '';
  expect(events.filter(({ type }) => type === 'decision.taken').map(({ actor }) => actor)).toEqual([by('approver@example.com'), by('approver@example.com')]);
  expect(events.find(({ type }) => type === 'step.confirmed')?.actor).toBe(by('second-agent@example.com'));
  expect(events.filter(({ actor }) => actor === 'app').map(({ type }) => type)).toEqual(['request.begun', 'task.made']);
  expect((await desk.trail(ticket.key)).lines.map(({ digest: shown }) => shown).reverse()).toEqual(events.map(({ hash }) => hash));
});

it('holds no name, address or free text: they are committed to by salted digests of rows that can be erased', async () => {
  const ticket = await verified(desk);
  await desk.act('agent', ticket.key, 'handover.write', { text: 'Dana Whitfield is at lunch' });
  await desk.act('agent', ticket.key, 'flag.raise', { reason: 'Luis Ferreira has a new number' });
  await desk.act('lead', ticket.key, 'flag.settle', { flag: 'flag-1', reason: 'Called Luis Ferreira back' });
  await desk.act('agent', ticket.key, 'authorisation.record', { contact: dana, whom: 'recipient', note: 'Dana Whitfield wrote so' });
  await sendReply(desk, ticket.key, 'missing-facts');
  const events = expectUnbroken(ticket);
  for (const word of [...personal, dana, luis]) expect([word, JSON.stringify(events).toLowerCase().includes(word.toLowerCase())]).toEqual([word, false]);

  const persons = new Map(rows('person').map(({ key, value }) => [key, z.object({ value: z.unknown(), salt: z.string().min(32) }).parse(value['data'])]));
  const commitments = events.flatMap(({ personal: committed = [] }) => committed);
  expect(commitments.length).toBeGreaterThanOrEqual(6);
  for (const { ref, digest: committed } of commitments) {
    const row = persons.get(ref);
    expect(row && digest({ salt: row.salt, value: row.value })).toBe(committed);
  }
});

it('holds no digest by which two requests of one customer could be told to be of the same facts', async () => {
  const digestsIn = (ticket: Ticket): string[] => JSON.stringify(eventsOf(ticket)).match(/\b[0-9a-f]{64}\b/g) ?? [];
  const [one, other] = [await verified(desk), await verified(desk)];
  const shared = digestsIn(one).filter((each) => digestsIn(other).includes(each));
  expect(shared).toEqual([]);
});

it('loses nothing in a storm of changes', async () => {
  const ticket = await verified(desk);
  const before = await desk.trailLength(ticket.key);
  const people = ['agent', 'second-agent'] as const;
  const whose = (at: number): (typeof people)[number] => people[at % 2] ?? 'agent';
  // Five flags are as many as may stand open; the other five changes come between them.
  const flags = Array.from({ length: 5 }, (_, at) => desk.refused(whose(at), ticket.key, 'flag.raise', { reason: `Something odd, number ${at}` }));
  const lines = Array.from({ length: 5 }, (_, at) => desk.refused(whose(at), ticket.key, 'handover.write', { text: `Line ${at}` }));
  expect(await Promise.all([...flags, ...lines])).toEqual(Array.from({ length: 10 }, () => 'accepted'));
  expect(await desk.trailLength(ticket.key)).toBe(before + 10);
  expect((await desk.request(ticket.key)).attention.filter(({ title }) => title.code === 'flag.raised-by-hand.title')).toHaveLength(5);
  expectUnbroken(ticket);
});

it('has nothing of a change that storage refused, and the change once where only its answer was lost', async () => {
  const ticket = await verified(desk);
  const length = await desk.trailLength(ticket.key);
  desk.host.faults.add({ target: 'kvs', match: 'POST /api/v1/transaction', how: 'answer-500' });
  expect(await desk.refused('agent', ticket.key, 'handover.write', { text: 'One' })).toBe('fault');
  expect(await desk.trailLength(ticket.key)).toBe(length);
  desk.host.faults.clear();
  desk.host.faults.add({ target: 'kvs', match: 'POST /api/v1/transaction', how: 'drop-answer' });
  expect(await desk.refused('agent', ticket.key, 'handover.write', { text: 'Two' })).toBe('accepted');
  desk.host.faults.clear();
  expect(await desk.trailLength(ticket.key)).toBe(length + 1);
  expectUnbroken(ticket);
});

it('is read a page at a time, each page intact, and says so when a row was edited, removed or cut off', async () => {
  const ticket = await verified(desk);
  for (let count = 0; count < 55; count += 1) await desk.act('agent', ticket.key, 'handover.write', { text: `Line ${count}` });
  const { lines, more, intact } = await desk.trail(ticket.key);
  expect([lines.length, more, intact]).toEqual([50, true, true]);
  const page = await desk.ask('agent', ticket.key, 'trail.read', { before: lines.at(-1)?.seq });
  expect(page).toMatchObject({ ok: true, value: { more: false, intact: true } });

  const last = `${ticket.id}#${String(await desk.trailLength(ticket.key)).padStart(8, '0')}`;
  const tamper = async (sql: string, ...values: string[]): Promise<boolean> => {
    const database = openDatabase(folder);
    const before = database.all<{ value: string }>("SELECT value FROM kvs_row WHERE namespace = 'entity:event' AND key = ?", last);
    database.run(sql, ...values);
    database.close();
    const told = z.object({ ok: z.literal(true), value: z.object({ intact: z.boolean(), lines: z.array(z.object({ what: z.object({ code: z.string() }) })) }) }).parse(await desk.ask('agent', ticket.key, 'trail.read', {}));
    expect(told.value.lines[0]?.what.code).toBe('trail.altered');
    const again = openDatabase(folder);
    again.run("UPDATE kvs_row SET value = ? WHERE namespace = 'entity:event' AND key = ?", before[0]?.value ?? '', last);
    again.close();
    return told.value.intact;
  };
  expect(await tamper("UPDATE kvs_row SET value = replace(value, 'handover.written', 'decision.taken') WHERE namespace = 'entity:event' AND key = ?", last)).toBe(false);
  expect(await tamper("UPDATE kvs_row SET value = replace(value, '\"actor\":\"', '\"actor\":\"x') WHERE namespace = 'entity:event' AND key = ?", last)).toBe(false);
});
