// Lets a company leave by clicks: one tenant with a copy, another without, each to its certificate; then one of them was the wrong one.
import type { Browser } from 'playwright-core';
import { z } from 'zod';
import { openBrowser } from '../../local/browser';
import { approve, dana, licence, northwindTenant, openDesk, ticketText, verified, type Desk } from '../journeys/desk';
import { approveDisposal, importToday, received, type Received } from '../journeys/disposal-desk';
import { approveInPanel, askInDialog, attestInPanel, beginInPanel, certifyInPanel, openDecision, openDialog, tellContacts, visit } from './disposal-clicks';
import { brokenRules, openTicketPage, told, type TicketPage } from './ticket-page';
import { moves } from './transitions';

jest.setTimeout(120_000);

const agent = 'agent@example.com';
const approver = 'approver@example.com';
const sre = 'sre@example.com';
const secondSre = 'second-sre@example.com';

const site = 'northwind.atlassian.net';
const oldSite = 'nwtraders.atlassian.net';
const oldTenant = '2ea6b71c-d953-48f0-b1e4-7c80a9f5d316';
const tenants = [
  { tenantId: northwindTenant, site, cloudId: '1f2e3d4c-0000-4000-8000-000000000001', formerSites: [], users: 214, lastActivity: '2026-11-10' },
  { tenantId: '91be04d7-6a2f-4c35-8d19-c07a5be3f2d8', site: 'northwind-eu.atlassian.net', cloudId: 'cloud-eu', formerSites: [], users: 412, lastActivity: '2026-11-18' },
  { tenantId: 'c4d8e1f3-0b72-4e96-a5c8-13f6d9207ab5', site: 'northwind-sandbox.atlassian.net', cloudId: 'cloud-sandbox', formerSites: [], productionTenantId: northwindTenant, users: 9, lastActivity: '2026-10-03' },
  { tenantId: oldTenant, site: oldSite, cloudId: 'cloud-old', formerSites: [], users: 1, lastActivity: '2024-02-28' },
];
const eu = licence({ appEntitlementNumber: 'E-7G8-H9J-K1L-2M3', hostEntitlementNumber: 'E-7G8-H9J-K1L-2M4', cloudId: 'cloud-eu', cloudSiteHostname: 'northwind-eu.atlassian.net', maintenanceEndDate: '2027-06-30' });
const old = licence({ appEntitlementNumber: 'E-9N1-P2Q-R3S-4T5', hostEntitlementNumber: 'E-9N1-P2Q-R3S-4T6', cloudId: 'cloud-old', cloudSiteHostname: oldSite, tier: '10 Users' });
const over = { status: 'cancelled', maintenanceEndDate: '2026-11-20' };
const ended = [licence(over), eu, { ...old, ...over }];

let browser: Browser;
let desk: Desk;
let on: TicketPage;
let leaving: Received;
let declined: Received;

beforeAll(async () => {
  [browser, desk] = await Promise.all([openBrowser(), openDesk({ name: 'offboarding-clicks', licences: [licence(), eu, old], tenants })]);
  const { key } = await verified(desk, { requestType: 'Offboarding export', summary: 'We close our old site, too', description: ticketText().replace(site, oldSite), fields: { SEN: 'E-9N1-P2Q-R3S-4T5' } });
  await approve(desk, key, 'proceed');
  declined = { key, task: '' };
  on = await openTicketPage(browser, desk.host, `/browse/${key}`, agent);
}, 60_000);

afterAll(async () => {
  await on.close();
  await browser.close();
  await desk.close();
});

/** What a person sees at a station breaks no rule, in light or in dark, and no console complains. */
async function sound(path: string, who: string, ...reach: [Parameters<typeof brokenRules>[4]?]): Promise<void> {
  expect(on.complaints).toEqual([]);
  expect(await brokenRules(browser, desk.host, path, who, ...reach)).toEqual([]);
}

/** The copy that was delivered goes by a disposal of its own, which comes first. */
const theTenant = told('disposal.ask.tenant-systems');

const days = (count: number): Promise<unknown> => desk.host.clock.advance({ days: count });
const dayIn = (count: number): string => new Date(desk.host.clock.now().getTime() + count * 86_400_000).toISOString().slice(0, 10);

