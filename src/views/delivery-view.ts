/** Decides how a delivery is shown to those who carry it out: its files, its place, its commands, and the recipient's message. */
import type { AttemptView, CommandView, FileVerdictView, SreAct, SrePanelView } from '../contract';
import { dayIn } from '../procedure/business-days';
import { commandsFor, type Command } from '../procedure/commands';
import { currentAttempt, deliveryStanding, isSealed } from '../procedure/delivery';
import { accountName, accountPath, closeAccess } from '../procedure/delivery-host';
import { instructionsFor } from '../procedure/instructions';
import { startStanding } from '../procedure/production-site';
import type { Attempt, DeliveredFile, SnapshotRequest } from '../procedure/request';
import { keyFingerprint } from '../procedure/terms';
import { nameOf, say, type Scene } from './looker';
import { findingView } from './step-view';

/** How long the account stays open unless SRE says otherwise, in calendar days. */
const usualAccessDays = 21;

function fileView({ name, size, sha256, verdict }: DeliveredFile, recipient: string): FileVerdictView {
  const worst = verdict.findings.find(({ weight }) => weight === 'fail') ?? verdict.findings.find(({ weight }) => weight === 'unknown' || weight === 'warn');
  const words = worst && findingView('sealed-file', worst);
  if (isSealed({ name, size, sha256, verdict })) return { name, size, sha256, outcome: verdict.outcome, sealedTo: say('sealed.only', { recipient }), ...(words && { why: words.says }) };
  return { name, size, sha256, outcome: verdict.outcome, sealedTo: words?.says ?? say('sealed.unknown'), ...(words && { why: words.remedy }) };
}

function attemptView(attempt: Attempt, scene: Scene): AttemptView {
  const standing = deliveryStanding(scene.request);
  const state = standing === 'not-recorded' ? 'not-sealed' : standing;
  const recipient = scene.request.facts.recipient?.value.name ?? '';
  const { by, at } = attempt.handedOver ?? attempt;
  return {
    number: attempt.number,
    state,
    meta: say(attempt.handedOver ? 'attempt.handed-over' : 'attempt.recorded', { by: nameOf(scene, by), on: { moment: at } }),
    // What has to be mended comes first.
    files: [...attempt.files].sort((one, other) => Number(isSealed(one)) - Number(isSealed(other))).map((file) => fileView(file, recipient)),
    place: attempt.place,
  };
}

const commandView = ({ command, shell }: Command | { readonly command: 'close'; readonly shell: string }): CommandView => ({ command, shell, title: say(`command.${command}`), small: say(`command.${command}.small`) });

function commandViews({ request }: Scene, accessEnds: string): readonly CommandView[] {
  const fingerprint = keyFingerprint(request);
  const keys = request.verdicts['openpgp-key']?.shows['encryptionKeys'];
  const sshKey = request.files['ssh-key'] && request.verdicts['ssh-key']?.shows['publicKey'];
  if (!fingerprint || !Array.isArray(keys)) return [];
  const encryptionKeys = (keys as { fingerprint: string }[]).map((key) => key.fingerprint);
  return commandsFor({ ticket: request.issueKey, fingerprint, encryptionKeys, accessEnds, ...(typeof sshKey === 'string' && { sshKey }) }).map(commandView);
}

/** What has happened can be reported at any time, whether work goes on or not. */
export function reportsOf({ deliveries = [], marks, misDelivery }: SnapshotRequest): readonly SreAct[] {
  const last = deliveries.at(-1);
  if (!last) return [];
  const isOpen = deliveries.some(({ handedOver }) => handedOver) && !marks['access-removed'];
  return [...(isOpen ? (['remove-access'] as const) : []), ...(misDelivery?.attempt === last.number ? [] : (['mis-delivered'] as const))];
}

function actsOf({ request }: Scene): readonly SreAct[] {
  const isDelivered = currentAttempt(request)?.handedOver !== undefined;
  const next: readonly SreAct[] = isDelivered ? ['did-not-work'] : startStanding(request) === 'started' ? ['record'] : [];
  return [...next, ...reportsOf(request)];
}

/** `mayGo` where the deliver gate is open: only then is there a message to give out. */
export function deliveryView(scene: Scene, mayGo: boolean): NonNullable<SrePanelView['delivery']> {
  const { request, rules, now } = scene;
  const attempt = currentAttempt(request);
  const expiresOn = dayIn(rules.calendar.timeZone, new Date(now.getTime() + usualAccessDays * 86_400_000));
  const recipient = request.facts.recipient?.value.name;
  const given = attempt && recipient && (mayGo || attempt.handedOver) ? { recipient, ticket: request.issueKey, fingerprint: attempt.sealedFor, files: attempt.files, place: attempt.place } : undefined;
  return {
    ...(attempt && { attempt: attemptView(attempt, scene) }),
    earlier: (request.deliveries ?? []).flatMap(({ number, failed }) => (failed ? [say('attempt.failed', { attempt: number, by: nameOf(scene, failed.by), on: { moment: failed.at }, reason: failed.reason })] : [])),
    // What is delivered is not made again; what is left to do is to shut the door.
    commands: attempt?.handedOver ? [commandView({ command: 'close', shell: closeAccess(attempt.place.username) })] : commandViews(scene, attempt?.place.expiresOn ?? expiresOn),
    acts: actsOf(scene),
    usual: { username: accountName(request.issueKey), path: accountPath(request.issueKey), expiresOn },
    ...(given && { message: instructionsFor(given, { locale: 'en', timeZone: rules.calendar.timeZone, now }) }),
  };
}

/** The clock and the way to shut the account, from the moment that data is known to have gone astray. */
export function misDeliveryView(scene: Scene, mayDeliver: boolean): SrePanelView['misDelivery'] {
  const { misDelivery, deliveries = [] } = scene.request;
  if (!misDelivery) return undefined;
  const hours = Math.floor((Date.parse(misDelivery.until) - scene.now.getTime()) / 3_600_000);
  const place = deliveries.find(({ number }) => number === misDelivery.attempt)?.place;
  return {
    title: say('mis-delivery.title', { attempt: misDelivery.attempt }),
    why: say('mis-delivery.why', { by: nameOf(scene, misDelivery.by), on: { moment: misDelivery.at }, reason: misDelivery.reason, until: { moment: misDelivery.until }, hours: Math.max(0, hours), passed: hours < 0 ? 'yes' : 'no' }),
    ...(place && mayDeliver && { close: commandView({ command: 'close', shell: closeAccess(place.username) }) }),
  };
}
