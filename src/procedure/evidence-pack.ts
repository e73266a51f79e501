/** Decides which documents an evidence pack of a request holds beside its trail and its key. */
import type { SnapshotRequest } from './request';
import type { Rules } from './rules';

export type Document = { readonly name: string; readonly text: string };

const json = (value: unknown): string => `${JSON.stringify(value, null, 2)}\n`;

/**
 * The request as it stands: verdicts with the age of their evidence, decisions with what their seals are over, files by
 * their digests, and what became of the data: deliveries, receipt, disposals. What only serves to guess the code that proves the key is left out.
 */
export function documentsOf(request: SnapshotRequest, rules: Rules, names: ReadonlyMap<string, string>, howToVerify: string): readonly Document[] {
  const { verdicts, decisions, files, possession, deliveries, misDelivery, disposals, ...rest } = request;
  const { receipt } = request.marks;
  const proven = possession && { fingerprint: possession.fingerprint, sentAt: possession.sentAt, attempts: possession.attempts };
  return [
    { name: 'how-to-verify.txt', text: `${howToVerify}\n` },
    { name: 'request.json', text: json({ ...rest, ...(proven && { possession: proven }) }) },
    { name: 'verdicts.json', text: json(Object.values(verdicts)) },
    { name: 'decisions.json', text: json(decisions) },
    { name: 'files.json', text: json(files) },
    ...(deliveries ? [{ name: 'deliveries.json', text: json({ attempts: deliveries, ...(misDelivery && { misDelivery }) }) }] : []),
    ...(receipt ? [{ name: 'receipt.json', text: json(receipt) }] : []),
    ...(disposals ? [{ name: 'disposals.json', text: json(disposals) }] : []),
    { name: 'rules.json', text: json(rules) },
    { name: 'people.json', text: json(Object.fromEntries(names)) },
  ];
}

/** Whose account ids a reader of the pack meets. */
export function accountsIn({ begun, decisions, verdicts, flags, marks, deliveries = [], disposals = [] }: SnapshotRequest): readonly string[] {
  const acts = [
    begun,
    ...decisions,
    ...Object.values(verdicts),
    ...flags.flatMap(({ raised, settled }) => [raised, settled]),
    ...Object.values(marks).flatMap((mark) => [mark, mark.second]),
    ...deliveries.flatMap((attempt) => [attempt, attempt.handedOver, attempt.failed]),
    ...disposals.flatMap((one) => [one, one.decided, one.begun, one.carriedOut, one.cancelled, one.certificate, one.inError, one.inError?.sweep, one.inError?.restored, one.inError?.restored?.verified, ...(one.holds ?? []).flatMap((hold) => [hold, hold.lifted]), ...(one.told ?? []), ...(one.lengthened ?? [])]),
  ];
  return [...new Set([...acts.flatMap((act) => (act ? [act.by] : [])), ...disposals.map(({ decider }) => decider)])];
}
