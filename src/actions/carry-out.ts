/** Decides how an outside effect is carried out: claimed first, found again before it is repeated, removed once it is known. */
import type { Parameters } from '../checks/message';
import { deleteAttachment } from '../jira/attachments';
import { findCommentOf, writeInternalComment, writePublicComment } from '../jira/comments';
import { JiraFault } from '../jira/ask';
import { appAccount } from '../jira/people';
import { createTask, findTasks, linkTask, mayPass, mirror, UnknownTaskField, type MadeTask } from '../jira/sre-tasks';
import { readiness } from '../procedure/readiness';
import { foundBy } from '../procedure/upkeep';
import { claimEffect, effectsDue, loadEffect, postponeEffect, removeEffect, renewEffect, type Effect } from '../storage/outbox';
import { readHolds } from '../storage/holds';
import { loadRequest, type Stored } from '../storage/requests';
import { wakeQueue } from '../storage/wake-queue';
import { faultInLog } from './tell-fault';
import { loadRules } from './load-rules';
import { change } from './change';
import { tickDisposal } from './disposal-clock';
import { attachCertificate } from './attach-certificate';
import { stopTask } from './tell-task';

/** How long one attempt may take before somebody else may make the next: longer than any of our functions lives. */
const leaseMs = 150_000;
/** How long a new issue may be missing from `/search/jql`. Every further attempt waits longer than that (DESIGN.md, outbox). */
const indexLagMs = 60_000;
/** After so many attempts a person has to look. */
const mostAttempts = 10;

const later = (ms: number): string => new Date(Date.now() + ms).toISOString();

/** Wakes the queue. Where even that fails the schedule finds the effects, so the failure is not the caller's. */
export async function announceEffects(): Promise<void> {
  try {
    await wakeQueue();
  } catch {
    console.warn('the outbox queue could not be woken; the schedule will carry the effects out');
  }
}

async function recordTask(effect: Effect, handOffKey: string, task: MadeTask, textSeal: string, found: boolean): Promise<void> {
  const outcome = await change(effect.issueId, 'app', ({ request, rules, at }) => {
    if (request.task) return { unchanged: true };
    const made = { ...request, task: { issueId: task.id, issueKey: task.key, at, textSeal } };
    return {
      request: made,
      happening: { type: 'task.made', detail: { issueId: task.id, issueKey: task.key, found } },
      effects: [
        { name: 'link-task', what: { do: 'link-task', taskIssueId: task.id, taskIssueKey: task.key, linkType: rules.task.linkType }, now: true },
        { name: 'look-for-duplicates', what: { do: 'look-for-duplicates', handOffKey, taskIssueId: task.id }, now: false, dueAt: later(10 * indexLagMs) },
        // It was on its way when the request ended.
        ...stopTask(made, rules),
      ],
      completed: [effect.id],
    };
  });
  if ('urgent' in outcome) for (const urgent of outcome.urgent) await carryOutNow(urgent);
}

/** A task that cannot be made is put before a person, and may be asked for again once they have seen to it. */
async function giveUpTask(effect: Effect, code: string, params: Parameters): Promise<void> {
  await change(effect.issueId, 'app', ({ request, at }) =>
    request.handOff
      ? {
          request: { ...request, handOff: { ...request.handOff, problem: { code, params, at } } },
          happening: { type: 'effect.failed', detail: { effect: 'create-task', attempts: effect.attempts, code } },
          completed: [effect.id],
        }
      : { unchanged: true },
  );
}

async function makeTask(effect: Effect, { request }: Stored, { handOffKey, searchFirst, fields, textSeal }: Extract<Effect['what'], { do: 'create-task' }>): Promise<void> {
  const rules = await loadRules(request.projectId, request.rulesVersion);
  if (searchFirst || effect.attempts > 1) {
    const [earlier] = await findTasks(handOffKey, await appAccount());
    if (earlier) return recordTask(effect, handOffKey, earlier, textSeal, true);
  }
  // Between the click and this attempt a term may have changed; a task is made of terms that are approved now or not at all.
  if (!readiness('hand-off', request, rules, new Date()).open) return giveUpTask(effect, 'gate-shut', {});
  try {
    return await recordTask(effect, handOffKey, await createTask(fields, handOffKey), textSeal, false);
  } catch (error) {
    if (error instanceof UnknownTaskField) return giveUpTask(effect, 'unknown-task-field', { field: error.field });
    if (error instanceof JiraFault && !mayPass(error)) return giveUpTask(effect, 'task-refused', { status: error.status });
    throw error;
  }
}

