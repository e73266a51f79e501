// Takes a picture of each state of the screens into .cache/screens, to be laid beside the drawings: `tsx tools/screens.ts [NAME…]`.
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser, Locator, Page } from 'playwright-core';
import { z } from 'zod';
import { openBrowser } from '../local/browser';
import { openHost, type Host } from '../local/host';
import { scenarios } from '../local/scenarios/index';
import { approvesRelease, openDesk, takesKey, takesSshKey, toTheKey, toTheTask, type Act, type Desk } from './carried-ticket';
import { drawDesk } from './drawn-desk';
import { toTheRecipient } from './delivered-ticket';

const folder = join(__dirname, '../.cache/screens');
const wanted = process.argv.slice(2);

type Look = { readonly name: string; readonly width: number; readonly scheme: 'light' | 'dark' };
const light: Look = { name: 'light', width: 760, scheme: 'light' };
const dark: Look = { name: 'dark', width: 760, scheme: 'dark' };
const narrow: Look = { name: '320', width: 320, scheme: 'light' };
const looks = [light, dark, narrow];
/** The desk is a page of its own, as wide as its drawing. */
const wide: readonly Look[] = [{ ...light, width: 1200 }, { ...dark, width: 1200 }, narrow];

/** What to picture: whose screen, at which address, and which part of it once it is there. */
type Picture = { readonly name: string; readonly who: string; readonly path: string; readonly looks?: readonly Look[]; readonly until?: string; readonly frame?: boolean; readonly act?: (page: Page) => Promise<void> };

interface Studio {
  readonly host: Host;
  readonly browser: Browser;
  readonly desk: Desk;
  ticket(name: string): string;
  take(picture: Picture): Promise<void>;
  carry(acts: readonly Act[]): Promise<void>;
}

/** The page leaves a frame less than the window's width; the frame is to have the width of the drawing. */
async function widenTo(page: Page, frame: Locator, width: number): Promise<void> {
  for (let attempt = 0; attempt < 4; attempt += 1) {
    const box = await frame.boundingBox();
    const viewport = page.viewportSize();
    if (!box || !viewport || Math.round(box.width) === width) return;
    await page.setViewportSize({ width: Math.round(viewport.width + width - box.width), height: viewport.height });
    await page.waitForTimeout(200);
  }
}

async function takeOne({ host, browser }: Pick<Studio, 'host' | 'browser'>, { name, who, path, until, frame = true, act }: Picture, look: Look): Promise<void> {
  const context = await browser.newContext({ viewport: { width: frame || look.width !== 320 ? Math.max(1180, look.width) : 320, height: frame ? 3600 : 1400 }, colorScheme: look.scheme });
  try {
    await context.request.post(`${host.url}/local/session`, { data: { email: who } });
    const page = await context.newPage();
    page.on('console', (message) => { if (message.type() === 'error') console.log(`${name}: ${message.text()}`); });
    await page.goto(host.url + path, { waitUntil: 'networkidle' });
    const place = frame ? page.locator('iframe').first() : page.locator('body');
    const inside = frame ? place.contentFrame() : page;
    await inside.getByText(until ?? /./).first().waitFor();
    if (frame) await widenTo(page, place, look.width);
    await act?.(page);
    await page.waitForTimeout(300);
    await place.screenshot({ path: join(folder, `${name}.${look.name}.png`), animations: 'disabled' });
  } finally {
    await context.close();
  }
}

async function openStudio(): Promise<Studio & { close(): Promise<void> }> {
  mkdirSync(folder, { recursive: true });
  const { default: scenario } = scenarios;
  const host = await openHost({ directory: ':memory:', ...(scenario && { scenario }) });
  const browser = await openBrowser();
  const desk = await openDesk(host);
  const tickets = z.array(z.object({ name: z.string(), issueKey: z.string() })).parse((await host.as('agent@example.com').send('GET', '/local/scenario/tickets')).body);
  return {
    host,
    browser,
    desk,
    ticket: (name) => tickets.find((one) => one.name === name)?.issueKey ?? '',
    take: async (picture) => {
      if (wanted.length > 0 && !wanted.includes(picture.name)) return;
      for (const look of picture.looks ?? looks) {
        await takeOne({ host, browser }, picture, look).catch((cause: unknown) => { console.log(`${picture.name}.${look.name}: ${String(cause)}`); });
      }
    },
    carry: async (acts) => {
      for (const { prepare } of acts) {
        await (await prepare(desk))();
        await host.settled();
      }
    },
    close: async () => {
      await browser.close();
      await host.close();
    },
  };
}

