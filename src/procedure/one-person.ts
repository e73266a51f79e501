/** Decides whether two accounts are one person: one person never counts twice, and unknown counts as the same. */
import { readMailbox } from '../checks/mail-address';

/** A person as far as the server knows: the account and the address that Jira has verified for it. */
export type Known = { readonly accountId?: string; readonly address?: string };

/** What one person reads all of, whatever tag or dots were written; undefined where the address cannot be read as one. */
function inboxOf(address: string | undefined): string | undefined {
  const reading = readMailbox(address ?? '');
  if ('problem' in reading) return undefined;
  const { local, host } = reading.mailbox;
  const untagged = local.replace(/(?<=.)\+.*$/, '');
  return host === 'gmail.com' || host === 'googlemail.com' ? `${untagged.replace(/\./g, '')}@gmail.com` : `${untagged}@${host}`;
}

/** True unless both addresses can be read and differ, and the accounts differ too. */
export function countsAsOne(one: Known, other: Known): boolean {
  if (one.accountId !== undefined && one.accountId === other.accountId) return true;
  const [inbox, others] = [inboxOf(one.address), inboxOf(other.address)];
  return inbox === undefined || others === undefined || inbox === others;
}
