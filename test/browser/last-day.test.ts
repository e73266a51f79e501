// Shows that an admin takes a whole desk away by clicks, and has it again after an uninstall and a reinstall.
import { readFileSync } from 'node:fs';
import type { Browser } from 'playwright-core';
import type { Host } from '../../local/host';
import { openSeededHost } from './seeded-host';
import { brokenRules, openTicketPage, told, type TicketPage } from './ticket-page';

const admin = 'admin@example.com';
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

async function openPane(): Promise<TicketPage> {
  const opened = await openTicketPage(browser, host, path, admin);
  await opened.panel.getByRole('button', { name: told('ui.pane.last-day') }).click();
  return opened;
}

test('a desk goes into a file and comes back from it into an empty installation', async () => {
  const first = await openPane();
  const [file] = await Promise.all([first.page.waitForEvent('download'), first.panel.getByRole('button', { name: told('ui.last-day.export') }).click()]);
  const saved = await file.path();
  expect(file.suggestedFilename()).toMatch(/^snapshot-desk-\d{4}-\d{2}-\d{2}\.jsonl$/);
  await first.panel.getByText(told('ui.last-day.saved', { name: file.suggestedFilename() })).waitFor();

  // Over a desk that is there it is refused, and nothing is lost.
  const choose = async ({ panel }: TicketPage): Promise<void> => {
    await panel.getByLabel(told('ui.last-day.file')).setInputFiles(saved);
    await panel.getByRole('button', { name: told('ui.last-day.import') }).click();
  };
  await choose(first);
  await first.panel.getByText(told('desk-not-empty')).waitFor();

  await host.as(admin).send('POST', '/local/uninstall');
  await host.as(admin).send('POST', '/local/reinstall');
  const second = await openPane();
  await choose(second);
  await second.panel.getByText(/brought in, \d+ requests? among them/).waitFor();
  expect([first.complaints, second.complaints]).toEqual([[], []]);
});

test('an import that somebody else is at is named as theirs, and taken over on purpose', async () => {
  const first = await openPane();
  const [file] = await Promise.all([first.page.waitForEvent('download'), first.panel.getByRole('button', { name: told('ui.last-day.export') }).click()]);
  const saved = await file.path();
  const header = (JSON.parse(readFileSync(saved, 'utf8').split('\n')[0] ?? '') as { desk: object }).desk;
  await host.as(admin).send('POST', '/local/uninstall');
  await host.as(admin).send('POST', '/local/reinstall');
  // Another admin has begun and gone home.
  expect(await host.as('lead@example.com').invoke({ moduleKey: 'settings', projectKey: 'SUP' }, 'desk.import', { header })).toMatchObject({ ok: true, value: { next: 1, claim: 1 } });
  const second = await openPane();
  await second.panel.getByLabel(told('ui.last-day.file')).setInputFiles(saved);
  expect(await second.panel.getByRole('button', { name: told('ui.last-day.take-over') }).count()).toBe(0);
  await second.press(told('ui.last-day.import'));
  await second.panel.getByText(/^Ruth Calloway is bringing this desk in/).waitFor();
  await second.press(told('ui.last-day.take-over'));
  await second.panel.getByText(/brought in, \d+ requests? among them/).waitFor();
  expect(await second.panel.getByRole('button', { name: told('ui.last-day.take-over') }).count()).toBe(0);
  expect([first.complaints, second.complaints]).toEqual([[], []]);
});

test('the pane is axe clean in light and dark', async () => {
  expect(await brokenRules(browser, host, path, admin, async (page) => {
    const frame = page.locator('iframe').first();
    await frame.contentFrame().getByRole('button', { name: told('ui.pane.last-day'), exact: true }).click();
    return frame;
  })).toEqual([]);
});
