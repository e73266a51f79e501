/** Gives the turn back to the desk when the customer who is waited for comments. */
import { z } from 'zod';
import { noticeAnswer } from '../actions/notice-change';

const commented = z.object({ issue: z.object({ id: z.union([z.string(), z.number()]).transform(String) }), atlassianId: z.string() });

export const handler = async (event: unknown): Promise<void> => {
  const { issue, atlassianId } = commented.parse(event);
  await noticeAnswer(issue.id, atlassianId, 'comment');
};
