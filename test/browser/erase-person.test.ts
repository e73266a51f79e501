// Shows that an admin erases a person from the whole desk by clicks: asked by name, told how much went, told what stays, and able to go on where it stopped.
import type { Browser } from 'playwright-core';
import { z } from 'zod';
import type { Host } from '../../local/host';
import { openSeededHost } from './seeded-host';
import { brokenRules, openTicketPage, told, type TicketPage } from './ticket-page';

const admin = 'admin@example.com';
const path = '/projects/SUP/settings/apps/settings';
const luis = 'luis.ferreira@northwindtraders.com';

jest.setTimeout(120_000);

let browser: Browser;
let host: Host;

beforeAll(async () => {
  [browser, host] = await openSeededHost();
  // A request whose facts somebody confirmed.
  const agent = host.as('agent@example.com');
  const [first] = z.array(z.object({ issueKey: z.string() })).min(1).parse((await agent.send('GET', '/local/scenario/tickets')).body);
  const ask = (question: string, payload: object): Promise<unknown> => agent.invoke({ moduleKey: 'ticket-panel', issueKey: first?.issueKey ?? '' }, question, payload);
  const { rev } = z.object({ value: z.object({ request: z.object({ rev: z.number() }) }) }).parse(await ask('panel.open', {})).value.request;
  await ask('facts.confirm', { rev });
  await host.settled();
}, 120_000);
afterAll(async () => {
  await browser.close();
  await host.close();
});

async function openPane(): Promise<TicketPage> {
  const opened = await openTicketPage(browser, host, path, admin);
  await opened.panel.getByRole('button', { name: told('ui.pane.erase'), exact: true }).click();
  return opened;
}

test('somebody is erased from the desk once they were named in the question, and a second time nothing is left', async () => {
  const opened = await openPane();
  const { panel, press } = opened;
  const whom = panel.getByLabel(told('ui.erase.whom'));
  const question = panel.getByRole('dialog', { name: told('ui.erase-desk.ask', { whom: luis }) });
  const propose = async (text: string): Promise<void> => {
    await whom.fill(text);
    await press(told('ui.erase'));
  };

  // A name alone, and a word as another spelling, are refused with what to give instead.
  await propose('Luis Ferreira');
  await panel.getByRole('dialog').getByRole('button', { name: told('ui.erase.submit') }).click();
  await panel.getByText(told('erase-by-address')).waitFor();
  await panel.getByLabel(told('ui.erase-desk.also')).fill('Ferreira');
  await propose(luis);
  await panel.getByText(told('ui.erase-desk.also.unclear', { line: 'Ferreira' })).waitFor();
  expect(await panel.getByRole('dialog').count()).toBe(0);

  await panel.getByLabel(told('ui.erase-desk.also')).fill('Luis Ferreira');
  await press(told('ui.erase'));
  await question.waitFor();
  await opened.page.keyboard.press('Escape');
  await question.waitFor({ state: 'detached' });

  // A page that dies leaves a button to go on with.
  host.faults.add({ functionKey: 'settings-resolver', nth: 1, how: 'kill-invocation' });
  await press(told('ui.erase'));
  await question.getByRole('button', { name: told('ui.erase.submit') }).click();
  await panel.getByRole('button', { name: told('ui.erase-desk.go-on', { whom: luis }) }).waitFor();
  host.faults.clear();
  await panel.getByRole('button', { name: told('ui.erase-desk.go-on', { whom: luis }) }).press('Enter');
  await panel.getByText(/^luis\.ferreira@northwindtraders\.com.was erased from \d+ requests?/).waitFor();
  expect(await panel.getByRole('button', { name: told('ui.erase-desk.go-on', { whom: luis }) }).count()).toBe(0);

  await press(told('ui.erase'));
  await question.getByRole('button', { name: told('ui.erase.submit') }).click();
  await panel.getByText(/^Nothing here names luis\.ferreira@northwindtraders\.com/).waitFor();
  await opened.close();
});

test('at 320 px nothing is cut off or opens out of sight, and the pane and its question break no rule of axe, in light and dark', async () => {
  const narrow = await openPane();
  await narrow.page.setViewportSize({ width: 320, height: 800 });
  await narrow.panel.getByLabel(told('ui.erase.whom')).fill(`${'a-long-name-'.repeat(5)}@example.com`);
  await narrow.press(told('ui.erase'));
  const box = await narrow.panel.getByRole('dialog').boundingBox();
  expect(box && box.x >= 0 && box.x + box.width <= 320).toBe(true);
  // The frame is as high as its content, and the question opens where it was asked.
  expect(box && box.y >= 0 && box.y + box.height <= 800).toBe(true);
  expect(narrow.complaints).toEqual([]);
  await narrow.close();
  for (const isAsked of [false, true]) {
    expect(await brokenRules(browser, host, path, admin, async (page) => {
      const frame = page.locator('iframe').first();
      const panel = frame.contentFrame();
      await panel.getByRole('button', { name: told('ui.pane.erase'), exact: true }).click();
      if (!isAsked) return frame;
      await panel.getByLabel(told('ui.erase.whom')).fill(luis);
      await panel.getByRole('button', { name: told('ui.erase'), exact: true }).click();
      await panel.getByRole('dialog').waitFor();
      return frame;
    })).toEqual([]);
  }
});
