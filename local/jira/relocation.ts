// Moves an issue to another project or gives it another type, which Jira has on its pages and not in its REST API.
import { answerJson, post, type Call, type Route } from './routing';
import { changeItem, saveChanged } from './issue-changes';
import { holds } from './permissions';
import { demand, seenIssue } from './issue-access';
import { idOf, objectOf, textOf } from './read-json';
import { initialStatus, workflowOfType } from './workflows';
import { nextKey } from './issue-creation';
import { nowIso } from './site';
import { issueTypeById, projectById, projectNamed, statusById, type IssueType, type Project } from './site-plan';
import { refuse } from './refusal';
import type { ChangeItem, Issue } from './issue';

/** A status that the new workflow lacks becomes its first one; nobody asks the validators on the way. */
function withType(call: Call, issue: Issue, type: IssueType): { issue: Issue; items: ChangeItem[] } {
  const workflow = workflowOfType(call.site.store, type.id);
  const statusId = workflow?.statuses.includes(issue.statusId) === true ? issue.statusId : workflow ? initialStatus(workflow) : issue.statusId;
  const items: ChangeItem[] = [];
  if (type.id !== issue.typeId) items.push(changeItem('issuetype', [issue.typeId, issueTypeById(issue.typeId)?.name ?? null], [type.id, type.name]));
  if (statusId !== issue.statusId) items.push(changeItem('status', [issue.statusId, statusById(issue.statusId)?.name ?? null], [statusId, statusById(statusId)?.name ?? null]));
  const statusHistory = statusId === issue.statusId ? issue.statusHistory : [...issue.statusHistory, { statusId, at: nowIso(call.site) }];
  return { issue: { ...issue, typeId: type.id, statusId, statusHistory }, items };
}

function typeAsked(project: Project, body: Record<string, unknown>): IssueType {
  const named = idOf(body['issueType']);
  const type = named === undefined ? project.issueTypes[0] : project.issueTypes.find((one) => one.id === named || one.name === named);
  if (!type) throw refuse(400, `The project ${project.key} has no issue type '${named ?? ''}'.`);
  return type;
}

async function move(call: Call): Promise<Response> {
  const body = objectOf(await call.json());
  const issue = seenIssue(call);
  demand(call, 'MOVE_ISSUES', issue, 403, 'You do not have permission to move issues.');
  const target = projectNamed(textOf(body['project']) ?? '');
  if (!target || !holds(call.site.store, call.who, 'CREATE_ISSUES', { projectId: target.id })) throw refuse(400, 'You cannot move the issue to this project.');
  if (target.id === issue.projectId) throw refuse(400, 'The issue is in this project already.');
  const typed = withType(call, issue, typeAsked(target, body));
  const before = projectById(issue.projectId);
  const key = nextKey(call.site, target);
  const moved: Issue = { ...typed.issue, projectId: target.id, key, componentIds: [], requestTypeId: target.serviceDeskId === null ? null : issue.requestTypeId };
  call.site.store.keepFormerKey(issue.key, issue.id);
  const items = [
    changeItem('project', [issue.projectId, before?.name ?? null], [target.id, target.name]),
    changeItem('Key', [null, issue.key], [null, key], 'issuekey'),
    ...typed.items,
  ];
  const saved = saveChanged(call.site, call.who, moved, items);
  return answerJson(200, { id: String(saved.id), key: saved.key });
}

async function retype(call: Call): Promise<Response> {
  const body = objectOf(await call.json());
  const issue = seenIssue(call);
  demand(call, 'MOVE_ISSUES', issue, 403, 'You do not have permission to change the issue type.');
  const project = projectById(issue.projectId);
  if (!project) throw refuse(400, 'The project does not exist.');
  const typed = withType(call, issue, typeAsked(project, body));
  const saved = saveChanged(call.site, call.who, typed.issue, typed.items);
  return answerJson(200, { id: String(saved.id), key: saved.key });
}

export const relocationRoutes: Route[] = [
  post('/local/jira/issue/:issue/move', move),
  post('/local/jira/issue/:issue/type', retype),
];
