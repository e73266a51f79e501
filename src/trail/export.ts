/** Decides how a trail is written out, line by line, so that it can be verified with nothing but the file. */
import type { Seal } from './checkpoint';
import type { TrailEvent } from './event';

/** The first line of a request. `through` is the number of its last event. */
export type ExportHeader = { readonly v: 1; readonly requestId: string; readonly issueKey: string; readonly rulesVersion: number; readonly at: string; readonly through: number };

/** A personal value beside its event; an erased one has neither value nor salt. */
export type SideRow = { readonly ref: string; readonly value?: unknown; readonly salt?: string };

const line = (value: unknown): string => `${JSON.stringify(value)}\n`;

/** The header, and the seal of the newest checkpoint that covers the request, which has to be known before the events. */
export const headerLines = (header: ExportHeader, seal: Seal | undefined): string => line({ export: header }) + (seal ? line({ seal }) : '');

/** An event, and after it the values that it commits to, in the order of its commitments. */
export function eventLines(event: TrailEvent, sideRows: ReadonlyMap<string, SideRow>): string {
  const sides = (event.personal ?? []).map(({ ref }) => {
    const row = sideRows.get(ref);
    return line({ person: row?.salt === undefined || row.value === undefined ? { ref, erased: true } : { ref, value: row.value, salt: row.salt } });
  });
  return line({ event }) + sides.join('');
}
