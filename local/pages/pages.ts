// Decides how the pages around the app are served: one document for every address, its assets, a strict policy.
import { existsSync, readFileSync } from 'node:fs';
import { basename, extname, join, resolve } from 'node:path';
import { Hono } from 'hono';
import { getCookie } from 'hono/cookie';

const built = resolve(__dirname, '../../build/pages');

const types: Record<string, string> = {
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
};

// The app's frames come from another port or name of this machine; the pages themselves run only what was built.
const POLICY = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "img-src 'self' data: blob:",
  "connect-src 'self'",
  'frame-src http://localhost:* http://127.0.0.1:* http://*.localhost:*',
  "base-uri 'none'",
  "form-action 'self'",
  "frame-ancestors 'none'",
].join('; ');

export const pages = new Hono();

pages.get('/pages-assets/:name', (call) => {
  const file = join(built, 'pages-assets', basename(call.req.param('name')));
  const type = types[extname(file)];
  if (!type || !existsSync(file)) return call.notFound();
  // The names carry a digest of the content.
  return call.body(new Uint8Array(readFileSync(file)), 200, { 'content-type': type, 'cache-control': 'public, max-age=31536000, immutable' });
});

pages.get('/favicon.ico', (call) => call.body(null, 204));

pages.get('*', (call) => {
  const document = readFileSync(join(built, 'index.html'), 'utf8');
  const dark = getCookie(call, 'snapshot-desk-theme') === 'dark';
  const painted = dark ? document.replace('data-color-mode="light"', 'data-color-mode="dark"') : document;
  return call.html(painted, 200, { 'content-security-policy': POLICY, 'cache-control': 'no-store' });
});
