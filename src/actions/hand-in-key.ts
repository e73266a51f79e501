/** Decides how a customer hands in a key: judged before it is sent, refused where it is private, attached and taken once. */
import type { Answer, KeyVerdictView } from '../contract';
import type { EvidenceName } from '../checks/evidence';
import { openKeyFile } from '../checks/key-file';
import { privateKeyIn } from '../checks/private-key';
import { downloadAttachment } from '../jira/attachments';
import { attachAsCustomer, type OwnRequest } from '../jira/portal';
import { readTicket } from '../jira/tickets';
import { currentAttempt } from '../procedure/delivery';
import { callFrom, withFailed } from '../procedure/failed-files';
import { shownCheck, voidsRelease } from '../procedure/handed-in-keys';
import type { KeyRole } from '../procedure/key-remedies';
import { isTheirs } from '../procedure/relation';
import type { FailedFile, KeptVerdict, SnapshotRequest } from '../procedure/request';
import type { Rules } from '../procedure/rules';
import { loadRequest } from '../storage/requests';
import { digestOfBytes } from '../trail/digest';
import { keyVerdictView } from '../views/key-verdict-view';
import { refused, type Outcome, type Refused, type Scene } from './change';
import { loadRules } from './load-rules';
import { perform } from './perform';
import { relationTo } from './relate';
import { judge, plan } from './run-checks';
import { takeFile } from './take-file';

export type HandedIn = { readonly role: KeyRole; readonly name: string; readonly bytes: Uint8Array };

const evidenceOf: Readonly<Record<KeyRole, EvidenceName>> = { 'encryption-key': 'encryptionKey', 'ssh-key': 'sshKey' };

/** How long another call may still be attaching the same file; longer than any of our functions lives. */
const leaseMs = 60_000;
/** So many files of one name and size are looked into for one that was attached before. */
const mostAlike = 3;

const isPrivate = (bytes: Uint8Array): boolean => {
  const opened = openKeyFile(bytes, undefined);
  return ('refused' in opened && opened.refused.code === 'private-key') || privateKeyIn(Buffer.from(bytes).toString('latin1')) !== undefined;
};

/** Why this person may hand in no key now, or undefined. */
async function barred(request: SnapshotRequest, accountId: string): Promise<Refused | undefined> {
  if (!isTheirs(await relationTo(request, accountId))) return refused('not-your-request');
  if (request.ended) return refused('ended', { ending: request.ended.ending });
  return currentAttempt(request)?.handedOver ? refused('key-too-late') : undefined;
}

/** What was sent here left the customer's computer: it counts as exposed, and the desk sees to it. It is kept nowhere. */
async function refusePrivateKey(issueId: string, accountId: string, { name, bytes }: HandedIn): Promise<Refused> {
  const subject = `portal-${digestOfBytes(bytes).slice(0, 16)}`;
  const outcome = await perform(issueId, accountId, ({ request, at }: Scene) =>
    // One alarm is enough while it stands, however many keys follow.
    request.ended || request.flags.some(({ code, subject: known, settled }) => code === 'private-key' && (known === subject || (!settled && known.startsWith('portal-'))))
      ? { unchanged: true }
      : {
          request,
          alarms: [{ code: 'private-key', subject, params: { file: name, by: accountId, at: { moment: at }, removed: { moment: at } } }],
          happening: { type: 'flag.raised', detail: { flag: subject, code: 'private-key' } },
          personal: [{ name }],
        },
  );
  return 'refusal' in outcome ? outcome : refused('private-key-sent');
}

async function verdictOf(request: SnapshotRequest, rules: Rules, { role, name, bytes }: HandedIn, now: Date): Promise<KeptVerdict | undefined> {
  const sha256 = digestOfBytes(bytes);
  const at = now.toISOString();
  // The plan leaves out checks of a file that is not there; this one is about to be.
  const file = { attachmentId: '', name, size: bytes.length, sha256, attachedBy: '', attachedAt: at, taken: { by: 'app', at } };
  const about: SnapshotRequest = { ...request, files: { ...request.files, [role]: file } };
  const given = { [evidenceOf[role]]: { state: 'known', value: { name, bytes, sha256 }, at, from: sha256 } };
  const [verdict] = await judge(about, rules, plan(about, rules, ({ id }) => id === shownCheck[role]), 'app', now, given);
  return verdict;
}

