/** Decides how the evidence of one request is put together: on record first, then one ZIP in one answer. */
import { createHash } from 'node:crypto';
import type { Answer, EvidencePack } from '../contract';
import { downloadAttachment } from '../jira/attachments';
import { unlessAbsent } from '../jira/ask';
import { readAccounts } from '../jira/people';
import { documentsOf } from '../procedure/evidence-pack';
import type { SnapshotRequest } from '../procedure/request';
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

/** The customer's key as it lies on the ticket, if it is still the file that was taken. */
async function keyFile({ files }: SnapshotRequest): Promise<Uint8Array | undefined> {
  const taken = files['encryption-key'];
  const bytes = taken && (await unlessAbsent(downloadAttachment(taken.attachmentId)));
  return bytes && createHash('sha256').update(bytes).digest('hex') === taken.sha256 ? bytes : undefined;
}

/** Whose account ids a reader of the pack meets. */
const accountsOf = ({ begun, decisions, verdicts, flags }: SnapshotRequest): readonly string[] => [
  begun.by,
  ...decisions.map(({ by }) => by),
  ...Object.values(verdicts).map(({ by }) => by),
  ...flags.flatMap(({ raised, settled }) => [raised.by, ...(settled ? [settled.by] : [])]),
];

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
  const accounts = await readAccounts([actor, ...accountsOf(request)]);
  const now = new Date(recorded.at);
  const howToVerify = sentence({ code: 'pack.how-to-verify', params: { ticket: request.issueKey, head: recorded.hash } }, { locale: 'en', timeZone: rules.calendar.timeZone, now });
  const documents = documentsOf(request, rules, new Map([...accounts].map(([id, { name }]) => [id, name])), howToVerify);
  const key = await keyFile(request);
  const encoder = new TextEncoder();
  const files = new Map([
    ...documents.map(({ name, text }): [string, Uint8Array] => [name, encoder.encode(text)]),
    ['trail.jsonl', encoder.encode(trail.text)] as const,
    ['trail.csv', encoder.encode(table.text)] as const,
    ...(key ? [['encryption-key.asc', key] as const] : []),
  ]);
  const zip = packOf(files, now);
  if (zip.length > mostBytes) return { ok: false, ...refused('pack-too-large') };
  return { ok: true, value: { name: `${request.issueKey}-evidence.zip`, base64: Buffer.from(zip).toString('base64') } };
}
