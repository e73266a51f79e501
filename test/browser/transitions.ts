// Moves a ticket or task as Jira asks for it: by its status, through the dialog of the transition, which a gate may keep shut.
import type { Page } from 'playwright-core';
import { told } from './ticket-page';

async function press(page: Page, transition: string): Promise<void> {
  await page.getByRole('group', { name: 'Status' }).getByRole('button', { name: transition }).click();
  // The dialog's own cross says *Close*, as one of the transitions does: what moves the ticket stands last.
  await page.getByRole('dialog', { name: transition }).getByRole('button', { name: transition, exact: true }).last().click();
}

export async function moves(page: Page, transition: string, to: string): Promise<void> {
  await press(page, transition);
  await page.getByRole('group', { name: 'Status' }).getByText(to, { exact: true }).waitFor();
}

export type Gate = 'proceed' | 'hand-off' | 'deliver' | 'dispose' | 'close';

/** What the gate said, all of it, for a test to look for more in. */
export async function moveRefused(page: Page, issueKey: string, transition: string, gate: Gate): Promise<string> {
  await press(page, transition);
  const dialog = page.getByRole('dialog', { name: transition });
  const says = await dialog.getByRole('alert').innerText();
  expect(says).toContain(`We couldn’t move ${issueKey}`);
  // What is missing stands between what every refusal of a gate begins and ends with.
  const around = (['gate.one', 'gate.many'] as const).map((code) => told(code, { gate: `gate.${gate}`, count: '#', what: '…' }).split(/(?:until # things are here\. )?…/).map((part) => part.trim()));
  expect(around.some((parts) => parts.every((part) => says.includes(part)))).toBe(true);
  await dialog.getByRole('button', { name: 'Cancel' }).click();
  return says;
}