test('the customer wants no copy of the old site: the agent records it in their words, and hands over at once', async () => {
  const { key } = declined;
  await moves(on.page, 'Start agreement', 'Agreement');
  await on.press(told('button.answer'));
  await on.panel.getByText(told('ui.no'), { exact: true }).click();
  await on.panel.getByLabel(told('ui.copy-wanted.note')).fill('Dana, 19 Nov: “We do not need that data any more”');
  await on.press(told('ui.copy-wanted.answer'));
  await on.waitForTurn(told('turn.hand-off'));
  await moves(on.page, 'Hand over to SRE', 'With SRE');
  await on.press(told('button.hand-off'));
  await on.panel.getByRole('status').filter({ hasText: 'SRE-' }).waitFor();
  await on.page.reload();
  declined = { key, task: await on.page.getByRole('region', { name: 'Linked tickets' }).getByRole('link', { name: /^SRE-\d+/ }).first().innerText() };
  await sound(`/browse/${key}`, agent);
});

test('once the other site’s files are received, SRE asks for its disposal beside every tenant of the company', async () => {
  leaving = await received(desk, 'Offboarding export');
  await importToday(desk, ended, tenants);
  await visit(on, `/browse/${leaving.task}`, sre);
  const dialog = (await openDialog(on.page, theTenant)).contentFrame();
  await dialog.getByRole('heading', { level: 1, name: told('ui.dispose.title', { what: 'tenant', site }) }).waitFor();
  expect(await dialog.getByRole('columnheader').allInnerTexts()).toEqual([told('ui.dispose.fact'), expect.stringMatching(/To be purged\s+northwind$/), expect.stringMatching(/Stays\s+northwind-eu$/), expect.stringMatching(/Stays\s+northwind-sandbox$/), expect.stringMatching(/Stays\s+nwtraders$/)]);
  const row = async (name: Parameters<typeof told>[0]): Promise<readonly string[]> => dialog.getByRole('row').filter({ has: dialog.getByRole('rowheader', { name: told(name), exact: true }) }).getByRole('cell').allInnerTexts();
  expect(await row('ui.dispose.row.standing')).toEqual([expect.stringContaining('Ended 20 Nov'), expect.stringContaining('Active'), expect.anything(), expect.stringContaining('Ended 20 Nov')]);
  expect(await row('ui.dispose.row.users')).toEqual([expect.stringContaining('214'), expect.stringContaining('412'), expect.stringContaining('9'), expect.stringContaining('1')]);
  await dialog.getByRole('button', { name: told('ui.cancel') }).click();
  await askInDialog(on, { tenant: northwindTenant, name: 'northwind', reason: 'They left, and have their files', button: theTenant });
  await sound(`/browse/${leaving.task}`, sre);
});

test('SRE asks for the other disposal on the customer’s word alone', async () => {
  await visit(on, `/browse/${declined.task}`, sre);
  const dialog = (await openDialog(on.page)).contentFrame();
  // A sandbox has no licence: it is found by its production site, which is the company's.
  expect(await dialog.getByRole('columnheader').allInnerTexts()).toEqual([told('ui.dispose.fact'), expect.stringMatching(/To be purged\s+nwtraders$/), expect.stringMatching(/Stays\s+northwind-eu$/), expect.stringMatching(/Stays\s+northwind-sandbox$/), expect.stringMatching(/Stays\s+northwind$/)]);
  await dialog.getByRole('button', { name: told('ui.cancel') }).click();
  await sound(`/browse/${declined.task}`, sre, (page) => openDialog(page));
  await askInDialog(on, { tenant: oldTenant, name: 'nwtraders', reason: 'They want no copy' });
});

test('the listed contacts are told, and an approver sees what has changed since it was asked for', async () => {
  await desk.act('agent', declined.key, 'disposal.told', { disposal: 1, moment: 'start', how: 'by-hand', note: 'Mail to both' });
  await approveDisposal(desk, declined.key, 1);
  await visit(on, `/browse/${leaving.key}`, agent);
  await tellContacts(on);
  await importToday(desk, undefined, tenants.map((one) => (one.tenantId === northwindTenant ? { ...one, users: 215 } : one)));
  await visit(on, `/browse/${leaving.key}`, approver);
  await openDecision(on);
  await on.panel.getByText(told('ui.dispose.when-asked')).waitFor();
  expect(await on.panel.locator('mark').allInnerTexts()).toEqual([expect.stringContaining('215')]);
  await approveInPanel(on, 'northwind');
  await sound(`/browse/${leaving.key}`, approver);
});

test('it waits, and nothing can be begun', async () => {
  await days(27);
  await desk.act('agent', leaving.key, 'disposal.told', { disposal: 1, moment: 'before', how: 'by-hand', note: 'Mail to both' });
  await desk.act('agent', declined.key, 'disposal.told', { disposal: 1, moment: 'before', how: 'by-hand', note: 'Mail to both' });
  await visit(on, `/browse/${leaving.task}`, sre);
  await on.panel.getByText(told('disposal.standing.waiting'), { exact: true }).first().waitFor();
  expect(await on.panel.getByRole('button', { name: told('button.begin-disposal') }).count()).toBe(0);
});

