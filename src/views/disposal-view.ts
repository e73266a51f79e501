/** Decides how disposals are shown on ticket and task: where each stands, what happens when, and what the reader may do. */
import type { DisposalAct, DisposalOffer, DisposalsView, DisposalView } from '../contract';
import type { Message } from '../checks/message';
import { addDays, disposalStanding, disposalUnderWay, earliestDay, groundOf, holdOf, profilesOf, systemsLeft, todayIn, type DisposalStanding } from '../procedure/disposal';
import { noticeDue } from '../procedure/disposal-move';
import type { Disposal, Permission } from '../procedure/request';
import { waitOf } from './comparison-view';
import { mayAct, nameOf, say, type Scene } from './looker';

const tones: Readonly<Record<DisposalStanding, DisposalView['lozenge']['tone']>> = {
  'to-decide': 'warning',
  lapsed: 'neutral',
  refused: 'danger',
  cancelled: 'neutral',
  held: 'warning',
  waiting: 'neutral',
  due: 'warning',
  begun: 'danger',
  'carried-out': 'success',
  'in-error': 'danger',
  restored: 'success',
};

/** Each act with who may do it; a screen offers no more, and the server judges again. */
function actsOf(disposal: Disposal, standing: DisposalStanding, notice: boolean, scene: Scene): readonly DisposalAct[] {
  const may = (...permissions: readonly Permission[]): boolean => permissions.some((permission) => mayAct(scene, permission));
  const { inError, carriedOut, certificate, begun } = disposal;
  const me = scene.viewer.accountId;
  const isOpen = ['to-decide', 'waiting', 'held', 'due', 'begun'].includes(standing);
  const acts: readonly (readonly [DisposalAct, boolean])[] = [
    ['decide', standing === 'to-decide' && disposal.by !== me && may('decide-disposal')],
    ['tell', notice && may('run-checks')],
    ['begin', (standing === 'due' || standing === 'begun') && !notice && may('deliver')],
    ['attest', standing === 'begun' && may('deliver')],
    ['certify', standing === 'carried-out' && !certificate && may('run-checks')],
    ['lift-hold', isOpen && holdOf(disposal) !== undefined && may('legal-hold')],
    ['hold', isOpen && holdOf(disposal) === undefined && may('legal-hold')],
    ['lengthen', isOpen && may('request-disposal', 'decide-disposal', 'legal-hold')],
    ['cancel', isOpen && may('request-disposal', 'decide-disposal', 'legal-hold', 'run-checks')],
    ['report-error', !inError && (carriedOut !== undefined || begun !== undefined) && may('deliver', 'request-disposal', 'decide-disposal', 'run-checks')],
    ['sweep', standing === 'in-error' && may('deliver', 'request-disposal')],
    ['restore', standing === 'in-error' && may('deliver')],
    ['verify-restore', standing === 'in-error' && inError?.restored !== undefined && inError.sweep !== undefined && inError.restored.by !== me && may('deliver', 'decide-disposal')],
  ];
  return acts.flatMap(([act, offered]) => (offered ? [act] : []));
}

const runbookSteps = ['stop', 'who', 'copy', 'alike', 'restore', 'tell'] as const;

/** At hand for as long as there is a way back, and as long as an error is open. */
function runbookOf({ carriedOut, inError, profile }: Disposal, standing: DisposalStanding, today: string): DisposalView['runbook'] {
  const until = carriedOut?.restorableUntil;
  const isOpen = standing === 'in-error' || (profile === 'tenant-systems' && carriedOut !== undefined && !inError && until !== undefined && today <= until);
  return isOpen ? { title: say('runbook.title'), steps: runbookSteps.map((step) => say(`runbook.${step}`)), ...(until && { until: say('runbook.until', { until: { day: until } }) }) } : undefined;
}

function lineOf(disposal: Disposal, standing: DisposalStanding, scene: Scene): Message {
  const { decider, decideBy, decided, cancelled, carriedOut, inError, begun } = disposal;
  const by = (act: { readonly by: string; readonly at: string } | undefined): Message['params'] => ({ by: act ? nameOf(scene, act.by) : '', on: { moment: act?.at ?? '' } });
  const code = `disposal.line.${standing}`;
  switch (standing) {
    case 'to-decide':
      return say(code, { decider: nameOf(scene, decider), until: { day: decideBy } });
    case 'lapsed':
      return say(code, { until: { day: decideBy } });
    case 'refused':
      return say(code, { ...by(decided), reason: decided?.reason ?? '' });
    case 'cancelled':
      return say(code, { ...by(cancelled), reason: cancelled?.reason ?? '' });
    case 'held': {
      const hold = holdOf(disposal);
      return say(code, { ...by(hold), reason: hold?.reason ?? '' });
    }
    case 'waiting':
      return say(code, { until: { day: earliestDay(disposal, scene.rules) } });
    case 'due':
      return say(code, {});
    case 'begun':
      return say(code, by(begun));
    case 'carried-out':
      return say(code, by(carriedOut));
    case 'in-error':
      return say(code, { ...by(inError), reason: inError?.reason ?? '' });
    case 'restored':
      return say(code, { ...by(inError?.restored?.verified), from: inError?.restored?.from ?? '' });
  }
}

