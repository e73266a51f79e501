/** Decides how a person is erased from a request: every value that names them goes, the trail keeps that it did. */
import { isDeepStrictEqual } from 'node:util';
import { accountsKept } from '../procedure/accounts-kept';
import { forget, isAddress, names, spellingsOf, type ErasureReason } from '../procedure/erasure';
import type { SnapshotRequest } from '../procedure/request';
import { loadRequest } from '../storage/requests';
import { personalValues } from '../storage/trail';
import { refused, type Outcome, type Refused } from './change';
import { eraseInParts } from './erase-values';
import { perform } from './perform';

/** An account id holds no @. */
const accountIn = (whom: string): string | undefined => (whom.includes('@') ? undefined : whom);

/** In full: values are looked through for it anywhere, so that a mere word would take the evidence that has it. */
const isWhole = (whom: string, request: SnapshotRequest): boolean => isAddress(whom) || accountsKept(request).includes(whom);

async function refsNaming(issueId: string, spellings: readonly string[]): Promise<readonly string[]> {
  const refs: string[] = [];
  for await (const rows of personalValues(issueId)) for (const { ref, value } of rows) if (names(value, spellings)) refs.push(ref);
  return refs;
}

/**
 * Erases whoever has this address or account. What is left of an attempt that died is erased when it is repeated. Refuses
 * where nothing names them.
 */
export async function erasePerson(issueId: string, actor: string, input: { readonly whom: string; readonly reason: ErasureReason }): Promise<Outcome | Refused> {
  const stored = await loadRequest(issueId);
  if (!stored) return refused('no-request');
  if (!isWhole(input.whom, stored.request)) return refused('nobody-to-erase');
  const spellings = spellingsOf(stored.request, input.whom);
  const refs = await refsNaming(issueId, spellings);
  const erase = (some: readonly string[], isLast: boolean): Promise<Outcome | Refused> =>
    perform(issueId, actor, ({ request }) => {
      const left = isLast ? forget(request, spellings, accountIn(input.whom)) : request;
      if (refs.length === 0 && isDeepStrictEqual(left, request)) return refused('nobody-to-erase');
      return {
        request: left,
        happening: { type: 'person.erased', detail: { refs: some, reason: input.reason } },
        erased: some,
        done: { code: 'done.person-erased', params: { count: refs.length } },
      };
    });
  // The request's own copy goes last: it tells the name that goes with an address, for as long as there is something to find by it.
  return eraseInParts(refs, erase);
}
