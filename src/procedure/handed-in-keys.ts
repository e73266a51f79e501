/** Decides which keys a customer is asked for, which check speaks to them about each, and what another key would undo. */
import { checklist, decisionStanding, fileOfCheck, type StepStanding } from './checklist';
import type { KeyRole } from './key-remedies';
import type { SnapshotRequest } from './request';
import type { Rules } from './rules';

/** Of the checks that read the file those whose words are the customer's to know: the others compare it with other requests. */
export const shownCheck: Readonly<Record<KeyRole, string>> = { 'encryption-key': 'openpgp-key', 'ssh-key': 'ssh-key' };

export type WantedKey = { readonly role: KeyRole; readonly standing: StepStanding };

/** The keys that the rules ask of this request, with where their own check stands. */
export function wantedKeys(request: SnapshotRequest, rules: Rules, now: Date): readonly WantedKey[] {
  const standings = checklist(request, rules, now).filter(({ state }) => state !== 'not-applicable');
  return (['encryption-key', 'ssh-key'] as const).flatMap((role) => {
    const standing = standings.find(({ step: { done } }) => done.by === 'check' && done.check === shownCheck[role] && fileOfCheck[done.check] === role);
    return standing ? [{ role, standing }] : [];
  });
}

/** A release that stands was given for the key that is there: another one voids it. */
export const voidsRelease = (request: SnapshotRequest, role: KeyRole, rules: Rules, now: Date): boolean => request.files[role] !== undefined && decisionStanding(request, 'release', rules, now) === 'holds';
