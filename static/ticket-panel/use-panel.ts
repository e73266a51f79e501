/** Decides when the ticket panel asks the server: once to open, once per change, and again when it has grown old. */
import type { makeInvoke } from '@forge/bridge';
import { useCallback, useEffect, useMemo, useReducer, useRef } from 'react';
import type { Answer, Changed, PanelView, TicketPanelApi } from '../../src/contract';
import { ask } from '../parts/ask';
import { open, type Opening } from '../parts/opening';
import { begin, next, type Opened, type PanelState } from './panel-state';

export type Invoke = ReturnType<typeof makeInvoke<TicketPanelApi>>;

export type Change = (invoke: Invoke) => Promise<Answer<Changed>>;

export type Panel = {
  readonly state: PanelState;
  readonly openForm: (open: Opened) => void;
  readonly closeForm: () => void;
  readonly dismiss: () => void;
  readonly reopen: () => Promise<void>;
  readonly change: (what: Opened, how: Change) => Promise<void>;
};

const oldAfter = 30_000;

export function usePanel(invoke: Invoke, first: Promise<Opening<PanelView>>): Panel {
  const [state, tell] = useReducer(next, begin);
  const latest = useRef(state);
  latest.current = state;
  const running = useRef(false);

  const take = useCallback((answer: Opening<PanelView>) => {
    tell(answer.ok ? { is: 'opened', view: answer.value, words: answer.words, at: Date.now() } : { is: 'could-not-open', refusal: answer.refusal, words: answer.words });
  }, []);

  const reopen = useCallback(async () => { take(await open(() => invoke('panel.open', {}))); }, [invoke, take]);

  const change = useCallback(async (what: Opened, how: Change) => {
    // The button is drawn as busy only with the next frame; a double click comes sooner.
    if (running.current) return;
    running.current = true;
    tell({ is: 'begun', what });
    const answer = await ask(() => how(invoke));
    running.current = false;
    if (answer.ok) {
      tell({ is: 'changed', view: answer.value, at: Date.now() });
      return;
    }
    const unheard = answer.refusal.code === 'ui.no-answer';
    tell({ is: 'refused', place: what.place, refusal: unheard ? { code: 'ui.not-heard', params: {} } : answer.refusal });
    // Mostly it was refused because the panel shows what no longer is; without an answer only a new look can tell.
    await reopen();
  }, [invoke, reopen]);

  useEffect(() => {
    void first.then(take);
  }, [first, take]);

  useEffect(() => {
    const look = (): void => {
      const { view, asOf, open } = latest.current;
      if (view && !open && !running.current && document.visibilityState === 'visible' && Date.now() - asOf > oldAfter) void reopen();
    };
    window.addEventListener('focus', look);
    document.addEventListener('visibilitychange', look);
    return () => {
      window.removeEventListener('focus', look);
      document.removeEventListener('visibilitychange', look);
    };
  }, [reopen]);

  return useMemo(() => ({
    state,
    change,
    reopen,
    openForm: (open: Opened) => { tell({ is: 'form', open }); },
    closeForm: () => { tell({ is: 'form-closed' }); },
    dismiss: () => { tell({ is: 'dismissed' }); },
  }), [state, change, reopen]);
}
