/** Decides how a listed contact's word for an unlisted requester or recipient is recorded, with its evidence. */
import { readMailbox, sameMailbox } from '../checks/mail-address';
import { lookUpLicences } from './look-up';
import { refused, type Decided, type Outcome, type Refused, type Scene } from './change';
import { perform } from './perform';

function isSame(one: string | undefined, other: string): boolean {
  const [a, b] = [readMailbox(one ?? ''), readMailbox(other)];
  return 'mailbox' in a && 'mailbox' in b && sameMailbox(a.mailbox, b.mailbox);
}

/** The check judges it again; here it is refused at once where nobody of that address is listed. */
export function recordAuthorisation(issueId: string, actor: string, input: { readonly contact: string; readonly whom: 'requester' | 'recipient'; readonly note: string }): Promise<Outcome | Refused> {
  return perform(issueId, actor, async ({ request, at }: Scene): Promise<Decided | Refused> => {
    if (request.ended) return refused('ended', { ending: request.ended.ending });
    const forAddress = request.facts[input.whom]?.value.address;
    if (!forAddress) return refused('bad-input', { field: `fact.${input.whom}` });
    const licences = await lookUpLicences(request.facts.licences?.value ?? []);
    const contacts = licences.state === 'known' ? licences.value.found.flatMap((licence) => licence.contacts) : [];
    if (!contacts.some(({ address }) => isSame(address, input.contact))) return refused('not-a-listed-authoriser', { address: input.contact });
    return {
      request: { ...request, authorisations: { ...request.authorisations, [input.whom]: { by: actor, at, contact: { address: input.contact, addressFrom: 'by-hand' }, forAddress, note: input.note } } },
      happening: { type: 'authorisation.recorded', detail: { for: input.whom } },
      personal: [{ contact: input.contact, forAddress, note: input.note }],
      done: { code: 'done.authorised', params: {} },
    };
  });
}
