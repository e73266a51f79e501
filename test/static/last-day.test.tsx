/** Decides whether the pane of the last day says what an export is for, and cuts a file at its seals and nowhere else. */
import { LastDay } from '../../static/settings/LastDay';
import { deskFile } from '../../static/settings/desk-file';
import { deskParts, readDesk } from '../../static/settings/desk-parts';
import type { Invoke } from '../../static/settings/Directory';
import { afterPart, begin, deskSchema, endLine, endOf, headerLine, partLines, type DeskFileRow } from '../../src/procedure/desk-file';
import { draw } from './draw';

const never = (): Promise<never> => Promise.reject(new Error('A drawing asks nothing'));

const header = { schema: deskSchema, app: '1.0.0', site: 'cloud', at: '2026-11-21T09:00:00.000Z', by: 'admin' };
const parts: readonly (readonly DeskFileRow[])[] = [[['event', '1#00000001', { v: 1 }], [null, 'task#1', { v: 1 }]], [['person', '1#1#0', { v: 1, data: {} }]]];

function written(): string {
  let soFar = begin(header);
  let text = headerLine(header);
  for (const rows of parts) {
    soFar = afterPart(soFar, rows);
    text += partLines(rows, soFar);
  }
  return text + endLine(endOf(soFar));
}

async function cut(text: string): Promise<readonly { readonly no: number; readonly rows: readonly unknown[] }[]> {
  const found = [];
  for await (const part of deskParts(new Blob([text]))) found.push(part);
  return found;
}

beforeAll(() => {
  Object.defineProperty(globalThis, 'navigator', { value: { onLine: true }, configurable: true });
});

it('cuts the file where the server sealed it', async () => {
  const file = await readDesk(new Blob([written()]));
  expect(file).toMatchObject({ header, count: 2, end: { parts: 2, counts: { event: 1, plain: 1, person: 1 } } });
  expect((await cut(written())).map(({ no, rows }) => [no, rows])).toEqual([[1, parts[0]], [2, parts[1]]]);
});

it('reads letters that lie across two pieces of a large file as they are', async () => {
  // Three bytes each, so that pieces of a million end in the middle of one.
  const row = [null, 'k', { note: '\u20ac'.repeat(1000) }];
  const rows = Array.from({ length: 700 }, () => row);
  const seal = JSON.stringify({ seal: { no: 1, hash: 'a' } });
  const text = [{ desk: header }, ...rows.map((one) => ({ row: one }))].map((line) => JSON.stringify(line)).join('\n') + `\n${seal}\n{"end":{}}\n`;
  expect((await readDesk(new Blob([text])))?.count).toBe(1);
  expect((await cut(text))[0]?.rows).toEqual(rows);
});

it('knows a file whose end, seal or beginning is missing, and one that is something else', async () => {
  const lines = written().trimEnd().split('\n');
  const without = (nth: number): string => lines.toSpliced(nth, 1).join('\n');
  for (const text of ['', '{}', 'no json', 'x'.repeat(3_000_000), lines.slice(0, -1).join('\n'), without(0), without(lines.length - 2), `${written()}{"row":[null,"a",{}]}`]) expect(await readDesk(new Blob([text]))).toBeUndefined();
});

it('saves the parts as they came, byte for byte, and asks for each with what the one before gave', async () => {
  const texts = ['{"desk":"Zo\u00eb"}\n', '{"row":"\u20ac \ud83d\udd11"}\n', '{"end":{}}\n'];
  const asked: unknown[] = [];
  const invoke = ((_: string, { next }: { next?: { through: number } }) => {
    asked.push(next?.through);
    const at = next?.through ?? 0;
    return Promise.resolve({ ok: true, value: { name: 'desk.jsonl', text: texts[at], ...(at < 2 && { next: { through: at + 1, place: {}, soFar: {}, seal: '' } }) } });
  }) as unknown as Invoke;
  const taken = await deskFile(invoke, () => undefined);
  if ('refusal' in taken) throw new Error(taken.refusal.code);
  expect([asked, taken.name, Buffer.from(await taken.file.arrayBuffer())]).toEqual([[undefined, 1, 2], 'desk.jsonl', Buffer.from(texts.join(''))]);
});

it('says what is lost by uninstalling, what stays behind, and where an import goes', () => {
  const $ = draw(<LastDay invoke={never} onDone={() => undefined} />);
  expect($('.card').text()).toContain('Uninstalling the app deletes everything');
  expect($('.card').text()).toContain('Secrets stay behind');
  expect($('input[type=file][required]').length).toBe(1);
  expect($('form').attr('aria-label')).toBe('Import the desk');
  expect($('button').toArray().map((one) => $(one).text())).toEqual(['Export the whole desk', 'Import the desk']);
});
