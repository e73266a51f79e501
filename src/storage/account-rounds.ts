/** Decides where it is kept how far a round of reports of accounts has come: behind a request's key, which no cursor outlives. */
import { kvs, WhereConditions } from '@forge/kvs';
import { z } from 'zod';

const roundKey = 'account-round';

const rowSchema = z.strictObject({ v: z.literal(1), began: z.string(), after: z.string().optional(), isOver: z.boolean() });

/** `after` is the last request whose accounts were reported. */
export type Round = { readonly began: string; readonly after?: string; readonly isOver: boolean };

export async function readRound(): Promise<Round | undefined> {
  const row = await kvs.get(roundKey);
  if (row === undefined) return undefined;
  const { began, after, isOver } = rowSchema.parse(row);
  return { began, isOver, ...(after !== undefined && { after }) };
}

export const writeRound = (round: Round): Promise<void> => kvs.set(roundKey, { v: 1, ...round });

/** The next requests in the order of their keys, at least `limit` where there are so many; none is the end. */
export async function requestsAfter(after: string | undefined, limit: number): Promise<readonly string[]> {
  const issueIds: string[] = [];
  let last = `request#${after ?? ''}`;
  while (issueIds.length < limit) {
    const { results } = await kvs.entity('request').query().index('by-key').where(WhereConditions.greaterThan(last)).limit(100).getMany();
    const key = results.at(-1)?.key;
    if (key === undefined) break;
    last = key;
    issueIds.push(...results.map((row) => row.key.slice(row.key.indexOf('#') + 1)));
  }
  return issueIds;
}
