/** Decides which rules a request runs on: the version that it began with, or the set that the app brings along. */
import type { Answer } from '../contract';
import { defaultRules } from '../procedure/default-rules';
import { rulesSchema, type Rules } from '../procedure/rules';
import { readInForce, readVersion } from '../storage/rules';

/** A published version never changes, so a version once read is kept for as long as the function lives. */
const known = new Map<string, Rules>();

/** The version that new requests of a project begin with. */
export async function versionInForce(projectId: string): Promise<{ readonly version: number; readonly since?: string }> {
  const { version, since } = (await readInForce(projectId)) ?? { version: defaultRules.version };
  return { version, ...(since && { since }) };
}

/** One version of the rules. Throws where it was never published or no longer fits the schema: unknown rules open no gate. */
export async function loadRules(projectId: string, version: number): Promise<Rules> {
  if (version === defaultRules.version) return defaultRules;
  const key = `${projectId}#${version}`;
  const kept = known.get(key);
  if (kept) return kept;
  const rules = rulesSchema.parse(await readVersion(projectId, version));
  known.set(key, rules);
  return rules;
}

/** A published version as an admin asks for it; one that never was is refused, not a fault. */
export async function publishedRules(projectId: string, version: number): Promise<Answer<Rules>> {
  const { version: newest } = await versionInForce(projectId);
  if (version > newest) return { ok: false, refusal: { code: 'no-version', params: { version } } };
  return { ok: true, value: await loadRules(projectId, version) };
}
