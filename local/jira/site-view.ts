// Shows projects, issue types, statuses, priorities and the like as the REST API words them.
import { issueTypeById, LINK_TYPES, PRIORITIES, priorityById, projectById, statusById, type IssueType, type Project, type Status } from './site-plan';

const CATEGORIES: Record<Status['category'], { id: number; colorName: string; name: string }> = {
  new: { id: 2, colorName: 'blue-gray', name: 'To Do' },
  indeterminate: { id: 4, colorName: 'yellow', name: 'In Progress' },
  done: { id: 3, colorName: 'green', name: 'Done' },
};

export const categoryView = (key: Status['category'], origin: string): object => ({
  self: `${origin}/rest/api/3/statuscategory/${CATEGORIES[key].id}`,
  key,
  ...CATEGORIES[key],
});

export function statusView(id: string, origin: string): object {
  const status = statusById(id);
  return {
    self: `${origin}/rest/api/3/status/${id}`,
    description: '',
    iconUrl: `${origin}/local/jira/icon/status`,
    name: status?.name ?? '',
    id,
    statusCategory: categoryView(status?.category ?? 'new', origin),
  };
}

/** Newer endpoints name the same categories otherwise. */
export const newCategory = (key: Status['category']): string => ({ new: 'TODO', indeterminate: 'IN_PROGRESS', done: 'DONE' })[key];

export const issueTypeView = (type: IssueType, origin: string): object => ({
  self: `${origin}/rest/api/3/issuetype/${type.id}`,
  id: type.id,
  description: type.description,
  iconUrl: `${origin}/local/jira/icon/issuetype`,
  name: type.name,
  subtask: false,
  hierarchyLevel: 0,
});

export function issueTypeViewById(id: string, origin: string): object | null {
  const type = issueTypeById(id);
  return type ? issueTypeView(type, origin) : null;
}

const projectAvatars = (origin: string, key: string): Record<string, string> => {
  const address = `${origin}/local/jira/avatar/${key}`;
  return { '16x16': address, '24x24': address, '32x32': address, '48x48': address };
};

export const projectView = (project: Project, origin: string): object => ({
  self: `${origin}/rest/api/3/project/${project.id}`,
  id: project.id,
  key: project.key,
  name: project.name,
  projectTypeKey: project.typeKey,
  simplified: false,
  avatarUrls: projectAvatars(origin, project.key),
});

export function projectViewById(id: string, origin: string): object | null {
  const project = projectById(id);
  return project ? projectView(project, origin) : null;
}

export function priorityView(id: string, origin: string): { id: string; name: string } & Record<string, unknown> {
  const priority = priorityById(id);
  return {
    self: `${origin}/rest/api/3/priority/${id}`,
    iconUrl: `${origin}/local/jira/icon/priority-${id}`,
    name: priority?.name ?? '',
    id,
  };
}

export const fullPriorityView = (id: string, origin: string): object => {
  const priority = PRIORITIES.find((one) => one.id === id);
  return { ...priorityView(id, origin), description: priority?.description ?? '', statusColor: priority?.statusColor ?? '', isDefault: id === '3' };
};

export const componentView = (component: { id: string; name: string }, origin: string): object => ({
  self: `${origin}/rest/api/3/component/${component.id}`,
  id: component.id,
  name: component.name,
});

export function linkTypeView(id: string, origin: string): object {
  const type = LINK_TYPES.find((one) => one.id === id);
  return { id, name: type?.name ?? '', inward: type?.inward ?? '', outward: type?.outward ?? '', self: `${origin}/rest/api/3/issueLinkType/${id}` };
}
