/** Decides whose turn it is and what the next move is, worst first: alarm, flag, waiting customer, then the next step. */
import type { Parameters } from '../checks/message';
import { checklist, factsStanding, fileOfCheck, turnOf, type StepStanding } from './checklist';
import { currentAttempt } from './delivery';
import { disposalMove, noticeDue, type DisposalMoveName } from './disposal-move';
import { todayIn } from './disposal';
import { clearingOf } from './ending';
import type { Ended, FileRole, Permission, SnapshotRequest, Turn } from './request';
import type { Rules } from './rules';

export type MoveName =
  | 'remove-private-key'
  | 'settle-flag'
  | 'await-customer'
  | 'ask-facts'
  | 'confirm-facts'
  | 'run-checks'
  | 'resolve-finding'
  | 'take-file'
  | 'confirm-step'
  | 'answer'
  | 'attest'
  | 'send-reply'
  | 'send-code'
  | 'enter-code'
  | 'decide'
  | 'hand-off'
  | 'tell-contacts'
  | 'start-work'
  | 'record-delivery'
  | 'hand-details'
  | 'look-into-report'
  | 'ask-copy'
  | 'certify'
  | DisposalMoveName
  | 'clear-leftovers'
  | 'confirm-cleared'
  | 'ended'
  | 'all-done';

export type Move = {
  readonly turn: Turn;
  readonly move: MoveName;
  /** Who may make it; absent where it is the customer's or nobody's. */
  readonly permission?: Permission;
  readonly standing?: StepStanding;
  readonly flag?: string;
  readonly file?: FileRole;
  readonly attachmentId?: string;
  readonly disposal?: number;
  readonly params: Parameters;
};

const moveOfStep = (standing: StepStanding, request: SnapshotRequest, rules: Rules, now: Date): Omit<Move, 'turn' | 'standing'> & { readonly turn?: Turn } => {
  const { step, why, state } = standing;
  if (why === 'second-person') return { move: 'confirm-step', params: {} };
  switch (step.done.by) {
    case 'facts': {
      const { missing, unconfirmed } = factsStanding(request);
      return missing.length > 0 ? { move: 'ask-facts', params: { count: missing.length } } : { move: 'confirm-facts', params: { count: unconfirmed.length } };
    }
    case 'check': {
      if (why === 'file-missing') {
        const file = fileOfCheck[step.done.check];
        return { move: 'take-file', params: {}, ...(file && { file }) };
      }
      return state === 'fails' || state === 'unknown' ? { move: 'resolve-finding', params: {} } : { move: 'run-checks', params: {} };
    }
    case 'file':
      return { move: 'take-file', file: step.done.role, params: {} };
    case 'answer':
      return { move: 'answer', params: {} };
    case 'attestation':
      return { move: 'attest', params: {} };
    case 'reply':
      return { move: 'send-reply', params: {} };
    case 'possession':
      return { move: why === 'code-sent' ? 'enter-code' : 'send-code', params: {} };
    case 'decision':
      return { move: 'decide', params: { decision: step.done.decision } };
    case 'task':
      return { move: 'hand-off', params: {} };
    case 'contacts':
      return { move: 'tell-contacts', params: {} };
    case 'start':
      return { move: 'start-work', params: {} };
    case 'delivery':
      return { move: step.done.until === 'recorded' ? 'record-delivery' : 'hand-details', params: {} };
    case 'copy':
      return { move: 'ask-copy', params: {} };
    case 'disposal':
      return disposalMove(request, step.done.profile, rules, now);
    case 'certificate':
      return { move: 'certify', params: {} };
  }
};

function stepMove(standing: StepStanding, request: SnapshotRequest, rules: Rules, now: Date): Move {
  const { turn = turnOf(standing), ...move } = moveOfStep(standing, request, rules, now);
  return { turn, ...(turn !== 'nobody' && { permission: standing.step.who }), standing, ...move };
}

/** What was purged is told to the listed contacts, whatever else is still open. */
function completionMoves(request: SnapshotRequest, rules: Rules, now: Date): readonly Move[] {
  const untold = (request.disposals ?? []).filter((one) => noticeDue(one, rules, todayIn(rules, now)) === 'completion');
  return untold.map(({ profile, number }) => ({ turn: 'agent', move: 'tell-disposal', disposal: number, permission: 'run-checks', params: { moment: 'completion', profile: `disposal.profile.${profile}` } }));
}

/** After the end SRE deletes what it had made; then nothing is left to do. */
function movesAfterEnd(request: SnapshotRequest, { ending }: Ended): readonly Move[] {
  const clearing = clearingOf(request);
  const left = clearing === 'to-clear' ? 'clear-leftovers' : clearing === 'to-confirm' ? 'confirm-cleared' : undefined;
  return left ? [{ turn: 'sre', move: left, permission: 'deliver', params: { ending } }] : [{ turn: 'nobody', move: 'ended', params: { ending } }];
}

/** The moves that are open now, the next first: flags, then the customer who is waited for, then the steps in their order. */
export function moves(request: SnapshotRequest, rules: Rules, now: Date): readonly Move[] {
  const flags: Move[] = request.flags
    .filter((flag) => !flag.settled)
    .map((flag) =>
      flag.code === 'private-key' && flag.params['removed'] === undefined
        ? { turn: 'agent', move: 'remove-private-key', permission: 'run-checks', flag: flag.id, attachmentId: flag.subject, params: flag.params }
        : { turn: 'lead', move: 'settle-flag', permission: 'settle-flags', flag: flag.id, params: flag.params },
    );
  if (request.ended) return [...flags, ...movesAfterEnd(request, request.ended)];
  const open = checklist(request, rules, now)
    .filter(({ satisfied, step }) => !satisfied && step.mandatory)
    .map((standing) => stepMove(standing, request, rules, now));
  // A customer who says that the delivery did not work waits for whoever delivers.
  const report = request.marks['receipt'] ? undefined : currentAttempt(request)?.reported;
  const reports: Move[] = report ? [{ turn: 'sre', move: 'look-into-report', permission: 'deliver', params: {} }] : [];
  const waiting: Move[] = request.waiting ? [{ turn: 'customer', move: 'await-customer', params: { since: { day: request.waiting.since }, reply: request.waiting.reply } }] : [];
  const toTell = completionMoves(request, rules, now);
  if (flags.length === 0 && reports.length === 0 && waiting.length === 0 && open.length === 0 && toTell.length === 0) return [{ turn: 'nobody', move: 'all-done', params: {} }];
  return [...flags, ...reports, ...waiting, ...toTell, ...open];
}

/** The turn as the desk and JQL know it. */
export const turnNow = (request: SnapshotRequest, rules: Rules, now: Date): Turn => moves(request, rules, now)[0]?.turn ?? 'nobody';

/** The stage of the first step that is not satisfied; the last stage when all are. */
export const stageNow = (request: SnapshotRequest, rules: Rules, now: Date): Rules['steps'][number]['stage'] =>
  checklist(request, rules, now).find(({ satisfied, step }) => !satisfied && step.mandatory)?.step.stage ?? 'disposal';
