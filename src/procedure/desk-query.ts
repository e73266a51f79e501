/** Decides which index answers a question to the desk, and what of the question is left to be held against each row. */
import { businessDaysBetween, type Calendar } from './business-days';
import type { DeskRow } from './desk-row';
import { stages, type Kind, type Stage, type Turn } from './request';

export const deskSorts = ['due', 'age', 'stage', 'turn'] as const;
export type DeskSort = (typeof deskSorts)[number];

/** What the reader wants to see. `text` is part of a ticket, customer or site; `mine` are turns of somebody who may do what I may. */
export type DeskAsk = {
  readonly standing: 'open' | 'ended';
  readonly sort: DeskSort;
  readonly stage?: Stage | undefined;
  readonly turn?: Turn | undefined;
  readonly kind?: Kind | undefined;
  readonly flagged?: boolean | undefined;
  readonly overdue?: boolean | undefined;
  readonly stuck?: boolean | undefined;
  readonly mine?: boolean | undefined;
  readonly text?: string | undefined;
};

/** The row as far as a question may ask about it. */
export type Asked = { readonly issueKey: string; readonly stage: Stage; readonly turn: Turn; readonly due: string; readonly since: string; readonly flagged: boolean; readonly row: DeskRow };

/** The row as far as an order goes by it. */
type Ordered = Asked & { readonly at: string };

export type Index = 'by-due' | 'by-age' | 'by-stage' | 'by-turn' | 'by-flagged' | 'by-held';

export type Plan = {
  readonly index: Index;
  /** What the partition holds beside the project. */
  readonly partition: readonly string[];
  readonly range?: { readonly beginsWith: string } | { readonly before: string };
  readonly newestFirst: boolean;
  /** Whether the index alone answers: no row that it gives is left out. */
  readonly exact: boolean;
};

/** The newest day such that a turn since then has lasted for more than `days` business days on `today`. */
export function stuckSince(today: string, days: number, calendar: Calendar): string {
  let at = Date.parse(`${today}T00:00:00Z`);
  for (;;) {
    const day = new Date(at).toISOString().slice(0, 10);
    if (businessDaysBetween(day, today, calendar) > days) return day;
    at -= 86_400_000;
  }
}

const nextDay = (day: string): string => new Date(Date.parse(`${day}T00:00:00Z`) + 86_400_000).toISOString().slice(0, 10);

/** The open requests by their due date: the whole desk, where it is not longer than one query. */
export const everyOpen: Plan = { index: 'by-due', partition: ['open'], newestFirst: false, exact: true };

export type Lapse = { readonly today: string; readonly stuckBy: string };

/** One index for each question; where a question names more, the narrowest wins and the rest is held against the rows. */
export function planQuery(ask: DeskAsk, { today, stuckBy }: Lapse): Plan {
  const { standing, sort, stage, turn, kind, flagged, overdue, stuck, mine, text } = ask;
  const asked = { stage, turn, kind, flagged, overdue, stuck, mine, text };
  const isExact = (...served: readonly (keyof typeof asked)[]): boolean => Object.entries(asked).every(([name, value]) => value === undefined || value === false || value === '' || served.some((one) => one === name));
  const plan = (index: Index, partition: readonly string[], served: readonly (keyof typeof asked)[], range?: Plan['range']): Plan => ({ index, partition, newestFirst: false, exact: isExact(...served), ...(range && { range }) });
  if (standing === 'ended') return { ...plan('by-age', [standing], []), newestFirst: true };
  if (sort === 'age') return plan('by-age', [standing], []);
  if (sort === 'turn' || stuck) return plan('by-held', [standing], stuck ? ['stuck'] : [], stuck ? { before: nextDay(stuckBy) } : undefined);
  const inStage = stage && ({ beginsWith: `${stages.indexOf(stage)}#` } as const);
  if (sort === 'stage') return plan('by-stage', [standing], stage ? ['stage'] : [], inStage);
  if (flagged) return plan('by-flagged', ['yes'], overdue ? ['flagged', 'overdue'] : ['flagged'], overdue ? { before: today } : undefined);
  if (turn) return plan('by-turn', [standing, turn], overdue ? ['turn', 'overdue'] : ['turn'], overdue ? { before: today } : undefined);
  if (stage) return plan('by-stage', [standing], ['stage'], inStage);
  return plan('by-due', [standing], overdue ? ['overdue'] : [], overdue ? { before: today } : undefined);
}

/** What an index sorts by, of a row as it was read; ties keep their order. */
function orderIn(index: Index, { at, due, since, stage }: Ordered): string {
  if (index === 'by-age') return at;
  if (index === 'by-held') return since;
  return index === 'by-stage' ? `${stages.indexOf(stage)}#${due}` : due;
}

/** What the index of a question would give, picked from rows that hold all of it. */
export function pick<Row extends Ordered>(rows: readonly Row[], ask: DeskAsk, viewer: Viewer, lapse: Lapse): readonly Row[] {
  const { index } = planQuery(ask, lapse);
  const keyed = rows.filter((row) => isAskedFor(ask, row, viewer, lapse)).map((row) => ({ row, by: orderIn(index, row) }));
  return keyed.sort((one, other) => (one.by < other.by ? -1 : Number(one.by > other.by))).map(({ row }) => row);
}

export type Viewer = { readonly accountId: string; readonly may: readonly string[] };

/** Whose row it is by permission: who may not make the move does not hold the turn. */
const isMineTo = (viewer: Viewer, { permission, barred }: DeskRow): boolean =>
  permission !== undefined && viewer.may.includes(permission) && !barred.includes(viewer.accountId);

/** Whether a row is asked for; the same for a row of any index. */
export function isAskedFor(ask: DeskAsk, asked: Asked, viewer: Viewer, { today, stuckBy }: Lapse): boolean {
  const { row } = asked;
  const text = ask.text?.trim().toLowerCase();
  return (
    (!ask.stage || asked.stage === ask.stage) &&
    (!ask.turn || asked.turn === ask.turn) &&
    (!ask.kind || row.kind === ask.kind) &&
    (!ask.flagged || asked.flagged) &&
    (!ask.overdue || asked.due < today) &&
    (!ask.stuck || (asked.turn !== 'nobody' && asked.since <= stuckBy)) &&
    (!ask.mine || isMineTo(viewer, row)) &&
    (!text || [asked.issueKey, row.customer, row.site].some((value) => value?.toLowerCase().includes(text)))
  );
}
