/** Decides how the portal is asked as the customer: whether they see a request, and how a file of theirs is attached to it. */
import { route } from '@forge/api';
import { z } from 'zod';
import { ask, call, json, type As } from './ask';

const requestSchema = z.object({ issueId: z.union([z.string(), z.number()]).transform(String), issueKey: z.string(), serviceDeskId: z.union([z.string(), z.number()]).transform(String) });
export type OwnRequest = z.infer<typeof requestSchema>;

/** The request as this customer sees it, which proves that they do. Throws JiraFault 404 or 403 where they do not. */
export const readOwnRequest = (key: string): Promise<OwnRequest> => ask('user', 'read my request', route`/rest/servicedeskapi/request/${key}`, requestSchema);

const uploaded = z.object({ temporaryAttachments: z.array(z.object({ temporaryAttachmentId: z.string() })) });

type Given = { readonly name: string; readonly bytes: Uint8Array; readonly type: string };

async function attach(as: As, { issueKey, serviceDeskId }: OwnRequest, { name, bytes, type }: Given, comment?: string): Promise<void> {
  const body = new FormData();
  body.append('file', new Blob([new Uint8Array(bytes)], { type }), name);
  const { temporaryAttachments } = await ask(as, 'hand in a file', route`/rest/servicedeskapi/servicedesk/${serviceDeskId}/attachTemporaryFile`, uploaded, { method: 'POST', body, headers: { 'X-Atlassian-Token': 'no-check' } });
  const temporaryAttachmentIds = temporaryAttachments.map(({ temporaryAttachmentId }) => temporaryAttachmentId);
  await call(as, 'attach a file to a request', route`/rest/servicedeskapi/request/${issueKey}/attachment`, json('POST', { temporaryAttachmentIds, public: true, ...(comment && { additionalComment: { body: comment } }) }));
}

/** Attaches a file to the request as the customer, so that Jira knows who gave it. */
export async function attachAsCustomer(request: OwnRequest, name: string, bytes: Uint8Array): Promise<void> {
  await attach('user', request, { name, bytes, type: 'text/plain' });
}

/** Attaches a file as the app where the customer sees it, with a public comment. What is attached is found by its name afterwards. */
export async function attachForCustomer(issueKey: string, file: Given, comment: string): Promise<void> {
  await attach('app', await ask('app', 'read a request', route`/rest/servicedeskapi/request/${issueKey}`, requestSchema), file, comment);
}
