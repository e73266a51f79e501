// Disposes of a tenant by clicks: asked for in the dialog, approved beside what is so now, begun and attested on the day, certified.
import type { Browser, Page } from 'playwright-core';
import { z } from 'zod';
import { openBrowser } from '../../local/browser';
import { licence, northwindTenant, openDesk, type Desk } from '../journeys/desk';
import { declined, disposalsOf, endedLicence, importToday, type Received } from '../journeys/disposal-desk';
import { brokenRules, openTicketPage, told, type TicketPage } from './ticket-page';

jest.setTimeout(120_000);

const agent = 'agent@example.com';
const approver = 'approver@example.com';
const sre = 'sre@example.com';

const euTenant = '91be04d7-6a2f-4c35-8d19-c07a5be3f2d8';
const tenants = [
  { tenantId: northwindTenant, site: 'northwind.atlassian.net', cloudId: '1f2e3d4c-0000-4000-8000-000000000001', formerSites: [], users: 214, lastActivity: '2026-11-10' },
  { tenantId: euTenant, site: 'northwind-eu.atlassian.net', cloudId: 'cloud-eu', formerSites: [], users: 412, lastActivity: '2026-11-18' },
  { tenantId: 'c4d8e1f3-0b72-4e96-a5c8-13f6d9207ab5', site: 'northwind-sandbox.atlassian.net', cloudId: 'cloud-sandbox', formerSites: [], productionTenantId: northwindTenant, users: 9 },
];
const eu = licence({ appEntitlementNumber: 'E-7G8-H9J-K1L-2M3', hostEntitlementNumber: 'E-7G8-H9J-K1L-2M4', cloudId: 'cloud-eu', cloudSiteHostname: 'northwind-eu.atlassian.net' });
const ended = [endedLicence('2026-11-18'), eu];

let browser: Browser;
let desk: Desk;
let at: Received;
let on: TicketPage;

beforeAll(async () => {
  [browser, desk] = await Promise.all([openBrowser(), openDesk({ name: 'disposal-clicks', licences: [licence(), eu], tenants })]);
  at = await declined(desk);
  for (const transition of ['Start agreement', 'Hand over to SRE']) await desk.move('agent', at.key, transition);
  await importToday(desk, ended, undefined);
  on = await openTicketPage(browser, desk.host, `/browse/${at.task}`, sre);
}, 60_000);

afterAll(async () => {
  await on.close();
  await browser.close();
  await desk.close();
});

afterEach(() => { expect(on.complaints).toEqual([]); });

const dialogOn = (page: Page): ReturnType<Page['locator']> => page.locator('dialog.forge-dialog iframe');

const visit = async (path: string, who: string): Promise<void> => {
  await on.page.context().request.post('/local/session', { data: { email: who } });
  await on.page.goto(path);
};

async function openDialog(page: Page): Promise<ReturnType<Page['locator']>> {
  await page.locator('iframe').first().contentFrame().getByRole('button', { name: told('button.ask-disposal') }).click();
  const frame = dialogOn(page);
  await frame.contentFrame().getByRole('heading', { level: 1 }).waitFor();
  return frame;
}

/** How far what a frame shows stands out of it, in a window as narrow as a telephone. */
async function standsOut(path: string, who: string, reach: (page: Page) => Promise<ReturnType<Page['locator']>>): Promise<number> {
  const context = await browser.newContext({ baseURL: desk.host.url, viewport: { width: 1180, height: 900 } });
  try {
    await context.request.post('/local/session', { data: { email: who } });
    const page = await context.newPage();
    await page.goto(path);
    const element = await reach(page);
    await element.evaluate((frame) => { Object.assign((frame as HTMLElement).style, { width: '320px' }); });
    const frame = await (await element.elementHandle()).contentFrame();
    if (!frame) throw new Error(`there is no frame on ${path}`);
    await frame.waitForFunction(() => innerWidth === 320);
    return await frame.evaluate(() => document.documentElement.scrollWidth - innerWidth);
  } finally {
    await context.close();
  }
}

const panelOf = (page: Page): ReturnType<Page['locator']> => page.locator('iframe').first();

test('SRE asks in the dialog: another tenant is refused in words, the right one matches at once', async () => {
  const dialog = (await openDialog(on.page)).contentFrame();
  expect(await dialog.getByRole('heading', { level: 1 }).innerText()).toBe('Dispose of northwind.atlassian.net?');
  expect(await dialog.getByRole('columnheader').allInnerTexts()).toEqual(expect.arrayContaining([expect.stringMatching(/To be purged\s+northwind$/), expect.stringMatching(/Stays\s+northwind-eu$/)]));
  const typed = dialog.getByRole('textbox', { name: told('ui.dispose.typed') });
  expect(await typed.inputValue()).toBe('');
  await typed.fill(euTenant);
  await dialog.getByRole('textbox', { name: told('ui.dispose.reason') }).fill('The contract has ended');
  await dialog.getByRole('button', { name: told('ui.dispose.submit', { name: 'northwind' }) }).click();
  expect(await dialog.getByRole('alert').innerText()).toContain(told('typed-another-tenant', { typed: euTenant }));
  await typed.fill(northwindTenant.slice(0, -1));
  expect(await dialog.getByText(told('ui.dispose.matches', { name: 'northwind' })).count()).toBe(0);
  await typed.fill(northwindTenant);
  await dialog.getByText(told('ui.dispose.matches', { name: 'northwind' })).waitFor();
});

