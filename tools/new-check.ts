/** Writes a new check and its test, to be filled in: `npm run new-check -- NAME`. */
import { existsSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

const root = join(__dirname, '..');

const check = (id: string, constant: string, title: string): string => `/** Decides whether … (one sentence). */
import { z } from 'zod';
import { defineCheck } from './check';

export const ${constant} = defineCheck({
  id: '${id}',
  title: '${title}',
  why: 'What goes wrong for the customer or the vendor without this check.',
  needs: ['requester'],
  settings: z.strictObject({}),
  findings: {
    'not-written-yet': { says: 'Unknown: this check is not written yet.', remedy: 'A developer writes it.' },
  },
  verify() {
    return { findings: [{ code: 'not-written-yet', weight: 'unknown', params: {} }], shows: {} };
  },
});
`;

const test = (id: string, constant: string, title: string): string => `// Shows when “${title}” passes, warns and fails, and what a cheat gets.
import { runCheck } from '../../src/checks/check';
import { ${constant} } from '../../src/checks/${id}';
import { known, now } from './given';

test('is not written yet', async () => {
  const verdict = await runCheck(${constant}, { requester: known({ accountId: 'dana' }) }, {}, now);
  expect(verdict).toMatchObject({ outcome: 'unknown', findings: [{ code: 'not-written-yet' }] });
});

describe('hostile', () => {
  test.todo('what a cheat would give, and the code that it gets');
});
`;

const [id = ''] = process.argv.slice(2);
const constant = id.replace(/-([a-z0-9])/g, (_, letter: string) => letter.toUpperCase());
const title = (id.charAt(0).toUpperCase() + id.slice(1)).replaceAll('-', ' ');
const files = { source: join('src/checks', `${id}.ts`), test: join('test/checks', `${id}.test.ts`) };

if (!/^[a-z][a-z0-9]*(-[a-z0-9]+)*$/.test(id)) {
  console.error('A check is named in small letters with hyphens, like “recipient-contact”.');
  process.exit(2);
}
for (const file of Object.values(files)) {
  if (existsSync(join(root, file))) {
    console.error(`${file} is there already.`);
    process.exit(1);
  }
}
writeFileSync(join(root, files.source), check(id, constant, title));
writeFileSync(join(root, files.test), test(id, constant, title));
console.log(`Wrote ${files.source} and ${files.test}. Next: write verify and its test, then add to src/checks/index.ts\n  import { ${constant} } from './${id}';\nand run  npm run generate`);
