/** Measures what the first paint of the ticket panel costs: JavaScript over the wire, and invocations in a real browser. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { load } from 'cheerio';
import { z } from 'zod';
import { openBrowser } from '../local/browser';
import type { Host } from '../local/host';
import { kilobytes } from './bench-print';

const budgetKb = 90;
const staticImport = /\b(?:import|export)\b(?:[^'"();]*?\bfrom)?\s*["'](\.\.?\/[^"']+\.js)["']/g;

/** The page's own modules, those that it preloads, and whatever any of them imports before it runs. */
function initialModules(directory: string, page: string): readonly string[] {
  const $ = load(readFileSync(join(directory, page), 'utf8'));
  const named = $('script[type=module][src], link[rel=modulepreload][href]').toArray().map((tag) => $(tag).attr('src') ?? $(tag).attr('href') ?? '');
  const seen = new Set<string>();
  const follow = (file: string): void => {
    if (seen.has(file)) return;
    seen.add(file);
    for (const [, imported = ''] of readFileSync(file, 'utf8').matchAll(staticImport)) follow(join(file, '..', imported));
  };
  for (const one of named) follow(join(directory, one));
  return [...seen];
}

function initialScript(directory: string, page: string): string {
  const sizes = initialModules(directory, page).map((file) => gzipSync(readFileSync(file)).length);
  return `${kilobytes(sizes.reduce((sum, size) => sum + size, 0))} KB gzip in ${sizes.length} files`;
}

const costs = z.array(z.object({ moduleKey: z.string(), resolverKey: z.string().optional(), productCalls: z.number(), kvsOperations: z.number() }));

/** Invocations from the click on the ticket until the panel's first heading stands there and the network is quiet. */
async function firstPaint(host: Host, issueKey: string): Promise<string> {
  const browser = await openBrowser();
  try {
    const context = await browser.newContext({ viewport: { width: 1280, height: 900 } });
    await context.request.post(`${host.url}/local/session`, { data: { email: 'agent@example.com' } });
    await host.settled();
    await host.as('agent@example.com').send('DELETE', '/local/cost');
    const page = await context.newPage();
    await page.goto(`${host.url}/browse/${issueKey}`, { waitUntil: 'networkidle' });
    await page.locator('iframe').first().contentFrame().getByText('Intake').first().waitFor();
    const all = costs.parse((await host.as('agent@example.com').send('GET', '/local/cost')).body).filter(({ moduleKey }) => moduleKey === 'ticket-panel');
    const calls = all.map(({ resolverKey = '?', productCalls, kvsOperations }) => `${resolverKey} with ${productCalls} calls to Jira and ${kvsOperations} of storage`);
    return `${all.length} (${calls.join('; ')})`;
  } finally {
    await browser.close();
  }
}

export async function benchPanel(host: Host, directory: string, issueKey: string): Promise<readonly string[]> {
  const others = ['sre-panel', 'portal', 'settings', 'gate-config'].map((name) => `${name} ${initialScript(directory, `${name}.html`)}`);
  return [
    `Initial JavaScript of the ticket panel: ${initialScript(directory, 'ticket-panel.html')}, of ${budgetKb} KB allowed`,
    `The other screens: ${others.join(', ')}`,
    `Invocations of its first paint in a browser: ${await firstPaint(host, issueKey)}`,
  ];
}
