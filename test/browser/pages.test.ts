// The pages around the app, by clicks: who one is, a refused transition, files, comments, the portal, the workflow editor.
import { readFileSync } from 'node:fs';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { openBrowser } from '../../local/browser';
import { openHost, type Host } from '../../local/host';
import type { Scenario } from '../../local/scenario';

const DANA = 'dana.whitfield@northwindtraders.com';
const LUIS = 'luis.ferreira@northwindtraders.com';
jest.setTimeout(60_000);

const AXE = readFileSync(require.resolve('axe-core/axe.min.js'), 'utf8');

const scenario: Scenario = {
  seed: ({ jira: { seeding } }) => {
    seeding.customer({ email: DANA, name: 'Dana Whitfield', organization: 'Northwind Traders' });
    seeding.customer({ email: LUIS, name: 'Luis Ferreira', organization: 'Northwind Traders' });
    for (const summary of ['Export of our Timesheets data', 'Export that nobody touches']) {
      seeding.ticket({
        requestType: 'Offboarding export', reporter: DANA, participants: [LUIS], summary,
        description: 'We are leaving at the end of the year.', fields: { 'Site URL': 'https://northwind.atlassian.net' },
      });
    }
    return Promise.resolve();
  },
  tickets: () => Promise.resolve([{ issueKey: 'SUP-2401', shows: 'An ordinary offboarding export.' }]),
  customerActs: (host, issueKey) => Promise.resolve([{
    id: `${issueKey}:reply`,
    label: 'Luis Ferreira names his employer',
    who: LUIS,
    act: async () => {
      await host.as(LUIS).send('POST', `/rest/servicedeskapi/request/${issueKey}/comment`, { body: 'Northwind Traders, Portugal', public: true });
    },
  }]),
};

let browser: Browser;
let host: Host;
const contexts: BrowserContext[] = [];
const complaints: string[] = [];

beforeAll(async () => {
  [browser, host] = await Promise.all([openBrowser(), openHost({ directory: ':memory:', scenario, jiraLagMs: 0 })]);
}, 60_000);
afterEach(async () => {
  for (const context of contexts.splice(0)) await context.close();
  // What was refused on purpose shows in the console as a failed request, and is no fault of the page.
  expect(complaints.splice(0).filter((text) => !text.includes('Failed to load resource'))).toEqual([]);
});
afterAll(async () => {
  await browser.close();
  await host.close();
});

async function visit(path: string, { as, width = 1280, dark = false, timezoneId = 'UTC' }: { as?: string; width?: number; dark?: boolean; timezoneId?: string } = {}): Promise<Page> {
  const context = await browser.newContext({ viewport: { width, height: 900 }, colorScheme: dark ? 'dark' : 'light', timezoneId });
  contexts.push(context);
  if (as !== undefined) await context.request.post(`${host.url}/local/session`, { data: { email: as } });
  const page = await context.newPage();
  page.setDefaultTimeout(10_000);
  page.on('console', (message) => {
    if (message.type() === 'error') complaints.push(message.text());
  });
  page.on('pageerror', (error) => complaints.push(error.message));
  await page.goto(host.url + path, { waitUntil: 'networkidle' });
  return page;
}

const currentPerson = (page: Page): Promise<string> => page.getByRole('banner').getByLabel('You are').inputValue();

test('a stranger starts as the agent, is shown where to begin, and becomes somebody else', async () => {
  const page = await visit('/');
  await page.getByRole('button', { name: 'Start as Priya Nair' }).click();
  const first = page.getByRole('listitem').filter({ hasText: 'Try this first' });
  await first.getByRole('link', { name: 'SUP-2401' }).click();
  await page.getByRole('heading', { level: 1, name: 'Export of our Timesheets data' }).waitFor();
  await page.getByRole('banner').getByLabel('You are').selectOption('approver@example.com');
  await page.waitForLoadState('networkidle');
  expect(await currentPerson(page)).toBe('approver@example.com');
  expect(await page.title()).toBe('SUP-2401 Export of our Timesheets data · Snapshot Desk');
});

