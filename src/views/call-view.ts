/** Decides how a call is suggested where files keep failing: whom to call, what to offer them, and that one was held. */
import type { Action, AttentionView, Button, SettledView } from '../contract';
import type { Message } from '../checks/message';
import type { StepStanding } from '../procedure/checklist';
import { callsSuggested, type CallSuggested } from '../procedure/failed-files';
import { proposesCall, replyIn } from '../procedure/replies';
import type { FileRole } from '../procedure/request';
import { customerOf, mayAct, nameOf, say, type Scene } from './looker';
import { roleOf } from './step-view';

const spoken: Readonly<Record<FileRole, string>> = { 'signed-form': 'form', 'encryption-key': 'key', 'ssh-key': 'ssh' };

type Callee = { readonly name: string; readonly address?: string };

/** Whoever sent the last file; where the desk attached it for them or nobody can tell, whose file it is. */
function whomToCall({ role, last }: CallSuggested, scene: Scene): Callee {
  const { requester, recipient } = scene.request.facts;
  const sender = nameOf(scene, last.attachedBy);
  const asked: Callee = { name: requester?.value.name ?? customerOf(scene), ...(requester?.value.address && { address: requester.value.address }) };
  if (last.attachedBy === requester?.value.accountId) return asked;
  const gets = recipient && { name: recipient.value.name, address: recipient.value.address };
  const desk = scene.holders.get('run-checks');
  const isCustomer = desk !== undefined && last.attachedBy !== 'app' && !desk.some(({ accountId }) => accountId === last.attachedBy);
  if (isCustomer && sender !== gets?.name) return { name: sender };
  return role === 'signed-form' && !isCustomer ? asked : (gets ?? asked);
}

const dueFor = (scene: Scene): readonly CallSuggested[] => callsSuggested(scene.request, scene.rules, scene.now).filter(({ held }) => !held);

/** The call that is due about the file of this step. */
export function callAbout({ step }: StepStanding, scene: Scene): CallSuggested | undefined {
  const role = roleOf(step);
  return dueFor(scene).find((one) => one.role === role);
}

/** First the reply that proposes it; once that went out, the line that says it was held. */
export function callButton(call: CallSuggested, scene: Scene): Button {
  return isProposed(call, scene) ? noteButton(call.role) : { label: say('button.propose-call'), action: { do: 'review-reply', reply: proposesCall } };
}

const noteButton = (role: FileRole): Button => ({ label: say('button.note-call'), action: { do: 'note-call', role } });

const isProposed = ({ last }: CallSuggested, { request, rules }: Scene): boolean =>
  !replyIn(rules, proposesCall) || request.replies.some(({ reply, at }) => reply === proposesCall && at >= last.at);

export const callTurn = (call: CallSuggested, scene: Scene): Message => say('turn.call', { name: whomToCall(call, scene).name });

/** `turn` is what the line at the top offers already: one button for it is enough. */
export function callAttention(scene: Scene, turn: Action | undefined): readonly AttentionView[] {
  return dueFor(scene).map((call) => {
    const { name, address } = whomToCall(call, scene);
    const first = callButton(call, scene);
    const buttons = isProposed(call, scene) ? [first] : [first, noteButton(call.role)];
    return {
      id: `call-${call.role}`,
      tone: 'warning',
      icon: 'warns',
      title: say('attention.call', { count: call.count, role: spoken[call.role] }),
      why: say('attention.call.why'),
      fix: say('attention.call.fix', { name, address: address ?? '', known: address ? 'yes' : 'no' }),
      actions: mayAct(scene, 'run-checks') ? buttons.filter(({ action }) => JSON.stringify(action) !== JSON.stringify(turn)) : [],
    };
  });
}

/** A call that was held is shown until the file is in order. */
export function callsHeld(scene: Scene): readonly SettledView[] {
  return callsSuggested(scene.request, scene.rules, scene.now).flatMap(({ role, held }): SettledView[] =>
    held ? [{ id: `call-${role}`, title: say('call.held', { role: spoken[role] }), text: say('call.held.line', { by: nameOf(scene, held.by), on: { moment: held.at }, note: held.note }) }] : [],
  );
}
