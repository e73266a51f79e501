/** Decides what admins see of the versions of their rules: who published what, when and why, and whether that trail is whole. */
import type { RulesEvent } from '../contract';
import { readAccounts } from '../jira/people';
import { loadEvents } from '../storage/requests';
import { readDesk } from '../storage/rules';
import { sideRows } from '../storage/trail';
import type { TrailEvent } from '../trail/event';
import { inForceOf, rulesTrailOf } from './change-rules';
import { trailView } from '../views/trail-view';
import { isIntact } from './read-trail';

const pageSize = 20;

/** The trail of the rules names no step and no reply. */
const noSteps = { steps: [], replies: [] };

const versionOf = ({ detail }: TrailEvent): number | undefined => ('version' in detail ? detail.version : undefined);

export async function readRulesHistory(projectId: string, before: number | undefined): Promise<{ readonly events: readonly RulesEvent[]; readonly more: boolean; readonly intact: boolean }> {
  const requestId = rulesTrailOf(projectId);
  const [desk, events] = await Promise.all([readDesk(projectId), loadEvents(requestId, { limit: pageSize, ...(before !== undefined && { before }) })]);
  const refs = events.flatMap(({ personal = [] }) => personal.map(({ ref }) => ref));
  const askers = events.flatMap((event) => (event.type === 'rules.published' ? (event.detail.askedBy ?? []) : []));
  const [names, reasons] = await Promise.all([readAccounts([...events.map(({ actor }) => actor), ...askers]), sideRows(refs)]);
  const named = (accountId: string): string => names.get(accountId)?.name ?? accountId;
  const { seq, head } = inForceOf(desk, projectId).trail;
  return {
    events: events.toReversed().map((event): RulesEvent => {
      const { what } = trailView(event, noSteps);
      const reason = reasons.get(event.personal?.[0]?.ref ?? '')?.value;
      const version = versionOf(event);
      const askedBy = event.type === 'rules.published' ? event.detail.askedBy : undefined;
      return {
        seq: event.seq,
        at: event.at,
        who: named(event.actor),
        what: event.type === 'anchor.chosen' && event.detail.lifted !== undefined ? { ...what, code: 'event.anchor.chosen-again' } : askedBy ? { code: 'event.rules.published-by-two', params: { ...what.params, asked: named(askedBy) } } : what,
        ...(typeof reason === 'string' && { reason }),
        ...(version !== undefined && event.type === 'rules.published' && { version }),
        digest: event.hash,
      };
    }),
    more: (events[0]?.seq ?? 1) > 1,
    intact: isIntact(events, requestId, before === undefined ? { requestId, seq, head } : undefined),
  };
}
