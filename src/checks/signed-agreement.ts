/** Decides whether the form is a PDF that the intended people signed and nobody changed since. */
import { z } from 'zod';
import { contentDigest } from './blank-form';
import { type Finding, type Judged, type Weight, defineCheck } from './check';
import type { CmsSignature } from './cms-signature';
import type { Evidence } from './evidence';
import { formFile } from './form-file';
import { isOf, isService, matches, nameOf } from './intended-signers';
import { type Document, readDocument } from './pdf-document';
import { mostSignatures, type PdfSignature, readSignatures } from './pdf-signature';

const settings = z.strictObject({
  intendedSigners: z.enum(['required', 'off']).default('required').describe('Whether the signatures must be those of the people that the form went to'),
  envelope: z.enum(['off', 'required']).default('off').describe('Whether the form must come from an envelope of the vendor’s own signing account'),
  scans: z.enum(['refuse', 'by-hand']).default('refuse').describe('Whether a scan or photograph of a form signed by pen may pass by an agent’s judgement and a second person'),
  trust: z.enum(['warn', 'required']).default('warn').describe('What a signature gets whose certificate leads to none of the trusted roots'),
  trustedRoots: z.array(z.string().max(20_000)).max(50).default([]).describe('Root certificates (PEM) that vouch for signers'),
  largestMegabytes: z.int().min(1).max(100).default(25).describe('The largest file that is looked at'),
});
type Settings = z.infer<typeof settings>;

const askForPdf = 'An agent asks the customer for the PDF as the signing service gives it, and attaches it.';
const askAgain = 'An agent sends the form again, to be signed anew.';
const raiseFlag = 'An agent flags the ticket. The team lead settles the flag before anything goes on.';

const findings = {
  empty: { says: 'The form’s file is empty.', remedy: askForPdf },
  docx: { says: 'The form is a text document, which anybody can change after it was signed.', remedy: askForPdf },
  image: { says: 'The form is a picture, and a picture of a signature proves nothing about who made it.', remedy: askForPdf },
  'not-a-pdf': { says: 'The form is not a PDF.', remedy: askForPdf },
  'too-large': { says: 'The form has {megabytes, number} MB, more than is looked at.', remedy: askForPdf },
  encrypted: { says: 'The PDF is encrypted, so its signatures cannot be checked.', remedy: askForPdf },
  damaged: { says: 'The PDF is damaged, and different readers would show different things.', remedy: askForPdf },
  'blank-template': { says: 'This is the blank form.', remedy: 'An agent asks the customer for the form that they filled in and signed.' },
  'nothing-filled-in': { says: 'The form is signed, and otherwise still the blank form.', remedy: 'An agent makes sure that nothing had to be filled in.' },
  unsigned: { says: 'The PDF has no signature.', remedy: 'An agent asks the customer to sign the form in the signing service, or with a certificate.' },
  scan: { says: 'The PDF is a scan without a digital signature.', remedy: askForPdf },
  'judged-by-hand': { says: 'The form was signed by pen, if at all. No program can tell by whom.', remedy: 'An agent compares it with what is known of the customer, and a second person confirms it.' },
  'signature-broken': { says: 'A signature of the PDF cannot be read, or signs something else than this file.', remedy: raiseFlag },
  'too-many-signatures': { says: 'The PDF has more signatures than are looked at.', remedy: raiseFlag },
  altered: { says: 'The file is not what {signer} signed.', remedy: raiseFlag },
  unverifiable: { says: 'Unknown: the signature of {signer} is of a kind that cannot be verified here.', remedy: 'An agent has the signature verified elsewhere, and a second person confirms it.' },
  'weak-signature': { says: 'The signature of {signer} rests on arithmetic that can be forged today.', remedy: askAgain },
  'changed-after-signing': { says: 'What the PDF shows was changed after {signer} signed, and nobody signed the change.', remedy: raiseFlag },
  'changed-between-signatures': { says: '{what, select, pages {Pages were changed} other {Fields were filled in}} after {signer} signed; only later signatures cover that.', remedy: 'An agent compares what {signer} signed with what is there now.' },
  'appended-after-signing': { says: 'Something was added to the file after the last signature. What it shows is unchanged.', remedy: 'An agent looks at the file, and asks for it as the signing service gives it if in doubt.' },
  signed: { says: 'Signed by {signers}, and unchanged since.', remedy: 'Nothing to do.' },
  'expectation-missing': { says: 'Unknown: nobody recorded who was to sign.', remedy: 'An agent records to whom the form went.' },
  'signer-not-intended': { says: '{expected} was to sign for the customer; {signers, select, none {nobody did} other {{signers} signed}}.', remedy: 'An agent has the form signed by {expected}, or records that somebody else may sign, which a second person confirms.' },
  'not-countersigned': { says: '{expected} was to sign for the vendor and has not.', remedy: '{expected} countersigns the form.' },
  countersigned: { says: '{signer} signed for the vendor.', remedy: 'Nothing to do.' },
  'signer-by-name-only': { says: 'The certificate of {signer} has the right name and no address. Names are not unique.', remedy: 'An agent makes sure that this is the person to whom the form went.' },
  'unexpected-signature': { says: '{signer} signed too, and was not expected to.', remedy: 'An agent asks who that is.' },
  'sealed-by-service': { says: 'The file is sealed by {signer}. Who signed is written in it, and not in the seal.', remedy: 'An agent reads the signers in the certificate of completion, and a second person confirms them.' },
  'self-signed': { says: '{signer} vouches for their own name: anybody can make such a certificate.', remedy: 'An agent asks the customer, at the address on the licence, whether this is their signature.' },
  'root-unknown': { says: 'Whoever vouches for the name {signer} is none of the trusted roots.', remedy: 'An agent asks the customer, at the address on the licence, whether this is their signature, or an admin adds the root.' },
  'not-in-force': { says: 'The certificate of {signer} was not in force when it signed.', remedy: askAgain },
  'not-our-envelope': { says: 'The form does not come from an envelope that was made here for this ticket.', remedy: raiseFlag },
  'our-envelope': { says: 'The form comes from our own envelope.', remedy: 'Nothing to do.' },
} as const;

