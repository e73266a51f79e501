// Decides which fields of Jira's answers the pages read.
import { z } from 'zod';
import { richTextNode } from './rich-text';

export const user = z.object({
  accountId: z.string(),
  displayName: z.string(),
  emailAddress: z.string().nullish(),
  accountType: z.string().nullish(),
});

const status = z.object({
  id: z.string(),
  name: z.string(),
  statusCategory: z.object({ key: z.string() }).nullish(),
});
export type Status = z.infer<typeof status>;

const attachment = z.object({
  id: z.coerce.string(),
  filename: z.string(),
  size: z.number(),
  created: z.string(),
  author: user.nullish(),
  content: z.string().nullish(),
});
export type Attachment = z.infer<typeof attachment>;

const linkedIssue = z.object({
  id: z.string(),
  key: z.string(),
  fields: z.object({ summary: z.string(), status: status.optional() }),
});

const issueLink = z.object({
  id: z.string(),
  type: z.object({ name: z.string(), inward: z.string(), outward: z.string() }),
  inwardIssue: linkedIssue.nullish(),
  outwardIssue: linkedIssue.nullish(),
});
export type IssueLink = z.infer<typeof issueLink>;

const named = z.object({ id: z.string().optional(), name: z.string() });

export const issue = z.object({
  id: z.string(),
  key: z.string(),
  names: z.record(z.string(), z.string()).optional(),
  fields: z
    .object({
      summary: z.string(),
      status,
      project: z.object({ id: z.string(), key: z.string(), name: z.string(), projectTypeKey: z.string().optional() }),
      issuetype: named,
      description: richTextNode.nullish(),
      assignee: user.nullish(),
      reporter: user.nullish(),
      priority: named.nullish(),
      labels: z.array(z.string()).nullish(),
      components: z.array(named).nullish(),
      resolution: named.nullish(),
      created: z.string().nullish(),
      updated: z.string().nullish(),
      duedate: z.string().nullish(),
      attachment: z.array(attachment).nullish(),
      issuelinks: z.array(issueLink).nullish(),
    })
    .catchall(z.unknown()),
});
export type Issue = z.infer<typeof issue>;

export const comments = z.object({
  comments: z.array(
    z.object({
      id: z.string(),
      author: user.nullish(),
      body: richTextNode,
      created: z.string(),
      jsdPublic: z.boolean().optional(),
    }),
  ),
});
export type Comment = z.infer<typeof comments>['comments'][number];

export const transitions = z.object({
  transitions: z.array(z.object({ id: z.string(), name: z.string(), to: status })),
});
export type Transition = z.infer<typeof transitions>['transitions'][number];

export const issueRows = z.object({
  issues: z.array(
    z.object({
      id: z.string(),
      key: z.string(),
      fields: z.object({
        summary: z.string(),
        status,
        reporter: user.nullish(),
        assignee: user.nullish(),
        created: z.string().nullish(),
        updated: z.string().nullish(),
      }),
    }),
  ),
});
export type IssueRow = z.infer<typeof issueRows>['issues'][number];
