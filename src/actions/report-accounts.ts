/** Decides what happens to people whose accounts Atlassian closed or changed: they are erased, or what is kept of them is read anew. */
import { isDeepStrictEqual } from 'node:util';
import { reportAccounts, type AccountUpdate } from '../jira/personal-data';
import { readAccounts, verifiedAddress } from '../jira/people';
import { accountsKept } from '../procedure/accounts-kept';
import { requestsFrom } from '../storage/desk-rows';
import { readHolds } from '../storage/holds';
import { loadRequest } from '../storage/requests';
import { erasePerson } from './erase-person';
import { perform } from './perform';

/** Requests at once; the ids of the people in them are held, and nothing else of them. */
const pageSize = 50;
/** The SDK sends 90 in a call. */
const atOnce = 90;

type Kept = { since: string; readonly requests: string[] };

async function accountsHeld(deadline: number): Promise<ReadonlyMap<string, Kept>> {
  const held = new Map<string, Kept>();
  let cursor: string | undefined;
  do {
    const { issueIds, next } = await requestsFrom(cursor, pageSize);
    for (const issueId of issueIds) {
      const stored = await loadRequest(issueId);
      if (!stored) continue;
      const since = stored.request.facts.requester?.confirmed?.at ?? stored.request.begun.at;
      for (const accountId of accountsKept(stored.request)) {
        const kept = held.get(accountId) ?? { since, requests: [] };
        if (since < kept.since) kept.since = since;
        kept.requests.push(issueId);
        held.set(accountId, kept);
      }
    }
    cursor = next;
    if (cursor !== undefined && Date.now() > deadline) throw new Error('there are more requests than one run reports');
  } while (cursor !== undefined);
  return held;
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

/** Reports every account that is held and does what is answered. Repeating it after a crash does again only what was not done. */
export async function reportHeldAccounts(deadline: number): Promise<void> {
  if ((await readHolds()).isBeingBroughtIn) return;
  const held = await accountsHeld(deadline);
  const all = [...held].map(([accountId, { since }]) => ({ accountId, updatedAt: since }));
  for (let at = 0; at < all.length; at += atOnce) {
    for (const update of await reportAccounts(all.slice(at, at + atOnce))) {
      const kept = held.get(update.accountId);
      if (kept) await act(update, kept);
    }
  }
}
