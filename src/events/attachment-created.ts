/** Looks into a new file for a private key, and gives the turn back to the desk when the customer attached it. */
import { z } from 'zod';
import { noticeAnswer } from '../actions/notice-change';
import { lookForPrivateKey } from '../actions/take-file';
import { isRequest } from '../actions/begin-request';

const text = z.union([z.string(), z.number()]).transform(String);
const attached = z.object({ atlassianId: z.string(), attachment: z.object({ id: text, issueId: text }) });

export const handler = async (event: unknown): Promise<void> => {
  const { atlassianId, attachment } = attached.parse(event);
  if (!(await isRequest(attachment.issueId))) return;
  await lookForPrivateKey(attachment.issueId, attachment.id);
  await noticeAnswer(attachment.issueId, atlassianId, 'file');
};