test('on the day SRE begins and attests both, with the safety copy and until when it can be restored', async () => {
  await days(3);
  await importToday(desk, ended, tenants);
  await on.page.reload();
  await beginInPanel(on, { tenant: northwindTenant, name: 'northwind' });
  await attestInPanel(on, site, dayIn(40));
  await sound(`/browse/${leaving.task}`, sre);
  await visit(on, `/browse/${declined.task}`, sre);
  await beginInPanel(on, { tenant: oldTenant, name: 'nwtraders' });
  await attestInPanel(on, oldSite, dayIn(40));
});

/** The agent tells the contacts that it is done, and issues the certificate, which Jira's own part of the page lists. */
async function certified(key: string): Promise<string> {
  await visit(on, `/browse/${key}`, agent);
  await tellContacts(on);
  await certifyInPanel(on);
  await desk.host.settled();
  await on.page.reload();
  const name = `${key}-disposal-1.pdf`;
  await on.page.getByRole('link', { name, exact: true }).waitFor();
  await sound(`/browse/${key}`, agent);
  return name;
}

test('each ticket has its certificate, and the customer reads it in the portal', async () => {
  await certified(declined.key);
  const name = await certified(leaving.key);
  await visit(on, `/portal/${leaving.key}`, dana);
  const link = on.page.getByRole('link', { name, exact: true });
  await link.waitFor();
  await sound(`/portal/${leaving.key}`, dana);
  const file = await on.page.context().request.get(new URL((await link.getAttribute('href')) ?? '', desk.host.url).href);
  expect([file.status(), (await file.body()).subarray(0, 5).toString()]).toEqual([200, '%PDF-']);
});

test('purged in error: SRE reports it, and the runbook stands open on the ticket and on the task', async () => {
  await visit(on, `/browse/${leaving.task}`, sre);
  await on.press(told('ui.dispose.act.report-error'));
  await on.panel.getByLabel(told('ui.reason')).fill('Northwind called: their old account was meant');
  await on.press(told('ui.dispose.report-error.submit'));
  await on.panel.getByText(told('disposal.standing.in-error'), { exact: true }).first().waitFor();
  await on.panel.getByText(told('runbook.restore')).waitFor();
  await sound(`/browse/${leaving.task}`, sre);
  await sound(`/browse/${leaving.key}`, agent);
});

test('every purge alike gets a finding, and the restore is recorded and verified by somebody else', async () => {
  await on.press(told('ui.dispose.act.sweep'));
  await on.panel.getByLabel(told('ui.dispose.sweep.since')).fill('2026-11-01');
  await on.press(told('ui.dispose.sweep.list'));
  const alike = on.panel.getByRole('group', { name: told('ui.dispose.sweep.finding', { site: oldSite }) });
  await alike.getByText(told('ui.dispose.sweep.right'), { exact: true }).click();
  await on.press(told('ui.dispose.sweep.submit'));
  await on.panel.getByText(told('disposal.fact.swept')).waitFor();
  await on.press(told('ui.dispose.act.restore'));
  await on.panel.getByLabel(told('ui.dispose.restore.from')).fill('Vault eu-1, folder 4711');
  await on.panel.getByLabel(told('ui.attest.note')).fill('All four systems');
  await on.press(told('ui.dispose.restore.submit'));
  await on.panel.getByText(told('disposal.fact.restored')).waitFor();
  expect(await on.panel.getByRole('button', { name: told('ui.dispose.act.verify-restore') }).count()).toBe(0);
  await visit(on, `/browse/${leaving.task}`, secondSre);
  await on.press(told('ui.dispose.act.verify-restore'));
  await on.press(told('ui.dispose.verify-restore.submit'));
  await on.panel.getByText(told('disposal.standing.restored'), { exact: true }).first().waitFor();
  await sound(`/browse/${leaving.task}`, secondSre);
});

test('the page of all purges shows both, and which one was in error', async () => {
  await visit(on, '/projects/SUP/apps/purges', approver);
  await on.panel.getByRole('row').filter({ hasText: oldTenant }).getByText(told('purge.standing.approved'), { exact: true }).waitFor();
  await on.panel.getByRole('row').filter({ hasText: northwindTenant }).getByText(told('purge.standing.restored'), { exact: true }).waitFor();
  await sound('/projects/SUP/apps/purges', approver);
  const reports = z.array(z.unknown()).parse(await (await desk.as('agent').fetch('/local/csp-reports')).json());
  expect(reports).toEqual([]);
});
