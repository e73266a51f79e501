// Applies the fields and the update verbs of a request to an issue, all of them or none.
import { isOnScreen } from './fields';
import { projectById } from './site-plan';
import { isObject, listOf, objectOf, textOf } from './read-json';
import { refuse, refuseFields } from './refusal';
import { withValue } from './field-values';
import type { ChangeItem, Issue } from './issue';
import type { Site } from './site';

export interface Edit {
  issue: Issue;
  items: ChangeItem[];
  comments: unknown[];
  links: unknown[];
}

export function editOf(site: Site, issue: Issue, body: unknown): Edit {
  if (!isObject(body)) throw refuse(400, 'Invalid request payload. Refer to the REST API documentation and try again.');
  const fields = objectOf(body['fields']);
  const update = objectOf(body['update']);
  const twice = Object.keys(fields).find((id) => id in update);
  if (twice !== undefined) throw refuseFields({ [twice]: `Field '${twice}' cannot be set twice in the same request.` });

  const edit: Edit = { issue, items: [], comments: [], links: [] };
  const errors: Record<string, string> = {};
  const set = (fieldId: string, value: unknown): void => {
    const outcome = isOnScreen(fieldId, edit.issue.typeId)
      ? withValue(site, edit.issue, fieldId, value)
      : `Field '${fieldId}' cannot be set. It is not on the appropriate screen, or unknown.`;
    if (typeof outcome === 'string') errors[fieldId] = outcome;
    else {
      edit.issue = outcome.issue;
      if (outcome.item) edit.items.push(outcome.item);
    }
  };
  for (const [fieldId, value] of Object.entries(fields)) if (fieldId !== 'project' && fieldId !== 'issuetype') set(fieldId, value);
  for (const [fieldId, operations] of Object.entries(update))
    for (const operation of listOf(operations)) {
      const [verb, value] = Object.entries(objectOf(operation))[0] ?? [];
      if (fieldId === 'comment' && verb === 'add') edit.comments.push(objectOf(value)['body']);
      else if (fieldId === 'issuelinks' && verb === 'add') edit.links.push(value);
      else if (verb === 'set') set(fieldId, value);
      else if (verb === 'add' || verb === 'remove') set(fieldId, listAfter(edit.issue, fieldId, verb, value));
      else errors[fieldId] = `Field with id '${fieldId}' and name '${fieldId}' does not support operation '${String(verb)}'`;
    }
  if (Object.keys(errors).length > 0) throw refuseFields(errors);
  return edit;
}

function listAfter(issue: Issue, fieldId: string, verb: 'add' | 'remove', value: unknown): unknown {
  if (fieldId === 'labels') {
    const label = textOf(value) ?? '';
    return verb === 'add' ? [...issue.labels, label] : issue.labels.filter((one) => one !== label);
  }
  if (fieldId === 'components') {
    const now = (projectById(issue.projectId)?.components ?? []).filter((one) => issue.componentIds.includes(one.id));
    const asked = objectOf(value);
    return verb === 'add' ? [...now, value] : now.filter((one) => one.name !== asked['name'] && one.id !== asked['id']);
  }
  throw refuseFields({ [fieldId]: `Field with id '${fieldId}' does not support operation '${verb}'` });
}
