/** Looks at a ticket or task after a change: its key, its status, its text. */
import { z } from 'zod';
import { noticeTask, noticeTicket } from '../actions/notice-change';

const updated = z.object({
  issue: z.object({ id: z.union([z.string(), z.number()]).transform(String) }),
  changelog: z.object({ items: z.array(z.object({ field: z.string() })) }).optional(),
});

/** Only these bring an issue to another place in a workflow. */
const moving = ['status', 'issuetype', 'project'];

export const handler = async (event: unknown): Promise<void> => {
  const { issue, changelog } = updated.parse(event);
  const hasMoved = changelog?.items.some(({ field }) => moving.includes(field)) ?? true;
  await noticeTicket(issue.id, hasMoved);
  await noticeTask(issue.id, hasMoved);
};
