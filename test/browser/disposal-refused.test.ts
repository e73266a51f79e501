// Shows in words, on the screens of those who would go on, each reason for which a tenant's data stays.
import type { Browser, Locator, Page } from 'playwright-core';
import { z } from 'zod';
import { openBrowser } from '../../local/browser';
import type { Message } from '../../src/contract';
import { licence, northwindNumber, northwindTenant, openDesk, type Desk } from '../journeys/desk';
import { approveDisposal, declined, dueToday, importToday, type Received } from '../journeys/disposal-desk';
import { askInDialog, asksForDisposal, openDialog, typeTenant, visit } from './disposal-clicks';
import { brokenRules, openTicketPage, told, type TicketPage } from './ticket-page';

jest.setTimeout(120_000);

const agent = 'agent@example.com';
const sre = 'sre@example.com';

const euTenant = '91be04d7-6a2f-4c35-8d19-c07a5be3f2d8';
const tenants = [
  { tenantId: northwindTenant, site: 'northwind.atlassian.net', cloudId: '1f2e3d4c-0000-4000-8000-000000000001', formerSites: [], users: 214, lastActivity: '2026-11-10' },
  { tenantId: euTenant, site: 'northwind-eu.atlassian.net', cloudId: 'cloud-eu', formerSites: [], users: 412, lastActivity: '2026-11-18' },
];
const eu = licence({ appEntitlementNumber: 'E-7G8-H9J-K1L-2M3', hostEntitlementNumber: 'E-7G8-H9J-K1L-2M4', cloudId: 'cloud-eu', cloudSiteHostname: 'northwind-eu.atlassian.net' });
const active = [licence(), eu];
const ended = [licence({ status: 'cancelled', maintenanceEndDate: '2026-11-18' }), eu];

let browser: Browser;
let desk: Desk;
let on: TicketPage;
let at: Received;

beforeAll(async () => {
  [browser, desk] = await Promise.all([openBrowser(), openDesk({ name: 'disposal-refused-clicks', licences: active, tenants })]);
  at = await declined(desk);
  on = await openTicketPage(browser, desk.host, `/browse/${at.task}`, sre);
}, 60_000);

afterAll(async () => {
  await on.close();
  await browser.close();
  await desk.close();
});

afterEach(() => { expect(on.complaints).toEqual([]); });

const sound = async (path: string, who: string, reach?: (page: Page) => Promise<Locator>): Promise<void> => {
  expect(await brokenRules(browser, desk.host, path, who, reach)).toEqual([]);
};
const bar = (code: Parameters<typeof told>[0], params: Message['params'] = {}): string => told(code, params);
const theTenants = { licences: { list: [northwindNumber], join: 'and' } } as const;

type Dialog = ReturnType<Locator['contentFrame']>;
const question = async (): Promise<Dialog> => {
  await visit(on, `/browse/${at.task}`, sre);
  return (await openDialog(on.page)).contentFrame();
};

/** The dialog says why, and there is nothing to press but *Close*. */
async function cannotBeAsked(says: string): Promise<void> {
  const dialog = await question();
  await dialog.getByText(says).waitFor();
  expect(await dialog.getByRole('button', { name: told('ui.dispose.submit', { name: 'northwind' }) }).count()).toBe(0);
  await dialog.getByRole('button', { name: told('ui.dispose.close') }).last().click();
}

test('while a licence of the tenant is active', async () => {
  await cannotBeAsked(bar('disposal.bar.licence-active', theTenants));
  await sound(`/browse/${at.task}`, sre, (page) => openDialog(page));
});

test('while nobody knows whether one is', async () => {
  await importToday(desk, [licence({ status: undefined }), eu], undefined);
  await cannotBeAsked(bar('disposal.bar.licence-unknown', theTenants));
  await importToday(desk, ended, undefined);
});

test('while another open request needs the data', async () => {
  const other = await desk.ticket();
  await desk.act('agent', other.key, 'facts.confirm', { rev: (await desk.request(other.key)).rev });
  await cannotBeAsked(bar('disposal.bar.needed', { tickets: { list: [other.key], join: 'and' } }));
  await desk.act('agent', other.key, 'request.end', { ending: 'withdrawn', reason: 'They already have it' });
});

test('while a flag is open: on ticket and task, before anything can be pressed', async () => {
  await desk.act('agent', at.key, 'flag.raise', { reason: 'Dana sounds unlike herself' });
  for (const [path, who] of [[`/browse/${at.task}`, sre], [`/browse/${at.key}`, agent]] as const) {
    await visit(on, path, who);
    await on.panel.getByText(bar('disposal.bar.flag')).waitFor();
    expect(await on.panel.getByRole('button', { name: asksForDisposal }).count()).toBe(0);
  }
  const { attention } = await desk.request(at.key, 'lead');
  await desk.act('lead', at.key, 'flag.settle', { flag: attention.find(({ id }) => id.startsWith('flag-'))?.id ?? '', reason: 'Called back' });
});

