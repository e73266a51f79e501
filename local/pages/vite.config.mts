// Decides how the pages around the app are built: one bundle, no inline script or style, into build/pages.
import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vite';

export default defineConfig({
  root: fileURLToPath(new URL('./browser', import.meta.url)),
  base: '/',
  publicDir: false,
  oxc: { jsx: { runtime: 'automatic' } },
  build: {
    outDir: fileURLToPath(new URL('../../build/pages', import.meta.url)),
    emptyOutDir: true,
    assetsDir: 'pages-assets',
    // A data: URL would need an exception in the pages' Content-Security-Policy.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
  },
});
