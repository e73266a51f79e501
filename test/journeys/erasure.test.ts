// Erases somebody who is known everywhere from a whole desk, and looks through all of storage for what spells them.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { z } from 'zod';
import { openDatabase } from '../../local/database';
import { luis, northwindTenant, openDesk, released, verified, type Desk } from './desk';

jest.setTimeout(120_000);

const name = 'Luis Ferreira';
const folder = mkdtempSync(join(tmpdir(), 'erasure-'));
let desk: Desk;
beforeAll(async () => {
  desk = await openDesk({ name: 'erasure', directory: folder });
});
afterAll(async () => {
  await desk.close();
  rmSync(folder, { recursive: true, force: true });
});

const answer = z.discriminatedUnion('ok', [z.object({ ok: z.literal(true), value: z.unknown() }), z.object({ ok: z.literal(false), refusal: z.object({ code: z.string() }) })]);
const ask = async (moduleKey: string, question: string, payload: object): Promise<z.infer<typeof answer>> => answer.parse(await desk.as('admin').invoke({ moduleKey, projectKey: 'SUP' }, question, payload));
async function settled<Value>(shape: z.ZodType<Value>, moduleKey: string, question: string, payload: object = {}): Promise<Value> {
  const told = await ask(moduleKey, question, payload);
  if (!told.ok) throw new Error(`${question}: ${told.refusal.code}`);
  return shape.parse(told.value);
}

/** Where storage spells somebody, in whatever case; each of the app's rows is looked at, whichever kind it is. */
function found(...spellings: readonly string[]): readonly string[] {
  const database = openDatabase(folder);
  try {
    const rows = database.all<{ namespace: string; key: string; value: string }>('SELECT namespace, key, value FROM kvs_row');
    const spelt = rows.filter(({ key, value }) => spellings.some((spelling) => `${key} ${value}`.toLowerCase().includes(spelling.toLowerCase())));
    return [...new Set(spelt.map(({ namespace, key }) => (key.includes('#version#') ? 'a published version of the rules' : namespace)))].sort();
  } finally {
    database.close();
  }
}

/** What docs/security.md declares: a copy of the vendor's own directory. */
const declared = ['entity:licence'];

it('refuses nothing where no draft waits and nobody is named', async () => {
  await verified(desk);
  const told = await settled(z.looseObject({ requests: z.number() }), 'settings', 'person.erase-everywhere', { whom: 'nobody@example.org', also: [], reason: 'person-asked' });
  expect(told).toMatchObject({ requests: 0, elsewhere: { rules: 0, purges: 0, absences: 0 } });
});

it('takes an absence along, whoever of the two is erased', async () => {
  const [person, delegate] = ['approver', 'second-approver'].map((who) => desk.host.jira.accountIdOf(`${who}@example.com`) ?? '');
  await settled(z.unknown(), 'desk', 'absence.set', { person, delegate, from: '2026-11-19', to: '2026-11-30' });
  expect(await settled(z.unknown(), 'settings', 'person.erase-everywhere', { whom: delegate, also: [], reason: 'person-asked' })).toMatchObject({ elsewhere: { absences: 1 } });
});

it('finds somebody in every kind of row that may name them, and afterwards in none but the declared ones', async () => {
  const { key } = await released(desk);
  await verified(desk, { summary: `Another copy for ${name}` });
  await desk.act('agent', key, 'handover.write', { text: `Call ${name}, or write to ${luis.toUpperCase()}` });
  await settled(z.unknown(), 'purges', 'purges.import', { text: `tenant,at,by\n${northwindTenant},${desk.host.clock.now().toISOString()},${name}` });
  const { rev, rules } = await settled(z.object({ rev: z.number(), rules: z.looseObject({ policies: z.looseObject({}) }) }), 'settings', 'rules.open');
  const weaker = { ...rules, policies: { ...rules.policies, releaseLapsesAfter: 30 } };
  await settled(z.unknown(), 'settings', 'draft.save', { rev, rules: weaker });
  const { rev: saved, draft } = await settled(z.object({ rev: z.number(), draft: z.object({ review: z.object({ digest: z.string() }) }) }), 'settings', 'rules.open');
  await settled(z.unknown(), 'settings', 'rules.publish', { rev: saved, digest: draft.review.digest, reason: `${name} complained` });
  await desk.host.settled();
  expect(found(name, luis)).toEqual(['entity:evidence', 'entity:licence', 'entity:person', 'entity:purge', 'entity:rules']);

  expect(await ask('settings', 'person.erase-everywhere', { whom: luis, also: ['complained'], reason: 'person-asked' })).toMatchObject({ refusal: { code: 'bad-input' } });
  expect(await ask('settings', 'person.erase-everywhere', { whom: 'complained', also: [], reason: 'person-asked' })).toMatchObject({ refusal: { code: 'erase-by-address' } });
  expect(await ask('settings', 'person.erase-everywhere', { whom: name, also: [], reason: 'person-asked' })).toMatchObject({ refusal: { code: 'erase-by-address' } });
  const page = z.object({ requests: z.number(), looked: z.number(), elsewhere: z.unknown().optional(), next: z.string().optional() });
  const elsewhere: unknown[] = [];
  let [requests, looked, after]: [number, number, string | undefined] = [0, 0, undefined];
  do {
    const told: z.infer<typeof page> = await settled(page, 'settings', 'person.erase-everywhere', { whom: luis, also: [name], reason: 'person-asked', ...(after !== undefined && { after }) });
    if (told.elsewhere !== undefined) elsewhere.push(told.elsewhere);
    [requests, looked, after] = [requests + told.requests, looked + told.looked, told.next];
  } while (after !== undefined);
  expect([requests, looked >= 2, elsewhere]).toEqual([3, true, [{ rules: 1, purges: 1, absences: 0, isApprover: false }]]);
  await desk.host.settled();

  expect(found(name, luis)).toEqual(declared);
  // Both trails still verify, and say that somebody was erased.
  const trail = await desk.trail(key);
  expect([trail.intact, trail.lines[0]?.what.code]).toEqual([true, 'event.person.erased']);
  const history = await settled(z.object({ intact: z.boolean(), events: z.array(z.object({ what: z.object({ code: z.string() }) })) }), 'settings', 'rules.history');
  expect([history.intact, history.events.some(({ what }) => what.code === 'event.person.erased')]).toEqual([true, true]);
});
