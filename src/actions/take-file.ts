/** Decides how a file of the ticket is taken as form or key: read and digested by the server, checked at once. */
import { createHash } from 'node:crypto';
import { downloadAttachment, readAttachment } from '../jira/attachments';
import { readTicket } from '../jira/tickets';
import { openKeyFile } from '../checks/key-file';
import { fileOfCheck } from '../procedure/checklist';
import type { FileRole, SnapshotRequest, TakenFile } from '../procedure/request';
import { refused, type Decided, type Outcome, type Refused, type Scene } from './change';
import { perform } from './perform';
import { judge, keepVerdicts, plan } from './run-checks';

/** What is read for each role: a key of more than 20 MB is none, and a form is digested whole. */
const mostBytes: Readonly<Record<FileRole, number>> = { 'encryption-key': 20_000_000, 'ssh-key': 1_000_000, 'signed-form': 100_000_000 };

/**
 * A private key is not kept as the key of the request, only pointed at, so that everybody sees which file is refused.
 * `takenBy` is who takes it where that is not the actor: what a customer hands in is taken by the app, so that they verify nothing.
 */
export function takeFile(issueId: string, actor: string, input: { readonly role: FileRole; readonly attachmentId: string; readonly fingerprint?: string | undefined }, takenBy = actor): Promise<Outcome | Refused> {
  return perform(issueId, actor, async ({ request, rules, now, at }: Scene): Promise<Decided | Refused> => {
    if (request.ended) return refused('ended', { ending: request.ended.ending });
    const attachment = (await readTicket('app', issueId)).attachments.find(({ id }) => id === input.attachmentId);
    if (!attachment) return refused('no-such-attachment');
    if (attachment.size > mostBytes[input.role]) return refused('file-too-large', { file: attachment.name, megabytes: Math.round(mostBytes[input.role] / 1e6) });
    const bytes = await downloadAttachment(attachment.id);
    const file: TakenFile = {
      attachmentId: attachment.id,
      name: attachment.name,
      size: bytes.length,
      sha256: createHash('sha256').update(bytes).digest('hex'),
      attachedBy: attachment.by,
      attachedAt: attachment.createdAt,
      taken: { by: takenBy, at },
      ...(input.fingerprint && { fingerprint: input.fingerprint.toUpperCase() }),
    };
    const { waiting: _answered, sending: _arrived, ...rest } = request;
    const taken: SnapshotRequest = { ...rest, files: { ...request.files, [input.role]: file } };
    const verdicts = await judge(taken, rules, plan(taken, rules, ({ id }) => fileOfCheck[id] === input.role), takenBy, now);
    const kept = keepVerdicts(taken, verdicts);
    return {
      request: kept.request,
      alarms: kept.alarms,
      happening: { type: 'file.taken', detail: { role: input.role, attachmentId: file.attachmentId, sha256: file.sha256, size: file.size, attachedBy: file.attachedBy } },
      personal: [{ name: file.name, verdicts }],
      done: { code: 'done.file-taken', params: { file: file.name } },
    };
  });
}

/** Removes a file that a private-key flag names from the ticket. The flag stays until somebody who may settles it. */
export function removeFile(issueId: string, actor: string, attachmentId: string): Promise<Outcome | Refused> {
  return perform(issueId, actor, ({ request, at }: Scene): Decided | Refused => {
    const flag = request.flags.find(({ code, subject, settled }) => code === 'private-key' && subject === attachmentId && !settled);
    if (!flag) return refused('not-to-be-removed');
    const flags = request.flags.map((one) => (one === flag ? { ...one, params: { ...one.params, removed: { moment: at } } } : one));
    const files = Object.fromEntries(Object.entries(request.files).filter(([, file]) => file.attachmentId !== attachmentId));
    return {
      request: { ...request, flags, files },
      happening: { type: 'file.removed', detail: { attachmentId, reason: 'private-key' } },
      effects: [{ name: `delete-attachment#${attachmentId}`, what: { do: 'delete-attachment', attachmentId }, now: true }],
      done: { code: 'done.file-removed', params: {} },
    };
  });
}

/** Nothing that holds a key is larger; a larger file is not looked into. */
const mostKeyBytes = 256_000;

/** Looks into a new attachment for a private key, whoever attached it, and raises the alarm. Only small files are read. */
export async function lookForPrivateKey(issueId: string, attachmentId: string): Promise<void> {
  const attachment = await readAttachment(attachmentId);
  if (!attachment || attachment.size > mostKeyBytes) return;
  const opened = openKeyFile(await downloadAttachment(attachmentId), undefined);
  if (!('refused' in opened) || opened.refused.code !== 'private-key') return;
  await perform(issueId, 'app', async ({ request }: Scene) => {
    if (request.ended || request.flags.some(({ code, subject }) => code === 'private-key' && subject === attachmentId)) return { unchanged: true };
    const made = (await readTicket('app', issueId)).attachments.find(({ id }) => id === attachmentId);
    if (!made) return { unchanged: true };
    return {
      request,
      alarms: [{ code: 'private-key', subject: attachmentId, params: { file: made.name, by: made.by, at: { moment: made.createdAt } } }],
      happening: { type: 'flag.raised', detail: { flag: attachmentId, code: 'private-key' } },
    };
  });
}