test('times are those of the people here, wherever the browser is: the panel beside them says the same', async () => {
  const page = await visit('/browse/SUP-2401', { as: 'agent@example.com', timezoneId: 'Asia/Kathmandu' });
  const { body } = await host.as('agent@example.com').send('GET', '/rest/api/3/issue/SUP-2401?fields=created');
  const { created } = (body as { fields: { created: string } }).fields;
  await page.getByText(`today ${new Date(created).toISOString().slice(11, 16)}`).first().waitFor();
  expect(await page.locator('.clock').innerText()).toMatch(/ UTC$/);
});

test('a transition whose gate is shut says why, keeps the comment and leaves the ticket where it is', async () => {
  const page = await visit('/browse/SUP-2402', { as: 'agent@example.com' });
  await page.getByRole('button', { name: 'Start agreement' }).click();
  const dialog = page.getByRole('dialog', { name: 'Start agreement' });
  await dialog.getByRole('textbox', { name: 'Comment' }).fill('Please go ahead.');
  await dialog.getByRole('button', { name: 'Start agreement' }).click();
  const says = await dialog.getByRole('alert').innerText();
  expect(says).toContain('We couldn’t move SUP-2402');
  expect(says).toContain('Snapshot Desk');
  expect(await dialog.getByRole('textbox', { name: 'Comment' }).inputValue()).toBe('Please go ahead.');
  await page.keyboard.press('Escape');
  await dialog.waitFor({ state: 'detached' });
  expect(await page.getByRole('group', { name: 'Status' }).innerText()).toContain('Open');
  expect(await page.getByText('Please go ahead.').count()).toBe(0);
});

test('a file is attached, read back and deleted', async () => {
  const page = await visit('/browse/SUP-2401', { as: 'agent@example.com' });
  const files = page.getByRole('region', { name: 'Attachments' });
  await files.getByLabel('Files to attach').setInputFiles({ name: 'form.pdf', mimeType: 'application/pdf', buffer: Buffer.from('%PDF-1.7') });
  const row = files.getByRole('listitem').filter({ hasText: 'form.pdf' });
  expect(await row.innerText()).toContain('8 bytes');
  expect(await row.innerText()).toContain('Priya Nair');
  const [download] = await Promise.all([page.waitForEvent('download'), files.getByRole('link', { name: 'Download form.pdf' }).click()]);
  expect(readFileSync(await download.path(), 'utf8')).toBe('%PDF-1.7');
  page.once('dialog', (question) => void question.accept());
  await files.getByRole('button', { name: 'Delete form.pdf' }).click();
  await row.waitFor({ state: 'detached' });
});

test('the customer sees what was sent to them, not what colleagues noted, and answers with a file', async () => {
  const agent = await visit('/browse/SUP-2401', { as: 'agent@example.com' });
  const conversation = agent.getByRole('region', { name: 'Comments' });
  await conversation.getByLabel('Reply to customer').last().fill('Who is to get the data?');
  await conversation.getByRole('button', { name: 'Send to customer' }).click();
  await conversation.getByText('Who is to get the data?').waitFor();
  await conversation.getByText('Internal note', { exact: true }).click();
  await conversation.getByLabel('Internal note').last().fill('Helen knows them.');
  await conversation.getByRole('button', { name: 'Add internal note' }).click();
  await conversation.getByText('Helen knows them.').waitFor();

  const customer = await visit('/portal/SUP-2401', { as: LUIS });
  await customer.getByText('Who is to get the data?').waitFor();
  expect(await customer.getByText('Helen knows them.').count()).toBe(0);
  await customer.getByLabel('Files to attach').setInputFiles({ name: 'luis.asc', mimeType: 'text/plain', buffer: Buffer.from('key') });
  await customer.getByRole('link', { name: 'luis.asc', exact: true }).waitFor();

  await agent.getByRole('button', { name: 'Luis Ferreira names his employer' }).click();
  await conversation.getByText('Northwind Traders, Portugal').waitFor();
  await agent.getByRole('region', { name: 'Attachments' }).getByRole('link', { name: 'luis.asc', exact: true }).waitFor();
});

