// Serves the app's built screens as Forge does: bridge first, under the Content-Security-Policy that the manifest earns.
import { existsSync, readFileSync, statSync } from 'node:fs';
import { extname, join, normalize, sep } from 'node:path';
import { CSPInjectionService, CSPProcessingService, type CSPDetails } from '@forge/csp';
import { load } from 'cheerio';
import type { Manifest, Module } from './manifest';

const TYPES: Record<string, string> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.json': 'application/json',
  '.woff2': 'font/woff2',
  '.map': 'application/json',
};

const VIEWPORT_HEIGHTS: Record<string, number> = { small: 160, medium: 400, large: 700, xlarge: 1000 };

export interface Frames {
  /** The address of a module's screen below the frames' origin. */
  pathOf(module: Module, entryPoint: string | undefined, resource?: string): string;
  viewportHeight(module: Module): number | null;
  answer(path: string): Response;
}

export interface FramesOptions {
  manifest: Manifest;
  /** The folder in which the manifest lies. */
  root: string;
  /** Where the pages around the frames are: `http://localhost:8370`. */
  pageOrigin(): string;
}

export function makeFrames({ manifest, root, pageOrigin }: FramesOptions): Frames {
  const processing = new CSPProcessingService(console, load);
  const injection = new CSPInjectionService();

  const policy = (html: string): string => {
    const details: CSPDetails = processing.getCspDetails(html, manifest.permissions);
    return injection
      .getInjectableCSP({ existingCSPDetails: details, microsEnv: 'prod', macroParentHost: new URL(pageOrigin()).host })
      // Reports stay on this machine, where a test can read them.
      .map((directive) => (directive.startsWith('report-uri') ? 'report-uri /local/csp-reports' : directive))
      .join('; ');
  };

  const resourceOf = (name: string): { key: string; file: string } => {
    const [key = '', entry] = name.split('/');
    const resource = manifest.resources.find((each) => each.key === key);
    if (!resource) throw new Error(`the manifest has no resource "${name}"`);
    const file = entry === undefined ? 'index.html' : resource.entry?.[entry];
    if (file === undefined) throw new Error(`the resource "${key}" has no entry "${entry ?? ''}"`);
    return { key, file };
  };

  return {
    pathOf: (module, entryPoint, resource) => {
      const page = entryPoint === 'create' || entryPoint === 'edit' || entryPoint === 'view' ? module[entryPoint] : undefined;
      const name = resource ?? page?.resource ?? module.resource;
      if (name === undefined) throw new Error(`"${module.key}" has no screen${entryPoint === undefined ? '' : ` to ${entryPoint}`}`);
      const { key, file } = resourceOf(name);
      return `/frames/${key}/${file}`;
    },
    viewportHeight: ({ viewportSize }) => (viewportSize === undefined ? null : (VIEWPORT_HEIGHTS[viewportSize] ?? null)),
    answer: (path) => {
      const [, , key = '', ...rest] = decodeURIComponent(path).split('/');
      const resource = manifest.resources.find((each) => each.key === key);
      const folder = join(root, resource?.path ?? '.');
      const file = normalize(join(folder, rest.join('/')));
      if (!resource || !file.startsWith(folder + sep) || !existsSync(file) || !statSync(file).isFile()) {
        return new Response(`no such file in the app's screens: ${path}`, { status: 404 });
      }
      const type = TYPES[extname(file)] ?? 'application/octet-stream';
      if (extname(file) !== '.html') return new Response(new Uint8Array(readFileSync(file)), { headers: { 'content-type': type } });
      const html = readFileSync(file, 'utf8');
      return new Response(withBridge(html, pageOrigin()), {
        headers: { 'content-type': type, 'content-security-policy': policy(html), 'cache-control': 'no-store' },
      });
    },
  };
}

// Before anything of the app: @forge/bridge reads the bridge as it is imported.
const withBridge = (html: string, page: string): string =>
  html.replace(/<head[^>]*>/, (head) =>
    `${head}<meta name="forge-host" content="${page}"><script type="module" src="/local/forge/bridge.js"></script>`);
