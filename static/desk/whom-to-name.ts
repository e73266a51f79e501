/** Decides whose names stand beside a turn: who may act, whoever stands in for them while they are away, and nobody twice. */
import type { DeskLine, DeskPeople } from '../../src/contract';

export type NamedPerson = { readonly accountId: string; readonly name: string; readonly for?: string | undefined };

/** The same as the server does for a reminder (`procedure/absence.ts`), with the name of who is away. */
export function whomToName({ permission, barred = [] }: DeskLine, { holders, absences, today }: DeskPeople): readonly NamedPerson[] {
  const people = holders.find((one) => one.permission === permission)?.people ?? [];
  const able = people.filter(({ accountId }) => !barred.includes(accountId));
  const awayOn = (accountId: string): DeskPeople['absences'][number] | undefined => absences.findLast(({ person, from, to }) => person === accountId && from <= today && today <= to);
  const named = able.flatMap((person): NamedPerson[] => {
    const away = awayOn(person.accountId);
    if (!away) return [person];
    const delegate = able.find(({ accountId }) => accountId === away.delegate && !awayOn(accountId));
    return delegate ? [{ ...delegate, for: person.name }] : [];
  });
  // Who stands in was named already, because they may act themselves: once, with whom they stand in for.
  const distinct = new Map<string, NamedPerson>();
  for (const one of named) if (one.for !== undefined || !distinct.has(one.accountId)) distinct.set(one.accountId, one);
  return distinct.size === 0 ? able : [...distinct.values()];
}
