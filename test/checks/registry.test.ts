// Shows that the list of checks is the folder, that each has words, settings and a hostile case, and that nothing generated is stale.
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { IntlMessageFormat } from 'intl-messageformat';
import { z } from 'zod';
import { checks } from '../../src/checks';
import { frameFindings, runCheck } from '../../src/checks/check';
import { messages } from '../../src/procedure/messages';
import { catalogue } from '../../tools/catalogue';
import { checksReference } from '../../tools/checks-reference';
import { now } from './given';

const root = join(__dirname, '../..');
const read = (path: string): string => readFileSync(join(root, path), 'utf8');
const isCheck = z.object({ id: z.string(), needs: z.array(z.string()), findings: z.object({}), verify: z.function() });

test('every check of the folder is in the list, in the order of the alphabet, and nothing else is', () => {
  const files = readdirSync(join(root, 'src/checks')).filter((file) => file.endsWith('.ts') && !file.endsWith('.d.ts'));
  const exported = files
    .filter((file) => file !== 'check.ts' && read(join('src/checks', file)).includes('defineCheck('))
    .map((file) => file.replace(/\.ts$/, ''));
  expect(checks.map(({ id }) => id)).toEqual(exported.toSorted());
  for (const check of checks) expect(isCheck.safeParse(check).error).toBeUndefined();
});

describe.each(checks.map((check) => [check.id, check] as const))('%s', (id, check) => {
  test('has a hostile case that is written', () => {
    const hostile = /describe\('hostile',[\s\S]*?^\}\);/m.exec(read(`test/checks/${id}.test.ts`))?.[0] ?? '';
    expect(hostile).toMatch(/^ {2}test(\.each)?\(/m);
    expect(hostile).not.toContain('.todo(');
  });

  test('works with the settings that it has by itself', async () => {
    expect(check.settings.safeParse({}).success).toBe(true);
    expect(check.settings.safeParse({ noSuchSetting: true }).success).toBe(false);
    const verdict = await runCheck(check, {}, {}, now);
    expect(verdict).toMatchObject({ check: id, outcome: 'unknown' });
  });

  test.each(Object.entries(check.findings))('says %s in words that the screens can read', (code, { says, remedy }) => {
    expect(code).toMatch(/^[a-z0-9]+(-[a-z0-9]+)*$/);
    for (const template of [says, remedy]) {
      expect(() => new IntlMessageFormat(template, 'en', undefined, { ignoreTag: true })).not.toThrow();
      expect(template).not.toMatch(/invalid|please|success|error occurred|!|'/i);
      expect(template).toMatch(/[.}]$/);
    }
  });
});

test.each(Object.entries(frameFindings))('the frame’s %s can be read by the screens', (_, { says, remedy }) => {
  for (const template of [says, remedy]) expect(() => new IntlMessageFormat(template, 'en', undefined, { ignoreTag: true })).not.toThrow();
});

test('the reference is current', () => {
  expect(read('docs/checks.md')).toBe(checksReference(checks));
});

test('the catalogue is current', () => {
  expect(read('static/parts/catalogue.en.json')).toBe(catalogue(checks, messages));
});
