/** Decides what the SRE task of a request says, from its approved terms and the key that the check read. */
import { createHash } from 'node:crypto';
import { plainText } from '../jira/document';
import type { Account } from '../jira/people';
import { dayIn, readClock } from '../procedure/business-days';
import { lastDecision } from '../procedure/checklist';
import { copyIsDeclined } from '../procedure/disposal';
import type { SnapshotRequest } from '../procedure/request';
import type { Rules } from '../procedure/rules';
import { taskFields, type TaskFields } from '../procedure/sre-task';
import { termsOf } from '../procedure/terms';

/** The digest of a task's text as people read it: Jira may store a document with other attributes than it was sent. */
export function sealOfText(summary: string, description: unknown): string {
  const words = (plainText(description) ?? '').replace(/\s+/g, ' ').trim();
  return createHash('sha256').update(`${summary}\n${words}`).digest('hex');
}

/** The task, or undefined where the key's text is not on file any more. `accounts` gives the approvers' names. */
export function prepareTask(request: SnapshotRequest, rules: Rules, now: Date, accounts: ReadonlyMap<string, Account>): { readonly fields: TaskFields; readonly textSeal: string } | undefined {
  const publicKey = request.verdicts['openpgp-key']?.shows['publicKey'];
  const terms = termsOf(request);
  const withCopy = !copyIsDeclined(request, rules);
  if ((withCopy && typeof publicKey !== 'string') || !terms.scope) return undefined;
  const { timeZone } = rules.calendar;
  const approvals = (['proceed', 'release'] as const).flatMap((name) => {
    const decision = lastDecision(request, name);
    const label = name === 'proceed' ? 'Proceed' : 'Release';
    return decision ? [{ decision: label, by: accounts.get(decision.by)?.name ?? decision.by, on: dayIn(timeZone, new Date(decision.at)) }] : [];
  });
  const fields = taskFields(rules, {
    ticketKey: request.issueKey,
    terms,
    product: terms.scope.product,
    dueOn: readClock(request.clock, rules.calendar, dayIn(timeZone, now)).latest,
    approvals,
    ...(withCopy && typeof publicKey === 'string' && { publicKey }),
  });
  return { fields, textSeal: sealOfText(fields.summary, fields.description) };
}