type Code = keyof typeof findings;
type Say = (code: Code, weight: Weight, params?: Finding['params']) => void;
type Readable = PdfSignature & { readonly cms: Exclude<CmsSignature, { readonly state: 'unreadable' }> };
type Expectation = Evidence['formExpectation'];

const isReadable = (signature: PdfSignature): signature is Readable => signature.cms.state !== 'unreadable';
const isIntact = (signature: PdfSignature): signature is Readable => signature.cms.state === 'intact';
const names = (signatures: readonly Readable[]): readonly string[] => [...new Set(signatures.map(({ cms }) => cms.signer))];

function judgeIntegrity(signatures: readonly PdfSignature[], file: Uint8Array, say: Say): void {
  const people = signatures.filter(({ isTimeStamp }) => !isTimeStamp);
  const last = people.at(-1);
  if (signatures.length === mostSignatures) say('too-many-signatures', 'fail');
  for (const signature of people) {
    if (!isReadable(signature)) {
      say('signature-broken', 'fail');
      continue;
    }
    const { cms, changedSince } = signature;
    const { signer } = cms;
    if (cms.state === 'altered') say('altered', 'fail', { signer });
    if (cms.state === 'unverifiable') say('unverifiable', 'unknown', { signer });
    if (cms.weak) say('weak-signature', 'fail', { signer });
    if (!cms.inForce) say('not-in-force', 'fail', { signer });
    if (changedSince === 'nothing') continue;
    const covered = people.some((later) => later.end > signature.end && isIntact(later) && later.changedSince === 'nothing');
    if (covered) say('changed-between-signatures', changedSince === 'pages' ? 'fail' : 'warn', { signer, what: changedSince });
    else say('changed-after-signing', 'fail', { signer });
  }
  if (last !== undefined && isIntact(last) && last.end < file.length && last.changedSince === 'nothing') say('appended-after-signing', 'warn');
}

function judgeTrust(signature: Readable, { trust }: Settings, fromOurs: boolean, say: Say): void {
  const { signer } = signature.cms;
  // Our own account made the envelope and gave us this file: that vouches for more than a certificate does.
  const weight: Weight = fromOurs ? 'note' : trust === 'required' ? 'fail' : 'warn';
  if (signature.cms.trust === 'self-signed') say('self-signed', weight, { signer });
  if (signature.cms.trust === 'unknown') say('root-unknown', weight, { signer });
}

function judgeSigners(intact: readonly Readable[], expectation: Expectation, fromOurs: boolean, say: Say): void {
  const seals = intact.filter(({ cms }) => isService(cms));
  const people = intact.filter(({ cms }) => !isService(cms));
  // A seal in a service's name that no trusted root vouches for is as easily made as a picture of one.
  for (const { cms } of seals) say('sealed-by-service', fromOurs ? 'note' : cms.trust === 'known-root' ? 'warn' : 'unknown', { signer: cms.signer });
  // A signature counts for one person only, whatever names it could stand for.
  const spent = new Set<Readable>();
  for (const expected of expectation.signers) {
    const fits = people.filter((signature) => !spent.has(signature)).map((signature) => ({ signature, by: matches(expected, signature.cms) }));
    const found = fits.find(({ by }) => by === 'address') ?? fits.find(({ by }) => by === 'name');
    if (found !== undefined) {
      spent.add(found.signature);
      if (found.by === 'name') say('signer-by-name-only', 'warn', { signer: found.signature.cms.signer });
    } else if (seals.length === 0) {
      const others = names(people);
      if (expected.side === 'vendor') say('not-countersigned', 'fail', { expected: nameOf(expected) });
      else say('signer-not-intended', 'fail', { expected: nameOf(expected), signers: others.length === 0 ? 'none' : { list: others, join: 'and' } });
    }
  }
  for (const signature of people) {
    if (spent.has(signature)) continue;
    if (isOf(expectation.vendorDomain, signature.cms)) say('countersigned', 'note', { signer: signature.cms.signer });
    else say('unexpected-signature', 'warn', { signer: signature.cms.signer });
  }
}

