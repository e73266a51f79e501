/** Decides how every change of a request is recorded: load, decide, and write it with its trail event in one transaction. */
import { randomBytes, randomUUID } from 'node:crypto';
import { isDeepStrictEqual } from 'node:util';
import type { Refusal } from '../contract';
import type { Message } from '../checks/message';
import { sharedMailLists } from '../checks/shared-mail';
import { deskPlace } from '../procedure/desk-row';
import { raise, type Alarm } from '../procedure/flags';
import { isReported } from '../procedure/monthly-report';
import { foundBy, keepUp, mentionsOf } from '../procedure/upkeep';
import type { SnapshotRequest } from '../procedure/request';
import { purgesOf } from '../procedure/purges';
import type { Rules } from '../procedure/rules';
import { readHolds } from '../storage/holds';
import type { Effect } from '../storage/outbox';
import { loadRequest, saveRequest, wasWrittenBy, type Stored } from '../storage/requests';
import { loadRules } from './load-rules';
import { chain, commit } from '../trail/chain';
import type { Happening } from '../trail/event';

/** What a decision is made on. `pieceRevs` tells when facts and files, marks, verdicts and rulings last changed. */
export type Scene = { readonly request: SnapshotRequest; readonly rules: Rules; readonly now: Date; readonly at: string; readonly pieceRevs: Stored['pieceRevs'] };

/** An effect as an action intends it. `now` is carried out before the answer; everything else by the queue. */
export type Intent = { readonly name: string; readonly what: Effect['what']; readonly now: boolean; readonly dueAt?: string };

export type Decided = {
  readonly request: SnapshotRequest;
  readonly happening: Happening;
  /** Names, addresses and free text of the event; they are committed to, and lie in erasable rows. */
  readonly personal?: readonly unknown[];
  readonly alarms?: readonly Alarm[];
  readonly effects?: readonly Intent[];
  readonly completed?: readonly string[];
  /** Personal values that this change erases, by their refs. */
  readonly erased?: readonly string[];
  /** The rules that the request runs on from now, where the change moves it to others. */
  readonly rules?: Rules;
  readonly done?: Message;
};

export const refused = (code: string, params: Refusal['params'] = {}): { readonly refusal: Refusal } => ({ refusal: { code, params } });
export type Refused = ReturnType<typeof refused>;

/** `unchanged` says that what was asked for already stands, so that a repeated call is no second one. */
export type Unchanged = { readonly unchanged: true; readonly done?: Message };

/** `urgent` effects are to be carried out before the answer; `later` says that the queue has something to do. */
export type Outcome = { readonly request: SnapshotRequest; readonly rules: Rules; readonly done?: Message; readonly urgent: readonly Effect[]; readonly later: boolean };

/** A conflict means that somebody else was faster; the decision is repeated on what stands then. */
const attempts = 8;

/** Domain, site and the first licence numbers that other requests find this one by. */
const mostMentions = 12;

/** Servers' clocks differ by moments; a clock that stands further back than this is wrong, and nothing is decided by it. */
const clockSlackMs = 300_000;

const isClockBehind = ({ trail }: SnapshotRequest, now: Date): boolean => trail.at !== undefined && now.getTime() < Date.parse(trail.at) - clockSlackMs;

const standing = (request: SnapshotRequest, rules: Rules, done?: Message): Outcome => ({ request, rules, urgent: [], later: false, ...(done && { done }) });

/**
 * Changes the request of `issueId` for `actor` (an account, or `app`). `decide` sees the request as it stands, is repeated
 * after a conflict, and refuses only for what its own facts no longer allow. Throws on faults; where the write may have
 * happened all the same, the change is looked for by its id first.
 */
