// Judges a value that somebody wants to put into a field, in Jira's own words where it refuses.
import { isAdfDocument, plainText } from './adf';
import { changeItem } from './issue-changes';
import { customFieldById, ORGANIZATIONS_FIELD, PARTICIPANTS_FIELD, PRIORITIES, priorityById, projectById, REQUEST_TYPE_FIELD } from './site-plan';
import { idOf, isObject, listOf, objectOf, textOf } from './read-json';
import { holds } from './permissions';
import { personOf } from './people';
import type { ChangeItem, Issue } from './issue';
import type { Site } from './site';

export interface Accepted {
  issue: Issue;
  item: ChangeItem | undefined;
}

const TEXT_LIMIT = 32_767;
const tooLong = (limit: string): string => `The entered text is too long. It exceeds the allowed limit of ${limit} characters.`;

/** Answers the changed issue, or the sentence with which Jira refuses the value. */
export function withValue(site: Site, issue: Issue, fieldId: string, value: unknown): Accepted | string {
  switch (fieldId) {
    case 'summary':
      return summary(issue, value);
    case 'description':
      return description(issue, value);
    case 'labels':
      return labels(issue, value);
    case 'priority':
      return priority(issue, value);
    case 'components':
      return components(issue, value);
    case 'reporter':
      return user(site, issue, 'reporter', value);
    case 'assignee':
      return user(site, issue, 'assignee', value);
    case 'duedate':
      return dueDate(issue, value);
    case REQUEST_TYPE_FIELD:
      return requestType(issue, value);
    case PARTICIPANTS_FIELD:
      return participants(site, issue, value);
    case ORGANIZATIONS_FIELD:
      return organizations(site, issue, value);
    default:
      return custom(issue, fieldId, value);
  }
}

const changed = (issue: Issue, next: Partial<Issue>, item: ChangeItem): Accepted => ({
  issue: { ...issue, ...next },
  item: item.from === item.to && item.fromString === item.toString ? undefined : item,
});

function summary(issue: Issue, value: unknown): Accepted | string {
  const text = textOf(value);
  if (text === undefined || text.trim() === '') return 'You must specify a summary of the issue.';
  if (/[\r\n]/.test(text)) return 'The summary is invalid because it contains newline characters.';
  if (text.length > 255) return 'Summary must be less than 255 characters.';
  return changed(issue, { summary: text }, changeItem('summary', [null, issue.summary], [null, text]));
}

function description(issue: Issue, value: unknown): Accepted | string {
  const before = issue.description === null ? null : plainText(issue.description);
  if (value === null) return changed(issue, { description: null }, changeItem('description', [null, before], [null, null]));
  if (!isAdfDocument(value)) return 'Operation value must be an Atlassian Document (see the Atlassian Document Format)';
  const text = plainText(value);
  if (text.length > TEXT_LIMIT) return tooLong('32,767');
  return changed(issue, { description: value }, changeItem('description', [null, before], [null, text]));
}

function labels(issue: Issue, value: unknown): Accepted | string {
  const list = value === null ? [] : value;
  if (!Array.isArray(list) || !list.every((one) => typeof one === 'string')) return 'data was not an array';
  const spaced = list.find((one) => /\s/.test(one));
  if (spaced !== undefined) return `The label '${spaced}' contains spaces which is invalid.`;
  if (list.some((one) => one.length > 255)) return 'The label exceeds the maximum length of 255 characters.';
  const next = [...new Set(list)].sort();
  return changed(issue, { labels: next }, changeItem('labels', [null, issue.labels.join(' ')], [null, next.join(' ')]));
}

function priority(issue: Issue, value: unknown): Accepted | string {
  const asked = objectOf(value);
  const id = idOf(asked['id']);
  const name = textOf(asked['name']);
  const found = PRIORITIES.find((one) => (id === undefined ? one.name.toLowerCase() === name?.toLowerCase() : one.id === id));
  if (!found) return id === undefined && name === undefined ? "Specify the Priority (id or name) in the format 'name' or 'id'" : 'The priority selected is invalid.';
  return changed(issue, { priorityId: found.id }, changeItem('priority', [issue.priorityId, priorityById(issue.priorityId)?.name ?? null], [found.id, found.name]));
}

function components(issue: Issue, value: unknown): Accepted | string {
  const known = projectById(issue.projectId)?.components ?? [];
  const ids: string[] = [];
  for (const one of listOf(value)) {
    const asked = objectOf(one);
    const id = idOf(asked['id']);
    const name = textOf(asked['name']);
    const found = known.find((component) => (id === undefined ? component.name === name : component.id === id));
    if (!found) return id === undefined ? `Component name '${name ?? ''}' is not valid` : `Component id '${id}' is not valid`;
    ids.push(found.id);
  }
  if (value !== null && !Array.isArray(value)) return 'data was not an array';
  const names = (chosen: string[]): string => known.filter((one) => chosen.includes(one.id)).map((one) => one.name).join(', ');
  return changed(issue, { componentIds: ids }, changeItem('Component', [issue.componentIds.join(','), names(issue.componentIds)], [ids.join(','), names(ids)], 'components'));
}

