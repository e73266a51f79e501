// Shows the desk in a browser: what is asked for stays in the address, the table leaves the page as a file, and everybody can read it.
import { readFileSync } from 'node:fs';
import type { Browser, BrowserContext, FrameLocator, Locator, Page } from 'playwright-core';
import type { Host } from '../../local/host';
import { openSeededHost } from './seeded-host';
import { brokenRules, told } from './ticket-page';

jest.setTimeout(60_000);

let browser: Browser;
let host: Host;
const contexts: BrowserContext[] = [];
const complaints: string[] = [];

beforeAll(async () => {
  [browser, host] = await openSeededHost();
}, 60_000);
afterEach(async () => {
  for (const context of contexts.splice(0)) await context.close();
  expect(complaints.splice(0)).toEqual([]);
});
afterAll(async () => {
  await browser.close();
  await host.close();
});

async function visit(path: string, as = 'agent@example.com', width = 1280): Promise<{ page: Page; desk: FrameLocator }> {
  const context = await browser.newContext({ baseURL: host.url, viewport: { width, height: 1000 }, timezoneId: 'UTC', acceptDownloads: true });
  contexts.push(context);
  await context.request.post('/local/session', { data: { email: as } });
  const page = await context.newPage();
  page.setDefaultTimeout(20_000);
  page.on('console', (message) => { if (message.type() === 'error') complaints.push(message.text()); });
  page.on('pageerror', (error) => void complaints.push(error.message));
  await page.goto(path);
  const desk = page.locator('iframe').first().contentFrame();
  await desk.getByRole('heading', { level: 1, name: told('ui.desk') }).waitFor();
  return { page, desk };
}

const rows = (desk: FrameLocator): Promise<readonly string[]> => desk.getByRole('row').getByRole('link').allInnerTexts();

const chooser = (desk: FrameLocator, name: 'ui.desk.kind' | 'ui.desk.sort' | 'ui.desk.stage'): Locator => desk.getByRole('combobox', { name: told(name), exact: true });

/** A turn with the number beside it. */
const counted = (desk: FrameLocator, name: 'ui.desk.view.all' | 'ui.desk.view.customer', count: number): Locator => desk.getByText(told('ui.desk.counted', { name: told(name), count, more: 'no' }), { exact: true });

test('a filter asks at once, is in the address, and is there after a reload and on the way back', async () => {
  const { page, desk } = await visit('/queues/SUP');
  await desk.getByText('Priya Nair').first().waitFor();
  const all = await rows(desk);
  expect(all.length).toBeGreaterThan(5);
  await counted(desk, 'ui.desk.view.all', all.length).waitFor();
  const promised = Number(/\d+$/.exec(await chooser(desk, 'ui.desk.kind').locator('option[value="offboarding-export"]').innerText())?.[0]);
  await chooser(desk, 'ui.desk.kind').selectOption('offboarding-export');
  await counted(desk, 'ui.desk.view.all', promised).waitFor();
  expect(new URL(page.url()).search).toBe('?kind=offboarding-export');
  const some = await rows(desk);
  expect([some.length === promised, some.length > 0, some.length < all.length, some.every((key) => all.includes(key))]).toEqual([true, true, true, true]);
  // What is open stays in sight, whatever is chosen.
  await desk.getByText(told('ui.desk.open', { count: all.length, more: 'no' }), { exact: true }).waitFor();
  await chooser(desk, 'ui.desk.sort').selectOption('age');
  await page.waitForURL('**/queues/SUP?sort=age&kind=offboarding-export');
  await page.reload();
  await counted(desk, 'ui.desk.view.all', promised).waitFor();
  expect(await rows(desk)).toEqual(some);
  expect(await chooser(desk, 'ui.desk.sort').inputValue()).toBe('age');
  await chooser(desk, 'ui.desk.stage').selectOption('disposal');
  await desk.getByText(told('ui.desk.nothing', { standing: 'open' })).waitFor();
  await page.goBack();
  await desk.getByRole('link', { name: some[0] ?? '' }).waitFor();
  expect(await chooser(desk, 'ui.desk.stage').inputValue()).toBe('');
});

