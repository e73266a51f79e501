/** Decides the English catalogue: every text of every check, and of the procedure, under the code by which screens ask for it. */
import { type Check, type FindingText, frameFindings } from '../src/checks/check';
import { settingsOf } from '../src/procedure/check-shapes';

const texts = (owner: string, findings: Readonly<Record<string, FindingText>>): [string, string][] =>
  Object.entries(findings).flatMap(([code, { says, remedy }]): [string, string][] => [
    [`${owner}.${code}.says`, says],
    [`${owner}.${code}.remedy`, remedy],
  ]);

/** Sorted, so that a change of one text is a change of one line. */
export function catalogue(checks: readonly Check[], procedure: Readonly<Record<string, string>>): string {
  const entries = [
    ...texts('frame', frameFindings),
    ...checks.flatMap((check): [string, string][] => [[`${check.id}.title`, check.title], ...settingsOf(check.settings).map(({ name, about }): [string, string] => [`${check.id}.set.${name}`, about]), ...texts(check.id, check.findings)]),
    ...Object.entries(procedure),
  ].sort(([one], [other]) => (one < other ? -1 : 1));
  for (const [at, [code]] of entries.entries()) {
    if (entries[at + 1]?.[0] === code) throw new Error(`Two texts for one code: ${code}`);
  }
  return `${JSON.stringify(Object.fromEntries(entries), null, 2)}\n`;
}
