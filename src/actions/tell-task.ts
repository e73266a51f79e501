/** Decides what SRE reads on the linked task when the request ends, or is taken up again: once, and never the reason. */
import { sentence } from '../procedure/sentence';
import type { SnapshotRequest } from '../procedure/request';
import type { Rules } from '../procedure/rules';
import type { Intent } from './change';

function told(request: SnapshotRequest, rules: Rules, code: string, asOf: string): readonly Intent[] {
  const { task, issueKey: ticket, ended } = request;
  if (!task) return [];
  const reader = { locale: 'en', timeZone: rules.calendar.timeZone, now: new Date(ended?.at ?? 0) };
  const text = sentence({ code, params: { ticket, ...(ended && { ending: ended.ending }) } }, reader);
  return [{ name: `${code}#${asOf}#${request.trail.seq + 1}`, what: { do: 'tell-task', taskIssueId: task.issueId, text, asOf }, now: true }];
}

/** `request` as it stands after the end. */
export const stopTask = (request: SnapshotRequest, rules: Rules): readonly Intent[] => (request.ended ? told(request, rules, 'task.stop', request.ended.at) : []);

export const resumeTask = (request: SnapshotRequest, rules: Rules): readonly Intent[] => told(request, rules, 'task.resume', 'open');
