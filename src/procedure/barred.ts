/** Decides which accounts may not make a move, whatever permission they hold: whoever verified, and the first of two people. */
import { verifiers } from './decision';
import type { SnapshotRequest } from './request';
import type { Move } from './turn';

export function barredFrom(move: Move, request: SnapshotRequest): readonly string[] {
  if (move.move === 'decide') return verifiers(request);
  if (move.move === 'decide-disposal') return (request.disposals ?? []).filter(({ number }) => number === move.disposal).map(({ by }) => by);
  if (move.move !== 'confirm-step' || !move.standing) return [];
  const { step, mark } = move.standing;
  const file = step.done.by === 'file' ? request.files[step.done.role] : undefined;
  return [file?.taken.by ?? mark?.by ?? ''];
}
