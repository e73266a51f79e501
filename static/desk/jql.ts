/** Decides the Jira search that finds what the desk shows, as far as Jira knows it; `docs/jql.md` has more of them. */
import type { Ask } from './address';

const quoted = (value: string): string => `"${value.replace(/["\\]/g, '\\$&')}"`;

export function jqlOf(projectKey: string, { standing, stage, turn, overdue, sort }: Ask): string {
  const terms = [
    `project = ${quoted(projectKey)}`,
    standing === 'ended' ? 'snapshotEnding is not EMPTY' : 'snapshotEnding is EMPTY AND snapshotStage is not EMPTY',
    ...(stage ? [`snapshotStage = ${quoted(stage)}`] : []),
    ...(turn ? [`snapshotTurn = ${quoted(turn)}`] : []),
    ...(overdue ? ['snapshotDue < startOfDay()'] : []),
  ];
  return `${terms.join(' AND ')} ORDER BY ${sort === 'age' ? 'created ASC' : 'snapshotDue ASC'}`;
}
