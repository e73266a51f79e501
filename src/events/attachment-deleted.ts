/** Opens a step again when a file that it rests on is taken off the ticket. */
import { z } from 'zod';
import { noticeRemovedFile } from '../actions/notice-change';

const text = z.union([z.string(), z.number()]).transform(String);
const removed = z.object({ attachment: z.object({ id: text, issueId: text }) });

export const handler = async (event: unknown): Promise<void> => {
  const { attachment } = removed.parse(event);
  await noticeRemovedFile(attachment.issueId, attachment.id);
};
