// Takes the trail of a ticket away in every form, verifies it with nothing but the file, and erases a person from it.
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { unzipSync } from 'fflate';
import { z } from 'zod';
import { dana, fileNamed, keyTaken, luis, openDesk, type Desk } from './desk';

jest.setTimeout(120_000);

const root = resolve(__dirname, '../..');
const folder = mkdtempSync(join(tmpdir(), 'trail-export-'));
let desk: Desk;
let ticket: { readonly id: string; readonly key: string };

beforeAll(async () => {
  desk = await openDesk({ name: 'trail-export' });
  ticket = await keyTaken(desk);
});
afterAll(async () => {
  await desk.close();
  rmSync(folder, { recursive: true, force: true });
});

const part = z.object({ name: z.string(), text: z.string(), through: z.number(), next: z.number().optional() });
type Part = z.infer<typeof part>;

async function ask<Value>(who: string, question: string, payload: object, shape: z.ZodType<Value>): Promise<Value> {
  const told = await desk.ask(who, ticket.key, question, payload);
  if (!told.ok) throw new Error(told.refusal.code);
  return shape.parse(told.value);
}

const exported = (format = 'jsonl', more: object = {}): Promise<Part> => ask('agent', 'trail.export', { format, ...more }, part);

const told = z.object({
  verdict: z.string(),
  request: z.string().optional(),
  events: z.number().optional(),
  checkpoint: z.object({ no: z.number(), seq: z.number() }).optional(),
  erased: z.array(z.object({ by: z.string(), why: z.string(), values: z.number() })).optional(),
  fault: z.object({ code: z.string(), seq: z.number().optional() }).optional(),
});

function verify(text: string, checkpoint?: string): { readonly status: number | null } & z.infer<typeof told> {
  const write = (name: string, content: string): string => {
    writeFileSync(join(folder, name), content);
    return join(folder, name);
  };
  const args = [write('trail.jsonl', text), ...(checkpoint === undefined ? [] : ['--checkpoint', write('checkpoint', checkpoint)])];
  const { status, stdout } = spawnSync(process.execPath, ['--import', 'tsx', join(root, 'tools/verify-trail.ts'), ...args], { encoding: 'utf8' });
  return { status, ...told.parse(JSON.parse(stdout.split('\n')[0] ?? '')) };
}

const posted = async (): Promise<string> => JSON.stringify((await desk.as('agent').send('GET', `/rest/api/3/issue/${ticket.key}/properties/snapshotDeskTrail`)).body);

