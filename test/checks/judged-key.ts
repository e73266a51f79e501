// Gives tests a key's verdict, with every sentence of it spelled, and what they look at in it.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { runCheck, type Verdict } from '../../src/checks/check';
import { openpgpKey } from '../../src/checks/openpgp-key';
import { known, now, sentences } from './given';

export const fixture = (name: string, folder: 'keys' | 'ssh' | 'sealed' = 'keys'): Buffer => readFileSync(join(__dirname, 'fixtures', folder, name));

export async function judge(bytes: Uint8Array | string, more: { readonly settings?: object; readonly chosenFingerprint?: string; readonly deliveryBy?: string } = {}): Promise<Verdict> {
  const { settings = {}, deliveryBy = '2026-12-04', chosenFingerprint } = more;
  const encryptionKey = known({ name: 'key.asc', bytes: typeof bytes === 'string' ? Buffer.from(bytes) : bytes, sha256: '', ...(chosenFingerprint && { chosenFingerprint }) });
  const verdict = await runCheck(openpgpKey, { encryptionKey, deliveryBy: known({ day: deliveryBy }) }, settings, now);
  sentences(openpgpKey, verdict);
  return verdict;
}

export const codes = (verdict: Verdict): string[] => verdict.findings.filter(({ weight }) => weight !== 'note').map(({ code }) => code);
export const notes = (verdict: Verdict): string[] => verdict.findings.filter(({ weight }) => weight === 'note').map(({ code, params: { how } }) => (code === 'repaired' && typeof how === 'string' ? how : code));
export const said = (verdict: Verdict): [Verdict['outcome'], ...string[]] => [verdict.outcome, ...codes(verdict)];
