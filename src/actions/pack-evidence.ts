/** Decides how the evidence of one request is put together: on record first, then one ZIP in one answer. */
import { createHash } from 'node:crypto';
import { certificatePdf } from '../certificate/certificate-pdf';
import type { Answer, EvidencePack } from '../contract';
import { downloadAttachment } from '../jira/attachments';
import { unlessAbsent } from '../jira/ask';
import { readAccounts } from '../jira/people';
import { accountsIn, documentsOf } from '../procedure/evidence-pack';
import { fileRoles, type FileRole, type SnapshotRequest } from '../procedure/request';
import { sentence } from '../procedure/sentence';
import { loadRequest } from '../storage/requests';
import { readEvent } from '../storage/trail';
import { packOf } from '../trail/pack';
import { refused } from './change';
import { recordExport, trailText } from './export-trail';
import { loadRules } from './load-rules';

/** In Base64 a third more, which still fits the 5 MB of an answer. */
const mostBytes = 3_400_000;
/** More text than this is not held in memory at once; a trail so long is exported by itself, in parts. */
const mostCharacters = 40_000_000;

const fileNames = { 'encryption-key': 'encryption-key.asc', 'ssh-key': 'ssh-key.pub', 'signed-form': 'signed-form.pdf' } as const satisfies Readonly<Record<FileRole, string>>;

/** The customer's files as they lie on the ticket, each if it is still the file that was taken and leaves room for the rest. */
async function takenFiles({ files }: SnapshotRequest): Promise<readonly (readonly [string, Uint8Array])[]> {
  const found: (readonly [string, Uint8Array])[] = [];
  let left = mostBytes / 2;
  for (const role of fileRoles) {
    const taken = files[role];
    if (!taken || taken.size > left) continue;
    const bytes = await unlessAbsent(downloadAttachment(taken.attachmentId));
    if (!bytes || createHash('sha256').update(bytes).digest('hex') !== taken.sha256) continue;
    left -= bytes.length;
    found.push([fileNames[role], bytes]);
  }
  return found;
}

/** Every certificate of disposal as it was issued: drawn again, and left out should it not be the file on record. */
async function certificates({ disposals = [] }: SnapshotRequest): Promise<readonly (readonly [string, Uint8Array])[]> {
  const found: (readonly [string, Uint8Array])[] = [];
  for (const { number, certificate } of disposals) {
    const bytes = certificate && (await certificatePdf(certificate.facts));
    if (bytes && createHash('sha256').update(bytes).digest('hex') === certificate.sha256) found.push([`certificate-of-disposal-${String(number)}.pdf`, bytes]);
  }
  return found;
}

export async function packEvidence(issueId: string, actor: string): Promise<Answer<EvidencePack>> {
  const begun = await recordExport(issueId, actor, 'pack');
  if ('refusal' in begun) return { ok: false, ...begun };
  const [stored, recorded] = [await loadRequest(issueId), await readEvent(issueId, begun.through)];
  if (!stored || !recorded) return { ok: false, ...refused('no-such-export') };
  const { request } = stored;
  const rules = await loadRules(request.projectId, request.rulesVersion);
  const trail = await trailText(issueId, 'jsonl', recorded, 0, mostCharacters);
  const table = await trailText(issueId, 'csv', recorded, 0, mostCharacters);
  if (trail.next !== undefined || table.next !== undefined) return { ok: false, ...refused('pack-too-large') };
  const accounts = await readAccounts([actor, ...accountsIn(request)]);
  const now = new Date(recorded.at);
  const howToVerify = sentence({ code: 'pack.how-to-verify', params: { ticket: request.issueKey, head: recorded.hash } }, { locale: 'en', timeZone: rules.calendar.timeZone, now });
  const documents = documentsOf(request, rules, new Map([...accounts].map(([id, { name }]) => [id, name])), howToVerify);
  const held = [...(await certificates(request)), ...(await takenFiles(request))];
  const encoder = new TextEncoder();
  const files = new Map([
    ...documents.map(({ name, text }): [string, Uint8Array] => [name, encoder.encode(text)]),
    ['trail.jsonl', encoder.encode(trail.text)] as const,
    ['trail.csv', encoder.encode(table.text)] as const,
    ...held,
  ]);
  const zip = packOf(files, now);
  if (zip.length > mostBytes) return { ok: false, ...refused('pack-too-large') };
  return { ok: true, value: { name: `${request.issueKey}-evidence.zip`, base64: Buffer.from(zip).toString('base64') } };
}
