// Decides what each JQL field means: what an issue has for it, which operators it takes and which values exist.
import { CUSTOM_FIELDS, PRIORITIES, PROJECTS, STATUSES, issueTypeById, priorityById, projectById, projectNamed, requestTypeById, statusById } from './site-plan';
import { isObject, listOf, objectOf, textOf } from './read-json';
import { personOf } from './people';
import { plainText } from './adf';
import type { EntityProperty, Site } from './site';
import type { IndexedIssue } from './issue-changes';

type Kind = 'exact' | 'text' | 'number' | 'date' | 'key';

export interface JqlField {
  kind: Kind;
  /** What the issue has for the field; several where the field is a list. */
  values(indexed: IndexedIssue): (string | number)[];
  /** The one written form of a value that a query may write in several; undefined where there is no such value. */
  resolve(text: string): string | undefined;
}

const same = (text: string): string => text;
const lower = (text: string): string => text.toLowerCase();
const exact = (values: JqlField['values'], resolve: JqlField['resolve'] = same): JqlField => ({ kind: 'exact', values, resolve });
const text = (values: JqlField['values']): JqlField => ({ kind: 'text', values, resolve: same });
const date = (value: (indexed: IndexedIssue) => string | null): JqlField => ({
  kind: 'date',
  values: (indexed) => (value(indexed) === null ? [] : [Date.parse(value(indexed) ?? '')]),
  resolve: same,
});
const maybe = (value: string | null): string[] => (value === null ? [] : [value]);

/** The id of the one that is named by id, or by name in any case. */
const named = (all: { id: string; name: string }[]) => (asked: string): string | undefined =>
  all.find((one) => one.id === asked || lower(one.name) === lower(asked))?.id;

function allText(indexed: IndexedIssue): string[] {
  const custom = Object.values(indexed.issue.custom).filter((value) => typeof value === 'string');
  return [indexed.issue.summary, plainText(indexed.issue.description), indexed.comments, ...custom];
}

export function jqlField(site: Site, name: string): JqlField | undefined {
  const user = (asked: string): string | undefined => personOf(site.store, asked)?.accountId;
  const fixed: Record<string, () => JqlField> = {
    project: () => exact((one) => [one.issue.projectId], (asked) => (projectNamed(asked) ?? PROJECTS.find((project) => lower(project.name) === lower(asked)))?.id),
    issuetype: () => exact((one) => [one.issue.typeId], named(PROJECTS.flatMap((project) => project.issueTypes))),
    status: () => exact((one) => [one.issue.statusId], named(STATUSES)),
    statuscategory: () => exact((one) => [statusById(one.issue.statusId)?.category ?? ''], statusCategory),
    priority: () => exact((one) => [one.issue.priorityId], named(PRIORITIES)),
    resolution: () => exact((one) => maybe(one.issue.resolutionId), (asked) => (['done', '10000'].includes(lower(asked)) ? '10000' : lower(asked) === 'unresolved' ? 'unresolved' : undefined)),
    key: () => ({ kind: 'key', values: (one) => [one.issue.id], resolve: same }),
    summary: () => text((one) => [one.issue.summary]),
    description: () => text((one) => maybe(one.issue.description && plainText(one.issue.description))),
    comment: () => text((one) => [one.comments]),
    text: () => text(allText),
    labels: () => exact((one) => one.issue.labels.map(lower), lower),
    component: () => exact((one) => one.issue.componentIds, named(PROJECTS.flatMap((project) => project.components))),
    reporter: () => exact((one) => maybe(one.issue.reporter), user),
    assignee: () => exact((one) => maybe(one.issue.assignee), user),
    creator: () => exact((one) => [one.issue.creator], user),
    watcher: () => exact((one) => one.issue.watchers, user),
    created: () => date((one) => one.issue.created),
    updated: () => date((one) => one.issue.updated),
    resolved: () => date((one) => one.issue.resolvedAt),
    due: () => date((one) => one.issue.dueDate),
    'request type': () => exact((one) => maybe(one.issue.requestTypeId), named(PROJECTS.flatMap((project) => project.requestTypes))),
  };
  const other: Record<string, string> = {
    id: 'key', issue: 'key', issuekey: 'key', type: 'issuetype', createddate: 'created', updateddate: 'updated', duedate: 'due', resolutiondate: 'resolved',
  };
  const plain = lower(name);
  return fixed[other[plain] ?? plain]?.() ?? customField(name) ?? propertyField(site.entityProperties, name);
}

