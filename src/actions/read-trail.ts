/** Decides what a reader sees of the trail, a page at a time, and whether that page is intact. */
import type { TrailLine } from '../contract';
import { readAccounts } from '../jira/people';
import { genesis, verifyNext, type Head } from '../trail/chain';
import type { TrailEvent } from '../trail/event';
import { loadEvents, loadRequest } from '../storage/requests';
import { trailView } from '../views/trail-view';
import { loadRules } from './load-rules';

const pageSize = 50;

/** Whether the events follow each other, and the newest of them is the head that the request row knows. */
export function isIntact(events: readonly TrailEvent[], issueId: string, newest: Head | undefined): boolean {
  const [first] = events;
  if (!first) return newest === undefined || newest.seq === 0;
  let head: Head = { requestId: issueId, seq: first.seq - 1, head: first.seq === 1 ? genesis(issueId) : first.prev };
  for (const event of events) {
    const next = verifyNext(head, event);
    if ('reason' in next) return false;
    head = next.head;
  }
  return newest === undefined || (newest.seq === head.seq && newest.head === head.head);
}

/** The newest page, or the one before `before`. */
export async function readTrail(issueId: string, before: number | undefined): Promise<{ readonly lines: readonly TrailLine[]; readonly more: boolean; readonly intact: boolean } | undefined> {
  const stored = await loadRequest(issueId);
  if (!stored) return undefined;
  const { projectId, rulesVersion } = stored.request;
  const [events, rules] = await Promise.all([loadEvents(issueId, { limit: pageSize, ...(before !== undefined && { before }) }), loadRules(projectId, rulesVersion)]);
  const names = await readAccounts(events.map(({ actor }) => actor));
  const { seq, head } = stored.request.trail;
  const newest = before === undefined ? { requestId: issueId, seq, head } : undefined;
  return {
    lines: [...events].reverse().map((event) => ({ seq: event.seq, at: event.at, who: event.actor === 'app' ? 'Snapshot Desk' : (names.get(event.actor)?.name ?? event.actor), ...trailView(event, rules), digest: event.hash })),
    more: (events[0]?.seq ?? 1) > 1,
    intact: isIntact(events, issueId, newest),
  };
}