function factsOf(disposal: Disposal, scene: Scene): DisposalView['facts'] {
  const { carriedOut, decided, certificate, told = [], lengthened = [], holds = [], inError } = disposal;
  const fact = (label: string, value: Message, small?: string): DisposalView['facts'] => [{ label: say(`disposal.fact.${label}`), value, ...(small !== undefined && small !== '' && { small }) }];
  const act = (one: { readonly by: string; readonly at: string }): Message => say('disposal.by-on', { by: nameOf(scene, one.by), on: { moment: one.at } });
  return [
    ...fact('asked', act(disposal), disposal.reason),
    ...fact('ground', say(`disposal.ground.${disposal.ground}`)),
    ...(decided ? fact(decided.outcome, act(decided), decided.reason) : []),
    ...told.flatMap((one) => fact(`told-${one.moment}`, act(one), one.addresses.join(', '))),
    ...lengthened.flatMap((one) => fact('lengthened', say('disposal.to-by', { to: { day: one.to }, by: nameOf(scene, one.by) }), one.reason)),
    ...holds.flatMap((one) => [...fact('held', act(one), one.reason), ...(one.lifted ? fact('lifted', act(one.lifted), one.lifted.reason) : [])]),
    ...(carriedOut ? [...carriedOut.evidence.flatMap(({ system, note }) => fact('gone', say('text', { text: system }), note)), ...(carriedOut.safetyCopy ? fact('safety-copy', say('disposal.until', { what: carriedOut.safetyCopy, until: { day: carriedOut.restorableUntil ?? '' } })) : []), ...carriedOut.backups.flatMap(({ what, until }) => fact('backup', say('disposal.until', { what, until: { day: until } })))] : []),
    ...(certificate ? fact('certificate', act(certificate), `SHA-256 ${certificate.sha256}`) : []),
    ...(inError?.sweep ? fact('swept', act(inError.sweep)) : []),
    ...(inError?.restored ? fact('restored', act(inError.restored), inError.restored.note) : []),
  ];
}

function viewOf(disposal: Disposal, scene: Scene): DisposalView {
  const { rules, now } = scene;
  const today = todayIn(rules, now);
  const [target] = disposal.tenants;
  const standing = disposalStanding(disposal, rules, today);
  const notice = noticeDue(disposal, rules, today);
  const runbook = runbookOf(disposal, standing, today);
  const { carriedOut, decided, decideBy, profile } = disposal;
  const day = (at: string): string => todayIn(rules, new Date(at));
  return {
    disposal: disposal.number,
    profile,
    standing,
    title: say('disposal.title', { profile: `disposal.profile.${profile}`, site: target.site }),
    lozenge: { text: say(`disposal.standing.${standing}`), tone: tones[standing] },
    line: lineOf(disposal, standing, scene),
    site: target.site,
    tenantId: target.tenantId,
    systems: disposal.systems,
    reason: disposal.reason,
    facts: factsOf(disposal, scene),
    wait: waitOf({ askedOn: day(disposal.at), decideBy, waitsUntil: earliestDay(disposal, rules), today, profile, rules, ...(decided && { decidedOn: day(decided.at) }), ...(carriedOut && { goneOn: day(carriedOut.at) }), ...(carriedOut?.restorableUntil && { restorableUntil: carriedOut.restorableUntil }) }),
    acts: actsOf(disposal, standing, notice !== undefined, scene),
    ...(notice && { notice }),
    waitsUntil: disposal.waitsUntil,
    ...(profile === 'tenant-systems' && { restorableFrom: addDays(today, rules.policies.disposal.restorableDays) }),
    ...(runbook && { runbook }),
  };
}

function offerOf(profile: Disposal['profile'], scene: Scene): DisposalOffer {
  const { request, rules } = scene;
  const bars = [...(groundOf(request, rules) ? [] : [say('disposal.bar.no-ground')]), ...(request.flags.some(({ settled }) => !settled) ? [say('disposal.bar.flag')] : [])];
  return { profile, label: say(`disposal.ask.${profile}`), may: mayAct(scene, 'request-disposal'), bars };
}

/** Undefined as long as nothing was asked for and nothing may be. */
export function disposalsView(scene: Scene): DisposalsView | undefined {
  const { request, rules, now } = scene;
  const today = todayIn(rules, now);
  const open = request.ended ? [] : profilesOf(request, rules).filter((profile) => !disposalUnderWay(request, profile, rules, today) && systemsLeft(request, profile, rules).length > 0);
  const disposals = (request.disposals ?? []).map((one) => viewOf(one, scene)).reverse();
  const isTime = groundOf(request, rules) !== undefined;
  return disposals.length > 0 || isTime ? { disposals, offers: isTime ? open.map((profile) => offerOf(profile, scene)) : [] } : undefined;
}

/** Everybody whom the disposals name. */
export const accountsInDisposals = ({ disposals = [] }: Scene['request']): readonly string[] =>
  disposals.flatMap(({ by, decider, decided, told = [], lengthened = [], holds = [], cancelled, begun, carriedOut, certificate, inError }) =>
    [
      by,
      decider,
      ...[decided, cancelled, begun, carriedOut, certificate, inError, inError?.sweep, inError?.restored, inError?.restored?.verified].flatMap((act) => act?.by ?? []),
      ...[...told, ...lengthened, ...holds].map((act) => act.by),
      ...holds.flatMap(({ lifted }) => lifted?.by ?? []),
    ],
  );
