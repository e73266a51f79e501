// Takes a whole desk away, uninstalls and installs the app again, brings it in, and finds every trail, gate and task as before.
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { z } from 'zod';
import { approve, northwindMap, openDesk, released, tasks, verified, type Desk, type Ticket } from './desk';

jest.setTimeout(180_000);

const root = resolve(__dirname, '../..');
const folder = mkdtempSync(join(tmpdir(), 'last-day-'));
let desk: Desk;

beforeAll(async () => {
  // Enough rows for more than one part.
  const others = Array.from({ length: 1700 }, (_, nth) => ({ tenantId: `00000000-0000-4000-8000-${String(nth).padStart(12, '0')}`, site: `other-${nth}.atlassian.net` }));
  desk = await openDesk({ name: 'last-day', tenants: [...northwindMap, ...others] });
});
afterAll(async () => {
  await desk.close();
  rmSync(folder, { recursive: true, force: true });
});

const answer = z.discriminatedUnion('ok', [z.object({ ok: z.literal(true), value: z.unknown() }), z.object({ ok: z.literal(false), refusal: z.object({ code: z.string(), params: z.record(z.string(), z.unknown()) }) })]);
const settings = async (who: string, question: string, payload: object = {}): Promise<z.infer<typeof answer>> => answer.parse(await desk.as(who).invoke({ moduleKey: 'settings', projectKey: 'SUP' }, question, payload));
const said = async <Value>(shape: z.ZodType<Value>, question: string, payload: object = {}): Promise<Value> => {
  const told = await settings('admin', question, payload);
  if (!told.ok) throw new Error(`${question}: ${told.refusal.code}`);
  return shape.parse(told.value);
};
const refusal = async (question: string, payload: object, who = 'admin'): Promise<unknown> => {
  const told = await settings(who, question, payload);
  return told.ok ? 'accepted' : told.refusal;
};

const filePart = z.object({ name: z.string(), text: z.string(), next: z.unknown().optional() });

async function exported(): Promise<string> {
  let part = await said(filePart, 'desk.export');
  let { text } = part;
  while (part.next !== undefined) {
    part = await said(filePart, 'desk.export', { next: part.next });
    text += part.text;
  }
  return text;
}

type Row = [entity: string | null, key: string, value: unknown];
type File = { readonly header: unknown; readonly parts: readonly { readonly no: number; readonly rows: readonly Row[]; readonly hash: string }[]; readonly end: { counts: Record<string, number> } };

const lineSchema = z.union([
  z.strictObject({ desk: z.unknown() }),
  z.strictObject({ row: z.tuple([z.string().nullable(), z.string(), z.unknown()]) }),
  z.strictObject({ seal: z.object({ no: z.number(), rows: z.number(), hash: z.string() }) }),
  z.strictObject({ end: z.looseObject({ counts: z.record(z.string(), z.number()) }) }),
]);

/** The file as whoever brings it in cuts it: at its seals. */
function cut(text: string): File {
  const parts: File['parts'][number][] = [];
  let rows: Row[] = [];
  let header: unknown;
  let end: File['end'] = { counts: {} };
  for (const line of text.trimEnd().split('\n').map((one) => lineSchema.parse(JSON.parse(one)))) {
    if ('desk' in line) header = line.desk;
    else if ('row' in line) rows.push(line.row);
    else if ('end' in line) end = line.end;
    else {
      parts.push({ no: line.seal.no, rows, hash: line.seal.hash });
      rows = [];
    }
  }
  return { header, parts, end };
}

const brought = z.object({ next: z.number(), claim: z.number(), done: z.object({ code: z.string(), params: z.record(z.string(), z.unknown()) }).optional() });

const trailPart = z.object({ text: z.string() });
async function trailOf(key: string): Promise<string> {
  const told = await desk.ask('agent', key, 'trail.export', { format: 'jsonl' });
  if (!told.ok) throw new Error(told.refusal.code);
  return trailPart.parse(told.value).text;
}

