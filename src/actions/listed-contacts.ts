/** Decides who the listed contacts of a request are, and which of them take no part in its ticket. */
import { verifiedAddresses } from '../jira/people';
import { readersOf } from '../jira/service-desk';
import { isSameAddress } from '../procedure/relation';
import type { SnapshotRequest } from '../procedure/request';
import { refused, type Refused } from './change';
import { lookUpLicences } from './look-up';

/** Every address that the directory lists for these licences, each once. */
export async function listedContacts(request: SnapshotRequest): Promise<readonly string[] | Refused> {
  const licences = await lookUpLicences(request.facts.licences?.value ?? []);
  if (licences.state !== 'known') return refused('directory-unknown');
  const addresses = licences.value.found.flatMap(({ contacts }) => contacts.flatMap(({ address }) => address ?? []));
  const distinct = addresses.filter((address, at) => addresses.findIndex((other) => isSameAddress(other, address)) === at);
  return distinct.length > 0 ? distinct : refused('no-contacts');
}

/** Of these addresses those of nobody who takes part in the ticket, as Jira has verified its reporter and participants. */
export async function absentFrom(issueId: string, addresses: readonly string[]): Promise<readonly string[]> {
  const here = [...(await verifiedAddresses((await readersOf(issueId)).map(({ accountId }) => accountId))).values()];
  return addresses.filter((address) => !here.some((one) => isSameAddress(one, address)));
}