test('on a directory that is older than the rules let it be', async () => {
  await desk.host.clock.advance({ days: 8 });
  const dialog = await question();
  await dialog.getByText(bar('disposal.bar.old-directory', { asOf: { day: '2026-11-19' }, days: 7 })).waitFor();
  await dialog.getByRole('button', { name: told('ui.dispose.close') }).last().click();
  await sound(`/browse/${at.task}`, sre, (page) => openDialog(page));
  await importToday(desk, ended, tenants);
});

test.each<[string, string, Parameters<typeof told>[0]]>([
  ['another tenant of the same company', euTenant, 'typed-another-tenant'],
  ['a site', 'northwind.atlassian.net', 'typed-a-site'],
  ['the number of a licence', northwindNumber, 'typed-a-licence'],
  ['the beginning of the tenant', northwindTenant.slice(0, 8), 'typed-not-whole'],
])('with %s typed in place of the tenant', async (_, typed, code) => {
  const dialog = on.page.locator('dialog.forge-dialog iframe');
  const open = (await dialog.count()) > 0 ? dialog.contentFrame() : await question();
  await typeTenant(open, typed);
  await open.getByRole('textbox', { name: told('ui.dispose.reason') }).fill('The contract has ended');
  await open.getByRole('button', { name: told('ui.dispose.submit', { name: 'northwind' }) }).click();
  const says = told(code, { typed });
  await open.getByRole('alert').filter({ hasText: says }).waitFor();
  expect(await open.getByText(told('ui.dispose.matches', { name: 'northwind' })).count()).toBe(0);
});

test('cancelled on day 29: the panels say by whom and why, and nothing can be begun', async () => {
  await visit(on, `/browse/${at.task}`, sre);
  await askInDialog(on, { tenant: northwindTenant, name: 'northwind', reason: 'The contract has ended' });
  await desk.act('agent', at.key, 'disposal.told', { disposal: 1, moment: 'start', how: 'by-hand', note: 'Mail to both' });
  await approveDisposal(desk, at.key, 1);
  await desk.host.clock.advance({ days: 29 });
  await visit(on, `/browse/${at.key}`, agent);
  await on.panel.getByText(told('disposal.standing.waiting'), { exact: true }).first().waitFor();
  await on.press(told('ui.dispose.act.cancel'));
  const reason = 'Dana wrote that they look once more';
  await on.panel.getByLabel(told('ui.reason')).fill(reason);
  await on.press(told('ui.dispose.cancel.submit'));
  await on.panel.getByRole('status').filter({ hasText: told('done.disposal-cancelled') }).waitFor();
  await sound(`/browse/${at.key}`, agent);
  await desk.host.clock.advance({ days: 1 });
  await visit(on, `/browse/${at.task}`, sre);
  await on.panel.getByText(told('disposal.standing.cancelled'), { exact: true }).first().click();
  await on.panel.getByText(reason).waitFor();
  expect(await on.panel.getByRole('button', { name: told('button.begin-disposal') }).count()).toBe(0);
  await sound(`/browse/${at.task}`, sre);
});

/** On the day the panel says why, and there is nothing to begin with. */
async function cannotBeBegun(says: string): Promise<void> {
  await visit(on, `/browse/${at.task}`, sre);
  await on.press(told('button.begin-disposal'));
  await on.panel.getByText(says).waitFor();
  expect(await on.panel.getByRole('button', { name: told('ui.dispose.begin.submit', { name: 'northwind' }) }).count()).toBe(0);
}

test('on the day, because a licence came back', async () => {
  await importToday(desk, ended, tenants);
  await dueToday(desk, at, 'tenant-systems', active, tenants);
  await cannotBeBegun(bar('disposal.bar.licence-active', theTenants));
  expect(on.complaints).toEqual([]);
  await importToday(desk, ended, tenants);
});

test('on the day, because purging was switched off', async () => {
  await switchOff();
  await cannotBeBegun(bar('disposal.bar.switched-off'));
  const reports = z.array(z.unknown()).parse(await (await desk.as('agent').fetch('/local/csp-reports')).json());
  expect(reports).toEqual([]);
});

const rulesView = z.object({ rev: z.number(), rules: z.looseObject({ policies: z.looseObject({ disposal: z.looseObject({}) }) }), draft: z.object({ review: z.object({ digest: z.string() }) }).optional() });

/** An admin publishes rules that purge nothing; how, is for the settings' own tests. */
async function switchOff(): Promise<void> {
  const settings = async (asked: string, payload: object): Promise<z.infer<typeof rulesView>> => {
    const answer = z.object({ ok: z.literal(true), value: rulesView }).parse(await desk.as('admin').invoke({ moduleKey: 'settings', projectKey: 'SUP' }, asked, payload));
    return answer.value;
  };
  const { rev, rules } = await settings('rules.open', {});
  const saved = await settings('draft.save', { rev, rules: { ...rules, policies: { ...rules.policies, disposal: { ...rules.policies.disposal, purging: false } } } });
  await settings('rules.publish', { rev: saved.rev, digest: saved.draft?.review.digest ?? '', reason: 'Nothing is purged while we look into it' });
}