function verify(text: string, checkpoint?: unknown): { readonly status: number | null; readonly verdict: string } {
  const write = (name: string, content: string): string => {
    writeFileSync(join(folder, name), content);
    return join(folder, name);
  };
  const args = [write('trail.jsonl', text), ...(checkpoint === undefined ? [] : ['--checkpoint', write('checkpoint', JSON.stringify(checkpoint))])];
  const { status, stdout } = spawnSync(process.execPath, ['--import', 'tsx', join(root, 'tools/verify-trail.ts'), ...args], { encoding: 'utf8' });
  return { status, verdict: z.object({ verdict: z.string() }).parse(JSON.parse(stdout.split('\n')[0] ?? '')).verdict };
}

const posted = async (key: string): Promise<unknown> => (await desk.as('agent').send('GET', `/rest/api/3/issue/${key}/properties/snapshotDeskTrail`)).body;

async function anew(): Promise<void> {
  await desk.as('admin').send('POST', '/local/uninstall');
  await desk.as('admin').send('POST', '/local/reinstall');
  await desk.host.settled();
}

let running: Ticket;
let handedOff: Ticket;
let gone: Ticket;
let text: string;
let file: File;
const gates = async (): Promise<unknown> => Promise.all([desk.gate(running.key, 'Start agreement'), desk.gate(handedOff.key, 'Start agreement'), desk.gate((await tasks(desk))[0]?.key ?? '', 'Start work')]);
let before: unknown;

beforeAll(async () => {
  running = await verified(desk);
  handedOff = await released(desk);
  await desk.act('agent', handedOff.key, 'hand-off.start', {});
  await desk.host.settled();
  gone = await desk.ticket();
  await desk.host.clock.advance({ days: 1 });
  await desk.host.settled();
  before = await gates();
  text = await exported();
  file = cut(text);
});

it('is for whoever administers the rules, and on their trail', async () => {
  const history = await said(z.object({ events: z.array(z.object({ what: z.object({ code: z.string() }) })) }), 'rules.history');
  expect(history.events[0]?.what.code).toBe('event.desk.exported');
  // Another part goes on with one's own export alone.
  const stranger = { through: 1, place: { at: 'plain', trails: [] }, soFar: { no: 0, hash: '0'.repeat(64), counts: {} }, seal: '0'.repeat(64) };
  expect(await refusal('desk.export', { next: stranger }, 'lead')).toMatchObject({ code: 'no-such-export' });
});

it('holds every kind of row, no secret, and what it counts', async () => {
  const kinds = file.parts.flatMap(({ rows }) => rows.map(([entity]) => entity ?? 'plain'));
  expect(new Set(kinds)).toEqual(new Set(['plain', 'rules', 'request', 'evidence', 'event', 'person', 'mention', 'uncovered', 'licence', 'tenant']));
  expect(file.end.counts['request']).toBe(3);
  expect(kinds.filter((kind) => kind === 'event')).toHaveLength(file.end.counts['event'] ?? -1);
  expect(text).not.toMatch(/possession-secret|export-secret/);
});

it('is not brought into a desk that has anything', async () => {
  expect(await refusal('desk.import', { header: file.header })).toMatchObject({ code: 'desk-not-empty' });
});

