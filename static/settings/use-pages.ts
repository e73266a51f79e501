/** Decides how a rehearsal is asked for: page after page, with what was looked at so far, until it ends or is left. */
import { useCallback, useRef, useState } from 'react';
import type { Refusal, RehearsalPage, RehearsedRequest } from '../../src/contract';
import { ask } from '../parts/ask';
import type { Invoke } from './Directory';

export type Tried = { readonly looked: number; readonly unreadable: readonly string[]; readonly changed: readonly RehearsedRequest[]; readonly applied: Readonly<Record<string, number>>; readonly underWay: boolean; readonly at: string; readonly refusal?: Refusal };

const summed = (so: Tried['applied'], more: Tried['applied']): Tried['applied'] => Object.fromEntries(Object.keys(more).map((step) => [step, (so[step] ?? 0) + (more[step] ?? 0)]));

export function usePages(invoke: Invoke, against: 'draft' | 'in-force'): { readonly tried: Tried | undefined; readonly start: () => Promise<Tried>; readonly forget: () => void } {
  const [tried, setTried] = useState<Tried>();
  const run = useRef(0);
  const start = useCallback(async (): Promise<Tried> => {
    run.current += 1;
    const mine = run.current;
    let so: Tried = { looked: 0, unreadable: [], changed: [], applied: {}, underWay: true, at: new Date().toISOString() };
    setTried(so);
    for (let after: string | undefined, isFirst = true; isFirst || after !== undefined; isFirst = false) {
      const asked: string | undefined = after;
      const answer = await ask(() => invoke('rules.rehearse', { against, ...(asked !== undefined && { after: asked }) }));
      // Another run has begun, or the draft has changed: what comes now is of no use.
      if (mine !== run.current) return so;
      if (!answer.ok) {
        so = { ...so, underWay: false, refusal: answer.refusal };
        setTried(so);
        return so;
      }
      const page: RehearsalPage = answer.value;
      after = page.next;
      so = { ...so, looked: so.looked + page.looked, unreadable: [...so.unreadable, ...page.unreadable], changed: [...so.changed, ...page.changed], applied: summed(so.applied, page.applied), underWay: after !== undefined };
      setTried(so);
    }
    return so;
  }, [invoke, against]);
  const forget = useCallback(() => {
    run.current += 1;
    setTried(undefined);
  }, []);
  return { tried, start, forget };
}
