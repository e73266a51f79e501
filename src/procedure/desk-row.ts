/** Decides what the desk's table holds of a request, written beside it at every change, so that a page of the desk is one query. */
import type { Parameters } from '../checks/message';
import { dayIn, readClock } from './business-days';
import { barredFrom } from './barred';
import { checklist, type StepStanding } from './checklist';
import { currentAttempt } from './delivery';
import { stages, type Kind, type Permission, type SnapshotRequest, type Stage, type Stay, type Turn } from './request';
import type { Rules, Step } from './rules';
import { moves, stageNow, turnNow, type Move, type MoveName } from './turn';

/** Something that deviates: `name` is a flag's code, a step's title or a decision. */
export type Oddity = { readonly what: 'flag' | 'fails' | 'unknown' | 'voided' | 'lapsed' | 'refused' | 'unsent' | 'task' | 'gone' | 'let-go'; readonly name: string };

/** What the table shows beside what the request's own row says. No person is named in it: accounts are looked up for the page. */
export type DeskRow = {
  readonly customer?: string;
  readonly site?: string;
  readonly kind?: Kind;
  readonly move: MoveName;
  /** A step's or reply's title, a flag's code, a file's role: what the move is about. */
  readonly subject?: string;
  readonly params: Parameters;
  readonly permission?: Permission;
  readonly barred: readonly string[];
  readonly odd: readonly Oddity[];
  /** The day on which the recipient got the details. */
  readonly delivered?: string;
};

/** Where the row stands in the desk's indexes. Days are `YYYY-MM-DD` in the desk's zone; what has none sorts last. */
export type DeskPlace = {
  readonly standing: 'open' | 'ended';
  /** When it began, while it is open; when it ended, after that. */
  readonly at: string;
  /** The stage's number and the due date: a filter by its beginning, an order by the whole. */
  readonly place: string;
  /** The day since which it has been this turn; of one that is over, the day on which it ended, from which its periods run. */
  readonly since: string;
  readonly due: string;
  /** Absent where nothing deviates, so that the index holds deviations alone. */
  readonly flagged?: 'yes';
  readonly row: DeskRow;
};

/** Sorts behind every day. */
export const noDay = '9999-12-31';

/** Few enough for a cell; the panel shows all. */
const mostOddities = 4;

/** A request that goes back and forth for ever must not outgrow its row. */
const mostStays = 60;

/** The company of the licence as the directory has it, or undefined before the licence is known. */
export function companyOf(request: SnapshotRequest): string | undefined {
  const found = request.verdicts['licence-standing']?.shows['licences'];
  return Array.isArray(found) ? found.map((licence: { company?: unknown }) => licence.company).find((name): name is string => typeof name === 'string') : undefined;
}

const titleOf = (step: Step): string => step.title ?? `step.${step.id}.title`;

function subjectOf({ move, flag, file, standing }: Move, request: SnapshotRequest, rules: Rules): string | undefined {
  if (move === 'settle-flag') return request.flags.find(({ id }) => id === flag)?.code;
  if (file) return file;
  if (!standing) return undefined;
  const { step } = standing;
  return step.done.by === 'reply' ? (rules.replies.find(({ id }) => step.done.by === 'reply' && id === step.done.reply)?.title ?? step.id) : titleOf(step);
}

/** Numbers, days and codes of a move. What a flag tells of people and files stays with the flag. */
const paramsOf = ({ move, params }: Move): Parameters => (move === 'settle-flag' || move === 'remove-private-key' ? {} : params);

const oddityOf = ({ step, state, why, satisfied }: StepStanding): readonly Oddity[] => {
  if (satisfied) return [];
  if (step.done.by === 'decision') return why === 'voided' || why === 'lapsed' || why === 'refused' ? [{ what: why, name: step.done.decision }] : [];
  return why === 'verdict' && (state === 'fails' || state === 'unknown') ? [{ what: state, name: titleOf(step) }] : [];
};

