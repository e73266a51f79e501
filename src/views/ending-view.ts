/** Decides how an end is offered, proposed and shown: what is left to do after it, and that the customer is told. */
import type { AttentionView, Button, PreparedReply, SrePanelView } from '../contract';
import type { Message } from '../checks/message';
import { clearingOf, isDelivered, isThrough, replyOf, silenceOf } from '../procedure/ending';
import { endings, type Ended } from '../procedure/request';
import { mayAct, nameOf, othersWho, say, type Scene } from './looker';

/** “This request was withdrawn by … on …” */
export function endedLine(ended: Ended, scene: Scene): Message {
  const { ending, by, at, duplicateOf, second } = ended;
  return say('turn.ended', { ending, by: nameOf(scene, by), on: { day: at }, other: duplicateOf?.issueKey ?? '', two: second ? 'yes' : 'no', second: second ? nameOf(scene, second.by) : '' });
}

const decides = (scene: Scene): boolean => mayAct(scene, 'decide-proceed') || mayAct(scene, 'decide-release');

/** What can be done about the end of a request at any time, for the foot of the panel. */
export function endingActions(scene: Scene): readonly Button[] {
  const { request, rules, now } = scene;
  const mayRun = mayAct(scene, 'run-checks');
  if (request.ended) return mayRun && !request.letGo && !isThrough(request.ended) ? [{ label: say('button.take-up'), action: { do: 'reopen-request' } }] : [];
  if (isDelivered(request) || !(mayRun || decides(scene))) return [];
  const isSilent = silenceOf(request, rules, now)?.isLong ?? false;
  const offered = endings.filter((ending) => (ending === 'refused' ? !request.refusalProposed : mayRun && (ending !== 'expired' || isSilent)));
  return offered.length > 0 ? [{ label: say('button.end'), action: { do: 'end-request', endings: offered, alone: decides(scene) } }] : [];
}

/** While the request goes on: a refusal that waits for a second person, and a customer who has been silent for long. */
export function endingProposals(scene: Scene): readonly AttentionView[] {
  const { request, rules, now, viewer } = scene;
  const views: AttentionView[] = [];
  const { refusalProposed } = request;
  if (refusalProposed) {
    const { by, at, reason } = refusalProposed;
    const mayConfirm = (mayAct(scene, 'run-checks') || decides(scene)) && by !== viewer.accountId;
    views.push({
      id: 'refusal',
      tone: 'warning',
      icon: 'warns',
      title: say('attention.refusal'),
      why: say('attention.refusal.why', { by: nameOf(scene, by), on: { moment: at }, reason }),
      fix: say('attention.refusal.fix'),
      actions: [
        ...(mayConfirm ? [{ label: say('button.confirm-refusal'), action: { do: 'confirm-refusal', proposed: at } as const, danger: true }] : []),
        ...(mayAct(scene, 'run-checks') ? [{ label: say('button.drop-refusal'), action: { do: 'drop-refusal' } as const }] : []),
      ],
    });
  }
  const silence = silenceOf(request, rules, now);
  if (silence?.isLong && request.waiting && !isDelivered(request)) {
    views.push({
      id: 'silent',
      tone: 'warning',
      icon: 'warns',
      title: say('attention.silent', { days: silence.days }),
      why: say('attention.silent.why', { since: { moment: request.waiting.since }, most: rules.policies.expiresAfter }),
      fix: say('attention.silent.fix'),
      actions: mayAct(scene, 'run-checks') ? [{ label: say('button.end-expired'), action: { do: 'end-request', endings: ['expired'], alone: true } }] : [],
    });
  }
  return views;
}

/** Whether the rules have words for this end that nobody has sent since. */
export function replyToSend({ request, rules }: Pick<Scene, 'request' | 'rules'>): string | undefined {
  const { ended } = request;
  // Nobody is written to whose address is gone.
  if (!ended || request.letGo?.addresses) return undefined;
  const reply = replyOf(ended.ending);
  const isSent = request.replies.some((sent) => sent.reply === reply && sent.at >= ended.at);
  return !isSent && rules.replies.some(({ id }) => id === reply) ? reply : undefined;
}

/** After the end: what SRE had made and is not known to be gone, and a customer who has not been told. */
export function endedAttention(scene: Scene, ended: Ended, question: PreparedReply | undefined): readonly AttentionView[] {
  const { request } = scene;
  const clearing = clearingOf(request);
  const views: AttentionView[] = [];
  if (clearing === 'to-clear' || clearing === 'to-confirm') {
    const names = othersWho(scene, 'deliver', clearing === 'to-confirm' && ended.cleared ? [ended.cleared.by] : []);
    views.push({
      id: 'leftovers',
      tone: clearing === 'to-clear' ? 'danger' : 'warning',
      icon: clearing === 'to-clear' ? 'fails' : 'warns',
      title: say(`attention.leftovers.${clearing}`),
      lozenge: say('attention.leftovers.shuts'),
      why: ended.cleared ? say('attention.leftovers.said', { by: nameOf(scene, ended.cleared.by), on: { moment: ended.cleared.at }, note: ended.cleared.note }) : say('attention.leftovers.why'),
      fix: say('attention.leftovers.fix', { task: request.task?.issueKey ?? '', who: names?.length ? { list: names, join: 'or' } : 'permission.deliver' }),
      actions: request.task && mayAct(scene, 'deliver') ? [{ label: say('button.open-task', { task: request.task.issueKey }), action: { do: 'open-issue', issueKey: request.task.issueKey } }] : [],
    });
  }
  const reply = replyToSend(scene);
  if (reply) {
    views.push({
      id: 'ending-untold',
      tone: 'warning',
      icon: 'warns',
      title: say('attention.ending-untold', { customer: request.facts.requester?.value.name ?? '', known: request.facts.requester?.value.name ? 'yes' : 'no' }),
      ...(question && { quote: question }),
      actions: mayAct(scene, 'run-checks') ? [{ label: say('button.review-reply'), action: { do: 'review-reply', reply } }] : [],
    });
  }
  return views;
}

/** What SRE reads about what it had made, while STOP stands. */
export function clearingView(scene: Scene): SrePanelView['clearing'] {
  const { ended } = scene.request;
  const clearing = clearingOf(scene.request);
  if (!ended || clearing === 'nothing') return undefined;
  const { cleared } = ended;
  const said = cleared && say('attention.leftovers.said', { by: nameOf(scene, cleared.by), on: { moment: cleared.at }, note: cleared.note });
  const confirmed = cleared?.second && say('clearing.confirmed', { by: nameOf(scene, cleared.second.by), on: { moment: cleared.second.at } });
  return {
    standing: clearing,
    ...(cleared && { attested: cleared.at, byReader: cleared.by === scene.viewer.accountId }),
    lines: [...(said ? [said] : []), ...(confirmed ? [confirmed] : [])],
  };
}
