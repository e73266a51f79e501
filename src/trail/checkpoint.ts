/** Decides how the heads of changed trails are sealed together, checkpoint after checkpoint, and how one of them is proven. */
import { createHash } from 'node:crypto';
import { canonicalJson } from './canonical-json';
import type { Head } from './chain';
import { digest } from './digest';

/** What the first checkpoint names as its predecessor. */
const first = digest({ snapshotDesk: 'checkpoints', v: 1 });

/** `hash` is over everything else, `prev` is the hash of the checkpoint before, `root` is the Merkle root of `count` heads. */
export type Checkpoint = {
  readonly v: 1;
  readonly no: number;
  readonly at: string;
  readonly prev: string;
  readonly root: string;
  readonly count: number;
  readonly hash: string;
};

/** A checkpoint with the heads that it covers, in the order of their request ids: as it is kept and posted. */
export type FullCheckpoint = Checkpoint & { readonly heads: readonly Head[] };

/** The hashes beside the way from one leaf to the root, the lowest first. */
type Proof = readonly { readonly side: 'left' | 'right'; readonly hash: string }[];

/** One head, shown to be covered by a checkpoint without the other heads. */
export type Seal = { readonly checkpoint: Checkpoint; readonly head: Head; readonly proof: Proof };

// A leaf and a node are hashed under different prefixes, or a node could be passed off as a head (RFC 6962, 2.1).
const leafOf = ({ requestId, seq, head }: Head): Buffer => createHash('sha256').update('\0').update(canonicalJson({ head, requestId, seq })).digest();
const nodeOf = (left: Buffer, right: Buffer): Buffer => createHash('sha256').update('\x01').update(left).update(right).digest();

/** The largest power of two below `count`. */
const splitOf = (count: number): number => 2 ** (Math.ceil(Math.log2(count)) - 1);

function rootOf(leaves: readonly Buffer[]): Buffer {
  const [only] = leaves;
  if (!only) return createHash('sha256').digest();
  if (leaves.length === 1) return only;
  const split = splitOf(leaves.length);
  return nodeOf(rootOf(leaves.slice(0, split)), rootOf(leaves.slice(split)));
}

function pathTo(at: number, leaves: readonly Buffer[]): Proof {
  if (leaves.length <= 1) return [];
  const split = splitOf(leaves.length);
  const [left, right] = [leaves.slice(0, split), leaves.slice(split)];
  return at < split
    ? [...pathTo(at, left), { side: 'right', hash: rootOf(right).toString('hex') }]
    : [...pathTo(at - split, right), { side: 'left', hash: rootOf(left).toString('hex') }];
}

/** Seals heads, each request once, after the checkpoint before. */
export function sealHeads(before: Pick<Checkpoint, 'no' | 'hash'> | undefined, heads: readonly Head[], at: string): FullCheckpoint {
  const sorted = [...heads].sort((one, other) => (one.requestId < other.requestId ? -1 : 1));
  const root = rootOf(sorted.map(leafOf)).toString('hex');
  const body = { v: 1 as const, no: (before?.no ?? 0) + 1, at, prev: before?.hash ?? first, root, count: sorted.length };
  return { ...body, hash: digest(body), heads: sorted };
}

/** The seal of one request in a checkpoint; undefined where the checkpoint does not cover it. */
export function sealOf({ heads, ...checkpoint }: FullCheckpoint, requestId: string): Seal | undefined {
  const at = heads.findIndex((head) => head.requestId === requestId);
  const head = heads[at];
  return head && { checkpoint, head, proof: pathTo(at, heads.map(leafOf)) };
}

export type CheckpointFault = 'checkpoint-altered' | 'checkpoint-heads-differ' | 'checkpoint-proof-differs' | 'checkpoint-not-linked' | 'checkpoint-forked';

function ownFault({ v, no, at, prev, root, count, hash }: Checkpoint): CheckpointFault | undefined {
  return digest({ v, no, at, prev, root, count }) === hash ? undefined : 'checkpoint-altered';
}

/** What is wrong with a checkpoint that is given with its heads. */
export function faultOfFull(full: FullCheckpoint): CheckpointFault | undefined {
  const { heads, count, root } = full;
  const isSorted = heads.every(({ requestId }, at) => at === 0 || (heads[at - 1]?.requestId ?? '') < requestId);
  const fits = isSorted && heads.length === count && rootOf(heads.map(leafOf)).toString('hex') === root;
  return ownFault(full) ?? (fits ? undefined : 'checkpoint-heads-differ');
}

/** What is wrong with one head's seal. */
export function faultOfSeal({ checkpoint, head, proof }: Seal): CheckpointFault | undefined {
  const root = proof.reduce((below, { side, hash }) => {
    const beside = Buffer.from(hash, 'hex');
    return side === 'left' ? nodeOf(beside, below) : nodeOf(below, beside);
  }, leafOf(head));
  return ownFault(checkpoint) ?? (root.toString('hex') === checkpoint.root ? undefined : 'checkpoint-proof-differs');
}

/** What is wrong between two checkpoints, in the order of their numbers; gaps between them prove nothing either way. */
export function faultBetween(before: Checkpoint, after: Checkpoint): CheckpointFault | undefined {
  if (before.no === after.no) return before.hash === after.hash ? undefined : 'checkpoint-forked';
  return after.no === before.no + 1 && after.prev !== before.hash ? 'checkpoint-not-linked' : undefined;
}
