// Shows an attachment as the REST API words it.
import { jiraTime, type Attachment } from './issue';
import { userView } from './people';
import type { Call } from './routing';

export const attachmentView = (call: Call, attachment: Attachment): object => ({
  self: `${call.origin}/rest/api/3/attachment/${attachment.id}`,
  id: String(attachment.id),
  filename: attachment.filename,
  author: userView(call.site.store, attachment.author, call.who, call.origin),
  created: jiraTime(attachment.created),
  size: attachment.size,
  mimeType: attachment.mimeType,
  content: `${call.origin}/rest/api/3/attachment/content/${attachment.id}`,
});
