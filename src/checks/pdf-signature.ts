/** Decides what each signature of a PDF covers, whether it still fits, and what was changed since it was made. */
import { type CmsSignature, readCms, type Roots } from './cms-signature';
import { type Document, readDocument, type SignatureField } from './pdf-document';

type Change = 'nothing' | 'fields' | 'pages';

export type PdfSignature = {
  readonly cms: CmsSignature;
  /** Its bytes end where the file ends. */
  readonly coversWholeFile: boolean;
  /** What somebody who opens the file sees other than when it was made. */
  readonly changedSince: Change;
  /** A time stamp of a service, and nobody's signature. */
  readonly isTimeStamp: boolean;
  readonly claimedAt?: string;
  /** Where its bytes end; a later signature ends later. */
  readonly end: number;
};

type Range = { readonly signed: Uint8Array; readonly contents: Uint8Array; readonly end: number };

const hexDigits = /^[0-9A-Fa-f\s]*$/;

/**
 * The bytes that a signature signs. It must leave out its own value and nothing else: whatever else lies in the gap could be
 * exchanged unseen (signature wrapping, Mainka et al. 2018, "1 Trillion Dollar Refund").
 */
function rangeOf(file: Uint8Array, { byteRange, contents }: SignatureField): Range | undefined {
  const [start, before, after, rest] = byteRange;
  if (byteRange.length !== 4 || start !== 0 || before === undefined || after === undefined || rest === undefined) return undefined;
  if (![before, after, rest].every(Number.isInteger) || before <= 0 || after <= before + 1 || rest < 0 || after + rest > file.length) return undefined;
  const gap = Buffer.from(file.buffer, file.byteOffset + before, after - before).toString('latin1');
  if (!gap.startsWith('<') || !gap.endsWith('>') || !hexDigits.test(gap.slice(1, -1))) return undefined;
  const value = Buffer.from(gap.slice(1, -1).replace(/\s/g, ''), 'hex');
  if (value.length === 0 || !value.equals(contents)) return undefined;
  return { signed: Buffer.concat([file.subarray(0, before), file.subarray(after, after + rest)]), contents: value, end: after + rest };
}

/** The document as it stood when the signature was made, compared with what it is now. */
function changeSince(then: Document, now: Document): Change {
  const { signedWidgets } = then;
  try {
    if (then.pagesDigest(signedWidgets) !== now.pagesDigest(signedWidgets)) return 'pages';
    return then.fieldsDigest(signedWidgets) === now.fieldsDigest(signedWidgets) ? 'nothing' : 'fields';
  } catch {
    return 'pages';
  }
}

const sameRange = (one: readonly number[], other: readonly number[]): boolean => one.length === other.length && one.every((value, index) => value === other[index]);

async function judge(file: Uint8Array, document: Document, field: SignatureField, roots: Roots, now: Date): Promise<PdfSignature> {
  const isTimeStamp = field.subFilter === 'ETSI.RFC3161';
  const claimed = field.claimedAt === undefined ? {} : { claimedAt: field.claimedAt };
  const broken: PdfSignature = { cms: { state: 'unreadable' }, coversWholeFile: false, changedSince: 'pages', isTimeStamp, end: 0, ...claimed };
  const range = rangeOf(file, field);
  if (range === undefined) return broken;
  const coversWholeFile = range.end === file.length;
  const cms = isTimeStamp ? broken.cms : await readCms(range.contents, range.signed, roots, now);
  if (coversWholeFile) return { ...broken, cms, coversWholeFile, changedSince: 'nothing', end: range.end };
  const then = await readDocument(file.subarray(0, range.end));
  // What was signed must be a document that holds this signature, or the signature was made for something else.
  if (!('document' in then) || !then.document.signatures.some(({ byteRange }) => sameRange(byteRange, field.byteRange))) return { ...broken, cms, end: range.end };
  return { ...broken, cms, changedSince: changeSince(then.document, document), end: range.end };
}

/** More signatures than any agreement has are work for nobody's benefit. */
export const mostSignatures = 20;

export async function readSignatures(file: Uint8Array, document: Document, roots: Roots, now: Date): Promise<readonly PdfSignature[]> {
  const judged: PdfSignature[] = [];
  for (const field of document.signatures.slice(0, mostSignatures)) judged.push(await judge(file, document, field, roots, now));
  return judged.toSorted((one, other) => one.end - other.end);
}
