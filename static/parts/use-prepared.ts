/** Decides what a form shows that the server prepares first: nothing yet, what was prepared, or why there is none. */
import { useEffect, useState } from 'react';
import type { Answer, Refusal } from '../../src/contract';
import { ask } from './ask';

export type Prepared<Value> = { readonly value?: Value | undefined; readonly refusal?: Refusal | undefined; readonly again: () => void };

/** `ready` spares the question. */
export function usePrepared<Value>(question: () => Promise<Answer<Value>>, ready?: Value): Prepared<Value> {
  const [value, setValue] = useState(ready);
  const [refusal, setRefusal] = useState<Refusal>();
  useEffect(() => {
    if (value !== undefined || refusal) return;
    let wanted = true;
    void ask(question).then((answer) => {
      if (!wanted) return;
      if (answer.ok) setValue(answer.value);
      else setRefusal(answer.refusal);
    });
    return () => { wanted = false; };
    // It is asked once; another question is another form, with a key of its own.
  }, [value, refusal]);
  return { value, refusal, again: () => { setRefusal(undefined); } };
}