const inFrame = (page: Page): ReturnType<Locator['contentFrame']> => page.locator('iframe').first().contentFrame();

async function takeStill({ take, ticket }: Studio): Promise<void> {
  const agent = 'agent@example.com';
  await take({ name: 'early', who: agent, path: `/browse/${ticket('offboarding')}`, until: 'Needs attention' });
  await take({ name: 'refused', who: agent, path: `/browse/${ticket('private-key')}`, until: 'Needs attention' });
  await take({ name: 'refused-lead', who: 'lead@example.com', path: `/browse/${ticket('private-key')}`, until: 'Needs attention', looks: [light] });
  await take({ name: 'lookalike', who: agent, path: `/browse/${ticket('lookalike')}`, until: 'Intake', looks: [light] });
  await take({ name: 'begin', who: agent, path: `/browse/${ticket('question')}`, looks });
  await take({ name: 'reply', who: agent, path: `/browse/${ticket('offboarding')}`, looks: [light, narrow], act: async (page) => { await inFrame(page).getByRole('button', { name: 'Review question' }).click(); await inFrame(page).getByRole('button', { name: 'Send reply' }).waitFor(); } });
  await take({ name: 'start', who: agent, path: '/', frame: false });
  await take({ name: 'issue', who: agent, path: `/browse/${ticket('data-dump')}`, frame: false, looks: [light, dark] });
  await take({ name: 'portal', who: 'dana.whitfield@northwindtraders.com', path: `/portal/${ticket('data-dump')}`, frame: false });
  await take({ name: 'settings', who: 'admin@example.com', path: '/projects/SUP/settings/apps/settings', until: 'Rules' });
  await take({
    name: 'gate-config', who: 'admin@example.com', path: '/projects/SUP/workflow', frame: false, looks: [light, dark],
    act: async (page) => {
      await page.getByRole('button', { name: 'Edit Snapshot Desk: hand-off' }).first().click();
      await page.getByRole('dialog').locator('iframe').contentFrame().getByRole('heading').first().waitFor();
    },
  });
}

async function takeDesk({ take, host }: Studio): Promise<void> {
  const [who, path] = ['lead@example.com', '/queues/SUP'];
  await take({ name: 'desk-begun', who, path, until: 'Request', looks: wide.slice(0, 1) });
  await take({ name: 'desk-nothing', who, path: `${path}?stage=delivery&kind=audit-log-dump`, looks: wide, until: 'Show all' });
  await take({ name: 'desk-ended', who, path: `${path}?show=ended`, looks: wide.slice(0, 1) });
  await take({ name: 'desk-report', who, path, looks: wide, act: (shown) => inFrame(shown).getByRole('button', { name: 'Monthly report' }).click() });
  await take({ name: 'desk-absences', who, path, looks: wide, act: (shown) => inFrame(shown).getByRole('button', { name: 'Absences' }).click() });
  host.faults.add({ target: 'kvs', how: 'answer-500', times: 100 });
  await take({ name: 'desk-fault', who, path, until: 'could not', looks: wide.slice(0, 1) });
  host.faults.clear();
}

/** The requests of the drawing, beside the drawing. */
async function takeDrawnDesk(browser: Browser): Promise<void> {
  if (wanted.length > 0 && !wanted.includes('desk')) return;
  const directory = mkdtempSync(join(tmpdir(), 'drawn-desk-'));
  const { default: scenario } = scenarios;
  const options = { directory, ...(scenario && { scenario }), requests: 1 };
  try {
    const first = await openHost(options);
    await first.settled();
    await first.close();
    drawDesk(directory, join(__dirname, '../manifest.yml'));
    const host = await openHost(options);
    const picture = { name: 'desk', who: 'lead@example.com', path: '/queues/SUP', until: '46' };
    for (const look of wide) await takeOne({ host, browser }, picture, look);
    await takeOne({ host, browser }, { ...picture, name: 'desk-german', path: `${picture.path}?locale=de-DE` }, { ...light, width: 1200 });
    await host.close();
  } finally {
    rmSync(directory, { recursive: true, force: true });
  }
}

async function takeFaults({ take, host, ticket }: Studio): Promise<void> {
  const path = `/browse/${ticket('data-dump')}`;
  host.faults.add({ target: 'kvs', how: 'answer-500', times: 100 });
  await take({ name: 'fault', who: 'agent@example.com', path, until: 'could not', looks: [light, narrow] });
  host.faults.clear();
}

