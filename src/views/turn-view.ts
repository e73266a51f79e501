/** Decides the line at the top of the panel: whose turn, what is next, its one button, who else could, the clock. */
import type { Action, Button, DisposalAct, TurnView } from '../contract';
import { plain, type Message } from '../checks/message';
import { barredFrom } from '../procedure/barred';
import { readClock } from '../procedure/business-days';
import { factsStanding } from '../procedure/checklist';
import { moves, type Move } from '../procedure/turn';
import { goneLines } from './gone-view';
import { customerOf, mayAct, nameOf, say, stepName, whoCould, type Scene } from './looker';
import { callAbout, callButton, callTurn } from './call-view';
import { endedLine } from './ending-view';
import { againButton, findingView } from './step-view';

const attachLabel = { 'signed-form': 'button.attach-form', 'encryption-key': 'button.attach-key', 'ssh-key': 'button.attach-ssh' } as const;

function whatOf(move: Move, scene: Scene): Message {
  const { request } = scene;
  const { standing } = move;
  switch (move.move) {
    case 'settle-flag':
      return say('turn.settle-flag', { flag: `flag.${request.flags.find(({ id }) => id === move.flag)?.code ?? 'raised-by-hand'}.name` });
    case 'await-customer':
      return say('turn.await-customer', { customer: request.facts.requester?.value.name ?? customerOf(scene) });
    case 'ask-facts':
      return say('turn.ask-facts', { customer: request.facts.requester?.value.name ?? customerOf(scene), ...move.params });
    case 'take-file':
      return say(`turn.take-file.${move.file ?? 'signed-form'}`);
    case 'send-code':
    case 'enter-code':
    case 'hand-details':
    case 'look-into-report':
      return say(`turn.${move.move}`, { recipient: request.facts.recipient?.value.name ?? customerOf(scene) });
    case 'decide':
      return say(`turn.decide.${plain(move.params['decision'])}`, { customer: customerOf(scene) });
    case 'send-reply': {
      const id = standing?.step.done.by === 'reply' ? standing.step.done.reply : '';
      return say('turn.send-reply', { reply: scene.rules.replies.find((reply) => reply.id === id)?.title ?? id });
    }
    case 'resolve-finding': {
      const call = standing && callAbout(standing, scene);
      if (call) return callTurn(call, scene);
      if (standing?.step.stage === 'keys') return say('turn.ask-key', { recipient: request.facts.recipient?.value.name ?? customerOf(scene) });
      const verdict = standing?.step.done.by === 'check' ? request.verdicts[standing.step.done.check] : undefined;
      const worst = verdict?.findings.find(({ weight }) => weight === 'fail') ?? verdict?.findings.find(({ weight }) => weight === 'unknown');
      return verdict && worst ? findingView(verdict.check, worst).says : say('turn.run-checks');
    }
    case 'ended':
      return request.ended ? endedLine(request.ended, scene) : say('turn.all-done');
    case 'hand-off':
      return say(request.handOff?.problem ? 'turn.hand-off-problem' : 'turn.hand-off');
    default:
      return say(`turn.${move.move}`, { ...move.params, ...(standing && { step: stepName(standing.step) }) });
  }
}

