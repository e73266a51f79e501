/** Answers the questions of the SRE panel on the linked task. */
import { makeResolver } from '@forge/resolver';
import { z } from 'zod';
import { openPacket } from '../actions/open-packet';
import type { SrePanelApi } from '../contract';
import { answer } from './answer';

export const handler = makeResolver<SrePanelApi>({
  'packet.open': answer({ may: 'anyone', input: z.strictObject({}), handle: ({ accountId, issueId }) => openPacket(accountId, issueId) }),
});
