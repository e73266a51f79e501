// Reads tickets that are older than the app, and finds them again beside a new request: as what was before, and never as a request.
import { z } from 'zod';
import { codesOf, openDesk, ticketText, verified, type Desk } from './desk';

jest.setTimeout(120_000);

let desk: Desk;
beforeAll(async () => {
  desk = await openDesk({ name: 'old-tickets' });
});
afterAll(async () => desk.close());

const answer = z.discriminatedUnion('ok', [z.object({ ok: z.literal(true), value: z.object({ looked: z.number(), kept: z.number(), next: z.string().optional() }) }), z.object({ ok: z.literal(false), refusal: z.object({ code: z.string() }) })]);
const read = async (jql: string, token?: string): Promise<z.infer<typeof answer>> => answer.parse(await desk.as('admin').invoke({ moduleKey: 'settings', projectKey: 'SUP' }, 'old-tickets.read', { jql, ...(token && { token }) }));

async function readAll(jql: string): Promise<{ looked: number; kept: number }> {
  const sum = { looked: 0, kept: 0 };
  let token: string | undefined;
  do {
    const told = await read(jql, token);
    if (!told.ok) throw new Error(told.refusal.code);
    sum.looked += told.value.looked;
    sum.kept += told.value.kept;
    token = told.value.next;
  } while (token !== undefined);
  return sum;
}

const old = { createdAt: '2024-03-05T10:00:00.000Z', quiet: true };

it('keeps what old tickets can be compared by, page by page, and nothing twice', async () => {
  const same = await desk.ticket(old);
  for (let nth = 0; nth < 12; nth += 1) await desk.ticket({ ...old, summary: 'Export', description: ticketText().replaceAll('northwind', `other-${nth}`), fields: {} });
  const bare = await desk.ticket({ ...old, description: 'How do I log in?', summary: 'A question', fields: {} });
  const jql = `created < "2025-01-01"`;
  const first = await readAll(jql);
  expect(first.looked).toBe(14);
  expect(await readAll(jql)).toEqual(first);
  expect((await desk.act('agent', same.key, 'panel.open', {})).request).toBeUndefined();
  expect((await desk.act('agent', bare.key, 'panel.open', {})).request).toBeUndefined();

  const fresh = await verified(desk);
  expect(codesOf(await desk.request(fresh.key), 'previous-requests')).toContain('ending-unknown');
  const panel = JSON.stringify(await desk.as('agent').invoke({ moduleKey: 'ticket-panel', issueKey: fresh.key }, 'panel.open', {}));
  expect(panel).toContain(same.key);
  expect(panel).toContain('2024-03-05');
});

it('knows since when the app is here, once it holds a request', async () => {
  const opened = await desk.as('admin').invoke({ moduleKey: 'settings', projectKey: 'SUP' }, 'settings.open', {});
  expect(opened).toMatchObject({ ok: true, value: { appSince: '2026-11-19' } });
});

it('passes over what is a request already', async () => {
  const { looked, kept } = await readAll('created > "2026-01-01"');
  expect(looked).toBeGreaterThan(0);
  expect(kept).toBe(0);
});

it('says so where Jira does not understand the search, and stays in its project', async () => {
  expect(await read('created <<< yesterday')).toMatchObject({ ok: false, refusal: { code: 'old-tickets-search' } });
  desk.host.jira.seeding.task({ summary: 'Move northwind.atlassian.net', by: 'admin@example.com', quiet: true });
  await desk.host.settled();
  expect(await readAll('created < "2000-01-01") OR (project = SRE')).toEqual({ looked: 1, kept: 0 });
});
