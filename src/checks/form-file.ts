/** Decides what an attached form is by its content: a PDF to look at, or which other thing somebody sent instead. */
import { fileKind } from './file-kind';

export type FormFile = 'pdf' | 'docx' | 'image' | 'empty' | 'other';

const latin = (bytes: Uint8Array, from: number, to: number): string => Buffer.from(bytes.subarray(from, to)).toString('latin1');

// TIFF, both byte orders; WebP; the pictures of telephones.
const isOtherImage = (head: string): boolean => /^(II\*\0|MM\0\*|BM|RIFF[\s\S]{4}WEBP|[\s\S]{4}ftyp(heic|heix|mif1|msf1|avif))/.test(head);

/** A PDF may begin within its first kilobyte (ISO 32000-1, annex H); its signatures count from the first byte all the same. */
export function formFile(bytes: Uint8Array): FormFile {
  const kind = fileKind(bytes);
  if (kind === 'pdf' || kind === 'image' || kind === 'empty') return kind;
  if (kind === 'office' || kind === 'rtf') return 'docx';
  if (kind === 'zip') return /word\/|\[Content_Types\]\.xml|mimetypeapplication\/vnd\.oasis/.test(latin(bytes, 0, 8192)) ? 'docx' : 'other';
  if (isOtherImage(latin(bytes, 0, 32))) return 'image';
  return latin(bytes, 0, 1024).includes('%PDF-') ? 'pdf' : 'other';
}
