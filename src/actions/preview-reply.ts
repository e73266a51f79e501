/** Decides how a reply that is being written reads on a ticket that the admin chose, before it is anybody's. */
import type { Answer } from '../contract';
import { readTicket } from '../jira/tickets';
import { fillReply } from '../procedure/replies';
import { loadRequest } from '../storage/requests';
import { refused } from './change';
import { loadRules } from './load-rules';
import { fillingOf } from './send-reply';

/** Only on a request of this project that the admin may see; nothing is sent. */
export async function previewReply(projectId: string, actor: string, input: { readonly issueKey: string; readonly reply?: string | undefined; readonly text: string }): Promise<Answer<{ readonly text: string; readonly empty: readonly string[] }>> {
  const { id } = await readTicket('user', input.issueKey);
  const stored = await loadRequest(id);
  if (stored?.request.projectId !== projectId) return { ok: false, ...refused('no-request') };
  const rules = await loadRules(projectId, stored.request.rulesVersion);
  const { reply = 'preview', text } = input;
  const filled = fillReply({ ...rules, replies: [{ id: reply, title: reply, text, asksCustomer: false }] }, reply, await fillingOf(stored.request, rules, reply, actor, new Date()));
  return { ok: true, value: { text: filled?.text ?? text, empty: filled?.empty ?? [] } };
}
