/** Decides how many different files of each role the checks turned down, and where writing once more would not help but a call would. */
import { checklist, fileOfCheck } from './checklist';
import { fileRoles, type FailedFile, type FileRole, type KeptVerdict, type SnapshotRequest } from './request';
import type { Rules } from './rules';

/** From the third file on the customer does not need another letter but somebody who goes through it with them. */
export const callFrom = 3;

const failedOf = ({ failedFiles }: SnapshotRequest, role: FileRole): readonly FailedFile[] => failedFiles?.[role] ?? [];

/** The request with one more file that failed; the same file again is no other one, whatever it is called by then. */
export function withFailed(request: SnapshotRequest, role: FileRole, file: FailedFile): SnapshotRequest {
  const known = failedOf(request, role);
  if (known.some(({ sha256 }) => sha256 === file.sha256)) return request;
  return { ...request, failedFiles: { ...request.failedFiles, [role]: [...known, file] } };
}

/** What these verdicts turned down of the files that are there. What could not be told is held against nobody. */
export function countFailed(request: SnapshotRequest, verdicts: readonly KeptVerdict[]): SnapshotRequest {
  return verdicts.reduce((so, { check, outcome, at }) => {
    const role = fileOfCheck[check];
    const file = role && so.files[role];
    return role && file && outcome === 'fail' ? withFailed(so, role, { sha256: file.sha256, attachedBy: file.attachedBy, at }) : so;
  }, request);
}

/** `last` is the newest file that failed, `held` the call that was held since. */
export type CallSuggested = { readonly role: FileRole; readonly count: number; readonly last: FailedFile; readonly held?: NonNullable<NonNullable<SnapshotRequest['calls']>[FileRole]> };

/**
 * Where a call is due: so many files failed, and none that passes is there yet. What waits for a second person alone has passed
 * or is overridden. A call covers the files that had failed by then; the next one that fails asks for another.
 */
export function callsSuggested(request: SnapshotRequest, rules: Rules, now: Date): readonly CallSuggested[] {
  if (request.ended || !request.failedFiles) return [];
  const open = new Set(checklist(request, rules, now).flatMap(({ step: { done }, satisfied, why }) => (done.by === 'check' && !satisfied && why !== 'second-person' ? [fileOfCheck[done.check]] : [])));
  return fileRoles.flatMap((role): CallSuggested[] => {
    const failed = failedOf(request, role);
    const last = failed.at(-1);
    if (!last || failed.length < callFrom || !open.has(role)) return [];
    const call = request.calls?.[role];
    return [{ role, count: failed.length, last, ...(call && call.after >= failed.length && { held: call }) }];
  });
}
