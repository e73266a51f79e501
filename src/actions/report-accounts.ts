/** Decides how Atlassian is told of every account that is held, round after round, and what happens to people whose accounts it closed or changed. */
import { isDeepStrictEqual } from 'node:util';
import { reportAccounts, type AccountUpdate } from '../jira/personal-data';
import { readAccounts, verifiedAddress } from '../jira/people';
import { accountsIn, accountsKept } from '../procedure/accounts-kept';
import { everyAbsence, removeAbsence } from '../storage/absences';
import { readRound, requestsAfter, writeRound, type Round } from '../storage/account-rounds';
import { readHolds } from '../storage/holds';
import { loadRequest } from '../storage/requests';
import { rowsBeside } from '../storage/rows-beside';
import { erasePerson } from './erase-person';
import { perform } from './perform';

/** Requests at once: whoever is in several of them is reported once for all of these. */
const pageSize = 200;
/** The SDK sends 90 in a call. */
const atOnce = 90;
/** Atlassian wants each account once in seven days; a round begins a day before that, and a day is left for a run that died. */
const roundMs = 6 * 86_400_000;
/** Schedules come a little early or late. */
const slackMs = 3_600_000;

type Kept = { since: string; readonly requests: string[] };

type Held = { readonly accounts: ReadonlyMap<string, Kept>; readonly unread: number };

/** Whose accounts these requests hold. One that cannot be read holds nobody up. */
async function heldBy(issueIds: readonly string[]): Promise<Held> {
  const accounts = new Map<string, Kept>();
  let unread = 0;
  for (const issueId of issueIds) {
    const stored = await loadRequest(issueId).catch(() => {
      unread += 1;
      return undefined;
    });
    if (!stored) continue;
    const since = stored.request.facts.requester?.confirmed?.at ?? stored.request.begun.at;
    for (const accountId of accountsKept(stored.request)) {
      const kept = accounts.get(accountId) ?? { since, requests: [] };
      if (since < kept.since) kept.since = since;
      kept.requests.push(issueId);
      accounts.set(accountId, kept);
    }
  }
  return { accounts, unread };
}

/** Reads the requester anew. A request that still runs has to have them confirmed again; an ended one lets go of what is no longer so. */
async function refresh(issueId: string, accountId: string): Promise<void> {
  const stored = await loadRequest(issueId);
  const { requester } = stored?.request.facts ?? {};
  if (!stored || requester?.value.accountId !== accountId) return;
  const [accounts, address] = [await readAccounts([accountId]), await verifiedAddress(accountId)];
  const name = accounts.get(accountId)?.name;
  const value = { ...requester.value, ...(name && { name }), ...(address && { address, addressFrom: 'account' as const }) };
  if (isDeepStrictEqual(value, requester.value)) return;
  if (stored.request.ended) {
    await erasePerson(issueId, 'app', { whom: accountId, reason: 'account-changed' });
    return;
  }
  await perform(issueId, 'app', ({ request }) => ({
    request: { ...request, facts: { ...request.facts, requester: { value, source: requester.source } } },
    happening: { type: 'facts.found', detail: { facts: ['requester'] } },
    personal: [value],
  }));
}

async function act({ accountId, status }: AccountUpdate, { requests }: Kept): Promise<void> {
  for (const issueId of requests) {
    // Refused where nothing names them but what they did, which stays under an id that says nothing any more.
    if (status === 'closed') await erasePerson(issueId, 'app', { whom: accountId, reason: 'account-closed' });
    else await refresh(issueId, accountId);
  }
}

async function reportPage(issueIds: readonly string[]): Promise<number> {
  const { accounts, unread } = await heldBy(issueIds);
  const all = [...accounts].map(([accountId, { since }]) => ({ accountId, updatedAt: since }));
  for (let at = 0; at < all.length; at += atOnce) {
    for (const update of await reportAccounts(all.slice(at, at + atOnce))) {
      const kept = accounts.get(update.accountId);
      if (kept) await act(update, kept);
    }
  }
  return unread;
}

async function accountsBeside(): Promise<ReadonlySet<string>> {
  const found = new Set<string>();
  for await (const row of rowsBeside()) {
    // Rules also say by what a step is done, in a word; an account id has digits.
    for (const id of accountsIn(row)) if (/\d/.test(id)) found.add(id);
  }
  return found;
}

/** How long an absence is kept once it is over. */
const absenceKeptMs = 30 * 86_400_000;

/**
 * Reports who is held outside of requests by an id alone, and deletes absences of whoever closed their account or that are
 * long over. What a published version or a trail names stays: neither ever changes, and the id says nothing any more.
 */
async function reportBeside(now: Date): Promise<void> {
  const absences = await everyAbsence();
  const overBefore = new Date(now.getTime() - absenceKeptMs).toISOString().slice(0, 10);
  const isOver = ({ to }: { to: string }): boolean => to < overBefore;
  for (const { projectId, person } of absences.filter(isOver)) await removeAbsence(projectId, person);
  const current = absences.filter((one) => !isOver(one));
  const all = [...new Set([...current.flatMap(({ person, delegate }) => [person, delegate]), ...(await accountsBeside())])];
  for (let at = 0; at < all.length; at += atOnce) {
    // An id is never out of date.
    for (const { accountId, status } of await reportAccounts(all.slice(at, at + atOnce).map((accountId) => ({ accountId, updatedAt: now.toISOString() })))) {
      if (status !== 'closed') continue;
      for (const { projectId, person, delegate } of current) if (person === accountId || delegate === accountId) await removeAbsence(projectId, person);
    }
  }
}

/**
 * Goes on with the round of reports, or begins one when the last began six days ago, until it is over or the time is. Each
 * page of requests is reported and what is answered is done before it counts, so that a run that died repeats its page and
 * the next one goes on behind it.
 */
export async function reportHeldAccounts(deadline: number, now = new Date()): Promise<void> {
  if ((await readHolds()).isBeingBroughtIn) return;
  const last = await readRound();
  const isDue = last === undefined || now.getTime() - Date.parse(last.began) >= roundMs - slackMs;
  if (last?.isOver && !isDue) return;
  let round: Round = last && !last.isOver ? last : { began: now.toISOString(), isOver: false };
  let unread = 0;
  while (!round.isOver && Date.now() < deadline) {
    const issueIds = await requestsAfter(round.after, pageSize);
    unread += await reportPage(issueIds);
    const after = issueIds.at(-1);
    const isOver = issueIds.length === 0;
    // Last of a round, and again if the run dies over it.
    if (isOver) await reportBeside(now);
    round = { ...round, ...(after !== undefined && { after }), isOver };
    await writeRound(round);
  }
  // Said once everybody else was reported, so that the run is seen as failed.
  if (unread > 0) throw new Error(`the accounts of ${unread} requests could not be read`);
}
