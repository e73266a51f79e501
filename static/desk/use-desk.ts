/** Decides what the desk shows while questions come and go: the newest question's answer wins, and what is beside it comes after. */
import { useCallback, useEffect, useRef, useState } from 'react';
import type { makeInvoke } from '@forge/bridge';
import type { DeskApi, DeskPace, DeskPage, DeskPeople, Permission, Refusal } from '../../src/contract';
import { ask as askServer } from '../parts/ask';
import type { Catalogue } from '../parts/catalogue';
import { open, type Opening } from '../parts/opening';
import type { Address, Ask } from './address';

export type Invoke = ReturnType<typeof makeInvoke<DeskApi>>;

export type Shown = {
  readonly words: Catalogue;
  readonly page?: DeskPage;
  readonly fault?: Refusal;
  readonly people?: DeskPeople;
  readonly pace?: DeskPace;
};

export type DeskState = Shown & {
  readonly asked: Ask;
  readonly busy: boolean;
  readonly want: (ask: Ask) => void;
  readonly more: () => void;
  readonly again: () => void;
  readonly setPeople: (people: DeskPeople) => void;
};

const permissionsIn = (page: DeskPage): readonly Permission[] => [...new Set(page.lines.flatMap(({ permission }) => permission ?? []))];

/** Lines that follow those that are shown. A line that moved to a later page meanwhile is shown once. */
const joined = (page: DeskPage, next: DeskPage): DeskPage => {
  const known = new Set(page.lines.map(({ issueId }) => issueId));
  const unreadable = [...new Set([...(page.unreadable ?? []), ...(next.unreadable ?? [])])];
  return { ...next, ...(unreadable.length > 0 && { unreadable }), ...(page.counts && { counts: page.counts }), looked: page.looked + next.looked, lines: [...page.lines, ...next.lines.filter(({ issueId }) => !known.has(issueId))] };
};

export function useDesk(first: Promise<Opening<DeskPage>>, invoke: Invoke, address: Address): DeskState {
  const [asked, setAsked] = useState(address.read);
  const [shown, setShown] = useState<Shown>({ words: {} });
  const [busy, setBusy] = useState(true);
  const newest = useRef(0);

  /** Names and times come second, so that the table never waits for them; without them it is shown all the same. */
  const lookBeside = useCallback(async (turn: number, ask: Ask & { readonly cursor?: string | undefined }, page: DeskPage): Promise<void> => {
    const wanted = permissionsIn(page);
    const [people, pace] = await Promise.all([askServer(() => invoke('desk.people', { permissions: wanted })), askServer(() => invoke('desk.pace', ask))]);
    if (turn !== newest.current) return;
    setShown((before) => ({
      ...before,
      ...(people.ok && { people: people.value }),
      ...(pace.ok && { pace: { ...pace.value, likely: { ...(ask.cursor ? before.pace?.likely : {}), ...pace.value.likely } } }),
    }));
  }, [invoke]);

  const take = useCallback((turn: number, ask: Ask & { readonly cursor?: string | undefined }, answer: Opening<DeskPage>): void => {
    if (turn !== newest.current) return;
    setBusy(false);
    if (!answer.ok) {
      setShown((before) => ({ ...before, words: answer.words, fault: answer.refusal }));
      return;
    }
    const { value, words } = answer;
    setShown(({ fault: _gone, ...before }) => ({ ...before, words, page: ask.cursor && before.page ? joined(before.page, value) : value }));
    void lookBeside(turn, ask, value);
  }, [lookBeside]);

  const look = useCallback((ask: Ask & { readonly cursor?: string | undefined }): void => {
    newest.current += 1;
    const turn = newest.current;
    setBusy(true);
    void open(() => invoke('desk.open', ask)).then((answer) => { take(turn, ask, answer); });
  }, [invoke, take]);

  useEffect(() => {
    const ask = address.read();
    void first.then((answer) => { take(0, ask, answer); });
  }, [first, take, address]);
  useEffect(() => {
    address.onGo((ask) => {
      setAsked(ask);
      look(ask);
    });
  }, [address, look]);

  const want = useCallback((ask: Ask): void => {
    setAsked(ask);
    address.write(ask);
    look(ask);
  }, [address, look]);
  const { page } = shown;
  const more = useCallback((): void => { if (page?.cursor) look({ ...asked, cursor: page.cursor }); }, [asked, look, page]);
  const again = useCallback((): void => { look(asked); }, [asked, look]);
  const setPeople = useCallback((people: DeskPeople): void => { setShown((before) => ({ ...before, people })); }, []);
  return { ...shown, asked, busy, want, more, again, setPeople };
}
