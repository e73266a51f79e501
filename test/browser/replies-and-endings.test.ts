// Lets agents answer a wrong file, hold a call, end requests and take over an old ticket by clicks alone, as their panel offers it.
import type { Browser } from 'playwright-core';
import { openBrowser } from '../../local/browser';
import { formSent, luis, openDesk, takeForm, takeKey, takeSshKey, type Desk } from '../journeys/desk';
import { visit } from './disposal-clicks';
import { brokenRules, openTicketPage, told, type TicketPage } from './ticket-page';

jest.setTimeout(120_000);

const agent = 'agent@example.com';
const secondAgent = 'second-agent@example.com';
const owen = 'owen.park@contoso.example';
const reason = 'Dana wrote that they no longer need it';

let browser: Browser;
let desk: Desk;
let on: TicketPage;
let oldTicket: string;

beforeAll(async () => {
  [browser, desk] = await Promise.all([openBrowser(), openDesk({ name: 'replies-and-endings-clicks' })]);
  desk.host.jira.seeding.customer({ email: owen, name: 'Owen Park', emailVisible: true });
  await desk.host.clock.set('2026-11-18T09:00:00.000Z');
  oldTicket = (await desk.ticket({ requestType: 'General question' })).key;
  await desk.host.clock.set('2026-11-20T09:00:00.000Z');
  on = await openTicketPage(browser, desk.host, `/browse/${oldTicket}`, agent);
}, 60_000);

afterAll(async () => {
  await on.close();
  await browser.close();
  await desk.close();
});

afterEach(() => { expect(on.complaints).toEqual([]); });

const goTo = (key: string, who = agent): Promise<void> => visit(on, `/browse/${key}`, who);
const field = (label: Parameters<typeof told>[0]): ReturnType<TicketPage['panel']['getByRole']> => on.panel.getByRole('textbox', { name: told(label) });
const done = (says: string): Promise<void> => on.panel.getByRole('status').filter({ hasText: says }).waitFor();
const send = async (): Promise<void> => {
  await on.press(told('ui.reply.send'));
  await done(told('done.reply-sent'));
};

test('work that began without the app is taken over: begun as such, and a step marked as done before, by one or by two', async () => {
  await on.panel.getByLabel(told('ui.begin.adopted')).check();
  await on.press(told('ui.begin'));
  await on.panel.getByText(told('stage.agreement'), { exact: true }).last().click();
  const row = (title: string) => on.panel.getByRole('listitem').filter({ has: on.panel.getByText(title, { exact: true }) });
  const adopt = async (title: string): Promise<void> => {
    const button = row(title).getByRole('button', { name: told('button.adopt') });
    const more = row(title).getByRole('button', { name: told('ui.more', { about: title }) });
    await button.or(more).first().waitFor();
    if ((await button.count()) === 0) await more.click();
    await button.click();
    await on.panel.getByLabel(told('ui.adopt.on')).fill('2026-11-18');
    // Without evidence the form does not go.
    await on.press(told('ui.adopt.submit'));
    await field('ui.attest.note').fill('Mail of 18 November in the old folder');
    await on.press(told('ui.adopt.submit'));
    await done(told('done.adopted', { step: title }));
    await row(title).getByText(told('lozenge.before')).or(row(title).getByText(told('lozenge.second-person'))).first().waitFor();
  };
  await adopt(told('step.form-sent.title'));
  await on.panel.getByText(told('stage.security-check'), { exact: true }).last().click();
  await adopt(told('step.previous-requests.title'));
  expect(await brokenRules(browser, desk.host, `/browse/${oldTicket}`, agent)).toEqual([]);
  await goTo(oldTicket, secondAgent);
  await on.panel.getByText(told('stage.security-check'), { exact: true }).last().click();
  await row(told('step.previous-requests.title')).getByRole('button', { name: told('button.confirm') }).click();
  await done(told('done.confirmed', { step: told('step.previous-requests.title') }));
});

