/** Takes the README's pictures of the ticket panel, in the middle of the procedure, from a local host of its own. */
import { join } from 'node:path';
import { openBrowser } from '../local/browser';
import { openHost, type Host } from '../local/host';
import { scenarios } from '../local/scenarios/index';
import { approvesRelease, openDesk, takesKey, takesSshKey, toTheKey, type Desk } from './carried-ticket';

const docs = join(__dirname, '../docs');
const pictures = [['panel.png', 'light'], ['panel-dark.png', 'dark']] as const;

/** The release was given; then another key came, and it ends too early. */
async function carryToTheMiddle(host: Host): Promise<Desk> {
  const desk = await openDesk(host);
  for (const { prepare } of [...toTheKey, takesKey('luis-ferreira.asc'), takesSshKey, approvesRelease]) {
    await (await prepare(desk))();
    await host.settled();
  }
  await desk.ask('second-agent', 'handover.write', { text: 'Luis is away until Monday, so copy Dana.' });
  await desk.play('attach-short-key');
  await host.settled();
  await (await takesKey('luis-ferreira-short.asc').prepare(desk))();
  await host.settled();
  return desk;
}

async function take(host: Host, { ticket }: Desk): Promise<void> {
  const browser = await openBrowser();
  try {
    for (const [file, colorScheme] of pictures) {
      const context = await browser.newContext({ viewport: { width: 1280, height: 1600 }, colorScheme });
      await context.request.post(`${host.url}/local/session`, { data: { email: 'agent@example.com' } });
      const page = await context.newPage();
      await page.goto(`${host.url}/browse/${ticket}`, { waitUntil: 'networkidle' });
      const frame = page.locator('iframe').first();
      await frame.contentFrame().getByRole('heading', { name: 'Needs attention' }).waitFor();
      await frame.screenshot({ path: join(docs, file), animations: 'disabled' });
      await context.close();
    }
  } finally {
    await browser.close();
  }
}

async function takePictures(): Promise<void> {
  const { default: scenario } = scenarios;
  const host = await openHost({ directory: ':memory:', ...(scenario && { scenario }) });
  try {
    await take(host, await carryToTheMiddle(host));
  } finally {
    await host.close();
  }
}

takePictures().catch((failure: unknown) => {
  console.error(failure);
  process.exitCode = 1;
});
