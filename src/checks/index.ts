/** Decides which checks exist: the one list, which a test holds against the folder. */
import type { Check } from './check';
import { keyContinuity } from './key-continuity';
import { keyOwner } from './key-owner';
import { licenceStanding } from './licence-standing';
import { openpgpKey } from './openpgp-key';
import { previousRequests } from './previous-requests';
import { recipientContact } from './recipient-contact';
import { requesterContact } from './requester-contact';
import { sealedFile } from './sealed-file';
import { signedAgreement } from './signed-agreement';
import { siteAndTenant } from './site-and-tenant';
import { sshKey } from './ssh-key';

export const checks: readonly Check[] = [
  keyContinuity,
  keyOwner,
  licenceStanding,
  openpgpKey,
  previousRequests,
  recipientContact,
  requesterContact,
  sealedFile,
  signedAgreement,
  siteAndTenant,
  sshKey,
];