test('whose turn is chosen from what is in sight, and nothing found leads back to everything', async () => {
  const { page, desk } = await visit('/queues/SUP');
  await counted(desk, 'ui.desk.view.customer', 0).click();
  await page.waitForURL('**/queues/SUP?turn=customer');
  await desk.getByText(told('ui.desk.nothing', { standing: 'open' })).waitFor();
  await desk.getByRole('button', { name: told('ui.desk.clear') }).click();
  await desk.getByRole('row').nth(5).waitFor();
  expect(new URL(page.url()).search).toBe('');
  expect(await desk.getByRole('radio', { checked: true }).inputValue()).toBe('all');
});

test('a search is typed and sent by the keyboard', async () => {
  const { page, desk } = await visit('/queues/SUP');
  await desk.getByLabel(told('ui.desk.search')).fill('tailspin');
  await page.keyboard.press('Enter');
  await page.waitForURL('**/queues/SUP?text=tailspin');
  await desk.getByRole('row').filter({ hasText: 'tailspintoys' }).waitFor();
  expect(await rows(desk)).toHaveLength(1);
});

test('what is shown leaves the page as a file', async () => {
  const { page, desk } = await visit('/queues/SUP?text=tailspin');
  await desk.getByRole('row').filter({ hasText: 'tailspintoys' }).waitFor();
  const [download] = await Promise.all([page.waitForEvent('download'), desk.getByRole('button', { name: told('ui.desk.export') }).click()]);
  expect(download.suggestedFilename()).toMatch(/^snapshot-requests-SUP-.*\.csv$/);
  const lines = readFileSync(await download.path(), 'utf8').trim().split('\r\n');
  expect([lines.length, lines[1]?.includes('tailspintoys.atlassian.net')]).toEqual([2, true]);
});

test('a lead reads the month’s report and writes down who is away; an agent is not offered the report', async () => {
  const agent = await visit('/queues/SUP');
  expect(await agent.desk.getByRole('button', { name: told('ui.desk.report') }).count()).toBe(0);
  const { desk } = await visit('/queues/SUP', 'lead@example.com');
  await desk.getByRole('button', { name: told('ui.desk.report') }).click();
  await desk.getByText(told('ui.desk.report.decisions', { approved: 0, refused: 0 })).waitFor();
  await desk.getByRole('button', { name: told('ui.desk.absences') }).click();
  await desk.getByText(told('ui.desk.absences.none')).waitFor();
  await desk.getByLabel(told('ui.desk.absence.person')).selectOption({ label: 'Priya Nair' });
  await desk.getByLabel(told('ui.desk.absence.delegate')).selectOption({ label: 'Jonas Weber' });
  await desk.getByRole('button', { name: told('ui.desk.absence.submit') }).click();
  await desk.getByText('Jonas Weber is named instead').waitFor();
  await desk.getByText(told('ui.desk.for', { name: 'Jonas Weber', away: 'Priya Nair' })).first().waitFor();
});

test('requests that cannot be read are told of although the desk has no further page', async () => {
  const { page, desk } = await visit('/queues/SUP');
  await page.route('**/local/invoke', async (route) => {
    const response = await route.fetch();
    const text = await response.text();
    await route.fulfill({ response, body: text.replace('"exact":true', '"exact":true,"unreadable":["10072"]') });
  });
  await chooser(desk, 'ui.desk.sort').selectOption('age');
  await desk.getByText(told('ui.desk.unreadable', { count: 1, ids: { list: ['10072'], join: 'and' } }), { exact: true }).waitFor();
});

test('what ended is listed with how it ended', async () => {
  const { page, desk } = await visit('/queues/SUP');
  await desk.getByText('Priya Nair').first().waitFor();
  const [key = ''] = await rows(desk);
  await host.as('agent@example.com').invoke({ moduleKey: 'ticket-panel', issueKey: key }, 'request.end', { ending: 'withdrawn', reason: 'No longer wanted' });
  await desk.getByRole('combobox', { name: told('ui.desk.standing'), exact: true }).selectOption('ended');
  await desk.getByRole('row').filter({ hasText: key }).getByText(told('desk.next.ended', { ending: 'withdrawn' }), { exact: true }).waitFor();
  expect(new URL(page.url()).search).toBe('?show=ended');
});

test('it is read at 320 px without going sideways', async () => {
  const { desk } = await visit('/queues/SUP', 'agent@example.com', 320);
  await desk.getByText('Mei Tanaka').first().waitFor();
  expect(await desk.locator('html').evaluate((root) => root.scrollWidth - root.clientWidth)).toBe(0);
});

test('it breaks no rule of axe, light or dark', async () => {
  expect(await brokenRules(browser, host, '/queues/SUP', 'lead@example.com')).toEqual([]);
});