/** A key that fails is counted by its digest, until the desk has enough to suggest a call. Whether that was possible is no matter of the customer's. */
async function countFailing(request: SnapshotRequest, accountId: string, role: KeyRole, sha256: string, verdict: KeptVerdict): Promise<void> {
  const isNew = (failed: readonly FailedFile[] = []): boolean => failed.length < callFrom && failed.every((file) => file.sha256 !== sha256);
  if (!isNew(request.failedFiles?.[role])) return;
  await perform(request.issueId, accountId, ({ request: now, at }: Scene) =>
    now.ended || !isNew(now.failedFiles?.[role])
      ? { unchanged: true }
      : {
          request: withFailed(now, role, { sha256, attachedBy: accountId, at }),
          happening: { type: 'key.turned-down', detail: { role, sha256, codes: verdict.findings.flatMap(({ code, weight }) => (weight === 'fail' ? [code] : [])) } },
        },
  );
}

/** The verdict that the key would get, with the very checks; of one that fails the digest is kept, of any other nothing, unless it is a private key. */
export async function judgeKey(issueId: string, accountId: string, handedIn: HandedIn): Promise<Answer<KeyVerdictView>> {
  const stored = await loadRequest(issueId);
  if (!stored) return { ok: false, ...refused('no-request') };
  const { request } = stored;
  const bar = await barred(request, accountId);
  if (bar) return { ok: false, ...bar };
  if (isPrivate(handedIn.bytes)) return { ok: false, ...(await refusePrivateKey(issueId, accountId, handedIn)) };
  const rules = await loadRules(request.projectId, request.rulesVersion);
  const verdict = await verdictOf(request, rules, handedIn, new Date());
  if (!verdict) return { ok: false, ...refused('key-not-wanted') };
  if (verdict.outcome === 'fail') await countFailing(request, accountId, handedIn.role, digestOfBytes(handedIn.bytes), verdict);
  return { ok: true, value: keyVerdictView(verdict, handedIn.role, handedIn.name, request.facts.recipient?.value.address ?? '') };
}

/** The attachment that an earlier attempt of this very act made: this person's, of this name, with these bytes. */
async function attachedBefore(issueId: string, accountId: string, { name, bytes }: HandedIn): Promise<string | undefined> {
  const { attachments } = await readTicket('app', issueId);
  const alike = attachments.filter((one) => one.by === accountId && one.name === name && one.size === bytes.length).slice(-mostAlike).reverse();
  const sha256 = digestOfBytes(bytes);
  for (const { id } of alike) if (digestOfBytes(await downloadAttachment(id)) === sha256) return id;
  return undefined;
}

/**
 * Attaches the key as the customer and takes it as the request's file. The intention is recorded first, so that a second click
 * waits and a repeated call after a crash finds the attachment that is already there.
 */
export async function handInKey(own: OwnRequest, accountId: string, handedIn: HandedIn, voidsSeen: boolean): Promise<Outcome | Refused> {
  const { issueId } = own;
  const { role, name, bytes } = handedIn;
  const sha256 = digestOfBytes(bytes);
  const done = { code: 'done.key-handed-in', params: { file: name } };
  if (isPrivate(bytes)) {
    const stored = await loadRequest(issueId);
    const bar = stored ? await barred(stored.request, accountId) : refused('no-request');
    return bar ?? refusePrivateKey(issueId, accountId, handedIn);
  }
  const intended = await perform(issueId, accountId, async ({ request, rules, now, at }: Scene) => {
    const bar = await barred(request, accountId);
    if (bar) return bar;
    if (request.files[role]?.sha256 === sha256) return { unchanged: true, done };
    const { sending } = request;
    if (sending?.sha256 === sha256 && now.getTime() < Date.parse(sending.at) + leaseMs) return refused('key-on-its-way');
    const verdict = await verdictOf(request, rules, handedIn, now);
    if (!verdict) return refused('key-not-wanted');
    if (verdict.outcome === 'fail') return refused('key-does-not-work');
    if (!voidsSeen && voidsRelease(request, role, rules, now)) return refused('key-voids-release');
    return {
      request: { ...request, sending: { by: accountId, at, role, sha256 } },
      happening: { type: 'key.handed-in', detail: { role, sha256 } },
      personal: [{ name }],
    };
  });
  if ('refusal' in intended || intended.done) return intended;
  let attachmentId = await attachedBefore(issueId, accountId, handedIn);
  if (attachmentId === undefined) {
    await attachAsCustomer(own, name, bytes);
    attachmentId = await attachedBefore(issueId, accountId, handedIn);
  }
  if (attachmentId === undefined) throw new Error('Jira attached the key otherwise than it was sent');
  const taken = await takeFile(issueId, accountId, { role, attachmentId }, 'app');
  return 'refusal' in taken ? taken : { ...taken, done };
}
