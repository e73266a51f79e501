/** Decides, for each kind of file, which checks judge it and what is told of it beside the verdict. */
import { createHash } from 'node:crypto';
import { z } from 'zod';
import { type Check, frameFindings, type Finding, type Outcome, runCheck, type Shown, type Verdict } from '../src/checks/check';
import type { Evidence, Gathered, GivenFile } from '../src/checks/evidence';
import { keyOwner } from '../src/checks/key-owner';
import { openpgpKey } from '../src/checks/openpgp-key';
import { requesterContact } from '../src/checks/requester-contact';
import { sealedFile } from '../src/checks/sealed-file';
import { signedAgreement } from '../src/checks/signed-agreement';
import { sshKey } from '../src/checks/ssh-key';
import { word } from '../src/procedure/wording';

export type Asked = { readonly now: Date; readonly until: string; readonly requester?: string; readonly to?: Uint8Array };
export type FileRead = { readonly path: string; readonly bytes: Uint8Array; readonly size: number };
type Said = { readonly code: string; readonly says: string; readonly remedy: string };
export type Inspected = { readonly file: string; readonly kind: string; readonly verdict: Outcome; readonly findings: readonly Said[] } & Shown;

/** `without` is what is told of a file that could not be read. */
type Inspector = { readonly most: number; readonly without: Shown; readonly inspect: (file: FileRead, asked: Asked) => Promise<readonly Inspected[]> };

type Known<T> = Extract<Gathered<T>, { readonly state: 'known' }>;
const known = <T>(value: T, { now }: Asked): Known<T> => ({ state: 'known', value, at: now.toISOString(), from: 'file' });
const given = ({ path, bytes }: FileRead): GivenFile => ({ name: path, bytes, sha256: createHash('sha256').update(bytes).digest('hex') });

function said(check: Check, { code, params }: Finding, { now }: Asked): Said {
  const texts: Check['findings'] = { ...frameFindings, ...check.findings };
  const reader = { locale: 'en', timeZone: 'UTC', now };
  const { says = code, remedy = '' } = texts[code] ?? {};
  return { code, says: word(says, params, reader), remedy: word(remedy, params, reader) };
}

const heaviest = (verdicts: readonly Verdict[]): Outcome => (['fail', 'unknown', 'warn'] as const).find((outcome) => verdicts.some((verdict) => verdict.outcome === outcome)) ?? 'pass';

function line(kind: string, file: FileRead, judged: readonly (readonly [Check, Verdict])[], asked: Asked, more: Shown): Inspected {
  return {
    file: file.path,
    kind,
    verdict: heaviest(judged.map(([, verdict]) => verdict)),
    findings: judged.flatMap(([check, { findings }]) => findings.map((finding) => said(check, finding, asked))),
    ...more,
  };
}

async function inspectKey(file: FileRead, asked: Asked): Promise<readonly Inspected[]> {
  const encryptionKey = known(given(file), asked);
  const verdict = await runCheck(openpgpKey, { encryptionKey, deliveryBy: known({ day: asked.until }, asked) }, {}, asked.now);
  const { fingerprint = null, userIds = [], encryptionKeys = [] } = verdict.shows;
  const judged: (readonly [Check, Verdict])[] = [[openpgpKey, verdict]];
  if (asked.requester !== undefined && fingerprint !== null) {
    const person = known({ address: asked.requester }, asked);
    judged.push([keyOwner, await runCheck(keyOwner, { encryptionKey, recipient: person, requester: person }, {}, asked.now)]);
  }
  return [line('key', file, judged, asked, { fingerprint, userIds, encryptionKeys })];
}

async function inspectSsh(file: FileRead, asked: Asked): Promise<readonly Inspected[]> {
  const verdict = await runCheck(sshKey, { sshKey: known(given(file), asked) }, {}, asked.now);
  const { type = null, bits = null, fingerprint = null } = verdict.shows;
  return [line('ssh', file, [[sshKey, verdict]], asked, { type, bits, fingerprint })];
}

/** Who was to sign is a fact of the ticket; outside one it is judged only for the requester that is named. */
async function inspectAgreement(file: FileRead, asked: Asked): Promise<readonly Inspected[]> {
  const signedForm = known(given(file), asked);
  const formExpectation = asked.requester === undefined ? { state: 'missing' as const } : known({ signers: [{ address: asked.requester, side: 'customer' as const }], blankDigests: [] }, asked);
  const settings = { intendedSigners: asked.requester === undefined ? 'off' : 'required' };
  const verdict = await runCheck(signedAgreement, { signedForm, formExpectation }, settings, asked.now);
  const { signatures } = shownSignatures.parse(verdict.shows);
  return [line('agreement', file, [[signedAgreement, verdict]], asked, { sha256: signedForm.value.sha256, signatures })];
}

