/** Decides the line at the top of the portal: whose turn it is, what is asked of whom, and how the business days run. */
import type { PortalView } from '../contract';
import type { Message } from '../checks/message';
import { readClock } from '../procedure/business-days';
import { checklist, decisionStanding } from '../procedure/checklist';
import { isThrough } from '../procedure/ending';
import { callsSuggested } from '../procedure/failed-files';
import type { FileRole } from '../procedure/request';
import { possessionOf } from '../procedure/possession';
import { wantedKeys } from '../procedure/handed-in-keys';
import { deliveredTo, detailsFor, isTheirs } from '../procedure/relation';
import { keyFingerprint } from '../procedure/terms';
import { goneLines } from './gone-view';
import { say } from './looker';
import type { PortalScene } from './portal-scene';
import { stopNow } from './road-view';

type Turn = NonNullable<PortalView['request']>['turn'];

const first = (name: string | undefined): string => name?.split(' ')[0] ?? '';

function clockLine({ request, rules, today }: PortalScene): Message {
  const { from, to } = rules.calendar.estimate;
  const reading = readClock(request.clock, rules.calendar, today);
  if (reading.state === 'not-started') return say('portal.clock.not-started', { from, to });
  return reading.state === 'stopped' ? say('portal.clock.stopped', { from, to }) : say('portal.clock.running', { day: reading.day, to, by: { day: reading.latest } });
}

const ours = (what: Message, ...next: readonly Message[]): Turn => ({ who: 'us', mood: 'waiting', what, next });

/** Asked of requester and recipient; whoever else looks on learns only that the customer is waited for. */
function theirs(scene: PortalScene, what: Message, next: readonly Message[]): Turn {
  if (!isTheirs(scene.relation)) return { who: 'waiting', mood: 'waiting', what: say('portal.turn.customer'), next: [clockLine(scene)] };
  return { who: 'you', mood: 'you', what, next: [...next, clockLine(scene)] };
}

/** Files are with the recipient, and nobody has said yet whether they open. */
function downloadTurn(scene: PortalScene): Turn | undefined {
  const { request, rules, now, relation } = scene;
  const attempt = deliveredTo(request);
  if (!attempt || request.marks['receipt']) return undefined;
  if (attempt.reported) return ours(say('portal.turn.reported'));
  const { requester, recipient } = request.facts;
  if (detailsFor(request, relation, rules, now)) {
    const alone = isTheirs(relation) && requester?.value.name !== recipient?.value.name;
    return {
      who: 'you',
      mood: 'you',
      what: say('portal.turn.download', { count: attempt.files.length, until: { day: attempt.place.expiresOn } }),
      next: [say('portal.alone', { recipient: first(recipient?.value.name), requester: alone ? (requester?.value.name ?? '') : '', shared: alone ? 'yes' : 'no' })],
    };
  }
  if (relation === 'recipient') return { who: 'you', mood: 'waiting', what: say('portal.turn.access-ended'), next: [say('portal.access-ended')] };
  if (relation === 'requester') return { who: 'waiting', mood: 'waiting', what: say('portal.turn.recipient-downloads', { recipient: recipient?.value.name ?? '' }), next: [say('portal.recipient-alone')] };
  return { who: 'waiting', mood: 'waiting', what: say('portal.turn.downloading'), next: [] };
}

/** What the customer owes now, the most urgent first. */
function owed(scene: PortalScene): Turn | undefined {
  const { request, rules, now, today } = scene;
  const { waiting, possession } = request;
  if (possessionOf(possession, keyFingerprint(request), now) === 'waiting') return theirs(scene, say('portal.turn.code'), []);
  if (waiting?.reply === 'missing-facts') return theirs(scene, say('portal.turn.answer'), [say('portal.answer-below')]);
  if (decisionStanding(request, 'proceed', rules, now) === 'holds') {
    const keys = wantedKeys(request, rules, now).filter(({ standing }) => !standing.satisfied);
    const isSent = request.replies.some(({ reply }) => rules.steps.some(({ done, stage }) => done.by === 'reply' && done.reply === reply && stage === 'agreement'));
    const form = checklist(request, rules, now).some(({ step, why }) => step.done.by === 'file' && step.done.role === 'signed-form' && why === 'file-missing');
    const asksForm = form && isSent;
    const { latest } = readClock(request.clock, rules.calendar, today);
    if (keys.length > 0) {
      const calls = new Set<FileRole>(callsSuggested(request, rules, now).map(({ role }) => role));
      const roles = keys.length > 1 ? 'both' : keys[0]?.role === 'ssh-key' ? 'ssh' : 'openpgp';
      return theirs(scene, say('portal.turn.keys', { roles, form: asksForm ? 'yes' : 'no', until: { day: latest } }), [say('portal.why-key', { roles }), ...(keys.some(({ role }) => calls.has(role)) ? [say('portal.call')] : [])]);
    }
    if (asksForm) return theirs(scene, say('portal.turn.form'), []);
  }
  return waiting ? theirs(scene, say('portal.turn.answer'), [say('portal.answer-below')]) : undefined;
}

/** Something odd is looked into before anything else, and the customer learns that it is, and no more. */
export function portalTurnView(scene: PortalScene): Turn {
  const { request } = scene;
  if (request.ended) return { who: 'closed', mood: 'done', what: say(`portal.ended.${request.ended.ending}`), next: [...(isThrough(request.ended) ? [] : [say('portal.ended.write')]), ...goneLines(request)] };
  if (request.flags.some(({ settled }) => !settled)) return ours(say('portal.turn.checking'), clockLine(scene));
  const asked = downloadTurn(scene) ?? owed(scene);
  if (asked) return asked;
  const stop = stopNow(scene);
  if (!stop) return { who: 'closed', mood: 'done', what: say('portal.turn.done'), next: [] };
  return ours(say(`portal.turn.us.${stop}`), ...(stop === 'disposed' || stop === 'received' ? [] : [clockLine(scene)]));
}
