// Lets the seeded recipient give a wrong key, see what mends it, give the right ones, fetch the files and say that they open.
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { createMessage, encrypt, readKey } from 'openpgp';
import type { Browser } from 'playwright-core';
import { z } from 'zod';
import type { Host } from '../../local/host';
import { openSeededHost } from './seeded-host';
import { brokenRules, openTicketPage, told, type TicketPage } from './ticket-page';

const luis = 'luis.ferreira@northwindtraders.com';
const dana = 'dana.whitfield@northwindtraders.com';
const files = join(__dirname, '../../local/scenarios/files');

jest.setTimeout(300_000);

const answered = z.discriminatedUnion('ok', [z.object({ ok: z.literal(true), value: z.unknown() }), z.object({ ok: z.literal(false), refusal: z.object({ code: z.string() }) })]);
const panel = z.object({
  request: z.object({
    rev: z.number(),
    decisions: z.array(z.object({ decision: z.string(), termsDigest: z.string() })),
    attachments: z.array(z.object({ id: z.string(), name: z.string() })),
    task: z.object({ issueKey: z.string() }).optional(),
  }),
});
const cost = z.array(z.object({ moduleKey: z.string(), resolverKey: z.string().optional() }));

let browser: Browser;
let host: Host;
let on: TicketPage;
let ticket: string;

/** What somebody of the desk does on their own screen, which is not what this is about. */
async function act(who: string, moduleKey: string, issueKey: string, question: string, payload: object = {}): Promise<unknown> {
  const answer = answered.parse(await host.as(`${who}@example.com`).invoke({ moduleKey, issueKey }, question, payload));
  if (!answer.ok) throw new Error(`${question} was refused: ${answer.refusal.code}`);
  await host.settled();
  return answer.value;
}
const onTicket = (who: string, question: string, payload: object = {}): Promise<unknown> => act(who, 'ticket-panel', ticket, question, payload);
const seen = async (who = 'agent'): Promise<z.infer<typeof panel>['request']> => panel.parse(await onTicket(who, 'panel.open')).request;
const approve = async (decision: 'proceed' | 'release'): Promise<unknown> =>
  onTicket('approver', 'decision.approve', { decision, termsDigest: (await seen('approver')).decisions.find((one) => one.decision === decision)?.termsDigest });
const reply = async (id: string): Promise<void> => {
  const { text } = z.object({ text: z.string() }).parse(await onTicket('agent', 'reply.prepare', { reply: id }));
  await onTicket('agent', 'reply.send', { reply: id, text, strangersSeen: true });
};

const path = (): string => `/portal/${ticket}`;
const choose = async (key: 'encryption-key' | 'ssh-key', name: string): Promise<void> => {
  const title = told('ui.portal.key.choose-for', { title: told(`ui.portal.key.title.${key}`) });
  await on.panel.locator(`input[type=file][aria-label="${title}"]`).setInputFiles(join(files, name));
};
const asked = async (): Promise<readonly (string | undefined)[]> => cost.parse(await (await host.as(luis).fetch('/local/cost')).json()).filter(({ moduleKey }) => moduleKey === 'portal').map(({ resolverKey }) => resolverKey);
const sound = async (): Promise<void> => {
  expect(on.complaints).toEqual([]);
  expect(await brokenRules(browser, host, path(), luis)).toEqual([]);
};

beforeAll(async () => {
  [browser, host] = await openSeededHost();
  const tickets = z.array(z.object({ issueKey: z.string() })).parse(await (await host.as('agent@example.com').fetch('/local/scenario/tickets')).json());
  ticket = tickets[0]?.issueKey ?? '';
  await onTicket('agent', 'facts.confirm', { rev: (await seen()).rev });
  await onTicket('agent', 'step.answer', { step: 'churn-risk', answer: 'no' });
  await approve('proceed');
  await onTicket('agent', 'step.attest', { step: 'form-sent', link: 'https://forms.example.com/envelopes/1' });
  await reply('form-and-key');
  on = await openTicketPage(browser, host, path(), luis);
}, 120_000);

afterAll(async () => {
  await on.close();
  await browser.close();
  await host.close();
});

test('the portal opens with one invocation and asks for form and keys; a narrow window needs no scrolling sideways', async () => {
  await on.waitForTurn(told('portal.turn.keys', { roles: 'both', form: 'yes', until: '' }));
  await on.page.waitForLoadState('networkidle');
  expect(await asked()).toEqual(['portal.open']);
  await sound();
  await on.page.setViewportSize({ width: 360, height: 900 });
  const frame = await (await on.page.locator('iframe').first().elementHandle()).contentFrame();
  expect(await frame?.evaluate(() => document.documentElement.scrollWidth <= document.documentElement.clientWidth)).toBe(true);
  await on.page.setViewportSize({ width: 1280, height: 1000 });
});

