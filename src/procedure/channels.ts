/** Decides where somebody is told what a step asks to tell, and with which words; whoever tells it writes it there by hand. */
import type { Message } from '../checks/message';
import type { SnapshotRequest } from './request';
import type { Rules } from './rules';

export type Telling = { readonly says: Message; readonly line: Message };

const told: Readonly<Record<string, { readonly in: keyof Rules['policies']['channels']; readonly says: string; readonly line: string }>> = {
  'customer-success-told': { in: 'customerSuccess', says: 'channel.tell.customer-success', line: 'channel.line.customer-success' },
  'approver-told': { in: 'lead', says: 'channel.tell.approver', line: 'channel.line.approver' },
  'assignee-told': { in: 'support', says: 'channel.tell.assignee', line: 'channel.line.assignee' },
};

/** Undefined for a step that tells nobody, and where no channel is named. */
export function tellingOf(stepId: string, request: Pick<SnapshotRequest, 'issueKey' | 'facts'>, { policies: { channels } }: Rules): Telling | undefined {
  const telling = told[stepId];
  const channel = telling ? channels[telling.in] : '';
  const kind = request.facts.kind?.value;
  if (!telling || channel === '' || !kind) return undefined;
  return { says: { code: telling.says, params: { channel } }, line: { code: telling.line, params: { ticket: request.issueKey, kind: `kind.${kind}.title` } } };
}
