// Shows that the screens speak German to whoever reads German, and stay readable so on a narrow page.
import type { Browser, BrowserContext, Frame, Page } from 'playwright-core';
import { z } from 'zod';
import type { Host } from '../../local/host';
import { openSeededHost } from './seeded-host';

jest.setTimeout(240_000);

let browser: Browser;
let host: Host;
let tickets: ReadonlyMap<string, string>;
const contexts: BrowserContext[] = [];

beforeAll(async () => {
  [browser, host] = await openSeededHost();
  const named = z.array(z.object({ name: z.string(), issueKey: z.string() })).parse((await host.as('agent@example.com').send('GET', '/local/scenario/tickets')).body);
  tickets = new Map(named.map(({ name, issueKey }) => [name, issueKey]));
}, 120_000);
afterEach(async () => {
  for (const context of contexts.splice(0)) await context.close();
});
afterAll(async () => {
  await browser.close();
  await host.close();
});

const keyOf = (name: string): string => tickets.get(name) ?? '';

async function visit(path: string, as: string, says: string): Promise<{ page: Page; app: Frame }> {
  const context = await browser.newContext({ baseURL: host.url, viewport: { width: 320, height: 900 }, timezoneId: 'UTC' });
  contexts.push(context);
  await context.request.post('/local/session', { data: { email: as } });
  const page = await context.newPage();
  page.setDefaultTimeout(30_000);
  await page.goto(path);
  const frame = page.locator('iframe').first();
  await frame.contentFrame().getByText(says).first().waitFor();
  const element = await frame.elementHandle();
  const app = await element.contentFrame();
  if (!app) throw new Error(`${path} shows no screen of the app`);
  return { page, app };
}

const widths = (app: Frame): Promise<readonly [number, number, string]> => app.evaluate(() => [document.documentElement.scrollWidth, innerWidth, document.documentElement.lang] as const);

test.each([
  ['the ticket panel', 'agent@example.com', () => `/browse/${keyOf('offboarding')}`, 'Braucht Aufmerksamkeit'],
  ['an alarm', 'agent@example.com', () => `/browse/${keyOf('private-key')}`, 'Ein privater Schlüssel wurde angehängt'],
  ['the portal', 'dana.whitfield@northwindtraders.com', () => `/portal/${keyOf('data-dump')}`, 'Sie haben Ihre Daten angefragt'],
  ['the settings', 'admin@example.com', () => '/projects/SUP/settings/apps/settings', 'Regeln'],
  ['the desk', 'agent@example.com', () => '/queues/SUP', 'Snapshot-Anfragen'],
])('%s is in German and does not go sideways at 320 px', async (_, who, path, says) => {
  const { app } = await visit(`${path()}?locale=de-DE`, who, says);
  const [wide, window, language] = await widths(app);
  expect(language).toBe('de');
  expect(wide).toBeLessThanOrEqual(window);
});

test('the language is chosen at the top of the page, and kept', async () => {
  const { page } = await visit('/queues/SUP', 'agent@example.com', 'Snapshot requests');
  await page.getByRole('combobox', { name: 'Language of the app' }).selectOption({ label: 'Deutsch' });
  const desk = page.locator('iframe').first().contentFrame();
  await desk.getByRole('heading', { level: 1, name: 'Snapshot-Anfragen' }).waitFor();
  await page.reload();
  await desk.getByRole('heading', { level: 1, name: 'Snapshot-Anfragen' }).waitFor();
});
