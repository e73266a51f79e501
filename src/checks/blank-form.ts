/** Decides what a blank form is known by later: its bytes as it goes out, and what it shows, however it was saved since. */
import { createHash } from 'node:crypto';
import { formFile } from './form-file';
import { type Document, readDocument } from './pdf-document';

/** The digest of what a form shows, signatures apart: a blank form that was only signed has the digest of the blank form. */
export function contentDigest(document: Document): string | undefined {
  try {
    return `${document.pagesDigest(new Set())}${document.fieldsDigest(new Set())}`;
  } catch {
    return undefined;
  }
}

/** Why a file cannot be the form that goes out. */
export type NoBlankForm = 'empty' | 'other' | 'signed' | 'damaged' | 'encrypted';

/** A text document is known by its bytes alone: whoever saves it writes other bytes, and the check refuses it anyway. */
export async function digestsOfBlankForm(bytes: Uint8Array): Promise<{ readonly digests: readonly string[] } | { readonly problem: NoBlankForm }> {
  const sha256 = createHash('sha256').update(bytes).digest('hex');
  const kind = formFile(bytes);
  if (kind === 'docx') return { digests: [sha256] };
  if (kind !== 'pdf') return { problem: kind === 'empty' ? 'empty' : 'other' };
  const reading = await readDocument(bytes);
  if ('problem' in reading) return reading;
  // What somebody filled in and signed must not become what everybody's form is compared with.
  if (reading.document.signatures.length > 0) return { problem: 'signed' };
  const content = contentDigest(reading.document);
  return { digests: content === undefined ? [sha256] : [sha256, content] };
}
