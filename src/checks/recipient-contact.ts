/** Decides whether the recipient's address is one that the licence's own contacts vouch for. */
import { defineCheck } from './check';
import { contactFindings, contactSettings, contactSources, judgeContact } from './contact-verdict';

export const recipientContact = defineCheck({
  id: 'recipient-contact',
  title: 'Recipient is a listed contact',
  why: 'Who asks and who receives are two facts. An impostor who cannot pass as a contact can still have a real contact’s request sent elsewhere, so the recipient’s address is held against the listed contacts by itself.',
  sources: contactSources,
  needs: ['recipient', 'licences'],
  uses: ['recipientAuthorisation'],
  settings: contactSettings,
  findings: contactFindings('recipient'),
  verify: ({ recipient, licences, recipientAuthorisation }, settings) => judgeContact(recipient, licences, recipientAuthorisation, settings),
});
