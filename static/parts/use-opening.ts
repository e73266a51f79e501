/** Decides what a screen that only opens shows: nothing yet, what was answered, or why it cannot be shown. */
import { useCallback, useEffect, useState } from 'react';
import type { Refusal } from '../../src/contract';
import type { Catalogue } from './catalogue';
import type { Opening } from './opening';

export type Opened<Value> = {
  readonly value?: Value;
  readonly words: Catalogue;
  readonly fault?: Refusal;
  readonly again: () => void;
  /** Puts a later answer in place of the first. */
  readonly replace: (value: Value) => void;
};

export function useOpening<Value>(first: Promise<Opening<Value>>, open: () => Promise<Opening<Value>>): Opened<Value> {
  const [shown, setShown] = useState<{ readonly value?: Value; readonly words: Catalogue; readonly fault?: Refusal }>({ words: {} });
  const take = useCallback((answer: Opening<Value>) => {
    setShown(answer.ok ? { value: answer.value, words: answer.words } : { words: answer.words, fault: answer.refusal });
  }, []);
  useEffect(() => {
    void first.then(take);
  }, [first, take]);
  const again = useCallback(() => { void open().then(take); }, [open, take]);
  const replace = useCallback((value: Value) => { setShown(({ words }) => ({ words, value })); }, []);
  return { ...shown, again, replace };
}
