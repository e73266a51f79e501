/** Decides what SRE sees on the task: the approved terms while they hold, STOP as soon as they do not. */
import type { SreAct, SrePanelView, TextDifference } from '../contract';
import { dayIn, readClock } from '../procedure/business-days';
import { decisionStanding, lastDecision } from '../procedure/checklist';
import { copyIsDeclined } from '../procedure/disposal';
import { isThrough } from '../procedure/ending';
import type { DecisionName, Ended } from '../procedure/request';
import type { Readiness } from '../procedure/readiness';
import { changedTerms, termsOf } from '../procedure/terms';
import type { Message } from '../checks/message';
import { goneLines } from './gone-view';
import { mayAct, nameOf, say, type Scene } from './looker';
import { disposalsView } from './disposal-view';
import { deliveryView, misDeliveryView, reportsOf } from './delivery-view';
import { clearingView, endedLine } from './ending-view';
import { sreTurnView } from './sre-turn-view';
import { termViews } from './term-view';

/** The decision that the task rests on: without a copy nothing is released. */
const ruling = ({ request, rules }: Scene): DecisionName => (copyIsDeclined(request, rules) ? 'proceed' : 'release');

/** The end, where all of it was done and nothing has come up since: there is no work left that could stop. */
const overBy = ({ request: { ended, flags } }: Scene): Ended | undefined => (ended && isThrough(ended) && flags.every(({ settled }) => settled) ? ended : undefined);

/** Why work on the task must stop, or undefined. `isTextChanged` where the task no longer reads as it was made. */
function stopOf(scene: Scene, isTextChanged: boolean): Message | undefined {
  const { request, rules, now } = scene;
  if (overBy(scene)) return undefined;
  if (request.ended && !isThrough(request.ended)) return endedLine(request.ended, scene);
  if (isTextChanged) return say('packet.stop.text');
  if (request.flags.some(({ settled }) => !settled)) return say('packet.stop.flag');
  const standing = decisionStanding(request, ruling(scene), rules, now);
  if (standing === 'voided' && lastDecision(request, 'release')?.voided?.changed.length === 0) return say('packet.stop.taken-up');
  if (standing !== 'holds' && standing !== 'used') return say(`packet.stop.${standing}`);
  const release = lastDecision(request, ruling(scene));
  return release && changedTerms(release.terms, termsOf(request)).length > 0 ? say('packet.stop.voided') : undefined;
}

const clearingActs = (clearing: SrePanelView['clearing']): readonly SreAct[] =>
  clearing?.standing === 'to-clear' ? ['clear-leftovers'] : clearing?.standing === 'to-confirm' ? [clearing.byReader ? 'clear-leftovers' : 'confirm-cleared'] : [];

/** What production holds, as SRE stated it, where that is what was approved. */
function productionOf(scene: Scene): { readonly site: string; readonly meta: Message } | undefined {
  const { start } = scene.request;
  return start && { site: start.site, meta: say(start.matches ? 'packet.production' : 'packet.production.differs', { by: nameOf(scene, start.by), on: { moment: start.at } }) };
}

/** `differences` is what the task says otherwise than it was written, and absent where it reads as it was written. */
export function packetView(scene: Scene, gates: readonly Readiness[], differences: readonly TextDifference[] | undefined): SrePanelView {
  const { request, rules, now, today } = scene;
  const release = lastDecision(request, ruling(scene));
  const why = stopOf(scene, differences !== undefined);
  const over = overBy(scene);
  const mayDeliver = mayAct(scene, 'deliver');
  const production = productionOf(scene);
  const misDelivery = misDeliveryView(scene, mayDeliver);
  const clearing = clearingView(scene);
  const disposal = disposalsView(scene);
  const publicKey = request.verdicts['openpgp-key']?.shows['publicKey'];
  const approvals = (['proceed', 'release'] as const).flatMap((name) => {
    const decision = lastDecision(request, name);
    return decision?.outcome === 'approved' ? [say('packet.approval', { decision: `step.${name}.title`, by: nameOf(scene, decision.by), on: { moment: decision.at } })] : [];
  });
  return {
    now: now.toISOString(),
    packet: {
      ticket: request.issueKey,
      standing: over ? 'over' : why ? 'stop' : 'equals',
      ...(why && { why }),
      terms: termViews(release?.terms ?? termsOf(request), request, undefined),
      approvals: [...approvals, ...(over ? [] : goneLines(request))],
      ...(!over && { due: say('packet.due', { due: { day: readClock(request.clock, rules.calendar, dayIn(rules.calendar.timeZone, now)).latest }, today: { day: today } }) }),
      ...(typeof publicKey === 'string' && !why && !over && { publicKey }),
      ...(production && { production }),
    },
    ...(!why && { turn: over ? { who: 'nobody', mood: 'done', what: endedLine(over, scene), next: goneLines(request) } : sreTurnView(scene, gates) }),
    ...(!over && differences && differences.length > 0 && { differences }),
    ...(!why && !over && mayDeliver && { delivery: deliveryView(scene, gates.some(({ gate, open }) => gate === 'deliver' && open)) }),
    ...(why && mayDeliver && { reports: [...clearingActs(clearing), ...(request.ended ? [] : reportsOf(request))] }),
    ...(clearing && { clearing }),
    ...(misDelivery && { misDelivery }),
    ...(disposal && { disposal }),
    gates: gates.map(({ gate, open, missing }) => ({ gate, open, meta: open ? say('packet.gate.open') : say('packet.gate.shut', { count: missing.length }), ...(!open && { missing: missing.map(({ says }) => says) }) })),
  };
}
