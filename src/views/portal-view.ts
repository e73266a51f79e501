/** Decides what a visitor of the portal sees of a request: nothing internal, and of a delivery no more than is theirs. */
import type { DownloadView, KeyView, PortalView } from '../contract';
import { possessionLimits, possessionOf } from '../procedure/possession';
import { howTo, keybaseCommands } from '../procedure/instructions';
import { shownCheck, voidsRelease, wantedKeys } from '../procedure/handed-in-keys';
import { commandsOf } from '../procedure/key-remedies';
import { currentAttempt } from '../procedure/delivery';
import { decisionStanding } from '../procedure/checklist';
import { deliveredTo, detailsFor, isTheirs, receiptSaid } from '../procedure/relation';
import { keyFingerprint } from '../procedure/terms';
import { keyVerdictView } from './key-verdict-view';
import { say } from './looker';
import type { PortalScene } from './portal-scene';
import { portalTurnView } from './portal-turn-view';
import { roadView } from './road-view';

type Shown = NonNullable<PortalView['request']>;

function aboutOf({ request, relation }: PortalScene): Shown['about'] {
  if (relation === 'onlooker') return undefined;
  const { site, requester, recipient } = request.facts;
  const rows = [
    ['portal.about.site', site?.value],
    ['portal.about.requester', requester?.value.name],
    ['portal.about.recipient', recipient?.value.name],
  ] as const;
  return rows.flatMap(([label, value]) => (value ? [{ label: say(label), value }] : []));
}

/** Keys are asked for once it is clear that the request goes ahead, and taken until the files are delivered. */
function keysOf({ request, rules, now }: PortalScene): readonly KeyView[] | undefined {
  if (request.ended || currentAttempt(request)?.handedOver) return undefined;
  const goesAhead = decisionStanding(request, 'proceed', rules, now) === 'holds';
  const address = request.facts.recipient?.value.address ?? '';
  return wantedKeys(request, rules, now).map(({ role, standing }): KeyView => {
    const file = request.files[role];
    const verdict = file && request.verdicts[shownCheck[role]];
    const isCurrent = verdict?.evidence.some(({ from }) => from === file?.sha256) === true;
    return {
      role,
      wanted: goesAhead && !standing.satisfied,
      voids: voidsRelease(request, role, rules, now),
      howToMake: commandsOf(role === 'ssh-key' ? 'new-ssh-key' : 'new-key', address, undefined),
      ...(file && { given: { at: file.attachedAt, ...(isCurrent && { verdict: keyVerdictView(verdict, role, file.name, address) }) } }),
    };
  });
}

function codeOf({ request, now }: PortalScene): Shown['code'] {
  const sent = request.possession;
  if (!sent?.sealed || request.ended || possessionOf(sent, keyFingerprint(request), now) !== 'waiting') return undefined;
  const until = new Date(Date.parse(sent.sentAt) + possessionLimits.days * 86_400_000).toISOString();
  return { sealed: sent.sealed, left: possessionLimits.attempts - sent.attempts.length, until };
}

function receiptOf({ request }: PortalScene): Shown['receipt'] {
  const attempt = deliveredTo(request);
  if (!attempt || receiptSaid(request)) return undefined;
  return attempt.reported ? { reported: { at: attempt.reported.at, reason: attempt.reported.reason } } : {};
}

function downloadOf({ request, relation, rules, now }: PortalScene): DownloadView | undefined {
  const attempt = detailsFor(request, relation, rules, now);
  if (!attempt) return undefined;
  const { place, sealedFor } = attempt;
  const files = attempt.files.map(({ name, size, sha256 }) => ({ name, size, sha256 }));
  const given = { files, place };
  return {
    files,
    hostKey: place.hostKey,
    fingerprint: sealedFor,
    howTo: { macos: howTo(given, 'macos'), linux: howTo(given, 'linux'), windows: howTo(given, 'windows') },
    ...(request.keybase && { keybase: keybaseCommands(given) }),
  };
}

export function portalView(scene: PortalScene): PortalView {
  const { request, now, relation } = scene;
  const about = aboutOf(scene);
  const theirs = isTheirs(relation);
  const keys = theirs ? keysOf(scene) : undefined;
  const code = theirs ? codeOf(scene) : undefined;
  const receipt = theirs ? receiptOf(scene) : undefined;
  const download = downloadOf(scene);
  return {
    now: now.toISOString(),
    relation,
    request: {
      turn: portalTurnView(scene),
      road: roadView(scene),
      ...(about && { about }),
      ...(keys && { keys }),
      ...(theirs && request.keybase && { keybase: request.keybase.username }),
      ...(code && { code }),
      ...(receipt && { receipt }),
      ...(download && { download }),
    },
  };
}
