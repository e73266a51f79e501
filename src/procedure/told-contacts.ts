/** Decides what the listed contacts are told, whether that is still what is asked, and how long they may object. */
import { digest } from '../trail/digest';
import { addBusinessDays, dayIn } from './business-days';
import type { SnapshotRequest } from './request';
import type { Rules } from './rules';
import { termsOf } from './terms';

/** Who asks for what, for whom and for which site; the keys are the recipient's own matter. */
export function aboutOf(request: SnapshotRequest): string {
  const { tenant, site, licences, kind, scope, requester, recipient } = termsOf(request);
  return digest({ tenant: tenant ?? null, site: site ?? null, licences: licences ?? null, kind: kind ?? null, scope: scope ?? null, requester: requester ?? null, recipient: recipient ?? null });
}

export type ToldStanding = 'not-told' | 'told-otherwise' | 'told';

export function toldStanding(request: SnapshotRequest): ToldStanding {
  if (!request.told) return 'not-told';
  return request.told.about === aboutOf(request) ? 'told' : 'told-otherwise';
}

export const objectionUntil = (rules: Rules, now: Date): string => addBusinessDays(dayIn(rules.calendar.timeZone, now), rules.policies.objectionDays, rules.calendar);

/** The last day of the objection window while it runs; undefined before and after. */
export function objectionRuns(request: SnapshotRequest, rules: Rules, now: Date): string | undefined {
  const until = request.told?.until;
  return until !== undefined && rules.policies.objectionDays > 0 && dayIn(rules.calendar.timeZone, now) <= until ? until : undefined;
}
