/** Decides how the trail of one request is exported: recorded first, then given in parts that fit an answer. */
import type { Answer, ExportPart } from '../contract';
import { checkpointOf } from '../storage/checkpoints';
import { loadRequest } from '../storage/requests';
import { eventsAfter, readEvent, sideRows } from '../storage/trail';
import { sealOf } from '../trail/checkpoint';
import { csvHeader, csvOfEvent } from '../trail/csv';
import { eventLines, headerLines } from '../trail/export';
import type { TrailEvent } from '../trail/event';
import { refused, type Refused } from './change';
import { perform } from './perform';

export type TrailFormat = 'jsonl' | 'csv';

/** An answer holds 5 MB: in the worst spelling a character takes three bytes. */
const mostCharacters = 1_200_000;

/** Puts it on the trail that somebody takes the trail away, and gives that entry's number. */
export async function recordExport(issueId: string, actor: string, format: TrailFormat | 'pack'): Promise<{ readonly through: number } | Refused> {
  const outcome = await perform(issueId, actor, ({ request }) => ({ request, happening: { type: 'trail.exported', detail: { format } } }));
  return 'refusal' in outcome ? outcome : { through: outcome.request.trail.seq };
}

async function opening(issueId: string, format: TrailFormat, recorded: TrailEvent): Promise<string> {
  if (format === 'csv') return csvHeader;
  const stored = await loadRequest(issueId);
  const checkpoint = await checkpointOf(issueId);
  const { issueKey, rulesVersion } = stored?.request ?? { issueKey: '', rulesVersion: 0 };
  return headerLines({ v: 1, requestId: issueId, issueKey, rulesVersion, at: recorded.at, through: recorded.seq }, checkpoint && sealOf(checkpoint, issueId));
}

/** The text from after entry `after` up to the recorded export, as far as `most` characters go; `next` is where it goes on. */
export async function trailText(issueId: string, format: TrailFormat, recorded: TrailEvent, after: number, most: number): Promise<{ readonly text: string; readonly next?: number }> {
  const write = format === 'csv' ? csvOfEvent : eventLines;
  let text = after === 0 ? await opening(issueId, format, recorded) : '';
  let at = after;
  while (at < recorded.seq) {
    const events = (await eventsAfter(issueId, at)).filter(({ seq }) => seq <= recorded.seq);
    if (events.length === 0) break;
    const sides = await sideRows(events.flatMap(({ personal }) => personal?.map(({ ref }) => ref) ?? []));
    for (const event of events) {
      text += write(event, sides);
      at = event.seq;
      if (text.length > most && at < recorded.seq) return { text, next: at };
    }
  }
  return { text };
}

export type ExportAsked = { readonly format: TrailFormat; readonly through?: number | undefined; readonly after?: number | undefined };

/** The first part records the export; each other part names that entry, so that nothing is read which is not on record. */
export async function exportTrail(issueId: string, actor: string, asked: ExportAsked): Promise<Answer<ExportPart>> {
  const begun = asked.through === undefined ? await recordExport(issueId, actor, asked.format) : { through: asked.through };
  if ('refusal' in begun) return { ok: false, ...begun };
  const recorded = await readEvent(issueId, begun.through);
  const isTheirs = recorded?.type === 'trail.exported' && recorded.actor === actor && recorded.detail.format === asked.format;
  const stored = await loadRequest(issueId);
  if (!isTheirs || !stored) return { ok: false, ...refused('no-such-export') };
  const { text, next } = await trailText(issueId, asked.format, recorded, asked.through === undefined ? 0 : (asked.after ?? 0), mostCharacters);
  return { ok: true, value: { name: `${stored.request.issueKey}-trail.${asked.format}`, text, through: begun.through, ...(next !== undefined && { next }) } };
}