describe('a key that does not work', () => {
  let key: string;
  const send3 = ['rsa1024.asc', 'expired.asc', 'revoked.asc'];

  test('is answered in one click with what is wrong; strangers and closed accounts are seen first', async () => {
    ({ key } = await formSent(desk, { participants: [luis, owen], organization: 'Northwind' }));
    await takeForm(desk, key);
    await takeSshKey(desk, key);
    await takeKey(desk, key, send3[0]);
    desk.host.jira.seeding.closeAccount(luis);
    await goTo(key);
    await on.press(told('button.review-reply'));
    await field('ui.reply.message').waitFor();
    expect(await field('ui.reply.message').inputValue()).toMatch(/cannot use it yet:\n\n- .*1024/);
    const reply = on.panel.getByRole('form', { name: told('ui.reply.review') });
    for (const says of [told('reply.strangers', { names: { list: ['Owen Park'], join: 'and' }, count: 1 }), told('reply.inactive', { names: { list: ['Luis Ferreira'], join: 'and' }, count: 1 }), told('reply.organisations', { names: { list: ['Northwind'], join: 'and' }, count: 1 })]) await reply.getByText(says).waitFor();
    // What was not seen is not sent.
    await on.press(told('ui.reply.send'));
    const seen = reply.getByRole('checkbox', { name: told('ui.reply.strangers-seen') });
    expect(await seen.evaluate((box) => (box as unknown as { validity: { valueMissing: boolean } }).validity.valueMissing)).toBe(true);
    const sent = async (): Promise<number> => (await desk.trail(key)).lines.filter(({ what }) => what.params['reply'] === 'Ask for another key').length;
    expect(await sent()).toBe(0);
    await seen.check();
    await send();
    expect(await sent()).toBe(1);
    await on.waitForTurn(told('turn.await-customer', { customer: 'Dana Whitfield' }));
  });

  test('for the third time suggests a call, which is proposed in one click and noted once it was held', async () => {
    for (const name of send3.slice(1)) await takeKey(desk, key, name);
    await goTo(key);
    await on.waitForTurn(told('turn.call', { name: 'Luis Ferreira' }));
    const attention = on.panel.getByRole('region', { name: told('ui.attention') });
    await attention.getByText(told('attention.call', { count: 3, role: 'key' })).waitFor();
    expect(await brokenRules(browser, desk.host, `/browse/${key}`, agent)).toEqual([]);
    await on.press(told('button.propose-call'));
    await field('ui.reply.message').waitFor();
    expect(await field('ui.reply.message').inputValue()).toContain('go through it together on a call');
    await on.panel.getByRole('checkbox', { name: told('ui.reply.strangers-seen') }).check();
    await send();
    await attention.getByRole('button', { name: told('button.note-call') }).click();
    await field('ui.call.note').fill('Spoke with Luis, who exports it again');
    await on.press(told('ui.call.submit'));
    await done(told('done.call-noted'));
    await attention.getByText('Spoke with Luis, who exports it again').waitFor();
    expect(await attention.getByText(told('attention.call', { count: 3, role: 'key' })).count()).toBe(0);
  });
});

describe('a request ends', () => {
  const choose = async (ending: 'withdrawn' | 'refused' | 'duplicate'): Promise<void> => {
    await on.press(told('button.end'));
    await on.panel.getByRole('radio', { name: told(`ui.end.${ending}`) }).check();
    await field('ui.end.reason').fill(reason);
  };

  test('withdrawn: the customer is told, and it can be taken up again', async () => {
    const { key } = await desk.ticket();
    await goTo(key);
    await choose('withdrawn');
    await on.press(told('ui.end.submit'));
    await done(told('done.ended', { ending: 'withdrawn' }));
    await on.press(told('button.review-reply'));
    await send();
    await on.press(told('button.take-up'));
    await field('ui.reason').fill('Dana wants it after all');
    await on.press(told('ui.take-up.submit'));
    await on.panel.getByRole('button', { name: told('button.end') }).waitFor();
  });

  test('refused: proposed by one, dropped or confirmed by another', async () => {
    const { key } = await desk.ticket();
    const propose = async (): Promise<void> => {
      await goTo(key);
      await choose('refused');
      await on.press(told('ui.end.propose'));
      await done(told('done.refusal-proposed'));
      expect(await on.panel.getByRole('button', { name: told('button.confirm-refusal') }).count()).toBe(0);
      await goTo(key, secondAgent);
    };
    await propose();
    await on.press(told('button.drop-refusal'));
    await done(told('done.refusal-dropped'));
    await propose();
    await on.press(told('button.confirm-refusal'));
    await done(told('done.ended', { ending: 'refused' }));
  });

  test('as a duplicate of a ticket that goes on, and of no other', async () => {
    const [{ key }, other] = [await desk.ticket(), await desk.ticket()];
    await goTo(key);
    await choose('duplicate');
    await field('ui.end.other').fill(key);
    await on.press(told('ui.end.submit'));
    await on.panel.getByRole('alert').waitFor();
    await field('ui.end.other').fill(other.key);
    await on.press(told('ui.end.submit'));
    await done(told('done.ended', { ending: 'duplicate' }));
    await on.press(told('button.review-reply'));
    expect(await field('ui.reply.message').inputValue()).toContain(other.key);
  });

  test('expired, where the customer has been silent for long', async () => {
    const { key } = await formSent(desk);
    await desk.host.clock.set('2026-12-21T09:00:00.000Z');
    await goTo(key);
    await on.press(told('button.end-expired'));
    expect(await on.panel.getByRole('radio', { name: told('ui.end.expired') }).isChecked()).toBe(true);
    await field('ui.end.reason').fill('Four weeks of silence');
    await on.press(told('ui.end.submit'));
    await done(told('done.ended', { ending: 'expired' }));
  });
});
