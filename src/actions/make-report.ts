/** Decides how the monthly report is gathered: the month's reported events from their own index, with names and tickets beside them. */
import type { ReportLine, ReportView } from '../contract';
import { readAccounts } from '../jira/people';
import { monthOf, reportOf, type Reported } from '../procedure/monthly-report';
import { issueKeysOf } from '../storage/desk';
import { reportedEvents } from '../storage/trail';
import { csvRow } from '../trail/csv';
import { rulesInForce } from './open-desk';

/** A hundred at a time; a desk with more in a month is told that the report is cut. */
const mostPages = 20;

export async function makeReport(projectId: string, month: string, now = new Date()): Promise<ReportView> {
  const { events, isCut } = await reportedEvents(projectId, month, mostPages);
  const report = reportOf(month, events);
  const listed: readonly Reported[] = [...report.overrides, ...report.unconfirmed, ...report.waivers, ...report.hasty];
  const [{ steps }, keys, accounts] = await Promise.all([rulesInForce(projectId), issueKeysOf(listed.map(({ requestId }) => requestId)), readAccounts([...listed.map(({ actor }) => actor), ...report.overrides.map(({ askedBy }) => askedBy), ...report.pairs.flatMap(({ verifier, decider }) => [verifier, decider])])]);
  const nameOf = (accountId: string): string => accounts.get(accountId)?.name ?? accountId;
  const lineOf = (one: Reported, what: string, seconds?: number): ReportLine => {
    const title = steps.find(({ id }) => id === what)?.title;
    return { issueKey: keys.get(one.requestId) ?? one.requestId, at: one.at, who: nameOf(one.actor), what, ...(title && { title }), ...(seconds !== undefined && { seconds }) };
  };
  return {
    month,
    now: now.toISOString(),
    thisMonth: monthOf(now.toISOString()),
    isCut,
    decisions: report.decisions,
    overrides: report.overrides.map((one) => ({ ...lineOf(one, one.step), askedBy: nameOf(one.askedBy) })),
    unconfirmed: report.unconfirmed.map((one) => lineOf(one, one.step)),
    waivers: report.waivers.map((one) => lineOf(one, one.step)),
    hasty: report.hasty.map((one) => lineOf(one, one.decision, one.seconds)),
    pairs: report.pairs.map(({ verifier, decider, count }) => ({ verifier: nameOf(verifier), decider: nameOf(decider), count })),
  };
}

/** The report as a table; what a customer or colleague is called cannot become a formula. */
export function csvOfReport({ month, overrides, unconfirmed, waivers, hasty, pairs }: ReportView): string {
  const line = (kind: string) => ({ issueKey, at, who, what, seconds, askedBy = '' }: ReportLine): string => csvRow([month, kind, issueKey, at, who, what, seconds === undefined ? '' : String(seconds), askedBy]);
  return [
    csvRow(['Month', 'Kind', 'Request', 'Time', 'Person', 'Step or decision', 'Seconds or times', 'Asked for by']),
    ...overrides.map(line('override confirmed')),
    ...unconfirmed.map(line('override asked for, not confirmed')),
    ...waivers.map(line('not applicable')),
    ...hasty.map(line('hasty decision')),
    ...pairs.map(({ verifier, decider, count }) => csvRow([month, 'recurring pair', '', '', `${verifier} / ${decider}`, '', String(count), ''])),
  ].join('');
}