function judgeEnvelope(envelope: Expectation['envelope'], policy: Settings['envelope'], say: Say): void {
  if (envelope?.ours === true) say('our-envelope', 'note');
  else if (envelope !== undefined || policy === 'required') say('not-our-envelope', 'fail');
}

function judgePicture(code: 'image' | 'scan', { scans }: Settings, say: Say): void {
  say(code, scans === 'by-hand' ? 'note' : 'fail');
  if (scans === 'by-hand') say('judged-by-hand', 'warn');
}

/** A file that cannot be looked at, with the code for why. */
async function openForm(bytes: Uint8Array, chosen: Settings, say: Say): Promise<Document | undefined> {
  const kind = formFile(bytes);
  const megabytes = Math.ceil(bytes.length / 1_000_000);
  if (kind === 'empty' || kind === 'docx') say(kind, 'fail');
  else if (kind === 'image') judgePicture('image', chosen, say);
  else if (kind === 'other') say('not-a-pdf', 'fail');
  else if (megabytes > chosen.largestMegabytes) say('too-large', 'fail', { megabytes });
  else {
    const reading = await readDocument(bytes);
    if ('document' in reading) return reading.document;
    say(reading.problem, 'fail');
  }
  return undefined;
}

const shown = ({ cms, coversWholeFile, claimedAt }: PdfSignature): Readonly<Record<string, unknown>> => ({
  signer: isKnown(cms) ? cms.signer : '?',
  coversWholeFile,
  intact: cms.state === 'intact',
  ...(isKnown(cms) && (cms.claimedAt ?? claimedAt) !== undefined ? { signedAt: cms.claimedAt ?? claimedAt } : {}),
  trust: isKnown(cms) ? cms.trust : 'unknown',
});
const isKnown = (cms: CmsSignature): cms is Readable['cms'] => cms.state !== 'unreadable';

export const signedAgreement = defineCheck({
  id: 'signed-agreement',
  title: 'Signed form passes',
  why: 'The agreement is what makes a delivery lawful. A form that was never signed, was signed by somebody else, or was changed after it was signed binds nobody, and a picture of one can be made in a minute.',
  sources: [
    'ISO 32000-1 section 12.8 (PDF signatures) and ETSI EN 319 142-1 (PAdES)',
    'RFC 5652 (CMS) and RFC 5280 (certificates)',
    'Mladenov, Mainka et al.: 1 Trillion Dollar Refund (2018) and Shadow Attacks (2020), on forged PDF signatures',
  ],
  needs: ['signedForm'],
  uses: ['formExpectation'],
  settings,
  findings,
  async verify({ signedForm: { bytes, sha256 }, formExpectation: expectation }, chosen, now): Promise<Judged<Code>> {
    const said: Finding<Code>[] = [];
    const say: Say = (code, weight, params = {}) => void said.push({ code, weight, params });
    const blank = new Set((expectation?.blankDigests ?? []).map((digest) => digest.toLowerCase()));
    if (blank.has(sha256.toLowerCase())) return { findings: [{ code: 'blank-template', weight: 'fail', params: {} }], shows: { sha256, signatures: [] } };

    const document = await openForm(bytes, chosen, say);
    if (document === undefined) return { findings: said, shows: { sha256, signatures: [] } };
    const content = contentDigest(document);
    const shows = { sha256, ...(content === undefined ? {} : { content }) };
    const isBlank = content !== undefined && blank.has(content);
    const signatures = await readSignatures(bytes, document, chosen.trustedRoots, now);
    if (!signatures.some(({ isTimeStamp }) => !isTimeStamp)) {
      if (isBlank) say('blank-template', 'fail');
      else if (document.isScan) judgePicture('scan', chosen, say);
      else say('unsigned', 'fail');
      return { findings: said, shows: { ...shows, signatures: [] } };
    }

    if (isBlank) say('nothing-filled-in', 'warn');
    const fromOurs = expectation?.envelope?.ours === true;
    judgeIntegrity(signatures, bytes, say);
    const intact = signatures.filter(isIntact);
    for (const signature of intact) judgeTrust(signature, chosen, fromOurs, say);
    judgeEnvelope(expectation?.envelope, chosen.envelope, say);
    if (chosen.intendedSigners === 'required') {
      if (expectation === undefined || expectation.signers.length === 0) say('expectation-missing', 'unknown');
      else judgeSigners(intact, expectation, fromOurs, say);
    }
    if (!said.some(({ weight }) => weight === 'fail') && intact.length > 0) say('signed', 'note', { signers: { list: names(intact), join: 'and' } });
    return { findings: said, shows: { ...shows, signatures: signatures.filter(({ isTimeStamp }) => !isTimeStamp).map(shown) } };
  },
});
