/** Decides how one agent leaves the next a line. */
import { refused, type Outcome, type Refused } from './change';
import { perform } from './perform';

/** Replaces the handover line; an empty one removes it. */
export function writeHandover(issueId: string, actor: string, text: string): Promise<Outcome | Refused> {
  return perform(issueId, actor, ({ request, at }) => {
    if (request.ended) return refused('ended', { ending: request.ended.ending });
    const { handover, ...rest } = request;
    if (text === (handover?.text ?? '')) return { unchanged: true };
    return { request: text ? { ...rest, handover: { by: actor, at, text } } : rest, happening: { type: 'handover.written', detail: { emptied: !text } }, ...(text && { personal: [text] }), done: { code: 'done.handover', params: {} } };
  });
}
