// Shows that handlers are found where Forge's bundler puts them.
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { bundledFunctions } from '../../../local/forge/functions';

const folder = mkdtempSync(join(tmpdir(), 'functions-'));
afterAll(() => { rmSync(folder, { recursive: true }); });

it('loads a nested handler, and names what is not there', () => {
  mkdirSync(join(folder, 'gates'));
  writeFileSync(join(folder, 'gates/release.cjs'), 'exports.handler = (event) => event; exports.text = "";');
  const functions = bundledFunctions(folder);
  expect(functions('gates/release.handler')({ a: 1 }, {})).toEqual({ a: 1 });
  expect(() => functions('gates/proceed.handler')).toThrow('no built function for "gates/proceed.handler"');
  expect(() => functions('gates/release.text')).toThrow('"gates/release.text" is not an exported function');
});
