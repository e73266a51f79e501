/** Decides what every change brings along: decisions that no longer hold, the clock, and what the request is found by. */
import { registrableDomain } from '../checks/mail-address';
import { dayIn } from './business-days';
import { checklist } from './checklist';
import { voidDecisions } from './decision';
import { dueOf, keepPlace } from './desk-row';
import type { Ending, EstimateClock, SnapshotRequest, Stage, Turn } from './request';
import type { Rules } from './rules';
import { stageNow, turnNow } from './turn';

function keepClock(request: SnapshotRequest, rules: Rules, now: Date): EstimateClock {
  const today = dayIn(rules.calendar.timeZone, now);
  const { clock, files, waiting } = request;
  // An empty file is one that the rules ask for: an SSH key, say, that the customer has yet to send.
  const isWhole = files['signed-form'] && files['encryption-key'] && !checklist(request, rules, now).some(({ why }) => why === 'file-missing');
  const started = clock.startedOn ?? (isWhole ? today : undefined);
  if (!started) return clock;
  const isOpen = clock.pauses.some(({ to }) => to === undefined);
  let { pauses } = clock;
  const isStopped = waiting !== undefined || request.ended !== undefined;
  if (isStopped && !isOpen) pauses = [...pauses, { from: today }];
  if (!isStopped && isOpen) pauses = pauses.map((pause) => (pause.to === undefined ? { ...pause, to: today } : pause));
  return { startedOn: started, pauses };
}

export type Kept = {
  readonly request: SnapshotRequest;
  readonly voided: readonly { readonly decision: string; readonly changed: readonly string[] }[];
};

/** The request after a change: standing decisions compared with the terms, the clock started or stopped, stage and turn noted. */
export function keepUp(request: SnapshotRequest, rules: Rules, by: string, now: Date): Kept {
  const { request: judged, voided } = voidDecisions(request, by, now.toISOString());
  const timed = { ...judged, clock: keepClock(judged, rules, now) };
  return { request: { ...timed, ...keepPlace(timed, rules, now) }, voided };
}

/** The registrable domain of the requester's address. Strangers share some of them, so that having it in common proves nothing. */
export function domainOf(request: Pick<SnapshotRequest, 'facts'>): string | undefined {
  const address = request.facts.requester?.value.address;
  return address === undefined ? undefined : registrableDomain(address.slice(address.lastIndexOf('@') + 1).toLowerCase());
}

export type FoundBy = { readonly stage: Stage; readonly turn: Turn; readonly due?: string; readonly domain?: string; readonly ending?: Ending };

/** What JQL finds the request by. A due date is there while the clock runs and the delivery is still to come. */
export function foundBy(request: SnapshotRequest, rules: Rules, now: Date): FoundBy {
  const domain = domainOf(request);
  const due = dueOf(request, rules, now);
  return {
    stage: stageNow(request, rules, now),
    turn: turnNow(request, rules, now),
    ...(due && { due }),
    ...(domain && { domain }),
    ...(request.ended && { ending: request.ended.ending }),
  };
}

/** Domain, site and licences by which other requests are compared with this one; never by a domain that strangers share. */
export function mentionsOf(request: Pick<SnapshotRequest, 'facts'>, isShared: (domain: string) => boolean): readonly { readonly by: 'domain' | 'site' | 'licence'; readonly value: string }[] {
  const own = domainOf(request);
  const domain = own && !isShared(own) ? own : undefined;
  return [
    ...(domain ? [{ by: 'domain' as const, value: domain }] : []),
    ...(request.facts.site ? [{ by: 'site' as const, value: request.facts.site.value }] : []),
    ...(request.facts.licences?.value ?? []).map((value) => ({ by: 'licence' as const, value })),
  ];
}
