/** Decides how an exported table is read: its columns by name, whatever their order, number and delimiter. */
import { parse } from 'csv-parse/sync';

/** `row` counts as a spreadsheet does: the header is row 1. */
export type Row = { readonly row: number; readonly cell: (name: string) => string | undefined };
export type Table = { readonly rows: readonly Row[]; readonly hasColumn: (name: string) => boolean };

/** `Tenant ID`, `tenant_id` and `tenantId` are one column. */
const plain = (name: string): string => name.toLowerCase().replace(/[^\p{L}\p{N}]/gu, '');

/** A spreadsheet saves commas as semicolons or tabs where the comma is the decimal sign. */
function delimiterOf(text: string): string {
  const header = text.slice(0, text.search(/[\r\n]|$/));
  const counted = [',', ';', '\t'].map((delimiter) => ({ delimiter, count: header.split(delimiter).length }));
  return counted.reduce((most, next) => (next.count > most.count ? next : most)).delimiter;
}

/** Nothing where the text is not a table. */
export function readTable(text: string): Table | undefined {
  let records: string[][];
  try {
    records = parse(text, { bom: true, delimiter: delimiterOf(text), relax_column_count: true, skip_empty_lines: true, trim: true, max_record_size: 200_000 });
  } catch {
    return undefined;
  }
  const [header, ...body] = records;
  if (header === undefined) return undefined;
  const columns = new Map<string, number>();
  for (const [at, name] of header.entries()) {
    // Two columns of one name are two answers to one question.
    if (columns.has(plain(name)) && plain(name) !== '') return undefined;
    columns.set(plain(name), at);
  }
  const rows = body.map((record, index) => ({
    row: index + 2,
    cell: (name: string): string | undefined => {
      const at = columns.get(plain(name));
      const value = at === undefined ? undefined : record[at];
      return value === undefined || value === '' ? undefined : value;
    },
  }));
  return { rows, hasColumn: (name) => columns.has(plain(name)) };
}
