// Lets a test dispose of data as people do on their screens: asked for in the dialog, told, decided, begun, attested, certified.
import type { Locator, Page } from 'playwright-core';
import { told, type TicketPage } from './ticket-page';

type Frame = ReturnType<Locator['contentFrame']>;

/** The turn's own button, whatever it is that is to go. */
export const asksForDisposal = /^Ask for disposal/;

/** The question in Jira's dialog, once it has been answered with what may be asked. */
export async function openDialog(page: Page, button: string | RegExp = asksForDisposal): Promise<Locator> {
  await page.locator('iframe').first().contentFrame().getByRole('button', { name: button }).first().click();
  const frame = page.locator('dialog.forge-dialog iframe');
  await frame.contentFrame().getByRole('heading', { level: 1 }).waitFor();
  return frame;
}

/** Whoever it is, at a page that they may see: the switcher would first show them the page of the one before. */
export async function visit({ page }: TicketPage, path: string, who: string): Promise<void> {
  await page.context().request.post('/local/session', { data: { email: who } });
  await page.goto(path);
}

const done = (on: TicketPage, words: string): Promise<void> => on.panel.getByRole('status').filter({ hasText: words }).waitFor();

/** What is told of a done thing up to the first day in it. */
const before = (code: Parameters<typeof told>[0], param: string): string => told(code, { [param]: '#' }).split('#')[0] ?? '';

export async function typeTenant(dialog: Frame, tenant: string): Promise<void> {
  await dialog.getByRole('textbox', { name: told('ui.dispose.typed') }).fill(tenant);
}

export async function askInDialog(on: TicketPage, { tenant, name, reason, button }: { tenant: string; name: string; reason: string; button?: string }): Promise<void> {
  const dialog = (await openDialog(on.page, button)).contentFrame();
  await typeTenant(dialog, tenant);
  await dialog.getByText(told('ui.dispose.matches', { name })).waitFor();
  await dialog.getByRole('textbox', { name: told('ui.dispose.reason') }).fill(reason);
  await dialog.getByRole('button', { name: told('ui.dispose.submit', { name }) }).click();
  await done(on, before('done.disposal-asked', 'by'));
}

export async function tellContacts(on: TicketPage): Promise<void> {
  await on.press(told('button.tell-disposal'));
  const byHand = on.panel.getByText(told('ui.contacts.by-hand'), { exact: true });
  const note = on.panel.getByRole('textbox', { name: told('ui.attest.note') });
  // Where a contact has no account there is nothing to choose.
  await byHand.or(note).first().waitFor();
  if ((await byHand.count()) > 0) await byHand.click();
  await note.fill('Mail of today to both');
  await on.press(told('ui.contacts.record'));
  await done(on, told('done.disposal-told'));
}

export async function openDecision(on: TicketPage): Promise<void> {
  await on.press(told('button.decide-disposal'));
  await on.panel.getByText(told('ui.dispose.decide.why')).waitFor();
}

export async function approveInPanel(on: TicketPage, name: string): Promise<void> {
  await on.panel.getByText(told('ui.dispose.approve'), { exact: true }).click();
  await on.press(told('ui.dispose.decide.approve', { name }));
  await done(on, before('done.disposal-approved', 'until'));
}

export async function beginInPanel(on: TicketPage, { tenant, name }: { tenant: string; name: string }): Promise<void> {
  await on.press(told('button.begin-disposal'));
  await on.panel.getByRole('textbox', { name: told('ui.dispose.typed') }).fill(tenant);
  await on.press(told('ui.dispose.begin.submit', { name }));
  await done(on, before('done.disposal-begun', 'site'));
}

/** `restorableUntil` where the tenant's own data went, of which a safety copy is kept. */
export async function attestInPanel(on: TicketPage, site: string, restorableUntil?: string): Promise<void> {
  await on.press(told('button.attest-disposal'));
  const form = on.panel.getByRole('form', { name: told('ui.dispose.attest.title', { site }) });
  for (const evidence of await form.locator('textarea').all()) await evidence.fill('Job 4711, no rows left');
  if (restorableUntil !== undefined) {
    await form.getByRole('textbox', { name: told('ui.dispose.safety-copy') }).fill('Vault eu-1, folder 4711');
    await form.getByLabel(told('ui.dispose.restorable')).fill(restorableUntil);
  }
  await form.getByRole('button', { name: told('ui.dispose.attest.submit') }).click();
  await done(on, told('done.disposal-carried-out'));
}

export async function certifyInPanel(on: TicketPage): Promise<void> {
  await on.press(told('button.certify'));
  await on.press(told('ui.dispose.certify.submit'));
  await done(on, told('done.certificate-issued'));
}
