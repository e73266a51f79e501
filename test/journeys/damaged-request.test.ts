// Shows what one request with damaged rows comes to: it says so itself, its gates stay shut, and it keeps nobody from the others.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { z } from 'zod';
import { openDatabase } from '../../local/database';
import { luis, openDesk, verified, type Desk } from './desk';

jest.setTimeout(60_000);

const folder = mkdtempSync(join(tmpdir(), 'damaged-request-'));
let desk: Desk;
let damaged: { readonly key: string; readonly id: string };
let whole: string;

const row = z.object({ value: z.string() });

beforeAll(async () => {
  desk = await openDesk({ name: 'damaged-request', directory: folder });
  const { key } = await verified(desk);
  whole = (await verified(desk, { summary: 'Another copy' })).key;
  const database = openDatabase(folder);
  try {
    const rows = database.all<{ key: string; value: string }>("SELECT key, value FROM kvs_row WHERE namespace = 'entity:request'");
    const [found] = rows.filter(({ value }) => value.includes(`"${key}"`));
    if (!found) throw new Error(`${key} is no request`);
    const { value } = row.parse(found);
    // A row as a later schema would write it: the index still finds it, and nobody here knows what it means.
    database.run("UPDATE kvs_row SET value = ? WHERE namespace = 'entity:request' AND key = ?", JSON.stringify({ ...z.record(z.string(), z.unknown()).parse(JSON.parse(value)), v: 3, data: 'of a later schema' }), found.key);
    damaged = { key, id: found.key.slice('request#'.length) };
  } finally {
    database.close();
  }
});
afterAll(async () => {
  await desk.close();
  rmSync(folder, { recursive: true, force: true });
});

const settings = (question: string, payload: object): Promise<unknown> => desk.as('admin').invoke({ moduleKey: 'settings', projectKey: 'SUP' }, question, payload);

test('the panel says that it cannot be read, with a code for the admin, and the gate stays shut', async () => {
  expect(await desk.ask('agent', damaged.key, 'panel.open')).toMatchObject({ ok: false, refusal: { code: 'request-unreadable', params: { reference: expect.any(String) as string } } });
  expect(await desk.ask('agent', damaged.key, 'checks.run', {})).toMatchObject({ ok: false, refusal: { code: 'request-unreadable' } });
  expect(await desk.gate(damaged.key, 'Start agreement')).toMatchObject({ result: false, errorMessage: expect.stringContaining('could not check') as string });
  expect(await desk.ask('agent', whole, 'panel.open')).toMatchObject({ ok: true });
});

test('a rehearsal tries the others, and does not count it among those that would go as before', async () => {
  expect(await settings('rules.rehearse', { against: 'draft' })).toMatchObject({ ok: true, value: { looked: 1, unreadable: [damaged.id] } });
  expect(await settings('rules.rehearse', { against: 'in-force' })).toMatchObject({ ok: true, value: { unreadable: [damaged.id] } });
});

test('who is erased is erased from the others, and told where they may still be named', async () => {
  const page = z.object({ ok: z.literal(true), value: z.object({ requests: z.number(), unreadable: z.array(z.string()), next: z.string().optional() }) });
  const first = page.parse(await settings('person.erase-everywhere', { whom: luis, also: [], reason: 'person-asked' })).value;
  expect(first).toMatchObject({ requests: 1, unreadable: [damaged.id] });
  expect(page.parse(await settings('person.erase-everywhere', { whom: luis, also: [], reason: 'person-asked', after: first.next })).value).toEqual({ requests: 0, unreadable: [] });
});
