/** Decides how a long text is cut so that each part fits an invocation, which takes 500 KB. */

const most = 300_000;

const bytesOf = (character: string): number => {
  const code = character.codePointAt(0) ?? 0;
  // Quotes, backslashes and controls grow when the part travels as JSON.
  if (code < 0x20) return 6;
  if (code === 0x22 || code === 0x5c) return 2;
  return code < 0x80 ? 1 : code < 0x800 ? 2 : code < 0x10000 ? 3 : 4;
};

/** Parts of at most 300 KB each, never cut inside a character. An empty text is one empty part. */
export function inParts(text: string, limit = most): readonly string[] {
  const parts: string[] = [];
  let from = 0;
  let at = 0;
  let size = 0;
  for (const character of text) {
    const bytes = bytesOf(character);
    if (size + bytes > limit) {
      parts.push(text.slice(from, at));
      from = at;
      size = 0;
    }
    size += bytes;
    at += character.length;
  }
  return [...parts, text.slice(from)];
}
