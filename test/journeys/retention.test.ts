// Lets time delete what the rules say, class by class, and shows that nothing else goes, nothing is half gone, and each deletion has its proof.
import { spawnSync } from 'node:child_process';
import { cpSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { unzipSync } from 'fflate';
import { z } from 'zod';
import { dana, licence, luis, northwindMap, northwindTenant, openDesk, verified, type Desk, type Message } from './desk';
import { attestation, dueToday, received, type Received } from './disposal-desk';
import { askSre, onTask, sealedFileKey } from './sre-desk';

jest.setTimeout(300_000);

const root = resolve(__dirname, '../..');
const folder = mkdtempSync(join(tmpdir(), 'retention-'));
const prepared = join(folder, 'prepared');
/** Days after the end; the directory's after its import. */
const periods = { form: 8, key: 4, addresses: 12, trail: 0, directory: 0 };

let at: Received;
let id = '';

const answer = z.discriminatedUnion('ok', [z.object({ ok: z.literal(true), value: z.unknown() }), z.object({ ok: z.literal(false), refusal: z.object({ code: z.string(), params: z.record(z.string(), z.unknown()) }) })]);
async function settings(desk: Desk, question: string, payload: object = {}, who = 'admin'): Promise<unknown> {
  const told = answer.parse(await desk.as(who).invoke({ moduleKey: 'settings', projectKey: 'SUP' }, question, payload));
  if (!told.ok) throw new Error(`${question}: ${told.refusal.code}`);
  return told.value;
}

const policies = z.looseObject({ retention: z.record(z.string(), z.number()) });
type Policies = z.infer<typeof policies>;
const rulesView = z.object({ rev: z.number(), rules: z.looseObject({ version: z.number(), policies }), draft: z.object({ review: z.object({ digest: z.string(), differences: z.array(z.object({ weakens: z.unknown().optional() })) }), wait: z.unknown().optional() }).optional() });

async function publish(desk: Desk, change: (policies: Policies) => object): Promise<void> {
  const { rev, rules } = rulesView.parse(await settings(desk, 'rules.open'));
  const saved = rulesView.parse(await settings(desk, 'draft.save', { rev, rules: { ...rules, policies: change(rules.policies) } }));
  const digest = saved.draft?.review.digest ?? '';
  const asked = rulesView.parse(await settings(desk, 'rules.publish', { rev: saved.rev, digest, reason: 'As our lawyer says' }));
  if (asked.draft?.wait) await settings(desk, 'rules.confirm', { digest }, 'lead');
}

/**
 * The periods of each version. The functions of all desks of this file share a process and keep a version once read, so that
 * no number may stand for two sets of rules.
 */
const versions: Readonly<Record<number, Readonly<Record<string, number>>>> = {
  2: periods,
  3: { trail: 16 },
  4: { form: 1, key: 1, addresses: 1, trail: 1 },
  5: { form: 0, key: 0, addresses: 0, trail: 0 },
  6: { form: 1, key: 1, addresses: 1 },
  7: { trail: 1 },
  8: { form: 0, key: 0, addresses: 0, trail: 0, directory: 3 },
};
const [trailToo, everythingAtOnce, nothing, classesAtOnce, thenTheTrail, directoryAlone] = [3, 4, 5, 6, 7, 8];

/** Puts the versions up to this one in force, with the second person that shorter periods take. */
async function publishUpTo(desk: Desk, last: number): Promise<void> {
  for (let { version } = rulesView.parse(await settings(desk, 'rules.open')).rules; version < last; version += 1) await publish(desk, (before) => ({ ...before, retention: { ...before.retention, ...versions[version + 1] } }));
}

/** Delivered, confirmed, disposed of and closed. */
async function closed(desk: Desk): Promise<Received> {
  const one = await received(desk);
  const disposal = await dueToday(desk, one, 'delivered-dump', [licence()], northwindMap);
  await onTask(desk, one.task, 'disposal.begin', { disposal, typed: northwindTenant });
  await onTask(desk, one.task, 'disposal.attest', { ...(await attestation(desk, one.key, disposal)) });
  await desk.act('agent', one.key, 'disposal.told', { disposal, moment: 'completion', how: 'by-hand', note: 'Mail to both' });
  await desk.act('agent', one.key, 'disposal.certify', { disposal });
  await desk.host.settled();
  await desk.move('sre', one.task, 'Dispose');
  await desk.move('agent', one.key, 'Ask for confirmation');
  if ((await desk.move('agent', one.key, 'Resolve')) !== 204) throw new Error('the ticket could not be closed');
  await desk.host.settled();
  return one;
}

beforeAll(async () => {
  const desk = await openDesk({ name: 'retention-prepared', directory: prepared });
  await publishUpTo(desk, 2);
  at = await closed(desk);
  await desk.host.clock.advance({ hours: 1 });
  await desk.host.settled();
  id = z.object({ id: z.string() }).parse((await desk.as('agent').send('GET', `/rest/api/3/issue/${at.key}?fields=summary`)).body).id;
  await desk.close();
});
afterAll(() => { rmSync(folder, { recursive: true, force: true }); });

let opened = 0;
/** A desk of its own with the closed request on it. */
async function withDesk(work: (desk: Desk) => Promise<void>): Promise<void> {
  opened += 1;
  const directory = join(folder, String(opened));
  cpSync(prepared, directory, { recursive: true });
  const desk = await openDesk({ name: `retention-${opened % 10}`, directory });
  try {
    await work(desk);
  } finally {
    desk.host.faults.clear();
    await desk.close();
    rmSync(directory, { recursive: true });
  }
}

const days = async (desk: Desk, count: number): Promise<void> => {
  await desk.host.clock.advance({ days: count });
  await desk.host.settled();
};

const filesOn = async (desk: Desk): Promise<readonly string[]> => {
  const { body } = await desk.as('admin').send('GET', `/rest/api/3/issue/${at.key}?fields=attachment`);
  return z.object({ fields: z.object({ attachment: z.array(z.object({ filename: z.string() })) }) }).parse(body).fields.attachment.map(({ filename }) => filename).filter((name) => !name.includes('-disposal-')).sort();
};
const allFiles = ['luis-ferreira.pub', sealedFileKey, 'signed-form.pdf'].sort();

async function exportedTrail(desk: Desk): Promise<string> {
  const told = await desk.ask('agent', at.key, 'trail.export', { format: 'jsonl' });
  if (!told.ok) throw new Error(told.refusal.code);
  return z.object({ text: z.string() }).parse(told.value).text;
}

const verification = z.looseObject({ verdict: z.string(), erased: z.array(z.looseObject({ why: z.string() })).optional() });
function verify(text: string): z.infer<typeof verification> {
  const file = join(folder, 'trail.jsonl');
  writeFileSync(file, text);
  const { stdout } = spawnSync(process.execPath, ['--import', 'tsx', join(root, 'tools/verify-trail.ts'), file], { encoding: 'utf8' });
  return verification.parse(JSON.parse(stdout.split('\n')[0] ?? ''));
}

const gone = async (desk: Desk, key = at.key): Promise<readonly string[]> => (await desk.trail(key)).lines.flatMap(({ what }) => (what.code === 'event.retention.let-go' ? [String(what.params['class'])] : [])).reverse();

/** Every row of the desk that hangs off the request, as the file of the whole desk has them. */
async function rowsOf(desk: Desk): Promise<string> {
  let part = z.object({ text: z.string(), next: z.unknown().optional() }).parse(await settings(desk, 'desk.export'));
  let { text } = part;
  while (part.next !== undefined) {
    part = z.object({ text: z.string(), next: z.unknown().optional() }).parse(await settings(desk, 'desk.export', { next: part.next }));
    text += part.text;
  }
  return text.split('\n').filter((line) => line.includes(`"${id}`) || line.includes(`#${id}`)).join('\n');
}

const people = ['Dana', 'Whitfield', 'Luis', 'Ferreira', dana, luis];
const namedIn = (text: string): readonly string[] => people.filter((name) => text.includes(name));

const historyOf = async (desk: Desk): Promise<readonly Message[]> => z.object({ intact: z.literal(true), events: z.array(z.object({ what: z.object({ code: z.string(), params: z.record(z.string(), z.unknown()) }) })) }).parse(await settings(desk, 'rules.history')).events.map(({ what }) => what);
const buried = async (desk: Desk): Promise<number> => (await historyOf(desk)).filter(({ code }) => code === 'event.retention.trail-gone').length;

const run = z.object({ retention: z.object({ site: z.object({ at: z.string(), finished: z.boolean() }).optional(), project: z.object({ gone: z.record(z.string(), z.number()), kept: z.record(z.string(), z.number()), failed: z.array(z.object({ issueKey: z.string(), why: z.string() })) }).optional() }), directory: z.object({ licences: z.number(), gone: z.object({ at: z.string() }).optional() }) });
const shown = async (desk: Desk): Promise<z.infer<typeof run>> => run.parse(await settings(desk, 'settings.open'));

const codesIn = (value: unknown): readonly string[] => JSON.stringify(value).match(/retention\.gone\.[a-z]+/g) ?? [];

test('each class goes on its day and not before, is on record once, and what stays verifies', () => withDesk(async (desk) => {
  await days(desk, 3);
  expect([await filesOn(desk), await gone(desk)]).toEqual([allFiles, []]);
  await days(desk, 2);
  expect([await filesOn(desk), await gone(desk)]).toEqual([['signed-form.pdf'], ['key']]);
  await days(desk, 4);
  expect([await filesOn(desk), await gone(desk)]).toEqual([[], ['key', 'form']]);
  expect(namedIn(await rowsOf(desk))).toEqual(people);
  await days(desk, 4);
  expect(await gone(desk)).toEqual(['key', 'form', 'addresses']);
  expect(namedIn(await rowsOf(desk))).toEqual([]);
  // A second run finds nothing to do, and none of it raised a flag or took anything back.
  const length = await desk.trailLength(at.key);
  await days(desk, 2);
  expect(await desk.trailLength(at.key)).toBe(length);
  const seen = await desk.request(at.key);
  expect(seen.attention).toEqual([]);
  expect((await desk.trail(at.key)).lines.filter(({ what }) => what.code === 'event.file.removed' || what.code === 'event.flag.raised')).toEqual([]);

  // Its ticket may still go from “Resolved” to “Closed”: nothing that time took is missed at the gate.
  expect(await desk.gate(at.key, 'Close')).toEqual({ result: true });

  const { verdict, erased } = verify(await exportedTrail(desk));
  expect(verdict).toBe('consistent');
  expect(new Set(erased?.map(({ why }) => why))).toEqual(new Set(['retention']));
  // Everybody who looks is told, on every screen that there is.
  expect(codesIn(await desk.ask('agent', at.key, 'panel.open'))).toEqual(['retention.gone.form', 'retention.gone.key', 'retention.gone.addresses']);
  expect(codesIn(await desk.as('sre').invoke({ moduleKey: 'sre-panel', issueKey: at.task }, 'packet.open', {}))).toEqual(['retention.gone.form', 'retention.gone.key', 'retention.gone.addresses']);
  const portal = await desk.as(dana).invoke({ moduleKey: 'portal', issueKey: at.key }, 'portal.open', {});
  expect(codesIn(portal)).toHaveLength(3);
  expect(JSON.stringify(await desk.as('agent').invoke({ moduleKey: 'desk', projectKey: 'SUP' }, 'desk.open', { standing: 'ended', sort: 'due' }))).toContain('desk.odd.let-go');
  expect(answer.parse(await desk.as('admin').invoke({ moduleKey: 'purges', projectKey: 'SUP' }, 'purges.open', {})).ok).toBe(true);
  const pack = answer.parse(await desk.as('agent').invoke({ moduleKey: 'ticket-panel', issueKey: at.key }, 'evidence.pack', {}));
  const packed = pack.ok ? unzipSync(Buffer.from(z.object({ base64: z.string() }).parse(pack.value).base64, 'base64')) : {};
  expect(Object.keys(packed)).not.toContain('signed-form.pdf');
  expect(Buffer.from(packed['request.json'] ?? []).toString()).toContain('letGo');
  expect(Object.values(packed).flatMap((bytes) => namedIn(Buffer.from(bytes).toString()))).toEqual([]);
}));

test('a whole request goes once it may: its proof is on the trail of the rules, and nothing of it is left', () => withDesk(async (desk) => {
  await publishUpTo(desk, trailToo);
  await days(desk, 15);
  const head = await desk.trailLength(at.key);
  expect([await buried(desk), head > 0]).toEqual([0, true]);
  await days(desk, 3);
  expect(await buried(desk)).toBe(1);
  expect((await historyOf(desk)).find(({ code }) => code === 'event.retention.trail-gone')?.params).toMatchObject({ issueKey: at.key, events: head, version: 3 });
  const rows = await rowsOf(desk);
  expect(rows.split('\n').map((line) => z.object({ row: z.tuple([z.string().nullable(), z.string(), z.unknown()]) }).parse(JSON.parse(line)).row).map(([entity, key]) => [entity, key.replace(/\d{4,}/g, 'n')]).filter(([entity, key]) => !(entity === 'event' && key?.startsWith('rules:'))).filter(([entity, key]) => !(entity === null && key?.startsWith('checkpoint')))).toEqual([[null, 'tombstone#n']]);
  // Nobody reads it, and it does not begin again, by itself or by a click.
  expect(await desk.ask('agent', at.key, 'panel.open')).toMatchObject({ value: { begin: { may: false, kinds: [], why: { code: 'trail-went' } } } });
  expect(await desk.refused('agent', at.key, 'request.begin', { kind: 'data-dump' })).toBe('trail-went');
  expect(await desk.refused('agent', at.key, 'trail.export', { format: 'jsonl' })).toBe('no-request');
  expect(await askSre(desk, at.task, 'packet.open')).toMatchObject({ ok: false, refusal: { code: 'no-packet' } });
  expect(await desk.gate(at.key, 'Close')).toEqual({ result: true });
  await desk.as('agent').send('PUT', `/rest/api/3/issue/${at.key}`, { fields: { summary: 'Changed after all that time' } });
  await days(desk, 2);
  expect([await buried(desk), await desk.refused('agent', at.key, 'trail.read')]).toEqual([1, 'no-request']);
}));

describe('nothing goes', () => {
  test('of a request that goes on, whatever the periods', () => withDesk(async (desk) => {
    const open = await verified(desk);
    await publishUpTo(desk, everythingAtOnce);
    const length = await desk.trailLength(open.key);
    await days(desk, 5);
    const kinds = (await desk.trail(open.key)).lines.slice(0, -length).map(({ what }) => what.code);
    expect(kinds.filter((code) => code.startsWith('event.retention') || code === 'event.person.erased')).toEqual([]);
    expect((await desk.request(open.key)).facts.length).toBeGreaterThan(0);
  }));

  test('while a flag is not settled, and all of it at once when it is', () => withDesk(async (desk) => {
    const { key } = await verified(desk);
    await desk.act('agent', key, 'flag.raise', { reason: 'Their lawyer rang' });
    await desk.act('agent', key, 'request.end', { ending: 'withdrawn', reason: 'They need it no more' });
    await days(desk, 14);
    expect(await gone(desk, key)).toEqual([]);
    await desk.act('lead', key, 'flag.settle', { flag: (await desk.request(key, 'lead')).attention[0]?.id, reason: 'Nothing came of it' });
    await days(desk, 2);
    expect(await gone(desk, key)).toEqual(['form', 'key', 'addresses']);
    // What it rested on is gone: it is not taken up again.
    expect(await desk.refused('agent', key, 'request.reopen', { reason: 'They need it after all' })).toBe('let-go-already');
  }));

  test('where data was purged in error', () => withDesk(async (desk) => {
    await desk.act('agent', at.key, 'disposal.report-error', { disposal: 1, reason: 'The customer still needs it' });
    await days(desk, 14);
    expect([await filesOn(desk), await gone(desk)]).toEqual([allFiles, []]);
  }));

  test('where the rules in force keep everything, whatever the request began with', () => withDesk(async (desk) => {
    await publishUpTo(desk, nothing);
    await days(desk, 20);
    expect([await filesOn(desk), await gone(desk)]).toEqual([allFiles, []]);
  }));
});

test('a file that Jira does not let go of is told, keeps nothing else waiting, and goes when it can', () => withDesk(async (desk) => {
  desk.host.faults.add({ target: 'product', match: 'DELETE /rest/api/3/attachment/*', how: 'answer-503', times: 1000 });
  await days(desk, 6);
  expect([await filesOn(desk), await gone(desk)]).toEqual([allFiles, []]);
  expect((await shown(desk)).retention.project?.failed).toEqual([{ issueKey: at.key, why: 'jira' }]);
  desk.host.faults.clear();
  await days(desk, 1);
  expect([await filesOn(desk), await gone(desk)]).toEqual([['signed-form.pdf'], ['key']]);
  expect((await shown(desk)).retention).toMatchObject({ site: { finished: true }, project: { failed: [] } });
}));


test.each(['kill-invocation', 'perform-then-kill'] as const)('whatever dies in between, nothing is lost, doubled or half gone (%s)', async (how) => {
  // Everything is due at once: the run that is killed has the most to do.
  let calls = 0;
  await withDesk(async (desk) => {
    desk.host.faults.add({ functionKey: 'retention-daily', nth: 100_000, how });
    await publishUpTo(desk, classesAtOnce);
    await days(desk, 2);
    calls = desk.host.faults.list()[0]?.seen ?? 0;
    expect(await gone(desk)).toEqual(['form', 'key', 'addresses']);
  });
  expect(calls).toBeGreaterThan(20);
  for (let nth = 1; nth <= calls; nth += 1) {
    await withDesk(async (desk) => {
      desk.host.faults.add({ functionKey: 'retention-daily', nth, how });
      await publishUpTo(desk, classesAtOnce);
      await days(desk, 3);
      desk.host.faults.clear();
      await days(desk, 1);
      expect([nth, (await gone(desk)).toSorted(), await filesOn(desk)]).toEqual([nth, ['addresses', 'form', 'key'], []]);
      const { intact, lines } = await desk.trail(at.key);
      expect([nth, intact, lines.filter(({ what }) => what.code === 'event.file.removed')]).toEqual([nth, true, []]);
    });
  }
});

test.each(['kill-invocation', 'perform-then-kill'] as const)('a request that goes as a whole goes once, wherever the run dies (%s)', async (how) => {
  const due = join(folder, `due-${how}`);
  await withDesk(async (desk) => {
    await publishUpTo(desk, classesAtOnce);
    await days(desk, 3);
    await publishUpTo(desk, thenTheTrail);
    await desk.host.clock.advance({ hours: 1 });
    cpSync(join(folder, String(opened)), due, { recursive: true });
  });
  const withDue = async (work: (desk: Desk) => Promise<void>): Promise<void> => {
    opened += 1;
    const directory = join(folder, String(opened));
    cpSync(due, directory, { recursive: true });
    const desk = await openDesk({ name: `retention-${opened % 10}`, directory });
    try {
      await work(desk);
    } finally {
      desk.host.faults.clear();
      await desk.close();
      rmSync(directory, { recursive: true });
    }
  };
  let calls = 0;
  await withDue(async (desk) => {
    desk.host.faults.add({ functionKey: 'retention-daily', nth: 100_000, how });
    await days(desk, 1);
    calls = desk.host.faults.list()[0]?.seen ?? 0;
    expect(await buried(desk)).toBe(1);
  });
  expect(calls).toBeGreaterThan(10);
  for (let nth = 1; nth <= calls; nth += 1) {
    await withDue(async (desk) => {
      desk.host.faults.add({ functionKey: 'retention-daily', nth, how });
      await days(desk, 1);
      desk.host.faults.clear();
      await days(desk, 2);
      expect([nth, await buried(desk)]).toEqual([nth, 1]);
      expect([nth, (await rowsOf(desk)).includes('"clearing#'), namedIn(await rowsOf(desk))]).toEqual([nth, false, []]);
    });
  }
  rmSync(due, { recursive: true, force: true });
});

test('an import of the directory that nobody renews goes, and checks know nothing afterwards', () => withDesk(async (desk) => {
  await publishUpTo(desk, directoryAlone);
  await days(desk, 5);
  const { directory } = await shown(desk);
  expect([directory.licences, directory.gone !== undefined]).toEqual([0, true]);
  expect((await historyOf(desk)).filter(({ code }) => code === 'event.retention.directory-gone').map(({ params }) => params['part']).toSorted()).toEqual(['licences', 'tenants']);
  const ticket = await desk.ticket();
  await desk.act('agent', ticket.key, 'facts.confirm', { rev: (await desk.request(ticket.key)).rev }).catch(() => undefined);
  const steps = (await desk.request(ticket.key)).stages.flatMap(({ steps: all }) => all).filter(({ id: step }) => step === 'licence-standing');
  expect(steps.map(({ state }) => state)).not.toContain('done');
}));

