/** Decides how the vendor's licence directory and tenant map are imported: in parts, on record and in force for readers all at once. */
import { createHash } from 'node:crypto';
import type { Answer } from '../contract';
import type { Message } from '../checks/message';
import { numbersOf } from '../checks/licence-number';
import { domainsIn } from '../checks/mail-address';
import { licencesFromAnswer, licencesFromCsv } from '../licences/parse-licences';
import { parseTenantMap } from '../licences/tenant-map';
import { directoryInForce, leaveOver, putInForce, readImport, writeImport, writeLicences, writeTenants } from '../storage/directory';
import { refused } from './change';
import { changeRules } from './change-rules';

export type ImportPart = {
  readonly source: 'marketplace-json' | 'marketplace-csv' | 'tenant-map';
  readonly asOf: string;
  readonly part: number;
  readonly parts: number;
  readonly text: string;
};

type Taken = { readonly count: number } | { readonly because: string };

/** Every part is a file of its own of the same form, so that a large directory is never held whole. */
async function take({ source, text }: ImportPart, generation: string): Promise<Taken> {
  if (source === 'tenant-map') {
    const parsed = parseTenantMap(text);
    if (!parsed.ok) return { because: parsed.because };
    await writeTenants(generation, parsed.tenants);
    return { count: parsed.tenants.length };
  }
  const parsed = source === 'marketplace-json' ? licencesFromAnswer(text) : licencesFromCsv(text);
  if (!parsed.ok) return { because: parsed.because };
  await writeLicences(generation, parsed.licences.map((licence) => ({ licence, numbers: numbersOf(licence), domains: domainsIn(licence.contacts.flatMap(({ address }) => address ?? [])) })));
  return { count: parsed.licences.length };
}

/** A day is chosen in the zone of whoever imports, where it may have begun already. */
const zonesMs = 86_400_000;

/** Takes one part. Nothing changes for readers before the last one is in; a part out of order is refused and harms nothing. */
export async function importDirectory(projectId: string, actor: string, input: ImportPart): Promise<Answer<Message>> {
  // It would stay fresh for whoever asks how old it is, long after it was not.
  if (Date.parse(input.asOf) > Date.now() + zonesMs) return { ok: false, ...refused('import-from-the-future') };
  const what = input.source === 'tenant-map' ? 'tenants' : 'licences';
  const underWay = await readImport(what);
  const begun = input.part === 1 ? { generation: `g${Date.now()}`, asOf: input.asOf, parts: input.parts, taken: 0, count: 0, sha256: undefined } : underWay;
  if (begun?.taken !== input.part - 1 || begun.parts !== input.parts || begun.asOf !== input.asOf) return { ok: false, ...refused('import-out-of-order') };
  // One that was never finished, if it was not: of what is in force nothing is deleted.
  if (input.part === 1 && underWay) await leaveOver(what, underWay.generation);
  const taken = await take(input, begun.generation);
  if ('because' in taken) return { ok: false, ...refused('import-unreadable', { why: taken.because }) };
  const count = begun.count + taken.count;
  const sha256 = createHash('sha256').update(`${begun.sha256 ?? ''}${input.text}`).digest('hex');
  if (input.part < input.parts) {
    await writeImport(what, { ...begun, taken: input.part, count, sha256 });
    return { ok: true, value: { code: 'done.directory-part', params: { part: input.part, parts: input.parts } } };
  }
  if (count === 0) return { ok: false, ...refused('import-empty') };
  const { asOf, source } = input;
  const recorded = await changeRules(projectId, actor, async ({ at }) => ({
    happening: { type: 'directory.imported', detail: { part: what, source, asOf, count, sha256 } },
    alongside: putInForce(what, { generation: begun.generation, asOf, source, count, imported: { projectId, at, by: actor } }, await directoryInForce(what)),
  }));
  return 'refusal' in recorded ? { ok: false, ...recorded } : { ok: true, value: { code: 'done.directory', params: { count, asOf: { moment: asOf } } } };
}
