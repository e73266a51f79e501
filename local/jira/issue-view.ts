// Shows an issue as the REST API words it, with the fields and expansions that were asked for.
import { htmlOf } from './adf';
import { attachmentView } from './attachment-view';
import { commentView } from './comment-view';
import { allFields, fieldsOnScreen, metaOf } from './fields';
import { issueTypeById, ORGANIZATIONS_FIELD, PARTICIPANTS_FIELD, projectById, REQUEST_TYPE_FIELD, requestTypeById, RESOLUTION } from './site-plan';
import { componentView, issueTypeViewById, linkTypeView, priorityView, projectViewById, statusView } from './site-view';
import { jiraTime, type Change, type Issue } from './issue';
import { maySee } from './issue-access';
import { transitionView } from './transition-view';
import { transitionsFrom, workflowOfType } from './workflows';
import { userView } from './people';
import type { Call } from './routing';

export interface Asked {
  fields: string[];
  expand: string[];
  properties: string[];
}

export function issueView(call: Call, issue: Issue, asked: Asked): object {
  const values = fieldValues(call, issue);
  const chosen = Object.entries(values).filter(([id]) => isAsked(id, asked.fields));
  const names = allFields().filter((field) => chosen.some(([id]) => id === field.id));
  const kept = asked.properties.length === 0 ? undefined : chosenProperties(call, issue, asked.properties);
  return {
    expand: 'renderedFields,names,schema,operations,editmeta,changelog,versionedRepresentations',
    id: String(issue.id),
    self: `${call.origin}/rest/api/3/issue/${issue.id}`,
    key: issue.key,
    fields: Object.fromEntries(chosen.map(([id, value]) => [id, value()])),
    ...(kept ? { properties: kept } : {}),
    ...(asked.expand.includes('renderedFields') ? { renderedFields: renderedFields(issue) } : {}),
    ...(asked.expand.includes('names') ? { names: Object.fromEntries(names.map((field) => [field.id, field.name])) } : {}),
    ...(asked.expand.includes('schema') ? { schema: Object.fromEntries(names.map((field) => [field.id, field.schema])) } : {}),
    ...(asked.expand.includes('transitions') ? { transitions: transitionsOf(call, issue) } : {}),
    ...(asked.expand.includes('editmeta') ? { editmeta: { fields: editMeta(call, issue) } } : {}),
    ...(asked.expand.includes('changelog') ? { changelog: changelogOf(call, issue) } : {}),
  };
}

/** What is left out by default in a search is only what is unbounded in size. */
const NOT_NAVIGABLE = ['comment', 'attachment'];

function isAsked(id: string, asked: string[]): boolean {
  const without = asked.filter((one) => one.startsWith('-')).map((one) => one.slice(1));
  if (without.includes(id)) return false;
  const wanted = asked.filter((one) => !one.startsWith('-'));
  if (wanted.length === 0 || wanted.includes('*all') || wanted.includes(id)) return true;
  return wanted.includes('*navigable') && !NOT_NAVIGABLE.includes(id);
}

function fieldValues(call: Call, issue: Issue): Record<string, () => unknown> {
  const { site, who, origin } = call;
  const user = (accountId: string | null) => (accountId === null ? null : userView(site.store, accountId, who, origin));
  const components = projectById(issue.projectId)?.components ?? [];
  const since = issue.statusHistory.at(-1)?.at ?? issue.created;
  const values: Record<string, () => unknown> = {
    summary: () => issue.summary,
    issuetype: () => issueTypeViewById(issue.typeId, origin),
    project: () => projectViewById(issue.projectId, origin),
    status: () => statusView(issue.statusId, origin),
    statuscategorychangedate: () => jiraTime(since),
    priority: () => priorityView(issue.priorityId, origin),
    labels: () => issue.labels,
    components: () => components.filter((one) => issue.componentIds.includes(one.id)).map((one) => componentView(one, origin)),
    description: () => issue.description,
    creator: () => user(issue.creator),
    reporter: () => user(issue.reporter),
    assignee: () => user(issue.assignee),
    created: () => jiraTime(issue.created),
    updated: () => jiraTime(issue.updated),
    duedate: () => issue.dueDate,
    resolution: () => (issue.resolutionId === null ? null : { self: `${origin}/rest/api/3/resolution/${issue.resolutionId}`, ...RESOLUTION }),
    resolutiondate: () => (issue.resolvedAt === null ? null : jiraTime(issue.resolvedAt)),
    watches: () => ({
      self: `${origin}/rest/api/3/issue/${issue.key}/watchers`,
      watchCount: issue.watchers.length,
      isWatching: issue.watchers.includes(who.accountId),
    }),
    attachment: () => site.store.attachments(issue.id).map((one) => attachmentView(call, one)),
    issuelinks: () => linksOf(call, issue),
    comment: () => {
      const comments = site.store.comments(issue.id).map((one) => commentView(call, issue, one));
      return { comments, self: `${origin}/rest/api/3/issue/${issue.id}/comment`, maxResults: comments.length, total: comments.length, startAt: 0 };
    },
  };
  const screen = issueTypeById(issue.typeId)?.screen ?? [];
  for (const id of screen.filter((one) => one.startsWith('customfield_'))) values[id] = () => customValue(call, issue, id);
  return values;
}