async function takeCarried({ take, carry, desk, host }: Studio): Promise<void> {
  const path = `/browse/${desk.ticket}`;
  const agent = 'agent@example.com';
  await take({ name: 'confirm', who: agent, path, looks: [light, narrow] });
  const [open, confirm, answer, ...rest] = toTheKey;
  const at = (what: string): number => rest.findIndex((act) => act.what.includes(what));
  const proceed = at('approves proceed');
  const beforeForm = at('takes the signed form');
  await carry([open, confirm, answer].filter((act) => act !== undefined));
  await take({ name: 'decide-proceed', who: 'approver@example.com', path });
  await take({ name: 'waits-for-approver', who: agent, path, looks: [light] });
  await carry(rest.slice(0, proceed + 1));
  await take({ name: 'decided', who: 'approver@example.com', path, looks: [light] });
  await carry(rest.slice(proceed + 1, beforeForm - 1));
  await take({ name: 'waiting', who: agent, path });
  await carry(rest.slice(beforeForm - 1));
  await take({
    name: 'file', who: agent, path, looks: [light, narrow],
    act: async (page) => { await inFrame(page).getByRole('button', { name: /^Attach key/ }).first().click(); await inFrame(page).getByText('Drop a file').waitFor(); },
  });
  await take({
    name: 'file-refused', who: agent, path, looks: [light],
    act: async (page) => {
      await inFrame(page).getByRole('button', { name: /^Attach key/ }).first().click();
      await inFrame(page).locator('input[type=file]').setInputFiles({ name: 'huge-key.asc', mimeType: 'text/plain', buffer: Buffer.alloc(21_000_000, 65) });
      await inFrame(page).getByRole('alert').waitFor({ timeout: 60_000 });
    },
  });
  await carry([takesKey('luis-ferreira.asc'), takesSshKey]);
  await take({ name: 'decide', who: 'approver@example.com', path });
  await carry([approvesRelease]);
  await desk.ask('second-agent', 'handover.write', { text: 'Luis is away until Monday, so copy Dana.' });
  await desk.play('attach-short-key');
  await host.settled();
  await carry([takesKey('luis-ferreira-short.asc')]);
  await take({ name: 'middle', who: agent, path });
  await take({ name: 'middle-approver', who: 'approver@example.com', path, looks: [light] });
  await desk.play('attach-wrong-file');
  await desk.play('attach-private-key');
  await host.settled();
  await take({ name: 'refused-later', who: agent, path });
}

/** On a host of its own: the ticket that was carried above ends refused. */
async function takePortal({ take, carry, desk, host }: Studio): Promise<void> {
  const path = `/portal/${desk.ticket}`;
  const recipient = 'luis.ferreira@northwindtraders.com';
  const choose = async (page: Page, name: string): Promise<void> => {
    await inFrame(page).locator('input[type=file]').first().setInputFiles(join(__dirname, '../local/scenarios/files', name));
    await inFrame(page).locator('.verdict, .msg').first().waitFor();
  };
  await carry(toTheKey.slice(0, 11));
  await take({ name: 'portal-keys', who: recipient, path, act: (page) => choose(page, 'luis-ferreira.asc') });
  await take({ name: 'portal-key-refused', who: recipient, path, act: (page) => choose(page, 'luis-ferreira-expired.asc') });
  await take({ name: 'portal-key-private', who: recipient, path, looks: [light], act: (page) => choose(page, 'northwind-backup.asc') });
  await take({ name: 'portal-onlooker', who: 'agent@example.com', path, looks: [light] });
  await carry([...toTheKey.slice(11), takesKey('luis-ferreira.asc'), takesSshKey]);
  await take({ name: 'portal-ours', who: recipient, path, looks: [light] });
  await carry([...toTheTask.slice(2), ...toTheRecipient(host)]);
  await take({ name: 'portal-download', who: recipient, path });
  await take({ name: 'portal-requester', who: 'dana.whitfield@northwindtraders.com', path, looks: [light] });
  await take({ name: 'portal-wrong', who: recipient, path, looks: [light, narrow], act: (page) => inFrame(page).getByRole('button', { name: 'Something is wrong' }).click() });
}

async function takeAll(): Promise<void> {
  const studio = await openStudio();
  try {
    await takeStill(studio);
    await takeDesk(studio);
    await takeDrawnDesk(studio.browser);
    await takeFaults(studio);
    await takeCarried(studio);
  } finally {
    await studio.close();
  }
  const another = await openStudio();
  try {
    await takePortal(another);
  } finally {
    await another.close();
  }
}

takeAll().catch((failure: unknown) => {
  console.error(failure);
  process.exitCode = 1;
});
