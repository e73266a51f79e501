/** Decides which version of the rules is in force in a project and what an older version said. */
import { kvs } from '@forge/kvs';
import { z } from 'zod';
import { defaultRules } from '../procedure/default-rules';
import { rulesSchema, type Rules } from '../procedure/rules';

const pointerSchema = z.object({ v: z.literal(1), version: z.number().int(), since: z.string() });

/** A published version never changes, so a version once read is kept for as long as the function lives. */
const known = new Map<string, Rules>();

const versionKey = (projectId: string, version: number): string => `rules#${projectId}#${version}`;

/** The version in force; version 1 is the set that the app brings along. */
export async function versionInForce(projectId: string): Promise<{ readonly version: number; readonly since?: string }> {
  const row = await kvs.get(`rules-in-force#${projectId}`);
  return row === undefined ? { version: 1 } : pointerSchema.parse(row);
}

/** One version of the rules. Throws where it was never published or no longer fits the schema: unknown rules open no gate. */
export async function loadRules(projectId: string, version: number): Promise<Rules> {
  if (version === defaultRules.version) return defaultRules;
  const key = versionKey(projectId, version);
  const kept = known.get(key);
  if (kept) return kept;
  const rules = rulesSchema.parse(await kvs.get(key));
  known.set(key, rules);
  return rules;
}
