/** Decides how the SRE panel asks for an act, what is under way, and what came of it. */
import type { makeInvoke } from '@forge/bridge';
import { useRef, useState } from 'react';
import type { Action, Answer, Message, Refusal, SreAct, SreChanged, SrePanelApi } from '../../src/contract';
import type { Place } from '../parts/acting';
import { ask } from '../parts/ask';

export type Invoke = ReturnType<typeof makeInvoke<SrePanelApi>>;

export type Dispose = Extract<Action, { readonly do: 'dispose' }>;

/** The form of an act on the task, and the part of the panel that it was opened beside. */
export type OnTask = { readonly act: SreAct; readonly place: 'turn' | 'delivery' | 'stop' };

/** A disposal is the request’s, and has its acts and places in common with the ticket’s panel. */
export type Opened = OnTask | { readonly act: Dispose; readonly place: Place };

export type Acts = {
  readonly open: Opened | undefined;
  readonly underWay: boolean;
  readonly refused: Refusal | undefined;
  readonly done: Message | undefined;
  readonly toggle: (opened: Opened) => void;
  readonly close: () => void;
  readonly send: (how: (invoke: Invoke) => Promise<Answer<SreChanged>>) => void;
};

export function useActs(invoke: Invoke, replace: (view: SreChanged) => void): Acts {
  const [open, setOpen] = useState<Opened>();
  const [underWay, setUnderWay] = useState(false);
  const [refused, setRefused] = useState<Refusal>();
  const [done, setDone] = useState<Message>();
  const running = useRef(false);
  const close = (): void => {
    setOpen(undefined);
    setRefused(undefined);
  };
  return {
    open,
    underWay,
    refused,
    done,
    toggle: (opened) => {
      setRefused(undefined);
      setOpen(JSON.stringify(open) === JSON.stringify(opened) ? undefined : opened);
    },
    close,
    send: (how) => {
      // The button is drawn as busy only with the next frame; a double click comes sooner.
      if (running.current) return;
      running.current = true;
      setUnderWay(true);
      setDone(undefined);
      void ask(() => how(invoke)).then((answer) => {
        running.current = false;
        setUnderWay(false);
        if (answer.ok) {
          close();
          setDone(answer.value.done);
          replace(answer.value);
        } else setRefused(answer.refusal.code === 'ui.no-answer' ? { code: 'ui.not-heard', params: {} } : answer.refusal);
      });
    },
  };
}
