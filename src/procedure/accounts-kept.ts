/** Decides whose account ids a request holds, and since when: what Atlassian has to be told of. */
import type { SnapshotRequest } from './request';

const members = ['by', 'accountId', 'attachedBy'];

function collect(value: unknown, found: Set<string>): void {
  if (typeof value !== 'object' || value === null) return;
  for (const [name, member] of Object.entries(value)) {
    if (typeof member === 'string') {
      if (members.includes(name) && member !== '' && member !== 'app') found.add(member);
    } else if (name === 'source') {
      // Its `by` says what a fact was read from; only the account beside it is somebody.
      collect({ accountId: (member as { accountId?: unknown }).accountId }, found);
    } else collect(member, found);
  }
}

/** Whoever acted or is named by an account. The trail names nobody whom the request never did. */
export function accountsKept(request: SnapshotRequest): readonly string[] {
  const found = new Set<string>();
  collect(request, found);
  return [...found];
}
