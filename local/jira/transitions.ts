// Moves an issue along its workflow, if the validators of the transition let it.
import { addComment, commentBody } from './comments';
import { answerJson, answerNothing, get, post, type Call, type Route } from './routing';
import { changeItem, saveChanged } from './issue-changes';
import { configurationOf, transitionsFrom, validatorKeyOf, workflowOfType, type Transition } from './workflows';
import { demand, may, seenIssue } from './issue-access';
import { editOf } from './issue-edits';
import { fieldsOnScreen, metaOf } from './fields';
import { idOf, objectOf } from './read-json';
import { nowIso, type Site } from './site';
import { refuse } from './refusal';
import { RESOLUTION, statusById } from './site-plan';
import { transitionView } from './transition-view';
import type { ChangeItem, Issue } from './issue';

function available(call: Call, issue: Issue): Transition[] {
  if (!may(call.site, call.who, 'TRANSITION_ISSUES', issue)) return [];
  const workflow = workflowOfType(call.site.store, issue.typeId);
  return workflow ? transitionsFrom(workflow, issue.statusId) : [];
}

/** The first validator that refuses ends it; one that breaks refuses too. */
export async function refusalOfValidators(
  site: Site,
  issue: Issue,
  transition: Transition,
  modifiedFields: Record<string, unknown>,
): Promise<string | undefined> {
  for (const rule of transition.validators) {
    if (rule.parameters['disabled'] === 'true') continue;
    const verdict = await site.hooks
      .validate({
        validatorKey: validatorKeyOf(rule),
        configuration: configurationOf(rule),
        issueKey: issue.key,
        from: issue.statusId,
        to: transition.to,
        modifiedFields,
      })
      .catch(() => ({ result: false, errorMessage: `The app that guards "${transition.name}" could not be asked, so the transition stays shut.` }));
    if (!verdict.result) return verdict.errorMessage ?? `A validator of "${transition.name}" did not pass.`;
  }
  return undefined;
}

async function perform(call: Call): Promise<Response> {
  const body = objectOf(await call.json());
  const issue = seenIssue(call);
  const id = idOf(objectOf(body['transition'])['id']);
  if (id === undefined) throw refuse(400, "Missing 'transition' identifier");
  const transition = available(call, issue).find((one) => one.id === id);
  if (!transition) throw refuse(400, `Transition id '${id}' is not valid for this issue.`);
  const edit = editOf(call.site, issue, { fields: body['fields'] ?? {}, update: body['update'] ?? {} });
  const comments = edit.comments.map(commentBody);
  if (comments.length > 0) demand(call, 'ADD_COMMENTS', issue, 400, 'You do not have permission to comment on this issue.');

  const refused = await refusalOfValidators(call.site, issue, transition, objectOf(body['fields']));
  if (refused !== undefined) throw refuse(400, refused);
  // The validators took their time, in which the issue may have gone elsewhere.
  const now = call.site.store.issue(issue.id);
  if (now?.statusId !== issue.statusId || now.typeId !== issue.typeId) throw refuse(409, 'The issue was changed by somebody else in the meantime.');
  const edited = editOf(call.site, now, { fields: body['fields'] ?? {}, update: body['update'] ?? {} });
  const moved = movedTo(edited.issue, transition.to, nowIso(call.site));
  const saved = saveChanged(call.site, call.who, moved.issue, [...edited.items, ...moved.items]);
  for (const comment of comments) addComment(call.site, call.who, saved, { body: comment });
  return answerNothing();
}

export function movedTo(issue: Issue, statusId: string, at: string): { issue: Issue; items: ChangeItem[] } {
  const before = statusById(issue.statusId);
  const after = statusById(statusId);
  const isDone = after?.category === 'done';
  const next: Issue = {
    ...issue,
    statusId,
    statusHistory: [...issue.statusHistory, { statusId, at }],
    resolutionId: isDone ? RESOLUTION.id : null,
    resolvedAt: isDone ? (issue.resolvedAt ?? at) : null,
  };
  const items = [changeItem('status', [issue.statusId, before?.name ?? null], [statusId, after?.name ?? null])];
  if (issue.resolutionId !== next.resolutionId)
    items.push(changeItem('resolution', [issue.resolutionId, issue.resolutionId && RESOLUTION.name], [next.resolutionId, next.resolutionId && RESOLUTION.name]));
  return { issue: next, items };
}

function list(call: Call): Response {
  const issue = seenIssue(call);
  const one = call.query('transitionId');
  const withFields = call.queryList('expand').includes('transitions.fields');
  const fields = Object.fromEntries(
    fieldsOnScreen(issue.typeId)
      .filter((field) => field.operations.length > 0 && field.id !== 'project')
      .map((field) => [field.id, metaOf(field, issue.projectId, call.origin, 'edit')]),
  );
  const transitions = available(call, issue)
    .filter((transition) => one === undefined || transition.id === one)
    .map((transition) => ({ ...transitionView(transition, call.origin), ...(withFields ? { fields } : {}) }));
  return answerJson(200, { expand: 'transitions', transitions });
}

export const transitionRoutes: Route[] = [
  get('/rest/api/3/issue/:issue/transitions', list),
  post('/rest/api/3/issue/:issue/transitions', perform),
];