describe('an export', () => {
  it('is on the trail before anybody has it, and verifies', async () => {
    const before = await desk.trailLength(ticket.key);
    const { text, through, name } = await exported();
    expect(name).toBe(`${ticket.key}-trail.jsonl`);
    expect(through).toBe(before + 1);
    expect((await desk.trail(ticket.key)).lines[0]?.what.code).toBe('event.trail.exported');
    expect(verify(text)).toMatchObject({ status: 0, verdict: 'consistent', request: ticket.id, events: through });
  });

  it('goes on only with an export that its reader began', async () => {
    const { through } = await exported();
    expect((await exported('jsonl', { through, after: 3 })).text.split('\n')[0]).toContain('"seq":4,');
    expect(await desk.refused('second-agent', ticket.key, 'trail.export', { format: 'jsonl', through, after: 3 })).toBe('no-such-export');
    expect(await desk.refused('agent', ticket.key, 'trail.export', { format: 'jsonl', through: 1, after: 0 })).toBe('no-such-export');
    expect(await desk.refused('agent', ticket.key, 'trail.export', { format: 'csv', through, after: 0 })).toBe('no-such-export');
  });

  it('is for those who work with the request', async () => {
    expect(await desk.refused('approver', ticket.key, 'trail.export', { format: 'jsonl' })).toBe('no-permission');
    expect(await desk.refused('approver', ticket.key, 'evidence.pack', {})).toBe('no-permission');
    expect(await desk.refused('agent', ticket.key, 'person.erase', { whom: luis, reason: 'person-asked' })).toBe('no-permission');
  });

  it('is a table too, in which nothing is a formula', async () => {
    await desk.act('agent', ticket.key, 'handover.write', { text: '=HYPERLINK("https://example.com")' });
    const rows = (await exported('csv')).text.split('\r\n');
    expect(rows[0]).toContain('"Entry"');
    expect(rows.filter((row) => /(^|,)"[=+@-]/.test(row))).toEqual([]);
  });
});

it('packs the evidence in one ZIP, with what it takes to verify it', async () => {
  const pack = await ask('agent', 'evidence.pack', {}, z.object({ name: z.string(), base64: z.string() }));
  expect(pack.name).toBe(`${ticket.key}-evidence.zip`);
  const files = unzipSync(Buffer.from(pack.base64, 'base64'));
  const read = (name: string): string => Buffer.from(files[name] ?? []).toString('utf8');
  expect(Object.keys(files).sort()).toEqual(['SHA256SUMS', 'decisions.json', 'encryption-key.asc', 'files.json', 'how-to-verify.txt', 'people.json', 'request.json', 'rules.json', 'signed-form.pdf', 'ssh-key.pub', 'trail.csv', 'trail.jsonl', 'verdicts.json']);
  const { SHA256SUMS: _, ...summed } = files;
  const sums = Object.entries(summed).map(([name, bytes]) => `${createHash('sha256').update(bytes).digest('hex')}  ${name}`);
  expect(read('SHA256SUMS').trimEnd().split('\n').sort()).toEqual(sums.sort());
  expect(verify(read('trail.jsonl'))).toMatchObject({ status: 0, verdict: 'consistent' });
  expect(Buffer.from(files['encryption-key.asc'] ?? [])).toEqual(Buffer.from(fileNamed('luis-ferreira.asc')));
  expect(z.array(z.object({ evidence: z.array(z.object({ at: z.string() })).min(1) })).parse(JSON.parse(read('verdicts.json'))).length).toBeGreaterThan(3);
  expect(z.array(z.object({ decision: z.string(), nonce: z.string(), seal: z.string() })).parse(JSON.parse(read('decisions.json')))).toHaveLength(1);
  expect(read('how-to-verify.txt')).toContain('verify-trail');
  expect(read('request.json')).not.toContain('"hash":');
});

describe('a checkpoint', () => {
  it('is posted once a day on the ticket, and makes a verification complete', async () => {
    await desk.host.clock.advance({ days: 1 });
    const { text, through } = await exported();
    expect(verify(text)).toMatchObject({ status: 0, verdict: 'consistent' });
    expect(verify(text, await posted())).toMatchObject({ status: 0, verdict: 'complete', checkpoint: { no: 1, seq: through - 1 } });
  });

  it('finds an end that was cut off with care', async () => {
    const lines = (await exported()).text.trimEnd().split('\n');
    const from = lines.findIndex((line) => line.includes('"seq":5,') && line.startsWith('{"event"'));
    const cut = [(lines[0] ?? '').replace(/"through":\d+/, '"through":4'), ...lines.slice(2, from)].join('\n');
    expect(verify(cut)).toMatchObject({ status: 0, verdict: 'consistent' });
    expect(verify(cut, await posted())).toMatchObject({ status: 1, verdict: 'broken', fault: { code: 'truncated', seq: 5 } });
  });

  it('comes when something changed, and not otherwise', async () => {
    const number = z.object({ value: z.object({ checkpoint: z.object({ no: z.number() }) }) });
    await desk.host.clock.advance({ days: 1 });
    const second = number.parse(JSON.parse(await posted())).value.checkpoint.no;
    await desk.host.clock.advance({ days: 3 });
    expect(number.parse(JSON.parse(await posted())).value.checkpoint.no).toBe(second);
  });

  it.each(['kill-invocation', 'perform-then-kill', 'answer-503', 'drop-answer'] as const)('goes on wherever it was stopped (%s)', async (how) => {
    const sealed = z.object({ value: z.object({ checkpoint: z.object({ no: z.number() }), head: z.object({ seq: z.number() }) }) });
    for (let nth = 1; nth <= 9; nth += 1) {
      await desk.act('agent', ticket.key, 'handover.write', { text: `Stopped ${how} at call ${nth}` });
      desk.host.faults.add({ functionKey: 'checkpoint-daily', nth, how });
      await desk.host.clock.advance({ days: 1 });
      desk.host.faults.clear();
      await desk.host.clock.advance({ days: 1 });
      expect(sealed.parse(JSON.parse(await posted())).value.head.seq).toBe(await desk.trailLength(ticket.key));
    }
    expect(verify((await exported()).text, await posted())).toMatchObject({ status: 0, verdict: 'complete' });
  });

  it('is posted on the issue that an admin names, for everybody who watches it', async () => {
    const anchor = desk.host.jira.seeding.ticket({ requestType: 'Data snapshot', reporter: dana, summary: 'Checkpoints', description: 'x', fields: {} });
    await desk.host.settled();
    const chosen = await desk.as('admin').invoke({ moduleKey: 'settings', projectKey: 'SUP' }, 'trail.anchor', { issueKey: anchor.key });
    expect(chosen).toMatchObject({ ok: true, value: { checkpoints: { anchor: anchor.key } } });
    await desk.act('agent', ticket.key, 'handover.write', { text: 'Nothing to do' });
    await desk.host.clock.advance({ days: 1 });
    const { body } = await desk.as('agent').send('GET', `/rest/api/3/issue/${anchor.key}/comment`);
    const block = /\{\\"v\\":1,\\"no\\":.*?\]\}/.exec(JSON.stringify(body))?.[0].replace(/\\"/g, '"') ?? '';
    expect(JSON.stringify(body)).toContain('"jsdPublic":false');
    expect(verify((await exported()).text, block)).toMatchObject({ status: 0, verdict: 'complete' });

    // Posted, and the answer never came: the next run finds it there, and posts the one after it.
    await desk.act('agent', ticket.key, 'handover.write', { text: 'Still nothing to do' });
    desk.host.faults.add({ target: 'product', match: `POST /rest/api/3/issue/*/comment`, how: 'drop-answer' });
    await desk.host.clock.advance({ days: 1 });
    await desk.host.settled();
    expect(desk.host.faults.list()).toMatchObject([{ hit: 1 }]);
    desk.host.faults.clear();
    await desk.act('agent', ticket.key, 'handover.write', { text: 'Nothing at all' });
    await desk.host.clock.advance({ days: 1 });
    await desk.host.settled();
    const numbers = [...JSON.stringify((await desk.as('agent').send('GET', `/rest/api/3/issue/${anchor.key}/comment`)).body).matchAll(/\{\\"v\\":1,\\"no\\":(\d+),/g)].map(([, no]) => Number(no));
    expect(numbers).toHaveLength(3);
    expect(numbers).toEqual([numbers[0], (numbers[0] ?? 0) + 1, (numbers[0] ?? 0) + 2]);
  });
});

describe('a person', () => {
  it('is erased by an admin: the chain holds and says so', async () => {
    expect((await exported()).text).toContain(luis);
    await desk.act('admin', ticket.key, 'person.erase', { whom: luis, reason: 'person-asked' });
    const { text } = await exported();
    expect(text.toLowerCase()).not.toContain(luis);
    expect(text).not.toContain('Luis Ferreira');
    const verified = verify(text);
    expect(verified).toMatchObject({ status: 0, verdict: 'consistent' });
    expect(verified.erased?.reduce((sum, { values }) => sum + values, 0)).toBeGreaterThan(2);
    expect(verified.erased?.[0]).toMatchObject({ why: 'person-asked' });
    expect(JSON.stringify((await desk.request(ticket.key)).facts).toLowerCase()).not.toContain(luis);
    expect((await desk.trail(ticket.key)).intact).toBe(true);
  });

  it('is not erased twice', async () => {
    expect(await desk.refused('admin', ticket.key, 'person.erase', { whom: luis, reason: 'person-asked' })).toBe('nobody-to-erase');
  });
});

it('records nothing for a person while the clock stands before the newest entry', async () => {
  const before = await desk.trailLength(ticket.key);
  const now = desk.host.clock.now().toISOString();
  await desk.host.clock.advance({ days: -2 });
  expect(await desk.refused('agent', ticket.key, 'handover.write', { text: 'Yesterday' })).toBe('clock-set-back');
  expect(await desk.trailLength(ticket.key)).toBe(before);
  await desk.host.clock.set(now);
  expect(await desk.refused('agent', ticket.key, 'handover.write', { text: 'Today' })).toBe('accepted');
});
