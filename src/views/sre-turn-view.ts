/** Decides the line at the top of the SRE panel: what is next on this task, and whose it is. */
import type { Button, SreAct, SrePanelView } from '../contract';
import type { Message } from '../checks/message';
import { currentAttempt, deliveryStanding, isSealed } from '../procedure/delivery';
import { copyIsDeclined, disposalStanding, todayIn } from '../procedure/disposal';
import { startStanding } from '../procedure/production-site';
import type { Readiness } from '../procedure/readiness';
import type { Permission } from '../procedure/request';
import { moves, type Move } from '../procedure/turn';
import { mayAct, nameOf, say, whoCould, type Scene } from './looker';
import { clockLine } from './turn-view';

type Next = { readonly what: Message; readonly act?: SreAct; readonly button?: Button; readonly who?: Move['turn']; readonly permission?: Permission };

/** Asking and carrying out start here; every other act on a disposal stands beside it. */
function disposalButton({ move, standing, disposal: number }: Move, { request, rules, now }: Scene): Button | undefined {
  if (move === 'ask-disposal') return standing?.step.done.by === 'disposal' ? { label: say('button.ask-disposal'), action: { do: 'dispose', act: 'ask', profile: standing.step.done.profile } } : undefined;
  const disposal = request.disposals?.find((one) => one.number === number);
  if (move !== 'carry-out-disposal' || !disposal) return undefined;
  const isBegun = disposalStanding(disposal, rules, todayIn(rules, now)) === 'begun';
  return { label: say(isBegun ? 'button.attest-disposal' : 'button.begin-disposal'), action: { do: 'dispose', act: isBegun ? 'attest' : 'begin', disposal: disposal.number, profile: disposal.profile } };
}

/** Once the data is out, or nobody wants a copy, what is left on the task is that data goes. */
function disposalNext(scene: Scene): Next {
  const move = moves(scene.request, scene.rules, scene.now).find(({ standing }) => standing?.step.stage === 'disposal');
  if (!move) return { what: say('turn.all-done'), who: 'nobody' };
  const { turn, permission, params } = move;
  const button = disposalButton(move, scene);
  return { what: say(`turn.${move.move}`, params), who: turn, ...(permission && turn === 'sre' && { permission }), ...(button && { button }) };
}

function nextOf(scene: Scene, gates: readonly Readiness[]): Next {
  const { request } = scene;
  const isOpen = (name: string): boolean => gates.some(({ gate, open }) => gate === name && open);
  const recipient = request.facts.recipient?.value.name ?? '';
  if (copyIsDeclined(request, scene.rules)) return disposalNext(scene);
  if (startStanding(request) !== 'started') return isOpen('start-work') ? { what: say('turn.start-work'), act: 'start' } : { what: say('sre.start-shut'), who: 'agent' };
  const attempt = currentAttempt(request);
  switch (deliveryStanding(request)) {
    case 'not-recorded':
      return { what: say('turn.record-delivery'), act: 'record' };
    case 'not-sealed':
      return { what: say('sre.fix-files', { failing: attempt?.files.filter((file) => !isSealed(file)).length ?? 0, count: attempt?.files.length ?? 0 }), act: 'record' };
    case 'other-key':
      return { what: say('sre.seal-again'), act: 'record' };
    case 'recorded':
      return isOpen('deliver') ? { what: say('turn.hand-details', { recipient }), act: 'hand-details' } : { what: say('sre.deliver-shut'), who: 'agent' };
    case 'handed-over':
      if (!request.marks['receipt'] && attempt?.reported) return { what: say('turn.look-into-report', { recipient }), act: 'did-not-work' };
      if (!request.marks['receipt']) return { what: say('sre.await-receipt', { recipient }), who: 'customer' };
      return request.marks['access-removed'] ? disposalNext(scene) : { what: say('sre.remove-access'), act: 'remove-access' };
  }
}

/** What the customer says is wrong, in their own words. */
function reportOf(scene: Scene): readonly Message[] {
  const reported = scene.request.marks['receipt'] ? undefined : currentAttempt(scene.request)?.reported;
  return reported ? [say('sre.reported', { by: nameOf(scene, reported.by), on: { moment: reported.at }, reason: reported.reason })] : [];
}

export function sreTurnView(scene: Scene, gates: readonly Readiness[]): NonNullable<SrePanelView['turn']> {
  const { what, act, button, who, permission = act && ('deliver' as const) } = nextOf(scene, gates);
  const mine = permission !== undefined && mayAct(scene, permission);
  const others = permission === undefined ? [] : [whoCould(scene, permission, mine ? [scene.viewer.accountId] : [], mine ? 'others' : 'could')];
  return {
    who: mine ? 'you' : (who ?? 'sre'),
    mood: mine ? 'you' : who === 'nobody' ? 'done' : 'waiting',
    what,
    ...(mine && act && { act }),
    ...(mine && button && { button }),
    next: [...reportOf(scene), ...others.filter(({ code }) => !mine || code === 'turn.next.others'), clockLine(scene)],
  };
}
