// Builds every screen at once, so that they share their chunks.
import { readdirSync } from 'node:fs';
import { resolve } from 'node:path';
import { defineConfig } from 'vite';

const root = resolve(import.meta.dirname, 'static');
const pages = readdirSync(root).filter((name) => name.endsWith('.html'));

export default defineConfig({
  root,
  base: './',
  logLevel: 'warn',
  resolve: { alias: { '@formatjs/icu-skeleton-parser': resolve(root, 'parts/no-skeletons.ts') } },
  build: {
    outDir: resolve(import.meta.dirname, 'build/static'),
    emptyOutDir: true,
    target: 'es2022',
    modulePreload: { polyfill: false },
    assetsInlineLimit: 0,
    rolldownOptions: { input: pages.map((name) => resolve(root, name)) },
  },
});