function odditiesOf(request: SnapshotRequest, rules: Rules, now: Date): readonly Oddity[] {
  const all: Oddity[] = [
    ...(request.ticketGone ? [{ what: 'gone' as const, name: '' }] : []),
    ...request.flags.filter(({ settled }) => !settled).map(({ code }) => ({ what: 'flag' as const, name: code })),
    ...(request.unsent && !request.ended ? [{ what: 'unsent' as const, name: request.unsent.reply }] : []),
    ...(request.handOff?.problem && !request.task && !request.ended ? [{ what: 'task' as const, name: request.handOff.problem.code }] : []),
    ...(request.letGo?.addresses ? [{ what: 'let-go' as const, name: '' }] : []),
    ...(request.ended ? [] : checklist(request, rules, now).flatMap(oddityOf)),
  ];
  return all.slice(0, mostOddities);
}

function rowOf(request: SnapshotRequest, rules: Rules, now: Date): DeskRow {
  const [move = { turn: 'nobody', move: 'all-done', params: {} } satisfies Move] = moves(request, rules, now);
  const customer = companyOf(request);
  const { site, kind } = request.facts;
  const handedOver = currentAttempt(request)?.handedOver;
  const subject = subjectOf(move, request, rules);
  return {
    ...(customer && { customer }),
    ...(site && { site: site.value }),
    ...(kind && { kind: kind.value }),
    move: move.move,
    ...(subject && { subject }),
    params: paramsOf(move),
    ...(move.permission && { permission: move.permission }),
    barred: barredFrom(move, request),
    odd: odditiesOf(request, rules, now),
    ...(handedOver && { delivered: dayIn(rules.calendar.timeZone, new Date(handedOver.at)) }),
  };
}

/** The last day for the delivery; undefined before the clock runs, and once there is nothing left to deliver. */
export function dueOf(request: SnapshotRequest, rules: Rules, now: Date): string | undefined {
  if (!request.clock.startedOn || request.ended || currentAttempt(request)?.handedOver) return undefined;
  return readClock(request.clock, rules.calendar, dayIn(rules.calendar.timeZone, now)).latest;
}

/** Whose turn it has been since when, and which stages it went through, with what this change adds. */
export function keepPlace(request: SnapshotRequest, rules: Rules, now: Date): { readonly held: NonNullable<SnapshotRequest['held']>; readonly stays: readonly Stay[] } {
  const at = now.toISOString();
  const [turn, stage] = [turnNow(request, rules, now), stageNow(request, rules, now)];
  const stays = request.stays ?? [{ stage: 'intake', from: request.begun.at }];
  const isThere = stays.at(-1)?.stage === stage;
  return {
    held: request.held?.turn === turn ? request.held : { turn, since: at },
    stays: isThere ? stays : [...stays.slice(0, mostStays - 1), { stage, from: at }],
  };
}

/** Where the desk finds the request as it stands now. */
export function deskPlace(request: SnapshotRequest, rules: Rules, now: Date): DeskPlace {
  const row = rowOf(request, rules, now);
  const due = dueOf(request, rules, now) ?? noDay;
  const stage: Stage = stageNow(request, rules, now);
  // An ended request whose flag or dump is still somebody's to see to stays open.
  const isOver = row.move === 'ended' || row.move === 'all-done';
  const { turn, since } = keepPlace(request, rules, now).held;
  const isWaitedFor = (one: Turn): boolean => one !== 'nobody';
  const day = (at: string): string => dayIn(rules.calendar.timeZone, new Date(at));
  const at = isOver ? (request.ended?.at ?? request.trail.at ?? now.toISOString()) : request.begun.at;
  return {
    standing: isOver ? 'ended' : 'open',
    at,
    place: `${stages.indexOf(stage)}#${due}`,
    since: isOver ? day(at) : isWaitedFor(turn) ? day(since) : noDay,
    due,
    ...(row.odd.length > 0 && !isOver && { flagged: 'yes' as const }),
    row,
  };
}
