// Shows that the real @forge/bridge, in a frame of another origin, gets from the host's page what Forge's page gives it.
import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import type { events, invoke, Modal, requestJira, router, showFlag, view } from '@forge/bridge';
import type { workflowRules } from '@forge/jira-bridge';
import type { Browser, Frame, Page } from 'playwright-core';
import { openBrowser } from '../../local/browser';
import { openHost, type Host } from '../../local/host';

/** What `bridge-app/main.ts` leaves on the frame's window. */
interface Bridged {
  app: {
    events: typeof events; invoke: typeof invoke; Modal: typeof Modal; requestJira: typeof requestJira; router: typeof router;
    showFlag: typeof showFlag; view: typeof view; workflowRules: typeof workflowRules;
  };
  heard: unknown[];
}

const MANIFEST = {
  app: {},
  permissions: { scopes: ['read:jira-work', 'write:jira-work'] },
  resources: [{ key: 'screens', path: 'built', entry: { panel: 'index.html' } }],
  modules: {
    'jira:issuePanel': [{ key: 'panel', title: 'Panel', resource: 'screens/panel', resolver: { function: 'resolver' } }],
    'jira:workflowValidator': [{ key: 'gate', name: 'Gate', description: 'd', function: 'resolver', create: { resource: 'screens/panel' } }],
    function: [{ key: 'resolver', handler: 'resolver.handler' }],
  },
};

/** What the page around the frame has on its window. */
interface Around {
  mountForgeFrame(element: Element, target: object): Promise<Around['handle']>;
  handle: { configureRule(): Promise<string | undefined> };
}
const MOUNT = "import { mountForgeFrame } from '/local/forge/host-frame.js'; Object.assign(globalThis, { mountForgeFrame });";

jest.setTimeout(30_000);

const folder = mkdtempSync(join(tmpdir(), 'bridge-'));
let browser: Browser;
let host: Host;
let page: Page;
let issueKey: string;
let said: string[] = [];

beforeAll(async () => {
  const root = resolve(__dirname, '../..');
  const vite = join(root, 'node_modules/vite/bin/vite.js');
  execFileSync(process.execPath, [vite, 'build', join(__dirname, 'bridge-app'), '--outDir', join(folder, 'built'), '--base', './', '--logLevel', 'error', '--emptyOutDir']);
  writeFileSync(join(folder, 'manifest.yml'), JSON.stringify(MANIFEST));
  host = await openHost({
    directory: ':memory:',
    manifest: join(folder, 'manifest.yml'),
    functions: () => (event) => {
      const { call } = event as { call: { functionKey: string; payload: unknown } };
      if (call.functionKey === 'break') throw new Error('it broke');
      return { echo: call };
    },
  });
  host.jira.seeding.customer({ email: 'dana@acme.example', name: 'Dana' });
  issueKey = host.jira.seeding.ticket({ requestType: 'Data snapshot', reporter: 'dana@acme.example', summary: 's', description: 'd' }).key;
  browser = await openBrowser();
}, 120_000);

afterAll(async () => {
  await browser.close();
  await host.close();
  rmSync(folder, { recursive: true, force: true });
});

/** An empty page of the site with the app's frame on it. */
async function mounted(target: object = { moduleKey: 'panel', issueKey }, email = 'agent@example.com'): Promise<Frame> {
  const context = await browser.newContext({ baseURL: host.url });
  page = await context.newPage();
  page.on('console', (message) => {
    if (['error', 'warning'].includes(message.type())) said.push(message.text());
  });
  page.on('pageerror', (error) => void said.push(error.message));
  await context.request.post('/local/session', { data: { email } });
  // Really served, though it is only a "not found": Chrome keeps a page that did not come from this machine off loopback.
  await page.goto('/pages-assets/nothing');
  await page.evaluate(() => {
    document.documentElement.dataset['colorMode'] = 'dark';
    document.body.innerHTML = '<main id="place"></main>';
  });
  await page.addScriptTag({ type: 'module', content: MOUNT });
  await page.waitForFunction(() => 'mountForgeFrame' in globalThis);
  said = [];
  await page.evaluate(async (wanted) => {
    const global = globalThis as unknown as Around;
    const place = document.querySelector('#place');
    if (place) global.handle = await global.mountForgeFrame(place, wanted);
  }, target);
  const frame = await (await page.waitForSelector('iframe')).contentFrame();
  if (!frame) throw new Error('no frame');
  await frame.waitForSelector('text=ready in');
  return frame;
}
afterEach(() => page.context().close());

it('stands on another origin, under a policy that the real bridge does not breach, in the page’s colours', async () => {
  const frame = await mounted();
  expect(new URL(frame.url()).origin).toBe(host.frameOrigin);
  expect(await frame.locator('#ready').textContent()).toBe('ready in panel');
  expect(await frame.evaluate(() => [document.documentElement.dataset['colorMode'], getComputedStyle(document.documentElement).getPropertyValue('--ds-text').trim() !== ''])).toEqual(['dark', true]);
  await page.evaluate(() => { document.documentElement.dataset['colorMode'] = 'light'; });
  await frame.waitForFunction(() => document.documentElement.dataset['colorMode'] === 'light');
  expect(said).toEqual([]);
});

it('cannot reach the site past the bridge', async () => {
  const frame = await mounted();
  const status = await frame.evaluate(async () => (await fetch('/rest/api/3/myself')).status);
  expect(status).toBe(501);
  expect(await frame.evaluate((url) => fetch(url).then(() => 'reached', () => 'refused'), `${host.url}/rest/api/3/myself`)).toBe('refused');
});

