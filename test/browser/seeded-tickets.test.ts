// Shows what the panel says on the seeded tickets that are not ordinary: each deviation by its words, what may be done, and by whom.
import type { Browser } from 'playwright-core';
import { z } from 'zod';
import type { Host } from '../../local/host';
import { openSeededHost } from './seeded-host';
import { brokenRules, openTicketPage, told, type TicketPage } from './ticket-page';

const agent = 'agent@example.com';
const lead = 'lead@example.com';

jest.setTimeout(240_000);

let browser: Browser;
let host: Host;
let tickets: ReadonlyMap<string, string>;
const opened: TicketPage[] = [];

beforeAll(async () => {
  [browser, host] = await openSeededHost();
  const named = z.array(z.object({ name: z.string(), issueKey: z.string() })).parse((await host.as(agent).send('GET', '/local/scenario/tickets')).body);
  tickets = new Map(named.map(({ name, issueKey }) => [name, issueKey]));
}, 120_000);

afterEach(async () => {
  for (const page of opened.splice(0)) {
    expect(page.complaints).toEqual([]);
    await page.close();
  }
});

afterAll(async () => {
  await browser.close();
  await host.close();
});

const pathOf = (name: string): string => `/browse/${tickets.get(name) ?? ''}`;

async function openTicket(name: string, who = agent): Promise<TicketPage> {
  const page = await openTicketPage(browser, host, pathOf(name), who);
  opened.push(page);
  return page;
}

const attentionIn = ({ panel }: TicketPage): ReturnType<TicketPage['panel']['locator']> => panel.getByRole('region', { name: told('ui.attention') });
const stepIn = ({ panel }: TicketPage, title: string): ReturnType<TicketPage['panel']['locator']> => panel.getByRole('listitem').filter({ has: panel.getByText(title, { exact: true }) });
/** A finding’s first sentence, as the panel makes a heading of it. */
const headingOf = (says: string): string => says.replace(/\.(?:\s.*)?$/s, '');

/** All ten are found on these tickets; the checks run at once. */
const confirmFacts = (page: TicketPage): Promise<void> => page.press(told('button.confirm-facts', { count: 10 }));

test('a lookalike domain shuts every gate until the lead has settled it with a reason', async () => {
  const page = await openTicket('lookalike');
  await confirmFacts(page);
  await page.waitForTurn(told('turn.settle-flag', { flag: 'flag.lookalike-address.name' }));
  const attention = attentionIn(page);
  await attention.getByText(told('flag.lookalike-address.title'), { exact: true }).waitFor();
  await attention.getByText(told('flag.shuts'), { exact: true }).first().waitFor();
  await attention.getByText(told('flag.lookalike-address.why', { address: 'dana.whitfield@northwlndtraders.com' })).first().waitFor();
  // The agent sees who settles it, and no button.
  expect(await page.panel.getByRole('button', { name: told('button.settle-flag') }).count()).toBe(0);
  await attention.getByText('Ruth Calloway').first().waitFor();
  expect(await brokenRules(browser, host, pathOf('lookalike'), agent)).toEqual([]);

  await page.become(lead);
  await page.press(told('button.settle-flag'));
  await page.panel.getByLabel(told('ui.settle.reason')).waitFor();
});

test('a private key is an alarm: what it is, who could read it, and what is done about it in which order', async () => {
  const page = await openTicket('private-key');
  await page.waitForTurn(told('turn.remove-private-key'));
  const attention = attentionIn(page);
  await attention.getByText(told('flag.private-key.title'), { exact: true }).waitFor();
  await attention.getByText(told('flag.private-key.why', { file: 'tailspin-backup.asc' })).waitFor();
  for (const code of ['alarm.attached-by', 'alarm.readable-by', 'alarm.kept', 'alarm.remove', 'alarm.reply', 'alarm.settle'] as const) await attention.getByText(told(code), { exact: true }).waitFor();
  expect(await page.panel.getByRole('button', { name: told('button.remove-file') }).count()).toBe(1);
  expect(await brokenRules(browser, host, pathOf('private-key'), agent)).toEqual([]);

  await page.press(told('button.remove-file'));
  await page.panel.getByText(told('done.file-removed')).waitFor();
  await page.page.reload();
  expect(await page.page.getByRole('region', { name: 'Attachments' }).getByText('tailspin-backup.asc').count()).toBe(0);
});

