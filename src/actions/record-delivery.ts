/** Decides how a delivery goes: files recorded and judged, details handed over once, an attempt that failed, a mis-delivery. */
import { runCheck } from '../checks/check';
import type { Evidence } from '../checks/evidence';
import { sealedFile } from '../checks/sealed-file';
import { dayIn } from '../procedure/business-days';
import { decisionStanding } from '../procedure/checklist';
import { currentAttempt, isSealed, longestAccessDays, nextNumber, notifyUntil } from '../procedure/delivery';
import { readRecord, type RecordedFile } from '../procedure/delivery-record';
import { startStanding } from '../procedure/production-site';
import type { Attempt, DeliveredFile, Place, SnapshotRequest } from '../procedure/request';
import { keyFingerprint } from '../procedure/terms';
import { refused, type Outcome, type Refused, type Scene } from './change';
import { liveReadiness } from './check-gate';
import { performOnTask, reportOnTask } from './on-task';

/** The keys that every file must be sealed to, and to no other: those that the check of the key found usable. */
function sealedForOf(request: SnapshotRequest): Evidence['sealedFor'] | undefined {
  const keys = request.verdicts['openpgp-key']?.shows['encryptionKeys'];
  if (!keyFingerprint(request) || !Array.isArray(keys)) return undefined;
  return { encryptionKeys: (keys as Evidence['sealedFor']['encryptionKeys']).map(({ keyId, fingerprint }) => ({ keyId, fingerprint })) };
}

async function judgeFile({ name, size, sha256, head }: RecordedFile, sealedFor: Evidence['sealedFor'], now: Date): Promise<DeliveredFile> {
  const known = <T>(value: T) => ({ state: 'known' as const, value, at: now.toISOString(), from: sha256 });
  return { name, size, sha256, verdict: await runCheck(sealedFile, { sealedHead: known({ name, head, size }), sealedFor: known(sealedFor) }, {}, now) };
}

function wrongPlace(place: Place, { rules, now }: Scene): Refused | undefined {
  const { timeZone } = rules.calendar;
  if (place.expiresOn <= dayIn(timeZone, now)) return refused('access-in-the-past');
  return place.expiresOn > dayIn(timeZone, new Date(now.getTime() + longestAccessDays * 86_400_000)) ? refused('access-too-long', { days: longestAccessDays }) : undefined;
}

/** Why nothing may be recorded now, or undefined. */
function barred({ request, rules, now }: Scene): Refused | undefined {
  if (request.flags.some(({ settled }) => !settled)) return refused('flag-not-settled');
  if (startStanding(request) !== 'started') return refused('start-first');
  // Another release, given since, is none for what the recipient has: that attempt's record stays as it is.
  if (currentAttempt(request)?.handedOver) return refused('release-used');
  const release = decisionStanding(request, 'release', rules, now);
  if (release === 'used') return refused('release-used');
  return release === 'holds' ? undefined : refused('release-does-not-hold');
}

export type DeliveryInput = { readonly record: string } & Place;

/**
 * Records the files of an attempt from what SRE pasted, each judged at once. Until the details are handed over the same
 * attempt may be recorded again, and what does not pass is kept too: it shuts the gate and shows what to mend.
 */
export function recordDelivery(taskIssueId: string, actor: string, { record, ...place }: DeliveryInput): Promise<Outcome | Refused> {
  return performOnTask(taskIssueId, actor, async (scene) => {
    const { request, now, at } = scene;
    const bar = barred(scene) ?? wrongPlace(place, scene);
    if (bar) return bar;
    const read = readRecord(record, request.issueKey);
    if ('refused' in read) return { refusal: read.refused };
    const sealedFor = sealedForOf(request);
    const fingerprint = keyFingerprint(request);
    if (!sealedFor || !fingerprint) return refused('release-does-not-hold');
    const files = await Promise.all(read.files.map((file) => judgeFile(file, sealedFor, now)));
    const former = currentAttempt(request);
    const attempt: Attempt = { by: actor, at, number: former?.number ?? nextNumber(request), files, place, sealedFor: fingerprint };
    const failing = files.filter((file) => !isSealed(file)).length;
    const digests = files.map(({ sha256, size, verdict }) => ({ sha256, size, outcome: verdict.outcome, codes: verdict.findings.map(({ code }) => code) }));
    return {
      request: { ...request, deliveries: [...(request.deliveries ?? []).filter((one) => one !== former), attempt] },
      happening: { type: 'delivery.recorded', detail: { attempt: attempt.number, count: files.length, failing, files: digests } },
      personal: [{ names: files.map(({ name }) => name), place }],
      done: { code: 'done.delivery-recorded', params: { count: files.length, failing } },
    };
  });
}