test('a private key is refused before anything of it is sent', async () => {
  await choose('encryption-key', 'northwind-backup.asc');
  await on.panel.getByText(told('ui.portal.key.private'), { exact: true }).waitFor();
  expect(await asked()).not.toContain('key.judge');
});

test('a key that has expired gets its verdict, the remedy and its commands at once, and cannot be sent', async () => {
  await choose('encryption-key', 'luis-ferreira-expired.asc');
  await on.panel.getByText(told('portal.remedy.extend')).waitFor();
  await on.panel.getByText(told('ui.portal.key.how'), { exact: true }).click();
  await on.panel.getByText(/^gpg --quick-set-expire [0-9A-F]{40} 1y/).waitFor();
  expect(await on.panel.getByRole('button', { name: told('ui.portal.key.send') }).count()).toBe(0);
});

test('the right keys are sent, and the road says so', async () => {
  await choose('encryption-key', 'luis-ferreira.asc');
  await on.panel.getByText(told('ui.portal.key.works'), { exact: true }).waitFor();
  await on.press(told('ui.portal.key.send'));
  await on.panel.getByText(told('done.key-handed-in', { file: 'luis-ferreira.asc' })).waitFor();
  await choose('ssh-key', 'luis-ferreira.pub');
  await on.press(told('ui.portal.key.send'));
  await on.panel.getByText(told('done.key-handed-in', { file: 'luis-ferreira.pub' })).waitFor();
  await on.waitForTurn(told('portal.turn.form'));
  expect((await seen()).attachments.map(({ name }) => name).sort()).toEqual(['luis-ferreira.asc', 'luis-ferreira.pub']);
  await sound();
});

/** What SRE pastes once a file is sealed to the recipient's key and to no other. */
async function record(): Promise<string> {
  const encryptionKeys = (await readKey({ armoredKey: readFileSync(join(files, 'luis-ferreira.asc'), 'utf8') })).toPublic();
  const sealed: unknown = await encrypt({ message: await createMessage({ binary: new Uint8Array(2000) }), encryptionKeys, format: 'binary' });
  const content = Buffer.from(sealed as Uint8Array<ArrayBuffer>);
  const line = `file ${content.length} ${createHash('sha256').update(content).digest('hex')} ${content.subarray(0, 4096).toString('hex')} ${ticket}.7z.gpg`;
  return [`snapshot-delivery 1 ${ticket}`, line, 'end 1'].join('\n');
}

test('once the files are made the recipient alone reads how to get them, on their system, and says that they open', async () => {
  await host.as('agent@example.com').send('POST', `/local/scenario/customer-acts/${encodeURIComponent(`${ticket}:attach-form`)}`);
  await host.settled();
  const form = (await seen()).attachments.find(({ name }) => name === 'service-request-signed.pdf');
  await onTicket('agent', 'file.take', { role: 'signed-form', attachmentId: form?.id });
  await onTicket('second-agent', 'step.confirm', { step: 'signed-form', rev: (await seen()).rev });
  await approve('release');
  await onTicket('agent', 'hand-off.start');
  await reply('estimate');
  await onTicket('agent', 'contacts.told', { how: 'by-hand', note: 'Mail of today to both' });
  const task = (await seen()).task?.issueKey ?? '';
  await act('sre', 'sre-panel', task, 'work.start', { site: 'northwind.atlassian.net' });
  await host.clock.advance({ days: 5 });
  const expiresOn = new Date(host.clock.now().getTime() + 14 * 86_400_000).toISOString().slice(0, 10);
  await act('sre', 'sre-panel', task, 'delivery.record', { record: await record(), host: 'drop-eu1.brightwell.example', hostKey: `SHA256:${'k'.repeat(43)}`, username: 'sd-2417', path: '/home/sd-2417', expiresOn });
  await act('sre', 'sre-panel', task, 'delivery.hand-details', { note: 'Shown in the portal' });
  await reply('ready');

  await on.become(dana);
  await on.waitForTurn(told('portal.turn.recipient-downloads', { recipient: 'Luis Ferreira' }));
  expect(await on.panel.locator('body').innerText()).not.toContain('drop-eu1');

  await on.become(luis);
  await on.panel.getByRole('heading', { name: told('ui.portal.download') }).waitFor();
  await on.panel.getByText(told('ui.portal.system.windows'), { exact: true }).click();
  await on.panel.getByText(`certutil -hashfile ${ticket}.7z.gpg SHA256`).waitFor();
  await sound();
  await on.press(told('ui.portal.receipt.wrong'));
  await on.panel.getByRole('button', { name: told('ui.cancel') }).press('Escape');
  await on.press(told('ui.portal.receipt.open'));
  await on.waitForTurn(told('portal.turn.us.disposed'));
  await on.panel.getByText(told('done.they-open')).waitFor();
  await sound();
});
