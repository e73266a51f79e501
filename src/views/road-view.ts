/** Decides how far a request has come, in the customer's words: seven stops, what was done when, and what is next. */
import type { RoadItemView } from '../contract';
import type { Message } from '../checks/message';
import { readClock } from '../procedure/business-days';
import { checklist, type StepStanding } from '../procedure/checklist';
import { currentAttempt } from '../procedure/delivery';
import { wantedKeys } from '../procedure/handed-in-keys';
import { deliveredTo, isTheirs } from '../procedure/relation';
import type { Stage } from '../procedure/request';
import { say } from './looker';
import type { PortalScene } from './portal-scene';

export const stops = ['asked', 'checked', 'signed', 'keys', 'prepared', 'received', 'disposed'] as const;
export type Stop = (typeof stops)[number];

const stagesOf: { readonly [At in Stop]?: readonly Stage[] } = { checked: ['intake', 'security-check'], signed: ['agreement'], keys: ['keys'], disposed: ['disposal'] };

/** The steps that a stop stands for; a stop without any is left out, as where the customer wants no copy. */
function stepsOf(stop: Stop, standings: readonly StepStanding[]): readonly StepStanding[] {
  if (stop === 'received') return standings.filter(({ step }) => step.id === 'receipt');
  if (stop === 'prepared') return standings.filter(({ step }) => step.id === 'delivered');
  const stages = stagesOf[stop];
  return stages ? standings.filter(({ step }) => stages.includes(step.stage)) : [];
}

type Reached = { readonly stop: Stop; readonly done: boolean; readonly at?: string };

function reached(stop: Stop, { request }: PortalScene, standings: readonly StepStanding[]): Reached | undefined {
  if (stop === 'asked') return { stop, done: true, at: request.begun.at };
  const steps = stepsOf(stop, standings);
  if (steps.length === 0) return undefined;
  if (stop === 'prepared') {
    const at = currentAttempt(request)?.handedOver?.at;
    return { stop, done: at !== undefined, ...(at && { at }) };
  }
  const at = steps.flatMap(({ by }) => by?.at ?? []).sort().at(-1);
  return { stop, done: steps.every(({ satisfied }) => satisfied), ...(at && { at }) };
}

function whenOf({ stop, done, at }: Reached, isNow: boolean, scene: PortalScene): Message | undefined {
  const { request, rules, today } = scene;
  if (done) return at ? say('portal.when.on', { on: { moment: at } }) : undefined;
  const attempt = deliveredTo(request);
  if (stop === 'received' && attempt) return say('portal.when.until', { until: { day: attempt.place.expiresOn } });
  if (stop === 'prepared' && request.clock.startedOn) return say('portal.when.by', { by: { day: readClock(request.clock, rules.calendar, today).latest } });
  return isNow ? say('portal.when.now') : undefined;
}

/** What is here of the keys and what is not; how much was delivered. Numbers of files are the recipient's and requester's. */
function moreOf({ stop, done }: Reached, isNow: boolean, scene: PortalScene): Message | undefined {
  const { request, rules, now, relation } = scene;
  if (!isTheirs(relation)) return undefined;
  if (stop === 'keys' && isNow) {
    const keys = wantedKeys(request, rules, now);
    const here = keys.filter(({ standing }) => standing.satisfied).map(({ role }) => `portal.key.${role}`);
    const missing = keys.filter(({ standing }) => !standing.satisfied).map(({ role }) => `portal.key.${role}`);
    return missing.length === 0 ? say('portal.keys.checked') : say('portal.keys.missing', { here: { list: here, join: 'and' }, count: here.length, missing: { list: missing, join: 'and' } });
  }
  const files = deliveredTo(request)?.files;
  return stop === 'prepared' && done && files ? say('portal.files', { count: files.length }) : undefined;
}

/** Ended requests go no further: what was not reached is left out. */
export function roadView(scene: PortalScene): readonly RoadItemView[] {
  const { request, rules, now, relation } = scene;
  const standings = checklist(request, rules, now).filter(({ step, state }) => step.mandatory && state !== 'not-applicable');
  const all = stops.flatMap((stop) => reached(stop, scene, standings) ?? []);
  const current = request.ended ? undefined : all.find(({ done }) => !done);
  return all.filter(({ done }) => done || !request.ended).map((item): RoadItemView => {
    const isNow = item === current;
    const when = whenOf(item, isNow, scene);
    const more = moreOf(item, isNow, scene);
    return {
      stop: item.stop,
      state: item.done ? 'done' : isNow ? 'now' : 'to-do',
      what: say(`portal.road.${item.stop}`, { done: item.done ? 'yes' : 'no', reader: relation }),
      ...(when && { when }),
      ...(more && { more }),
    };
  });
}

/** The first stop that is not reached. */
export const stopNow = (scene: PortalScene): Stop | undefined => stops.find((stop) => stop === roadView(scene).find(({ state }) => state === 'now')?.stop);
