// Creates issues, for the REST API, for the portal and for scenarios alike.
import { announceCreated, announceProperty } from './events';
import { APP_ACCOUNT, type Person } from './people';
import { customFieldById, DEFAULT_PRIORITY, type IssueType, type Project } from './site-plan';
import { initialStatus, workflowOfType } from './workflows';
import { queueForIndex } from './issue-changes';
import { refuse } from './refusal';
import type { Issue } from './issue';
import type { Site } from './site';

/** An issue as it is before anything that the creator asked for is put in. */
export function blankIssue(site: Site, project: Project, type: IssueType, who: Person, at: string): Issue {
  const workflow = workflowOfType(site.store, type.id);
  if (!workflow) throw refuse(422, `There is no workflow for the issue type ${type.name}.`);
  const statusId = initialStatus(workflow);
  const options = type.screen.filter((id) => customFieldById(id) !== undefined);
  return {
    id: 0,
    key: '',
    projectId: project.id,
    typeId: type.id,
    statusId,
    statusHistory: [{ statusId, at }],
    summary: '',
    description: null,
    creator: who.accountId,
    reporter: who.accountId,
    assignee: null,
    priorityId: DEFAULT_PRIORITY,
    labels: [],
    componentIds: [],
    dueDate: null,
    resolutionId: null,
    resolvedAt: null,
    custom: Object.fromEntries(options.map((id) => [id, null])),
    requestTypeId: null,
    participants: [],
    organizationIds: [],
    watchers: who.accountId === APP_ACCOUNT ? [] : [who.accountId],
    created: at,
    updated: at,
  };
}

export const nextKey = (site: Site, project: Project): string =>
  `${project.key}-${site.store.nextNumber(`key ${project.key}`, project.firstNumber)}`;

/** Id and key are given only here, so that a refused creation uses up neither. */
export function createIssue(
  site: Site,
  who: Person,
  project: Project,
  draft: Issue,
  properties: { key: string; value: unknown }[],
  quiet = false,
): Issue {
  const issue = site.store.transaction(() => {
    const created: Issue = { ...draft, id: site.store.nextNumber('issue', 10072), key: nextKey(site, project) };
    site.store.saveIssue(created);
    for (const property of properties) site.store.saveProperty(created.id, property.key, property.value);
    queueForIndex(site, created);
    return created;
  });
  if (quiet) return issue;
  announceCreated(site, who, issue);
  for (const property of properties) announceProperty(site, who, 'set', issue, property.key);
  return issue;
}
