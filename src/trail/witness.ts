/** Decides what checkpoints that were kept outside the app can witness: which head each request had, at least. */
import { z } from 'zod';
import type { Head } from './chain';
import { faultBetween, faultOfFull, faultOfSeal, type Checkpoint, type CheckpointFault, type Seal } from './checkpoint';

const hex = z.string().regex(/^[0-9a-f]{64}$/);
const head = z.object({ requestId: z.string(), seq: z.number().int().positive(), head: hex });
const checkpoint = z.object({ v: z.literal(1), no: z.number().int().positive(), at: z.string(), prev: hex, root: hex, count: z.number().int(), hash: hex });
const full = checkpoint.extend({ heads: z.array(head) });
const seal = z.object({ checkpoint, head, proof: z.array(z.object({ side: z.enum(['left', 'right']), hash: hex })).max(64) });
/** As Jira's REST API answers for an issue property. */
const property = z.object({ key: z.string(), value: seal });

export type Covered = { readonly no: number; readonly at: string; readonly head: Head };

/** `covered` is the newest head that is witnessed for each request; `hashes` tells which checkpoints were given. */
export type Witness = { readonly covered: ReadonlyMap<string, Covered>; readonly hashes: ReadonlySet<string> };

export type WitnessFault = CheckpointFault | 'checkpoint-unreadable';

export const readSeal = (value: unknown): Seal | undefined => seal.safeParse(value).data;

/** A document that is one JSON value, or one on each line. */
function valuesOf(text: string): readonly unknown[] | undefined {
  const parsed = (part: string): readonly unknown[] => {
    const value: unknown = JSON.parse(part);
    return Array.isArray(value) ? value : [value];
  };
  try {
    return parsed(text);
  } catch {
    try {
      return text.split('\n').filter((line) => line.trim() !== '').flatMap(parsed);
    } catch {
      return undefined;
    }
  }
}

type Read = { readonly checkpoint: Checkpoint; readonly heads: readonly Head[]; readonly fault: CheckpointFault | undefined };

function readOne(value: unknown): Read | undefined {
  const posted = full.safeParse(value).data;
  if (posted) return { checkpoint: posted, heads: posted.heads, fault: faultOfFull(posted) };
  const single = property.safeParse(value).data?.value ?? readSeal(value);
  return single && { checkpoint: single.checkpoint, heads: [single.head], fault: faultOfSeal(single) };
}

/** Reads checkpoints as they were posted: with their heads, or as the seal of one request. */
export function readWitness(text: string): Witness | { readonly fault: WitnessFault } {
  const read = (valuesOf(text) ?? []).map(readOne);
  const known = read.filter((one): one is Read => one !== undefined).sort((one, other) => one.checkpoint.no - other.checkpoint.no);
  if (known.length === 0 || known.length < read.length) return { fault: 'checkpoint-unreadable' };
  const covered = new Map<string, Covered>();
  for (const [at, { checkpoint: one, heads, fault }] of known.entries()) {
    const before = known[at - 1]?.checkpoint;
    const wrong = fault ?? (before && faultBetween(before, one));
    if (wrong) return { fault: wrong };
    for (const each of heads) covered.set(each.requestId, { no: one.no, at: one.at, head: each });
  }
  return { covered, hashes: new Set(known.map(({ checkpoint: one }) => one.hash)) };
}
