/** Decides whether a step may be overridden at all: by the rules, and never where what was found must never be used. */
import type { SnapshotRequest } from './request';
import type { Rules, Step } from './rules';
import { keyFingerprint } from './terms';

/** Findings that no reason makes good. */
const never: readonly string[] = ['private-key', 'no-key', 'missing', 'unavailable', 'check-failed'];

export function canOverride(step: Step, request: SnapshotRequest, rules: Rules): boolean {
  if (!rules.policies.overridable.includes(step.id)) return false;
  if (step.done.by !== 'check') return step.done.by === 'attestation' || step.done.by === 'reply' || step.done.by === 'possession';
  const verdict = request.verdicts[step.done.check];
  if (!verdict || (verdict.outcome !== 'fail' && verdict.outcome !== 'unknown')) return false;
  if (verdict.findings.some(({ code }) => never.includes(code))) return false;
  // Without a fingerprint there is nothing that a dump could be encrypted to.
  return step.done.check !== 'openpgp-key' || keyFingerprint(request) !== undefined;
}
