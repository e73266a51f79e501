// Answers the questions of the ticket panel.
import { makeResolver } from '@forge/resolver';
import { z } from 'zod';

const openOnIssue = z.object({ extension: z.object({ issue: z.object({ key: z.string() }) }) });

export const handler = makeResolver({
  'panel.open': ({ context }) => ({ issueKey: openOnIssue.parse(context).extension.issue.key }),
});
