// Decides which fields of Jira Service Management's answers the portal pages read.
import { z } from 'zod';
import { anything, ask, type Answer } from './ask';
import { user } from './jira-records';

const at = z.object({ iso8601: z.string() });

export const customerRequest = z.object({
  issueId: z.coerce.string(),
  issueKey: z.string(),
  serviceDeskId: z.coerce.string(),
  summary: z.string().optional(),
  requestType: z.object({ name: z.string() }).nullish(),
  createdDate: at,
  reporter: user,
  requestFieldValues: z.array(z.object({ fieldId: z.string(), label: z.string(), value: z.unknown() })).optional(),
  currentStatus: z.object({ status: z.string(), statusCategory: z.string().optional() }),
});
export type CustomerRequest = z.infer<typeof customerRequest>;

export const customerRequests = z.object({ values: z.array(customerRequest) });

export const customerComments = z.object({
  values: z.array(z.object({ id: z.coerce.string(), body: z.string(), public: z.boolean(), author: user.nullish(), created: at })),
});
export type CustomerComment = z.infer<typeof customerComments>['values'][number];

export const customerFiles = z.object({
  values: z.array(
    z.object({
      filename: z.string(),
      size: z.number(),
      created: at,
      author: user.nullish(),
      _links: z.object({ content: z.string() }),
    }),
  ),
});
export type CustomerFile = z.infer<typeof customerFiles>['values'][number];

const temporary = z.object({ temporaryAttachments: z.array(z.object({ temporaryAttachmentId: z.string() })) });

export async function uploadTemporarily(serviceDeskId: string, files: File[]): Promise<Answer<string[]>> {
  const form = new FormData();
  for (const file of files) form.append('file', file, file.name);
  const answer = await ask(temporary, 'POST', `/rest/servicedeskapi/servicedesk/${serviceDeskId}/attachTemporaryFile`, form);
  if (!answer.ok) return answer;
  return { ok: true, value: answer.value.temporaryAttachments.map(({ temporaryAttachmentId }) => temporaryAttachmentId) };
}

/** As the portal does it: the bytes first, then one public comment that carries them. */
export async function attachAsCustomer(request: CustomerRequest, files: File[]): Promise<Answer<unknown>> {
  const uploaded = await uploadTemporarily(request.serviceDeskId, files);
  if (!uploaded.ok) return uploaded;
  return ask(anything, 'POST', `/rest/servicedeskapi/request/${request.issueKey}/attachment`, { temporaryAttachmentIds: uploaded.value, public: true });
}

/** The summary is a field among the others in the portal's own answer. */
export function summaryOf({ summary, requestFieldValues = [], issueKey }: CustomerRequest): string {
  const field = requestFieldValues.find(({ fieldId }) => fieldId === 'summary');
  return summary ?? (typeof field?.value === 'string' ? field.value : issueKey);
}

const categories: Record<string, string> = { NEW: 'new', INDETERMINATE: 'indeterminate', DONE: 'done' };

export const statusOf = ({ currentStatus }: CustomerRequest): { id: string; name: string; statusCategory: { key: string } } => ({
  id: currentStatus.status,
  name: currentStatus.status,
  statusCategory: { key: categories[currentStatus.statusCategory ?? ''] ?? 'new' },
});
