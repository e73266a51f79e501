/** Decides whose turn it is and what the next move is, worst first: alarm, flag, waiting customer, then the next step. */
import type { Parameters } from '../checks/message';
import { checklist, factsStanding, fileOfCheck, turnOf, type StepStanding } from './checklist';
import type { FileRole, Permission, SnapshotRequest, Turn } from './request';
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
  readonly params: Parameters;
};

const moveOfStep = (standing: StepStanding, request: SnapshotRequest): Omit<Move, 'turn' | 'permission' | 'standing'> => {
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
  }
};

function stepMove(standing: StepStanding, request: SnapshotRequest): Move {
  const move = moveOfStep(standing, request);
  return { turn: turnOf(standing), permission: standing.step.who, standing, ...move };
}

/** The moves that are open now, the next first: flags, then the customer who is waited for, then the steps in their order. */
export function moves(request: SnapshotRequest, rules: Rules, now: Date): readonly Move[] {
  if (request.ended) return [{ turn: 'nobody', move: 'ended', params: { ending: request.ended.ending } }];
  const open = checklist(request, rules, now)
    .filter(({ satisfied, step }) => !satisfied && step.mandatory)
    .map((standing) => stepMove(standing, request));
  const flags: Move[] = request.flags
    .filter((flag) => !flag.settled)
    .map((flag) =>
      flag.code === 'private-key' && flag.params['removed'] === undefined
        ? { turn: 'agent', move: 'remove-private-key', permission: 'run-checks', flag: flag.id, attachmentId: flag.subject, params: flag.params }
        : { turn: 'lead', move: 'settle-flag', permission: 'settle-flags', flag: flag.id, params: flag.params },
    );
  const waiting: Move[] = request.waiting ? [{ turn: 'customer', move: 'await-customer', params: { since: { day: request.waiting.since }, reply: request.waiting.reply } }] : [];
  if (flags.length === 0 && waiting.length === 0 && open.length === 0) return [{ turn: 'nobody', move: 'all-done', params: {} }];
  return [...flags, ...waiting, ...open];
}

/** The turn as the desk and JQL know it. */
export const turnNow = (request: SnapshotRequest, rules: Rules, now: Date): Turn => moves(request, rules, now)[0]?.turn ?? 'nobody';

/** The stage of the first step that is not satisfied; the last stage when all are. */
export const stageNow = (request: SnapshotRequest, rules: Rules, now: Date): Rules['steps'][number]['stage'] =>
  checklist(request, rules, now).find(({ satisfied, step }) => !satisfied && step.mandatory)?.step.stage ?? 'disposal';
