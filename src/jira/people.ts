/** Decides what is known of an account: its name, whether it is a person, and the address that Jira has verified. */
import { route } from '@forge/api';
import { z } from 'zod';
import { ask, JiraFault, unlessAbsent } from './ask';

const userSchema = z.object({ accountId: z.string(), displayName: z.string().optional(), accountType: z.string().optional(), active: z.boolean().optional() });

export type Account = { readonly accountId: string; readonly name: string; readonly isPerson: boolean; readonly active: boolean };

const accountOf = ({ accountId, displayName, accountType, active }: z.infer<typeof userSchema>): Account => ({
  accountId,
  name: displayName ?? accountId,
  // Only these two are people: an app or automation account never counts as one, and neither does a kind we do not know.
  isPerson: accountType === 'atlassian' || accountType === 'customer',
  active: active ?? false,
});

/** Accounts by their ids; one that Jira does not know is absent. At most 100 at a time. */
export async function readAccounts(accountIds: readonly string[]): Promise<ReadonlyMap<string, Account>> {
  const ids = [...new Set(accountIds)].filter((id) => id !== '' && id !== 'app').slice(0, 100);
  if (ids.length === 0) return new Map();
  const query = new URLSearchParams([...ids.map((id): [string, string] => ['accountId', id]), ['maxResults', '100']]);
  const { values } = await ask('app', 'read accounts', route`/rest/api/3/user/bulk?${query}`, z.object({ values: z.array(userSchema) }));
  return new Map(values.map((user) => [user.accountId, accountOf(user)]));
}

/**
 * The address that Jira has verified for an account, whatever its profile shows; undefined where Jira does not say.
 * That is unknown: never a mismatch, and never a pass (APIS.md, “Who is the requester?”).
 */
export async function verifiedAddress(accountId: string): Promise<string | undefined> {
  try {
    const answer = await unlessAbsent(ask('app', 'read a verified address', route`/rest/api/3/user/email?accountId=${accountId}`, z.object({ email: z.string().min(1).optional() })));
    return answer?.email;
  } catch (error) {
    if (error instanceof JiraFault) return undefined;
    throw error;
  }
}

/** Verified addresses by account; an account whose address is unknown is absent. */
export async function verifiedAddresses(accountIds: readonly string[]): Promise<ReadonlyMap<string, string>> {
  const found = await Promise.all([...new Set(accountIds)].map(async (id) => [id, await verifiedAddress(id)] as const));
  return new Map(found.flatMap(([id, address]) => (address ? [[id, address] as const] : [])));
}

/** The app's own account on this site. */
export const appAccount = async (): Promise<string> => (await ask('app', 'read the app account', route`/rest/api/3/myself`, z.object({ accountId: z.string() }))).accountId;
