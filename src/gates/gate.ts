/** Answers a workflow validator for one gate. A validator has no user, so it judges the request and never a person. */
import { z } from 'zod';
import { checkGate, type GateAnswer } from '../actions/check-gate';
import type { GateName } from '../contract';

/** All that Forge tells of the issue is its key (PLATFORM.md, section 3). */
const event = z.object({ issue: z.object({ key: z.string() }) });

export const gate = (name: GateName) => (input: unknown): Promise<GateAnswer> => {
  const parsed = event.safeParse(input);
  return checkGate(name, parsed.success ? parsed.data.issue.key : '');
};
