/** Decides which actions need nothing more than the press of their button, and what they ask of the server. */
import type { Action, RequestView } from '../../src/contract';
import type { Change } from './use-panel';

export function changeAtOnce(action: Action, request: RequestView): Change | undefined {
  switch (action.do) {
    case 'confirm-facts':
      return (invoke) => invoke('facts.confirm', { rev: request.rev });
    case 'run-checks':
      return (invoke) => invoke('checks.run', {});
    case 'confirm-step':
      return (invoke) => invoke('step.confirm', { step: action.step, rev: request.rev });
    case 'confirm-refusal':
      return (invoke) => invoke('refusal.confirm', { proposed: action.proposed });
    case 'drop-refusal':
      return (invoke) => invoke('refusal.drop', {});
    case 'remove-file':
      return (invoke) => invoke('file.remove', { attachmentId: action.attachmentId });
    case 'send-code':
      return (invoke) => invoke('possession.send', {});
    case 'hand-off':
      return (invoke) => invoke('hand-off.start', {});
    default:
      return undefined;
  }
}
