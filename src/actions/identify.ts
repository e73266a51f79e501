/** Decides who counts as a person of their own, by what Jira verifies: one person never counts twice. */
import { readAccounts, verifiedAddresses } from '../jira/people';
import { countsAsOne } from '../procedure/one-person';
import { refused, type Refused } from './change';

/** True where `actor` is a person other than `first`; else the refusal. Unknown counts as the same person. */
export async function isSecondPerson(actor: string, first: string): Promise<true | Refused> {
  if (actor === first) return refused('same-person');
  const account = (await readAccounts([actor])).get(actor);
  if (!account?.isPerson || !account.active) return refused('not-a-person');
  const addresses = await verifiedAddresses([actor, first]);
  const known = (accountId: string): { accountId: string; address?: string } => {
    const address = addresses.get(accountId);
    return { accountId, ...(address && { address }) };
  };
  if (!known(actor).address || !known(first).address) return refused('address-unknown-same');
  return countsAsOne(known(actor), known(first)) ? refused('same-person') : true;
}
