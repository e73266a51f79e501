/** Decides where it is kept who is away from a desk, and who is named meanwhile: one row for each project. */
import { kvs } from '@forge/kvs';
import { z } from 'zod';
import type { Absence } from '../procedure/absence';

const rowSchema = z.object({ v: z.literal(1), absences: z.array(z.object({ person: z.string(), delegate: z.string(), from: z.string(), to: z.string() })) });

const keyOf = (projectId: string): string => `absences#${projectId}`;

export async function readAbsences(projectId: string): Promise<readonly Absence[]> {
  const row = await kvs.get(keyOf(projectId));
  return row === undefined ? [] : rowSchema.parse(row).absences;
}

export const writeAbsences = (projectId: string, absences: readonly Absence[]): Promise<void> => kvs.set(keyOf(projectId), { v: 1, absences });
