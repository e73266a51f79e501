// Shows what the first page of a long desk costs on a function that has just started: three storage operations, whatever is filtered.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { z } from 'zod';
import { openDatabase } from '../../local/database';
import { openKvsRows } from '../../local/forge/kvs-rows';
import { readManifest } from '../../local/forge/manifest';
import { openDesk, verified } from './desk';

jest.setTimeout(60_000);

const rules = z.looseObject({ version: z.number(), policies: z.looseObject({}) });
const opened = z.object({ ok: z.literal(true), value: z.object({ rules, rev: z.number(), draft: z.object({ review: z.object({ digest: z.string() }) }).optional() }) });
const hot = z.looseObject({ data: z.looseObject({}) });
const page = z.object({ ok: z.literal(true), value: z.object({ lines: z.array(z.unknown()), unreadable: z.array(z.string()).optional() }) });
const costs = z.array(z.object({ resolverKey: z.string().optional(), kvsOperations: z.number() }));

test('with published rules and more open requests than one query gives', async () => {
  const directory = mkdtempSync(join(tmpdir(), 'desk-cost-'));
  const desk = await openDesk({ name: 'desk-cost', directory });
  const database = openDatabase(directory);
  try {
    const settings = (question: string, payload: object = {}): Promise<unknown> => desk.as('admin').invoke({ moduleKey: 'settings', projectKey: 'SUP' }, question, payload);
    const { value: before } = opened.parse(await settings('rules.open'));
    const { value: saved } = opened.parse(await settings('draft.save', { rev: before.rev, rules: { ...before.rules, policies: { ...before.rules.policies, nudgeAfter: 1 } } }));
    expect(await settings('rules.publish', { rev: saved.rev, digest: saved.draft?.review.digest, reason: 'Sooner' })).toMatchObject({ ok: true });
    await verified(desk);
    const [row] = database.all<{ installation: string; value: string }>("SELECT installation, value FROM kvs_row WHERE namespace = 'entity:request'");
    const one = hot.parse(JSON.parse(row?.value ?? ''));
    const { entities } = readManifest(resolve(__dirname, '../../manifest.yml'));
    const rows = openKvsRows({ database, entities, installation: () => row?.installation ?? '', now: () => desk.host.clock.now(), queryLagMs: () => 0 });
    for (let nth = 0; nth < 120; nth += 1) rows.put('entity:request', `request#${9_000_000 + nth}`, JSON.stringify({ ...one, ...(nth === 7 && { data: 'damaged' }), ...(nth !== 7 && { data: { ...one.data, issueId: String(9_000_000 + nth) } }) }), null);
    await desk.as('admin').send('DELETE', '/local/cost');
    // Nobody has opened the desk before, so its function knows no rules yet.
    const told = page.parse(await desk.as('agent').invoke({ moduleKey: 'desk', projectKey: 'SUP' }, 'desk.open', { standing: 'open', sort: 'due', turn: 'approver' }));
    expect([told.value.lines.length > 0, told.value.unreadable]).toEqual([true, ['9000007']]);
    const [cost] = costs.parse((await desk.as('admin').send('GET', '/local/cost')).body).filter(({ resolverKey }) => resolverKey === 'desk.open');
    expect(cost?.kvsOperations).toBe(3);
  } finally {
    database.close();
    await desk.close();
    rmSync(directory, { recursive: true, force: true });
  }
});