describe('in an empty installation', () => {
  beforeAll(anew);

  it('is refused as another schema or of another site', async () => {
    const header = z.looseObject({}).parse(file.header);
    expect(await refusal('desk.import', { header: { ...header, schema: 2 } })).toMatchObject({ code: 'desk-file-later' });
    expect(await refusal('desk.import', { header: { ...header, site: 'elsewhere' } })).toMatchObject({ code: 'desk-other-site' });
    expect(await refusal('desk.import', { header: 'no file' })).toMatchObject({ code: 'desk-file-unreadable' });
  });

  it('is refused where a part is missing, edited or out of order, and decides nothing half-way', async () => {
    const { header, parts, end } = file;
    const [first, second] = parts;
    if (!first || !second) throw new Error('the desk fits one part; fill it more');
    const { next, claim } = await said(brought, 'desk.import', { header });
    expect(next).toBe(1);
    expect(await refusal('desk.import', { header, claim, part: second })).toMatchObject({ code: 'desk-import-out-of-order', params: { part: 1 } });
    const [row, ...others] = first.rows;
    expect(await refusal('desk.import', { header, claim, part: { ...first, rows: others } })).toMatchObject({ code: 'desk-import-altered', params: { part: 1 } });
    expect(await refusal('desk.import', { header, claim, part: { ...first, rows: [...others, row] } })).toMatchObject({ code: 'desk-import-altered' });
    expect(await refusal('desk.import', { header, claim, part: { ...first, rows: [['desk-import', 'desk-import', {}]] } })).toMatchObject({ code: 'bad-input' });
    expect(await said(brought, 'desk.import', { header, claim, part: first })).toEqual({ next: 2, claim });
    // An answer that was lost: the same part once more changes nothing.
    expect(await said(brought, 'desk.import', { header, claim, part: first })).toEqual({ next: 2, claim });
    expect(await refusal('desk.import', { header, claim, end })).toMatchObject({ code: 'desk-import-out-of-order', params: { part: 2 } });
    expect(await refusal('desk.import', { header: { ...z.looseObject({}).parse(header), app: 'other' } })).toMatchObject({ code: 'desk-import-other' });
    expect((await desk.gate(running.key, 'Start agreement')).errorMessage).toContain('being brought in');
    const fresh = await desk.ticket();
    expect(await desk.refused('agent', fresh.key, 'request.begin', { kind: 'data-dump' })).toBe('desk-being-imported');
    expect(await refusal('draft.discard', { rev: 0 })).toMatchObject({ code: 'desk-being-imported' });
    expect(await desk.refused('agent', running.key, 'handover.write', { text: 'Call them' })).toBe('desk-being-imported');
    // Nothing is sealed of a desk that is half there.
    const sealed = async (): Promise<unknown> => (await said(z.looseObject({ checkpoints: z.unknown() }), 'settings.open')).checkpoints;
    const before = await sealed();
    await desk.host.clock.advance({ days: 1 });
    await desk.host.settled();
    expect(await sealed()).toEqual(before);
  });

  it('is one person’s at a time, and somebody else’s only on purpose', async () => {
    const { header, parts } = file;
    const mine = await said(brought, 'desk.import', { header });
    const part = parts[mine.next - 1];
    if (!part) throw new Error('no part is left to be contended for');
    const by = async (who: string, payload: object): Promise<z.infer<typeof brought>> => {
      const told = await settings(who, 'desk.import', payload);
      if (!told.ok) throw new Error(told.refusal.code);
      return brought.parse(told.value);
    };
    expect(await refusal('desk.import', { header }, 'lead')).toEqual({ code: 'desk-import-under-way', params: { by: 'Mei Tanaka', since: expect.anything() as unknown, last: expect.anything() as unknown } });
    // Knowing the number is not having it in hand.
    expect(await refusal('desk.import', { header, claim: mine.claim, part }, 'lead')).toMatchObject({ code: 'desk-import-taken-over' });
    const theirs = await by('lead', { header, takeOver: true });
    expect(theirs.next).toBe(mine.next);
    expect(await refusal('desk.import', { header, claim: mine.claim, part })).toMatchObject({ code: 'desk-import-taken-over' });
    expect(await refusal('desk.import', { header })).toMatchObject({ code: 'desk-import-under-way' });
    // The page was closed: its owner goes on with a new number, and the old page is refused.
    const again = await by('lead', { header });
    expect(await refusal('desk.import', { header, claim: theirs.claim, part }, 'lead')).toMatchObject({ code: 'desk-import-taken-over' });
    expect(again.next).toBe(mine.next);
    // Both take it at the same moment: one has it.
    const both = await Promise.all(['admin', 'lead'].map(async (who) => refusal('desk.import', { header, takeOver: true }, who)));
    const claims = await Promise.all(['admin', 'lead'].map(async (who) => refusal('desk.import', { header, claim: again.claim + both.filter((one) => one === 'accepted').length, part: { ...part, no: 1 } }, who)));
    expect(claims.filter((one) => one === 'accepted')).toHaveLength(1);
    await said(brought, 'desk.import', { header, takeOver: true });
  });

  it.each(['kill-invocation', 'perform-then-kill', 'answer-503'] as const)('goes on where it was stopped (%s)', async (how) => {
    const { header, parts } = file;
    const { next, claim } = await said(brought, 'desk.import', { header });
    const part = parts[next - 1];
    if (!part) throw new Error('no part is left to be stopped in');
    desk.host.faults.add({ functionKey: 'settings-resolver', nth: 4, how });
    await settings('admin', 'desk.import', { header, claim, part }).catch(() => undefined);
    desk.host.faults.clear();
    expect((await said(brought, 'desk.import', { header, claim, part })).next).toBe(next + 1);
  });

  it('is whole afterwards: trails, gates, tasks and rules', async () => {
    const { header, parts, end } = file;
    const { next, claim } = await said(brought, 'desk.import', { header });
    for (const part of parts.slice(next - 1)) await said(brought, 'desk.import', { header, claim, part });
    expect(await refusal('desk.import', { header, claim, end: { ...end, counts: { ...end.counts, request: 4 } } })).toMatchObject({ code: 'desk-import-altered' });
    // A ticket that went away meanwhile.
    await desk.as('admin').send('DELETE', `/rest/api/3/issue/${gone.key}`);
    // It dies after each of its writes, and is sent again; in the end it stands on record once.
    for (let nth = 1; nth < 12; nth += 1) {
      desk.host.faults.add({ functionKey: 'settings-resolver', nth, how: 'perform-then-kill' });
      await settings('admin', 'desk.import', { header, claim, end }).catch(() => undefined);
      desk.host.faults.clear();
    }
    const { done } = await said(brought, 'desk.import', { header, claim, end });
    expect(done).toMatchObject({ code: 'done.desk-imported', params: { requests: 3 } });
    // Once more changes nothing, and another desk is refused from now on.
    expect((await said(brought, 'desk.import', { header, claim, end })).done?.code).toBe('done.desk-imported');

    expect(await gates()).toEqual(before);
    for (const { key } of [running, handedOff]) {
      const whole = await trailOf(key);
      expect(verify(whole)).toEqual({ status: 0, verdict: 'consistent' });
      expect(verify(whole, await posted(key))).toEqual({ status: 0, verdict: 'complete' });
      expect((await desk.trail(key)).intact).toBe(true);
    }
    const history = await said(z.object({ intact: z.boolean(), events: z.array(z.object({ what: z.object({ code: z.string() }) })) }), 'rules.history');
    expect([history.intact, history.events.map(({ what }) => what.code)]).toEqual([true, ['event.desk.imported', 'event.desk.exported', 'event.directory.imported', 'event.directory.imported']]);
    const [task] = await tasks(desk);
    const packet = answer.parse(await desk.as('sre').invoke({ moduleKey: 'sre-panel', issueKey: task?.key ?? '' }, 'packet.open', {}));
    expect(packet.ok && z.object({ packet: z.object({ ticket: z.string() }) }).parse(packet.value).packet.ticket).toBe(handedOff.key);
  });

  it('goes on: a running request is decided, a checkpoint follows the ones before', async () => {
    await approve(desk, running.key, 'proceed');
    expect((await desk.gate(running.key, 'Start agreement')).result).toBe(true);
    await desk.host.clock.advance({ days: 1 });
    await desk.host.settled();
    const { checkpoints } = await said(z.object({ checkpoints: z.object({ sealed: z.number(), posted: z.number(), setBack: z.number().optional() }) }), 'settings.open');
    expect(checkpoints).toEqual({ sealed: 2, posted: 2 });
    expect(verify(await trailOf(running.key), await posted(running.key))).toEqual({ status: 0, verdict: 'complete' });
  });

  it('marks a request whose ticket is gone', async () => {
    const looked = await said(z.object({ gone: z.number(), next: z.string().optional() }), 'desk.gone-tickets');
    expect(looked).toEqual({ gone: 1 });
    const { text: again } = { text: await exported() };
    expect(again).toContain('"ticketGone"');
    expect(cut(again).end.counts['request']).toBe(3);
  });
});
