// Lets a test act on the local host's pages as a person does, by what they read there, and holds each screen to axe.
import { readFileSync } from 'node:fs';
import type { Browser, Locator, Page } from 'playwright-core';
import type { Message } from '../../src/contract';
import type { Host } from '../../local/host';
import catalogue from '../../static/parts/catalogue.en.json';
import { wordingFor } from '../../static/parts/wording';
import words from '../../static/parts/words.en.json';

const axe = readFileSync(require.resolve('axe-core/axe.min.js'), 'utf8');
/** An empty frame breaks no rule either. */
const judge = 'axe.run(document).then(({ violations, passes }) => [...(passes.length < 10 ? ["there is hardly anything to judge"] : []), ...violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(" ")}`)])';
const { say } = wordingFor({ ...catalogue, ...words }, { now: new Date().toISOString(), timeZone: 'UTC' });

/** The words that the app ships, by their code. */
export const told = (code: keyof typeof catalogue | keyof typeof words, params: Message['params'] = {}): string => say({ code, params });

export interface TicketPage {
  readonly page: Page;
  /** The app's panel on the page. */
  readonly panel: ReturnType<Locator['contentFrame']>;
  /** By the page's own switcher. */
  become(email: string): Promise<void>;
  press(name: string): Promise<void>;
  waitForTurn(what: string): Promise<void>;
  /** What the consoles of the page and its frames complained of. */
  readonly complaints: readonly string[];
  close(): Promise<void>;
}

// A transition that is refused on purpose shows as a failed request, and is no fault of the page.
const isMeant = (text: string): boolean => text.includes('status of 400');

const panelOf = (page: Page): Locator => page.locator('iframe').first();

export async function openTicketPage(browser: Browser, host: Host, path: string, email: string): Promise<TicketPage> {
  const context = await browser.newContext({ baseURL: host.url, viewport: { width: 1280, height: 1000 }, timezoneId: 'UTC' });
  await context.request.post('/local/session', { data: { email } });
  const page = await context.newPage();
  page.setDefaultTimeout(45_000);
  const complaints: string[] = [];
  page.on('console', (message) => {
    if (message.type() === 'error' && !isMeant(message.text())) complaints.push(message.text());
  });
  page.on('pageerror', (error) => void complaints.push(error.message));
  await page.goto(path);
  const panel = panelOf(page).contentFrame();
  return {
    page,
    panel,
    become: async (who) => {
      await Promise.all([page.waitForEvent('load'), page.getByRole('banner').getByLabel('You are').selectOption(who)]);
    },
    press: (name) => panel.getByRole('button', { name, exact: true }).first().click(),
    waitForTurn: (what) => panel.getByRole('heading', { level: 1, name: what, exact: true }).waitFor(),
    complaints,
    close: () => context.close(),
  };
}

async function reachPanel(page: Page): Promise<Locator> {
  const panel = panelOf(page);
  await panel.contentFrame().getByRole('heading').first().waitFor();
  return panel;
}

/**
 * What axe finds wrong with the panel on a page, in light and in dark. In a window of its own that minds no policy:
 * axe's own styles would be refused aloud, and be taken for the app's. `reach` leads to another frame than the panel's.
 */
export async function brokenRules(browser: Browser, host: Host, path: string, email: string, reach: (page: Page) => Promise<Locator> = reachPanel): Promise<readonly string[]> {
  const context = await browser.newContext({ baseURL: host.url, viewport: { width: 1280, height: 1000 }, bypassCSP: true });
  try {
    await context.request.post('/local/session', { data: { email } });
    const page = await context.newPage();
    page.setDefaultTimeout(45_000);
    await page.goto(path);
    const reached = await reach(page);
    const frame = await (await reached.elementHandle()).contentFrame();
    if (!frame) throw new Error(`there is no panel on ${path}`);
    await frame.evaluate(axe);
    const found: string[] = [];
    for (const scheme of ['light', 'dark'] as const) {
      await page.getByLabel('Colours').selectOption(scheme);
      await frame.waitForFunction((wanted) => document.documentElement.dataset['colorMode'] === wanted, scheme);
      const broken: string[] = await frame.evaluate(judge);
      found.push(...broken.map((rule) => `${scheme}: ${rule}`));
    }
    return found;
  } finally {
    await context.close();
  }
}
