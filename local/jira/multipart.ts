// Reads the files out of a multipart request, whose bytes are kept exactly as they came.

export interface FilePart {
  field: string;
  filename: string;
  mimeType: string;
  content: Uint8Array;
}

const BLANK_LINE = Buffer.from('\r\n\r\n');

/** Undefined where the body is no whole multipart body. */
export function filePartsOf(contentType: string, body: Uint8Array): FilePart[] | undefined {
  const boundary = /boundary=(?:"([^"]+)"|([^;\s]+))/i.exec(contentType);
  const mark = boundary?.[1] ?? boundary?.[2];
  if (mark === undefined) return undefined;
  const bytes = Buffer.from(body.buffer, body.byteOffset, body.byteLength);
  const line = Buffer.from(`--${mark}`);
  const parts: FilePart[] = [];
  let at = bytes.indexOf(line);
  while (at >= 0) {
    const start = at + line.length;
    if (bytes.subarray(start, start + 2).toString() === '--') return parts;
    const headersEnd = bytes.indexOf(BLANK_LINE, start);
    const next = bytes.indexOf(Buffer.from(`\r\n--${mark}`), start);
    if (headersEnd < 0 || next < headersEnd) return undefined;
    const part = partOf(bytes.subarray(start, headersEnd).toString('utf8'), bytes.subarray(headersEnd + BLANK_LINE.length, next));
    if (part) parts.push(part);
    at = next + 2;
  }
  return undefined;
}

/** A part without a file name is an ordinary form field. */
function partOf(headers: string, content: Uint8Array): FilePart | undefined {
  const disposition = /^content-disposition:(.*)$/im.exec(headers)?.[1] ?? '';
  const field = /[;\s]name="([^"]*)"/i.exec(disposition)?.[1];
  const filename = /[;\s]filename="([^"]*)"/i.exec(disposition)?.[1];
  if (field === undefined || filename === undefined) return undefined;
  const mimeType = /^content-type:\s*(\S.*?)\s*$/im.exec(headers)?.[1] ?? 'application/octet-stream';
  // A browser writes these three as percent escapes, and nothing else.
  const plain = filename.replace(/%22/g, '"').replace(/%0D/gi, '\r').replace(/%0A/gi, '\n');
  return { field, filename: plain === '' ? 'file' : plain, mimeType, content };
}
