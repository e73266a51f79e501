/** Answers the questions of a customer in the portal; what each may is their relation to the request, judged by the actions. */
import { makeResolver } from '@forge/resolver';
import { z } from 'zod';
import type { Outcome, Refused } from '../actions/change';
import { handInKey, judgeKey } from '../actions/hand-in-key';
import { noteKeybase } from '../actions/note-keybase';
import { openPortal, portalAfter } from '../actions/open-portal';
import { answerAsCustomer } from '../actions/prove-possession';
import { confirmReceipt, reportDelivery } from '../actions/say-receipt';
import type { PortalApi, PortalChanged } from '../contract';
import { after, answerInPortal, type InPortal } from './answer';

/** 100 KB of a key, in base64. Forge takes 500 KB a call, and no key of one person is near either. */
const mostCharacters = 136_536;

/** Only the name itself, of letters that are seen: it becomes the name of an attachment. */
const fileName = z.string().trim().min(1).max(120).regex(/^[^\p{Cc}\p{Cf}\p{Zl}\p{Zp}/\\]+$/u);
const key = {
  role: z.enum(['encryption-key', 'ssh-key']),
  name: fileName,
  content: z.base64().min(1).max(mostCharacters),
};

const fileOf = ({ role, name, content }: z.infer<z.ZodObject<typeof key>>) => ({ role, name, bytes: new Uint8Array(Buffer.from(content, 'base64')) });

/** An act of the customer, answered with the portal as it stands afterwards. */
const acting = <Input>(input: z.ZodType<Input>, act: (who: InPortal, input: Input) => Promise<Outcome | Refused>) =>
  answerInPortal<Input, PortalChanged>({ input, handle: async (who, given) => after(await act(who, given), (outcome) => portalAfter(who.accountId, outcome)) });

export const handler = makeResolver<PortalApi>({
  'portal.open': answerInPortal({ input: z.strictObject({}), handle: async ({ accountId, own }) => ({ ok: true, value: await openPortal(own.issueId, accountId) }) }),
  'key.judge': answerInPortal({ input: z.strictObject(key), handle: ({ accountId, own }, given) => judgeKey(own.issueId, accountId, fileOf(given)) }),
  'key.hand-in': acting(z.strictObject({ ...key, voidsSeen: z.boolean() }), ({ accountId, own }, given) => handInKey(own, accountId, fileOf(given), given.voidsSeen)),
  'keybase.note': acting(z.strictObject({ username: z.string().trim().toLowerCase().regex(/^([a-z0-9_]{2,16})?$/) }), ({ accountId, own }, { username }) => noteKeybase(own.issueId, accountId, username)),
  'possession.answer': acting(z.strictObject({ text: z.string().max(2000) }), ({ accountId, own }, { text }) => answerAsCustomer(own.issueId, accountId, text)),
  'receipt.confirm': acting(z.strictObject({}), ({ accountId, own }) => confirmReceipt(own.issueId, accountId)),
  'receipt.report': acting(z.strictObject({ reason: z.string().trim().min(3).max(2000) }), ({ accountId, own }, { reason }) => reportDelivery(own.issueId, accountId, reason)),
});