/** A reply that Jira will not take was not sent: its step is open again, nobody is waited for, and a person sees why. */
async function giveUpComment(effect: Effect, replyId: string): Promise<void> {
  await change(effect.issueId, 'app', ({ request, at }) => {
    const last = request.replies.findLastIndex(({ reply }) => reply === replyId);
    const { waiting, possession, ...rest } = request;
    const isCode = replyId === 'possession';
    return {
      request: {
        ...rest,
        ...(waiting && waiting.reply !== replyId && { waiting }),
        ...(possession && !isCode && { possession }),
        replies: request.replies.filter((_, nth) => nth !== last),
        unsent: { reply: replyId, at },
      },
      happening: { type: 'effect.failed', detail: { effect: 'comment', attempts: effect.attempts, code: 'not-sent' } },
      completed: [effect.id],
    };
  });
}

async function reportDuplicates(issueId: string, handOffKey: string, taskIssueId: string): Promise<void> {
  const others = (await findTasks(handOffKey, await appAccount())).filter(({ id }) => id !== taskIssueId);
  for (const { id, key } of others) {
    await change(issueId, 'app', ({ request }) =>
      request.flags.some(({ code, subject }) => code === 'task-duplicate' && subject === id)
        ? { unchanged: true }
        : { request, happening: { type: 'task.duplicate', detail: { issueId: id, issueKey: key } }, alarms: [{ code: 'task-duplicate', subject: id, params: { task: key } }] },
    );
  }
}

/** One attempt. Returns once the effect is known to have happened or to be given up; throws where it is worth another attempt. */
async function attempt(effect: Effect): Promise<void> {
  const { what, issueId } = effect;
  const stored = await loadRequest(issueId);
  if (stored) {
    const { request } = stored;
    switch (what.do) {
      case 'create-task':
        if (!request.task) return makeTask(effect, stored, what);
        break;
      case 'link-task':
        await linkTask(issueId, request.issueKey, { id: what.taskIssueId, key: what.taskIssueKey }, what.linkType);
        break;
      case 'look-for-duplicates':
        await reportDuplicates(issueId, what.handOffKey, what.taskIssueId);
        break;
      case 'comment':
        if (effect.attempts === 1 || !(await findCommentOf(issueId, effect.id))) await writePublicComment(issueId, what.text, effect.id);
        break;
      case 'tell-task':
        // What is out of date by now is not told: a request that was taken up again is not stopped by an earlier end.
        if ((request.ended?.at ?? 'open') === what.asOf && (effect.attempts === 1 || !(await findCommentOf(what.taskIssueId, effect.id)))) await writeInternalComment(what.taskIssueId, what.text, effect.id);
        break;
      case 'note':
        if (effect.attempts === 1 || !(await findCommentOf(what.on ?? issueId, effect.id))) await writeInternalComment(what.on ?? issueId, what.text, effect.id, what.mentions);
        break;
      case 'delete-attachment':
        await deleteAttachment(what.attachmentId);
        break;
      case 'disposal-clock': {
        const next = await tickDisposal(issueId, what.disposal);
        if (next) return renewEffect(effect, next);
        break;
      }
      case 'attach-certificate':
        await attachCertificate(request, what.disposal, effect.id);
        break;
      case 'mirror': {
        // Always the state as it stands, so that effects carried out in another order leave the newest.
        const { stage, turn, due, domain, ending } = foundBy(request, await loadRules(request.projectId, request.rulesVersion), new Date());
        await mirror(issueId, { stage, turn, ...(due && { due }), ...(domain && { domain }), ...(ending && { ending }) });
      }
    }
  }
  await removeEffect(effect.id);
}

async function claimAndAttempt(effect: Effect): Promise<void> {
  const claimed = await claimEffect(effect, later(leaseMs));
  if (!claimed) return;
  try {
    await attempt(claimed);
  } catch (error) {
    const isStuck = claimed.attempts >= mostAttempts || (error instanceof JiraFault && !mayPass(error));
    console.error(`an outside effect failed: ${claimed.what.do}, attempt ${claimed.attempts}`, faultInLog(error));
    if (isStuck && claimed.what.do === 'create-task') return giveUpTask(claimed, 'gave-up', {});
    if (isStuck && claimed.what.do === 'comment') return giveUpComment(claimed, claimed.what.replyId);
    await postponeEffect(claimed, later(Math.min(indexLagMs * 2 ** claimed.attempts, 3_600_000)), isStuck ? 'stuck' : 'due');
  }
}

/** Carries an effect out before the answer. What fails stays in the outbox, so the caller's act is not undone by it. */
export async function carryOutNow(effect: Effect): Promise<void> {
  try {
    await claimAndAttempt(effect);
  } catch {
    console.warn(`an outside effect was left to the schedule: ${effect.what.do}`);
  }
}

/** Carries out what is due, for the queue and the schedule; stops early enough to finish the attempt in hand. */
export async function carryOutDue(deadline: number): Promise<number> {
  if ((await readHolds()).isBeingBroughtIn) return 0;
  const due = await effectsDue(new Date().toISOString());
  let count = 0;
  for (const { id } of due) {
    if (Date.now() > deadline) break;
    const effect = await loadEffect(id);
    if (effect) await claimAndAttempt(effect);
    count += 1;
  }
  return count;
}
