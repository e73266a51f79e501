/** Decides which checks exist: the one list, which a test holds against the folder. */
import type { Check } from './check';
import { licenceStanding } from './licence-standing';
import { openpgpKey } from './openpgp-key';
import { previousRequests } from './previous-requests';
import { recipientContact } from './recipient-contact';
import { requesterContact } from './requester-contact';
import { siteAndTenant } from './site-and-tenant';

export const checks: readonly Check[] = [
  licenceStanding,
  openpgpKey,
  previousRequests,
  recipientContact,
  requesterContact,
  siteAndTenant,
];
