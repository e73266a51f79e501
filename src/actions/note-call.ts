/** Decides how a call with the customer about files that keep failing is written down. */
import { callsSuggested } from '../procedure/failed-files';
import type { FileRole } from '../procedure/request';
import { refused, type Decided, type Outcome, type Refused, type Scene, type Unchanged } from './change';
import { perform } from './perform';

/** It proves nothing and opens nothing: it only ends the suggestion until another file fails. */
export function noteCall(issueId: string, actor: string, { role, note }: { readonly role: FileRole; readonly note: string }): Promise<Outcome | Refused> {
  return perform(issueId, actor, ({ request, rules, now, at }: Scene): Decided | Refused | Unchanged => {
    if (request.ended) return refused('ended', { ending: request.ended.ending });
    const suggested = callsSuggested(request, rules, now).find((one) => one.role === role);
    if (!suggested) return refused('no-call-due');
    const done = { code: 'done.call-noted', params: {} };
    if (suggested.held?.by === actor && suggested.held.note === note) return { unchanged: true, done };
    const after = suggested.count;
    return { request: { ...request, calls: { ...request.calls, [role]: { by: actor, at, note, after } } }, happening: { type: 'call.noted', detail: { role, after } }, personal: [note], done };
  });
}
