/** Decides how a trail is written for a spreadsheet, where no cell may become a formula. */
import type { TrailEvent } from './event';
import type { SideRow } from './export';

// A spreadsheet runs a cell that begins like this, whoever wrote it (OWASP, CSV injection); full-width signs are folded by some.
const formula = /^[\s\u0000-\u001f\u00a0\ufeff]*[=+\-@＝＋－＠]|^[\t\r\n]/;

const cell = (value: string): string => `"${(formula.test(value) ? `'${value}` : value).replace(/"/g, '""')}"`;

/** One row, every cell quoted, ended as RFC 4180 ends it. */
export const csvRow = (cells: readonly string[]): string => `${cells.map(cell).join(',')}\r\n`;

export const csvHeader = csvRow(['Request', 'Entry', 'Time', 'Account', 'Event', 'Detail', 'Voided', 'Flags', 'Personal values', 'Previous hash', 'Hash']);

const orNothing = (value: unknown): string => (value === undefined ? '' : JSON.stringify(value));

export function csvOfEvent(event: TrailEvent, sideRows: ReadonlyMap<string, SideRow>): string {
  const values = event.personal?.map(({ ref }) => sideRows.get(ref)?.value ?? 'erased');
  return csvRow([event.requestId, String(event.seq), event.at, event.actor, event.type, JSON.stringify(event.detail), orNothing(event.voided), orNothing(event.flags), orNothing(values), event.prev, event.hash]);
}
