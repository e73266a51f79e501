/** Makes trails as the app would, for tests to spoil. */
import { chain, commit, genesis, type Head } from '../../src/trail/chain';
import type { Happening, TrailEvent } from '../../src/trail/event';
import { eventLines, headerLines, type SideRow } from '../../src/trail/export';
import type { Seal } from '../../src/trail/checkpoint';

export type Trail = { readonly requestId: string; readonly events: readonly TrailEvent[]; readonly sides: ReadonlyMap<string, SideRow> };

const at = (seq: number): string => new Date(Date.UTC(2026, 10, 19, 9, seq)).toISOString();

/** Every second event has a personal value; the last names what `erased` lists, if anything. */
export function trailOf(requestId: string, count: number, erased: readonly string[] = [], timeOf = at): Trail {
  const events: TrailEvent[] = [];
  const sides = new Map<string, SideRow>();
  let head: Head = { requestId, seq: 0, head: genesis(requestId) };
  for (let seq = 1; seq <= count; seq += 1) {
    const row = { ref: `${requestId}#${seq}#0`, value: { address: `person${seq}@example.com` }, salt: String(seq).padStart(32, '0') };
    const isErasure = erased.length > 0 && seq === count;
    const happening: Happening = isErasure
      ? { type: 'person.erased', detail: { refs: erased, reason: 'person-asked' } }
      : { type: 'facts.set', detail: { fact: 'requester', source: 'hand' }, ...(seq % 2 === 0 && { personal: [commit(row.ref, row.value, row.salt)] }) };
    if (!isErasure && seq % 2 === 0) sides.set(row.ref, erased.includes(row.ref) ? { ref: row.ref } : row);
    const event = chain(head, happening, isErasure ? 'admin' : 'agent', timeOf(seq));
    head = { requestId, seq, head: event.hash };
    events.push(event);
  }
  return { requestId, events, sides };
}

export const headOf = ({ requestId, events }: Trail, seq = events.length): Head => ({ requestId, seq, head: events[seq - 1]?.hash ?? genesis(requestId) });

export function exportOf({ requestId, events, sides }: Trail, seal?: Seal): readonly string[] {
  const header = headerLines({ v: 1, requestId, issueKey: `SUP-${requestId}`, rulesVersion: 1, at: at(events.length), through: events.length }, seal);
  return [header, ...events.map((event) => eventLines(event, sides))].join('').trimEnd().split('\n');
}
