// Says what the events that Forge apps subscribe to carry.
// Shapes: developer.atlassian.com/platform/forge/events-reference/jira. Removing an issue emits no events for what hung on it.
import { issueTypeById, LINK_TYPES, projectById, statusById } from './site-plan';
import { jiraTime, type Attachment, type ChangeItem, type Comment, type Issue, type IssueLink } from './issue';
import { APP_ACCOUNT, type Person } from './people';
import type { Site } from './site';

const account = (accountId: string | null): { accountId: string } | null => (accountId === null ? null : { accountId });

function statusOf(site: Site, id: string): object {
  const status = statusById(id);
  return { self: `${site.siteUrl}/rest/api/2/status/${id}`, id, name: status?.name ?? '', statusCategory: { key: status?.category ?? 'undefined' } };
}

function issueOf(site: Site, issue: Issue): object {
  const project = projectById(issue.projectId);
  const type = issueTypeById(issue.typeId);
  return {
    id: String(issue.id),
    key: issue.key,
    fields: {
      summary: issue.summary,
      issuetype: { self: `${site.siteUrl}/rest/api/2/issuetype/${issue.typeId}`, id: issue.typeId, name: type?.name ?? '', subtask: false },
      creator: account(issue.creator),
      created: jiraTime(issue.created),
      project: {
        self: `${site.siteUrl}/rest/api/2/project/${issue.projectId}`,
        id: issue.projectId,
        key: project?.key ?? '',
        name: project?.name ?? '',
        projectTypeKey: project?.typeKey ?? '',
        simplified: false,
      },
      reporter: account(issue.reporter),
      assignee: account(issue.assignee),
      updated: jiraTime(issue.updated),
      status: statusOf(site, issue.statusId),
    },
  };
}

function emit(site: Site, type: string, who: Person, payload: object): void {
  const causedByApp = who.accountId === APP_ACCOUNT;
  site.hooks.onEvent({
    type,
    payload: { eventType: type, atlassianId: who.accountId, selfGenerated: causedByApp, ...payload },
    causedByApp,
    actor: who.accountId,
  });
}

const users = (...ids: (string | null)[]): { accountId: string }[] =>
  [...new Set(ids)].filter((id) => id !== null).map((accountId) => ({ accountId }));

export function announceCreated(site: Site, who: Person, issue: Issue): void {
  emit(site, 'avi:jira:created:issue', who, { issue: issueOf(site, issue), associatedUsers: users(who.accountId) });
}

export function announceUpdated(site: Site, who: Person, issue: Issue, changeId: number, items: ChangeItem[]): void {
  const status = items.find((item) => item.field === 'status');
  const assignee = items.find((item) => item.field === 'assignee');
  const payload = {
    issue: issueOf(site, issue),
    changelog: { id: String(changeId), items },
    associatedUsers: users(who.accountId, assignee?.from ?? null, assignee?.to ?? null),
    ...(status ? { associatedStatuses: [statusOf(site, status.to ?? ''), statusOf(site, status.from ?? '')] } : {}),
  };
  emit(site, 'avi:jira:updated:issue', who, payload);
  if (assignee) emit(site, 'avi:jira:assigned:issue', who, { ...payload, changelog: { id: String(changeId), items: [assignee] } });
}

export function announceDeleted(site: Site, who: Person, issue: Issue): void {
  emit(site, 'avi:jira:deleted:issue', who, { issue: issueOf(site, issue), associatedUsers: users(who.accountId) });
}

export function announceCommented(site: Site, who: Person, issue: Issue, comment: Comment): void {
  emit(site, 'avi:jira:commented:issue', who, {
    issue: issueOf(site, issue),
    associatedUsers: users(who.accountId),
    comment: {
      id: String(comment.id),
      author: account(comment.author),
      updateAuthor: account(comment.updateAuthor),
      body: comment.body,
      created: jiraTime(comment.created),
      updated: jiraTime(comment.updated),
      jsdPublic: comment.isPublic,
    },
  });
}

export function announceAttachment(site: Site, who: Person, what: 'created' | 'deleted', attachment: Attachment): void {
  emit(site, `avi:jira:${what}:attachment`, who, {
    attachment: {
      id: String(attachment.id),
      issueId: String(attachment.issueId),
      fileName: attachment.filename,
      mimeType: attachment.mimeType,
      size: attachment.size,
      // The event, unlike the REST API, writes the time in UTC without a zone.
      createDate: attachment.created.replace('T', ' ').replace('Z', ''),
      author: account(attachment.author),
    },
  });
}

export function announceLink(site: Site, who: Person, what: 'created' | 'deleted', link: IssueLink): void {
  const type = LINK_TYPES.find((one) => one.id === link.typeId);
  emit(site, `avi:jira:${what}:issuelink`, who, {
    id: String(link.id),
    sourceIssueId: String(link.inwardId),
    destinationIssueId: String(link.outwardId),
    issueLinkType: { id: link.typeId, name: type?.name ?? '', inwardName: type?.inward ?? '', outwardName: type?.outward ?? '', isSubTaskLinkType: false, isSystemLinkType: false },
  });
}

/** The published reference does not show this payload: the app must lean on no more than the issue's id and the key. */
export function announceProperty(site: Site, who: Person, what: 'set' | 'deleted', issue: Issue, key: string): void {
  emit(site, `avi:jira:${what}:issue-property`, who, { issue: { id: String(issue.id), key: issue.key }, issueId: String(issue.id), propertyKey: key });
}
