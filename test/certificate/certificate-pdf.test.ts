/** Reads drawn certificates back: every fact in its own letters, nothing beside the page, the same bytes each time. */
import { PDF } from '@libpdf/core';
import { certificatePdf } from '../../src/certificate/certificate-pdf';
import type { CertificateFacts } from '../../src/procedure/request';
import { facts } from './facts';

type Read = { readonly pages: readonly string[]; readonly squeezed: string; readonly widest: number; readonly lowest: number };

async function read(of: CertificateFacts): Promise<Read> {
  const pdf = await PDF.load(await certificatePdf(of));
  const text = pdf.extractText();
  const boxes = text.flatMap(({ lines }) => lines.map(({ bbox }) => bbox));
  return {
    pages: text.map((page) => page.text),
    squeezed: squeeze(text.map((page) => page.text).join(' ')),
    widest: Math.max(...boxes.map(({ x, width }) => x + width)),
    lowest: Math.min(...boxes.map(({ y }) => y)),
  };
}

/** A word that was cut where its line ends is one word again. */
const squeeze = (text: string): string => text.replace(/\s+/g, '');

test('says every fact, in the letters in which it is on record', async () => {
  const { pages, squeezed } = await read(facts);
  expect(pages).toHaveLength(1);
  const { ticket, company, site, tenantId, licences, systems, askedBy, approvedBy, carriedOutBy, backups, issuedBy, trailHead } = facts;
  const said = [ticket, company, site, tenantId, ...licences, ...systems.flatMap(({ system, note }) => [system, note]), askedBy, approvedBy, carriedOutBy, ...backups.map(({ what }) => what), issuedBy, trailHead];
  for (const one of said) expect(squeezed).toContain(squeeze(one));
  for (const day of ['21 November 2026', '2 October 2026', '21 December 2026', '20 January 2027', '22 November 2026']) expect(squeezed).toContain(squeeze(day));
  expect(squeezed).not.toContain('[U+');
});

test.each([
  ['receipt', 'received their data'],
  ['copy-declined', 'declined a copy of their data in writing'],
  ['notice-unanswered', 'went unanswered, as two people found'],
] as const)('says the ground: %s', async (ground, words) => {
  expect((await read({ ...facts, ground })).squeezed).toContain(squeeze(words));
});

test('says that nothing is kept where nothing was named', async () => {
  const { restorableUntil: _none, ...rest } = facts;
  const { squeezed } = await read({ ...rest, backups: [], licences: [] });
  expect(squeezed).toContain(squeeze('No safety copy and no'));
  expect(squeezed).toContain(squeeze('None on record'));
});

test('the same facts give the same bytes, in whatever order they were stored', async () => {
  const again = Object.fromEntries(Object.entries(facts).reverse()) as CertificateFacts;
  expect(Buffer.compare(await certificatePdf(facts), await certificatePdf(again))).toBe(0);
  expect(Buffer.compare(await certificatePdf(facts), await certificatePdf({ ...facts, number: 3 }))).not.toBe(0);
});

test('spells what it has no letters for by code point, and says so', async () => {
  const { squeezed } = await read({ ...facts, issuedBy: '山田 太郎', company: 'Left \u202Eright\u0000', site: 'A\u0301\u0323' });
  expect(squeezed).toContain('[U+5C71][U+7530][U+592A][U+90CE]');
  expect(squeezed).toContain('Left[U+202E]right[U+0000]');
  // An accent that has a letter of its own is set as that letter; the other is not lost.
  expect(squeezed).toContain('Ạ[U+0301]');
  expect(squeezed).toContain(squeeze('written as its Unicode code point'));
});

test('a word without an end, long notes and many systems stay on the page', async () => {
  const systems = Array.from({ length: 40 }, (_, at) => ({ system: `${'System'.repeat(12)}${String(at)}`, note: `${'W'.repeat(300)} ${'and more '.repeat(30)}end ${String(at)}` }));
  const { pages, squeezed, widest, lowest } = await read({ ...facts, company: 'N'.repeat(600), systems });
  expect(pages.length).toBeGreaterThan(2);
  for (const [at, page] of pages.entries()) expect(page.endsWith(`Page ${String(at + 1)} of ${String(pages.length)}`)).toBe(true);
  expect(squeezed.includes('N'.repeat(600))).toBe(true);
  expect(systems.filter((_, at) => !squeezed.includes(`emSystem${String(at)}W`) || !squeezed.includes(`end${String(at)}`))).toEqual([]);
  expect(widest).toBeLessThanOrEqual(595 - 60);
  expect(lowest).toBeGreaterThanOrEqual(30);
});

test('one note that is longer than a page goes on on the next', async () => {
  const note = Array.from({ length: 200 }, (_, at) => `line ${String(at)}`).join('\n');
  const { pages, lowest } = await read({ ...facts, systems: [{ system: 'Tracker', note }] });
  expect(pages.length).toBeGreaterThan(3);
  expect(pages.join(' ')).toContain('line 199');
  expect(lowest).toBeGreaterThanOrEqual(30);
});
