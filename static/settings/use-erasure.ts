/** Decides how somebody is erased page after page: what was done so far is kept, and where it stopped it goes on. */
import { useState } from 'react';
import type { ErasedEverywhere, Refusal, SettingsApi } from '../../src/contract';
import { ask } from '../parts/ask';
import type { Invoke } from './Directory';

export type Erasure = Omit<Parameters<SettingsApi['person.erase-everywhere']>[0], 'after'>;
export type Erasing = {
  readonly asked: Erasure;
  readonly requests: number;
  readonly looked: number;
  readonly unreadable: readonly string[];
  readonly elsewhere?: NonNullable<ErasedEverywhere['elsewhere']>;
  /** The last request that is done with. */
  readonly after?: string;
  readonly state: 'under-way' | 'stopped' | 'over';
  readonly refusal?: Refusal;
};

type Elsewhere = NonNullable<ErasedEverywhere['elsewhere']>;
const summed = (one: Elsewhere, other: Elsewhere): Elsewhere => ({ rules: one.rules + other.rules, purges: one.purges + other.purges, absences: one.absences + other.absences, isApprover: other.isApprover });

/** What is known after a page; a page that was stopped counts as far as it came. */
export function afterPage({ refusal: _before, ...so }: Erasing, { requests, looked, unreadable, elsewhere, next, stopped }: ErasedEverywhere): Erasing {
  const both = so.elsewhere && elsewhere ? summed(so.elsewhere, elsewhere) : (elsewhere ?? so.elsewhere);
  return {
    ...so,
    requests: so.requests + requests,
    looked: so.looked + looked,
    unreadable: [...so.unreadable, ...unreadable],
    ...(both && { elsewhere: both }),
    ...(next !== undefined && { after: next }),
    state: stopped ? 'stopped' : next === undefined ? 'over' : 'under-way',
    ...(stopped && { refusal: stopped }),
  };
}

export function useErasure(invoke: Invoke): { readonly erasing: Erasing | undefined; readonly start: (asked: Erasure) => Promise<void>; readonly goOn: () => Promise<void> } {
  const [erasing, setErasing] = useState<Erasing>();
  const run = async (begun: Erasing): Promise<void> => {
    let so = begun;
    setErasing(so);
    while (so.state === 'under-way') {
      const { asked, after } = so;
      const answer = await ask(() => invoke('person.erase-everywhere', { ...asked, ...(after !== undefined && { after }) }));
      so = answer.ok ? afterPage(so, answer.value) : { ...so, state: 'stopped', refusal: answer.refusal };
      setErasing(so);
    }
  };
  return {
    erasing,
    start: (asked) => run({ asked, requests: 0, looked: 0, unreadable: [], state: 'under-way' }),
    goOn: async () => {
      if (erasing?.state !== 'stopped') return;
      const { refusal: _gone, ...so } = erasing;
      await run({ ...so, state: 'under-way' });
    },
  };
}
