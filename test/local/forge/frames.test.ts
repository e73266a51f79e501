// Shows how the app's built screens are served: bridge first, under a strict policy, and nothing beside them.
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { makeFrames, type Frames } from '../../../local/forge/frames';
import { manifestOf, moduleOf } from '../../../local/forge/manifest';

const root = mkdtempSync(join(tmpdir(), 'frames-'));
const manifest = manifestOf({
  app: {},
  permissions: { external: { fetch: { client: ['https://listed.example'] } } },
  resources: [{ key: 'screens', path: 'built', entry: { panel: 'panel.html', gate: 'gate.html' } }],
  modules: {
    'jira:issuePanel': [{ key: 'panel', title: 'Panel', resource: 'screens/panel', viewportSize: 'small' }, { key: 'lost', title: 'Lost', resource: 'screens/nowhere' }],
    'jira:workflowValidator': [{ key: 'gate', name: 'Gate', function: 'f', create: { resource: 'screens/gate' } }],
  },
});
let frames: Frames;
beforeAll(() => {
  mkdirSync(join(root, 'built/assets'), { recursive: true });
  writeFileSync(join(root, 'built/panel.html'), '<!doctype html><html><head><script src="./assets/a.js"></script></head><body></body></html>');
  writeFileSync(join(root, 'built/assets/a.js'), 'a()');
  writeFileSync(join(root, 'secret.txt'), 'secret');
  frames = makeFrames({ manifest, root, pageOrigin: () => 'http://localhost:8370' });
});
afterAll(() => { rmSync(root, { recursive: true }); });

it('puts the bridge before the app’s scripts', async () => {
  const html = await frames.answer('/frames/screens/panel.html').text();
  expect(html).toMatch(/<head><meta name="forge-host" content="http:\/\/localhost:8370"><script type="module" src="\/local\/forge\/bridge.js"><\/script><script src=".\/assets\/a.js">/);
});

it('allows what the manifest lists, no inline script, and only the page around it to frame it', () => {
  const policy = frames.answer('/frames/screens/panel.html').headers.get('content-security-policy') ?? '';
  const directive = (name: string): string => policy.split('; ').find((each) => each.startsWith(name)) ?? '';
  expect(directive('script-src')).not.toContain('unsafe');
  expect(directive('style-src')).not.toContain('unsafe');
  expect(directive('connect-src')).toContain('https://listed.example');
  expect(directive('frame-ancestors')).toContain('http://localhost:8370');
  expect(directive('report-uri')).toBe('report-uri /local/csp-reports');
});

it.each(['/frames/screens/../secret.txt', '/frames/screens/%2e%2e/secret.txt', '/frames/other/panel.html', '/frames/screens/none.js', '/frames/screens/'])('serves nothing at %s', (path) => {
  expect(frames.answer(path).status).toBe(404);
});

it('serves files with their types', () => {
  expect(frames.answer('/frames/screens/assets/a.js').headers.get('content-type')).toBe('text/javascript; charset=utf-8');
});

it('finds the screen of a module, and of a validator’s page', () => {
  const path = (key: string, entryPoint?: string): string => {
    const module = moduleOf(manifest, key);
    if (!module) throw new Error(key);
    return frames.pathOf(module, entryPoint);
  };
  expect([path('panel'), path('gate', 'create')]).toEqual(['/frames/screens/panel.html', '/frames/screens/gate.html']);
  expect(() => path('gate', 'edit')).toThrow('"gate" has no screen to edit');
  expect(() => path('lost')).toThrow('has no entry "nowhere"');
});