function customValue(call: Call, issue: Issue, id: string): unknown {
  const { store } = call.site;
  if (id === PARTICIPANTS_FIELD) return issue.participants.map((one) => userView(store, one, call.who, call.origin));
  if (id === ORGANIZATIONS_FIELD)
    return issue.organizationIds.map((one) => store.document<object>('organization', one)).filter((one) => one !== undefined);
  if (id !== REQUEST_TYPE_FIELD) return issue.custom[id] ?? null;
  const type = requestTypeById(issue.requestTypeId ?? '');
  const desk = projectById(issue.projectId)?.serviceDeskId ?? '';
  if (!type) return null;
  const self = `${call.origin}/rest/servicedeskapi/servicedesk/${desk}/requesttype/${type.id}`;
  return {
    _links: { self: `${call.origin}/rest/servicedeskapi/request/${issue.id}`, web: `${call.origin}/servicedesk/customer/portal/${desk}/${issue.key}` },
    requestType: { _links: { self }, id: type.id, name: type.name, description: type.description, issueTypeId: type.issueTypeId, serviceDeskId: desk, portalId: desk, groupIds: [] },
  };
}

/** A link to an issue that the reader may not see is left out. */
function linksOf(call: Call, issue: Issue): object[] {
  return call.site.store.linksOf(issue.id).flatMap((link) => {
    const isOutward = link.inwardId === issue.id;
    const other = call.site.store.issue(isOutward ? link.outwardId : link.inwardId);
    if (!other || !maySee(call.site, call.who, other)) return [];
    return [{
      id: String(link.id),
      self: `${call.origin}/rest/api/3/issueLink/${link.id}`,
      type: linkTypeView(link.typeId, call.origin),
      [isOutward ? 'outwardIssue' : 'inwardIssue']: linkedIssueView(call, other),
    }];
  });
}

export const linkedIssueView = (call: Call, issue: Issue): object => ({
  id: String(issue.id),
  key: issue.key,
  self: `${call.origin}/rest/api/3/issue/${issue.id}`,
  fields: {
    summary: issue.summary,
    status: statusView(issue.statusId, call.origin),
    priority: priorityView(issue.priorityId, call.origin),
    issuetype: issueTypeViewById(issue.typeId, call.origin),
  },
});

const renderedFields = (issue: Issue): object => ({
  description: htmlOf(issue.description),
  created: issue.created,
  updated: issue.updated,
});

function chosenProperties(call: Call, issue: Issue, asked: string[]): Record<string, unknown> {
  const all = call.site.store.properties(issue.id);
  if (asked.includes('*all')) return all;
  return Object.fromEntries(Object.entries(all).filter(([key]) => asked.includes(key)));
}

export function editMeta(call: Call, issue: Issue): object {
  const entries = fieldsOnScreen(issue.typeId).map((field) => [field.id, metaOf(field, issue.projectId, call.origin, 'edit')] as const);
  return Object.fromEntries(entries);
}

function transitionsOf(call: Call, issue: Issue): object[] {
  const workflow = workflowOfType(call.site.store, issue.typeId);
  return workflow ? transitionsFrom(workflow, issue.statusId).map((one) => transitionView(one, call.origin)) : [];
}

function changelogOf(call: Call, issue: Issue): object {
  // The newest come first inside an issue, and the oldest first on the changelog's own page.
  const histories = call.site.store.changes(issue.id).reverse().map((change) => changeView(call, change));
  return { startAt: 0, maxResults: histories.length, total: histories.length, histories };
}

export const changeView = (call: Call, change: Change): object => ({
  id: String(change.id),
  author: userView(call.site.store, change.author, call.who, call.origin),
  created: jiraTime(change.created),
  // The contract knows no null here: what is empty is left out, and toString, which every object inherits, is ''.
  items: change.items.map((item) => ({
    field: item.field,
    fieldId: item.fieldId,
    fieldtype: item.fieldtype,
    ...(item.from === null ? {} : { from: item.from }),
    ...(item.fromString === null ? {} : { fromString: item.fromString }),
    ...(item.to === null ? {} : { to: item.to }),
    toString: item.toString ?? '',
  })),
});
