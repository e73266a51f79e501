/** Decides whether the pane of the last day says what an export is for, and cuts a file at its seals and nowhere else. */
import { LastDay } from '../../static/settings/LastDay';
import { deskParts } from '../../static/settings/desk-parts';
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

it('cuts the file where the server sealed it', () => {
  const file = deskParts(written());
  expect(file?.header).toEqual(header);
  expect(file?.parts.map(({ no, rows }) => [no, rows])).toEqual([[1, parts[0]], [2, parts[1]]]);
  expect(file?.end).toMatchObject({ parts: 2, counts: { event: 1, plain: 1, person: 1 } });
});

it('knows a file whose end, seal or beginning is missing, and one that is something else', () => {
  const lines = written().trimEnd().split('\n');
  const without = (nth: number): string => lines.toSpliced(nth, 1).join('\n');
  for (const text of ['', '{}', 'no json', lines.slice(0, -1).join('\n'), without(0), without(lines.length - 2), `${written()}{"row":[null,"a",{}]}`]) expect(deskParts(text)).toBeUndefined();
});

it('says what is lost by uninstalling, what stays behind, and where an import goes', () => {
  const $ = draw(<LastDay invoke={never} onDone={() => undefined} />);
  expect($('.card').text()).toContain('Uninstalling the app deletes everything');
  expect($('.card').text()).toContain('Secrets stay behind');
  expect($('input[type=file][required]').length).toBe(1);
  expect($('form').attr('aria-label')).toBe('Import the desk');
  expect($('button').toArray().map((one) => $(one).text())).toEqual(['Export the whole desk', 'Import the desk']);
});
