/** Decides how a person is erased from a whole desk: from what belongs to the project first, then from its requests, page by page. */
import type { Answer, ErasedEverywhere } from '../contract';
import { isWholeSpelling, names, withoutSpellings, type ErasureReason } from '../procedure/erasure';
import { readAbsences, removeAbsence } from '../storage/absences';
import { requestsAfter } from '../storage/account-rounds';
import { removeStuckEffects } from '../storage/outbox';
import { keepPurges, purgesSince } from '../storage/purges';
import { loadIfReadable } from '../storage/requests';
import { readDesk } from '../storage/rules';
import { emptied, personalValues } from '../storage/trail';
import { refused, type Refused } from './change';
import { changeRules, rulesTrailOf } from './change-rules';
import { erasePerson } from './erase-person';
import { rulesInForce } from './open-desk';

/** Requests at once: each is read, and those that name them are written. */
const pageSize = 20;
/** Of a transaction's 25 operations the event, its trail and the draft take up to five. */
const refsAtOnce = 15;

/** `also` are further spellings for what belongs to no request; a request itself knows the name that goes with an address. */
export type Erasing = { readonly whom: string; readonly also: readonly string[]; readonly reason: ErasureReason; readonly after?: string | undefined };

/** Reasons on the trail of the rules, and the one that a draft waits with. */
async function eraseFromRules(projectId: string, actor: string, spellings: readonly string[], reason: ErasureReason): Promise<number | Refused> {
  const trail = rulesTrailOf(projectId);
  const refs: string[] = [];
  for await (const rows of personalValues(trail)) for (const { ref, value } of rows) if (names(value, spellings)) refs.push(ref);
  for (let at = 0; at < refs.length; at += refsAtOnce) {
    const some = refs.slice(at, at + refsAtOnce);
    const erased = await changeRules(projectId, actor, () => ({ happening: { type: 'person.erased', detail: { refs: some, reason } }, alongside: emptied(trail, some) }));
    if ('refusal' in erased) return erased;
  }
  const { wait } = (await readDesk(projectId)).draft;
  // A change that changes nothing is no transaction.
  if (!wait || !names(wait.reason, spellings)) return refs.length;
  const waiting = await changeRules(projectId, actor, ({ draft }) => {
    if (!draft?.wait) return refused('busy');
    return { draft: { rules: draft.rules, saved: draft.saved, wait: { ...draft.wait, reason: withoutSpellings(draft.wait.reason, spellings) as string } } };
  });
  return 'refusal' in waiting ? waiting : refs.length;
}

/** Whom the platform's log names, as it spelled them. */
async function eraseFromPurges(projectId: string, spellings: readonly string[]): Promise<number> {
  let count = 0;
  let cursor: string | undefined;
  do {
    const { purges, next } = await purgesSince(projectId, '0', { limit: 100, ...(cursor && { cursor }) });
    const named = purges.filter(({ source, by }) => source === 'platform' && names(by, spellings));
    await keepPurges(projectId, named.map((purge) => ({ ...purge, by: withoutSpellings(purge.by, spellings) as string })));
    count += named.length;
    cursor = next;
  } while (cursor);
  return count;
}

async function eraseFromAbsences(projectId: string, whom: string): Promise<number> {
  const theirs = (await readAbsences(projectId)).filter(({ person, delegate }) => person === whom || delegate === whom);
  for (const { person } of theirs) await removeAbsence(projectId, person);
  return theirs.length;
}

async function isNamedApprover(projectId: string, whom: string): Promise<boolean> {
  const { approvers } = (await rulesInForce(projectId)).policies;
  return [...approvers.proceed, ...approvers.release].includes(whom);
}

/**
 * One page; the first takes what belongs to no request along. Done again it finds what is left. What keeps a page from its
 * end is told beside what it did until then, and where to go on.
 */
export async function eraseEverywhere(projectId: string, actor: string, { whom, also, reason, after }: Erasing): Promise<Answer<ErasedEverywhere>> {
  if (!isWholeSpelling(whom)) return { ok: false, ...refused('erase-by-address') };
  const spellings = [...new Set([whom, ...also])];
  let elsewhere: ErasedEverywhere['elsewhere'];
  if (after === undefined) {
    const rules = await eraseFromRules(projectId, actor, spellings, reason);
    if (typeof rules !== 'number') return { ok: false, ...rules };
    elsewhere = { rules, purges: await eraseFromPurges(projectId, spellings), absences: await eraseFromAbsences(projectId, whom), isApprover: await isNamedApprover(projectId, whom) };
  }
  const found = elsewhere && { elsewhere };
  let requests = 0;
  let looked = 0;
  const unreadable: string[] = [];
  let last = after;
  const page = (await requestsAfter(after, pageSize)).slice(0, pageSize);
  for (const issueId of page) {
    const stored = await loadIfReadable(issueId);
    if (stored === 'unreadable') unreadable.push(issueId);
    else if (stored?.request.projectId === projectId) {
      const erased = await erasePerson(issueId, actor, { whom, reason });
      if ('refusal' in erased && erased.refusal.code !== 'nobody-to-erase') return { ok: true, value: { ...found, requests, looked, unreadable, ...(last !== undefined && { next: last }), stopped: erased.refusal } };
      if (!('refusal' in erased)) requests += 1;
      await removeStuckEffects(issueId, ({ what }) => names(what, spellings));
      looked += 1;
    }
    last = issueId;
  }
  return { ok: true, value: { ...found, requests, looked, unreadable, ...(page.length > 0 && last !== undefined && { next: last }) } };
}
