/** Decides how one request lets go of what has been kept for long enough: the files in Jira first, then the record, then its trail as a whole. */
import { removeForGood } from '../jira/attachments';
import { dueClasses, filesOf, keeperOf, letGo, refsOf, type Going, type Keeper, type RequestClass } from '../procedure/retention';
import { fileRoles, type SnapshotRequest } from '../procedure/request';
import type { Rules } from '../procedure/rules';
import { hasEffects } from '../storage/outbox';
import { loadRequest, type Stored } from '../storage/requests';
import { bury } from '../storage/tombstones';
import { eventsAfter, personalValues } from '../storage/trail';
import type { TrailEvent } from '../trail/event';
import { refused, type Decided, type Refused, type Scene, type Unchanged } from './change';
import { changeRules, type RulesDecided } from './change-rules';
import { eraseInParts } from './erase-values';
import { loadRules, versionInForce } from './load-rules';
import { perform } from './perform';

async function wholeTrail(issueId: string): Promise<readonly TrailEvent[]> {
  const events: TrailEvent[] = [];
  for (let page = await eventsAfter(issueId, 0); page.length > 0; page = await eventsAfter(issueId, events.at(-1)?.seq ?? 0)) events.push(...page);
  return events;
}

async function standingRefs(issueId: string): Promise<ReadonlySet<string>> {
  const refs = new Set<string>();
  for await (const rows of personalValues(issueId)) for (const { ref } of rows) refs.add(ref);
  return refs;
}

const isGoing = (one: RequestClass): one is Going => one !== 'trail';

/** What is due of a request by the rules in force, or what keeps all of it. */
async function dueOf({ request }: Stored, inForce: Rules, now: Date): Promise<{ readonly due: readonly RequestClass[]; readonly keeper?: Keeper }> {
  const due = dueClasses(request, inForce, now);
  if (due.length === 0) return { due };
  const keeper = keeperOf(request, await loadRules(request.projectId, request.rulesVersion), now, await hasEffects(request.issueId));
  return { due, ...(keeper && { keeper }) };
}

/** Takes a class out of the request. Repeated after a crash it deletes what is deleted already, and records it once. */
async function letGoOf({ request: { issueId, ...rest } }: Stored, one: Going, inForce: Rules): Promise<boolean> {
  const events = await wholeTrail(issueId);
  const files = filesOf({ issueId, ...rest }, events, one);
  for (const { attachmentId } of files) await removeForGood(attachmentId);
  const standing = await standingRefs(issueId);
  const refs = refsOf(events, one).filter((ref) => standing.has(ref));
  const outcome = await eraseInParts(refs, (some, isLast) =>
    perform(issueId, 'app', ({ request, rules, now, at }: Scene): Decided | Unchanged => {
      // Somebody may have taken the request up again, or put it on hold, since it was looked at.
      if (!dueClasses(request, inForce, now).includes(one) || keeperOf(request, rules, now, false)) return { unchanged: true };
      const { version } = inForce;
      return isLast
        ? { request: letGo(request, rules, one, { at, version }), happening: { type: 'retention.let-go', detail: { class: one, count: files.length, files, refs: some, version } }, erased: some }
        : { request, happening: { type: 'person.erased', detail: { refs: some, reason: 'retention' } }, erased: some };
    }),
  );
  return !('refusal' in outcome) && outcome.request.letGo?.[one] !== undefined;
}

/** Puts a tombstone in place of the request, and says so on the trail of the rules, in one transaction. */
async function buryRequest({ request: { issueId, projectId } }: Stored): Promise<boolean> {
  const buried = await changeRules(projectId, 'app', async ({ published, now, at }): Promise<RulesDecided | Refused> => {
    const stored = await loadRequest(issueId);
    const looked = stored && (await dueOf(stored, published, now));
    if (!stored?.request.ended || !looked?.due.includes('trail') || looked.keeper) return refused('retention-not-due');
    const { ended, issueKey, trail } = stored.request;
    const { version } = published;
    return {
      happening: { type: 'retention.trail-gone', detail: { request: issueId, issueKey, events: trail.seq, head: trail.head, ended: ended.at, version } },
      alongside: bury(stored, { issueKey, projectId, at, version, ended: { ending: ended.ending, at: ended.at }, trail: { seq: trail.seq, head: trail.head } }),
    };
  });
  return !('refusal' in buried);
}

export type Kept = { readonly gone: readonly RequestClass[]; readonly keeper?: Keeper };

/** Lets go of everything that is due of a request. Throws where a file cannot be deleted: then nothing of its class has gone on record. */
export async function letGoWhatIsDue(issueId: string, inForce: Rules, now: Date): Promise<Kept> {
  const stored = await loadRequest(issueId);
  if (!stored) return { gone: [] };
  const { due, keeper } = await dueOf(stored, inForce, now);
  if (keeper) return { gone: [], keeper };
  const gone: RequestClass[] = [];
  for (const one of due.filter(isGoing)) if (await letGoOf(stored, one, inForce)) gone.push(one);
  // What has just gone is on record and sealed before its trail goes, a day later.
  if (gone.length === 0 && due.includes('trail') && due.length === 1 && (await buryRequest(stored))) gone.push('trail');
  return { gone };
}

/** Whether a file leaves the ticket because its period has passed: nothing that anybody has to be told of. */
export async function leavesByPeriod(stored: Stored, attachmentId: string, now: Date): Promise<boolean> {
  const { request } = stored;
  if (!request.ended) return false;
  const one = classOf(request, attachmentId);
  if (!one) return false;
  if (request.letGo?.[one]) return true;
  const { version } = await versionInForce(request.projectId);
  const { due, keeper } = await dueOf(stored, await loadRules(request.projectId, version), now);
  return !keeper && due.includes(one);
}

function classOf({ files, flags }: SnapshotRequest, attachmentId: string): Going | undefined {
  const role = fileRoles.find((each) => files[each]?.attachmentId === attachmentId);
  if (role) return role === 'signed-form' ? 'form' : 'key';
  return flags.some(({ code, subject }) => code === 'private-key' && subject === attachmentId) ? 'key' : undefined;
}
