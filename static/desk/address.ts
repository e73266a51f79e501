/** Decides how what the reader wants to see is written in the page's address, so that a reload or a shared link shows the same. */
import { view } from '@forge/bridge';
import type { DeskAsk } from '../../src/contract';

export type Ask = Omit<DeskAsk, 'cursor'>;

const turns = ['agent', 'approver', 'customer', 'sre', 'lead', 'nobody'] as const;
export const stages = ['intake', 'security-check', 'agreement', 'keys', 'hand-off', 'delivery', 'disposal'] as const;
export const kinds = ['data-dump', 'audit-log-dump', 'offboarding-export'] as const;
export const sorts = ['due', 'age', 'stage', 'turn'] as const;
const marks = ['mine', 'stuck', 'overdue', 'flagged'] as const;

const oneOf = <Value extends string>(all: readonly Value[], value: string | null): Value | undefined => all.find((one) => one === value);

/** What an address asks for; what it does not know is left out. */
export function askOf(search: string): Ask {
  const given = new URLSearchParams(search);
  const [stage, turn, kind] = [oneOf(stages, given.get('stage')), oneOf(turns, given.get('turn')), oneOf(kinds, given.get('kind'))];
  const text = given.get('text')?.slice(0, 100);
  return {
    standing: given.get('show') === 'ended' ? 'ended' : 'open',
    sort: oneOf(sorts, given.get('sort')) ?? 'due',
    ...(stage && { stage }),
    ...(turn && { turn }),
    ...(kind && { kind }),
    ...(text && { text }),
    ...Object.fromEntries(marks.filter((mark) => given.get(mark) === 'yes').map((mark) => [mark, true])),
  };
}

/** The address of a question; the ordinary one has none. */
export function searchOf({ standing, sort, stage, turn, kind, text, ...marked }: Ask): string {
  const all: [string, string | undefined][] = [
    ['show', standing === 'ended' ? 'ended' : undefined],
    ['sort', sort === 'due' ? undefined : sort],
    ['stage', stage],
    ['turn', turn],
    ['kind', kind],
    ['text', text],
    ...marks.map((mark): [string, string | undefined] => [mark, marked[mark] ? 'yes' : undefined]),
  ];
  const search = new URLSearchParams(all.flatMap(([name, value]) => (value ? [[name, value]] : []))).toString();
  return search === '' ? '' : `?${search}`;
}

export type Address = {
  readonly read: () => Ask;
  readonly write: (ask: Ask) => void;
  /** When the reader goes back or forth. */
  readonly onGo: (heard: (ask: Ask) => void) => void;
};

export async function openAddress(): Promise<Address> {
  const history = await view.createHistory();
  let { search } = history.location;
  return {
    read: () => askOf(search),
    write: (ask) => {
      search = searchOf(ask);
      history.push(`/${search}`);
    },
    onGo: (heard) => {
      history.listen((location, action) => {
        search = location.search;
        if (action === 'POP') heard(askOf(search));
      });
    },
  };
}
