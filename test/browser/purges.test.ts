// Shows that the page of all purges reads well when it is empty and when nobody approved what the log says, and takes a log in by clicks.
import type { Browser } from 'playwright-core';
import type { Host } from '../../local/host';
import { openSeededHost } from './seeded-host';
import { brokenRules, openTicketPage, told } from './ticket-page';

const path = '/projects/SUP/apps/purges';
const admin = 'admin@example.com';

jest.setTimeout(90_000);

let browser: Browser;
let host: Host;
beforeAll(async () => {
  [browser, host] = await openSeededHost();
}, 60_000);
afterAll(async () => {
  await browser.close();
  await host.close();
});

test('an admin finds the page from the queue and sees what nobody approved, with the reason', async () => {
  const on = await openTicketPage(browser, host, '/queues/SUP', admin);
  await on.page.getByRole('link', { name: 'Purges', exact: true }).click();
  await on.panel.getByText(told('ui.purges.none.how')).waitFor();
  const day = host.clock.now().toISOString().slice(0, 10);
  const text = `tenant,at,by\n91be04d7-6a2f-4c35-8d19-c07a5be3f2d8,${day},kim@example.com\nanother,${day},lou`;
  await on.panel.getByLabel(told('ui.purges.file')).setInputFiles({ name: 'purges.csv', mimeType: 'text/csv', buffer: Buffer.from(text) });
  await on.press(told('ui.purges.import'));
  await on.panel.getByText(told('done.purges-imported', { lines: 2, added: 2 })).waitFor();
  expect(await on.panel.getByText(told('ui.purges.found', { count: 2 })).count()).toBe(1);
  expect(await on.panel.getByText(told('purge.why.nobody')).count()).toBe(2);

  await on.panel.getByLabel(told('ui.purges.file')).setInputFiles({ name: 'notes.txt', mimeType: 'text/plain', buffer: Buffer.from('nothing of the kind') });
  await on.press(told('ui.purges.import'));
  await on.panel.getByText(told('not-a-purge-log')).waitFor();

  const [saved] = await Promise.all([on.page.waitForEvent('download'), on.press(told('ui.purges.export'))]);
  expect(saved.suggestedFilename()).toMatch(/^SUP-purges-since-\d{4}-\d{2}-\d{2}\.csv$/);
  await on.page.setViewportSize({ width: 360, height: 900 });
  expect(await on.panel.locator('html').evaluate((html) => html.scrollWidth - html.clientWidth)).toBe(0);
  expect(on.complaints).toEqual([]);
  await on.close();
});

test('it breaks no rule of axe, in light and dark', async () => {
  expect(await brokenRules(browser, host, path, admin)).toEqual([]);
});
