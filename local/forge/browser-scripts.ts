// Serves the browser's half of the bridge, compiled as it is asked for, and the design tokens.
import { existsSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { transformSync } from '@swc/core';

const folder = join(__dirname, 'browser');
const compiled = new Map<string, string>();

export function browserScript(name: string): string | undefined {
  const file = join(folder, `${name}.ts`);
  if (!/^[\w-]+$/.test(name) || !existsSync(file)) return undefined;
  const known = compiled.get(name);
  if (known !== undefined) return known;
  const { code } = transformSync(readFileSync(file, 'utf8'), {
    filename: file,
    swcrc: false,
    jsc: { parser: { syntax: 'typescript' }, target: 'es2022' },
    module: { type: 'es6' },
  });
  compiled.set(name, code);
  return code;
}

export const browserStyles = (): string => readFileSync(join(folder, 'host-frame.css'), 'utf8');

const THEMES = ['atlassian-light', 'atlassian-dark', 'atlassian-spacing', 'atlassian-typography', 'atlassian-shape'];
let tokens: string | undefined;

export function tokensCss(): string {
  if (tokens !== undefined) return tokens;
  const load = createRequire(__filename);
  const themes = join(dirname(load.resolve('@atlaskit/tokens/package.json')), 'dist/cjs/artifacts/themes');
  tokens = THEMES.map((theme) => (load(join(themes, `${theme}.js`)) as { default: string }).default).join('\n');
  return tokens;
}
