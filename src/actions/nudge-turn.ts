/** Decides who is reminded of a turn that lasts too long, and in which words: an internal note on the ticket, or on SRE's task where SRE is waited for, once. */
import type { Holder } from '../jira/permissions';
import { whomToName } from '../procedure/absence';
import { whoMayOf } from '../procedure/approvers';
import { barredFrom } from '../procedure/barred';
import { dayIn } from '../procedure/business-days';
import { deskPlace } from '../procedure/desk-row';
import { nudgeByHand, nudgeDue, type Nudge } from '../procedure/nudge';
import type { Permission, SnapshotRequest } from '../procedure/request';
import type { Rules } from '../procedure/rules';
import { sentence } from '../procedure/sentence';
import { moves, turnNow } from '../procedure/turn';
import { readAbsences } from '../storage/absences';
import { nextOf } from '../views/desk-view';
import { refused, type Decided, type Outcome, type Refused, type Scene, type Unchanged } from './change';
import { perform } from './perform';
import { whoHolds } from './who-holds';

/** More would be a crowd in which nobody feels meant. */
const mostNamed = 5;

async function peopleFor(request: SnapshotRequest, rules: Rules, permission: Permission, barred: readonly string[], today: string): Promise<readonly Holder[]> {
  const [holders, absences] = await Promise.all([whoHolds(permission, request.projectKey, rules), readAbsences(request.projectId)]);
  return whomToName(whoMayOf(holders ?? [], permission, rules), barred, absences, today).slice(0, mostNamed);
}

async function reminder({ request, rules, now, at }: Scene, { days, escalated }: Nudge): Promise<Decided | Unchanged> {
  const [move] = moves(request, rules, now);
  const { held } = request;
  if (!move || !held) return { unchanged: true };
  // A customer is asked by a reply that a person sends: the agent is reminded to.
  const permission = escalated ? 'settle-flags' : (move.permission ?? 'run-checks');
  const people = await peopleFor(request, rules, permission, escalated ? [] : barredFrom(move, request), dayIn(rules.calendar.timeZone, now));
  const { row } = deskPlace(request, rules, now);
  const reader = { locale: 'en', timeZone: rules.calendar.timeZone, now };
  const next = sentence(nextOf({ issueKey: request.issueKey, stage: 'intake', row }), reader);
  // SRE need not see the ticket: they are reminded where they act.
  const on = permission === 'deliver' && request.task ? { on: request.task.issueId } : {};
  const text = sentence({ code: escalated ? 'nudge.escalated' : 'nudge.held', params: { turn: held.turn, days, next } }, reader);
  return {
    request: { ...request, nudged: { since: held.since, at, escalated } },
    happening: { type: 'turn.nudged', detail: { turn: held.turn, days, escalated: escalated ? 'yes' : 'no', to: people.map(({ accountId }) => accountId) } },
    effects: [{ name: `nudge#${request.trail.seq + 1}`, what: { do: 'note', text, mentions: people, ...on }, now: true }],
    done: { code: 'done.nudged', params: { request: request.issueKey } },
  };
}

/** For the schedule. Where time alone has moved the turn on, that is written down first, and nobody is reminded of an old turn. */
export const nudgeIfDue = (issueId: string): Promise<Outcome | Refused> =>
  perform(issueId, 'app', (scene) => {
    const { request, rules, now } = scene;
    const turn = turnNow(request, rules, now);
    if (request.held && request.held.turn !== turn) return { request, happening: { type: 'turn.passed', detail: { from: request.held.turn, to: turn } } };
    const due = nudgeDue(request, rules, now);
    return due ? reminder(scene, due) : { unchanged: true };
  });

/** For a person on the desk of that project. */
export const nudgeTurn = (issueId: string, projectId: string, actor: string): Promise<Outcome | Refused> =>
  perform(issueId, actor, (scene) => {
    if (scene.request.projectId !== projectId) return refused('no-request');
    const due = nudgeByHand(scene.request, scene.rules, scene.now);
    return typeof due === 'string' ? refused(due) : reminder(scene, due);
  });