test('a customer raises a request of their own', async () => {
  const page = await visit('/portal/new', { as: DANA });
  await page.getByRole('link', { name: 'Data snapshot' }).click();
  await page.getByLabel('Summary').fill('A copy of our work logs');
  await page.getByLabel('Description').fill('All of 2025.');
  await page.getByLabel('Site URL').fill('https://northwind.atlassian.net');
  await page.getByLabel('Attachment').setInputFiles({ name: 'scope.txt', mimeType: 'text/plain', buffer: Buffer.from('2025') });
  await page.getByRole('button', { name: 'Raise request' }).click();
  await page.getByRole('heading', { level: 1, name: 'A copy of our work logs' }).waitFor();
  await page.getByRole('link', { name: 'scope.txt', exact: true }).waitFor();
});

test('a gate that is taken off the workflow no longer holds, and one that is put on does', async () => {
  const page = await visit('/projects/SUP/workflow', { as: 'admin@example.com' });
  const workflow = page.getByRole('region', { name: 'Customer data requests' });
  await workflow.getByRole('button', { name: 'Remove Snapshot Desk: proceed from Start agreement' }).click();
  await workflow.getByText('Not published').waitFor();
  await workflow.getByRole('button', { name: 'Publish' }).click();
  await workflow.getByText('Not published').waitFor({ state: 'detached' });

  const ticket = await visit('/browse/SUP-2402', { as: 'agent@example.com' });
  await ticket.getByRole('button', { name: 'Start agreement' }).click();
  await ticket.getByRole('dialog').getByRole('button', { name: 'Start agreement' }).click();
  await ticket.getByRole('button', { name: 'Hand over to SRE' }).waitFor();

  await workflow.getByRole('button', { name: 'Add validator to Start agreement' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel('Validator').selectOption({ label: 'Snapshot Desk: proceed' });
  await dialog.frameLocator('iframe').locator('#root > *').first().waitFor();
  await dialog.getByRole('button', { name: 'Add', exact: true }).click();
  await workflow.getByRole('button', { name: 'Publish' }).click();
  await workflow.getByText('Not published').waitFor({ state: 'detached' });
  await workflow.getByRole('button', { name: 'Edit Snapshot Desk: proceed on Start agreement' }).waitFor();
});

test('a permission is granted and taken away by an administrator', async () => {
  const page = await visit('/projects/SUP/settings/permissions', { as: 'admin@example.com' });
  const permission = page.getByRole('listitem').filter({ has: page.getByRole('heading', { name: 'Settle flags' }) });
  await permission.getByLabel('Grant “Settle flags” to').selectOption({ label: 'Helen Ström' });
  await permission.getByRole('button', { name: 'Grant' }).click();
  await permission.getByRole('button', { name: 'Take “Settle flags” from Helen Ström' }).click();
  await permission.getByRole('button', { name: 'Take “Settle flags” from Helen Ström' }).waitFor({ state: 'detached' });
});

describe.each([
  ['/', 'agent@example.com'],
  ['/browse/SUP-2401', 'agent@example.com'],
  ['/queues/SUP', 'agent@example.com'],
  ['/projects/SRE', 'sre@example.com'],
  ['/portal', DANA],
  ['/portal/SUP-2401', DANA],
  ['/portal/new/1/33', DANA],
  ['/projects/SUP/settings', 'admin@example.com'],
  ['/projects/SUP/settings/apps/settings', 'admin@example.com'],
  ['/projects/SUP/settings/permissions', 'admin@example.com'],
  ['/projects/SUP/workflow', 'admin@example.com'],
])('%s', (path, as) => {
  test.each([
    { width: 1280, dark: false },
    { width: 320, dark: true },
  ])('is read by everybody, at $width px, dark: $dark', async (looks) => {
    const page = await visit(path, { as, ...looks });
    expect(complaints).toEqual([]);
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(looks.width);
    await page.evaluate(AXE);
    const found = await page.evaluate('axe.run(document, { iframes: false }).then(({ violations }) => violations.map(({ id, nodes }) => `${id}: ${nodes[0].html}`))');
    expect(found).toEqual([]);
  });
});
