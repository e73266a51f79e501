// What Jira keeps of an issue and of the things that hang on it.
import type { AdfDocument } from './adf';

interface StatusSince {
  statusId: string;
  at: string;
}

export interface Issue {
  id: number;
  key: string;
  projectId: string;
  typeId: string;
  statusId: string;
  statusHistory: StatusSince[];
  summary: string;
  description: AdfDocument | null;
  creator: string;
  reporter: string | null;
  assignee: string | null;
  priorityId: string;
  labels: string[];
  componentIds: string[];
  dueDate: string | null;
  resolutionId: string | null;
  resolvedAt: string | null;
  custom: Record<string, unknown>;
  requestTypeId: string | null;
  participants: string[];
  organizationIds: string[];
  watchers: string[];
  created: string;
  updated: string;
}

export interface Comment {
  id: number;
  issueId: number;
  author: string;
  updateAuthor: string;
  body: AdfDocument;
  isPublic: boolean;
  properties: { key: string; value: unknown }[];
  visibility: { type: 'group' | 'role'; value: string } | null;
  created: string;
  updated: string;
}

export interface Attachment {
  id: number;
  issueId: number;
  filename: string;
  mimeType: string;
  size: number;
  author: string;
  created: string;
  /** Whether the customers of the request see it in the portal. */
  isPublic: boolean;
  /** The part of a download's address that cannot be guessed. */
  token: string;
}

export interface IssueLink {
  id: number;
  typeId: string;
  inwardId: number;
  outwardId: number;
}

export interface RemoteLink {
  id: number;
  issueId: number;
  body: Record<string, unknown>;
}

export interface ChangeItem {
  field: string;
  fieldId: string;
  fieldtype: 'jira' | 'custom';
  from: string | null;
  fromString: string | null;
  to: string | null;
  toString: string | null;
}

export interface Change {
  id: number;
  issueId: number;
  author: string;
  created: string;
  items: ChangeItem[];
}

/** Jira writes the zone without a colon. */
export const jiraTime = (iso: string): string => iso.replace('Z', '+0000');
