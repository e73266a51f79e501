/** Decides whether two accounts are one person: one person never counts twice, and unknown counts as the same. */

/** A person as far as the server knows: the account and the address that Jira has verified for it. */
export type Known = { readonly accountId?: string; readonly address?: string };

/** The spelling in which addresses are compared. Plus tags and case are the same mailbox to whoever abuses them. */
export function sameMailbox(address: string): string {
  const at = address.lastIndexOf('@');
  const local = address.slice(0, at).toLowerCase().replace(/\+.*$/, '');
  return `${local}@${address.slice(at + 1).toLowerCase().replace(/\.$/, '')}`;
}

/** True unless both addresses are known and differ, and the accounts differ too. */
export function countsAsOne(one: Known, other: Known): boolean {
  if (one.accountId !== undefined && one.accountId === other.accountId) return true;
  if (!one.address || !other.address) return true;
  return sameMailbox(one.address) === sameMailbox(other.address);
}
