/** Decides how outside effects are kept until they are known to have happened. */
import { Filter, FilterConditions, kvs, Sort, WhereConditions } from '@forge/kvs';
import type { TaskFields } from '../procedure/sre-task';
import { isConflict } from './conflict';

/** What is to be done outside storage. `id` is unique for the effect, so that intending it twice is intending it once. */
export type Effect = {
  readonly id: string;
  readonly issueId: string;
  readonly intendedAt: string;
  readonly dueAt: string;
  readonly attempts: number;
  readonly what:
    | { readonly do: 'create-task'; readonly handOffKey: string; readonly searchFirst: boolean; readonly fields: TaskFields; readonly textSeal: string }
    | { readonly do: 'link-task'; readonly taskIssueId: string; readonly taskIssueKey: string; readonly linkType: string }
    | { readonly do: 'look-for-duplicates'; readonly handOffKey: string; readonly taskIssueId: string }
    | { readonly do: 'comment'; readonly replyId: string; readonly text: string }
    | { readonly do: 'tell-task'; readonly taskIssueId: string; readonly text: string; readonly asOf: string }
    /** On the request's own issue, where no other is named. */
    | { readonly do: 'note'; readonly text: string; readonly mentions: readonly { readonly accountId: string; readonly name: string }[]; readonly on?: string }
    | { readonly do: 'delete-attachment'; readonly attachmentId: string }
    | { readonly do: 'disposal-clock'; readonly disposal: number }
    | { readonly do: 'attach-certificate'; readonly disposal: number }
    | { readonly do: 'mirror' };
};

type Row = { v: number; status: 'due' | 'stuck'; dueAt: string; rev: number; data: Effect };

export const keptEffect = (effect: Effect): Row => ({ v: 1, status: 'due', dueAt: effect.dueAt, rev: effect.attempts, data: effect });

export async function loadEffect(id: string): Promise<Effect | undefined> {
  return (await kvs.entity<Row>('outbox').get(id))?.data;
}

/** Whether a request still intends something outside. */
export async function hasEffects(issueId: string): Promise<boolean> {
  const { results } = await kvs.entity<Row>('outbox').query().index('by-key').where(WhereConditions.beginsWith(`${issueId}#`)).limit(1).getMany();
  return results.length > 0;
}

/** The effects whose time has come, oldest first; at most 50. */
export async function effectsDue(now: string): Promise<readonly Effect[]> {
  const { results } = await kvs.entity<Row>('outbox').query().index('by-status', { partition: ['due'] }).where(WhereConditions.lessThanEqualTo(now)).sort(Sort.ASC).limit(50).getMany();
  return results.map(({ value }) => value.data);
}

/** Writes an effect on the condition that nobody has attempted it since; false where somebody has, or where it is done. */
async function writeIfUntouched(effect: Effect, attempts: number, status: Row['status']): Promise<boolean> {
  try {
    await kvs.transact().set(effect.id, { ...keptEffect(effect), status }, { entityName: 'outbox', conditions: new Filter<Row>().and('rev', FilterConditions.equalTo(attempts)) }).execute();
    return true;
  } catch (error) {
    if (isConflict(error)) return false;
    throw error;
  }
}

/**
 * Takes an effect for one attempt: nobody else gets it before `leaseUntil`. Undefined where somebody else has it, where it is
 * not due, or where it is done. The attempt is counted before it is made, because an attempt that dies half-way must be known
 * to have begun.
 */
export async function claimEffect(effect: Effect, leaseUntil: string, now = new Date().toISOString()): Promise<Effect | undefined> {
  if (effect.dueAt > now) return undefined;
  const claimed: Effect = { ...effect, attempts: effect.attempts + 1, dueAt: leaseUntil };
  return (await writeIfUntouched(claimed, effect.attempts, 'due')) ? claimed : undefined;
}

/** Puts an effect back for another attempt at `dueAt`, or aside as stuck for a person to see. */
export async function postponeEffect(effect: Effect, dueAt: string, status: Row['status'] = 'due'): Promise<void> {
  await writeIfUntouched({ ...effect, dueAt }, effect.attempts, status);
}

/** Puts an effect that went well back for its next time; what happens again has not failed before. */
export async function renewEffect(effect: Effect, dueAt: string): Promise<void> {
  await writeIfUntouched({ ...effect, dueAt, attempts: 0 }, effect.attempts, 'due');
}

/** Removes what nobody attempts any more; that it failed stays on the trail. */
export async function removeStuckEffects(issueId: string, isMeant: (effect: Effect) => boolean): Promise<void> {
  const { results } = await kvs.entity<Row>('outbox').query().index('by-key').where(WhereConditions.beginsWith(`${issueId}#`)).limit(100).getMany();
  for (const { key, value } of results) if (value.status === 'stuck' && isMeant(value.data)) await removeEffect(key);
}

export async function removeEffect(id: string): Promise<void> {
  await kvs.entity<Row>('outbox').delete(id);
}
