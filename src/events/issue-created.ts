/** Begins a request when a ticket of a configured request type is created. */
import { z } from 'zod';
import { beginRequest } from '../actions/begin-request';

const created = z.object({ issue: z.object({ id: z.union([z.string(), z.number()]).transform(String) }) });

export const handler = async (event: unknown): Promise<void> => {
  await beginRequest(created.parse(event).issue.id, 'app');
};
