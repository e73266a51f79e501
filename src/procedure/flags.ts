/** Decides which findings raise a flag by themselves, and that no flag is raised twice for the same thing. */
import type { Verdict } from '../checks/check';
import type { Parameters } from '../checks/message';
import type { Message } from '../checks/message';
import type { Flag, FlagCode, SnapshotRequest } from './request';

export type Alarm = { readonly code: FlagCode; readonly subject: string; readonly params: Parameters };

/** What a verdict makes the lead look at. `file` names what the verdict was about, where it was a file. */
export function alarmsOf(verdict: Verdict, file?: { readonly attachmentId: string; readonly name: string; readonly attachedBy: string; readonly attachedAt: string }): readonly Alarm[] {
  return verdict.findings.flatMap(({ code, weight, params }): Alarm[] => {
    if (weight !== 'fail') return [];
    if (code.startsWith('lookalike')) return [{ code: 'lookalike-address', subject: typeof verdict.shows['address'] === 'string' ? verdict.shows['address'] : verdict.check, params: { ...params, check: verdict.check } }];
    if (code === 'private-key' && file) return [{ code: 'private-key', subject: file.attachmentId, params: { file: file.name, by: file.attachedBy, at: { moment: file.attachedAt } } }];
    return [];
  });
}

/** One open flag shuts every gate, so more of them by hand say no more. */
export const mostOpenByHand = { person: 3, request: 5 };

/** The longest reason there is, of characters that JSON spells with six bytes each, and what stands around it. */
const mostOfReason = 2000 * 6 + 200;

/** Of the 240 KiB of a row that flags share with decisions and disposals; the rest is theirs, and what the app raises by itself. */
const roomByHand = 160 * 1024;

const bytesOf = (value: unknown): number => new TextEncoder().encode(JSON.stringify(value)).length;

/** Why somebody may raise no more flags by hand now. Every flag that is open must still find room for the reason that settles it. */
export function unlessFull({ flags, decisions, disposals }: Pick<SnapshotRequest, 'flags' | 'decisions' | 'disposals'>, by: string, reason: string): Message | undefined {
  const open = flags.filter(({ settled }) => !settled);
  const byHand = open.filter(({ code }) => code === 'raised-by-hand');
  if (byHand.filter(({ raised }) => raised.by === by).length >= mostOpenByHand.person) return { code: 'flags-yours-open', params: { most: mostOpenByHand.person } };
  if (byHand.length >= mostOpenByHand.request) return { code: 'flags-open', params: { most: mostOpenByHand.request } };
  const needed = bytesOf({ flags, decisions, disposals, reason }) + 400 + (open.length + 1) * mostOfReason;
  return needed > roomByHand ? { code: 'flags-full', params: {} } : undefined;
}

/** The flags with the new alarms added; one that was already raised for the same subject, settled or not, is not raised again. */
export function raise(request: SnapshotRequest, alarms: readonly Alarm[], by: string, at: string): { readonly request: SnapshotRequest; readonly raised: readonly Flag[] } {
  const raised: Flag[] = [];
  for (const alarm of alarms) {
    const known = [...request.flags, ...raised].some(({ code, subject }) => code === alarm.code && subject === alarm.subject);
    if (!known) raised.push({ id: `flag-${request.flags.length + raised.length + 1}`, ...alarm, raised: { by, at } });
  }
  return { request: raised.length > 0 ? { ...request, flags: [...request.flags, ...raised] } : request, raised };
}