test('a file that is no key is taken, looked into, and refused as what it is', async () => {
  const page = await openTicket('data-dump');
  await confirmFacts(page);
  await page.waitForTurn(told('turn.answer', { step: 'step.churn-risk.title' }));
  await page.page.getByRole('button', { name: 'Luis Ferreira attaches a wrong file' }).click();
  await page.page.getByText('Done: Luis Ferreira attaches a wrong file').waitFor();
  await page.panel.getByText(told('stage.keys'), { exact: true }).last().click();
  await stepIn(page, told('step.encryption-key.title')).getByRole('button', { name: told('button.attach-key') }).click();
  await page.panel.getByLabel(/screenshot-of-my-key\.png/).check();
  await page.press(told('ui.file.use'));
  const says = told('openpgp-key.no-key.says', { looksLike: 'image' });
  await attentionIn(page).getByText(headingOf(says), { exact: true }).waitFor();
  await attentionIn(page).getByText(says.slice(headingOf(says).length + 1).trim()).waitFor();
  expect(await brokenRules(browser, host, pathOf('data-dump'), agent)).toEqual([]);
});

test('a file that Jira took and the app refuses says so where it was chosen, and the form stays', async () => {
  const page = await openTicket('audit-log');
  await page.panel.getByText(told('stage.keys'), { exact: true }).last().click();
  await stepIn(page, told('step.encryption-key.title')).getByRole('button', { name: told('button.attach-key') }).click();
  const [chooser] = await Promise.all([page.page.waitForEvent('filechooser'), page.press(told('ui.file.choose'))]);
  await chooser.setFiles({ name: 'huge.asc', mimeType: 'text/plain', buffer: Buffer.alloc(20_500_000, 65) });
  const step = stepIn(page, told('step.encryption-key.title'));
  await step.getByRole('alert').filter({ hasText: told('file-too-large', { file: 'huge.asc', megabytes: 20 }) }).waitFor();
  await step.getByRole('button', { name: told('ui.file.use') }).waitFor();
});

test('of an Enterprise customer, customer success is told before “proceed” is decided', async () => {
  const page = await openTicket('enterprise');
  await confirmFacts(page);
  await page.waitForTurn(told('turn.answer', { step: 'step.churn-risk.title' }));
  await page.press(told('button.answer'));
  await page.panel.getByText(told('ui.no'), { exact: true }).click();
  await page.press(told('ui.answer.submit'));
  await page.waitForTurn(told('turn.attest', { step: 'step.customer-success-told.title' }));
  await page.press(told('button.attest'));
  await page.panel.getByLabel(told('ui.attest.note')).fill('Told in their channel.');
  await page.press(told('ui.attest.submit'));
  await page.waitForTurn(told('turn.decide.proceed', { customer: 'Woodgrove Bank' }));
  expect(await brokenRules(browser, host, pathOf('enterprise'), agent)).toEqual([]);
});

test('a listed contact with free mail passes, and the panel says why', async () => {
  const page = await openTicket('free-mail');
  await confirmFacts(page);
  await page.waitForTurn(told('turn.answer', { step: 'step.churn-risk.title' }));
  expect(await attentionIn(page).count()).toBe(0);
  const title = told('step.requester-contact.title');
  const address = 'lena.sandoval.cycles@gmail.com';
  await stepIn(page, title).getByText(told('requester-contact.listed-contact.says', { address, role: 'technical' }), { exact: true }).waitFor();
  await page.press(told('ui.more', { about: title }));
  await stepIn(page, title).getByText(told('requester-contact.listed-with-free-mail.says', { address }), { exact: true }).waitFor();
  expect(await brokenRules(browser, host, pathOf('free-mail'), agent)).toEqual([]);
});