function buttonOf(move: Move, scene: Scene): Button | undefined {
  const button = (label: string, action: Action, params: Message['params'] = {}, danger = false): Button => ({ label: say(label, params), action, ...(danger && { danger }) });
  const step = move.standing?.step;
  const disposing = (label: string, act: DisposalAct): Button | undefined => {
    const disposal = scene.request.disposals?.find(({ number }) => number === move.disposal);
    return disposal && button(label, { do: 'dispose', act, disposal: disposal.number, profile: disposal.profile });
  };
  switch (move.move) {
    case 'remove-private-key':
      return move.attachmentId ? button('button.remove-file', { do: 'remove-file', attachmentId: move.attachmentId }, {}, true) : undefined;
    case 'settle-flag':
      return move.flag ? button('button.settle-flag', { do: 'settle-flag', flag: move.flag }) : undefined;
    case 'ask-facts':
      return button('button.review-question', { do: 'review-reply', reply: 'missing-facts' });
    case 'confirm-facts':
      return button('button.confirm-facts', { do: 'confirm-facts' }, move.params);
    case 'run-checks':
      return button('button.run-checks', { do: 'run-checks' });
    case 'resolve-finding': {
      const call = move.standing && callAbout(move.standing, scene);
      return call ? callButton(call, scene) : ((move.standing && againButton(move.standing, scene)) ?? button('button.run-again', { do: 'run-checks' }));
    }
    case 'take-file':
      return move.file ? button(attachLabel[move.file], { do: 'take-file', role: move.file }) : undefined;
    case 'confirm-step':
      return step && button(scene.request.marks[step.id]?.state === 'overridden' ? 'button.confirm-override' : 'button.confirm', { do: 'confirm-step', step: step.id });
    case 'tell-contacts':
      return button('button.tell-contacts', { do: 'tell-contacts' });
    case 'clear-leftovers':
    case 'confirm-cleared':
    case 'start-work':
    case 'record-delivery':
    case 'hand-details':
    case 'look-into-report':
      return scene.request.task && button('button.open-task', { do: 'open-issue', issueKey: scene.request.task.issueKey }, { task: scene.request.task.issueKey });
    case 'ask-copy':
      return step && button('button.answer', { do: 'answer-copy', step: step.id });
    case 'ask-disposal':
      return step?.done.by === 'disposal' ? button('button.ask-disposal', { do: 'dispose', act: 'ask', profile: step.done.profile }) : undefined;
    case 'decide-disposal':
      return disposing('button.decide-disposal', 'decide');
    case 'tell-disposal':
      return disposing('button.tell-disposal', 'tell');
    case 'carry-out-disposal':
    case 'restore-purged':
      return scene.request.task && button('button.open-task', { do: 'open-issue', issueKey: scene.request.task.issueKey }, { task: scene.request.task.issueKey });
    case 'certify': {
      const open = scene.request.disposals?.find(({ carriedOut, inError, certificate }) => carriedOut && !inError && !certificate);
      return open && button('button.certify', { do: 'dispose', act: 'certify', disposal: open.number, profile: open.profile });
    }
    case 'send-code':
      return button('button.send-code', { do: 'send-code' });
    case 'enter-code':
      return button('button.enter-code', { do: 'enter-code' });
    case 'answer':
      return step && button('button.answer', { do: 'give-answer', step: step.id });
    case 'attest':
      return step?.done.by === 'attestation' ? button('button.attest', { do: 'attest', step: step.id, asks: step.done.asks }) : undefined;
    case 'send-reply':
      return step?.done.by === 'reply' ? button('button.review-reply', { do: 'review-reply', reply: step.done.reply }) : undefined;
    case 'hand-off':
      return button(scene.request.handOff?.problem ? 'button.retry' : 'button.hand-off', { do: 'hand-off' });
    default:
      return undefined;
  }
}

export function clockLine({ request, rules, today }: Scene): Message {
  if (request.ended) return say('clock.ended');
  const reading = readClock(request.clock, rules.calendar, today);
  if (reading.state === 'not-started') return say('clock.not-started');
  const of = rules.calendar.estimate.to;
  if (reading.state === 'stopped') return say('clock.stopped', { day: reading.day, of, since: { day: reading.stoppedSince ?? today } });
  return say('clock.running', { day: reading.day, of, due: { day: reading.latest } });
}

/** Whether the viewer may make this move, as far as the screen knows; the server judges it again. */
function isMine(move: Move, scene: Scene): boolean {
  if (!mayAct(scene, move.permission) || barredFrom(move, scene.request).includes(scene.viewer.accountId)) return false;
  return move.move !== 'decide' || !scene.bars.has(move.params['decision'] === 'proceed' ? 'proceed' : 'release');
}

export function turnView(scene: Scene): TurnView {
  const [move = { turn: 'nobody', move: 'all-done', params: {} } satisfies Move, after] = moves(scene.request, scene.rules, scene.now);
  const mine = isMine(move, scene);
  const button = mine ? buttonOf(move, scene) : undefined;
  const { handover } = scene.request;
  const isOver = move.move === 'ended' || move.move === 'all-done';
  const isAlarm = move.move === 'remove-private-key';
  const others = move.permission ? [whoCould(scene, move.permission, [...barredFrom(move, scene.request), ...(mine ? [scene.viewer.accountId] : [])], mine ? 'others' : 'could')] : [];
  const then = after && after.turn !== move.turn ? [say('turn.next.then', { who: `role.${after.turn}` })] : [];
  const { unconfirmed } = factsStanding(scene.request);
  const confirms = mine && move.move === 'ask-facts' && unconfirmed.length > 0 ? [say('turn.next.confirm', { count: unconfirmed.length })] : [];
  // With nobody else to name, the sentence about others would only repeat that the reader may.
  const named = others.filter(({ code }) => !mine || code === 'turn.next.others');
  return {
    who: mine ? 'you' : move.turn,
    mood: isOver ? 'done' : isAlarm ? 'danger' : mine ? 'you' : 'waiting',
    what: whatOf(move, scene),
    ...(button && { button }),
    // What is left to do after the end stands in place of the line that says how it ended.
    next: [...(scene.request.ended && move.move !== 'ended' ? [endedLine(scene.request.ended, scene)] : []), ...confirms, ...then, ...named, clockLine(scene), ...goneLines(scene.request)],
    ...(handover && { note: { from: nameOf(scene, handover.by), text: handover.text } }),
  };
}
