/** Decides who is named in place of somebody who is away. A name and no authority: who may act is asked of Jira, at each act. */

/** `from` and `to` are the first and last day, `YYYY-MM-DD`. */
export type Absence = { readonly person: string; readonly delegate: string; readonly from: string; readonly to: string };

/** The newest absence of a person that holds on a day. */
export const absenceOn = (person: string, absences: readonly Absence[], day: string): Absence | undefined =>
  absences.findLast((one) => one.person === person && one.from <= day && day <= one.to);

/**
 * Whom to name for a turn: everyone who may, those away replaced by their delegates. A delegate counts only if they may act
 * themselves, are there, and are not barred; theirs is never passed on. Nobody is named twice. With nobody left, all are.
 */
export function whomToName<Person extends { readonly accountId: string }>(holders: readonly Person[], barred: readonly string[], absences: readonly Absence[], day: string): readonly Person[] {
  const able = holders.filter(({ accountId }) => !barred.includes(accountId));
  const isThere = (accountId: string): boolean => absenceOn(accountId, absences, day) === undefined;
  const named = able.flatMap((holder) => {
    const away = absenceOn(holder.accountId, absences, day);
    if (!away) return [holder];
    return able.filter(({ accountId }) => accountId === away.delegate && isThere(accountId));
  });
  return named.length === 0 ? able : [...new Map(named.map((one) => [one.accountId, one])).values()];
}
