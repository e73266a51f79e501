/** Looks at a ticket or task after a change: its key, its status, its text. */
import { z } from 'zod';
import { noticeTask, noticeTicket } from '../actions/notice-change';

const updated = z.object({ issue: z.object({ id: z.union([z.string(), z.number()]).transform(String) }) });

export const handler = async (event: unknown): Promise<void> => {
  const { issue } = updated.parse(event);
  await noticeTicket(issue.id);
  await noticeTask(issue.id);
};
