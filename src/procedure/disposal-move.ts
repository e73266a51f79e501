/** Decides what the next move of a disposal is, and whose. */
import { disposalStanding, disposalsOf, earliestDay, holdOf, noticeOf, secondNoticeDay, todayIn } from './disposal';
import type { Parameters } from '../checks/message';
import type { Disposal, DisposalProfile, NoticeMoment, Permission, SnapshotRequest, Turn } from './request';
import type { Rules } from './rules';

export type DisposalMoveName = 'ask-disposal' | 'decide-disposal' | 'tell-disposal' | 'await-disposal' | 'lift-hold' | 'carry-out-disposal' | 'restore-purged';
export type DisposalMove = { readonly move: DisposalMoveName; readonly turn: Turn; readonly permission?: Permission; readonly params: Parameters; readonly disposal?: number };

/** The notice that is due on `today` and was not given yet, or undefined. */
export function noticeDue(disposal: Disposal, rules: Rules, today: string): NoticeMoment | undefined {
  switch (disposalStanding(disposal, rules, today)) {
    case 'to-decide':
      return noticeOf(disposal, 'start') ? undefined : 'start';
    case 'waiting':
    case 'due':
    case 'begun':
      if (!noticeOf(disposal, 'start')) return 'start';
      return today >= secondNoticeDay(disposal, rules) && !noticeOf(disposal, 'before') ? 'before' : undefined;
    case 'carried-out':
      return noticeOf(disposal, 'completion') ? undefined : 'completion';
    default:
      return undefined;
  }
}

/** The move of a profile's step, which is not satisfied yet. */
export function disposalMove(request: SnapshotRequest, profile: DisposalProfile, rules: Rules, now: Date): DisposalMove {
  const latest = disposalsOf(request, profile).at(-1);
  return { ...moveOf(request, profile, rules, now), ...(latest && { disposal: latest.number }) };
}

function moveOf(request: SnapshotRequest, profile: DisposalProfile, rules: Rules, now: Date): DisposalMove {
  const today = todayIn(rules, now);
  const all = disposalsOf(request, profile);
  const name = `disposal.profile.${profile}`;
  if (all.some(({ inError }) => inError && !inError.restored?.verified)) return { move: 'restore-purged', turn: 'sre', permission: 'deliver', params: { profile: name } };
  const latest = all.at(-1);
  const standing = latest && disposalStanding(latest, rules, today);
  const notice = latest && noticeDue(latest, rules, today);
  if (latest && notice && notice !== 'completion') return { move: 'tell-disposal', turn: 'agent', permission: 'run-checks', params: { moment: notice, profile: name } };
  switch (standing) {
    case 'to-decide':
      return { move: 'decide-disposal', turn: 'approver', permission: 'decide-disposal', params: { profile: name, by: { day: latest?.decideBy ?? today } } };
    case 'held':
      return { move: 'lift-hold', turn: 'lead', permission: 'legal-hold', params: { profile: name, reason: (latest && holdOf(latest)?.reason) ?? '' } };
    case 'waiting':
      return { move: 'await-disposal', turn: 'nobody', params: { profile: name, until: { day: latest ? earliestDay(latest, rules) : today } } };
    case 'due':
    case 'begun':
      return { move: 'carry-out-disposal', turn: 'sre', permission: 'deliver', params: { profile: name } };
    default:
      return { move: 'ask-disposal', turn: 'sre', permission: 'request-disposal', params: { profile: name } };
  }
}
