/** Decides the number beside each choice on the desk: what that choice would show, with every other choice left as it is. */
import { isAskedFor, type Asked, type DeskAsk, type Lapse, type Viewer } from './desk-query';
import { stages, type Kind, type Stage, type Turn } from './request';

/** Each of the open requests that were read; where `more`, others were not read and every number is “at least”. */
export type DeskCounts = {
  readonly open: number;
  readonly more: boolean;
  readonly turns: Readonly<Record<'all' | 'mine' | 'stuck' | Turn, number>>;
  readonly stages: Readonly<Record<Stage, number>>;
  readonly kinds: Readonly<Record<Kind, number>>;
  readonly flags: Readonly<Record<'flagged' | 'overdue', number>>;
};

const turns = ['agent', 'approver', 'customer', 'sre', 'lead', 'nobody'] as const satisfies readonly Turn[];
const kinds = ['data-dump', 'audit-log-dump', 'offboarding-export'] as const satisfies readonly Kind[];

const record = <Name extends string>(names: readonly Name[], of: (name: Name) => number): Record<Name, number> =>
  Object.fromEntries(names.map((name) => [name, of(name)])) as Record<Name, number>;

export function countsOf(rows: readonly Asked[], more: boolean, ask: DeskAsk, viewer: Viewer, lapse: Lapse): DeskCounts {
  const count = (asked: DeskAsk): number => rows.filter((row) => isAskedFor(asked, row, viewer, lapse)).length;
  // Whose turn, mine and stuck are one choice; so are flagged and overdue.
  const anyTurn = { ...ask, turn: undefined, mine: undefined, stuck: undefined };
  const anyFlag = { ...ask, flagged: undefined, overdue: undefined };
  return {
    open: rows.length,
    more,
    turns: { ...record(turns, (turn) => count({ ...anyTurn, turn })), all: count(anyTurn), mine: count({ ...anyTurn, mine: true }), stuck: count({ ...anyTurn, stuck: true }) },
    stages: record(stages, (stage) => count({ ...ask, stage })),
    kinds: record(kinds, (kind) => count({ ...ask, kind })),
    flags: record(['flagged', 'overdue'], (flag) => count({ ...anyFlag, [flag]: true })),
  };
}
