/** Decides how SRE answers for what it had made before a request ended: one says that it is gone, another confirms it. */
import { clearingOf } from '../procedure/ending';
import { refused, type Decided, type Outcome, type Refused, type Unchanged } from './change';
import { isSecondPerson } from './identify';
import { reportOnTask } from './on-task';

/** Which files and dumps were deleted and that the account is gone. Until it is confirmed it may be said anew. */
export function clearLeftovers(taskIssueId: string, actor: string, note: string): Promise<Outcome | Refused> {
  return reportOnTask(taskIssueId, actor, ({ request, at }): Decided | Refused | Unchanged => {
    const { ended } = request;
    const clearing = clearingOf(request);
    if (!ended || clearing === 'nothing') return refused('nothing-to-clear');
    if (clearing === 'cleared') return refused('cleared-already');
    const done = { code: 'done.cleared', params: {} };
    if (ended.cleared?.by === actor && ended.cleared.note === note) return { unchanged: true, done };
    const count = (request.deliveries ?? []).reduce((sum, { files }) => sum + files.length, 0);
    return { request: { ...request, ended: { ...ended, cleared: { by: actor, at, note } } }, happening: { type: 'leftovers.cleared', detail: { count } }, personal: [note], done };
  });
}

/** `attested` is the moment of the word that was read: a later one was not seen. */
export function confirmCleared(taskIssueId: string, actor: string, attested: string): Promise<Outcome | Refused> {
  return reportOnTask(taskIssueId, actor, async ({ request, at }): Promise<Decided | Refused | Unchanged> => {
    const { ended } = request;
    if (!ended?.cleared) return refused('nothing-to-confirm');
    const { cleared } = ended;
    const done = { code: 'done.cleared-confirmed', params: {} };
    if (cleared.second) return cleared.second.by === actor ? { unchanged: true, done } : refused('cleared-already');
    if (cleared.at !== attested) return refused('facts-changed');
    const other = await isSecondPerson(actor, cleared.by);
    if (other !== true) return other;
    return { request: { ...request, ended: { ...ended, cleared: { ...cleared, second: { by: actor, at } } } }, happening: { type: 'leftovers.confirmed', detail: { by: actor } }, done };
  });
}