test('the dialog breaks no rule in light and dark, and fits a telephone', async () => {
  expect(await brokenRules(browser, desk.host, `/browse/${at.task}`, sre, openDialog)).toEqual([]);
  expect(await standsOut(`/browse/${at.task}`, sre, openDialog)).toBeLessThanOrEqual(0);
});

test('what was asked for stands on the task at once, and the agent tells the contacts', async () => {
  const dialog = dialogOn(on.page).contentFrame();
  await dialog.getByRole('button', { name: told('ui.dispose.submit', { name: 'northwind' }) }).click();
  await on.panel.getByRole('status').filter({ hasText: 'Asked for disposal.' }).waitFor();
  await on.panel.getByText(told('disposal.standing.to-decide'), { exact: true }).first().waitFor();
  await visit(`/browse/${at.key}`, agent);
  await on.press(told('button.tell-disposal'));
  await on.panel.getByRole('textbox', { name: told('ui.attest.note') }).fill('Mail to both');
  await on.press(told('ui.contacts.record'));
  await on.panel.getByRole('status').filter({ hasText: told('done.disposal-told') }).waitFor();
});

test('an approver sees the tenants beside each other and approves', async () => {
  await on.become(approver);
  await on.press(told('button.decide-disposal'));
  await on.panel.getByText(told('ui.dispose.unchanged')).waitFor();
  expect(await on.panel.getByRole('columnheader').allInnerTexts()).toEqual(expect.arrayContaining([expect.stringMatching(/To be purged\s+northwind$/)]));
  await on.panel.getByText(told('ui.dispose.approve'), { exact: true }).click();
  await on.press(told('ui.dispose.decide.approve', { name: 'northwind' }));
  await on.panel.getByRole('status').filter({ hasText: 'Disposal approved.' }).waitFor();
  expect(await brokenRules(browser, desk.host, `/browse/${at.key}`, approver)).toEqual([]);
  expect(await standsOut(`/browse/${at.key}`, approver, async (page) => { await panelOf(page).contentFrame().getByText(told('disposal.standing.waiting'), { exact: true }).first().waitFor(); return panelOf(page); })).toBeLessThanOrEqual(0);
});

test('on the day SRE types the tenant again, begins, and attests system by system', async () => {
  const { disposals } = await disposalsOf(desk, at.key);
  await desk.host.clock.advance({ days: 27 });
  await desk.act('agent', at.key, 'disposal.told', { disposal: disposals[0]?.disposal, moment: 'before', how: 'by-hand', note: 'Mail to both' });
  await desk.host.clock.advance({ days: 3 });
  await visit(`/browse/${at.task}`, sre);
  await on.press(told('button.begin-disposal'));
  await on.panel.getByRole('alert').waitFor();
  await importToday(desk, ended, tenants);
  await on.panel.getByRole('alert').getByRole('button', { name: 'Try again' }).click();
  await on.panel.getByRole('textbox', { name: told('ui.dispose.typed') }).fill(northwindTenant);
  await on.press(told('ui.dispose.begin.submit', { name: 'northwind' }));
  await on.panel.getByRole('status').filter({ hasText: 'Everything is clear' }).waitFor();
  await on.press(told('button.attest-disposal'));
  const form = on.panel.getByRole('form', { name: told('ui.dispose.attest.title', { site: 'northwind.atlassian.net' }) });
  for (const field of await form.locator('textarea').all()) await field.fill('Job 4711, no rows left');
  await form.getByRole('textbox', { name: told('ui.dispose.safety-copy') }).fill('Vault eu-1, folder 4711');
  await form.getByLabel(told('ui.dispose.restorable')).fill('2027-02-28');
  await form.getByRole('button', { name: told('ui.dispose.backup.add') }).click();
  await form.getByRole('textbox', { name: told('ui.dispose.backup.what') }).fill('Weekly backup of the database');
  await form.getByLabel(told('ui.dispose.backup.until')).fill('2027-03-15');
  await form.getByRole('button', { name: told('ui.dispose.attest.submit') }).click();
  await on.panel.getByRole('status').filter({ hasText: told('done.disposal-carried-out') }).waitFor();
  await on.panel.getByText(told('runbook.title')).waitFor();
  expect(await brokenRules(browser, desk.host, `/browse/${at.task}`, sre)).toEqual([]);
});

test('the agent issues the certificate, which is on the ticket, and the ticket can be closed', async () => {
  await desk.move('agent', at.key, 'Ask for confirmation');
  expect(await desk.move('agent', at.key, 'Resolve')).toBe(400);
  await visit(`/browse/${at.key}`, agent);
  await on.press(told('ui.dispose.act.certify'));
  await on.press(told('ui.dispose.certify.submit'));
  await on.panel.getByRole('status').filter({ hasText: told('done.certificate-issued') }).waitFor();
  await desk.host.settled();
  const files = z.object({ fields: z.object({ attachment: z.array(z.object({ filename: z.string() })) }) });
  const { fields } = files.parse((await desk.as('agent').send('GET', `/rest/api/3/issue/${at.key}?fields=attachment`)).body);
  expect(fields.attachment.map(({ filename }) => filename)).toContainEqual(expect.stringMatching(/\.pdf$/));
  expect(await desk.move('agent', at.key, 'Resolve')).toBe(204);
  expect(await (await desk.as('agent').fetch('/local/csp-reports')).json()).toEqual([]);
});
