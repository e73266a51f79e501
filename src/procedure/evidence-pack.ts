/** Decides which documents an evidence pack of a request holds beside its trail and its key. */
import type { SnapshotRequest } from './request';
import type { Rules } from './rules';

export type Document = { readonly name: string; readonly text: string };

const json = (value: unknown): string => `${JSON.stringify(value, null, 2)}\n`;

/**
 * The request as it stands: verdicts with the age of their evidence, decisions with what their seals are over, files by
 * their digests. What only serves to guess the code that proves the key is left out.
 */
export function documentsOf(request: SnapshotRequest, rules: Rules, names: ReadonlyMap<string, string>, howToVerify: string): readonly Document[] {
  const { verdicts, decisions, files, possession, ...rest } = request;
  const proven = possession && { fingerprint: possession.fingerprint, sentAt: possession.sentAt, attempts: possession.attempts };
  return [
    { name: 'how-to-verify.txt', text: `${howToVerify}\n` },
    { name: 'request.json', text: json({ ...rest, ...(proven && { possession: proven }) }) },
    { name: 'verdicts.json', text: json(Object.values(verdicts)) },
    { name: 'decisions.json', text: json(decisions) },
    { name: 'files.json', text: json(files) },
    { name: 'rules.json', text: json(rules) },
    { name: 'people.json', text: json(Object.fromEntries(names)) },
  ];
}
