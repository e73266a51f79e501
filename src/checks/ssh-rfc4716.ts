/** Decides what keys stand in the armoured form that other SSH programs export (RFC 4716). */

export type ArmouredKey = { readonly type: string; readonly base64: string };

const BEGIN = /^-{4}\s?BEGIN SSH2 PUBLIC KEY\s?-{4}$/;
const END = /^-{4}\s?END SSH2 PUBLIC KEY\s?-{4}$/;
const MOST_LINES = 10_000;

/** The type stands inside the key only, as its first field. */
function typeOf(base64: string): string {
  const bytes = Buffer.from(base64, 'base64');
  const length = bytes.length >= 4 ? bytes.readUInt32BE(0) : 0;
  return bytes.subarray(4, 4 + Math.min(length, 100)).toString('latin1');
}

export function readArmouredBlock(text: string): readonly ArmouredKey[] | undefined {
  if (!text.includes('BEGIN SSH2 PUBLIC KEY')) return undefined;
  const keys: ArmouredKey[] = [];
  let body: string[] | undefined;
  let headerGoesOn = false;
  for (const written of text.split(/\r\n|\r|\n/, MOST_LINES)) {
    const line = written.replace(/^[\s>|]+/, '').trimEnd();
    if (BEGIN.test(line)) body = [];
    else if (END.test(line) && body) {
      const base64 = body.join('');
      keys.push({ type: typeOf(base64), base64 });
      body = undefined;
    } else if (body && (headerGoesOn || line.includes(':'))) headerGoesOn = line.endsWith('\\');
    else body?.push(line);
  }
  return keys;
}
