/** Decides how the portal asks for an act, what is under way, and what came of it, beside the question that it answers. */
import type { makeInvoke } from '@forge/bridge';
import { useRef, useState } from 'react';
import type { Answer, Message, PortalApi, PortalChanged, PortalView, Refusal } from '../../src/contract';
import { ask } from '../parts/ask';

export type Invoke = ReturnType<typeof makeInvoke<PortalApi>>;

/** The part of the portal that an act was started in. */
export type Place = 'encryption-key' | 'ssh-key' | 'keybase' | 'code' | 'receipt';

export type Acts = {
  readonly invoke: Invoke;
  readonly underWay: Place | undefined;
  readonly refused: { readonly place: Place; readonly refusal: Refusal } | undefined;
  readonly done: Message | undefined;
  readonly send: (place: Place, how: (invoke: Invoke) => Promise<Answer<PortalChanged>>, then?: () => void) => void;
};

export function usePortal(invoke: Invoke, replace: (view: PortalView) => void): Acts {
  const [underWay, setUnderWay] = useState<Place>();
  const [refused, setRefused] = useState<Acts['refused']>();
  const [done, setDone] = useState<Message>();
  const running = useRef(false);
  return {
    invoke,
    underWay,
    refused,
    done,
    send: (place, how, then) => {
      // The button is drawn as busy only with the next frame; a double click comes sooner.
      if (running.current) return;
      running.current = true;
      setUnderWay(place);
      setRefused(undefined);
      setDone(undefined);
      void ask(() => how(invoke)).then((answer) => {
        running.current = false;
        setUnderWay(undefined);
        if (answer.ok) {
          setDone(answer.value.done);
          replace(answer.value);
          then?.();
        } else setRefused({ place, refusal: answer.refusal.code === 'ui.no-answer' ? { code: 'ui.not-heard', params: {} } : answer.refusal });
      });
    },
  };
}
