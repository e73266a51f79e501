/** Decides whether the requester's address is one that the licence's own contacts vouch for. */
import { defineCheck } from './check';
import { contactFindings, contactSettings, contactSources, judgeContact } from './contact-verdict';

export const requesterContact = defineCheck({
  id: 'requester-contact',
  title: 'Requester is a listed contact',
  why: 'A snapshot is a customer’s whole database. Whoever gets a support team to believe that they speak for the customer can walk away with it, so the address of the person who asks is held against the contacts listed under the licence.',
  sources: contactSources,
  needs: ['requester', 'licences'],
  uses: ['authorisation'],
  settings: contactSettings,
  findings: contactFindings('requester'),
  verify: ({ requester, licences, authorisation }, settings) => judgeContact(requester, licences, authorisation, settings),
});