const shownSignatures = z.object({ signatures: z.array(z.object({ signer: z.string(), coversWholeFile: z.boolean(), intact: z.boolean() })).default([]) });

const shownKeys = z.array(z.object({ keyId: z.string(), fingerprint: z.string() }));

async function sealedFor(asked: Asked): Promise<Gathered<Evidence['sealedFor']>> {
  if (!asked.to) return { state: 'missing' };
  const key = known({ name: 'key', bytes: asked.to, sha256: '' }, asked);
  const { shows } = await runCheck(openpgpKey, { encryptionKey: key, deliveryBy: known({ day: asked.until }, asked) }, {}, asked.now);
  const { data: encryptionKeys = [] } = shownKeys.safeParse(shows['encryptionKeys']);
  return encryptionKeys.length > 0 ? known({ encryptionKeys }, asked) : { state: 'unavailable', reason: 'the key file holds no key that may be used' };
}

const keyIds = z.array(z.string());

async function inspectSealed(file: FileRead, asked: Asked): Promise<readonly Inspected[]> {
  const sealedHead = known({ name: file.path, head: file.bytes, size: file.size }, asked);
  const verdict = await runCheck(sealedFile, { sealedHead, sealedFor: await sealedFor(asked) }, {}, asked.now);
  if (verdict.outcome !== 'unknown') return [line('sealed', file, [[sealedFile, verdict]], asked, { recipients: verdict.shows['recipients'] })];
  // Without the customer's key it still shows whether the file is sealed at all, and to whom.
  const first = await runCheck(sealedFile, { sealedHead, sealedFor: known({ encryptionKeys: [] }, asked) }, {}, asked.now);
  const recipients = keyIds.parse(first.shows['recipients'] ?? []);
  const encryptionKeys = recipients.map((keyId) => ({ keyId, fingerprint: keyId }));
  const structure = await runCheck(sealedFile, { sealedHead, sealedFor: known({ encryptionKeys }, asked) }, {}, asked.now);
  return [line('sealed', file, [[sealedFile, structure], [sealedFile, verdict]], asked, { recipients })];
}

const contact = z.union([z.string().transform((address) => ({ address })), z.object({ address: z.string().optional(), name: z.string().optional(), role: z.enum(['technical', 'billing']).optional() })]);
const requesterCase = z.object({ requester: z.string().nullish(), contacts: z.array(contact).default([]), site: z.string().nullish() });
const NUMBER = 'inspected';

async function inspectRequester(file: FileRead, asked: Asked): Promise<readonly Inspected[]> {
  let cases: unknown;
  try {
    cases = JSON.parse(new TextDecoder().decode(file.bytes));
  } catch {
    return [notACase(file)];
  }
  return Promise.all((Array.isArray(cases) ? cases : [cases]).map((each) => inspectCase(file, each, asked)));
}

const notACase = (file: FileRead): Inspected => ({
  file: file.path,
  kind: 'requester',
  verdict: 'fail',
  findings: [{ code: 'not-a-case', says: 'The file does not say who asks and who is listed.', remedy: 'Write {"requester":"…","contacts":["…"],"site":"…"}, or an array of them.' }],
  relation: 'unknown',
});

async function inspectCase(file: FileRead, written: unknown, asked: Asked): Promise<Inspected> {
  const { data } = requesterCase.safeParse(written);
  if (!data) return notACase(file);
  const contacts = data.contacts.map(({ address, ...more }) => ({ role: 'role' in more && more.role ? more.role : ('technical' as const), ...(address !== undefined && { address }), ...('name' in more && more.name !== undefined && { name: more.name }) }));
  const requester = known({ addressFrom: 'account' as const, ...(data.requester && { address: data.requester }) }, asked);
  const licences = known({ asked: [NUMBER], found: [{ appEntitlementNumber: NUMBER, contacts }] }, asked);
  const verdict = await runCheck(requesterContact, { requester, licences }, {}, asked.now);
  return line('requester', file, [[requesterContact, verdict]], asked, { relation: verdict.shows['relation'] ?? 'unknown' });
}

const WHOLE = 33 * 1024 * 1024;
const HEAD = 64 * 1024;

export const inspectors = {
  key: { most: WHOLE, without: { fingerprint: null, userIds: [], encryptionKeys: [] }, inspect: inspectKey },
  ssh: { most: WHOLE, without: { type: null, bits: null, fingerprint: null }, inspect: inspectSsh },
  agreement: { most: WHOLE, without: { sha256: null, signatures: [] }, inspect: inspectAgreement },
  sealed: { most: HEAD, without: { recipients: [] }, inspect: inspectSealed },
  requester: { most: WHOLE, without: { relation: 'unknown' }, inspect: inspectRequester },
} as const satisfies Readonly<Record<string, Inspector>>;

export const kinds = Object.keys(inspectors);
export const isKind = (kind: string): kind is keyof typeof inspectors => Object.hasOwn(inspectors, kind);
