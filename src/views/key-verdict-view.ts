/** Decides what a customer reads about a key of theirs: whether it works, what is wrong with it, and how to mend that. */
import type { KeyVerdictView } from '../contract';
import type { Verdict } from '../checks/check';
import { commandsOf, remedyOf, type KeyRole } from '../procedure/key-remedies';
import { say } from './looker';
import { findingView } from './step-view';

const text = (value: unknown): string | undefined => (typeof value === 'string' ? value : undefined);

/** `address` is the recipient's, for the commands that make a key. */
export function keyVerdictView(verdict: Verdict, role: KeyRole, file: string, address: string): KeyVerdictView {
  const worst = (['fail', 'unknown', 'warn'] as const).flatMap((weight) => verdict.findings.filter((finding) => finding.weight === weight))[0];
  const remedy = worst && remedyOf(role, worst.code);
  const fingerprint = text(verdict.shows['fingerprint']);
  const validUntil = text(verdict.shows['expires']);
  return {
    works: verdict.outcome === 'pass' || verdict.outcome === 'warn',
    file,
    // The desk's own words for a private key speak of the ticket, which this one never reached.
    ...(worst && { says: worst.code === 'private-key' ? say('portal.private-key') : findingView(verdict.check, worst).says }),
    ...(worst && { remedy: say(`portal.remedy.${remedy ?? 'again'}`) }),
    howTo: remedy ? commandsOf(remedy, address, fingerprint) : [],
    ...(fingerprint && { fingerprint }),
    ...(validUntil && { validUntil }),
  };
}