export async function change(issueId: string, actor: string, decide: (scene: Scene) => Decided | Refused | Unchanged | Promise<Decided | Refused | Unchanged>): Promise<Outcome | Refused> {
  const changeId = randomUUID();
  const { setBack, isBeingBroughtIn } = await readHolds();
  if (isBeingBroughtIn) return refused('desk-being-imported');
  if (setBack && actor !== 'app') return refused('storage-set-back', { no: setBack.no });
  for (let attempt = 0; attempt < attempts; attempt += 1) {
    const before = await loadRequest(issueId);
    if (!before) return refused('no-request');
    const rules = await loadRules(before.request.projectId, before.request.rulesVersion);
    const now = new Date();
    // The app itself goes on: an alarm is recorded whatever the clock says, as of the newest event.
    if (actor !== 'app' && isClockBehind(before.request, now)) return refused('clock-set-back', { at: { moment: before.request.trail.at ?? '' } });
    const decided = await decide({ request: before.request, rules, now, at: now.toISOString(), pieceRevs: before.pieceRevs });
    if ('refusal' in decided) return decided;
    if ('unchanged' in decided) return standing(before.request, rules, decided.done);
    try {
      const outcome = await record({ before, decided, rules: decided.rules ?? rules, was: rules, actor, now, changeId });
      if (outcome) return outcome;
      // Everybody who lost would meet again at once.
      await new Promise((resume) => setTimeout(resume, Math.random() * 40 * (attempt + 1)));
    } catch (error) {
      if (!(await wasWrittenBy(changeId, issueId, before.request.trail.seq + 1))) throw error;
      const stored = (await loadRequest(issueId)) ?? before;
      return { ...standing(stored.request, rules, decided.done), later: true };
    }
  }
  return refused('busy');
}

type Recording = { readonly before?: Stored | undefined; readonly decided: Decided; readonly rules: Rules; readonly was?: Rules; readonly actor: string; readonly now: Date; readonly changeId: string };

/** Writes what was decided, with all that a change brings along; undefined after a conflict. Refuses what no longer fits into the request's rows. */
export async function record({ before, decided, rules, was = rules, actor, now, changeId }: Recording): Promise<Outcome | Refused | undefined> {
  const at = now.toISOString();
  const flagged = raise(decided.request, decided.alarms ?? [], actor, at);
  const { request: kept, voided } = keepUp(flagged.request, rules, actor, now);
  const { issueId, trail } = kept;
  const eventAt = trail.at !== undefined && trail.at > at ? trail.at : at;
  const persons = (decided.personal ?? []).map((value, nth) => ({ ref: `${issueId}#${trail.seq + 1}#${nth}`, value, salt: randomBytes(16).toString('hex') }));
  const happening = {
    ...decided.happening,
    ...(voided.length > 0 && { voided }),
    ...(flagged.raised.length > 0 && { flags: flagged.raised.map(({ id, code }) => ({ flag: id, code })) }),
    ...(persons.length > 0 && { personal: persons.map(({ ref, value, salt }) => commit(ref, value, salt)) }),
  };
  const event = chain({ requestId: issueId, ...trail }, happening, actor, eventAt);
  const after: SnapshotRequest = { ...kept, rev: (before?.request.rev ?? 0) + 1, trail: { seq: event.seq, head: event.hash, at: eventAt } };
  const index = foundBy(after, rules, now);
  const isMoved = !before || !isDeepStrictEqual(index, foundBy(before.request, was, now));
  const intents: readonly Intent[] = [...(decided.effects ?? []), ...(isMoved ? [{ name: `mirror#${event.seq}`, what: { do: 'mirror' as const }, now: false }] : [])];
  const effects = intents.map(({ name, what, dueAt }): Effect => ({ id: `${issueId}#${name}`, issueId, intendedAt: at, dueAt: dueAt ?? at, attempts: 0, what }));
  // Each is an operation of the one transaction, which takes 25; with more numbers than this the first ones are found.
  const sharedMailOf = await sharedMailLists([]);
  const isShared = (domain: string): boolean => sharedMailOf(domain) !== undefined;
  const mentions = mentionsOf(after, isShared).slice(0, mostMentions);
  // What stands already keeps the day on which it was first said.
  const were = new Set((before ? mentionsOf(before.request, isShared).slice(0, mostMentions) : []).map(({ by, value }) => `${by}:${value}`));
  const newMentions = mentions.filter(({ by, value }) => !were.has(`${by}:${value}`));
  const saved = await saveRequest({ before, after, changeId, index, desk: deskPlace(after, rules, now), reported: isReported(event), event, persons, mentions: newMentions, effects, completed: decided.completed ?? [], erased: decided.erased ?? [], purges: purgesOf(before?.request, after, rules.calendar.timeZone) });
  if (saved === 'conflict') return undefined;
  if (saved === 'full') return refused('request-full');
  const urgent = effects.filter((_, nth) => intents[nth]?.now);
  return { ...standing(after, rules, decided.done), urgent, later: urgent.length < effects.length };
}
