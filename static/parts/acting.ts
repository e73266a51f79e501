/** Decides how a part of a screen starts an action and where the form or the refusal of that action appears. */
import { createContext, useContext, type ReactNode } from 'react';
import type { Action } from '../../src/contract';

/** Where on the screen something was pressed, such as `turn` or `step:release`. */
export type Place = string;

export type Acting = {
  readonly act: (action: Action, place: Place, pressed: HTMLElement) => void;
  /** The form that was opened at this place, or the refusal of what was tried there. */
  readonly at: (place: Place) => ReactNode;
  /** What is under way or open in a form; without `action` where the panel offers it of itself. */
  readonly current?: { readonly action: Action | undefined; readonly place: Place; readonly underWay: boolean } | undefined;
};

export const ActingProvider = createContext<Acting>({ act: () => undefined, at: () => null });
export const useActing = (): Acting => useContext(ActingProvider);

export const sameAction = (one: Action | undefined, other: Action): boolean => JSON.stringify(one) === JSON.stringify(other);
