/** Holds the runbook against the excerpt of it that the panel shows: the same steps in the same order, about the same things. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { disposalMessages } from '../../src/procedure/messages/disposal';

const root = join(__dirname, '../..');
const runbook = readFileSync(join(root, 'docs/runbook-restore.md'), 'utf8');
const steps = [.../runbookSteps = \[([^\]]+)/.exec(readFileSync(join(root, 'src/views/disposal-view.ts'), 'utf8'))?.[1]?.matchAll(/'([a-z]+)'/g) ?? []].map(([, step = '']) => step);

/** The heading of each step, and words that the panel and the page both have to use of it. */
const agreed: Readonly<Record<string, readonly [heading: string, ...words: string[]]>> = {
  stop: ['Stop', 'Purged in error', 'on-call SRE'],
  who: ['Establish what is missing', 'identifier', 'never from a name', 'all tenants of the company'],
  copy: ['Protect every copy', 'safety copy', 'backup', 'expiry'],
  alike: ['Look at purges alike', 'every', 'cause could have begun', 'purge'],
  restore: ['Restore beside, compare, then put back', 'a place of its own', 'second person', 'from which copy'],
  tell: ['Tell the customer', 'within the hour', 'back'],
};

/** Emphasis and line ends are no words. */
const plain = (text: string): string => text.replace(/\*/g, '').replace(/\s+/g, ' ').toLowerCase();
const sections = new Map(runbook.split(/^## /m).slice(1).map((section): [string, string] => [section.split('\n')[0] ?? '', section]));

test('the page has the panel’s steps as its headings, in the same order', () => {
  expect(steps).toHaveLength(6);
  expect([...sections.keys()]).toEqual([...steps.map((step, at) => `${String(at + 1)}. ${agreed[step]?.[0] ?? step}`), 'Afterwards']);
});

test.each(Object.entries(agreed))('%s says the same in both', (step, [heading, ...words]) => {
  const page = plain([...sections].find(([name]) => name.endsWith(heading))?.[1] ?? '');
  const panel = plain(Object.entries(disposalMessages).find(([code]) => code === `runbook.${step}`)?.[1] ?? '');
  const missing = words.filter((word) => !page.includes(word.toLowerCase()) || !panel.includes(word.toLowerCase()));
  expect(missing).toEqual([]);
});
