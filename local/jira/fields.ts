// Describes every field: its name, its schema, the screens that it is on and the values that it allows.
import { CUSTOM_FIELDS, customFieldById, DEFAULT_PRIORITY, issueTypeById, PRIORITIES, projectById } from './site-plan';
import { componentView, issueTypeView, priorityView, projectView } from './site-view';

export interface Field {
  id: string;
  name: string;
  schema: { type: string; items?: string; system?: string; custom?: string; customId?: number };
  operations: string[];
  required: boolean;
  clauseNames: string[];
}

const system = (id: string, name: string, type: string, operations: string[], items?: string, clauseNames: string[] = [id]): Field => ({
  id,
  name,
  schema: { type, system: id, ...(items ? { items } : {}) },
  operations,
  required: false,
  clauseNames,
});

const SET = ['set'];
const LIST = ['add', 'set', 'remove'];
const REQUIRED = ['summary', 'issuetype', 'project'];

const SYSTEM_FIELDS: Field[] = [
  system('summary', 'Summary', 'string', SET),
  system('issuetype', 'Issue Type', 'issuetype', [], undefined, ['issuetype', 'type']),
  system('project', 'Project', 'project', SET),
  system('status', 'Status', 'status', []),
  system('statuscategorychangedate', 'Status Category Changed', 'datetime', [], undefined, ['statusCategoryChangedDate']),
  system('priority', 'Priority', 'priority', SET),
  system('labels', 'Labels', 'array', LIST, 'string'),
  system('components', 'Components', 'array', LIST, 'component', ['component']),
  system('description', 'Description', 'string', SET),
  system('creator', 'Creator', 'user', []),
  system('reporter', 'Reporter', 'user', SET),
  system('assignee', 'Assignee', 'user', SET),
  system('created', 'Created', 'datetime', [], undefined, ['created', 'createdDate']),
  system('updated', 'Updated', 'datetime', [], undefined, ['updated', 'updatedDate']),
  system('duedate', 'Due date', 'date', SET, undefined, ['due', 'duedate']),
  system('resolution', 'Resolution', 'resolution', []),
  system('resolutiondate', 'Resolved', 'datetime', [], undefined, ['resolved', 'resolutiondate']),
  system('watches', 'Watchers', 'watches', [], undefined, ['watchers']),
  system('attachment', 'Attachment', 'array', [], 'attachment', ['attachments']),
  system('issuelinks', 'Linked Issues', 'array', ['add'], 'issuelinks', []),
  system('comment', 'Comment', 'comments-page', ['add'], undefined, ['comment']),
].map((field) => ({ ...field, required: REQUIRED.includes(field.id) }));

const ON_EVERY_SCREEN = ['summary', 'issuetype', 'project', 'description', 'priority', 'labels', 'reporter', 'assignee', 'duedate', 'attachment', 'issuelinks', 'comment'];

export function allFields(): Field[] {
  const custom = CUSTOM_FIELDS.map((field): Field => ({
    id: field.id,
    name: field.name,
    schema: field.schema,
    operations: field.schema.type === 'array' ? LIST : SET,
    required: false,
    clauseNames: [`cf[${field.schema.customId}]`, field.name],
  }));
  return [...SYSTEM_FIELDS, ...custom];
}

export function fieldsOnScreen(issueTypeId: string): Field[] {
  const ids = [...ON_EVERY_SCREEN, ...(issueTypeById(issueTypeId)?.screen ?? [])];
  return allFields().filter((field) => ids.includes(field.id));
}

export const isOnScreen = (fieldId: string, issueTypeId: string): boolean =>
  fieldsOnScreen(issueTypeId).some((field) => field.id === fieldId);

/** What the create and edit screens say of a field. */
export function metaOf(field: Field, projectId: string, origin: string, screen: 'create' | 'edit'): object {
  const allowed = allowedValues(field, projectId, origin);
  return {
    required: field.required && (screen === 'create' || field.id === 'summary'),
    schema: field.schema,
    name: field.name,
    key: field.id,
    hasDefaultValue: field.id === 'priority',
    ...(field.id === 'priority' ? { defaultValue: priorityView(DEFAULT_PRIORITY, origin) } : {}),
    operations: field.operations,
    ...(allowed ? { allowedValues: allowed } : {}),
  };
}

function allowedValues(field: Field, projectId: string, origin: string): object[] | undefined {
  const project = projectById(projectId);
  if (!project) return undefined;
  if (field.id === 'priority') return PRIORITIES.map((one) => priorityView(one.id, origin));
  if (field.id === 'components') return project.components.map((one) => componentView(one, origin));
  if (field.id === 'project') return [projectView(project, origin)];
  if (field.id === 'issuetype') return project.issueTypes.map((one) => issueTypeView(one, origin));
  const custom = customFieldById(field.id);
  if (custom?.kind !== 'option') return undefined;
  return custom.options.map((option) => ({ self: `${origin}/rest/api/3/customFieldOption/${option.id}`, ...option }));
}