function user(site: Site, issue: Issue, field: 'reporter' | 'assignee', value: unknown): Accepted | string {
  const asked = objectOf(value);
  const accountId = value === null ? null : (textOf(asked['accountId']) ?? textOf(asked['id']) ?? null);
  if (value !== null && accountId === null) return 'expected an object with an accountId';
  const person = accountId === null ? undefined : personOf(site.store, accountId);
  if (accountId !== null && !person?.active) return field === 'reporter' ? 'The reporter specified is not a user.' : 'The user specified does not exist.';
  const where = { projectId: issue.projectId, issue };
  if (field === 'assignee' && person && !holds(site.store, person, 'ASSIGNABLE_USER', where)) return `User '${accountId ?? ''}' cannot be assigned issues.`;
  const before = issue[field];
  const nameBefore = before === null ? null : (personOf(site.store, before)?.displayName ?? null);
  return changed(issue, { [field]: accountId }, changeItem(field, [before, nameBefore], [accountId, person?.displayName ?? null]));
}

function dueDate(issue: Issue, value: unknown): Accepted | string {
  const text = value === null ? null : textOf(value);
  if (text === undefined || (text !== null && (!/^\d{4}-\d{2}-\d{2}$/.test(text) || Number.isNaN(Date.parse(text)))))
    return 'Error parsing date string: must have format "yyyy-MM-dd"';
  return changed(issue, { dueDate: text }, changeItem('duedate', [issue.dueDate, issue.dueDate], [text, text]));
}

function requestType(issue: Issue, value: unknown): Accepted | string {
  const id = idOf(value) ?? idOf(objectOf(value)['id']);
  const types = projectById(issue.projectId)?.requestTypes ?? [];
  const found = types.find((type) => type.id === id);
  if (!found) return `The request type '${id ?? ''}' is not valid.`;
  const before = types.find((type) => type.id === issue.requestTypeId);
  return changed(issue, { requestTypeId: found.id }, changeItem('Request Type', [issue.requestTypeId, before?.name ?? null], [found.id, found.name], REQUEST_TYPE_FIELD));
}

function participants(site: Site, issue: Issue, value: unknown): Accepted | string {
  const ids = listOf(value).map((one) => textOf(objectOf(one)['accountId']) ?? textOf(objectOf(one)['id']) ?? '');
  const unknown = ids.find((id) => !personOf(site.store, id));
  if (unknown !== undefined) return `User '${unknown}' does not exist.`;
  return changed(issue, { participants: ids }, changeItem('Request participants', [issue.participants.join(', '), null], [ids.join(', '), null], PARTICIPANTS_FIELD));
}

function organizations(site: Site, issue: Issue, value: unknown): Accepted | string {
  const ids = listOf(value).map((one) => idOf(one) ?? '');
  const unknown = ids.find((id) => !site.store.document('organization', id));
  if (unknown !== undefined) return `The organization '${unknown}' does not exist.`;
  return changed(issue, { organizationIds: ids }, changeItem('Organizations', [issue.organizationIds.join(', '), null], [ids.join(', '), null], ORGANIZATIONS_FIELD));
}

function custom(issue: Issue, fieldId: string, value: unknown): Accepted | string {
  const field = customFieldById(fieldId);
  if (!field) return `Field '${fieldId}' cannot be set. It is not on the appropriate screen, or unknown.`;
  const before = shownValue(issue.custom[fieldId]);
  const accept = (next: unknown): Accepted =>
    changed(issue, { custom: { ...issue.custom, [fieldId]: next } }, changeItem(field.name, [null, before], [null, shownValue(next)], fieldId));
  if (value === null) return accept(null);
  if (field.kind === 'option') {
    const asked = objectOf(value);
    const id = idOf(asked['id']);
    const name = textOf(asked['value']);
    const found = field.options.find((option) => (id === undefined ? option.value === name : option.id === id));
    if (found) return accept(found);
    return id === undefined ? `Specify a valid 'id' or 'name' for ${field.name}` : `Option id '${id}' is not valid`;
  }
  const text = textOf(value);
  if (text === undefined) return 'Operation value must be a string';
  if (field.kind === 'url' && !/^[a-z][a-z0-9+.-]*:\/\/\S+$/i.test(text)) return 'Invalid URL.';
  return text.length > 255 ? tooLong('255') : accept(text);
}

/** An option is shown by its value, a text by itself. */
const shownValue = (value: unknown): string | null => textOf(isObject(value) ? value['value'] : value) ?? null;
