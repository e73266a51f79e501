// Shows that a PDF made to exhaust its reader is turned away or read quickly.
import { deflateSync } from 'node:zlib';
import { isBounded } from '../../src/checks/pdf-bounds';
import { readDocument } from '../../src/checks/pdf-document';
import { join, makeForm } from '../../tools/compare/signed-pdfs';

const catalog = '<< /Type /Catalog /Pages 2 0 R >>';
const pages = '<< /Type /Pages /Kids [3 0 R] /Count 1 >>';
const page = '<< /Type /Page /Parent 2 0 R /MediaBox [0 0 10 10] >>';

function withTable(...objects: string[]): Uint8Array {
  let file = '%PDF-1.5\n';
  const offsets = objects.map((object, index) => {
    const at = file.length;
    file += `${String(index + 1)} 0 obj\n${object}\nendobj\n`;
    return `${String(at).padStart(10, '0')} 00000 n \n`;
  });
  const size = String(objects.length + 1);
  return join(`${file}xref\n0 ${size}\n0000000000 65535 f \n${offsets.join('')}trailer\n<< /Size ${size} /Root 1 0 R >>\nstartxref\n${String(file.length)}\n%%EOF\n`);
}

function withStream(dictionary: string, data: Uint8Array): Uint8Array {
  const file = `%PDF-1.5\n1 0 obj\n${catalog}\nendobj\n2 0 obj\n${pages}\nendobj\n3 0 obj\n${page}\nendobj\n`;
  return join(file, `9 0 obj\n<< ${dictionary} /Root 1 0 R /Length ${String(data.length)} >>\nstream\n`, data, `\nendstream\nendobj\nstartxref\n${String(file.length)}\n%%EOF\n`);
}

const bomb = deflateSync(Buffer.alloc(200_000_000));
const twice = (from: number, count: number, dictionary: (next: string) => string): string[] => Array.from({ length: count }, (_, index) => dictionary(`${String(from + index + 1)} 0 R`));

test.each<readonly [string, () => Uint8Array]>([
  ['a table of objects that unpacks to 200 MB', () => withStream('/Type /XRef /Size 10 /W [1 2 1] /Filter /FlateDecode', bomb)],
  ['one whose type is left out', () => withStream('/Size 10 /W [1 2 1] /Filter /FlateDecode', bomb)],
  ['one whose filter is spelled with escapes', () => withStream('/Type /XRef /Size 10 /W [1 2 1] /Fil#74er /Flate#44ecode', bomb)],
  ['one whose filter is a reference', () => withStream('/Type /XRef /Size 10 /W [1 2 1] /Filter 3 0 R', bomb)],
  ['one that is packed twice', () => withStream('/Type /XRef /Size 10 /W [1 2 1] /Filter [/FlateDecode /FlateDecode]', deflateSync(bomb))],
  ['one packed in another way', () => withStream('/Type /XRef /Size 10 /W [1 2 1] /Filter /LZWDecode', bomb)],
  ['one with a thousand million objects in no bytes', () => withStream('/Type /XRef /Size 1000000000 /W [0 0 0] /Index [0 1000000000]', new Uint8Array())],
  ['streams without number', () => join('%PDF-1.5\n', '1 0 obj <</Type/XRef>> stream '.repeat(200_000))],
])('%s is not opened', async (_, make) => {
  const file = make();
  const begun = Date.now();
  expect(isBounded(file)).toBe(false);
  expect(await readDocument(file)).toEqual({ problem: 'damaged' });
  expect(Date.now() - begun).toBeLessThan(2_000);
});

// A parser that mends such a file finds the same bracket again and again, and warns of it until no memory is left.
test.each([')', '{', '}'])('a “%s” out of place is not mended', async (bracket) => {
  const files = [
    withTable(catalog, pages, `<< /Type /Page ${bracket} /Parent 2 0 R /MediaBox [0 0 10 10] >>`),
    withTable(catalog, pages, `<< /Type /Page /Parent 2 0 R /MediaBox [0 0 ${bracket} 10] >>`),
    withTable(catalog, pages, `${bracket} ${page}`),
    withTable(catalog, pages, page).subarray(0, -20),
    join(withTable(catalog, pages, page).subarray(0, -20), `4 0 obj << /Type /Page ${bracket} >> endobj`),
  ];
  for (const file of files) expect(await readDocument(file)).toEqual({ problem: 'damaged' });
});

test.each<readonly [string, () => Uint8Array]>([
  ['pages that hold themselves', () => withTable(catalog, '<< /Type /Pages /Kids [2 0 R 3 0 R] /Count 2 >>', page)],
  ['pages twice in pages, thirty times over', () => withTable(catalog, ...twice(2, 30, (next) => `<< /Type /Pages /Kids [${next} ${next}] /Count 1 >>`), page)],
  ['fields twice in fields, thirty times over', () => withTable('<< /Type /Catalog /Pages 2 0 R /AcroForm << /Fields [4 0 R] >> >>', pages, page, ...twice(4, 30, (next) => `<< /T (a) /Kids [${next} ${next}] >>`))],
  ['drawings that draw themselves', () => withTable(catalog, pages, '<< /Type /Page /Parent 2 0 R /Resources 4 0 R >>', `<< /XObject << ${Array.from({ length: 200 }, (_, index) => `/X${String(index)} 5 0 R`).join(' ')} >> >>`, '<< /Subtype /Form /Resources 4 0 R >>')],
  ['a chain of sixty thousand', () => withTable('<< /Type /Catalog /Pages 2 0 R /Names 4 0 R >>', pages, page, ...twice(4, 60_000, (next) => `<< /N ${next} >>`))],
  ['lists in lists', () => withTable(`<< /Type /Catalog /Pages 2 0 R /Names ${'['.repeat(50_000)}${']'.repeat(50_000)} >>`, pages, page)],
])('%s are read or turned away quickly', async (_, make) => {
  const file = make();
  await readDocument(await makeForm());
  const begun = Date.now();
  const reading = await readDocument(file);
  if ('document' in reading) {
    try {
      reading.document.pagesDigest(new Set());
    } catch {
      // Giving up is an answer: such a document counts as changed.
    }
    expect(reading.document.isScan).toBe(false);
  }
  expect(Date.now() - begun).toBeLessThan(2_000);
});

test('an ordinary form is opened', async () => {
  expect(isBounded(await makeForm())).toBe(true);
});
