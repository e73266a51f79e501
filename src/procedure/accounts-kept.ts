/** Decides whose account ids are held: what Atlassian has to be told of. */
import type { SnapshotRequest } from './request';

const members = ['by', 'accountId', 'attachedBy', 'actor'];
/** Lists of accounts: whom the rules name as approvers of a decision. */
const lists = ['approvers'];

const isAccount = (text: unknown): text is string => typeof text === 'string' && text !== '' && text !== 'app';

function collect(value: unknown, found: Set<string>): void {
  if (typeof value !== 'object' || value === null) return;
  for (const [name, member] of Object.entries(value)) {
    if (typeof member === 'string') {
      if (members.includes(name) && isAccount(member)) found.add(member);
    } else if (name === 'source') {
      // Its `by` says what a fact was read from; only the account beside it is somebody.
      collect({ accountId: (member as { accountId?: unknown }).accountId }, found);
    } else if (lists.includes(name)) {
      for (const accountId of Object.values((member ?? {}) as Record<string, unknown>).flat().filter(isAccount)) found.add(accountId);
    } else collect(member, found);
  }
}

/** Whoever acted or is named by an account, anywhere in what was stored. */
export function accountsIn(value: unknown): readonly string[] {
  const found = new Set<string>();
  collect(value, found);
  return [...found];
}

/** Of a request. The trail names nobody whom the request never did. */
export const accountsKept = (request: SnapshotRequest): readonly string[] => accountsIn(request);
