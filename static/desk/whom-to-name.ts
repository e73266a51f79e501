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
  const distinct = [...new Map(named.map((one) => [one.accountId, one])).values()];
  return distinct.length === 0 ? able : distinct;
}
