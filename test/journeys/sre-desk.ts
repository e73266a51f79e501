// Lets the people of SRE act on the linked task as they would on its panel, and deliver what is sealed to the fixtures' key.
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { z } from 'zod';
import type { Desk } from './desk';

const message = z.object({ code: z.string(), params: z.record(z.string(), z.unknown()) });
const view = z.object({
  packet: z.object({ standing: z.string(), why: message.optional(), production: z.object({ site: z.string(), meta: message }).optional() }),
  turn: z.object({ who: z.string(), what: message, act: z.string().optional() }).optional(),
  differences: z.array(z.object({ label: z.string(), was: z.string(), now: z.string() })).optional(),
  gates: z.array(z.object({ gate: z.string(), open: z.boolean(), missing: z.array(message).optional() })),
  delivery: z.object({
    attempt: z.object({ number: z.number(), state: z.string(), files: z.array(z.object({ name: z.string(), outcome: z.string(), sealedTo: message })) }).optional(),
    earlier: z.array(message),
    commands: z.array(z.object({ command: z.string(), shell: z.string() })),
    acts: z.array(z.string()),
    message: z.string().optional(),
  }).optional(),
  reports: z.array(z.string()).optional(),
  clearing: z.object({ standing: z.string(), attested: z.string().optional(), byReader: z.boolean().optional(), lines: z.array(message) }).optional(),
  misDelivery: z.object({ title: message, why: message, close: z.object({ shell: z.string() }).optional() }).optional(),
  done: message.optional(),
});
export type SreView = z.infer<typeof view>;

const answered = z.discriminatedUnion('ok', [z.object({ ok: z.literal(true), value: view }), z.object({ ok: z.literal(false), refusal: z.object({ code: z.string(), params: z.record(z.string(), z.unknown()) }) })]);

export async function askSre(desk: Desk, task: string, question: string, payload: object = {}, who = 'sre'): Promise<z.infer<typeof answered>> {
  return answered.parse(await desk.as(who).invoke({ moduleKey: 'sre-panel', issueKey: task }, question, payload));
}

/** The panel after an act that the app lets pass. */
export async function onTask(desk: Desk, task: string, question: string, payload: object = {}, who = 'sre'): Promise<SreView> {
  const told = await askSre(desk, task, question, payload, who);
  if (!told.ok) throw new Error(`${question} was refused: ${JSON.stringify(told.refusal)}`);
  return told.value;
}

/** The one fixture key that `sealedFile` is sealed to, alone. */
export const sealedFileKey = 'rsa3072.asc';
const sealedFile = 'sealed-rsa.gpg';

export const sealedFixture = (name: string): Buffer => readFileSync(join(resolve(__dirname, '../checks/fixtures/sealed'), name));

/** A line of the delivery record, as the command of the panel prints it. */
export const fileLine = (name: string, content = sealedFixture(sealedFile)): string =>
  `file ${content.length} ${createHash('sha256').update(content).digest('hex')} ${content.subarray(0, 4096).toString('hex')} ${name}`;
export const recordOf = (ticket: string, ...lines: readonly string[]): string => [`snapshot-delivery 1 ${ticket}`, ...lines, `end ${lines.length}`].join('\n');

export const place = { host: 'drop-eu1.brightwell.example', hostKey: `SHA256:${'k'.repeat(43)}`, username: 'sd-2417', path: '/srv/sd-2417', expiresOn: '2026-12-15' };

export const goodRecord = (ticket: string): object => ({ record: recordOf(ticket, fileLine(`${ticket}.7z.gpg`)), ...place });

/** The contacts are told and the work has begun; sealed files come next. */
export async function beginWork(desk: Desk, ticket: string, task: string): Promise<void> {
  await desk.act('agent', ticket, 'contacts.told', { how: 'by-hand', note: 'Mail of today to both' });
  await onTask(desk, task, 'work.start', { site: 'northwind.atlassian.net' });
}
