/** Decides who of those whom a reply reaches is a stranger to the customer, and has to be seen before it is sent. */
import { isSameAddress } from './relation';
import type { SnapshotRequest } from './request';
import { domainOf } from './upkeep';

type Reader = { readonly accountId: string; readonly name: string; readonly address?: string; readonly active: boolean };

/** `listed` are the addresses of the licences' contacts; `isShared` knows the mail domains that strangers have in common. */
export type KnownReaders = { readonly listed: readonly string[]; readonly isShared: (domain: string) => boolean };

export type ReplyReader = { readonly name: string; readonly address?: string; readonly active: boolean; readonly stranger: boolean };

/** Known are requester, recipient, listed contacts, and the requester's own domain. Without an address nobody can tell. */
export function replyReaders(readers: readonly Reader[], request: Pick<SnapshotRequest, 'facts'>, { listed, isShared }: KnownReaders): readonly ReplyReader[] {
  const { requester, recipient } = request.facts;
  const domain = domainOf(request);
  const own = domain !== undefined && !isShared(domain) ? domain : undefined;
  const known = [requester?.value.address, recipient?.value.address, ...listed];
  return readers.map(({ accountId, name, address, active }) => {
    const host = address?.slice(address.lastIndexOf('@') + 1).toLowerCase();
    const isOwn = own !== undefined && host !== undefined && (host === own || host.endsWith(`.${own}`));
    const isKnown = accountId === requester?.value.accountId || isOwn || known.some((one) => isSameAddress(one, address));
    return { name, ...(address && { address }), active, stranger: !isKnown };
  });
}
