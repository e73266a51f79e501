/** Decides the line at the top of the SRE panel: what is next on this task, and whose it is. */
import type { SreAct, SrePanelView } from '../contract';
import type { Message } from '../checks/message';
import { currentAttempt, deliveryStanding, isSealed } from '../procedure/delivery';
import { startStanding } from '../procedure/production-site';
import type { Readiness } from '../procedure/readiness';
import { mayAct, nameOf, say, whoCould, type Scene } from './looker';
import { clockLine } from './turn-view';

type Next = { readonly what: Message; readonly act?: SreAct; readonly who?: 'customer' | 'agent' | 'nobody' };

function nextOf(scene: Scene, gates: readonly Readiness[]): Next {
  const { request } = scene;
  const isOpen = (name: string): boolean => gates.some(({ gate, open }) => gate === name && open);
  const recipient = request.facts.recipient?.value.name ?? '';
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
      return request.marks['access-removed'] ? { what: say('turn.all-done'), who: 'nobody' } : { what: say('sre.remove-access'), act: 'remove-access' };
  }
}

/** What the customer says is wrong, in their own words. */
function reportOf(scene: Scene): readonly Message[] {
  const reported = scene.request.marks['receipt'] ? undefined : currentAttempt(scene.request)?.reported;
  return reported ? [say('sre.reported', { by: nameOf(scene, reported.by), on: { moment: reported.at }, reason: reported.reason })] : [];
}

export function sreTurnView(scene: Scene, gates: readonly Readiness[]): NonNullable<SrePanelView['turn']> {
  const { what, act, who } = nextOf(scene, gates);
  const mine = act !== undefined && mayAct(scene, 'deliver');
  const others = act === undefined ? [] : [whoCould(scene, 'deliver', mine ? [scene.viewer.accountId] : [], mine ? 'others' : 'could')];
  return {
    who: mine ? 'you' : (who ?? 'sre'),
    mood: mine ? 'you' : who === 'nobody' ? 'done' : 'waiting',
    what,
    ...(mine && { act }),
    next: [...reportOf(scene), ...others.filter(({ code }) => !mine || code === 'turn.next.others'), clockLine(scene)],
  };
}
