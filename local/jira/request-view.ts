// Shows a ticket as its customer sees it: the request, its public comments and its public files.
import { htmlOf, plainText } from './adf';
import { allFields } from './fields';
import { customFieldById, projectById, REQUEST_TYPE_FIELD, requestTypeById, statusById, type RequestType } from './site-plan';
import { deskUserView } from './people';
import { jiraTime, type Attachment, type Comment, type Issue } from './issue';
import type { Call } from './routing';

export function dateView(iso: string): object {
  const at = new Date(iso);
  const friendly = at.toLocaleString('en-GB', { day: '2-digit', month: 'short', year: '2-digit', hour: 'numeric', minute: '2-digit', timeZone: 'UTC' });
  return { iso8601: jiraTime(iso), jira: jiraTime(iso), friendly, epochMillis: at.getTime() };
}

/** The page shape of Jira Service Management: start, limit, size, isLastPage, values. */
export function deskPage<T>(call: Call, all: T[]): { size: number; start: number; limit: number; isLastPage: boolean; _links: object; values: T[] } {
  const start = call.queryNumber('start', 0);
  const limit = Math.min(call.queryNumber('limit', 50), 100);
  const values = all.slice(start, start + limit);
  const isLastPage = start + values.length >= all.length;
  const next = new URL(call.url);
  next.searchParams.set('start', String(start + limit));
  return {
    size: values.length,
    start,
    limit,
    isLastPage,
    _links: { base: call.origin, context: '', self: call.url.href, ...(isLastPage ? {} : { next: next.href }) },
    values,
  };
}

export const deskUser = (call: Call, accountId: string): object => deskUserView(call.site.store, accountId, call.who, call.origin);

const CATEGORY = { new: 'NEW', indeterminate: 'INDETERMINATE', done: 'DONE' };

export function statusLine(statusId: string, at: string): object {
  const status = statusById(statusId);
  return { status: status?.name ?? '', statusCategory: CATEGORY[status?.category ?? 'new'], statusDate: dateView(at) };
}

export const requestTypeView = (call: Call, deskId: string, type: RequestType): object => ({
  id: type.id,
  _links: { self: `${call.origin}/rest/servicedeskapi/servicedesk/${deskId}/requesttype/${type.id}` },
  name: type.name,
  description: type.description,
  helpText: '',
  issueTypeId: type.issueTypeId,
  serviceDeskId: deskId,
  portalId: deskId,
  groupIds: [],
  canCreateRequest: true,
  restrictionStatus: 'OPEN',
});

export function fieldForm(type: RequestType): object[] {
  const known = allFields();
  return type.fields.flatMap(({ id, required }) => {
    const field = known.find((one) => one.id === id);
    if (!field) return [];
    const options = customFieldById(id)?.options ?? [];
    return [{
      fieldId: id,
      name: field.name,
      description: '',
      required,
      defaultValues: [],
      presetValues: [],
      validValues: options.map((option) => ({ value: option.id, label: option.value, children: [] })),
      jiraSchema: field.schema,
      visible: true,
    }];
  });
}

function fieldValues(issue: Issue, type: RequestType | undefined): object[] {
  const labels = allFields();
  return (type?.fields ?? []).flatMap(({ id }) => {
    const label = labels.find((field) => field.id === id)?.name ?? id;
    if (id === 'attachment') return [];
    if (id === 'summary') return [{ fieldId: id, label, value: issue.summary }];
    if (id === 'description')
      return [{ fieldId: id, label, value: plainText(issue.description), renderedValue: { html: htmlOf(issue.description) } }];
    const value = issue.custom[id];
    return value === undefined || value === null ? [] : [{ fieldId: id, label, value }];
  });
}

export function requestView(call: Call, issue: Issue): object {
  const project = projectById(issue.projectId);
  const desk = project?.serviceDeskId ?? '';
  const type = requestTypeById(issue.requestTypeId ?? '');
  const expand = call.queryList('expand');
  const self = `${call.origin}/rest/servicedeskapi/request/${issue.id}`;
  return {
    _expands: ['participant', 'status', 'sla', 'requestType', 'serviceDesk', 'attachment', 'action', 'comment'],
    issueId: String(issue.id),
    issueKey: issue.key,
    requestTypeId: type?.id ?? '',
    serviceDeskId: desk,
    createdDate: dateView(issue.created),
    ...(issue.reporter === null ? {} : { reporter: deskUser(call, issue.reporter) }),
    requestFieldValues: fieldValues(issue, type).filter((value) => !('fieldId' in value && value.fieldId === REQUEST_TYPE_FIELD)),
    currentStatus: statusLine(issue.statusId, issue.statusHistory.at(-1)?.at ?? issue.created),
    _links: { jiraRest: `${call.origin}/rest/api/3/issue/${issue.id}`, web: `${call.origin}/portal/${issue.key}`, agent: `${call.origin}/browse/${issue.key}`, self },
    ...(expand.includes('requestType') && type ? { requestType: requestTypeView(call, desk, type) } : {}),
    ...(expand.includes('serviceDesk') && project ? { serviceDesk: deskView(call, project.id) } : {}),
    ...(expand.includes('participant') ? { participants: wholePage(call, issue.participants.map((one) => deskUser(call, one))) } : {}),
    ...(expand.includes('comment') ? { comments: wholePage(call, publicComments(call, issue).map((one) => deskComment(call, issue, one))) } : {}),
    ...(expand.includes('attachment') ? { attachments: wholePage(call, publicFiles(call, issue).map((one) => deskAttachment(call, issue, one))) } : {}),
    ...(expand.includes('status') ? { status: wholePage(call, issue.statusHistory.map((one) => statusLine(one.statusId, one.at)).reverse()) } : {}),
  };
}

const wholePage = (call: Call, values: object[]): object => ({
  size: values.length,
  start: 0,
  limit: 50,
  isLastPage: true,
  _links: { base: call.origin, context: '', self: call.url.href },
  values,
});

export function deskView(call: Call, projectId: string): object {
  const project = projectById(projectId);
  return {
    id: project?.serviceDeskId ?? '',
    projectId,
    projectName: project?.name ?? '',
    projectKey: project?.key ?? '',
    _links: { self: `${call.origin}/rest/servicedeskapi/servicedesk/${project?.serviceDeskId ?? ''}` },
  };
}

const publicComments = (call: Call, issue: Issue): Comment[] => call.site.store.comments(issue.id).filter((one) => one.isPublic);

export const publicFiles = (call: Call, issue: Issue): Attachment[] => call.site.store.attachments(issue.id).filter((one) => one.isPublic);

export const deskComment = (call: Call, issue: Issue, comment: Comment): object => ({
  id: String(comment.id),
  body: plainText(comment.body),
  public: comment.isPublic,
  author: deskUser(call, comment.author),
  created: dateView(comment.created),
  ...(call.queryList('expand').includes('renderedBody') ? { renderedBody: { html: htmlOf(comment.body) } } : {}),
  _links: { self: `${call.origin}/rest/servicedeskapi/request/${issue.id}/comment/${comment.id}` },
});

export const deskAttachment = (call: Call, issue: Issue, attachment: Attachment): object => ({
  filename: attachment.filename,
  author: deskUser(call, attachment.author),
  created: dateView(attachment.created),
  size: attachment.size,
  mimeType: attachment.mimeType,
  _links: {
    self: `${call.origin}/rest/servicedeskapi/request/${issue.id}/attachment/${attachment.id}`,
    jiraRest: `${call.origin}/rest/api/3/attachment/${attachment.id}`,
    content: `${call.origin}/rest/api/3/attachment/content/${attachment.id}`,
  },
});
