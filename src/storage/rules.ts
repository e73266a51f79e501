/** Decides where the versions of the rules lie and which of them is in force in a project. */
import { kvs } from '@forge/kvs';
import { z } from 'zod';

const pointerSchema = z.object({ v: z.literal(1), version: z.number().int(), since: z.string() });

/** The published version in force, or undefined where nothing was ever published. */
export async function publishedVersion(projectId: string): Promise<{ readonly version: number; readonly since: string } | undefined> {
  const row = await kvs.get(`rules-in-force#${projectId}`);
  return row === undefined ? undefined : pointerSchema.parse(row);
}

/** One published version as it was stored, or undefined. */
export const readVersion = (projectId: string, version: number): Promise<unknown> => kvs.get(`rules#${projectId}#${version}`);
