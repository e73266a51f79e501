/** Decides what a check is: one plain object that turns evidence into a verdict and owns the words of its findings. */
import type { z } from 'zod';
import type { Evidence, EvidenceName, Gathered } from './evidence';
import type { Parameters } from './message';

export type Outcome = 'pass' | 'warn' | 'fail' | 'unknown';

/** How much a finding weighs. A `note` is worth saying and changes nothing. */
export type Weight = 'note' | 'warn' | 'fail' | 'unknown';

export type Finding<Code extends string = string> = { readonly code: Code; readonly weight: Weight; readonly params: Parameters };

/** Plain JSON worth showing beside the verdict: a fingerprint, an algorithm, a relation. */
export type Shown = Readonly<Record<string, unknown>>;

export type Judged<Code extends string = string> = { readonly findings: readonly Finding<Code>[]; readonly shows: Shown };

/** `findings` hold codes and parameters, never sentences. `outcome` is the heaviest of them, and `pass` where none weighs. */
export type Verdict = { readonly check: string; readonly outcome: Outcome; readonly findings: readonly Finding[]; readonly shows: Shown };

/** ICU message templates. `remedy` says what to do next and who does it. */
export type FindingText = { readonly says: string; readonly remedy: string };

type Codes<Findings> = Extract<keyof Findings, string>;
type Known<Needs extends EvidenceName> = { readonly [Name in Needs]: Evidence[Name] };
type Perhaps<Uses extends EvidenceName> = { readonly [Name in Uses]?: Evidence[Name] };

type Definition<Id extends string, Needs extends EvidenceName, Uses extends EvidenceName, Settings, Findings> = {
  readonly id: Id;
  readonly title: string;
  readonly why: string;
  /** Where the rule comes from, for the generated reference. */
  readonly sources?: readonly string[];
  readonly needs: readonly Needs[];
  /** Evidence that sharpens the verdict where it is known. */
  readonly uses?: readonly Uses[];
  readonly settings: z.ZodType<Settings>;
  readonly findings: Findings;
  verify(evidence: Known<Needs> & Perhaps<Uses>, settings: Settings, now: Date): Judged<Codes<Findings>> | Promise<Judged<Codes<Findings>>>;
};

/** A check as the registry holds it, with its types forgotten; `runCheck` gives back the guarantees. */
export type Check = Definition<string, EvidenceName, EvidenceName, unknown, Readonly<Record<string, FindingText>>>;

/** A code that is not among `findings` does not compile. */
export function defineCheck<
  const Id extends string,
  Settings,
  const Findings extends Readonly<Record<string, FindingText>>,
  const Needs extends EvidenceName,
  const Uses extends EvidenceName = never,
>(definition: Definition<Id, Needs, Uses, Settings, Findings>): Definition<Id, Needs, Uses, Settings, Findings> {
  return definition;
}

const evidenceWords: Readonly<Record<EvidenceName, string>> = {
  requester: 'the requester',
  recipient: 'the recipient',
  licences: 'the licence directory’s answer',
  site: 'the site',
  tenant: 'the tenant id',
  tenantMap: 'the tenant map',
  previousRequests: 'the search for earlier requests',
  authorisation: 'the authorisation',
  recipientAuthorisation: 'the authorisation for the recipient',
  encryptionKey: 'the encryption key',
  sshKey: 'the SSH key',
  lastDeliveredKey: 'the key of the last delivery',
  signedForm: 'the signed form',
  formExpectation: 'what is expected of the form',
  sealedHead: 'the sealed file',
  sealedFor: 'the customer’s encryption keys',
  deliveryBy: 'the delivery date',
};

const evidenceInWords = `{evidence, select, ${Object.entries(evidenceWords).map(([name, words]) => `${name} {${words}}`).join(' ')} other {the evidence}}`;

/** What every check can say of evidence that it did not get. */
export const frameFindings = {
  missing: { says: `Still open: ${evidenceInWords}.`, remedy: 'Give it, then run the check again.' },
  unavailable: { says: `Unknown: ${evidenceInWords} could not be had, because {reason}.`, remedy: 'Unknown does not open a gate. Run the check again.' },
  'check-failed': { says: 'Unknown: the check stopped before it reached a verdict.', remedy: 'Run the check again. If it stops again, tell an admin of Snapshot Desk.' },
} as const satisfies Readonly<Record<string, FindingText>>;

const heaviest = (findings: readonly Finding[]): Outcome =>
  (['fail', 'unknown', 'warn'] as const).find((weight) => findings.some((finding) => finding.weight === weight)) ?? 'pass';

/**
 * Runs one check on what was gathered. Never throws: evidence that is missing or could not be had, and a check that
 * throws, give `unknown`, and unknown is never pass. `settings` that do not fit the check's schema give `unknown` too.
 */
export async function runCheck(check: Check, gathered: { readonly [Name in EvidenceName]?: Gathered<Evidence[Name]> }, settings: unknown, now: Date): Promise<Verdict> {
  const unheard: Finding[] = [];
  const evidence: Partial<Record<EvidenceName, unknown>> = {};
  for (const name of check.needs) {
    const item = gathered[name];
    if (item?.state === 'known') evidence[name] = item.value;
    else if (item?.state === 'unavailable') unheard.push({ code: 'unavailable', weight: 'unknown', params: { evidence: name, reason: item.reason } });
    else unheard.push({ code: 'missing', weight: 'unknown', params: { evidence: name } });
  }
  if (unheard.length > 0) return { check: check.id, outcome: 'unknown', findings: unheard, shows: {} };
  for (const name of check.uses ?? []) {
    const item = gathered[name];
    if (item?.state === 'known') evidence[name] = item.value;
  }
  try {
    const judged = await check.verify(evidence as Known<EvidenceName>, check.settings.parse(settings), now);
    return { check: check.id, outcome: heaviest(judged.findings), findings: judged.findings, shows: judged.shows };
  } catch {
    // The cause may quote the customer's file, so it goes no further than this.
    return { check: check.id, outcome: 'unknown', findings: [{ code: 'check-failed', weight: 'unknown', params: {} }], shows: {} };
  }
}
