// Shows that an admin sets by clicks how long things are kept, that two people shorten it, and that the page says how the daily run went.
import type { Browser, Locator } from 'playwright-core';
import type { Host } from '../../local/host';
import { openSeededHost } from './seeded-host';
import { brokenRules, openTicketPage, told, type TicketPage } from './ticket-page';

const path = '/projects/SUP/settings/apps/settings';

jest.setTimeout(120_000);

let browser: Browser;
let host: Host;

beforeAll(async () => {
  [browser, host] = await openSeededHost();
}, 120_000);
afterAll(async () => {
  await browser.close();
  await host.close();
});

const field = (page: TicketPage, label: string): Locator => page.panel.getByLabel(label, { exact: true });
const openPane = (page: TicketPage): Promise<void> => page.panel.getByRole('button', { name: told('ui.pane.retention') }).click();

test('a shorter period is counted, agreed to by a second admin, and a trail never goes before what is to be kept', async () => {
  const page = await openTicketPage(browser, host, path, 'admin@example.com');
  await openPane(page);
  await page.panel.getByText(told('ui.retention.never')).waitFor();
  expect(await field(page, told('ui.set.policies.retention.key')).inputValue()).toBe('180');

  await field(page, told('ui.set.policies.retention.trail')).fill('100');
  await page.panel.getByText(/^The trail cannot go after 100 days/).first().waitFor();
  expect(await page.panel.getByRole('button', { name: told('ui.publish.ask.open') }).count()).toBe(0);
  await field(page, told('ui.set.policies.retention.trail')).fill('3650');

  await field(page, told('ui.set.policies.retention.key')).fill('-5');
  await page.panel.getByText(told('ui.set.out-of-range', { least: 0, most: 36_500 })).waitFor();
  await field(page, told('ui.set.policies.retention.key')).fill('30');
  expect(await page.panel.getByText(told('ui.set.out-of-range', { least: 0, most: 36_500 })).count()).toBe(0);
  await page.panel.getByText(told('weakens.retention')).first().waitFor();
  await page.press(told('ui.retention.try-draft'));
  await page.panel.getByText(told('ui.retention.would.nothing', { looked: 0 })).waitFor();
  await page.press(told('ui.publish.ask.open'));
  await page.panel.getByLabel(told('ui.publish.reason')).fill('Keys are of no use after a month');
  await page.press(told('ui.publish.ask'));
  await page.panel.getByText(told('done.rules-asked')).waitFor();
  expect(await page.panel.getByRole('button', { name: told('ui.wait.confirm') }).count()).toBe(0);
  await page.become('lead@example.com');
  await page.press(told('ui.wait.confirm'));
  await page.panel.getByText(told('done.rules-published', { version: 2 })).waitFor();
  expect(page.complaints).toEqual([]);
  await page.close();

  await host.clock.advance({ days: 1 });
  const later = await openTicketPage(browser, host, path, 'admin@example.com');
  await openPane(later);
  expect(await field(later, told('ui.set.policies.retention.key')).inputValue()).toBe('30');
  await later.panel.getByText(told('ui.retention.last'), { exact: true }).waitFor();
  await later.panel.getByText(told('ui.retention.try'), { exact: true }).waitFor();
  expect(later.complaints).toEqual([]);
  await later.close();
});

test('the pane breaks no rule of axe, in light and dark', async () => {
  const found = await brokenRules(browser, host, path, 'admin@example.com', async (page) => {
    const panel = page.locator('iframe').first();
    await panel.contentFrame().getByRole('button', { name: told('ui.pane.retention') }).click();
    await panel.contentFrame().getByText(told('ui.retention.last'), { exact: true }).waitFor();
    return panel;
  });
  expect(found).toEqual([]);
});