const statusCategory = (asked: string): string | undefined =>
  ({ 'to do': 'new', new: 'new', 'in progress': 'indeterminate', indeterminate: 'indeterminate', done: 'done' })[lower(asked)];

function customField(name: string): JqlField | undefined {
  const field = CUSTOM_FIELDS.find((one) => lower(one.name) === lower(name) || `cf[${one.schema.customId}]` === lower(name) || one.id === name);
  if (!field) return undefined;
  if (field.kind === 'option')
    return exact(
      (one) => maybe(textOf(objectOf(one.issue.custom[field.id])['id']) ?? null),
      (asked) => field.options.find((option) => option.id === asked || lower(option.value) === lower(asked))?.id,
    );
  if (field.kind === 'participants') return exact((one) => one.issue.participants);
  if (field.kind === 'organizations') return exact((one) => one.issue.organizationIds);
  return text((one) => maybe(textOf(one.issue.custom[field.id]) ?? null));
}

/** Only what the app's entity properties declare is in the index: an undeclared path does not exist for a search. */
function propertyField(declared: EntityProperty[], name: string): JqlField | undefined {
  const path = /^issue\.property\[([^\]]+)\]\.(.+)$/.exec(name);
  for (const property of declared) {
    const alias = property.aliases.find((one) => (path ? path[1] === property.propertyKey && path[2] === one.objectName : lower(one.alias) === lower(name)));
    if (alias) return aliasField(property.propertyKey, alias.objectName, alias.type);
  }
  return undefined;
}

function aliasField(propertyKey: string, objectName: string, type: string): JqlField {
  const values = (indexed: IndexedIssue): (string | number)[] =>
    at(indexed.properties[propertyKey], objectName.split('.')).filter((value) => typeof value === 'string' || typeof value === 'number');
  if (type === 'text') return { kind: 'text', values, resolve: same };
  if (type === 'number') return { kind: 'number', values: (one) => values(one).map(Number).filter((value) => !Number.isNaN(value)), resolve: same };
  if (type === 'date') return { kind: 'date', values: (one) => values(one).map((value) => Date.parse(String(value))).filter((value) => !Number.isNaN(value)), resolve: same };
  return exact((one) => values(one).map((value) => lower(String(value))), lower);
}

function at(value: unknown, path: string[]): unknown[] {
  if (Array.isArray(value)) return listOf(value).flatMap((one) => at(one, path));
  const [first, ...rest] = path;
  if (first === undefined) return value === undefined || value === null ? [] : [value];
  return isObject(value) ? at(value[first], rest) : [];
}

/** What an issue is sorted by; undefined for a field that has no order. */
export function sortValue(site: Site, field: string, indexed: IndexedIssue): string | number | undefined {
  const { issue } = indexed;
  switch (lower(field)) {
    case 'key':
    case 'issuekey':
      return `${projectById(issue.projectId)?.key ?? ''}-${issue.key.split('-')[1]?.padStart(12, '0') ?? ''}`;
    case 'priority':
      return -Number(priorityById(issue.priorityId)?.id ?? 0);
    case 'status':
      return STATUSES.findIndex((status) => status.id === issue.statusId);
    case 'issuetype':
      return issueTypeById(issue.typeId)?.name ?? '';
    case 'request type':
      return requestTypeById(issue.requestTypeId ?? '')?.name ?? '';
    case 'summary':
      return lower(issue.summary);
    case 'id':
      return issue.id;
    default: {
      const known = jqlField(site, field);
      if (!known) return undefined;
      return known.values(indexed)[0] ?? (known.kind === 'exact' || known.kind === 'text' ? '' : 0);
    }
  }
}
