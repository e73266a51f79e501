/** Looks into a comment for the code that proves a key, and gives the turn back to the desk when the customer comments. */
import { z } from 'zod';
import { noticeAnswer, noticeCode } from '../actions/notice-change';

const text = z.union([z.string(), z.number()]).transform(String);
const commented = z.object({ issue: z.object({ id: text }), comment: z.object({ id: text }), atlassianId: z.string() });

export const handler = async (event: unknown): Promise<void> => {
  const { issue, comment, atlassianId } = commented.parse(event);
  await noticeCode(issue.id, atlassianId, comment.id);
  await noticeAnswer(issue.id, atlassianId, 'comment', comment.id);
};