it('invokes the resolver, and rejects with what it throws', async () => {
  const frame = await mounted();
  const call = await frame.evaluate(() => (globalThis as unknown as Bridged).app.invoke('ask', { n: 1 }));
  expect(call).toEqual({ echo: { functionKey: 'ask', payload: { n: 1 } } });
  expect(await frame.evaluate(() => (globalThis as unknown as Bridged).app.invoke('break').then(() => '', String))).toContain('it broke');
});

it('knows where it is', async () => {
  const frame = await mounted();
  const context = await frame.evaluate(() => (globalThis as unknown as Bridged).app.view.getContext());
  expect(context).toMatchObject({
    accountId: host.jira.accountIdOf('agent@example.com'),
    siteUrl: host.url,
    theme: { colorMode: 'dark' },
    extension: { type: 'jira:issuePanel', issue: { key: issueKey }, project: { key: 'SUP', type: 'service_desk' } },
  });
});

it('asks Jira as the viewer, and attaches a file of 40 MB', async () => {
  const frame = await mounted();
  const outcome = await frame.evaluate(async (key) => {
    const { requestJira: ask } = (globalThis as unknown as Bridged).app;
    const form = new FormData();
    const bytes = new Uint8Array(40 * 1024 * 1024).fill(7);
    bytes[bytes.length - 1] = 9;
    form.append('file', new File([bytes], 'dump.bin', { type: 'application/octet-stream' }));
    const attached = await ask(`/rest/api/3/issue/${key}/attachments`, { method: 'POST', body: form });
    const [file] = (await attached.json()) as { size: number; filename: string; author: { displayName: string } }[];
    const refused = await ask('/rest/api/3/myself');
    return { status: attached.status, size: file?.size, name: file?.filename, by: file?.author.displayName, refused: refused.status };
  }, issueKey);
  expect(outcome).toEqual({ status: 200, size: 40 * 1024 * 1024, name: 'dump.bin', by: 'Priya Nair', refused: 401 });
}, 60_000);

it('follows the height of what it shows', async () => {
  const frame = await mounted();
  const height = async (): Promise<number> => (await page.locator('iframe').boundingBox())?.height ?? 0;
  await frame.evaluate(() => {
    const tall = document.createElement('div');
    tall.id = 'tall';
    tall.style.height = '900px';
    document.body.append(tall);
  });
  await page.waitForFunction(() => (document.querySelector('iframe')?.clientHeight ?? 0) > 900);
  await frame.evaluate(() => { document.querySelector('#tall')?.remove(); });
  await page.waitForFunction(() => (document.querySelector('iframe')?.clientHeight ?? 1000) < 200);
  expect(await height()).toBeGreaterThan(0);
});

it('raises a flag whose action runs in the frame, and a modal that answers', async () => {
  const frame = await mounted();
  await frame.evaluate(() => {
    const global = globalThis as unknown as Bridged;
    global.heard = [];
    global.app.showFlag({ id: 'f', title: 'Saved', type: 'success', actions: [{ text: 'Undo', onClick: () => void global.heard.push('undo') }] });
    void new global.app.Modal({ size: 'small', context: { asked: 7 }, onClose: (payload?: unknown) => void global.heard.push(payload) }).open();
  });
  const dialog = await (await page.waitForSelector('dialog iframe')).contentFrame();
  await dialog?.waitForSelector('text=ready in');
  const context = await dialog?.evaluate(() => (globalThis as unknown as Bridged).app.view.getContext());
  expect(context?.extension).toMatchObject({ modal: { asked: 7 }, issue: { key: issueKey } });
  await dialog?.evaluate(() => void (globalThis as unknown as Bridged).app.view.close({ chosen: 1 }));
  await page.getByRole('button', { name: 'Undo' }).click();
  await frame.waitForFunction(() => (globalThis as unknown as Bridged).heard.length === 2);
  expect(await frame.evaluate(() => (globalThis as unknown as Bridged).heard)).toEqual([{ chosen: 1 }, 'undo']);
});

it('lets a workflow rule’s page say what is saved', async () => {
  const target = { moduleKey: 'gate', projectKey: 'SUP', entryPoint: 'create', extension: { validatorConfig: '{"a":1}' } };
  await expect(mounted(target)).rejects.toThrow('only project administrators');
  await page.context().close();

  const frame = await mounted(target, 'admin@example.com');
  const saved = await frame.evaluate(async () => {
    const { view: here, workflowRules: rules } = (globalThis as unknown as Bridged).app;
    const { extension } = await here.getContext();
    await rules.onConfigure(() => Promise.resolve(JSON.stringify({ was: extension['validatorConfig'] as string })));
    return extension['type'] as string;
  });
  expect(saved).toBe('jira:workflowValidator');
  expect(await page.evaluate(() => (globalThis as unknown as Around).handle.configureRule())).toBe('{"was":"{\\"a\\":1}"}');
});

it('refuses a command that it does not have, by name', async () => {
  const frame = await mounted();
  const refusal = await frame.evaluate(() => (globalThis as unknown as { __bridge: { callBridge: (name: string) => Promise<unknown> } }).__bridge.callBridge('dance').then(() => '', String));
  expect(refusal).toBe('Error: the local host does not have the bridge command "dance"');
});

it('passes events between the frames of one page', async () => {
  const frame = await mounted();
  const heard = await frame.evaluate(async () => {
    const { events: bus } = (globalThis as unknown as Bridged).app;
    const caught: unknown[] = [];
    const { unsubscribe } = await bus.on('changed', (payload) => void caught.push(payload));
    await bus.emit('changed', { n: 1 });
    // Over the bridge it answers a promise, whatever its type says.
    await (unsubscribe() as unknown as Promise<void>);
    await bus.emit('changed', { n: 2 });
    await new Promise((done) => setTimeout(done, 50));
    return caught;
  });
  expect(heard).toEqual([{ n: 1 }]);
});
