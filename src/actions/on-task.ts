/** Decides which request an act on the SRE task is about, and that nothing is done on a task that reads otherwise than approved. */
import { readTicket, readTicketText } from '../jira/tickets';
import { loadRequest, requestOfTask } from '../storage/requests';
import { refused, type Decided, type Outcome, type Refused, type Scene, type Unchanged } from './change';
import { perform } from './perform';
import { sealOfText } from './prepare-task';

type Decide = (scene: Scene) => Decided | Refused | Unchanged | Promise<Decided | Refused | Unchanged>;

/** Ticket and task of a request, asked from either: the customer is heard on the ticket first. */
async function behindIssue(issueId: string): Promise<{ readonly ticketId: string; readonly taskIssueId: string } | undefined> {
  const ticketId = (await requestOfTask(issueId)) ?? issueId;
  const taskIssueId = (await loadRequest(ticketId))?.request.task?.issueId;
  return taskIssueId === undefined ? undefined : { ticketId, taskIssueId };
}

/** Changes the request behind a task. The task is read anew, so that a text edited a moment ago stops the act. */
export async function performOnTask(issueId: string, actor: string, decide: Decide): Promise<Outcome | Refused> {
  const behind = await behindIssue(issueId);
  if (!behind) return refused('no-packet');
  const { ticketId, taskIssueId } = behind;
  const [task, text] = await Promise.all([readTicket('app', taskIssueId), readTicketText(taskIssueId)]);
  const seal = sealOfText(task.summary, text.description);
  return perform(ticketId, actor, (scene) => {
    const { request } = scene;
    if (request.ended) return refused('ended', { ending: request.ended.ending });
    return request.task?.textSeal === seal ? decide(scene) : refused('task-differs');
  });
}

/** What went wrong has to be told of whatever the task says by now. */
export async function reportOnTask(issueId: string, actor: string, decide: Decide): Promise<Outcome | Refused> {
  const behind = await behindIssue(issueId);
  return behind ? perform(behind.ticketId, actor, decide) : refused('no-packet');
}

/** The ticket whose request a task belongs to, or undefined. */
export const ticketOfTask = (taskIssueId: string): Promise<string | undefined> => requestOfTask(taskIssueId);
