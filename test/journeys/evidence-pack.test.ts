// Packs the evidence of a request whose data was delivered, confirmed and disposed of, and reads the certificate that the bundled app drew.
import { createHash } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PDF } from '@libpdf/core';
import { unzipSync } from 'fflate';
import { z } from 'zod';
import { openDatabase } from '../../local/database';
import { licence, northwindTenant, openDesk, type Desk } from './desk';
import { attestation, dueToday, received, type Received } from './disposal-desk';
import { onTask } from './sre-desk';

jest.setTimeout(90_000);

const tenants = [{ tenantId: northwindTenant, site: 'northwind.atlassian.net', cloudId: '1f2e3d4c-0000-4000-8000-000000000001', formerSites: [] }];

const folder = mkdtempSync(join(tmpdir(), 'evidence-pack-'));
let desk: Desk;
let at: Received;
let disposal = 0;
beforeAll(async () => {
  desk = await openDesk({ name: 'evidence-pack', directory: folder });
  at = await received(desk);
  disposal = await dueToday(desk, at, 'delivered-dump', [licence()], tenants);
  await onTask(desk, at.task, 'disposal.begin', { disposal, typed: northwindTenant });
  const evidence = await attestation(desk, at.key, disposal);
  await onTask(desk, at.task, 'disposal.attest', { ...evidence, backups: [{ what: 'Ночная копия', until: '2027-12-01' }] });
  await desk.act('agent', at.key, 'disposal.told', { disposal, moment: 'completion', how: 'by-hand', note: 'Mail to both' });
  await desk.act('agent', at.key, 'disposal.certify', { disposal });
  await desk.host.settled();
});
afterAll(async () => {
  await desk.close();
  rmSync(folder, { recursive: true, force: true });
});

async function pack(): Promise<Readonly<Record<string, Uint8Array>>> {
  const told = await desk.ask('agent', at.key, 'evidence.pack');
  if (!told.ok) throw new Error(told.refusal.code);
  return unzipSync(Buffer.from(z.object({ base64: z.string() }).parse(told.value).base64, 'base64'));
}
const jsonIn = (files: Readonly<Record<string, Uint8Array>>, name: string): unknown => JSON.parse(Buffer.from(files[name] ?? []).toString('utf8'));
const sha256 = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex');

it('holds delivery, receipt, disposal, certificate and the customer’s files', async () => {
  const files = await pack();
  expect(Object.keys(files)).toEqual(expect.arrayContaining([`certificate-of-disposal-${String(disposal)}.pdf`, 'deliveries.json', 'disposals.json', 'encryption-key.asc', 'receipt.json', 'signed-form.pdf', 'ssh-key.pub']));
  expect(jsonIn(files, 'deliveries.json')).toMatchObject({ attempts: [{ number: 1, place: { username: expect.any(String) as unknown }, handedOver: { note: 'To Luis by telephone' }, files: [{ sha256: expect.any(String) as unknown }] }] });
  expect(jsonIn(files, 'receipt.json')).toMatchObject({ state: 'done', note: 'Luis wrote that everything opens' });
  expect(jsonIn(files, 'disposals.json')).toMatchObject([{ number: disposal, profile: 'delivered-dump', decided: { outcome: 'approved' }, carriedOut: { backups: [{ what: 'Ночная копия' }] } }]);
  const taken = z.record(z.string(), z.object({ sha256: z.string() })).parse(jsonIn(files, 'files.json'));
  expect([sha256(files['signed-form.pdf'] ?? new Uint8Array()), sha256(files['ssh-key.pub'] ?? new Uint8Array())]).toEqual([taken['signed-form']?.sha256, taken['ssh-key']?.sha256]);
});

it('names whoever asked, decided and carried out', async () => {
  const files = await pack();
  const [one] = z.array(z.object({ by: z.string(), decided: z.object({ by: z.string() }), carriedOut: z.object({ by: z.string() }) })).parse(jsonIn(files, 'disposals.json'));
  const people = z.record(z.string(), z.string()).parse(jsonIn(files, 'people.json'));
  expect([one?.by, one?.decided.by, one?.carriedOut.by].map((id) => people[id ?? ''])).toEqual([expect.any(String), expect.any(String), expect.any(String)]);
});

it('has the certificate that is on the ticket, by its digest on record, and it can be read', async () => {
  const files = await pack();
  const name = `certificate-of-disposal-${String(disposal)}.pdf`;
  const bytes = files[name] ?? new Uint8Array();
  const [record] = z.array(z.object({ certificate: z.object({ sha256: z.string(), attachmentId: z.string() }) })).parse(jsonIn(files, 'disposals.json'));
  expect(sha256(bytes)).toBe(record?.certificate.sha256);
  const { body } = await desk.as('agent').send('GET', `/rest/api/3/issue/${at.key}?fields=attachment`);
  const attached = z.object({ fields: z.object({ attachment: z.array(z.object({ id: z.string(), size: z.number(), mimeType: z.string() })) }) }).parse(body).fields.attachment.find(({ id }) => id === record?.certificate.attachmentId);
  expect(attached).toMatchObject({ size: bytes.length, mimeType: 'application/pdf' });
  const text = (await PDF.load(bytes)).extractText().map((page) => page.text).join('\n');
  for (const said of [at.key, northwindTenant, 'Ночная копия', 'The customer confirmed that they received their data', 'Page 1 of 1']) expect(text).toContain(said);
});

it('leaves out a file that is no longer the one that was taken', async () => {
  const database = openDatabase(folder);
  database.run("UPDATE jira_attachment SET content = ? WHERE body LIKE '%\"filename\":\"signed-form.pdf\"%'", new TextEncoder().encode('%PDF-1.4 another form'));
  database.close();
  const files = await pack();
  expect(Object.keys(files)).toContain('encryption-key.asc');
  expect(Object.keys(files)).not.toContain('signed-form.pdf');
});
