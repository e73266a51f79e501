/** Decides what the app does about changes that happen in Jira: moved or forced tickets, answers, files that came or went. */
import { plain } from '../checks/message';
import { readComment } from '../jira/comments';
import { readTicket, readTicketText } from '../jira/tickets';
import type { Alarm } from '../procedure/flags';
import { endingOnClose } from '../procedure/ending';
import { readiness } from '../procedure/readiness';
import { gateNames } from '../procedure/request';
import { loadRequest, requestOfTask } from '../storage/requests';
import { leavesByPeriod } from './let-go';
import { sealOfText } from './prepare-task';
import { factsIn } from './begin-request';
import { perform } from './perform';
import { answerCode, awaitsCode } from './prove-possession';
import type { Scene } from './change';

/** A ticket or task that stands in a status behind a gate that is shut got there past the gate: moved, retyped, or without its validator. */
function passedShut({ request, rules, now }: Scene, status: string): readonly Alarm[] {
  return gateNames.flatMap((gate): Alarm[] => {
    if (!rules.guarded[gate].includes(status) || readiness(gate, request, rules, now).open) return [];
    return [{ code: 'past-gate', subject: `${gate}#${status}#${request.rev}`, params: { gate: `gate.${gate}`, status } }];
  });
}

const isFlagged = ({ request }: Scene, code: Alarm['code']): boolean => request.flags.some((flag) => flag.code === code && !flag.settled);

/** Follows a ticket that was moved to another key, and flags one that this very change moved past a gate. */
export async function noticeTicket(issueId: string, hasMoved: boolean): Promise<void> {
  if (!(await loadRequest(issueId))) return;
  const ticket = await readTicket('app', issueId);
  await perform(issueId, 'app', (scene) => {
    const { request } = scene;
    const alarms = !hasMoved || isFlagged(scene, 'past-gate') ? [] : passedShut(scene, ticket.status);
    const isMoved = ticket.key !== request.issueKey;
    if (isMoved) return { request: { ...request, issueKey: ticket.key, projectKey: ticket.projectKey }, alarms, happening: { type: 'issue.moved', detail: { fromKey: request.issueKey, toKey: ticket.key } } };
    const [first] = alarms;
    if (first) return { request, alarms, happening: { type: 'gate.passed-shut', detail: { gate: plain(first.params['gate']), status: ticket.status } } };
    const ending = hasMoved && isClosed(scene, ticket.status) ? endingOnClose(request) : undefined;
    if (!ending) return { unchanged: true };
    return { request: { ...request, ended: { by: 'app', at: scene.at, ending, reason: '' } }, happening: { type: 'request.ended', detail: { ending } } };
  });
}

/** Closed through an open gate: that is the end that a request begins for. */
const isClosed = ({ request, rules, now }: Scene, status: string): boolean =>
  !request.ended && rules.guarded.close.includes(status) && readiness('close', request, rules, now).open;

/** Flags a task that this very change moved past a gate, or whose text no longer says what was approved. */
export async function noticeTask(taskIssueId: string, hasMoved: boolean): Promise<void> {
  const ticketId = await requestOfTask(taskIssueId);
  if (!ticketId) return;
  const [task, text] = await Promise.all([readTicket('app', taskIssueId), readTicketText(taskIssueId)]);
  const seal = sealOfText(task.summary, text.description);
  await perform(ticketId, 'app', (scene) => {
    const { request } = scene;
    const moved = !hasMoved || isFlagged(scene, 'past-gate') ? [] : passedShut(scene, task.status);
    const isChanged = request.task !== undefined && request.task.textSeal !== seal && !isFlagged(scene, 'task-changed');
    const changed: readonly Alarm[] = isChanged ? [{ code: 'task-changed', subject: seal, params: { task: task.key } }] : [];
    const alarms = [...moved, ...changed].filter(({ code, subject }) => !request.flags.some((flag) => flag.code === code && flag.subject === subject));
    const [first] = alarms;
    if (!first) return { unchanged: true };
    return { request, alarms, happening: first.code === 'past-gate' ? { type: 'gate.passed-shut', detail: { gate: plain(first.params['gate']), status: task.status } } : { type: 'flag.raised', detail: { flag: seal, code: 'task-changed' } } };
  });
}

/** Takes the code that proves a key from a comment, whoever wrote it; who it was is recorded with the attempt. */
export async function noticeCode(issueId: string, accountId: string, commentId: string): Promise<void> {
  const stored = await loadRequest(issueId);
  if (!stored || !awaitsCode(stored.request, new Date())) return;
  const text = await readComment(issueId, commentId);
  if (text !== undefined) await answerCode(issueId, accountId, text);
}

/** The customer answered with a comment or a file: what was waited for is the agent's again to look at. */
export async function noticeAnswer(issueId: string, accountId: string, what: 'comment' | 'file', commentId?: string): Promise<void> {
  const stored = await loadRequest(issueId);
  if (!stored?.request.waiting) return;
  const { reporter } = await readTicket('app', issueId);
  const { requester, recipient } = stored.request.facts;
  const isCustomer = [reporter?.accountId, requester?.value.accountId].includes(accountId) || (recipient !== undefined && accountId.startsWith('qm:'));
  if (!isCustomer) return;
  // Facts are taken from whoever asked for the data, and from nobody else who can comment.
  const speaks = accountId === reporter?.accountId || accountId === requester?.value.accountId;
  const text = commentId && speaks && stored.request.waiting.reply === 'missing-facts' ? await readComment(issueId, commentId) : undefined;
  await perform(issueId, accountId, async ({ request, rules }) => {
    const { waiting, ...rest } = request;
    if (!waiting) return { unchanged: true };
    const facts = text ? await factsIn(text, accountId, rules, request.facts) : request.facts;
    return { request: { ...rest, facts }, happening: { type: 'customer.answered', detail: { by: accountId, what } }, ...(text && { personal: [facts] }) };
  });
}

/** A file that the request rests on was taken off the ticket: its verdicts rest on nothing, so the step is open again. */
export async function noticeRemovedFile(issueId: string, attachmentId: string): Promise<void> {
  const stored = await loadRequest(issueId);
  const isKept = (files: object): boolean => Object.values(files as Record<string, { attachmentId: string }>).some((file) => file.attachmentId === attachmentId);
  if (!stored) return;
  const isAlarm = stored.request.flags.some(({ code, subject, params, settled }) => code === 'private-key' && subject === attachmentId && !settled && params['removed'] === undefined);
  if (!isKept(stored.request.files) && !isAlarm) return;
  // Our own run deleted it, and says so on the trail itself.
  if (await leavesByPeriod(stored, attachmentId, new Date())) return;
  await perform(issueId, 'app', ({ request, at }) => {
    const files = Object.fromEntries(Object.entries(request.files).filter(([, file]) => file.attachmentId !== attachmentId));
    const flags = request.flags.map((flag) => (flag.code === 'private-key' && flag.subject === attachmentId ? { ...flag, params: { ...flag.params, removed: { moment: at } } } : flag));
    return { request: { ...request, files, flags }, happening: { type: 'file.removed', detail: { attachmentId, reason: 'removed-from-the-ticket' } } };
  });
}