const withAttempt = (request: SnapshotRequest, attempt: Attempt): SnapshotRequest => ({ ...request, deliveries: (request.deliveries ?? []).map((one) => (one.number === attempt.number ? attempt : one)) });

/** The recipient has the details by hand: that is the delivery, and it uses the release up. Everything is judged again first. */
export function handDetails(taskIssueId: string, actor: string, note: string): Promise<Outcome | Refused> {
  return performOnTask(taskIssueId, actor, async (scene) => {
    const { request, rules, now, at } = scene;
    const attempt = currentAttempt(request);
    if (!attempt) return refused('no-delivery');
    const bar = barred(scene) ?? wrongPlace(attempt.place, scene);
    if (bar) return bar;
    const { missing } = await liveReadiness('deliver', request, rules, now);
    if (missing.length > 0) return refused('deliver-shut', { count: missing.length });
    const release = request.decisions.findLastIndex(({ decision }) => decision === 'release');
    const decisions = request.decisions.map((decision, nth) => (nth === release ? { ...decision, used: { at, for: `attempt ${attempt.number}` } } : decision));
    return {
      request: { ...withAttempt(request, { ...attempt, handedOver: { by: actor, at, note } }), decisions },
      happening: { type: 'delivery.handed-over', detail: { attempt: attempt.number } },
      personal: [note],
      done: { code: 'done.handed-over', params: { attempt: attempt.number } },
    };
  });
}

/**
 * It did not work for the recipient. The attempt is closed for good, and the release is there again as far as it still
 * holds: nothing was received, and a term that changed meanwhile voids it in the same act.
 */
export function didNotWork(issueId: string, actor: string, reason: string): Promise<Outcome | Refused> {
  return performOnTask(issueId, actor, ({ request, at }) => {
    const attempt = currentAttempt(request);
    if (!attempt?.handedOver) return refused('no-delivery');
    const { receipt: _receipt, 'access-removed': _removed, ...marks } = request.marks;
    const decisions = request.decisions.map((decision) => {
      if (decision.used?.for !== `attempt ${attempt.number}`) return decision;
      const { used: _used, ...unused } = decision;
      return unused;
    });
    return {
      request: { ...withAttempt(request, { ...attempt, failed: { by: actor, at, reason } }), decisions, marks },
      happening: { type: 'delivery.failed', detail: { attempt: attempt.number } },
      personal: [reason],
      done: { code: 'done.did-not-work', params: { attempt: attempt.number } },
    };
  });
}

/** Data went to the wrong place: everything freezes at once, the clock of the notification starts, and the record stays. */
export function misDelivered(issueId: string, actor: string, reason: string): Promise<Outcome | Refused> {
  return reportOnTask(issueId, actor, ({ request, at }) => {
    const attempt = request.deliveries?.at(-1);
    if (!attempt) return refused('no-delivery');
    if (request.misDelivery?.attempt === attempt.number) return { unchanged: true };
    const until = notifyUntil(at);
    return {
      request: { ...request, misDelivery: { by: actor, at, attempt: attempt.number, reason, until } },
      alarms: [{ code: 'mis-delivery', subject: `attempt ${attempt.number}`, params: { by: actor, reason, until: { moment: until } } }],
      happening: { type: 'delivery.misdirected', detail: { attempt: attempt.number, until } },
      personal: [reason],
      done: { code: 'done.mis-delivered', params: { until: { moment: until } } },
    };
  });
}

/** The account on the delivery host is gone: nothing shows it, so whoever removed it says so. */
export function removeAccess(taskIssueId: string, actor: string, note: string): Promise<Outcome | Refused> {
  return reportOnTask(taskIssueId, actor, ({ request, at }) => {
    if (request.ended) return refused('ended', { ending: request.ended.ending });
    if (!request.deliveries) return refused('no-delivery');
    return {
      request: { ...request, marks: { ...request.marks, 'access-removed': { by: actor, at, state: 'done', note } } },
      happening: { type: 'step.marked', detail: { step: 'access-removed', state: 'done' } },
      personal: [note],
      done: { code: 'done.step', params: { step: 'step.access-removed.title' } },
    };
  });
}
