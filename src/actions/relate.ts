/** Decides what the asking person is to a request, by the account and the address that Jira has verified for it. */
import { verifiedAddress } from '../jira/people';
import { readParticipants } from '../jira/service-desk';
import { isSameAddress, relationOf, type Relation } from '../procedure/relation';
import type { SnapshotRequest } from '../procedure/request';
import { lookUpLicences } from './look-up';

/** Whether the address is one that the directory lists, and its owner takes part in the ticket. Unknown is no. */
async function isListedParticipant(request: SnapshotRequest, accountId: string, address: string | undefined): Promise<boolean> {
  if (address === undefined) return false;
  const licences = await lookUpLicences(request.facts.licences?.value ?? []);
  const contacts = licences.state === 'known' ? licences.value.found.flatMap((licence) => licence.contacts) : [];
  if (!contacts.some((contact) => isSameAddress(contact.address, address))) return false;
  return (await readParticipants(request.issueId)).some((participant) => participant.accountId === accountId);
}

/** Asked anew at each act. Only who is neither requester nor recipient is looked for in the directory. */
export async function relationTo(request: SnapshotRequest, accountId: string): Promise<Relation> {
  const address = await verifiedAddress(accountId);
  const visitor = { accountId, ...(address && { address }) };
  const known = relationOf(request, { ...visitor, isListedParticipant: false });
  return known === 'onlooker' ? relationOf(request, { ...visitor, isListedParticipant: await isListedParticipant(request, accountId, address) }) : known;
}
